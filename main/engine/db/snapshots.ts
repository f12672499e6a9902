import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../../../shared/model/errors.ts';
import { connectReader } from './connect.ts';
import type { ReadDb, WriteDb } from './handles.ts';

const KEPT_TODAY = 3;
const KEPT_AT_MOST = 10;
/** A snapshot older than this is followed by another when the project is opened, if anything changed since; in ms. */
const ROLLING = 4 * 3_600_000;

/** Where the snapshots of a project live: a folder beside it. */
export const snapshotFolder = (project: string): string => `${project}-snapshots`;

/**
 * A consistent copy of the open project (VACUUM INTO, never a copy of the bytes of an open file), named after time
 * and reason. Written under a temporary name first: what carries a snapshot's name is complete.
 * @returns the path of the snapshot.
 */
export function takeSnapshot(db: ReadDb, project: string, reason: string): string {
  const folder = snapshotFolder(project);
  mkdirSync(folder, { recursive: true });
  const name = `${new Date().toISOString().replaceAll(':', '-')}_${reason}.orfevre`;
  const temporary = join(folder, `.${name}.partial`);
  rmSync(temporary, { force: true });
  copyInto(db, temporary);
  const path = join(folder, name);
  renameSync(temporary, path);
  pruneSnapshots(project, name);
  return path;
}

/** VACUUM INTO writes another file only, yet SQLite takes it for a write where it is told to refuse those. */
function copyInto(db: ReadDb, path: string): void {
  const before = db.pragma('query_only', { simple: true });
  db.pragma('query_only = OFF');
  try {
    db.prepare('VACUUM INTO ?').run(path);
  } finally {
    db.pragma(`query_only = ${before}`);
  }
}

/** Newest first. */
export function listSnapshots(project: string): string[] {
  try {
    return readdirSync(snapshotFolder(project))
      .filter((name) => name.endsWith('.orfevre') && !name.startsWith('.'))
      .sort()
      .reverse();
  } catch {
    // No folder yet: no snapshot was ever taken.
    return [];
  }
}

/**
 * Keeps three of today and one for each earlier day, ten at most, and in any case the one `justTaken`: where the clock
 * was put back its name is not the newest. “Today” is the day of the newest: a clock put forward purges nothing more.
 */
function pruneSnapshots(project: string, justTaken: string): void {
  const newestFirst = listSnapshots(project);
  const today = newestFirst[0]?.slice(0, 10);
  const days = new Set<string>();
  let kept = 0;
  let keptToday = 0;
  for (const name of newestFirst) {
    const day = name.slice(0, 10);
    const keep =
      name === justTaken ||
      (kept < KEPT_AT_MOST && (day === today ? keptToday < KEPT_TODAY : !days.has(day)));
    if (!keep) {
      rmSync(join(snapshotFolder(project), basename(name)), { force: true });
      continue;
    }
    kept += 1;
    if (day === today) keptToday += 1;
    days.add(day);
  }
}

export interface Snapshot {
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly reason: string;
  readonly bytes: number;
}

/** What the names of the snapshots tell, newest first. */
export function describeSnapshots(project: string): Snapshot[] {
  return listSnapshots(project).flatMap((name) => {
    const parts = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d+Z)_(.*)\.orfevre$/.exec(name);
    const stats = statSync(join(snapshotFolder(project), name), { throwIfNoEntry: false });
    if (!parts || !stats) return [];
    return [{ name, at: `${parts[1]}:${parts[2]}:${parts[3]}`, reason: parts[4]!, bytes: stats.size }];
  });
}

/** Whether the rolling schedule asks for a snapshot now: the last one is some hours old, and things changed since. */
export function isSnapshotDue(db: ReadDb, project: string, now = Date.now()): boolean {
  const [last] = describeSnapshots(project);
  const entries = 'SELECT coalesce(max(sequence), 0) FROM audit';
  const changes = db.prepare(entries).pluck().get() as number;
  // One entry: the project was made, and nothing since.
  if (!last) return changes > 1;
  // A clock that was put back makes no snapshot come from the future.
  if (Math.abs(now - Date.parse(last.at)) < ROLLING) return false;
  try {
    const snapshot = connectReader(join(snapshotFolder(project), last.name));
    try {
      return (snapshot.prepare(entries).pluck().get() as number) !== changes;
    } finally {
      (snapshot as WriteDb).close();
    }
  } catch {
    // A snapshot that cannot be read is none.
    return true;
  }
}

/**
 * Puts a snapshot in the place of a project that is closed; what it replaces becomes a snapshot itself. The project is at
 * every moment the old file or the new one.
 * @throws UserError `snapshot.unknown`, `snapshot.damaged`: the project is then untouched.
 */
export function restoreSnapshot(project: string, name: string): void {
  if (!listSnapshots(project).includes(name)) throw unknownSnapshot(project, name);
  const copy = `${project}-restoring`;
  rmSync(copy, { force: true });
  try {
    // First, since room is made for the snapshot of what is replaced.
    copySound(join(snapshotFolder(project), name), copy);
    keepReplaced(project);
    renameSync(copy, project);
  } finally {
    rmSync(copy, { force: true });
  }
}

function copySound(snapshot: string, copy: string): void {
  try {
    const db = connectReader(snapshot);
    try {
      const result = db.pragma('quick_check(1)', { simple: true });
      if (result !== 'ok') throw new Error(String(result));
      copyInto(db, copy);
    } finally {
      (db as WriteDb).close();
    }
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string }).code ?? 'SQLITE_CORRUPT')) throw error;
    throw new UserError({
      operation: 'project.restore',
      code: 'snapshot.damaged',
      message: `The snapshot ${basename(snapshot)} is damaged: ${(error as Error).message}. The project was not touched.`,
      next: 'Choose another snapshot.',
      where: { file: snapshot },
    });
  }
}

function keepReplaced(project: string): void {
  const db = connectReader(project);
  try {
    takeSnapshot(db, project, 'before-restore');
  } finally {
    (db as WriteDb).close();
  }
}

function unknownSnapshot(project: string, name: string): UserError {
  return new UserError({
    operation: 'project.restore',
    code: 'snapshot.unknown',
    message: `There is no snapshot “${name}” of this project.`,
    next: 'List the snapshots and choose one that is there.',
    where: { file: project, snapshot: name },
  });
}
