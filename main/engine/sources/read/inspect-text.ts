import type { RawCell, ReadOptions, TableInspection } from '../../../../shared/model/source.ts';
import { fileSize, readRange } from './byte-source.ts';
import { guessCsv, headRecords } from './csv-detect.ts';
import { csvLayout } from './csv-layout.ts';
import { bomLength, type EncodingGuess, guessEncoding, type TextEncoding, textEncoding } from './encoding.ts';
import { sourceError } from './errors.ts';
import { looksBinary, textFormat } from './format.ts';
import { inspectJson, inspectJsonLines } from './json-inspect.ts';
import { LIMITS } from './limits.ts';

/** The beginning of a text file, decoded up to its last whole line. */
export interface TextHead {
  readonly path: string;
  /** Name shown and used for naming (the entry's in an archive). */
  readonly file: string;
  readonly bytes: Buffer;
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly guess: EncodingGuess;
  /** The head is the whole file. */
  readonly whole: boolean;
}

/** Inspects a text file: delimited text, JSON or JSON Lines. */
export async function inspectText(
  path: string,
  file: string,
  options: ReadOptions,
): Promise<TableInspection[]> {
  const head = await textHead(path, file, options.encoding);
  if (head.text.trim() === '') throw emptyFile(file);
  const { unit, name } = head.encoding;
  const sure = options.format !== undefined || options.encoding !== undefined || unit > 1;
  if (!sure && looksBinary(head.bytes, name === 'utf-8')) throw notText(file);
  const format = options.format ?? textFormat(head.text, file);
  if (format === 'json') return inspectJson(head, options);
  if (format === 'jsonl') return [await inspectJsonLines(head, options)];
  return [inspectCsv(head, options)];
}

/** Refusal of a file without any content. */
export function emptyFile(file: string) {
  return sourceError(
    'source.inspect',
    file,
    'file.empty',
    'The file is empty.',
    'Check the export that made it, and choose a file with rows.',
  );
}

function notText(file: string) {
  return sourceError(
    'source.inspect',
    file,
    'file.unsupported',
    'This is neither text nor a known kind of table.',
    'Export the data as CSV, XLSX, JSON, JSON Lines, Parquet or SQLite; for a text in an unusual encoding, name it.',
  );
}

/** Reads and decodes the beginning of a file. */
export async function textHead(
  path: string,
  file: string,
  encodingName: string | undefined,
): Promise<TextHead> {
  const size = await fileSize(path);
  if (size === 0) throw emptyFile(file);
  const raw = await readRange(path, 0, Math.min(size, LIMITS.headBytes));
  const further = size > raw.length ? await windows(path, raw.length, size) : Buffer.alloc(0);
  const guess = encodingName === undefined ? guessEncoding(raw, further) : givenEncoding(encodingName);
  const encoding = textEncoding(guess.encoding);
  if (!encoding) throw unknownEncoding(file, guess.encoding);
  const bytes = raw.subarray(bomLength(raw, encoding.name));
  const whole = size <= raw.length;
  const { text } = encoding.decode(bytes);
  return { path, file, bytes, text: whole ? text : wholeLines(text), encoding, guess, whole };
}

function givenEncoding(encoding: string): EncodingGuess {
  return { encoding, bom: 0, confidence: 1, remarks: [] };
}

function unknownEncoding(file: string, encoding: string) {
  return sourceError(
    'source.inspect',
    file,
    'encoding.unknown',
    `There is no encoding named “${encoding}”.`,
    'Use a name such as utf-8, windows-1252, iso-8859-15 or utf-16le, or leave it out to have it detected.',
    { encoding },
  );
}

/** Pieces of a large file spread over its length, for accents that come late. */
async function windows(path: string, from: number, size: number): Promise<Buffer> {
  const count = 16;
  const length = 65_536;
  const parts: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const at = Math.floor(from + ((size - from) * i) / count);
    parts.push(await readRange(path, at, Math.min(length, size - at)));
  }
  return Buffer.concat(parts);
}

function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end < 0 ? text : text.slice(0, end + 1);
}

function inspectCsv(head: TextHead, options: ReadOptions): TableInspection {
  const guess = guessCsv(head.text, options);
  const { dialect, headerRow } = guess;
  const layout = csvLayout(head.text, dialect, headerRow);
  const sample = headRecords(head.text.slice(layout.dataStart), dialect, LIMITS.sampleRows * 2)
    .filter((cells) => cells.length > 1 || cells[0] !== '')
    .slice(0, LIMITS.sampleRows)
    .map((cells): RawCell[] => cells.slice(0, layout.columns.length));
  const remarks = [...head.guess.remarks, ...guess.remarks];
  if (layout.widened) remarks.push('Rows are longer than the header: columns were added.');
  return {
    name: '',
    options: {
      format: 'csv',
      encoding: head.encoding.name,
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      headerRow,
    },
    columns: layout.columns,
    sample,
    confidence: Math.min(guess.confidence, head.guess.confidence),
    remarks,
  };
}
