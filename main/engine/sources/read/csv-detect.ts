import { filledLength, HEAD_REACH } from './csv-layout.ts';
import { type CsvDialect, CsvScanner, swallowsRows } from './csv-scanner.ts';
import { detectHeader } from './header.ts';

export interface CsvGuess {
  readonly dialect: CsvDialect;
  readonly headerRow: number;
  /** Line of a leading `sep=;` (a convention of Excel) is skipped through `headerRow`. */
  readonly confidence: number;
  readonly remarks: readonly string[];
}

const DELIMITERS = [',', ';', '\t', '|', ':', '~', '^', '\u001F', '\u0001', '§', '¦'];
const RECORDS = 200;

/**
 * Detects delimiter, quote and header of a decoded head. What is given in `known` is kept. The delimiter is the one
 * that cuts most rows into the same number of cells.
 */
export function guessCsv(
  text: string,
  known: { readonly delimiter?: string; readonly quote?: string; readonly headerRow?: number },
): CsvGuess {
  const remarks: string[] = [];
  const declared = /^sep=(.)\r?\n?/i.exec(text)?.[1];
  const quotes = known.quote === undefined ? likelyQuotes(text) : [known.quote];
  const delimiters = known.delimiter !== undefined ? [known.delimiter] : declared ? [declared] : DELIMITERS;
  const scored = quotes.flatMap((quote) => delimiters.map((delimiter) => score(text, { delimiter, quote })));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  const dialect =
    best.score > 0 || known.delimiter !== undefined
      ? best.dialect
      : { delimiter: absentDelimiter(text), quote: quotes[0] ?? '"' };
  const records = headRecords(text, dialect);
  const headerRow = known.headerRow ?? headerAfter(records, declared === undefined ? 0 : 1);
  if (headerRow > 1) remarks.push(`${headerRow - 1} line(s) before the header are skipped.`);
  if (headerRow === 0) remarks.push('No header: the columns are numbered.');
  if (best.score <= 0 && known.delimiter === undefined) remarks.push('One column: no delimiter found.');
  return {
    dialect,
    headerRow,
    confidence: best.score > 0 ? Math.min(1, 0.3 + best.agreement * 0.7) : 0.5,
    remarks,
  };
}

/** For a single column: a delimiter that does not occur, so that a comma inside a value stays inside. */
function absentDelimiter(text: string): string {
  return [',', ';', '\t', '|'].find((delimiter) => !text.includes(delimiter)) ?? '\u001F';
}

function headerAfter(records: readonly (readonly string[])[], skipped: number): number {
  const header = detectHeader(records.slice(skipped));
  return header === 0 ? 0 : header + skipped;
}

/** The double quote, unless single quotes are what opens cells. */
function likelyQuotes(text: string): string[] {
  const head = text.slice(0, 65_536);
  const double = (head.match(/(^|[,;\t|\n\r])"/g) ?? []).length;
  const single = (head.match(/(^|[,;\t|])'[^'\n\r]*'(?=[,;\t|\n\r]|$)/gm) ?? []).length;
  return double === 0 && single >= 2 ? ["'", '"'] : ['"'];
}

interface Scored {
  readonly dialect: CsvDialect;
  readonly score: number;
  /** Share of rows with the usual number of cells. */
  readonly agreement: number;
}

function score(text: string, dialect: CsvDialect): Scored {
  const records = headRecords(text, dialect).filter((cells) => cells.length > 1 || cells[0]?.trim() !== '');
  const counts = new Map<number, number>();
  for (const cells of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width, rows] = [...counts].sort(
    (a, b) => b[1] * Math.min(b[0], 2) - a[1] * Math.min(a[0], 2) || b[0] - a[0],
  )[0] ?? [1, 0];
  if (width < 2 || records.length === 0) return { dialect, score: 0, agreement: 0 };
  const agreement = rows / records.length;
  // Prose has commas and colons too: few cells that rarely agree are no table.
  const rare = DELIMITERS.indexOf(dialect.delimiter) > 3 ? 0.5 : 1;
  const consistent = agreement * agreement * (1 + Math.log2(Math.min(width, 64)) / 8) * rare;
  const names = records[0]?.filter((cell) => cell.trim() !== '').length ?? 0;
  const headed = names >= width ? 1.05 : 1;
  return {
    dialect,
    score: agreement < 0.3 && records.length > 3 ? 0 : consistent * headed * textual(records, width),
    agreement,
  };
}

/** Punishes a cut that leaves a blank before most cells, as the commas of prose do. */
function textual(records: readonly (readonly string[])[], width: number): number {
  let cells = 0;
  let spaced = 0;
  for (const record of records) {
    for (const cell of record.slice(1, filledLength(record, width))) {
      cells++;
      if (cell.startsWith(' ') && /\p{L}\s+\p{L}/u.test(record[0] ?? '')) spaced++;
    }
  }
  return cells > 0 && spaced * 2 > cells ? 0.6 : 1;
}

/** The first records of a text, blank lines included (they count in `headerRow`). */
export function headRecords(text: string, dialect: CsvDialect, limit = RECORDS): string[][] {
  const scanner = new CsvScanner(text, dialect);
  scanner.reach = HEAD_REACH;
  const records: string[][] = [];
  for (let at = 0; at < text.length && records.length < limit; ) {
    const record = scanner.record(at);
    const doubtful = record.state === 'open' || (record.strayQuote && record.lines > 1);
    // A cell that goes on beyond what is looked at; what follows is its text.
    if (
      record.state === 'open' &&
      records.length > 0 &&
      !swallowsRows(text, record, dialect, records[0]?.length ?? 1)
    )
      break;
    const taken = doubtful ? scanner.line(at) : record;
    records.push(taken.cells);
    at = taken.next;
  }
  return records;
}
