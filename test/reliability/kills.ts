import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'vitest';
import { checkProject } from '../../main/engine/audit/check.ts';
import { verifyJournal } from '../../main/engine/db/journal.ts';
import { openProject, openReadOnly } from '../../main/engine/db/open.ts';
import { startEngine } from '../../main/engine/engine.ts';
import type { Manifest } from '../../main/engine/exports/manifest.ts';
import { readRecipe } from '../../main/engine/recipe/read-recipe.ts';
import { fingerprint, type Running, start } from '../cli/orfevre.ts';

/** A project with its exports, and the files it is to be refreshed from. */
export interface Place {
  readonly folder: string;
  readonly project: string;
  readonly out: string;
  /** Folder of the month's files and their recipe. */
  readonly month: string;
}

export const EXPORTS = ['golden.csv', 'crosswalk.csv'] as const;

export function place(folder: string, month: string): Place {
  mkdirSync(folder, { recursive: true });
  return { folder, project: join(folder, 'customers.orfevre'), out: join(folder, 'out'), month };
}

/** The same project with the same exports in another folder, to be refreshed from another month. */
export function copyOf(from: Place, folder: string, month: string): Place {
  const to = place(folder, month);
  copyFileSync(from.project, to.project);
  mkdirSync(to.out);
  for (const name of readdirSync(from.out)) copyFileSync(join(from.out, name), join(to.out, name));
  return to;
}

export const run = ({ project, out, month }: Place): Running =>
  start(['run', join(month, 'recipe.yml'), '--project', project, '--out', out]);

/** The same by the engine in this process: what a scheduler would do next, without waiting for a process to start. */
export async function runAgain({ project, out, month }: Place): Promise<void> {
  const recipePath = join(month, 'recipe.yml');
  const recipeText = readFileSync(recipePath, 'utf8');
  const engine = startEngine(project, { what: 'run again', actor: 'test', create: true });
  try {
    const recipe = readRecipe(recipeText, recipePath);
    await engine.queue.start('refresh', { recipe, recipeText, base: month, out }).done;
  } finally {
    await engine.close();
  }
}

/** When to kill: after some time, or at the moment something can be seen on the disk. */
export type Moment =
  | { readonly after: number }
  | { readonly exporting: string }
  | { readonly table: string }
  | { readonly importing: string };

/** Runs the refresh and kills it with -9. False: it had ended before. */
export async function killAt(where: Place, moment: Moment): Promise<boolean> {
  const { child, ended } = run(where);
  const begun = performance.now();
  while (child.exitCode === null && !hasCome(where, moment, performance.now() - begun)) await turn();
  child.kill('SIGKILL');
  return (await ended).signal === 'SIGKILL';
}

function hasCome({ project, out }: Place, moment: Moment, elapsed: number): boolean {
  if ('after' in moment) return elapsed >= moment.after;
  if ('exporting' in moment) {
    const start = `.${moment.exporting}.`;
    return existsSync(out) && readdirSync(out).some((name) => name.startsWith(start));
  }
  if ('table' in moment) return isThere(project, 'SELECT 1 FROM sqlite_schema WHERE name = ?', moment.table);
  return isThere(
    project,
    "SELECT 1 FROM source_file f JOIN source s ON s.id = f.source_id WHERE s.name = ? AND f.state = 'staging'",
    moment.importing,
  );
}

function isThere(project: string, sql: string, value: string): boolean {
  if (!existsSync(project)) return false;
  const { db, close } = openReadOnly(project);
  try {
    return db.prepare(sql).get(value) !== undefined;
  } finally {
    close();
  }
}

/** What must hold on the disk right after a kill, before anything is mended: others may look at the project. */
export function expectReadable({ project }: Place): void {
  if (!existsSync(project)) return;
  const { db, close } = openReadOnly(project);
  expect(failures(checkProject(db))).toEqual([]);
  close();
}

/** Exports are those of before or the new ones, whole; `old` undefined: there were none. */
export function expectWholeExports({ out }: Place, old: Place | undefined, expected: Place): void {
  for (const name of EXPORTS) {
    const path = join(out, name);
    if (!existsSync(path)) {
      expect(old, `${name} was there before`).toBeUndefined();
      continue;
    }
    const allowed = [
      ...(old ? [fingerprint(join(old.out, name))] : []),
      fingerprint(join(expected.out, name)),
    ];
    expect(allowed, `${name} is neither the old one nor the new one`).toContain(fingerprint(path));
  }
}

/** A manifest tells the truth about the files it names. */
export function expectTrueManifest({ out }: Place): void {
  const path = join(out, 'manifest.json');
  if (!existsSync(path)) return;
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  expect(files.map(({ name }) => name).sort()).toEqual([...EXPORTS].sort());
  for (const { name, sha256, rows } of files) {
    expect(fingerprint(join(out, name)), `${name} and its manifest`).toBe(sha256);
    expect(rows).toBeGreaterThan(0);
  }
}

/** Opened for writing, the project is mended: no half job, sound, one file when closed. */
export function expectMended({ project, folder }: Place): void {
  if (!existsSync(project)) return;
  const { db, close } = openProject(project, { what: 'looking', actor: 'test' });
  const list = (sql: string) => db.prepare(sql).pluck().all();
  expect(list("SELECT name FROM sqlite_schema WHERE name LIKE 'staging%'")).toEqual([]);
  expect(list("SELECT path FROM source_file WHERE state <> 'applied'")).toEqual([]);
  expect(list("SELECT name FROM source WHERE state <> 'ready'")).toEqual([]);
  expect(list('SELECT id FROM record WHERE file_id NOT IN (SELECT id FROM source_file)')).toEqual([]);
  expect(list("SELECT kind FROM job WHERE state = 'running'")).toEqual([]);
  expect(verifyJournal(db)).toBeUndefined();
  expect(failures(checkProject(db))).toEqual([]);
  close();
  expect(readdirSync(folder).filter((name) => name !== 'out')).toEqual([basename(project)]);
}

/** After the run that followed: everything as if nothing had happened. */
export function expectSame({ project, out, folder }: Place, expected: Place): void {
  for (const name of EXPORTS) {
    expect(readFileSync(join(out, name), 'utf8'), name).toBe(readFileSync(join(expected.out, name), 'utf8'));
  }
  expectTrueManifest({ project, out, folder, month: '' });
  expect(readdirSync(out).sort()).toEqual([...EXPORTS, 'manifest.json'].sort());
  const { db, close } = openReadOnly(project);
  expect(checkProject(db).findings.filter(({ state }) => state !== 'ok')).toEqual([]);
  close();
  expect(readdirSync(folder).sort()).toEqual([basename(project), 'out'].sort());
}

const failures = ({ findings }: ReturnType<typeof checkProject>): string[] =>
  findings.filter(({ state }) => state === 'failed').map(({ message }) => message);
