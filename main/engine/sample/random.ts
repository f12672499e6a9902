/**
 * Seeded pseudo-random numbers: xoshiro128** (Blackman and Vigna, 2018), seeded by splitmix32. The same seed gives the
 * same sequence on every machine, which is what makes a sample reproducible byte for byte.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number) {
    let state = seed | 0;
    const next = () => {
      state = (state + 0x9e3779b9) | 0;
      let t = state ^ (state >>> 16);
      t = Math.imul(t, 0x21f0aaad);
      t ^= t >>> 15;
      t = Math.imul(t, 0x735a2d97);
      return t ^ (t >>> 15);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1;
  }

  /** The next 32 bits, 0 … 2^32 - 1. */
  bits(): number {
    const s1 = this.b;
    const r = Math.imul(s1, 5);
    const result = Math.imul((r << 7) | (r >>> 25), 9);
    const t = s1 << 9;
    this.c ^= this.a;
    this.d ^= s1;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    return this.bits() / 4294967296;
  }

  /** An integer in [0, n). */
  int(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** An integer in [low, high], both included. */
  between(low: number, high: number): number {
    return low + this.int(high - low + 1);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the values, all equally likely. */
  pick<T>(values: readonly T[]): T {
    return values[this.int(values.length)] as T;
  }
}

/** Draws from a list whose weights are known, in constant time. */
export class WeightedList<T> {
  private readonly slots: Uint16Array;
  private readonly values: readonly T[];

  /** `weight` gives the weight of the value at a rank (0 = first). At most 65,535 values. */
  constructor(values: readonly T[], weight: (rank: number) => number) {
    this.values = values;
    const slots = 1 << 15;
    this.slots = new Uint16Array(slots);
    const total = values.reduce((sum, _, rank) => sum + weight(rank), 0);
    let rank = 0;
    let reached = weight(0);
    for (let slot = 0; slot < slots; slot++) {
      while (rank < values.length - 1 && reached < ((slot + 0.5) / slots) * total) reached += weight(++rank);
      this.slots[slot] = rank;
    }
  }

  draw(random: Random): T {
    return this.values[this.slots[random.bits() >>> 17] as number] as T;
  }
}

/** Zipf-like weights: 1 / (rank + offset). */
export const zipf =
  (offset: number) =>
  (rank: number): number =>
    1 / (rank + offset);

/** A cyclic permutation of [0, modulus) by position, so that keys look random, are unique, and need no memory. */
export function scatter(position: number, modulus: number, multiplier = 48_271, start = 7_919): number {
  return (position * multiplier + start) % modulus;
}
