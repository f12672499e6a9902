import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { type Answer, type BlindPair, SAMPLE } from '../../../shared/contract/accuracy.ts';
import { UserError } from '../../../shared/model/errors.ts';

/** Answer to a pair of a sample, by its number. */
export interface FileLabel {
  readonly pair: number;
  readonly answer: Answer;
}

const COLUMNS = ['pair', 'answer'] as const;
const ANSWERS: ReadonlySet<string> = new Set<Answer>(['same', 'different', 'unsure']);

/**
 * Reads answers given outside: UTF-8 CSV with a header and the columns `pair` and `answer` (same, different, unsure), in
 * any order; further ones are ignored, rows without an answer too.
 * @throws UserError `accuracy.file_unreadable`, `accuracy.column_missing`, `accuracy.answer_unknown`,
 *   `accuracy.too_many_labels`.
 */
export function readLabelFile(path: string): FileLabel[] {
  const { data } = Papa.parse<string[]>(read(path), { skipEmptyLines: true });
  const [header = [], ...rows] = data;
  const names = header.map((name) => name.replace(/^\ufeff/, '').trim());
  const [pairAt = -1, answerAt = -1] = COLUMNS.map((column) => {
    const at = names.indexOf(column);
    if (at < 0) throw columnMissing(path, column);
    return at;
  });
  const labels = rows.flatMap((cells, i) => {
    const answer = (cells[answerAt] ?? '').trim().toLowerCase();
    if (answer === '') return [];
    const pair = (cells[pairAt] ?? '').trim();
    if (!ANSWERS.has(answer) || !/^\d{1,15}$/.test(pair)) throw badRow(path, i + 2);
    return [{ pair: Number(pair), answer: answer as Answer }];
  });
  if (labels.length > SAMPLE.most) throw tooMany(path, labels.length);
  return labels;
}

/** Pairs as a file to label: their numbers, the rows by source and key, and a column for the answer. */
export const labelFileOf = (pairs: readonly BlindPair[]): string =>
  `${Papa.unparse(
    {
      fields: ['pair', 'left_source', 'left_key', 'right_source', 'right_key', 'answer'],
      data: pairs.map(({ pair, left, right }) => [pair, left.source, left.key, right.source, right.key, '']),
    },
    { newline: '\r\n' },
  )}\r\n`;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError({
      operation: 'accuracy.label',
      code: 'accuracy.file_unreadable',
      message: `The file of answers cannot be read: ${(error as Error).message}`,
      next: 'Check the path and that you may read the file.',
      where: { file: path },
    });
  }
}

const columnMissing = (file: string, column: string): UserError =>
  new UserError({
    operation: 'accuracy.label',
    code: 'accuracy.column_missing',
    message: `The file of answers has no column “${column}”. No answer was taken.`,
    next: 'Give a UTF-8 CSV file with the columns pair and answer.',
    where: { file, column },
  });

const badRow = (file: string, row: number): UserError =>
  new UserError({
    operation: 'accuracy.label',
    code: 'accuracy.answer_unknown',
    message: `Row ${row} of the file of answers has no number of a pair, or an answer that is not known. No answer was taken.`,
    next: 'Write same, different or unsure beside the number of the pair.',
    where: { file, row },
  });

const tooMany = (file: string, labels: number): UserError =>
  new UserError({
    operation: 'accuracy.label',
    code: 'accuracy.too_many_labels',
    message: `The file has ${labels} answers; a sample has ${SAMPLE.most} pairs at most. No answer was taken.`,
    next: 'Give the answers to one sample only.',
    where: { file, labels },
  });
