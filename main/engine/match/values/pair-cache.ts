/**
 * Results by pair of value numbers. Direct-mapped: a slot holds the last pair that fell on it, so that its size is
 * bounded while the pairs that come back often are found.
 */
export class PairCache {
  private readonly keys: Float64Array;
  private readonly results: Uint8Array;
  private readonly mask: number;

  constructor(bits: number) {
    this.keys = new Float64Array(1 << bits).fill(-1);
    this.results = new Uint8Array(1 << bits);
    this.mask = (1 << bits) - 1;
  }

  /** Result of `compute` for an unordered pair of distinct numbers. */
  get(a: number, b: number, compute: (a: number, b: number) => number): number {
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b) ^ (high >>> 7)) & this.mask;
    const key = low * 0x4000000 + high;
    if (this.keys[slot] === key) return this.results[slot]!;
    const result = compute(low, high);
    this.keys[slot] = key;
    this.results[slot] = result;
    return result;
  }
}
