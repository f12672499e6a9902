import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Preferences, preferenceChanges, preferences } from '../../../shared/contract/workspace.ts';
import { configFolder } from './config-folder.ts';

const stored = z.object({
  path: z.string().min(1),
  openedAt: z.string(),
  pinned: z.boolean().default(false),
});
/** A project opened before, as it is remembered. */
export type StoredRecent = z.infer<typeof stored>;

/** What is remembered of this user on this machine, whatever project is open. */
export interface Workspace {
  readonly preferences: Preferences;
  readonly recents: readonly StoredRecent[];
}

const fileIn = (folder: string): string => join(folder, 'workspace.json');

/**
 * Reads what is remembered. A convenience must never keep the application from starting: what is absent or damaged is
 * as if it had never been set, field by field.
 */
export function readWorkspace(folder = configFolder()): Workspace {
  return fromJson(readJson(fileIn(folder)).value);
}

/**
 * Changes what is remembered and returns it. The file is replaced whole; one that could not be read is kept beside it.
 * @throws the system's error when the folder cannot be written.
 */
export function changeWorkspace(
  change: (before: Workspace) => Workspace,
  folder = configFolder(),
): Workspace {
  const path = fileIn(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const before = readJson(path);
  if (before.damaged) renameSync(path, `${path}.damaged`);
  const after = change(fromJson(before.value));
  replaceFile(path, JSON.stringify({ version: 1, ...after }, null, 2));
  return after;
}

function readJson(path: string): { value: unknown; damaged: boolean } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { value: undefined, damaged: false };
  }
  try {
    return { value: JSON.parse(text), damaged: false };
  } catch {
    return { value: undefined, damaged: true };
  }
}

function fromJson(value: unknown): Workspace {
  const whole = z
    .object({ preferences: z.unknown(), recents: z.array(z.unknown()) })
    .partial()
    .safeParse(value);
  const { preferences: chosen, recents = [] } = whole.data ?? {};
  return {
    preferences: soundPreferences(chosen),
    recents: recents.flatMap((recent) => {
      const { data } = stored.safeParse(recent);
      return data ? [data] : [];
    }),
  };
}

/** Each preference that can be read, the default for each other. */
function soundPreferences(value: unknown): Preferences {
  const entries = Object.entries(z.record(z.string(), z.unknown()).safeParse(value).data ?? {});
  const known: Record<string, z.ZodType> = preferenceChanges.shape;
  const sound = entries.filter(([name, given]) => known[name]?.safeParse(given).success);
  return preferences.parse(Object.fromEntries(sound));
}

function replaceFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.part`;
  try {
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
