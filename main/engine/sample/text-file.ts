import { closeSync, openSync, writeSync } from 'node:fs';
import iconv from 'iconv-lite';
import type { Random } from './random.ts';

/** Items gathered before they are put in another order; bounds the memory of a sample of any size. */
const SHUFFLED = 4_096;
/** Characters gathered before they are encoded and written. */
const CHUNK = 1 << 16;
/** Where UTF-8 is encoded, again and again: writing is synchronous. */
const scratch = Buffer.allocUnsafe(CHUNK * 6);

/** Hands items on in an order shuffled block by block: the records of one person do not stand next to each other. */
export class Shuffle<T> {
  private block: T[] = [];
  private readonly random: Random;
  private readonly out: (item: T) => void;

  constructor(random: Random, out: (item: T) => void) {
    this.random = random;
    this.out = out;
  }

  add(item: T): void {
    this.block.push(item);
    if (this.block.length >= SHUFFLED) this.flush();
  }

  /** Hands on what is left (Fisher and Yates, from the end). */
  flush(): void {
    const { block } = this;
    this.block = [];
    for (let left = block.length; left > 0; left--) {
      const at = this.random.int(left);
      this.out(block[at] as T);
      block[at] = block[left - 1] as T;
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
    if (this.options.encoding === 'utf-8' && this.text.length * 3 <= scratch.length) {
      writeAll(this.file, scratch.subarray(0, scratch.write(this.text, 'utf8')));
    } else writeAll(this.file, iconv.encode(this.text, this.options.encoding));
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
  // One test for the whole line: few lines need quotes.
  if (!special.test(cells.join('\t'))) return cells.join(delimiter);
  const quoted = cells.map((cell) => (special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return quoted.join(delimiter);
}
