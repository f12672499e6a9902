import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Project } from '../../../main/engine/db/open.ts';
import { listSnapshots, snapshotFolder, takeSnapshot } from '../../../main/engine/db/snapshots.ts';
import { newFolder, removeFolder } from '../../cli/orfevre.ts';
import { open } from './projects.ts';

let folder: string;
let path: string;
let project: Project;

beforeEach(() => {
  folder = newFolder('snapshots');
  path = join(folder, 'customers.orfevre');
  project = open(path, true);
  mkdirSync(snapshotFolder(path));
});
afterEach(() => {
  project.close();
  removeFolder(folder);
});

/** Files named as snapshots of earlier moments; their content is of no matter to which are kept. */
const earlier = (...moments: string[]) => {
  for (const moment of moments) writeFileSync(join(snapshotFolder(path), `${moment}_asked.orfevre`), '');
};
const take = () => basename(takeSnapshot(project.db, path, 'asked'));
const today = new Date().toISOString().slice(0, 10);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe('snapshots', () => {
  it('are whole projects, taken while the project is open and written', () => {
    project.db.prepare("INSERT INTO meta VALUES ('colour', 'blue')").run();
    const copy = open(join(snapshotFolder(path), take()));
    expect(copy.db.prepare("SELECT value FROM meta WHERE key = 'colour'").pluck().get()).toBe('blue');
    copy.close();
  });

  it('three of today are kept', () => {
    const taken = [take(), take(), take(), take(), take()];
    expect(listSnapshots(path)).toEqual(taken.slice(-3).reverse());
  });

  it('one of each earlier day is kept, its last', () => {
    earlier(`${daysAgo(1)}T08-00-00.000Z`, `${daysAgo(1)}T18-00-00.000Z`, `${daysAgo(2)}T09-00-00.000Z`);
    const taken = take();
    expect(listSnapshots(path)).toEqual([
      taken,
      `${daysAgo(1)}T18-00-00.000Z_asked.orfevre`,
      `${daysAgo(2)}T09-00-00.000Z_asked.orfevre`,
    ]);
  });

  it('ten are kept at most', () => {
    earlier(...Array.from({ length: 15 }, (_, index) => `${daysAgo(index + 1)}T08-00-00.000Z`));
    const taken = take();
    const kept = listSnapshots(path);
    expect(kept).toHaveLength(10);
    expect(kept[0]).toBe(taken);
    expect(kept.at(-1)).toContain(daysAgo(9));
  });

  it('the one just taken stays when the clock was put back by years', () => {
    earlier(...Array.from({ length: 12 }, (_, index) => `2099-01-${String(index + 10)}T08-00-00.000Z`));
    const taken = take();
    expect(listSnapshots(path)).toContain(taken);
  });

  it('one that was interrupted never looks like a snapshot, and what else lies there is left alone', () => {
    writeFileSync(join(snapshotFolder(path), `.${today}T00-00-00.000Z_asked.orfevre.partial`), 'half');
    writeFileSync(join(snapshotFolder(path), 'notes.txt'), 'mine');
    const taken = take();
    expect(listSnapshots(path)).toEqual([taken]);
    expect(readdirSync(snapshotFolder(path))).toContain('notes.txt');
  });
});
