import type { ReadDb } from '../../db/handles.ts';

/** What joins records into components beside the pairs of the last run. By record id. */
export interface NewTies {
  /** Where to begin: new records, those whose pairs are gone or decided otherwise. */
  readonly seeds: Iterable<number>;
  /** Records a new pair above the threshold, or a must-link, ties to each record. */
  readonly ties: ReadonlyMap<number, readonly number[]>;
}

/**
 * Ids of all records, gone ones included, whose cluster may come out differently: those tied to a seed directly or through
 * others, by a pair above the threshold (of one cluster, or cut), by a must-link, or by a new pair. Clustering never looks
 * beyond such a component.
 */
export function touchedRecords(db: ReadDb, entity: string, { seeds, ties }: NewTies): Set<number> {
  const goldenOf = db.prepare('SELECT golden_id FROM membership WHERE record_id = ?').pluck();
  const members = db.prepare('SELECT record_id FROM membership WHERE golden_id = ?').pluck();
  const cut = cutTies(db, entity);
  const touched = new Set<number>(seeds);
  const seen = new Set<string>();
  // A set is gone through in the order in which it grows.
  for (const id of touched) {
    const goldenId = goldenOf.get(id) as string | undefined;
    if (goldenId !== undefined && !seen.has(goldenId)) {
      seen.add(goldenId);
      for (const member of members.all(goldenId) as number[]) touched.add(member);
    }
    for (const other of cut.get(id) ?? []) touched.add(other);
    for (const other of ties.get(id) ?? []) touched.add(other);
  }
  return touched;
}

function cutTies(db: ReadDb, entity: string): Map<number, number[]> {
  const pairs = db
    .prepare("SELECT left_id, right_id FROM pair WHERE entity = ? AND state = 'cut'")
    .raw()
    .all(entity) as [number, number][];
  return tiesOf(pairs);
}

/** Who is tied to whom, both ways. */
export function tiesOf(pairs: Iterable<readonly [number, number]>): Map<number, number[]> {
  const ties = new Map<number, number[]>();
  const tie = (a: number, b: number): void => {
    const list = ties.get(a);
    if (list) list.push(b);
    else ties.set(a, [b]);
  };
  for (const [a, b] of pairs) {
    tie(a, b);
    tie(b, a);
  }
  return ties;
}
