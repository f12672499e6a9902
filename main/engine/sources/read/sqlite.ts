import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { RawCell, ReadOptions, TableInspection } from '../../../../shared/model/source.ts';
import { hashFile, readRange } from './byte-source.ts';
import type { ReadControl, TableEnd, TableSink } from './contract.ts';
import { cancelledError, sourceError } from './errors.ts';
import { LIMITS } from './limits.ts';
import { RowCollector } from './row-collector.ts';
import { withoutExponent } from './xlsx-values.ts';

/** Reads one table of a SQLite database. Integers keep all digits; blobs become hexadecimal text `0x…`. */
export async function readSqlite(
  disk: string,
  table: string | undefined,
  sink: TableSink,
  control: ReadControl,
): Promise<TableEnd> {
  return withDatabase(disk, disk, async (db) => {
    const name = table ?? tableNames(db)[0];
    if (name === undefined || !tableNames(db).includes(name)) throw noTable(disk, name, tableNames(db));
    const total = Number(
      db
        .prepare(`SELECT count(*) FROM ${quoted(name)}`)
        .pluck()
        .get(),
    );
    const columns = columnNames(db, name);
    sink.columns(columns);
    const rows = new RowCollector(sink);
    for (const values of iterate(db, name)) {
      const cells = values.map(cellText);
      rows.add(
        cells,
        cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0),
      );
      if (!rows.due) continue;
      if (control.cancelled()) throw cancelledError(disk);
      await rows.drain(false);
      sink.progress(rows.read, Math.max(total, rows.read));
    }
    await rows.drain(true);
    const { loaded, quarantined, read } = rows;
    return { columns, read, loaded, quarantined, ...(await hashFile(disk)) };
  });
}

/** One inspection per table; views and virtual tables, which would run code of the file, are left out. */
export async function inspectSqlite(
  disk: string,
  file: string,
  options: ReadOptions,
): Promise<TableInspection[]> {
  return withDatabase(disk, file, async (db) => {
    const names = tableNames(db).filter((name) => options.table === undefined || name === options.table);
    if (names.length === 0) throw noTable(file, options.table, tableNames(db));
    return names.map((name) => ({
      name,
      options: { format: 'sqlite' as const, table: name },
      columns: columnNames(db, name),
      sample: [...iterate(db, name, LIMITS.sampleRows)].map((values) => values.map(cellText)),
      confidence: 1,
      remarks: [],
    }));
  });
}

async function withDatabase<T>(
  disk: string,
  file: string,
  use: (db: Database.Database) => Promise<T>,
): Promise<T> {
  const head = await readRange(disk, 0, 100);
  // Reading a database in WAL mode writes beside it: that is done on a copy, the file of the user stays untouched.
  const journalled = head[18] === 2 || head[19] === 2;
  const folder = journalled ? await mkdtemp(path.join(tmpdir(), 'orfevre-')) : undefined;
  try {
    const opened = folder === undefined ? disk : await copyOf(disk, folder);
    const db = new Database(opened, { readonly: true, fileMustExist: true });
    try {
      db.pragma('trusted_schema = OFF');
      db.pragma('cell_size_check = ON');
      db.defaultSafeIntegers(true);
      return await use(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Error && 'data' in error) throw error;
    throw damaged(file, error);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function copyOf(disk: string, folder: string): Promise<string> {
  const copy = path.join(folder, 'copy.sqlite');
  await copyFile(disk, copy);
  await copyFile(`${disk}-wal`, `${copy}-wal`).catch(() => undefined);
  return copy;
}

function tableNames(db: Database.Database): string[] {
  const names: unknown[] = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid`,
    )
    .pluck()
    .all();
  return names.map(String);
}

function columnNames(db: Database.Database, table: string): string[] {
  return db
    .prepare(`SELECT * FROM ${quoted(table)} LIMIT 0`)
    .columns()
    .map((column) => column.name);
}

function* iterate(db: Database.Database, table: string, limit?: number): Generator<unknown[]> {
  const sql = `SELECT * FROM ${quoted(table)}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
  for (const values of db.prepare(sql).raw().iterate()) if (Array.isArray(values)) yield values;
}

function cellText(value: unknown): RawCell {
  if (value === null) return null;
  if (typeof value === 'number') return withoutExponent(String(value));
  return value instanceof Uint8Array ? `0x${Buffer.from(value).toString('hex')}` : String(value);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function noTable(file: string, name: string | undefined, names: readonly string[]) {
  return sourceError(
    'source.read',
    file,
    'sqlite.no_table',
    name === undefined ? 'The database holds no table.' : `The database has no table named “${name}”.`,
    names.length === 0 ? 'Choose another file.' : `Choose one of: ${names.slice(0, 20).join(', ')}.`,
    name === undefined ? {} : { table: name },
  );
}

function damaged(file: string, error: unknown) {
  const detail = error instanceof Error ? error.message : String(error);
  return sourceError(
    'source.inspect',
    file,
    'sqlite.malformed',
    `This is not a SQLite database that can be read: ${detail}.`,
    'If it is encrypted, export its tables as CSV; else get the file again from where it comes.',
  );
}
