import type { WriteDb } from './handles.ts';
import { identifier, transact } from './handles.ts';

/** Tables of a job under way; they take their place by being renamed. */
export const STAGING_PREFIX = 'staging_';

/**
 * Removes what killed jobs left: staging tables and rows of imports that never came to their end. Runs at open,
 * when the lock proves that no job is alive. Large leftovers go in slices, so that the journal of SQLite stays small.
 */
export function dropLeftovers(db: WriteDb): void {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE ? || '%'")
    .pluck()
    .all(STAGING_PREFIX) as string[];
  for (const name of tables) transact(db, () => db.exec(`DROP TABLE ${identifier(name)}`));
  // Files staged by a job that did not come to its end go too; those staged to be looked at stay.
  const files = db
    .prepare(
      `SELECT id FROM source_file WHERE state IN ('staging', 'discarded') OR (state = 'staged' AND id >
       (SELECT min(json_extract(detail, '$.last_file')) FROM job WHERE state = 'running'))`,
    )
    .pluck()
    .all() as number[];
  for (const id of files) removeImport(db, id);
  dropUnusedSources(db);
}

/** Removes sources first seen by an import that did not come to its end, and key indexes whose source is no more. */
export function dropUnusedSources(db: WriteDb): void {
  transact(db, () => {
    db.prepare(
      "DELETE FROM source WHERE state = 'staging' AND NOT EXISTS (SELECT 1 FROM source_file f WHERE f.source_id = source.id)",
    ).run();
    const indexes = db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB 'record_key_[0-9]*'
           AND CAST(substr(name, 12) AS INTEGER) NOT IN (SELECT id FROM source)`,
      )
      .pluck()
      .all() as string[];
    for (const name of indexes) db.exec(`DROP INDEX ${identifier(name)}`);
  });
}

/** Notes in the job's own row where its imports begin: what it staged is dropped with it (see {@link dropLeftovers}). */
export function noteJobBegins(db: WriteDb, jobId: number): void {
  transact(db, () =>
    db
      .prepare(
        `UPDATE job SET detail = json_object('last_file', (SELECT coalesce(max(id), 0) FROM source_file)) WHERE id = ?`,
      )
      .run(jobId),
  );
}

/** Jobs that a dead process left as running: reported once as interrupted. Returns their kinds. */
export function markInterrupted(db: WriteDb): string[] {
  return transact(db, () => {
    const kinds = db.prepare("SELECT kind FROM job WHERE state = 'running'").pluck().all() as string[];
    if (kinds.length > 0) {
      db.prepare("UPDATE job SET state = 'interrupted', finished_at = ? WHERE state = 'running'").run(
        new Date().toISOString(),
      );
    }
    return kinds;
  });
}

/** Deletes every row of an import that was not applied, its quarantine and its kept original. */
export function removeImport(db: WriteDb, fileId: number): void {
  const file = db
    .prepare('SELECT first_record_id AS first, state FROM source_file WHERE id = ?')
    .get(fileId) as { first: number | null; state: string } | undefined;
  if (!file || file.state === 'applied') return;
  const slice = db.prepare(
    'DELETE FROM record WHERE id IN (SELECT id FROM record WHERE id >= ? AND file_id = ? LIMIT 20000)',
  );
  while (transact(db, () => slice.run(file.first ?? 0, fileId).changes) > 0);
  transact(db, () => {
    db.prepare('DELETE FROM import_supersedes WHERE file_id = ?').run(fileId);
    db.prepare('DELETE FROM quarantine WHERE file_id = ?').run(fileId);
    handOverOriginal(db, fileId);
    db.prepare('DELETE FROM original WHERE file_id = ?').run(fileId);
    db.prepare('DELETE FROM original_chunk WHERE file_id = ?').run(fileId);
    db.prepare('DELETE FROM source_file WHERE id = ?').run(fileId);
  });
}

/** The same content may have come with another import, which then relies on the chunks this one holds. */
function handOverOriginal(db: WriteDb, fileId: number): void {
  const heir = db
    .prepare(
      `SELECT f.id FROM original o JOIN source_file f ON f.sha256 = o.sha256 JOIN source s ON s.id = f.source_id
       WHERE o.file_id = ? AND f.id <> o.file_id AND f.state IN ('staged', 'applied') AND s.keep_original = 1 LIMIT 1`,
    )
    .pluck()
    .get(fileId) as number | undefined;
  if (heir === undefined) return;
  db.prepare('UPDATE original SET file_id = ? WHERE file_id = ?').run(heir, fileId);
  db.prepare('UPDATE original_chunk SET file_id = ? WHERE file_id = ?').run(heir, fileId);
}
