import type { RowKey } from './decisions.ts';
import type { ReadDb } from './handles.ts';

/**
 * Finds current records by source and key. The index on keys is one per source (see sources/store.ts) and only used
 * when the source stands in the statement itself, hence a statement per source.
 */
export function recordFinder(db: ReadDb): (row: RowKey) => number | undefined {
  const statements = new Map<string, ReturnType<ReadDb['prepare']> | null>();
  const prepare = (source: string) => {
    const id = db.prepare('SELECT id FROM source WHERE name = ?').pluck().get(source) as number | undefined;
    if (id === undefined) return null;
    return db
      .prepare(
        `SELECT r.id FROM record r JOIN source_file f ON f.id = r.file_id AND f.state = 'applied'
         WHERE r.source_id = ${Math.trunc(id)} AND r.key = ? AND r.superseded_by IS NULL`,
      )
      .pluck();
  };
  return ({ source, key }) => {
    const statement = statements.get(source) ?? prepare(source);
    statements.set(source, statement);
    return statement?.get(key) as number | undefined;
  };
}
