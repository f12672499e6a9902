import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ReadDb } from './handles.ts';

const KEPT_TODAY = 3;
const KEPT_AT_MOST = 10;

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
  db.prepare('VACUUM INTO ?').run(temporary);
  const path = join(folder, name);
  renameSync(temporary, path);
  pruneSnapshots(project, name);
  return path;
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
