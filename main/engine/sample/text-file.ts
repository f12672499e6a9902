import { closeSync, openSync, writeSync } from 'node:fs';
import iconv from 'iconv-lite';
import type { Random } from './random.ts';

/** Lines held back to be written in another order than they came in; bounds the memory of a sample of any size. */
const SHUFFLED = 8_192;
/** Characters gathered before they are encoded and written. */
const CHUNK = 1 << 18;

/** Hands items on in a locally shuffled order: the records of one person do not stand next to each other. */
export class Shuffle<T> {
  private readonly held: T[] = [];
  private readonly random: Random;
  private readonly out: (item: T) => void;

  constructor(random: Random, out: (item: T) => void) {
    this.random = random;
    this.out = out;
  }

  add(item: T): void {
    if (this.held.length < SHUFFLED) {
      this.held.push(item);
      return;
    }
    const at = this.random.int(SHUFFLED);
    this.out(this.held[at] as T);
    this.held[at] = item;
  }

  flush(): void {
    while (this.held.length > 0) {
      const at = this.random.int(this.held.length);
      const item = this.held[at] as T;
      this.held[at] = this.held[this.held.length - 1] as T;
      this.held.pop();
      this.out(item);
    }
  }
}

export interface TextFileOptions {
  readonly path: string;
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly bom?: boolean;
  readonly lineEnd: '\n' | '\r\n';
  /** First line, if any. */
  readonly header?: string;
  /** With one, the lines are shuffled. */
  readonly random?: Random;
}

/** Writes lines to a file, encoded, in large pieces. Close it in any case. */
export class TextFile {
  lines = 0;
  private text = '';
  private readonly file: number;
  private readonly options: TextFileOptions;
  private readonly shuffle: Shuffle<string> | undefined;

  constructor(options: TextFileOptions) {
    this.options = options;
    this.file = openSync(options.path, 'w');
    if (options.bom === true) this.text = '\ufeff';
    if (options.header !== undefined) this.text += options.header + options.lineEnd;
    this.shuffle = options.random && new Shuffle(options.random, (line) => this.put(line));
  }

  /** One line, without its end. */
  add(line: string): void {
    this.lines++;
    if (this.shuffle === undefined) this.put(line);
    else this.shuffle.add(line);
  }

  /** Writes what is left, then `last` as it is, and closes. */
  finish(last = ''): void {
    this.shuffle?.flush();
    this.text += last;
    this.drain();
    this.close();
  }

  close(): void {
    closeSync(this.file);
  }

  private put(line: string): void {
    this.text += line + this.options.lineEnd;
    if (this.text.length > CHUNK) this.drain();
  }

  private drain(): void {
    if (this.text === '') return;
    const { encoding } = this.options;
    writeAll(
      this.file,
      encoding === 'utf-8' ? Buffer.from(this.text, 'utf8') : iconv.encode(this.text, encoding),
    );
    this.text = '';
  }
}

/** `writeSync` may write less than it is given. */
export function writeAll(file: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) at += writeSync(file, bytes, at);
}

const NEEDS_QUOTES = { ';': /[;"\r\n]/, ',': /[,"\r\n]/ } as const;

/** One CSV line after RFC 4180: cells are quoted where they must be. */
export function csvLine(cells: readonly string[], delimiter: ';' | ','): string {
  const special = NEEDS_QUOTES[delimiter];
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as string;
    if (i > 0) line += delimiter;
    line += special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
  return line;
}
