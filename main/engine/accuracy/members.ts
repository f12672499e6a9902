import type { RowKey } from '../db/decisions.ts';
import type { ReadDb } from '../db/handles.ts';

/** A row as the last matching run knew it. */
export interface Member {
  readonly recordId: number;
  readonly goldenId: string;
}

/**
 * Finds what the last run made of a row, by source and key: also while a newer version of the row waits to be matched.
 * The index on keys is one per source and only used when the source stands in the statement itself (see
 * sources/store.ts), hence a statement per source.
 */
export function memberFinder(db: ReadDb, entity: string): (row: RowKey) => Member | undefined {
  const statements = new Map<string, ReturnType<ReadDb['prepare']> | null>();
  const prepare = (source: string) => {
    const id = db.prepare('SELECT id FROM source WHERE name = ?').pluck().get(source) as number | undefined;
    if (id === undefined) return null;
    return db.prepare(
      `SELECT m.record_id AS recordId, m.golden_id AS goldenId FROM record r JOIN membership m ON m.record_id = r.id
       WHERE r.source_id = ${Math.trunc(id)} AND r.key = ? AND m.entity = ?`,
    );
  };
  return ({ source, key }) => {
    const known = statements.get(source);
    const statement = known === undefined ? prepare(source) : known;
    statements.set(source, statement);
    return statement?.get(key, entity) as Member | undefined;
  };
}
