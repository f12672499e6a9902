/** How cells are separated and quoted. `quote` is '' where quoting means nothing. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
}

/** One record found by {@link CsvScanner}: `text.slice(start, next)`, line end included. */
export interface CsvRecord {
  readonly start: number;
  /** End of the record's text, line end excluded. */
  readonly end: number;
  readonly next: number;
  readonly cells: string[];
  /** `open`: a quote is not closed before the end of the text. */
  readonly state: 'closed' | 'open';
  /** A quoted cell held a quote that was neither doubled nor at its end. */
  readonly strayQuote: boolean;
  readonly lines: number;
}

const NONE = Number.POSITIVE_INFINITY;

/**
 * Cuts a decoded text into records, one at a time, forgivingly: LF, CRLF and CR all end a line outside quotes, blanks
 * after a closing quote are dropped, a quote inside an unquoted cell is text. Reads clean text exactly as Papa Parse
 * does (a test compares them); it exists for what Papa Parse cannot tell: where each record stands, and how to go on
 * after an unclosed quote.
 */
export class CsvScanner {
  /** How far after its opening a closing quote is looked for, in characters; 0: on its line only. */
  reach = NONE;
  readonly #text: string;
  readonly #dialect: CsvDialect;
  /** Memo of the next occurrence of each sought string: [searched from, found at]. */
  readonly #memo = new Map<string, [number, number]>();

  constructor(text: string, dialect: CsvDialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  /** The record at `start`, which must be a record start before the end of the text. */
  record(start: number): CsvRecord {
    const { delimiter, quote } = this.#dialect;
    const end = this.#lineEnd(start);
    if (quote === '' || this.#next(quote, start) >= end) {
      const cells = this.#text.slice(start, end).split(delimiter);
      return { start, end, next: this.afterLine(end), cells, state: 'closed', strayQuote: false, lines: 1 };
    }
    return this.#quotedRecord(start);
  }

  /** The physical line at `start`, taken as a record without regard to quotes. */
  line(start: number): CsvRecord {
    const end = this.#lineEnd(start);
    const cells = this.#text.slice(start, end).split(this.#dialect.delimiter);
    return { start, end, next: this.afterLine(end), cells, state: 'closed', strayQuote: false, lines: 1 };
  }

  #quotedRecord(start: number): CsvRecord {
    const { delimiter, quote } = this.#dialect;
    const cells: string[] = [];
    let strayQuote = false;
    let lines = 1;
    let at = start;
    for (;;) {
      if (this.#text.startsWith(quote, at)) {
        const cell = this.#quotedCell(at);
        strayQuote ||= cell.strayQuote;
        cells.push(cell.value);
        at = cell.next;
        if (cell.state !== 'delimited') {
          // Not counted in an open cell, which may run to the end of the text: that would be done for each.
          if (cell.state === 'ended') lines = this.#countLines(start, at);
          const next = cell.state === 'open' ? this.#text.length : this.afterLine(at);
          const state = cell.state === 'open' ? 'open' : 'closed';
          return { start, end: at, next, cells, state, strayQuote, lines };
        }
        continue;
      }
      const end = this.#lineEnd(at);
      const delimited = this.#next(delimiter, at);
      if (delimited >= end) {
        cells.push(this.#text.slice(at, end));
        lines = this.#countLines(start, end);
        return { start, end, next: this.afterLine(end), cells, state: 'closed', strayQuote, lines };
      }
      cells.push(this.#text.slice(at, delimited));
      at = delimited + delimiter.length;
    }
  }

  #quotedCell(open: number): {
    value: string;
    next: number;
    state: 'delimited' | 'ended' | 'open';
    strayQuote: boolean;
  } {
    const { delimiter, quote } = this.#dialect;
    const from = open + quote.length;
    const bound = this.reach === 0 ? this.#lineEnd(open) : from + this.reach;
    let strayQuote = false;
    for (let search = from; ; ) {
      const close = this.#text.indexOf(quote, search);
      if (close < 0 || close > bound) {
        return { value: this.#text.slice(from), next: this.#text.length, state: 'open', strayQuote };
      }
      if (this.#text.startsWith(quote, close + quote.length)) {
        search = close + 2 * quote.length;
        continue;
      }
      const after = this.#afterBlanks(close + quote.length);
      const value = () => this.#text.slice(from, close).replaceAll(quote + quote, quote);
      if (this.#text.startsWith(delimiter, after)) {
        return { value: value(), next: after + delimiter.length, state: 'delimited', strayQuote };
      }
      if (after >= this.#text.length || isLineEnd(this.#text.charCodeAt(after))) {
        return { value: value(), next: after, state: 'ended', strayQuote };
      }
      strayQuote = true;
      search = close + quote.length;
    }
  }

  /** Past blanks that are not the delimiter. */
  #afterBlanks(from: number): number {
    const { delimiter } = this.#dialect;
    let at = from;
    for (; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x09) break;
      if (this.#text.startsWith(delimiter, at)) break;
    }
    return at;
  }

  #countLines(from: number, to: number): number {
    let lines = 1;
    for (let at = this.#lineEnd(from); at < to; at = this.#lineEnd(this.afterLine(at))) lines++;
    return lines;
  }

  #lineEnd(from: number): number {
    return Math.min(this.#next('\n', from), this.#next('\r', from), this.#text.length);
  }

  /** Start of the line after the line end at `end`. */
  afterLine(end: number): number {
    if (this.#text.charCodeAt(end) === 0x0d && this.#text.charCodeAt(end + 1) === 0x0a) return end + 2;
    return Math.min(end + 1, this.#text.length);
  }

  /** Like indexOf, remembering the last answer: a sought string that is far or absent is looked for once. */
  #next(sought: string, from: number): number {
    const memo = this.#memo.get(sought);
    if (memo && memo[0] <= from && from <= memo[1]) return memo[1];
    const found = this.#text.indexOf(sought, from);
    const at = found < 0 ? NONE : found;
    if (memo) {
      memo[0] = from;
      memo[1] = at;
    } else this.#memo.set(sought, [from, at]);
    return at;
  }
}

/**
 * Whether the lines a quoted cell runs over look like rows of their own (as many cells as the table has columns): its
 * quote was probably opened by mistake. Looks at up to 50 lines.
 */
export function swallowsRows(text: string, record: CsvRecord, dialect: CsvDialect, width: number): boolean {
  if (width === 1) return record.strayQuote;
  const scanner = new CsvScanner(text, { delimiter: dialect.delimiter, quote: '' });
  let at = scanner.line(record.start).next;
  for (let line = 0; at < record.end && line < 50; line++) {
    const inner = scanner.line(at);
    if (inner.cells.length >= width) return true;
    at = inner.next;
  }
  return false;
}

/**
 * Where reading goes on after a quoted cell whose beginning is long gone: the start of the record after the one that
 * holds the closing quote; undefined when `text` does not hold it.
 */
export function afterOpenQuote(text: string, dialect: CsvDialect): number | undefined {
  const { delimiter, quote } = dialect;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at)) {
    const after = at + quote.length;
    if (text.startsWith(quote, after)) {
      at = after + quote.length;
      continue;
    }
    if (text.startsWith(delimiter, after))
      return new CsvScanner(text, dialect).record(after + delimiter.length).next;
    if (after >= text.length || isLineEnd(text.charCodeAt(after)))
      return new CsvScanner(text, dialect).afterLine(after);
    at = after;
  }
  return undefined;
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
