import type { ReadDb, WriteDb } from './handles.ts';
import { shrinkCache } from './page-cache.ts';
import { getMeta, setMeta } from './settings.ts';

/**
 * Current records of each source, kept up by whatever makes records count or stop counting: a page that shows them does
 * not wait for a million rows to be counted.
 */
const keyOf = (sourceId: number): string => `records.${sourceId}`;

/** Current records of a source: as noted, else counted. */
export function currentRecords(db: ReadDb, sourceId: number): number {
  const noted = getMeta(db, keyOf(sourceId));
  return noted === undefined ? count(db, sourceId) : Number(noted);
}

/** Counts the current records of a source anew. In the transaction that made some count or stop counting. */
export function noteRecords(db: WriteDb, sourceId: number): void {
  const restore = shrinkCache(db);
  try {
    setMeta(db, keyOf(sourceId), String(count(db, sourceId)));
  } finally {
    restore();
  }
}

/** By the source's own index of keys, which is only used when its number stands in the statement. */
function count(db: ReadDb, sourceId: number): number {
  return db
    .prepare(
      `SELECT count(*) FROM record WHERE source_id = ${Math.trunc(sourceId)} AND superseded_by IS NULL AND file_id IN
         (SELECT id FROM source_file WHERE source_id = ${Math.trunc(sourceId)} AND state = 'applied')`,
    )
    .pluck()
    .get() as number;
}
