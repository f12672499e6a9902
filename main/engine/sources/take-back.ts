import { UserError } from '../../../shared/model/errors.ts';
import { tableExists, valueTable } from '../db/entity-tables.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { identifier, transact } from '../db/handles.ts';
import { notFound } from '../db/procedure.ts';
import { noteRecords } from '../db/record-counts.ts';
import { currentModel } from '../db/settings.ts';

interface AppliedFile {
  readonly id: number;
  readonly sourceId: number;
  readonly path: string;
  readonly first: number | null;
  readonly last: number | null;
}

/**
 * Undoes {@link applyImports}: what the imports replaced or took away counts again, and they wait as they did before.
 * Only the latest applied import of a source, over an earlier one, and only until matching has used its rows: golden
 * records must not name rows that may be thrown away.
 * @throws UserError `file.unknown`, `import.not_latest`, `import.only_one`, `import.in_use`; then nothing was changed.
 */
export function takeBackImports(db: WriteDb, fileIds: readonly number[], alongside: () => void): void {
  const files = fileIds.map((id) => takeable(db, id));
  transact(db, () => {
    alongside();
    for (const { id, sourceId } of files) {
      db.prepare(
        'INSERT OR IGNORE INTO import_supersedes SELECT ?, id FROM record WHERE superseded_by = ?',
      ).run(id, id);
      db.prepare('UPDATE record SET superseded_by = NULL WHERE superseded_by = ?').run(id);
      db.prepare("UPDATE source_file SET state = 'staged' WHERE id = ?").run(id);
      noteRecords(db, sourceId);
    }
  });
}

function takeable(db: ReadDb, id: number): AppliedFile {
  const file = db
    .prepare(
      `SELECT id, source_id AS sourceId, path, first_record_id AS first, last_record_id AS last
       FROM source_file WHERE id = ? AND state = 'applied'`,
    )
    .get(id) as AppliedFile | undefined;
  if (!file) throw notFound('sources.takeBack', 'file', id);
  const applied = db
    .prepare("SELECT id FROM source_file WHERE source_id = ? AND state = 'applied' ORDER BY id DESC LIMIT 2")
    .pluck()
    .all(file.sourceId) as number[];
  if (applied[0] !== id) {
    throw refused('not_latest', 'A newer import of this source has been applied since.', file);
  }
  if (applied.length < 2) {
    throw refused('only_one', 'It is the only import of this source: there is nothing before it.', file);
  }
  if (isUsed(db, file)) throw refused('in_use', 'Matching has used its rows since.', file);
  return file;
}

function isUsed(db: ReadDb, { first, last }: AppliedFile): boolean {
  return currentModel(db).model.entities.some(({ name }) => {
    const table = valueTable(name);
    if (!tableExists(db, table)) return false;
    const sql = `SELECT 1 FROM ${identifier(table)} WHERE record_id BETWEEN ? AND ? LIMIT 1`;
    return db.prepare(sql).get(first ?? 0, last ?? -1) !== undefined;
  });
}

const refused = (code: string, why: string, { path }: AppliedFile): UserError =>
  new UserError({
    operation: 'sources.takeBack',
    code: `import.${code}`,
    message: `The import cannot be taken back. ${why} Nothing was changed.`,
    next: 'Restore a snapshot from the settings, or import the earlier file again.',
    where: { file: path },
  });
