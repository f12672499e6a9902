import { hash } from 'node:crypto';
import type { RowBlock } from './parse-messages.ts';
import { type CellBlock, cellText } from './read/cell-block.ts';

const [OPEN, CLOSE, COMMA, QUOTE] = [0x5b, 0x5d, 0x2c, 0x22];

/** Gathers rows into a {@link RowBlock}; its memory is used again for the next one. */
export class RowBlockWriter {
  #bytes = Buffer.allocUnsafeSlow(1 << 20);
  #at = 0;
  #count = 0;
  #rows = new Uint32Array(0);
  #ends = new Uint32Array(0);
  #hashes = Buffer.alloc(0);

  /** Starts a block of `rows` rows. */
  begin(rows: number): void {
    this.#at = 0;
    this.#count = 0;
    this.#rows = new Uint32Array(rows);
    this.#ends = new Uint32Array(rows * 2);
    this.#hashes = Buffer.from(new ArrayBuffer(rows * 16));
  }

  /** `cells`: the row's cells as JSON text. */
  add(row: number, key: string, cells: string): void {
    const at = this.#count++;
    this.#rows[at] = row;
    this.#require((key.length + cells.length) * 3);
    this.#at += this.#bytes.write(key, this.#at);
    this.#ends[at * 2] = this.#at;
    this.#at += this.#bytes.write(cells, this.#at);
    this.#ends[at * 2 + 1] = this.#at;
    // A one-shot hash as binary text is five times quicker than a hash object a row.
    this.#hashes.write(hash('sha256', cells, 'binary'), at * 16, 16, 'latin1');
  }

  /**
   * A row of a block of cells; `order`: for each place the column that goes there, -1 for none. Writes the very bytes that
   * {@link add} writes for the same row: what is hashed does not depend on how a file was cut.
   */
  addRow(row: number, key: string, block: CellBlock, index: number, order: readonly number[]): void {
    const first = index * block.width;
    const at = this.#count++;
    this.#rows[at] = row;
    this.#require(key.length * 3 + 2);
    this.#at += this.#bytes.write(key, this.#at);
    this.#ends[at * 2] = this.#at;
    const start = this.#at;
    this.#bytes[this.#at++] = OPEN;
    for (let i = 0; i < order.length; i++) this.#cell(block, order[i]! < 0 ? -1 : first + order[i]!, i > 0);
    this.#bytes[this.#at++] = CLOSE;
    this.#ends[at * 2 + 1] = this.#at;
    const digest = hash('sha256', this.#bytes.subarray(start, this.#at), 'binary');
    this.#hashes.write(digest, at * 16, 16, 'latin1');
  }

  /** Writes a cell as JSON and leaves room for what closes the row. */
  #cell(block: CellBlock, at: number, further: boolean): void {
    if (at < 0 || block.kinds[at] !== 0) {
      const json = at < 0 ? 'null' : JSON.stringify(cellText(block, at));
      this.#require(json.length * 3 + 2);
      if (further) this.#bytes[this.#at++] = COMMA;
      this.#at += this.#bytes.write(json, this.#at);
      return;
    }
    const { text, places } = block;
    const end = places[at * 2 + 1]!;
    this.#require(end - places[at * 2]! + 4);
    const bytes = this.#bytes;
    let to = this.#at;
    if (further) bytes[to++] = COMMA;
    bytes[to++] = QUOTE;
    // Cells are short: a loop is quicker than a call that copies.
    for (let from = places[at * 2]!; from < end; from++) bytes[to++] = text[from]!;
    bytes[to++] = QUOTE;
    this.#at = to;
  }

  end(): RowBlock {
    const bytes = new Uint8Array(this.#bytes.subarray(0, this.#at));
    return {
      rows: this.#rows,
      bytes,
      ends: this.#ends,
      hashes: new Uint8Array(this.#hashes.buffer as ArrayBuffer),
    };
  }

  #require(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow((this.#at + length) * 2);
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

/** Key and cells of the row at `index` of a block. */
export function rowOf(block: RowBlock, index: number): { key: string; cells: Uint8Array; hash: Uint8Array } {
  const { bytes, ends, hashes } = block;
  const start = index === 0 ? 0 : ends[index * 2 - 1]!;
  const keyEnd = ends[index * 2]!;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    key: text.toString('utf8', start, keyEnd),
    cells: bytes.subarray(keyEnd, ends[index * 2 + 1]!),
    hash: hashes.subarray(index * 16, index * 16 + 16),
  };
}

/** Longer keys and cells do not fit into a number of {@link rowPlaces}. */
const MAX_KEY = 999;
const MAX_CELLS = 999_999;
const MAX_BYTES = 99_999_999;

/**
 * Where each row stands, as JSON for SQLite's json_each: one number a row of the decimal digits `start` (up to 8), a 1,
 * length of the key (3), length of the cells (6). Null when a row has no key or does not fit: it then goes one by one.
 */
export function rowPlaces({ rows, bytes, ends }: RowBlock): string | null {
  if (bytes.length > MAX_BYTES) return null;
  let places = '';
  let start = 0;
  for (let i = 0; i < rows.length; i++) {
    const keyEnd = ends[i * 2]!;
    const end = ends[i * 2 + 1]!;
    const key = keyEnd - start;
    if (key === 0 || key > MAX_KEY || end - keyEnd > MAX_CELLS) return null;
    // Both parts stay small integers, whose digits are quick to write.
    places += `${i === 0 ? '[' : ','}${start === 0 ? '' : start}${1_000_000_000 + key * 1_000_000 + (end - keyEnd)}`;
    start = end;
  }
  return places === '' ? '[]' : `${places}]`;
}
