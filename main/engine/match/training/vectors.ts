/** One distinct comparison vector and how many pairs have it. */
export interface LevelCounts {
  readonly levels: Uint8Array;
  readonly count: number;
  /** Those of them that no earlier blocking rule makes. */
  readonly fresh: number;
}

/** The counted vectors of one session. */
export interface PackedVectors {
  readonly vectors: readonly LevelCounts[];
  /** Pairs counted. */
  readonly pairs: number;
  /** Pairs each counted one stands for, where only a sample was counted. */
  readonly scale: number;
}

interface Counted {
  readonly levels: Uint8Array;
  count: number;
  fresh: number;
}

/**
 * Distinct comparison vectors of the pairs of one blocking rule, so that training costs nothing per pair: a session of
 * expectation maximisation.
 */
export class VectorCounts {
  private readonly width: number;
  private readonly counts = new Map<string, Counted>();
  private pairs = 0;

  constructor(width: number) {
    this.width = width;
  }

  /** Counts a vector (copied on first sight) of `count` pairs, `fresh` of them made by no earlier rule. */
  add(levels: Uint8Array, count: number, fresh: number): void {
    let key = '';
    for (let c = 0; c < this.width; c++) key += String.fromCharCode(levels[c]!);
    let known = this.counts.get(key);
    if (known === undefined) {
      known = { levels: levels.slice(), count: 0, fresh: 0 };
      this.counts.set(key, known);
    }
    known.count += count;
    known.fresh += fresh;
    this.pairs += count;
  }

  /** As plain data, `scale` pairs for each counted one. */
  pack(scale: number): PackedVectors {
    return { vectors: this.sorted(), pairs: this.pairs, scale };
  }

  /** The vectors in an order that does not depend on the order of arrival: sums come out the same to the last bit. */
  private sorted(): LevelCounts[] {
    return [...this.counts.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, value]) => value);
  }
}

/** The counts of parts of one session together. */
export function joinVectors(parts: readonly PackedVectors[]): PackedVectors {
  const counts = new VectorCounts(parts[0]?.vectors[0]?.levels.length ?? 0);
  for (const { vectors } of parts)
    for (const { levels, count, fresh } of vectors) counts.add(levels, count, fresh);
  return counts.pack(parts[0]?.scale ?? 1);
}
