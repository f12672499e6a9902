import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { UserError } from '../../../shared/model/errors.ts';
import { APPLICATION_ID, connectReader, connectWriter } from './connect.ts';
import { createProjectFile } from './create.ts';
import type { ReadDb, WriteDb } from './handles.ts';
import { dropLeftovers, markInterrupted } from './leftovers.ts';
import { lockProject } from './lock.ts';
import { bringUpToDate, PROJECT_VERSION } from './migrate.ts';

/** A project this process may write: it holds the lock until close(). With `readOnly` set it may only be read. */
export interface Project {
  readonly path: string;
  readonly db: WriteDb;
  /** Who acts, for the journal; another one when the steward changes the profile. */
  actor: string;
  /** Why it is open to be read only: a code, e.g. `project.busy`. Every write then throws `project.read_only`. */
  readonly readOnly?: string;
  /** It did not exist before. */
  readonly created: boolean;
  /** Kinds of the jobs that were running when the process before was ended; what they had begun is gone. */
  readonly interrupted: readonly string[];
  /** Checkpoints into the one file and gives the lock back. */
  close(): void;
  /** Closes and removes the file: for a project that was just made, for something that then failed. */
  discard(): void;
}

/** A project opened to look at. */
export interface ReadOnlyProject {
  readonly path: string;
  readonly db: ReadDb;
  close(): void;
}

const damaged = (path: string, detail: string): UserError =>
  new UserError({
    operation: 'project.open',
    code: 'project.damaged',
    message: `The project ${path} is damaged: ${detail}. Nothing was changed.`,
    next: 'Restore a snapshot from the folder beside the project, or keep this file and ask for help.',
    where: { file: path },
  });

/**
 * Refuses what is not a project this version can write, before any byte is changed: SQLite would turn a foreign or a
 * newer file into one of ours.
 * @throws UserError `project.foreign`, `project.newer`.
 */
function refuseForeign(path: string, mayBeEmpty = false): void {
  if (statSync(path).isDirectory()) throw foreign(path);
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  let length: number;
  try {
    length = readSync(file, header, 0, 100, 0);
  } finally {
    closeSync(file);
  }
  if (length === 0 && mayBeEmpty) return;
  const isSqlite = length === 100 && header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  if (!isSqlite || header.readUInt32BE(68) !== APPLICATION_ID) {
    throw foreign(path);
  }
  const version = header.readUInt32BE(60);
  if (version > PROJECT_VERSION) throw newer(path, version);
}

const foreign = (path: string): UserError =>
  new UserError({
    operation: 'project.open',
    code: 'project.foreign',
    message: `${path} is not an Orfèvre project. It was not touched.`,
    next: 'Choose a file with the extension .orfevre, or another name for a new project.',
    where: { file: path },
  });

const newer = (path: string, version: number): UserError =>
  new UserError({
    operation: 'project.open',
    code: 'project.newer',
    message: `${path} was written by a newer version (project version ${version}; this program knows ${PROJECT_VERSION}). It was not touched.`,
    next: 'Update Orfèvre, then open it again.',
    where: { file: path, version },
  });

/** After an unclean close the pages are checked before anything is built on them. */
function checkPages(path: string): void {
  let db: ReadDb | undefined;
  try {
    // By a reading connection: a writing one would take the log into the file.
    db = connectReader(path);
    const result = db.pragma('quick_check(1)', { simple: true });
    if (result !== 'ok') throw damaged(path, String(result));
  } catch (error) {
    throw explain(error, path);
  } finally {
    (db as WriteDb | undefined)?.close();
  }
}

/**
 * Opens a project for writing, creating it when `create` is set and the file is absent.
 * @param what what the lock shows to others, e.g. the command.
 * @throws UserError `project.missing`, `project.busy`, `project.foreign`, `project.newer`, `project.damaged`.
 */
export function openProject(
  path: string,
  options: { what: string; actor: string; create?: boolean },
): Project {
  if (!existsSync(path) && !options.create) throw missing(path);
  // The lock first: reading the bytes of a file that this very process has open would free SQLite's own locks on it.
  const lock = lockProject(path, options.what);
  let db: WriteDb | undefined;
  try {
    if (existsSync(path)) refuseForeign(path, options.create);
    // Looked for again: another process may have made it while this one came to its lock.
    const created = !existsSync(path) || statSync(path).size === 0;
    if (created) createOrExplain(path, options.actor);
    if (existsSync(`${path}-wal`)) checkPages(path);
    db = connectOrExplain(path);
    const interrupted = prepare(db, path);
    return handle(db, { path, actor: options.actor, created, interrupted }, lock.release);
  } catch (error) {
    db?.close();
    lock.release();
    throw error;
  }
}

function missing(path: string): UserError {
  return new UserError({
    operation: 'project.open',
    code: 'project.missing',
    message: `There is no project at ${path}.`,
    next: 'Check the path, or create the project with `orfevre run` or `orfevre import`.',
    where: { file: path },
  });
}

function createOrExplain(path: string, actor: string): void {
  try {
    createProjectFile(path, actor);
  } catch (error) {
    throw explain(error, path);
  }
}

function connectOrExplain(path: string): WriteDb {
  try {
    return connectWriter(path);
  } catch (error) {
    throw explain(error, path);
  }
}

function explain(error: unknown, path: string): unknown {
  const code = (error as { code?: string }).code ?? '';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damaged(path, (error as Error).message);
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) {
    return new UserError({
      operation: 'project.open',
      code: 'project.not_writable',
      message: `${path} cannot be written: ${(error as Error).message}.`,
      next: 'Choose a folder and a file you may write to.',
      where: { file: path },
    });
  }
  return error;
}

/** @returns the kinds of the jobs that a dead process left half done. */
function prepare(db: WriteDb, path: string): string[] {
  try {
    const version = db.pragma('user_version', { simple: true }) as number;
    // The header was looked at before; a newer program that was killed may have left its version in the -wal file.
    if (version > PROJECT_VERSION) throw newer(path, version);
    bringUpToDate(db, path);
    dropLeftovers(db);
    return markInterrupted(db);
  } catch (error) {
    throw explain(error, path);
  }
}

function handle(db: WriteDb, about: Omit<Project, 'db' | 'close' | 'discard'>, release: () => void): Project {
  return {
    ...about,
    db,
    close() {
      if (!db.open) return;
      try {
        leaveOneFile(db);
      } finally {
        db.close();
        release();
      }
    },
    discard() {
      if (!db.open) return;
      db.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(about.path + suffix, { force: true });
      release();
    },
  };
}

/** How long a close waits for readers in other processes, in ms. */
const READERS_GRACE = 3_000;

/**
 * One file on close: it can be copied, mailed, archived. While another process goes on reading, everything is
 * committed but the log stays beside the file; the next close takes it in.
 */
function leaveOneFile(db: WriteDb): void {
  const giveUp = Date.now() + READERS_GRACE;
  db.pragma('busy_timeout = 100');
  for (;;) {
    try {
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.pragma('journal_mode = DELETE');
      return;
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw error;
      if (Date.now() > giveUp) return;
      Atomics.wait(PAUSE, 0, 0, 50);
    }
  }
}

const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** What keeps a project from being written, but not from being read. */
const READABLE: readonly string[] = ['project.busy', 'project.folder_not_writable', 'project.not_writable'];

/**
 * Opens a project for writing where that can be had, and to be read where another process holds it or the system
 * refuses writes: see {@link Project.readOnly}.
 * @throws UserError as {@link openProject} and {@link openReadOnly}.
 */
export function openProjectAnyhow(
  path: string,
  options: { what: string; actor: string; create?: boolean },
): Project {
  try {
    return openProject(path, options);
  } catch (error) {
    const code = error instanceof UserError ? error.data.code : '';
    if (!READABLE.includes(code) || !existsSync(path)) throw error;
    const { db, close } = openReadOnly(path);
    return {
      path,
      // Refused by transact(), and by SQLite itself.
      db: db as WriteDb,
      actor: options.actor,
      readOnly: code,
      created: false,
      interrupted: [],
      close,
      discard: close,
    };
  }
}

/**
 * Opens a project to read it only, whoever else has it open.
 * @throws UserError as {@link openProject}, and `project.older` when it must first be brought to this version.
 */
export function openReadOnly(path: string): ReadOnlyProject {
  if (!existsSync(path)) throw missing(path);
  refuseForeign(path);
  let db: ReadDb | undefined;
  const close = () => (db as WriteDb | undefined)?.close();
  try {
    db = connectReader(path);
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > PROJECT_VERSION) throw newer(path, version);
    if (version < PROJECT_VERSION) {
      throw new UserError({
        operation: 'project.open',
        code: 'project.older',
        message: `${path} has project version ${version}; this program reads version ${PROJECT_VERSION}.`,
        next: 'Open it once for writing: it is brought up to date, with a snapshot before.',
        where: { file: path, version },
      });
    }
    return { path, db, close };
  } catch (error) {
    close();
    throw explain(error, path);
  }
}
