/** One distinct comparison vector and how many pairs have it. */
export interface LevelCounts {
  readonly levels: Uint8Array;
  readonly count: number;
}

/** Counts distinct comparison vectors, so that training costs nothing per pair. */
export class VectorCounts {
  private readonly width: number;
  private readonly counts = new Map<string, { levels: Uint8Array; count: number }>();
  /** Pairs counted. */
  pairs = 0;
  /** Pairs each counted one stands for, where only a sample was counted. */
  scale = 1;

  constructor(width: number) {
    this.width = width;
  }

  /** Counts a vector (copied on first sight). */
  add(levels: Uint8Array, count = 1): void {
    let key = '';
    for (let c = 0; c < this.width; c++) key += String.fromCharCode(levels[c]!);
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { levels: levels.slice(), count });
    else known.count += count;
    this.pairs += count;
  }

  /** The vectors in an order that does not depend on the order of arrival: sums come out the same to the last bit. */
  sorted(): LevelCounts[] {
    return [...this.counts.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, value]) => value);
  }
}
