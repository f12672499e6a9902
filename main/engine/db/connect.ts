import Database from 'better-sqlite3';
import type { ReadDb, WriteDb } from './handles.ts';

/** 'ORFV' in ASCII: tells an Orfèvre project from any other SQLite file (`file(1)` shows it). */
export const APPLICATION_ID = 0x4f524656;

/** How long a statement waits for another connection's short transaction, in ms. */
const BUSY_TIMEOUT = 20_000;

function harden(db: Database.Database): void {
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -65536');
}

/**
 * A writing connection to a project whose lock this process holds. `synchronous=FULL` is set on each
 * connection: better-sqlite3 leaves a reopened WAL file at NORMAL, where a power cut can undo acknowledged commits.
 */
export function connectWriter(path: string): WriteDb {
  const db = new Database(path, { timeout: BUSY_TIMEOUT });
  harden(db);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  if (process.platform === 'darwin') db.pragma('fullfsync = ON');
  // Bulk jobs write hundreds of MB: a larger interval between checkpoints means fewer rewrites of hot pages.
  db.pragma('wal_autocheckpoint = 4000');
  return db as WriteDb;
}

/** A connection to a file that is being made and has not got its name yet: no write-ahead log, nothing beside it after. */
export function connectCreator(path: string): WriteDb {
  const db = new Database(path);
  harden(db);
  db.pragma('synchronous = FULL');
  return db as WriteDb;
}

/** A reading connection; SQLite itself refuses writes on it. */
export function connectReader(path: string): ReadDb {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT });
  harden(db);
  db.pragma('query_only = ON');
  return db as unknown as ReadDb;
}
