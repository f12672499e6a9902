import type { ByteSource } from './byte-source.ts';
import type { TextEncoding } from './encoding.ts';

const LF = 0x0a;
const CR = 0x0d;
const SEGMENT_BYTES = 1024 * 1024;

/**
 * A run of whole physical lines (the last one may lack its line end when `final`). Its bytes hold until the next segment
 * is asked for.
 */
export interface Segment {
  readonly bytes: Buffer;
  readonly final: boolean;
  /** No line end was found within the limit: `bytes` is a piece of one line. */
  readonly piece: boolean;
}

/**
 * Cuts a file into segments of whole lines, about 1 MB each. A caller that could not use the end of a segment (an open
 * quote) gives it back with {@link keep} and receives it again with more behind it; the amount doubles each time, so
 * that a long record costs linear time.
 */
export class SegmentReader {
  readonly #source: ByteSource;
  readonly #unit: number;
  readonly #bigEndian: boolean;
  readonly #limit: number;
  #rest: Buffer = Buffer.alloc(0);
  #kept = 0;
  #ended = false;
  #spare: readonly Buffer[] = [];

  /** `limit`: bytes of a line beyond which it is handed out in pieces. */
  constructor(source: ByteSource, encoding: TextEncoding, limit: number) {
    this.#source = source;
    this.#unit = encoding.unit;
    this.#bigEndian = encoding.name.endsWith('be');
    this.#limit = limit;
  }

  async skip(bytes: number): Promise<void> {
    await this.#source.read(Buffer.alloc(bytes), 0);
  }

  /** The next segment; null at the end of the file. */
  async next(): Promise<Segment | null> {
    for (;;) {
      await this.#fill(Math.max(SEGMENT_BYTES, Math.min(this.#kept * 2, this.#limit + SEGMENT_BYTES)));
      if (this.#rest.length === 0) return null;
      if (this.#ended) return this.#take(this.#rest.length, false);
      const cut = this.#lastLineEnd();
      if (cut > this.#kept) return this.#take(cut, false);
      if (this.#rest.length > this.#limit) return this.#take(cut || this.#rest.length & ~3, cut === 0);
      this.#kept = this.#rest.length;
    }
  }

  /** Puts the unread end of the last segment back in front of what follows. */
  keep(bytes: Buffer): void {
    this.#kept = bytes.length;
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([bytes, this.#rest]);
  }

  async #fill(target: number): Promise<void> {
    if (this.#ended || this.#rest.length >= target) return;
    const buffer = this.#buffer(target);
    this.#rest.copy(buffer);
    const read = await this.#source.read(buffer, this.#rest.length);
    const filled = this.#rest.length + read;
    this.#rest = filled === target ? buffer : buffer.subarray(0, filled);
    this.#ended = filled < target || this.#source.position >= this.#source.size;
  }

  /** Two buffers in turn do for usual segments: only the unread rest of the one before is still needed. */
  #buffer(length: number): Buffer {
    if (length !== SEGMENT_BYTES) return Buffer.allocUnsafeSlow(length);
    const [next = Buffer.allocUnsafeSlow(length), other] = this.#spare;
    this.#spare = other === undefined ? [Buffer.allocUnsafeSlow(length), next] : [other, next];
    return next;
  }

  #take(length: number, piece: boolean): Segment {
    const bytes = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    this.#kept = 0;
    return { bytes, final: this.#ended && this.#rest.length === 0, piece };
  }

  /** Offset after the last line end that is surely complete (a CR at the very end may be half a CRLF). */
  #lastLineEnd(): number {
    const { length } = this.#rest;
    if (this.#unit === 1) {
      const lf = this.#rest.lastIndexOf(LF);
      if (lf >= 0) return lf + 1;
      const cr = length > 1 ? this.#rest.lastIndexOf(CR, length - 2) : -1;
      return cr + 1;
    }
    let afterCr = 0;
    for (let at = length - (length % this.#unit) - this.#unit; at >= 0; at -= this.#unit) {
      const unit = this.#unitAt(at);
      if (unit === LF) return at + this.#unit;
      if (unit === CR && afterCr === 0 && at + 2 * this.#unit <= length) afterCr = at + this.#unit;
    }
    return afterCr;
  }

  #unitAt(at: number): number {
    if (this.#unit === 2) return this.#bigEndian ? this.#rest.readUInt16BE(at) : this.#rest.readUInt16LE(at);
    return this.#bigEndian ? this.#rest.readUInt32BE(at) : this.#rest.readUInt32LE(at);
  }
}

/**
 * Finds the bytes of rows of a decoded segment. Line ends decode one to one in every encoding supported, whatever
 * happens to undecodable bytes between them, so the n-th line end of the text is the n-th of the bytes.
 * Offsets asked for must be row starts (just after a line end), in growing order.
 */
export class RowLocator {
  readonly #segment: Buffer;
  readonly #text: string;
  readonly #encoding: TextEncoding;
  #char = 0;
  #byte = 0;

  constructor(segment: Buffer, text: string, encoding: TextEncoding) {
    this.#segment = segment;
    this.#text = text;
    this.#encoding = encoding;
  }

  /** Byte offset of the row that starts at `char`. */
  offset(char: number): number {
    if (char >= this.#text.length) return this.#segment.length;
    if (this.#encoding.unit === 2) return char * 2;
    if (this.#encoding.unit === 1 && this.#text.length === this.#segment.length) return char;
    let ends = 0;
    for (; this.#char < char; this.#char++) if (isLineEnd(this.#text.charCodeAt(this.#char))) ends++;
    while (ends > 0) if (this.#lineEndAt()) ends--;
    return this.#byte;
  }

  /** Steps over one unit; true if it was a line end. */
  #lineEndAt(): boolean {
    const { unit, name } = this.#encoding;
    const at = this.#byte;
    this.#byte += unit;
    if (unit === 1) return isLineEnd(this.#segment[at] ?? LF);
    if (at + 4 > this.#segment.length) return true;
    return isLineEnd(name.endsWith('be') ? this.#segment.readUInt32BE(at) : this.#segment.readUInt32LE(at));
  }
}

function isLineEnd(code: number): boolean {
  return code === LF || code === CR;
}
