/** Values an exact count keeps for one column. */
const EXACT_VALUES = 10_000;
const FIRST_SEED = 0x9e3779b9 | 0;
const SECOND_SEED = 0x41c6ce57;
/** Beyond the exact phase, one row in this many feeds the most frequent values. */
export const SAMPLE_STEP = 16;

/**
 * Distinct and most frequent values of one column in bounded memory. Exact while at most `capacity` distinct values
 * came (values are told apart by a 64-bit hash). Beyond: HyperLogLog for the number (Flajolet, Fusy, Gandouet & Meunier,
 * AofA 2007) and lossy counting over a sample of the rows for the frequent values (Manku & Motwani, VLDB 2002).
 */
export class DistinctValues {
  readonly #capacity: number;
  readonly #mask: number;
  /** Open addressing: entry number + 1, or 0. */
  readonly #slots: Int32Array;
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  readonly #counts: Float64Array;
  #values: string[] = [];
  #sketch: Uint8Array | undefined;
  readonly #precision: number;
  #passes = 0;
  /** The two halves of the hash of the value looked at, and the slot where it was looked for in vain. */
  readonly #hash = new Int32Array(2);
  #slot = 0;

  /** `columns`: number of columns of the table, which share the memory. */
  constructor(columns: number) {
    this.#capacity = Math.max(64, Math.min(EXACT_VALUES, Math.floor(400_000 / columns)));
    const slots = 2 ** Math.ceil(Math.log2(this.#capacity * 2));
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots);
    this.#first = new Int32Array(this.#capacity);
    this.#second = new Int32Array(this.#capacity);
    this.#counts = new Float64Array(this.#capacity);
    this.#precision = columns <= 200 ? 14 : 11;
  }

  get exact(): boolean {
    return this.#sketch === undefined;
  }

  /** `sampled`: this row is one of those that feed the frequent values beyond the exact phase. */
  add(value: string, sampled: boolean): void {
    let h1 = FIRST_SEED;
    let h2 = SECOND_SEED;
    const { length } = value;
    // Two characters at a time: this loop runs over every character of the file.
    for (let i = 1; i < length; i += 2) {
      const pair = (value.charCodeAt(i - 1) << 16) | value.charCodeAt(i);
      h1 = Math.imul(h1 ^ pair, 2654435761);
      h1 ^= h1 >>> 15;
      h2 = Math.imul(h2 ^ pair, 1597334677);
      h2 ^= h2 >>> 13;
    }
    const last = length & 1 ? value.charCodeAt(length - 1) : 0;
    if (!this.#known(h1, h2, last, length, sampled)) this.#enter(value);
  }

  /** The same for ASCII text that stands in `text` from `start` to `end`. */
  addBytes(text: Buffer, start: number, end: number, sampled: boolean): void {
    let h1 = FIRST_SEED;
    let h2 = SECOND_SEED;
    for (let i = start + 1; i < end; i += 2) {
      const pair = (text[i - 1]! << 16) | text[i]!;
      h1 = Math.imul(h1 ^ pair, 2654435761);
      h1 ^= h1 >>> 15;
      h2 = Math.imul(h2 ^ pair, 1597334677);
      h2 ^= h2 >>> 13;
    }
    const length = end - start;
    const last = length & 1 ? text[end - 1]! : 0;
    if (!this.#known(h1, h2, last, length, sampled)) this.#enter(text.toString('latin1', start, end));
  }

  /** Ends the hash and counts a value seen before; false: one to be entered with {@link #enter}. */
  #known(first: number, second: number, last: number, length: number, sampled: boolean): boolean {
    let h1 = Math.imul(first ^ last, 2654435761) ^ length;
    let h2 = Math.imul(second ^ last, 1597334677) ^ length;
    h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
    h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
    this.#hash[0] = h1;
    this.#hash[1] = h2;
    if (this.#sketch === undefined) return this.#count(1);
    this.#estimate(this.#sketch, h1, h2);
    return !sampled || this.#count(SAMPLE_STEP);
  }

  get distinct(): number {
    return this.#sketch === undefined ? this.#values.length : cardinality(this.#sketch);
  }

  top(limit: number): { value: string; count: number }[] {
    return this.#values
      .map((value, i) => ({ value, count: this.#counts[i] ?? 0 }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, limit);
  }

  /** Counts the value hashed last, if it is kept. */
  #count(weight: number): boolean {
    const h1 = this.#hash[0]!;
    const h2 = this.#hash[1]!;
    let slot = h1 & this.#mask;
    for (let entry = this.#slots[slot] ?? 0; entry !== 0; entry = this.#slots[slot] ?? 0) {
      if (this.#first[entry - 1] === h1 && this.#second[entry - 1] === h2) {
        this.#counts[entry - 1] = (this.#counts[entry - 1] ?? 0) + weight;
        return true;
      }
      slot = (slot + 1) & this.#mask;
    }
    this.#slot = slot;
    return false;
  }

  /** Keeps the value hashed last, at the slot where it was looked for in vain. */
  #enter(value: string): void {
    const weight = this.#sketch === undefined ? 1 : SAMPLE_STEP;
    if (this.#values.length === this.#capacity) {
      this.#overflow();
      // Where it goes has moved.
      if (this.#values.length === this.#capacity || this.#count(weight)) return;
    }
    const entry = this.#values.push(ownText(value.length > 1000 ? value.slice(0, 1000) : value));
    this.#first[entry - 1] = this.#hash[0]!;
    this.#second[entry - 1] = this.#hash[1]!;
    this.#counts[entry - 1] = weight;
    this.#slots[this.#slot] = entry;
  }

  #overflow(): void {
    if (this.#sketch === undefined) {
      this.#sketch = new Uint8Array(1 << this.#precision);
      for (let i = 0; i < this.#values.length; i++) {
        this.#estimate(this.#sketch, this.#first[i] ?? 0, this.#second[i] ?? 0);
      }
      this.#estimate(this.#sketch, this.#hash[0]!, this.#hash[1]!);
    }
    this.#passes++;
    this.#prune(this.#passes * SAMPLE_STEP);
  }

  /** Forgets the values seen too rarely to be among the frequent ones. */
  #prune(minimum: number): void {
    const values: string[] = [];
    this.#slots.fill(0);
    for (let i = 0; i < this.#values.length; i++) {
      const count = this.#counts[i] ?? 0;
      const value = this.#values[i];
      if (count <= minimum || value === undefined) continue;
      const entry = values.push(value);
      this.#first[entry - 1] = this.#first[i] ?? 0;
      this.#second[entry - 1] = this.#second[i] ?? 0;
      this.#counts[entry - 1] = count;
      let slot = (this.#first[i] ?? 0) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = entry;
    }
    this.#values = values;
  }

  #estimate(sketch: Uint8Array, h1: number, h2: number): void {
    const register = h1 >>> (32 - this.#precision);
    const rank = Math.clz32(h2) + 1;
    if (rank > (sketch[register] ?? 0)) sketch[register] = rank;
  }
}

function cardinality(sketch: Uint8Array): number {
  const m = sketch.length;
  let sum = 0;
  let zeros = 0;
  for (const rank of sketch) {
    sum += 2 ** -rank;
    if (rank === 0) zeros++;
  }
  const raw = ((0.7213 / (1 + 1.079 / m)) * m * m) / sum;
  return Math.round(raw <= 2.5 * m && zeros > 0 ? m * Math.log(m / zeros) : raw);
}

/** A copy that does not keep alive the megabyte of file text it was cut from (V8 shares the text of longer slices). */
export function ownText(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
