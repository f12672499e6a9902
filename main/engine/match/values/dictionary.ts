import { hashText } from './text.ts';

/**
 * Distinct values of one or several attributes, numbered from 1; 0 stands for blank. Records hold the numbers,
 * so that whatever is computed about a value (hash, phonetic code, similarity to another) is computed once.
 * Numbers depend on the order of arrival: results must only depend on the values or their hashes.
 */
export class Dictionary {
  readonly values: string[] = [''];
  private ids = new Map<string, number>([['', 0]]);

  get size(): number {
    return this.values.length;
  }

  /** Number of a value, given on first sight. */
  id(value: string): number {
    const known = this.ids.get(value);
    if (known !== undefined) return known;
    const id = this.values.length;
    this.values.push(value);
    this.ids.set(value, id);
    return id;
  }

  /** Drops the index: no value can be added from now on. */
  freeze(): void {
    this.ids = new Map();
  }

  /** Hash per value number, 0 for blank. */
  hashes(): Uint32Array {
    const hashes = new Uint32Array(this.values.length);
    for (let id = 1; id < hashes.length; id++) hashes[id] = hashText(this.values[id]!);
    return hashes;
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

  /** A copy of exactly the numbers pushed. */
  toArray(): Uint32Array {
    return this.data.slice(0, this.length);
  }
}
