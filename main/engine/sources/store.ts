import type { ColumnProfile, ReadOptions } from '../../../shared/model/source.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { currentRecords } from '../db/record-counts.ts';
import { textEncoding } from './read/encoding.ts';

/** A silo as the project knows it. Lower `priority` = more trusted. */
export interface SourceRow {
  readonly id: number;
  readonly name: string;
  readonly state: 'staging' | 'ready';
  readonly priority: number;
  readonly complete: boolean;
  readonly keepOriginal: boolean;
  readonly maxQuarantine: number;
  readonly keyColumns: readonly string[] | null;
  readonly options: ReadOptions;
  readonly inventory: Readonly<Record<string, string>>;
}

/** Rows of an import against the rows that were current before it. new + changed + unchanged = loaded. */
export interface ImportCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
}

export interface FileRow {
  readonly id: number;
  readonly sourceId: number;
  readonly path: string;
  readonly state: 'staging' | 'staged' | 'applied' | 'discarded';
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly options: ReadOptions;
  readonly columns: readonly string[];
  readonly keyColumns: readonly string[] | null;
  readonly read: number | null;
  readonly loaded: number | null;
  readonly quarantined: number | null;
  readonly counts: ImportCounts | null;
  readonly drift: unknown;
  readonly profile: readonly ColumnProfile[] | null;
  readonly importedAt: string;
}

type Raw = Record<string, string | number | null>;
const json = <T>(text: unknown): T => JSON.parse(text as string) as T;

const toSource = (row: Raw): SourceRow => ({
  id: row.id as number,
  name: row.name as string,
  state: row.state as SourceRow['state'],
  priority: row.priority as number,
  complete: row.complete === 1,
  keepOriginal: row.keep_original === 1,
  maxQuarantine: row.max_quarantine as number,
  keyColumns: row.key_columns === null ? null : json(row.key_columns),
  options: json(row.options),
  inventory: json(row.inventory),
});

const toFile = (row: Raw): FileRow => ({
  id: row.id as number,
  sourceId: row.source_id as number,
  path: row.path as string,
  state: row.state as FileRow['state'],
  sha256: row.sha256 as string | null,
  bytes: row.bytes as number | null,
  options: json(row.options),
  columns: row.columns === null ? [] : json(row.columns),
  keyColumns: row.key_columns === null ? null : json(row.key_columns),
  read: row.read as number | null,
  loaded: row.loaded as number | null,
  quarantined: row.quarantined as number | null,
  counts: row.counts === null ? null : json(row.counts),
  drift: row.drift === null ? null : json(row.drift),
  profile: row.profile === null ? null : json(row.profile),
  importedAt: row.imported_at as string,
});

/** All sources, most trusted first. */
export function listSources(db: ReadDb): SourceRow[] {
  return (db.prepare("SELECT * FROM source WHERE state = 'ready' ORDER BY priority, id").all() as Raw[]).map(
    toSource,
  );
}

export function findSource(db: ReadDb, name: string): SourceRow | undefined {
  const row = db.prepare('SELECT * FROM source WHERE name = ?').get(name) as Raw | undefined;
  return row && toSource(row);
}

export function sourceById(db: ReadDb, id: number): SourceRow | undefined {
  const row = db.prepare('SELECT * FROM source WHERE id = ?').get(id) as Raw | undefined;
  return row && toSource(row);
}

export type SourceSettings = Omit<SourceRow, 'id' | 'state'>;

/** Adds the source, not yet ready, or returns the id of the one with that name as it is. */
export function ensureSource(db: WriteDb, settings: SourceSettings): number {
  const known = findSource(db, settings.name);
  if (known) return known.id;
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO source (name, state, priority, complete, keep_original, max_quarantine, key_columns, options, inventory)
       VALUES (?, 'staging', ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(settings.name, ...settingValues(settings));
  return Number(lastInsertRowid);
}

/** Sets what the source is and makes it ready. */
export function saveSource(db: WriteDb, id: number, settings: SourceSettings): void {
  db.prepare(
    `UPDATE source SET state = 'ready', priority = ?, complete = ?, keep_original = ?, max_quarantine = ?,
       key_columns = ?, options = ?, inventory = ? WHERE id = ?`,
  ).run(...settingValues(settings), id);
}

const settingValues = (settings: SourceSettings): (string | number | null)[] => [
  settings.priority,
  settings.complete ? 1 : 0,
  settings.keepOriginal ? 1 : 0,
  settings.maxQuarantine,
  settings.keyColumns === null ? null : JSON.stringify(settings.keyColumns),
  JSON.stringify(settings.options),
  JSON.stringify(settings.inventory),
];

export function getFile(db: ReadDb, id: number): FileRow | undefined {
  const row = db.prepare('SELECT * FROM source_file WHERE id = ?').get(id) as Raw | undefined;
  return row && toFile(row);
}

/** The imports of a source, newest first. */
export function listFiles(db: ReadDb, sourceId: number): FileRow[] {
  return (
    db.prepare('SELECT * FROM source_file WHERE source_id = ? ORDER BY id DESC').all(sourceId) as Raw[]
  ).map(toFile);
}

/** The last import of the source that counts. */
export function lastApplied(db: ReadDb, sourceId: number): FileRow | undefined {
  const row = db
    .prepare("SELECT * FROM source_file WHERE source_id = ? AND state = 'applied' ORDER BY id DESC LIMIT 1")
    .get(sourceId) as Raw | undefined;
  return row && toFile(row);
}

/** The columns of a source in the order in which its rows are stored. */
export function storedColumns(db: ReadDb, sourceId: number): string[] {
  return json(db.prepare('SELECT columns FROM source WHERE id = ?').pluck().get(sourceId));
}

/** Opens a staging import; its rows will follow `first_record_id` without gaps. */
export function createFile(
  db: WriteDb,
  file: { sourceId: number; path: string; options: ReadOptions; keyColumns: readonly string[] | null },
): number {
  const next = (db.prepare('SELECT coalesce(max(id), 0) + 1 AS id FROM record').get() as { id: number }).id;
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO source_file (source_id, path, state, options, key_columns, first_record_id, imported_at)
       VALUES (?, ?, 'staging', ?, ?, ?, ?)`,
    )
    .run(
      file.sourceId,
      file.path,
      JSON.stringify(file.options),
      file.keyColumns === null ? null : JSON.stringify(file.keyColumns),
      next,
      new Date().toISOString(),
    );
  return Number(lastInsertRowid);
}

/** Notes what the import read. It stays `staging`, to be swept away with its job, until it is applied or {@link keepStaged}. */
export function saveStaged(
  db: WriteDb,
  fileId: number,
  staged: {
    sha256: string;
    bytes: number;
    columns: readonly string[];
    storedColumns: readonly string[];
    read: number;
    loaded: number;
    quarantined: number;
    counts: ImportCounts;
    profile: readonly ColumnProfile[];
  },
): void {
  db.prepare(
    `UPDATE source_file SET sha256 = ?, bytes = ?, columns = ?, stored_columns = ?, read = ?,
       loaded = ?, quarantined = ?, counts = ?, profile = ?, last_record_id = (SELECT coalesce(max(id), 0) FROM record) WHERE id = ?`,
  ).run(
    staged.sha256,
    staged.bytes,
    JSON.stringify(staged.columns),
    JSON.stringify(staged.storedColumns),
    staged.read,
    staged.loaded,
    staged.quarantined,
    JSON.stringify(staged.counts),
    JSON.stringify(staged.profile),
    fileId,
  );
}

/** Lets a completed import outlive its job: it awaits a person's decision to apply or discard it. */
export function keepStaged(db: WriteDb, fileId: number): void {
  db.prepare("UPDATE source_file SET state = 'staged' WHERE id = ? AND state = 'staging'").run(fileId);
}

/**
 * The index by which rows of a source are found by key. Partial, one per source: it is built once after the first
 * load (sorted, cheap), and the load of one source never has to keep up the index of another.
 */
export function ensureKeyIndex(db: WriteDb, sourceId: number): void {
  db.exec(
    `CREATE INDEX IF NOT EXISTS record_key_${Math.trunc(sourceId)}
       ON record(key, file_id, superseded_by) WHERE source_id = ${Math.trunc(sourceId)}`,
  );
}

export function hasKeyIndex(db: ReadDb, sourceId: number): boolean {
  return (
    db
      .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?")
      .get(`record_key_${sourceId}`) !== undefined
  );
}

/** Keys that stand on several rows of one import, with the first of those rows. */
export function duplicateKeys(
  db: ReadDb,
  sourceId: number,
  fileId: number,
): { key: string; rows: number[] }[] {
  const keys = db
    .prepare(
      `SELECT key FROM record WHERE source_id = ${Math.trunc(sourceId)} AND file_id = ? GROUP BY key HAVING count(*) > 1 LIMIT 5`,
    )
    .pluck()
    .all(fileId) as string[];
  const rows = db
    .prepare(
      `SELECT row_number FROM record WHERE source_id = ${Math.trunc(sourceId)} AND key = ? AND file_id = ? ORDER BY row_number LIMIT 5`,
    )
    .pluck();
  return keys.map((key) => ({ key, rows: rows.all(key, fileId) as number[] }));
}

/** Sources with their current records and the entity they are mapped to. */
export function listSourcesWithCounts(db: ReadDb): (Omit<SourceRow, 'keyColumns'> & {
  keyColumns: string[] | null;
  inventory: Record<string, string>;
  records: number;
  entity: string | null;
})[] {
  const entity = db
    .prepare('SELECT entity FROM mapping WHERE source_id = ? ORDER BY version DESC LIMIT 1')
    .pluck();
  return listSources(db).map((source) => ({
    ...source,
    keyColumns: source.keyColumns && [...source.keyColumns],
    inventory: { ...source.inventory },
    records: currentRecords(db, source.id),
    entity: (entity.get(source.id) as string | undefined) ?? null,
  }));
}

/** Rows of an import that were set aside, `limit` after the one with id `after`; their bytes as text in its encoding. */
export function listQuarantine(
  db: ReadDb,
  fileId: number,
  after: number,
  limit: number,
): { id: number; row: number; code: string; message: string; text: string; truncated: boolean }[] {
  const encoding = getFile(db, fileId)?.options.encoding;
  const rows = db
    .prepare('SELECT * FROM quarantine WHERE file_id = ? AND id > ? ORDER BY id LIMIT ?')
    .all(fileId, after, limit) as {
    id: number;
    row_number: number;
    code: string;
    message: string;
    bytes: Buffer;
    truncated: number;
  }[];
  return rows.map(({ id, row_number, code, message, bytes, truncated }) => ({
    id,
    row: row_number,
    code,
    message,
    // What was not read from text is kept as JSON, in UTF-8.
    text: code === 'key.blank' ? bytes.toString('utf8') : asText(bytes, encoding),
    truncated: truncated === 1,
  }));
}

/** In the encoding named, else in UTF-8, or, where it is not that, in the one that Western files mostly have. */
function asText(bytes: Buffer, encoding: string | undefined): string {
  const named = encoding === undefined ? undefined : textEncoding(encoding);
  if (named) return named.decode(bytes).text;
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') ? (textEncoding('windows-1252')?.decode(bytes).text ?? text) : text;
}
