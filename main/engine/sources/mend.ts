import { createHash } from 'node:crypto';
import { UserError } from '../../../shared/model/errors.ts';
import type { QuarantinedRow, RawCell, ReadOptions } from '../../../shared/model/source.ts';
import { transact, type WriteDb } from '../db/handles.ts';
import { writeJournal } from '../db/journal.ts';
import { notFound } from '../db/procedure.ts';
import { noteRecords } from '../db/record-counts.ts';
import { touchData } from '../db/settings.ts';
import { ColumnOrder } from './column-order.ts';
import { readOriginal } from './original.ts';
import { inspectFile } from './read/inspect.ts';
import { readTable, type TableEnd } from './read/read-table.ts';
import { withTemporaryFile } from './read/unpack.ts';
import { KeyReader } from './row-key.ts';
import { type FileRow, getFile, type ImportCounts, lastApplied, sourceById, storedColumns } from './store.ts';

interface Aside {
  readonly id: number;
  readonly file_id: number;
  readonly row_number: number;
  readonly code: string;
}

/** A row as it was read again. */
interface MendedRow {
  readonly columns: readonly string[];
  readonly cells: RawCell[];
}

/**
 * Reads a row that was set aside again, from a mended text, as its file was read; it becomes a row of its import, under
 * its own number, and the counts follow: read = loaded + quarantined still holds.
 * @throws UserError `quarantine.unknown`, `mend.import_running`, `mend.not_applied`, `mend.older_import`, `mend.not_one_row`,
 *   `mend.still_unreadable`, `mend.key_blank`, `mend.key_taken`; nothing is changed then.
 */
export async function mendRow(db: WriteDb, id: number, text: string, actor: string): Promise<void> {
  const { aside, file } = find(db, id);
  requireCounting(db, file);
  const row = await readAgain(db, file, aside, text);
  transact(db, () => {
    // Looked at again: it may have been mended meanwhile, or an import have begun.
    requireCounting(db, file);
    load(db, find(db, id).aside, file, row);
    noteRecords(db, file.sourceId);
    writeJournal(db, {
      actor,
      action: 'source.mend',
      subject: `import:${file.id}`,
      payload: { row: aside.row_number, code: aside.code },
    });
    touchData(db);
  });
}

function find(db: WriteDb, id: number): { aside: Aside; file: FileRow } {
  const aside = db.prepare('SELECT id, file_id, row_number, code FROM quarantine WHERE id = ?').get(id) as
    | Aside
    | undefined;
  const file = aside && getFile(db, aside.file_id);
  if (!aside || !file) throw notFound('sources.mend', 'quarantine', id);
  return { aside, file };
}

/** An import under way numbers its rows itself: none may come between. */
function requireCounting(db: WriteDb, file: FileRow): void {
  if (db.prepare("SELECT 1 FROM source_file WHERE state = 'staging'").get() !== undefined) {
    throw refused(
      'import_running',
      'Files are being imported.',
      'Wait until they are, then mend the row.',
      file,
    );
  }
  if (file.state !== 'applied') {
    throw refused(
      'not_applied',
      'This import does not count yet.',
      'Apply it first, then mend its rows.',
      file,
    );
  }
  if (sourceById(db, file.sourceId)?.complete && lastApplied(db, file.sourceId)?.id !== file.id) {
    const next = 'Mend the row in the last import, if it is still set aside there.';
    throw refused('older_import', 'A later import of this source has replaced this one.', next, file);
  }
}

async function readAgain(db: WriteDb, file: FileRow, aside: Aside, text: string): Promise<MendedRow> {
  if (aside.code === 'key.blank')
    return { columns: storedColumns(db, file.sourceId), cells: cellsOf(text, file) };
  const { document, options } = asDocument(file, await optionsOf(db, file), text);
  const rows: RawCell[][] = [];
  const broken: QuarantinedRow[] = [];
  const sink = {
    columns: () => undefined,
    rows: (batch: { cells: RawCell[] }[]) => {
      for (const { cells } of batch) rows.push(cells);
    },
    quarantine: (items: QuarantinedRow[]) => {
      broken.push(...items);
    },
    progress: () => undefined,
  };
  const read = (disk: string): Promise<TableEnd> =>
    readTable(disk, options, sink, { cancelled: () => false });
  const end = await withTemporaryFile(chunksOf(document), read).catch((error: unknown) => {
    if (error instanceof UserError) throw unreadable(error.data.message, file);
    throw error;
  });
  const [first] = broken;
  if (first) throw unreadable(first.message, file);
  if (options.format === 'csv' && end.columns.length > file.columns.length) {
    const { length } = file.columns;
    throw unreadable(`${end.columns.length} cells where the table has ${length} columns.`, file);
  }
  const [cells] = rows;
  if (cells === undefined || rows.length > 1) {
    const message = `The text holds ${rows.length} rows; it must hold one.`;
    throw refused(
      'not_one_row',
      message,
      'Put the text of one row, in quotes where a cell holds a line break.',
      file,
    );
  }
  return { columns: end.columns, cells };
}

/** Rows without a key were set aside as the JSON list of their cells. */
function cellsOf(text: string, file: FileRow): RawCell[] {
  try {
    const value: unknown = JSON.parse(text);
    const isCell = (cell: unknown) => cell === null || typeof cell === 'string';
    if (Array.isArray(value) && value.every(isCell)) return value as RawCell[];
  } catch {
    // Told below.
  }
  throw unreadable('The text is not a list of cells such as ["a", "b", null].', file);
}

/** A document that holds the row alone, and how to read it: as its file, but for what came before the row. */
function asDocument(
  file: FileRow,
  known: ReadOptions,
  text: string,
): { document: string; options: ReadOptions } {
  const { format, delimiter = ',', quote = '"', headerRow } = known;
  const encoding = 'utf-8';
  if (format === 'json') return { document: `[${text}]`, options: { format, encoding } };
  if (format === 'jsonl') {
    const header = headerRow ? `${JSON.stringify(file.columns)}\n` : '';
    return { document: `${header}${text.trim()}\n`, options: { format, encoding, headerRow } };
  }
  const header = file.columns.map(
    (name) => `${quote}${quote ? name.replaceAll(quote, quote + quote) : name}${quote}`,
  );
  return {
    document: `${header.join(delimiter)}\n${text}\n`,
    options: { format: 'csv', encoding, delimiter, quote, headerRow: 1 },
  };
}

/**
 * How the file was read: what was said of it, and what was left to be detected is detected again, in the file if it is
 * still there, else in its kept original.
 */
async function optionsOf(db: WriteDb, file: FileRow): Promise<ReadOptions> {
  const { options, path, sha256 } = file;
  const { format, delimiter, quote } = options;
  if (format !== undefined && (format !== 'csv' || (delimiter !== undefined && quote !== undefined)))
    return options;
  const detect = async (disk: string) => (await inspectFile(disk, options))[0]?.options ?? options;
  try {
    return await detect(path);
  } catch (error) {
    const original = sha256 === null ? undefined : readOriginal(db, sha256);
    if (original) return withTemporaryFile(original, detect);
    throw error;
  }
}

async function* chunksOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

function load(db: WriteDb, aside: Aside, file: FileRow, { columns, cells }: MendedRow): void {
  const keys = new KeyReader(file.path, file.keyColumns);
  keys.columns(columns);
  const key = keys.numbered ? String(aside.row_number) : keys.of(cells);
  if (key === '') throw refused('key_blank', 'The key of the row is still blank.', 'Fill it in.', file);
  const earlier = makeWay(db, file, key);
  const order = new ColumnOrder(storedColumns(db, file.sourceId));
  order.columns(columns);
  const text = JSON.stringify(order.place([...cells]));
  const hash = createHash('sha256').update(text).digest().subarray(0, 16);
  db.prepare('INSERT INTO record SELECT coalesce(max(id), 0) + 1, ?, ?, ?, ?, ?, ?, NULL FROM record').run(
    file.sourceId,
    file.id,
    aside.row_number,
    key,
    hash,
    text,
  );
  db.prepare('DELETE FROM quarantine WHERE id = ?').run(aside.id);
  db.prepare('UPDATE source SET columns = ? WHERE id = ?').run(JSON.stringify(order.stored), file.sourceId);
  db.prepare(
    'UPDATE source_file SET loaded = loaded + 1, quarantined = quarantined - 1, counts = ? WHERE id = ?',
  ).run(JSON.stringify(counted(getFile(db, file.id)?.counts ?? file.counts, earlier)), file.id);
}

/** What the key stood for before: nothing, a row taken for gone because this one could not be read, or one in force. */
type Earlier = 'none' | 'gone' | 'current';

/** @throws UserError `mend.key_taken`. */
function makeWay(db: WriteDb, file: FileRow, key: string): Earlier {
  // The source's number stands in the text so that its own index of keys is used.
  const source = `source_id = ${Math.trunc(file.sourceId)}`;
  const current = db
    .prepare(
      `SELECT r.id, r.file_id AS file, r.row_number AS row FROM record r JOIN source_file f ON f.id = r.file_id
       WHERE r.${source} AND r.key = ? AND r.superseded_by IS NULL AND f.state = 'applied'`,
    )
    .get(key) as { id: number; file: number; row: number } | undefined;
  if (current && current.file >= file.id) {
    const message = `Row ${current.row} has the key “${key}” already.`;
    throw refused('key_taken', message, 'Give this row another key, or leave it set aside.', file);
  }
  if (current) {
    db.prepare('UPDATE record SET superseded_by = ? WHERE id = ?').run(file.id, current.id);
    return 'current';
  }
  const gone = db.prepare(`SELECT 1 FROM record WHERE ${source} AND key = ? AND superseded_by = ?`);
  return gone.get(key, file.id) === undefined ? 'none' : 'gone';
}

function counted(before: ImportCounts | null, earlier: Earlier): ImportCounts {
  const counts = before ?? { new: 0, changed: 0, unchanged: 0, gone: 0 };
  if (earlier === 'none') return { ...counts, new: counts.new + 1 };
  return { ...counts, changed: counts.changed + 1, gone: counts.gone - (earlier === 'gone' ? 1 : 0) };
}

const unreadable = (reason: string, file: FileRow): UserError =>
  refused('still_unreadable', `The row still cannot be read: ${reason}`, 'Mend the text further.', file);

function refused(code: string, message: string, next: string, { path }: FileRow): UserError {
  return new UserError({
    operation: 'sources.mend',
    code: `mend.${code}`,
    message: `${message} Nothing was changed.`,
    next,
    where: { file: path },
  });
}
