import type { ReadDb } from '../../db/handles.ts';
import type { WeightedPairs } from '../cluster.ts';

/** What the scored pairs within a cluster say of it, by record id. */
export interface MergedPairs {
  /** Those that were free to join: at or above the merge threshold, and not refused when their turn came. */
  readonly joining: WeightedPairs;
  /** Pairs of each record at or above the merge threshold, and below it. */
  readonly votes: ReadonlyMap<number, { readonly above: number; readonly below: number }>;
}

/** A pair that was refused keeps the reason, even where a later one brought its records together. */
type Row = readonly [right: number, weight: number, refused: 0 | 1];

/** The pairs the last run kept within one cluster. */
export function mergedPairs(
  db: ReadDb,
  entity: string,
  members: ReadonlyMap<number, unknown>,
  autoMerge: number,
): MergedPairs {
  const read = db
    .prepare(
      "SELECT right_id, weight, reason IS NOT NULL FROM pair WHERE entity = ? AND left_id = ? AND state = 'merged'",
    )
    .raw();
  const votes = new Map([...members.keys()].map((id) => [id, { above: 0, below: 0 }]));
  const [lefts, rights, weights]: [number[], number[], number[]] = [[], [], []];
  for (const [left, own] of votes) {
    for (const [right, weight, isRefused] of read.all(entity, left) as Row[]) {
      const other = votes.get(right);
      if (other === undefined) continue;
      const side = weight >= autoMerge ? 'above' : 'below';
      own[side]++;
      other[side]++;
      if (side === 'below' || isRefused === 1) continue;
      lefts.push(left);
      rights.push(right);
      weights.push(weight);
    }
  }
  const joining = {
    left: Uint32Array.from(lefts),
    right: Uint32Array.from(rights),
    weight: Float32Array.from(weights),
  };
  return { joining, votes };
}
