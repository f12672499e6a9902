import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { RecentProject } from '../../../shared/contract/workspace.ts';
import { changeWorkspace, readWorkspace, type StoredRecent } from './workspace-file.ts';

/** Projects that are remembered without being pinned. */
const REMEMBERED = 20;

/** The name a project is shown by: its file, without the ending. */
export const projectName = (path: string): string => basename(path).replace(/\.orfevre$/i, '');

/** Pinned first, then the last opened first. */
export function listRecents(recents = readWorkspace().recents): RecentProject[] {
  return inOrder(recents).map((recent) => {
    const stats = statSync(recent.path, { throwIfNoEntry: false });
    return {
      ...recent,
      name: projectName(recent.path),
      exists: stats?.isFile() === true,
      bytes: stats?.isFile() ? stats.size : null,
    };
  });
}

/** Notes that a project was opened. A folder that cannot be written must not keep a project from opening. */
export function noteOpened(path: string, now = new Date()): void {
  try {
    change((recents) => {
      const pinned = recents.some((recent) => recent.path === path && recent.pinned);
      return [{ path, openedAt: now.toISOString(), pinned }, ...without(recents, path)];
    });
  } catch {
    // See above.
  }
}

/** Pins a project, or lets it go; one not known yet is added. */
export function pinRecent(path: string, pinned: boolean): RecentProject[] {
  return change((recents) => {
    const known = recents.find((recent) => recent.path === path);
    if (!known && !pinned) return recents;
    return [
      ...without(recents, path),
      { path, openedAt: known?.openedAt ?? new Date().toISOString(), pinned },
    ];
  });
}

/** Takes a project off the list; its file stays. */
export function forgetRecent(path: string): RecentProject[] {
  return change((recents) => without(recents, path));
}

function change(body: (recents: readonly StoredRecent[]) => readonly StoredRecent[]): RecentProject[] {
  const after = changeWorkspace((before) => ({ ...before, recents: pruned(body(before.recents)) }));
  return listRecents(after.recents);
}

const without = (recents: readonly StoredRecent[], path: string): StoredRecent[] =>
  recents.filter((recent) => recent.path !== path);

const inOrder = (recents: readonly StoredRecent[]): StoredRecent[] =>
  [...recents].sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.openedAt.localeCompare(a.openedAt));

function pruned(recents: readonly StoredRecent[]): StoredRecent[] {
  let loose = 0;
  return inOrder(recents).filter(({ pinned }) => pinned || ++loose <= REMEMBERED);
}
