import { decisionsInForce } from '../db/decisions.ts';
import type { ReadDb } from '../db/handles.ts';
import { recordFinder } from '../db/records.ts';

/**
 * The expected share of right merges. A golden record of n records is n − 1 merges: those of the strongest pairs that hold
 * it together (its maximum spanning tree over match weights). A merge by a pair of weight w (bits of evidence, prior
 * included) is right with probability 1 / (1 + 2^−w); one that a steward decided is taken for right.
 * All pairs of a golden record would count the large ones too much, and weak pairs that strong ones make certain against it.
 * @param merges records less golden records.
 * @returns null before anything is merged.
 */
export function estimatePrecision(db: ReadDb, entity: string, merges: number): number | null {
  if (merges <= 0) return null;
  const trees = new Forest(db.prepare('SELECT coalesce(max(id), 0) FROM record').pluck().get() as number);
  let right = 0;
  let found = 0;
  const find = recordFinder(db);
  for (const { kind, left, right: other } of decisionsInForce(db, entity)) {
    const [a, b] = kind === 'link' ? [find(left), find(other)] : [];
    if (a === undefined || b === undefined || !isTogether(db, a, b) || !trees.join(a, b)) continue;
    right += 1;
    found += 1;
  }
  const pairs = db
    .prepare(
      "SELECT left_id, right_id, weight FROM pair WHERE entity = ? AND state = 'merged' ORDER BY weight DESC",
    )
    .raw()
    .iterate(entity) as IterableIterator<[number, number, number]>;
  for (const [a, b, weight] of pairs) {
    if (!trees.join(a, b)) continue;
    right += 1 / (1 + 2 ** -weight);
    found += 1;
  }
  return found === 0 ? null : right / found;
}

function isTogether(db: ReadDb, left: number, right: number): boolean {
  const found = db.prepare(
    'SELECT 1 FROM membership a JOIN membership b ON b.golden_id = a.golden_id WHERE a.record_id = ? AND b.record_id = ?',
  );
  return found.get(left, right) !== undefined;
}

/** Union-find over record ids, halving paths. */
class Forest {
  private readonly parent: Int32Array;

  constructor(largestId: number) {
    this.parent = Int32Array.from({ length: largestId + 1 }, (_, id) => id);
  }

  /** False: they are in one tree already. */
  join(left: number, right: number): boolean {
    const [a, b] = [this.root(left), this.root(right)];
    if (a === b) return false;
    this.parent[a] = b;
    return true;
  }

  private root(id: number): number {
    const { parent } = this;
    let at = id;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }
}
