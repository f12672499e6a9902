import { existsSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import Database from 'better-sqlite3';
import { UserError } from '../../../shared/model/errors.ts';

/**
 * One lock per project, held by the process that writes it. The lock is a transaction held open on a small SQLite
 * file beside the project: the operating system frees it when the process dies, however it dies, and
 * others can still read in it who holds it.
 */
export interface ProjectLock {
  release(): void;
}

export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly what: string;
  readonly since: string;
}

const lockPath = (project: string): string => `${project}-lock`;

function readHolder(path: string): LockHolder | undefined {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 200 });
    try {
      return db.prepare('SELECT pid, host, what, since FROM holder').get() as LockHolder | undefined;
    } finally {
      db.close();
    }
  } catch {
    // The holder's name is a courtesy; that the project is busy is known without it.
    return undefined;
  }
}

function busy(project: string): UserError {
  const holder = readHolder(lockPath(project));
  const who = holder
    ? `“${holder.what}”, process ${holder.pid} on ${holder.host}, since ${holder.since}`
    : 'another process';
  return new UserError({
    operation: 'project.open',
    code: 'project.busy',
    message: `The project ${project} is in use by ${who}. Nothing was changed.`,
    next: 'Wait until it has finished or close it there, then try again.',
    where: { file: project, ...(holder ? { pid: holder.pid } : {}) },
  });
}

/** Tries while the file is taken away by the one that held it before: each try is with a new file. */
const TRIES = 1_000;

/**
 * Takes the project's lock.
 * @param what shown to whoever is refused, e.g. the command line.
 * @throws UserError `project.busy` (names the holder), `project.folder_not_writable`.
 */
export function lockProject(project: string, what: string): ProjectLock {
  const path = lockPath(project);
  for (let left = TRIES; left > 0; left--) {
    const db = openLockFile(project, path);
    try {
      if (db && takeLock(db, path, what)) return { release: () => release(db, path) };
    } catch (error) {
      db?.close();
      if (isCode(error, 'SQLITE_BUSY')) throw busy(project);
      if (!wentAway(error)) throw error;
    }
    db?.close();
  }
  throw busy(project);
}

const isCode = (error: unknown, start: string): boolean =>
  (error as { code?: string }).code?.startsWith(start) === true;

/** The holder before took the lock file away, or its journal, while it was being used: each try is with a new file. */
const wentAway = (error: unknown): boolean =>
  isCode(error, 'SQLITE_READONLY_DBMOVED') || isCode(error, 'SQLITE_IOERR_DELETE_NOENT');

/** Undefined: the file went away meanwhile. */
function openLockFile(project: string, path: string): Database.Database | undefined {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { timeout: 0 });
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = OFF');
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, host TEXT, what TEXT, since TEXT)');
    return db;
  } catch (error) {
    db?.close();
    if (isCode(error, 'SQLITE_BUSY')) throw busy(project);
    if (wentAway(error)) return undefined;
    throw new UserError({
      operation: 'project.open',
      code: 'project.folder_not_writable',
      message: `The folder of ${project} cannot be written: ${(error as Error).message}.`,
      next: 'Choose a folder you may write to, or open the project read-only.',
      where: { file: project },
    });
  }
}

/**
 * Writes who holds it and keeps a transaction open. False: the previous holder removed the file between our open and
 * our lock, which nobody else would see (SQLite mostly notices by itself: SQLITE_READONLY_DBMOVED).
 */
function takeLock(db: Database.Database, path: string, what: string): boolean {
  db.exec('BEGIN IMMEDIATE');
  db.prepare('DELETE FROM holder').run();
  const put = db.prepare('INSERT INTO holder VALUES (?, ?, ?, ?)');
  put.run(process.pid, hostname(), what, new Date().toISOString());
  db.exec('COMMIT; BEGIN IMMEDIATE');
  return existsSync(path) && isLocked(path);
}

/** A second connection must find it locked. */
function isLocked(path: string): boolean {
  const probe = new Database(path, { timeout: 0 });
  try {
    probe.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch {
    return true;
  } finally {
    probe.close();
  }
}

/** The file goes while it is still locked; the journal first, since after it another process may make its own. */
function release(db: Database.Database, path: string): void {
  if (!db.open) return;
  rmSync(`${path}-journal`, { force: true });
  rmSync(path, { force: true });
  db.close();
}
