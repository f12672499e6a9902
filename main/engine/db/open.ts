import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs';
import { UserError } from '../../../shared/model/errors.ts';
import { APPLICATION_ID, connectReader, connectWriter } from './connect.ts';
import type { ReadDb, WriteDb } from './handles.ts';
import { transact } from './handles.ts';
import { writeJournal } from './journal.ts';
import { dropLeftovers, markInterrupted } from './leftovers.ts';
import { lockProject } from './lock.ts';
import { migrate, PROJECT_VERSION } from './migrate.ts';
import { takeSnapshot } from './snapshots.ts';

/** A project this process may write: it holds the lock until close(). */
export interface Project {
  readonly path: string;
  readonly db: WriteDb;
  /** Who acts, for the journal. */
  readonly actor: string;
  /** Checkpoints into the one file and gives the lock back. */
  close(): void;
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
function refuseForeign(path: string): void {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  let length: number;
  try {
    length = readSync(file, header, 0, 100, 0);
  } finally {
    closeSync(file);
  }
  if (length === 0) return;
  const isSqlite = length === 100 && header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  if (!isSqlite || header.readUInt32BE(68) !== APPLICATION_ID) {
    throw new UserError({
      operation: 'project.open',
      code: 'project.foreign',
      message: `${path} is not an Orfèvre project. It was not touched.`,
      next: 'Choose a file with the extension .orfevre, or another name for a new project.',
      where: { file: path },
    });
  }
  const version = header.readUInt32BE(60);
  if (version > PROJECT_VERSION) {
    throw new UserError({
      operation: 'project.open',
      code: 'project.newer',
      message: `${path} was written by a newer version (project version ${version}; this program knows ${PROJECT_VERSION}). It was not touched.`,
      next: 'Update Orfèvre, then open it again.',
      where: { file: path, version },
    });
  }
}

/** After an unclean close the pages are checked before anything is built on them. */
function checkPages(db: ReadDb, path: string): void {
  const result = db.pragma('quick_check(1)', { simple: true });
  if (result !== 'ok') throw damaged(path, String(result));
}

/**
 * Opens a project for writing, creating it when `create` is set and the file is absent.
 * @param what what the lock shows to others, e.g. the command.
 * @throws UserError `project.missing`, `project.busy`, `project.foreign`, `project.newer`, `project.damaged`.
 */
export function openProject(path: string, options: { what: string; actor: string; create?: boolean }): Project {
  const exists = existsSync(path);
  if (!exists && !options.create) throw missing(path);
  if (exists) refuseForeign(path);
  const lock = lockProject(path, options.what);
  let db: WriteDb | undefined;
  try {
    const unclean = existsSync(`${path}-wal`);
    db = connectOrExplain(path);
    if (unclean) checkPages(db, path);
    prepare(db, path, options.actor);
    return handle(path, db, options.actor, lock.release);
  } catch (error) {
    db?.close();
    if (!exists) for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
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

function prepare(db: WriteDb, path: string, actor: string): void {
  try {
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version === 0) create(db, actor);
    else if (version < PROJECT_VERSION) {
      takeSnapshot(db, path, `before-version-${PROJECT_VERSION}`);
      migrate(db);
    }
    dropLeftovers(db);
    markInterrupted(db);
  } catch (error) {
    throw explain(error, path);
  }
}

function create(db: WriteDb, actor: string): void {
  transact(db, () => {
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db);
    const put = db.prepare('INSERT INTO meta VALUES (?, ?)');
    put.run('project_id', randomUUID());
    put.run('created_at', new Date().toISOString());
    writeJournal(db, { actor, action: 'project.create', subject: 'project', payload: { version: PROJECT_VERSION } });
  });
}

function handle(path: string, db: WriteDb, actor: string, release: () => void): Project {
  return {
    path,
    db,
    actor,
    close() {
      if (!db.open) return;
      try {
        // One file on close: it can be copied, mailed, archived. Fails only while another reader has it open.
        db.pragma('wal_checkpoint(TRUNCATE)');
        db.pragma('journal_mode = DELETE');
      } finally {
        db.close();
        release();
      }
    },
  };
}

/**
 * Opens a project to read it only, whoever else has it open.
 * @throws UserError as {@link openProject}, and `project.older` when it must first be brought to this version.
 */
export function openReadOnly(path: string): ReadOnlyProject {
  if (!existsSync(path)) throw missing(path);
  refuseForeign(path);
  let db: ReadDb;
  try {
    db = connectReader(path);
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version < PROJECT_VERSION) {
      throw new UserError({
        operation: 'project.open',
        code: 'project.older',
        message: `${path} has project version ${version}; this program reads version ${PROJECT_VERSION}.`,
        next: 'Open it once for writing: it is brought up to date, with a snapshot before.',
        where: { file: path, version },
      });
    }
  } catch (error) {
    throw explain(error, path);
  }
  return { path, db, close: () => (db as unknown as WriteDb).close() };
}
