import type { PairState } from './labelled.ts';

/** A weighed pair as matching left it. Records by any numbers. */
export interface JudgedPair {
  readonly left: number;
  readonly right: number;
  /** Bits. */
  readonly weight: number;
  /** Level per comparison. */
  readonly levels: Uint8Array;
  readonly state: PairState;
}

/** A pair worth asking about. */
export interface Doubt<Pair extends JudgedPair = JudgedPair> {
  readonly pair: Pair;
  /** Pairs of records that the answer may put together or take apart. */
  readonly changes: number;
}

/** The cluster a record is in, and how many are in it. */
export interface Clusters {
  readonly of: (record: number) => string | number;
  readonly size: (record: number) => number;
}

/**
 * The pairs whose answer would change clusters: of pairs between two clusters the heaviest, of pairs within one cluster
 * those that hold it together (the edges of its maximum spanning tree), as the others follow from stronger ones.
 */
export function doubtsOf<Pair extends JudgedPair>(pairs: readonly Pair[], clusters: Clusters): Doubt<Pair>[] {
  const heaviest = new Map<string, Pair>();
  const within: Pair[] = [];
  for (const pair of pairs) {
    if (pair.state === 'merged') {
      within.push(pair);
      continue;
    }
    const key = [clusters.of(pair.left), clusters.of(pair.right)].sort().join('\u0000');
    const known = heaviest.get(key);
    if (known === undefined || isHeavier(pair, known)) heaviest.set(key, pair);
  }
  const between = [...heaviest.values()].map((pair) => ({
    pair,
    changes: clusters.size(pair.left) * clusters.size(pair.right),
  }));
  return [...between, ...bridges(within)];
}

const isHeavier = (a: JudgedPair, b: JudgedPair): boolean =>
  (a.weight - b.weight || b.left - a.left || b.right - a.right) > 0;

/** Kruskal's maximum spanning forest; with each edge, the product of the sizes of what it joins. */
function bridges<Pair extends JudgedPair>(pairs: readonly Pair[]): Doubt<Pair>[] {
  const parent = new Map<number, number>();
  const size = new Map<number, number>();
  const root = (record: number): number => {
    let node = record;
    for (let up = parent.get(node); up !== undefined; up = parent.get(node)) node = up;
    return node;
  };
  const found: Doubt<Pair>[] = [];
  for (const pair of [...pairs].sort((a, b) => (isHeavier(a, b) ? -1 : 1))) {
    const [a, b] = [root(pair.left), root(pair.right)];
    if (a === b) continue;
    const [m, n] = [size.get(a) ?? 1, size.get(b) ?? 1];
    const [large, small] = m >= n ? [a, b] : [b, a];
    parent.set(small, large);
    size.set(large, m + n);
    found.push({ pair, changes: m * n });
  }
  return found;
}
