import type { ColumnProfile } from '../../../shared/model/source.ts';
import type { ReadDb } from '../db/handles.ts';
import { slicer } from '../db/pause.ts';
import { columnPosition, type SourceColumns } from './sample.ts';

export interface SeenValue {
  readonly value: string;
  readonly count: number;
}

/** Different values counted at most: a column with more is not a list of codes. */
const MOST_VALUES = 50_000;
/** Rows read at once. */
const BATCH = 1_000;

/**
 * The values of a column, most frequent first, then in alphabetical order; blanks left out. From the profile of the last
 * import where that has counted them all, else from the current rows, giving way to others.
 * @throws UserError `mapping.column_missing`.
 */
export async function columnValues(
  db: ReadDb,
  source: SourceColumns,
  column: string,
  limit: number,
): Promise<SeenValue[]> {
  const position = columnPosition(source, column);
  const counts = countedByProfile(db, source.id, column) ?? (await count(db, source.id, position));
  return [...counts]
    .map(([value, n]) => ({ value, count: n }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit);
}

/** Only when one import holds all the rows and all of the column's values are among its most frequent. */
function countedByProfile(db: ReadDb, sourceId: number, column: string): Map<string, number> | undefined {
  const files = db
    .prepare(
      "SELECT profile, counts FROM source_file WHERE source_id = ? AND state = 'applied' ORDER BY id DESC LIMIT 2",
    )
    .all(sourceId) as { profile: string | null }[];
  const [only, other] = files;
  if (!only || other || only.profile === null) return undefined;
  const profiles = JSON.parse(only.profile) as ColumnProfile[];
  const profile = profiles.find((candidate) => candidate.column === column);
  if (!profile || profile.sampled || !profile.distinctIsExact) return undefined;
  if (profile.distinct > profile.top.length || profile.maxLength > 150) return undefined;
  return new Map(profile.top.map(({ value, count: n }) => [value, n]));
}

async function count(db: ReadDb, sourceId: number, position: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const pause = slicer();
  const files = db
    .prepare(
      "SELECT id, first_record_id AS first, last_record_id AS last FROM source_file WHERE source_id = ? AND state = 'applied'",
    )
    .all(sourceId) as { id: number; first: number | null; last: number | null }[];
  const batch = db.prepare(
    // The position is written out: bound, it would be a decimal number, which is no position in a list.
    `SELECT r.cells ->> ${Math.trunc(position)} AS value FROM record r
     WHERE r.id BETWEEN ? AND ? AND r.file_id = ? AND r.superseded_by IS NULL`,
  );
  for (const { id, first, last } of files) {
    for (let from = first ?? 0; from <= (last ?? -1); from += BATCH) {
      const rows = batch.pluck().all(from, Math.min(from + BATCH - 1, last!), id) as (string | null)[];
      for (const value of rows) add(counts, value);
      await pause();
    }
  }
  return counts;
}

function add(counts: Map<string, number>, value: string | null): void {
  if (value === null || value.trim() === '') return;
  const known = counts.get(value);
  if (known !== undefined) counts.set(value, known + 1);
  else if (counts.size < MOST_VALUES) counts.set(value, 1);
}
