import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import { ByteSource } from './byte-source.ts';
import type { ReadControl, TableEnd, TableSink } from './contract.ts';
import { ByteCutter } from './csv-bytes.ts';
import { type CsvLayout, csvLayout, filledLength, isBlank } from './csv-layout.ts';
import { wholeQuotedRows } from './csv-quoted.ts';
import { afterOpenQuote, type CsvDialect, type CsvRecord, CsvScanner, swallowsRows } from './csv-scanner.ts';
import { bomLength, hasLoneSurrogate, type TextEncoding } from './encoding.ts';
import { cancelledError, sourceError } from './errors.ts';
import { LIMITS } from './limits.ts';
import { RowCollector } from './row-collector.ts';
import { RowLocator, type Segment, SegmentReader } from './segments.ts';

/** How a CSV file is read, complete. */
export interface CsvOptions {
  readonly encoding: TextEncoding;
  readonly dialect: CsvDialect;
  /** 1-based physical record of the header (blank lines count); 0: none. */
  readonly headerRow: number;
}

/**
 * Reads a CSV file in segments of about 1 MB. Clean segments are cut by their bytes where the sink takes blocks, else by
 * Papa Parse; a segment with anything odd (mixed
 * line ends, undecodable bytes, stray quotes, long rows) is cut record by record so that only the odd records are set
 * aside, with their bytes.
 */
export async function readCsv(
  path: string,
  options: CsvOptions,
  sink: TableSink,
  control: ReadControl,
): Promise<TableEnd> {
  const source = await ByteSource.open(path);
  try {
    const reader = new SegmentReader(source, options.encoding, LIMITS.rowBytes);
    const table = new CsvTable(path, options, sink);
    const head = Buffer.alloc(Math.min(4, source.size));
    await source.read(head, 0);
    reader.keep(head.subarray(bomLength(head, options.encoding.name)));
    for (let segment = await reader.next(); segment; segment = await reader.next()) {
      if (control.cancelled()) throw cancelledError(path);
      const used = await table.segment(segment);
      if (used < segment.bytes.length) reader.keep(segment.bytes.subarray(used));
      await table.rows.drain(true);
      sink.progress(source.position, source.size);
    }
    table.end();
    const { loaded, quarantined, read } = table.rows;
    const sha256 = await source.digest();
    return { columns: table.columns, read, loaded, quarantined, bytes: source.position, sha256 };
  } finally {
    await source.close();
  }
}

/** Characters that may be scanned in vain for closing quotes before the reader stops looking far for them. */
const PATIENCE = 128 * 1024 * 1024;
const SHORT_REACH = 4096;

class CsvTable {
  readonly rows: RowCollector;
  readonly #path: string;
  readonly #options: CsvOptions;
  readonly #sink: TableSink;
  #layout: CsvLayout | undefined;
  #cutter: ByteCutter | undefined;
  #scannedInVain = 0;
  /** The segment to come starts with a record that was already found odd. */
  #doubtful = false;
  /** The rest of a row too long to be kept is being skipped: up to the end of the line, or of the quoted cell. */
  #skipping: 'line' | 'quote' | undefined;

  constructor(path: string, options: CsvOptions, sink: TableSink) {
    this.#path = path;
    this.#options = options;
    this.#sink = sink;
    this.rows = new RowCollector(sink);
  }

  get columns(): readonly string[] {
    return this.#layout?.columns ?? [];
  }

  /** Takes the rows of a segment; returns how many of its bytes were used (the rest is an open record). */
  async segment(segment: Segment): Promise<number> {
    if (segment.piece && this.#skipping === 'line') return segment.bytes.length;
    if (await this.#byBytes(segment)) return segment.bytes.length;
    const { text, lossy } = this.#options.encoding.decode(segment.bytes);
    if (segment.piece && this.#layout === undefined) throw this.#headerTooLong();
    const start = this.#skipping ? this.#endOfSkipped(text) : this.#begin(text);
    if (this.#skipping) return segment.bytes.length;
    if (segment.piece) return this.#tooLong(segment.bytes, text, 'line');
    const rest = start === 0 ? text : text.slice(start);
    const lookedFar = segment.bytes.length >= LIMITS.rowBytes;
    const quick = lossy || lookedFar || this.#doubtful ? null : this.#clean(rest, segment.final);
    if (quick === null) return this.#carefully(segment, text, start, lossy);
    const used = start + quick;
    return used >= text.length
      ? segment.bytes.length
      : new RowLocator(segment.bytes, text, this.#options.encoding).offset(used);
  }

  /** Takes a whole segment by its bytes, where sink and content allow; false: nothing was taken. */
  async #byBytes(segment: Segment): Promise<boolean> {
    if (!this.#layout || !this.#cutter || this.#doubtful || this.#skipping || segment.piece) return false;
    if (segment.bytes.length >= LIMITS.rowBytes) return false;
    const utf8 = this.#utf8(segment.bytes);
    const block = utf8 && this.#cutter.cut(utf8);
    if (!block) return false;
    await this.rows.addBlock(block);
    return true;
  }

  /** The text of a segment as UTF-8; undefined when some of its bytes are not in the encoding of the file. */
  #utf8(bytes: Buffer): Buffer | undefined {
    const { encoding } = this.#options;
    if (encoding.name === 'utf-8') return isUtf8(bytes) ? bytes : undefined;
    const { text, lossy } = encoding.decode(bytes);
    return lossy ? undefined : Buffer.from(text);
  }

  /** Announces the columns of a file that ended before any row. */
  end(): void {
    if (this.#layout === undefined) this.#begin('');
  }

  #begin(text: string): number {
    if (this.#layout) return 0;
    this.#layout = csvLayout(text, this.#options.dialect, this.#options.headerRow);
    const { columns, dataStart } = this.#layout;
    if (columns.length > LIMITS.columns) throw this.#tooManyColumns(columns.length);
    this.#sink.columns(columns);
    if (this.#sink.block && ByteCutter.takes(this.#options.dialect)) {
      this.#cutter = new ByteCutter(this.#options.dialect, columns.length);
    }
    return dataStart;
  }

  #tooManyColumns(count: number) {
    return sourceError(
      'source.read',
      this.#path,
      'table.too_many_columns',
      `The table has ${count} columns; at most ${LIMITS.columns} are read.`,
      'Check that the delimiter is right, or export fewer columns.',
      { columns: count, limit: LIMITS.columns },
    );
  }

  /**
   * Papa Parse on a text whose lines all end the same way. Returns the characters used, or null (nothing taken) when
   * anything in it calls for care.
   */
  #clean(text: string, final: boolean): number | null {
    const newline = uniformLineEnd(text);
    const { delimiter, quote } = this.#options.dialect;
    const width = this.columns.length;
    const quoted = quote !== '' && text.includes(quote);
    const allQuoted = quoted ? wholeQuotedRows(text, this.#options.dialect, newline, width) : null;
    if (allQuoted !== null) {
      for (const cells of allQuoted) this.rows.add(cells);
      return text.length;
    }
    if (newline === null || (quoted && (width === 1 || quote.length > 1)) || !PAPA_DELIMITER(delimiter))
      return null;
    const parser = new Papa.Parser({ delimiter, newline, quoteChar: quote || '"', fastMode: !quoted });
    const parsed: Papa.ParseResult<string[]> = parser.parse(text, 0, !final);
    if (parsed.errors.length > 0) return null;
    for (const cells of parsed.data) if (cells.length !== width && !isPlainShort(cells, width)) return null;
    for (const cells of parsed.data) {
      if (cells.length === 1 && (width > 1 ? isBlank(cells) : cells[0] === '')) continue;
      this.rows.add(cells);
    }
    return final ? text.length : parsed.meta.cursor;
  }

  async #carefully(segment: Segment, text: string, start: number, lossy: boolean): Promise<number> {
    this.#doubtful = false;
    const scanner = new CsvScanner(text, this.#options.dialect);
    const locator = new RowLocator(segment.bytes, text, this.#options.encoding);
    for (let at = start; at < text.length; ) {
      if (this.#scannedInVain > PATIENCE)
        scanner.reach = this.#scannedInVain > 2 * PATIENCE ? 0 : SHORT_REACH;
      const found = scanner.record(at);
      if (found.state === 'open' && !segment.final && text.length - at <= scanner.reach) {
        const lookedFar = at === start && segment.bytes.length >= LIMITS.rowBytes;
        if (!lookedFar) {
          this.#doubtful = true;
          return locator.offset(at);
        }
        const { dialect } = this.#options;
        if (!swallowsRows(text, found, dialect, this.columns.length)) {
          return this.#tooLong(segment.bytes.subarray(locator.offset(at)), text.slice(at), 'quote');
        }
      }
      const record = this.#judged(scanner, text, found);
      this.#take(record, segment, text, locator, lossy);
      at = record.next;
      if (this.rows.due) await this.rows.drain(false);
    }
    return segment.bytes.length;
  }

  /** The record itself, or only its first line where its quote seems to have swallowed the rows after it. */
  #judged(scanner: CsvScanner, text: string, record: CsvRecord): CsvRecord & { readonly unclosed: boolean } {
    const width = this.columns.length;
    const odd = record.strayQuote || record.cells.length !== width;
    const unclosed =
      record.state === 'open' ||
      (record.lines > 1 && odd && swallowsRows(text, record, this.#options.dialect, width));
    if (!unclosed) return { ...record, unclosed };
    this.#scannedInVain += record.end - record.start;
    return { ...scanner.line(record.start), unclosed };
  }

  #take(
    record: CsvRecord & { readonly unclosed: boolean },
    segment: Segment,
    text: string,
    locator: RowLocator,
    lossy: boolean,
  ): void {
    const width = this.columns.length;
    const { cells } = record;
    if (record.end === record.start || (width > 1 && isBlank(cells))) return;
    const doubtful = lossy && isDoubtful(text.slice(record.start, record.end));
    const broken = this.#refusal(record, width);
    if (broken || doubtful) {
      const bytes = this.#bytes(record, segment, locator);
      const refusal = broken ?? this.#undecodable(record, bytes);
      if (refusal) {
        this.rows.setAside(refusal.code, refusal.message, bytes);
        return;
      }
    }
    this.rows.add(cells.length > width ? cells.slice(0, width) : cells, record.end - record.start);
  }

  /** The bytes of a record, line end excluded. */
  #bytes(record: CsvRecord, segment: Segment, locator: RowLocator): Buffer {
    const start = locator.offset(record.start);
    const next = locator.offset(record.next);
    return segment.bytes.subarray(start, next - this.#options.encoding.unit * (record.next - record.end));
  }

  #refusal(record: CsvRecord & { readonly unclosed: boolean }, width: number): Refusal | null {
    if (record.unclosed) {
      return {
        code: 'csv.unclosed_quote',
        message: `A quote opened in row ${this.rows.nextRow} is never closed.`,
      };
    }
    const filled = filledLength(record.cells, width);
    if (filled > width) {
      return { code: 'csv.too_many_cells', message: `${filled} cells where the table has ${width} columns.` };
    }
    if (record.strayQuote && filled !== width) {
      return { code: 'csv.stray_quote', message: 'A quote inside a quoted cell hides where the cells end.' };
    }
    return null;
  }

  #undecodable(record: CsvRecord, bytes: Buffer): Refusal | null {
    const { name, decode } = this.#options.encoding;
    if (!decode(bytes).lossy) return null;
    const column = record.cells.findIndex(isDoubtful);
    const where = this.columns[column] ?? `cell ${column + 1}`;
    return { code: 'text.undecodable', message: `Column “${where}” holds bytes that are not ${name}.` };
  }

  #headerTooLong() {
    return sourceError(
      'source.read',
      this.#path,
      'csv.header_too_long',
      `The header line is longer than ${LIMITS.rowBytes / 1024 / 1024} MB.`,
      'Check that this is a table with one row a line, and which line holds the column names.',
    );
  }

  /** Sets a row aside of which `bytes` is the beginning; the rest is skipped as it comes. */
  #tooLong(bytes: Buffer, text: string, skip: 'line' | 'quote'): number {
    const { cells } = new CsvScanner(text, this.#options.dialect).record(0);
    const column = this.columns[Math.min(cells.length, this.columns.length) - 1] ?? 'column_1';
    const limit = `${LIMITS.rowBytes / 1024 / 1024} MB`;
    const message = `Row ${this.rows.nextRow} is longer than ${limit}, the limit of a row (column “${column}”).`;
    this.rows.setAside('csv.row_too_long', message, bytes, true);
    this.#skipping = skip;
    return Number.POSITIVE_INFINITY;
  }

  /** Where rows go on in `text`; leaves `#skipping` set when they do not. */
  #endOfSkipped(text: string): number {
    const { dialect } = this.#options;
    const end =
      this.#skipping === 'quote'
        ? afterOpenQuote(text, dialect)
        : new CsvScanner(text, { ...dialect, quote: '' }).line(0).next;
    if (end !== undefined) this.#skipping = undefined;
    return end ?? text.length;
  }
}

/** Text that may stand for bytes that could not be decoded. */
function isDoubtful(text: string): boolean {
  return text.includes('\uFFFD') || hasLoneSurrogate(text);
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Papa Parse replaces delimiters it does not accept by a comma, without a word. */
const PAPA_DELIMITER = (delimiter: string): boolean => !Papa.BAD_DELIMITERS.includes(delimiter);

/** A short row without a line break in it: nothing suggests that a quote swallowed anything. */
function isPlainShort(cells: readonly string[], width: number): boolean {
  return cells.length < width && !cells.some((cell) => cell.includes('\n') || cell.includes('\r'));
}

/** The one line end of a text; null when it mixes several (inside quotes included). */
function uniformLineEnd(text: string): '\n' | '\r\n' | '\r' | null {
  if (!text.includes('\r')) return '\n';
  const feeds = occurrences(text, '\n');
  if (feeds === 0) return '\r';
  return feeds === occurrences(text, '\r') && feeds === occurrences(text, '\r\n') ? '\r\n' : null;
}

function occurrences(text: string, sought: string): number {
  let count = 0;
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) count++;
  return count;
}
