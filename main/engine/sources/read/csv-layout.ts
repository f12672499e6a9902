import { type CsvDialect, type CsvRecord, CsvScanner } from './csv-scanner.ts';
import { numberedNames, uniqueNames } from './names.ts';

/** Where the rows of a CSV text start and what their columns are called. */
export interface CsvLayout {
  readonly columns: readonly string[];
  /** Offset of the first record after the header, in the text given. */
  readonly dataStart: number;
  /** The header had fewer cells than most rows: numbered columns were added. */
  readonly widened: boolean;
}

const PEEKED_RECORDS = 1000;
/** Characters within which a quote has to close for its record to count in what is detected. */
export const HEAD_REACH = 65_536;

/**
 * Skips to the header and settles the columns, from the first segment of the file. Rows that are mostly longer than the
 * header get extra numbered columns; without header the usual row length counts.
 */
export function csvLayout(text: string, dialect: CsvDialect, headerRow: number): CsvLayout {
  const scanner = new CsvScanner(text, dialect);
  scanner.reach = HEAD_REACH;
  let at = 0;
  let header: readonly string[] = [];
  for (let n = 0; n < headerRow && at < text.length; n++) {
    const record = headerRecord(scanner, at);
    header = record.cells;
    at = record.next;
  }
  const usual = usualWidth(scanner, at, text.length, header.length);
  const columns =
    headerRow === 0 ? numberedNames(usual) : uniqueNames(pad(header, Math.max(usual, header.length)));
  return { columns, dataStart: at, widened: headerRow > 0 && usual > header.length };
}

/** A record of the preamble or the header; an unclosed quote there is taken as text. */
export function headerRecord(scanner: CsvScanner, at: number): CsvRecord {
  const record = scanner.record(at);
  return record.state === 'open' || (record.strayQuote && record.lines > 1) ? scanner.line(at) : record;
}

/** The commonest number of cells (blank surplus put aside) when at least half of the rows have more than the header. */
function usualWidth(scanner: CsvScanner, from: number, length: number, header: number): number {
  const counts = new Map<number, number>();
  let rows = 0;
  for (let at = from; at < length && rows < PEEKED_RECORDS; ) {
    const record = scanner.record(at);
    at = record.next;
    if (record.state === 'open' || isBlank(record.cells)) continue;
    rows++;
    const cells = filledLength(record.cells, header);
    counts.set(cells, (counts.get(cells) ?? 0) + 1);
  }
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  return header === 0 || (width > header && count * 2 > rows) ? width : header;
}

/** Number of cells when blank cells beyond `width` are not counted. */
export function filledLength(cells: readonly string[], width: number): number {
  let length = cells.length;
  while (length > width && cells[length - 1]?.trim() === '') length--;
  return length;
}

/** A line with nothing on it. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0]?.trim() === '';
}

function pad(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, i) => cells[i] ?? '');
}
