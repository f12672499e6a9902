import type { RawCell } from '../../../shared/model/source.ts';
import type { ReadDb } from '../db/handles.ts';
import { storedColumns } from './store.ts';

export interface RowsPage {
  readonly columns: string[];
  readonly rows: { id: number; row: number; key: string; cells: RawCell[] }[];
}

interface Import {
  readonly id: number;
  readonly first: number | null;
  readonly last: number | null;
  /** Rows written by it, mended ones among them. */
  readonly written: number;
}

const SELECT = `SELECT id, row_number AS row, key, cells FROM record WHERE file_id = ? AND superseded_by IS NULL`;

/**
 * Current rows of a source as read, `limit` after the one with id `after`, in the order of their ids. The rows of an import
 * stand together, so that a page costs the same wherever it is; only mended rows stand behind later imports.
 */
export function listRows(db: ReadDb, sourceId: number, after: number, limit: number): RowsPage {
  const columns = storedColumns(db, sourceId);
  const inRange = db.prepare(`${SELECT} AND id > ? AND id <= ? ORDER BY id LIMIT ?`);
  const rows: RawRow[] = [];
  for (const { id, first, last, written } of imports(db, sourceId)) {
    const from = Math.max(after, (first ?? 1) - 1);
    const end = last ?? from;
    rows.push(...(inRange.all(id, from, end, limit) as RawRow[]));
    const mended = written - (end - (first ?? 1) + 1);
    if (mended > 0) {
      rows.push(
        ...(inRange.all(
          id,
          Math.max(after, end),
          Number.MAX_SAFE_INTEGER,
          Math.min(mended, limit),
        ) as RawRow[]),
      );
    }
  }
  rows.sort((a, b) => a.id - b.id);
  return { columns, rows: rows.slice(0, limit).map((row) => unpack(row, columns.length)) };
}

interface RawRow {
  readonly id: number;
  readonly row: number;
  readonly key: string;
  readonly cells: string;
}

function imports(db: ReadDb, sourceId: number): Import[] {
  return db
    .prepare(
      `SELECT id, first_record_id AS first, last_record_id AS last,
         (counts ->> 'new') + (counts ->> 'changed') AS written
       FROM source_file WHERE source_id = ? AND state = 'applied' ORDER BY id`,
    )
    .all(sourceId) as Import[];
}

function unpack({ id, row, key, cells }: RawRow, width: number): RowsPage['rows'][number] {
  const stored = JSON.parse(cells) as RawCell[];
  return { id, row, key, cells: Array.from({ length: width }, (_, i) => stored[i] ?? null) };
}
