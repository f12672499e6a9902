import { UserError } from '../../../shared/model/errors.ts';
import type { RawCell } from '../../../shared/model/source.ts';
import type { ReadDb } from '../db/handles.ts';

export interface SampleRow {
  readonly id: number;
  readonly key: string;
  readonly row: number;
  /** In the order of the source's stored columns; short rows are filled with null. */
  readonly cells: readonly RawCell[];
}

export interface SourceColumns {
  readonly id: number;
  readonly name: string;
  /** All columns ever seen, in the order in which rows are stored. */
  readonly columns: readonly string[];
}

/** @throws UserError `source.unknown`. */
export function sourceColumns(db: ReadDb, name: string): SourceColumns {
  const row = db.prepare('SELECT id, columns FROM source WHERE name = ?').get(name) as
    | { id: number; columns: string }
    | undefined;
  if (row) return { id: row.id, name, columns: JSON.parse(row.columns) as string[] };
  throw new UserError({
    operation: 'mapping',
    code: 'source.unknown',
    message: `There is no source “${name}” in this project.`,
    next: 'List the sources and choose one that is there.',
    where: { source: name },
  });
}

/** @throws UserError `mapping.column_missing`. */
export function columnPosition({ name, columns }: SourceColumns, column: string): number {
  const position = columns.indexOf(column);
  if (position >= 0) return position;
  throw new UserError({
    operation: 'mapping',
    code: 'mapping.column_missing',
    message: `The source “${name}” has no column “${column}”.`,
    next: `Choose among: ${columns.slice(0, 40).join(', ')}.`,
    where: { source: name, column },
  });
}

interface RawRow {
  id: number;
  key: string;
  row: number;
  cells: string;
}

const COLUMNS = 'r.id, r.key, r.row_number AS row, r.cells';
/** Rows that were superseded are stepped over, but not without end. */
const PROBE = 2_000;

/**
 * Up to `count` current rows of a source, always the same ones: the first half from the start, the others spread evenly
 * over all of its imports.
 */
export function sampleRows(db: ReadDb, source: SourceColumns, count: number): SampleRow[] {
  const found = new Map<number, RawRow>();
  const files = db
    .prepare(
      `SELECT id, first_record_id AS first, last_record_id AS last FROM source_file
       WHERE source_id = ? AND state = 'applied' AND last_record_id >= first_record_id ORDER BY id`,
    )
    .all(source.id) as { id: number; first: number; last: number }[];
  const start = db.prepare(
    `SELECT ${COLUMNS} FROM record r WHERE r.id BETWEEN ? AND ? AND r.file_id = ? AND r.superseded_by IS NULL ORDER BY r.id LIMIT ?`,
  );
  const head = Math.ceil(count / 2);
  for (const { id, first, last } of files) {
    if (found.size >= head) break;
    for (const row of start.all(first, last, id, head - found.size) as RawRow[]) found.set(row.id, row);
  }
  const span = files.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const spread = span <= count ? span : (count - found.size) * 2;
  for (let k = 0; k < spread && found.size < count; k++) {
    let offset = Math.floor((k * span) / spread);
    const file = files.find(({ first, last }) => {
      if (offset <= last - first) return true;
      offset -= last - first + 1;
      return false;
    });
    if (!file) break;
    const from = file.first + offset;
    const [row] = start.all(from, Math.min(file.last, from + PROBE), file.id, 1) as RawRow[];
    if (row) found.set(row.id, row);
  }
  const width = source.columns.length;
  return [...found.values()]
    .sort((a, b) => a.id - b.id)
    .map(({ cells, ...row }) => ({ ...row, cells: padded(JSON.parse(cells) as RawCell[], width) }));
}

/** Rows stored before a column was first seen are shorter. */
const padded = (cells: RawCell[], width: number): RawCell[] =>
  cells.length >= width ? cells : [...cells, ...new Array<RawCell>(width - cells.length).fill(null)];
