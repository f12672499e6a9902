/** A number of matches told from a sample of pairs; `atMost` with 95 % confidence, the same where all were weighed. */
export interface Estimate {
  readonly about: number;
  readonly atMost: number;
}

/** Upper limit of the mean of a Poisson count seen once, 95 % one-sided (Wilson and Hilferty's approximation, 1931). */
function poissonLimit(count: number): number {
  const n = count + 1;
  return n * (1 - 1 / (9 * n) + 1.645 / (3 * Math.sqrt(n))) ** 3;
}

/** `seen` among a `share` of the pairs, of which there are `pairs`. */
export function estimateOf(seen: number, share: number, pairs: number): Estimate {
  if (share >= 1) return { about: seen, atMost: seen };
  const about = Math.min(pairs, Math.round(seen / share));
  return { about, atMost: Math.min(pairs, Math.ceil(poissonLimit(seen) / share)) };
}

/**
 * Chooses a share of all pairs by the content of their records: the same pairs whatever the order of the records and
 * the number of threads.
 */
export class PairSample {
  readonly share: number;
  private readonly threshold: number;
  private readonly hashes: Uint32Array;

  /** About `most` of `pairs` pairs. `hashes`: one per record. */
  constructor(hashes: Uint32Array, pairs: number, most: number) {
    this.hashes = hashes;
    this.share = Math.min(1, most / Math.max(1, pairs));
    this.threshold = this.share * 4294967296;
  }

  has(i: number, j: number): boolean {
    if (this.share === 1) return true;
    return Math.imul(this.hashes[i]! ^ this.hashes[j]!, 0x9e3779b1) >>> 0 < this.threshold;
  }
}
