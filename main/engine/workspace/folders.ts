import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../../shared/model/errors.ts';

/** Endings of the files that can be read as sources, of projects and of recipes. */
const READABLE = /\.(csv|tsv|tab|txt|jsonl?|ndjson|xlsx|xlsm|parquet|sqlite3?|db|zip|gz|orfevre|ya?ml)$/i;
/** A folder with more is cut: nobody chooses a file from a longer list. */
const MOST_ENTRIES = 5_000;

export interface Folder {
  readonly path: string;
  readonly parent: string | null;
  readonly entries: { name: string; path: string; folder: boolean; bytes: number }[];
}

/**
 * What a folder holds that can be opened or imported: folders first, then files, by name; hidden ones are left out.
 * @param path absent: the user's own folder.
 * @throws UserError `folder.missing`, `folder.not_a_folder`, `folder.no_access`.
 */
export async function listFolder(path: string = homedir()): Promise<Folder> {
  const folder = resolve(path);
  const found = (await readFolder(folder)).filter(({ name }) => !name.startsWith('.'));
  const entries = (await Promise.all(found.map((entry) => describe(folder, entry)))).filter(
    (entry) => entry !== undefined,
  );
  const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  entries.sort((a, b) => Number(b.folder) - Number(a.folder) || compare(a.name, b.name));
  const parent = dirname(folder);
  return { path: folder, parent: parent === folder ? null : parent, entries: entries.slice(0, MOST_ENTRIES) };
}

/** Undefined: neither a folder nor a file of a kind that can be read, or gone meanwhile. */
async function describe(folder: string, entry: Dirent): Promise<Folder['entries'][number] | undefined> {
  const path = join(folder, entry.name);
  if (entry.isDirectory()) return { name: entry.name, path, folder: true, bytes: 0 };
  const mayLead = entry.isSymbolicLink();
  if (!mayLead && !(entry.isFile() && READABLE.test(entry.name))) return undefined;
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return { name: entry.name, path, folder: true, bytes: 0 };
    if (!stats.isFile() || !READABLE.test(entry.name)) return undefined;
    return { name: entry.name, path, folder: false, bytes: stats.size };
  } catch {
    // A link that leads nowhere, or a file that went meanwhile.
    return undefined;
  }
}

async function readFolder(path: string): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw refused(path, 'missing', `There is no folder ${path}.`, 'Check the path.');
    if (code === 'ENOTDIR')
      throw refused(path, 'not_a_folder', `${path} is a file, not a folder.`, 'Choose the folder it is in.');
    if (code === 'EACCES' || code === 'EPERM') {
      throw refused(
        path,
        'no_access',
        `The folder ${path} may not be looked into.`,
        'Choose another folder, or ask for the right to read it.',
      );
    }
    throw error;
  }
}

function refused(file: string, code: string, message: string, next: string): UserError {
  return new UserError({
    operation: 'workspace.folders',
    code: `folder.${code}`,
    message,
    next,
    where: { file },
  });
}
