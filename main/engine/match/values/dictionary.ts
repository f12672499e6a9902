import { hashText } from './text.ts';

/** Texts numbered from 1 (0: blank), one after the other in memory that threads share. */
export class Texts {
  /** UTF-16 units; those of text n are chars[starts[n] … starts[n + 1] - 1]. */
  readonly chars: Uint16Array;
  readonly starts: Uint32Array;

  constructor(chars: Uint16Array, starts: Uint32Array) {
    this.chars = chars;
    this.starts = starts;
  }

  /** Blank included. */
  get size(): number {
    return this.starts.length - 1;
  }

  text(id: number): string {
    const start = this.starts[id]!;
    const end = this.starts[id + 1]!;
    let text = '';
    // As many at a time as a call may have arguments.
    for (let from = start; from < end; from += 4096) {
      text += String.fromCharCode.apply(
        null,
        this.chars.subarray(from, Math.min(end, from + 4096)) as unknown as number[],
      );
    }
    return text;
  }

  length(id: number): number {
    return this.starts[id + 1]! - this.starts[id]!;
  }

  /** What `derive` makes of each text, blank included. */
  map<T>(derive: (text: string, id: number) => T): T[] {
    return Array.from({ length: this.size }, (_, id) => derive(this.text(id), id));
  }

  /** Hash per number, 0 for blank. */
  hashes(): Uint32Array {
    const hashes = new Uint32Array(this.size);
    for (let id = 1; id < hashes.length; id++) hashes[id] = hashText(this.text(id));
    return hashes;
  }
}

/**
 * Distinct values of one or several attributes, numbered from 1; 0 stands for blank. Records hold the numbers,
 * so that whatever is computed about a value (hash, phonetic code, similarity to another) is computed once.
 * Numbers depend on the order of arrival: results must only depend on the values or their hashes.
 */
export class Dictionary {
  private ids: Map<string, number> | null = new Map([['', 0]]);
  private units = 0;
  private packed: Texts | null = null;

  get size(): number {
    return this.ids?.size ?? this.packed!.size;
  }

  /** Number of a value, given on first sight. */
  id(value: string): number {
    const ids = this.ids!;
    const known = ids.get(value);
    if (known !== undefined) return known;
    const id = ids.size;
    ids.set(value, id);
    this.units += value.length;
    return id;
  }

  /** The texts by number; no value can be added from now on. */
  finish(): Texts {
    if (this.packed !== null) return this.packed;
    const chars = new Uint16Array(new SharedArrayBuffer(2 * this.units));
    const starts = new Uint32Array(new SharedArrayBuffer(4 * (this.ids!.size + 1)));
    let at = 0;
    let id = 0;
    // A map is gone through in the order of insertion, which is that of the numbers.
    for (const text of this.ids!.keys()) {
      starts[id++] = at;
      for (let k = 0; k < text.length; k++) chars[at++] = text.charCodeAt(k);
    }
    starts[id] = at;
    this.ids = null;
    this.packed = new Texts(chars, starts);
    return this.packed;
  }
}

/** A growing array of unsigned 32-bit numbers. */
export class NumberList {
  private data = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Uint32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  at(index: number): number {
    return this.data[index]!;
  }

  /** A copy of exactly the numbers pushed, in memory that threads share. */
  toArray(): Uint32Array {
    const copy = new Uint32Array(new SharedArrayBuffer(4 * this.length));
    copy.set(this.data.subarray(0, this.length));
    return copy;
  }
}
