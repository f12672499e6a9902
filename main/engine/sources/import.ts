import { stat } from 'node:fs/promises';
import { UserError } from '../../../shared/model/errors.ts';
import type { JobControl } from '../../../shared/model/job.ts';
import type { ColumnProfile, ReadOptions } from '../../../shared/model/source.ts';
import { requireDiskSpace } from '../db/disk.ts';
import { transact, type WriteDb } from '../db/handles.ts';
import { shrinkCache } from '../db/page-cache.ts';
import { noteRecords } from '../db/record-counts.ts';
import { hashFile } from './hash-file.ts';
import { keepOriginal, nameOriginal } from './original.ts';
import { parseInThread } from './parse.ts';
import { RecordWriter } from './record-writer.ts';
import {
  createFile,
  duplicateKeys,
  ensureKeyIndex,
  ensureSource,
  findSource,
  getFile,
  type ImportCounts,
  lastApplied,
  type SourceSettings,
  saveStaged,
  storedColumns,
} from './store.ts';

/** One table of one file, to be loaded into one source. */
export interface ImportRequest {
  readonly source: SourceSettings;
  readonly path: string;
  readonly options: ReadOptions;
}

export interface StagedImport {
  readonly fileId: number;
  readonly sourceId: number;
  readonly source: string;
  readonly path: string;
  /** The same bytes read the same way as last time: nothing was loaded and there is nothing to apply. */
  readonly skipped: boolean;
  readonly read: number;
  readonly loaded: number;
  readonly quarantined: number;
  readonly counts: ImportCounts;
  readonly columns: readonly string[];
  readonly profile: readonly ColumnProfile[];
}

/**
 * Loads a file into staging: rows are written but do not count until {@link applyImport}. Parser and writer run in
 * separate threads; the writer commits about every 100 ms, so that a steward's decision is never kept waiting.
 * @throws UserError `key.missing`, `key.not_unique`, `quarantine.too_much`, and what the readers throw; Cancelled.
 *   In every case the rows stay unseen and {@link removeImport} takes them away.
 */
export async function stageImport(
  db: WriteDb,
  request: ImportRequest,
  control: JobControl,
): Promise<StagedImport> {
  const { size } = await sizeOf(request.path);
  await requireDiskSpace(db.name, size * (request.source.keepOriginal ? 3 : 2.5), 'source.import');
  const unchanged = await sameAsLastTime(db, request, control);
  if (unchanged) return unchanged;
  const { sourceId, fileId } = transact(db, () => {
    const sourceId = ensureSource(db, request.source);
    const { path, options } = request;
    return {
      sourceId,
      fileId: createFile(db, { sourceId, path, options, keyColumns: request.source.keyColumns }),
    };
  });
  const writer = new RecordWriter(db, sourceId, fileId);
  // The rows of a source that is known are looked up by key, at random: they need the large cache.
  const restore = writer.known ? () => undefined : shrinkCache(db);
  try {
    return await load(db, request, control, writer, { sourceId, fileId });
  } finally {
    restore();
  }
}

async function load(
  db: WriteDb,
  request: ImportRequest,
  control: JobControl,
  writer: RecordWriter,
  { sourceId, fileId }: { readonly sourceId: number; readonly fileId: number },
): Promise<StagedImport> {
  const original = request.source.keepOriginal ? keepOriginal(db, request.path, fileId, control) : undefined;
  // Awaited below; a failure of the parser must not leave this one's failure unhandled.
  original?.catch(() => undefined);
  const { name, keyColumns } = request.source;
  const { path, options } = request;
  const parse = { source: name, path, options, keyColumns, storedColumns: storedColumns(db, sourceId) };
  const parsed = await parseInThread(parse, writer, control);
  await original;
  transact(db, () => ensureKeyIndex(db, sourceId));
  const counts = writer.finish();
  const rows = {
    read: parsed.read,
    loaded: parsed.loaded - writer.blankKeys,
    quarantined: parsed.quarantined + writer.blankKeys,
  };
  refuseDuplicates(db, request, { sourceId, fileId }, writer);
  refuseQuarantine(request, { ...rows, firstReason: firstReason(db, fileId) });
  const staged = { ...parsed, ...rows, counts };
  transact(db, () => {
    if (request.source.complete) writer.markGone();
    saveStaged(db, fileId, staged);
    if (original) nameOriginal(db, request.path, fileId, staged);
  });
  return { fileId, sourceId, source: request.source.name, path: request.path, skipped: false, ...staged };
}

function firstReason(db: WriteDb, fileId: number): string | undefined {
  return db
    .prepare('SELECT message FROM quarantine WHERE file_id = ? ORDER BY id LIMIT 1')
    .pluck()
    .get(fileId) as string | undefined;
}

async function sizeOf(path: string): Promise<{ size: number }> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return found;
    throw new Error('it is a folder');
  } catch (error) {
    throw new UserError({
      operation: 'source.import',
      code: 'file.unreadable',
      message: `The file ${path} cannot be read: ${(error as Error).message}. Nothing was changed.`,
      next: 'Check the path and the rights on the file.',
      where: { file: path },
    });
  }
}

/** Nothing to do when the very same bytes were applied last, read the same way. */
async function sameAsLastTime(
  db: WriteDb,
  request: ImportRequest,
  control: JobControl,
): Promise<StagedImport | undefined> {
  const source = findSource(db, request.source.name);
  const last = source && lastApplied(db, source.id);
  if (!source || !last || last.sha256 !== (await hashFile(request.path, control))) return undefined;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (!same(last.options, request.options) || !same(last.keyColumns, request.source.keyColumns))
    return undefined;
  return {
    fileId: last.id,
    sourceId: source.id,
    source: source.name,
    path: request.path,
    skipped: true,
    read: last.read ?? 0,
    loaded: last.loaded ?? 0,
    quarantined: last.quarantined ?? 0,
    counts: { new: 0, changed: 0, unchanged: last.loaded ?? 0, gone: 0 },
    columns: last.columns,
    profile: last.profile ?? [],
  };
}

function refuseDuplicates(
  db: WriteDb,
  request: ImportRequest,
  file: { sourceId: number; fileId: number },
  writer: RecordWriter,
): void {
  const found = [
    ...writer.duplicates.map(({ key, row }) => ({ key, rows: [row] })),
    ...duplicateKeys(db, file.sourceId, file.fileId),
  ];
  const first = found[0];
  if (!first) return;
  const column = request.source.keyColumns?.join(' + ') ?? '';
  const examples = found.slice(0, 3).map(({ key, rows }) => `“${key}” (row ${rows.join(', ')})`);
  throw new UserError({
    operation: 'source.import',
    code: 'key.not_unique',
    message: `The key “${column}” of source ${request.source.name} is not unique in ${request.path}: ${examples.join('; ')}. Nothing was changed.`,
    next: 'Choose another key, several columns, or no key (rows are then known by their number).',
    where: { file: request.path, column, row: first.rows[0] ?? 0 },
  });
}

/** Exit code 5 of the command line: a file of which too much was set aside is probably read the wrong way. */
function refuseQuarantine(
  request: ImportRequest,
  counts: { read: number; quarantined: number; firstReason?: string },
): void {
  const share = counts.read === 0 ? 0 : counts.quarantined / counts.read;
  if (share <= request.source.maxQuarantine) return;
  throw new UserError({
    operation: 'source.import',
    code: 'quarantine.too_much',
    message: `${counts.quarantined} of ${counts.read} rows of ${request.path} would be set aside (allowed: ${(request.source.maxQuarantine * 100).toFixed(1)} %)${counts.firstReason ? `; first reason: ${counts.firstReason}` : ''}. Nothing was changed.`,
    next: 'Check the delimiter, the quote and the encoding of the source, or allow a larger share (max_quarantine).',
    where: { file: request.path },
  });
}

/**
 * Makes staged imports count, together with what `alongside` writes (settings, mappings, journal): one short
 * transaction, all or nothing.
 */
export function applyImports(db: WriteDb, fileIds: readonly number[], alongside: () => void): void {
  transact(db, () => {
    alongside();
    const supersede = db.prepare(
      `UPDATE record SET superseded_by = ? WHERE id IN (SELECT record_id FROM import_supersedes WHERE file_id = ?)`,
    );
    for (const id of fileIds) {
      supersede.run(id, id);
      db.prepare('DELETE FROM import_supersedes WHERE file_id = ?').run(id);
      db.prepare(
        "UPDATE source_file SET state = 'applied' WHERE id = ? AND state IN ('staging', 'staged')",
      ).run(id);
      db.prepare(
        `UPDATE source SET state = 'ready', columns = f.stored_columns FROM source_file f WHERE f.id = ? AND source.id = f.source_id`,
      ).run(id);
      noteRecords(db, getFile(db, id)!.sourceId);
    }
  });
}
