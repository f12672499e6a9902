import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectWriter } from '../../../main/engine/db/connect.ts';
import { bringUpToDate, migrate, PROJECT_VERSION } from '../../../main/engine/db/migrate.ts';
import { listSnapshots, snapshotFolder } from '../../../main/engine/db/snapshots.ts';
import { newFolder, removeFolder } from '../../cli/orfevre.ts';
import { another, open } from './projects.ts';
import { NEXT_MIGRATION, NEXT_MIGRATIONS, SLOW_MIGRATIONS } from './stories.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = newFolder('migrations');
  path = join(folder, 'customers.orfevre');
  const project = open(path, true);
  project.db.exec(
    "INSERT INTO source (id, name, state, priority) VALUES (1, 'crm', 'ready', 1), (2, 'shop', 'ready', 2)",
  );
  project.close();
});
afterEach(() => removeFolder(folder));

const versionOf = (file: string): number => {
  const db = new Database(file, { readonly: true });
  try {
    return db.pragma('user_version', { simple: true }) as number;
  } finally {
    db.close();
  }
};

describe('an older project opened by a newer program', () => {
  it('keeps its rows, gets what is new, and a snapshot of what it was is kept', () => {
    const db = connectWriter(path);
    bringUpToDate(db, path, NEXT_MIGRATIONS);
    expect(db.prepare('SELECT id, name, state, priority, note FROM source ORDER BY id').all()).toEqual([
      { id: 1, name: 'crm', state: 'ready', priority: 1, note: 'from version 1: crm' },
      { id: 2, name: 'shop', state: 'ready', priority: 2, note: 'from version 1: shop' },
    ]);
    expect(db.pragma('user_version', { simple: true })).toBe(PROJECT_VERSION + 1);
    db.close();
    const [snapshot, ...others] = listSnapshots(path);
    expect(others).toEqual([]);
    expect(snapshot).toContain(`before-version-${PROJECT_VERSION + 1}`);
    const before = open(join(snapshotFolder(path), snapshot!));
    expect(before.db.prepare('SELECT name FROM source ORDER BY id').pluck().all()).toEqual(['crm', 'shop']);
    before.close();
  });

  it('is left alone, without a snapshot, when it has that version', () => {
    const db = connectWriter(path);
    bringUpToDate(db, path);
    expect(listSnapshots(path)).toEqual([]);
    db.close();
  });

  it('goes through several versions one by one; a step that fails leaves the one before it', () => {
    const db = connectWriter(path);
    const broken = 'CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);';
    expect(() => migrate(db, [...NEXT_MIGRATIONS, broken])).toThrow(/nowhere/);
    expect(db.pragma('user_version', { simple: true })).toBe(PROJECT_VERSION + 1);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
    expect(db.prepare('SELECT note FROM source WHERE id = 1').pluck().get()).toBe('from version 1: crm');
    db.close();
  });

  it.each([60, 150, 300, 500])('killed %i ms into the step, is the old one or the new one', async (ms) => {
    const killed = another('migrate', path);
    await killed.until(/begun/);
    await wait(ms);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const db = connectWriter(path);
    const names = db
      .prepare("SELECT name FROM sqlite_schema WHERE name IN ('history', 'done')")
      .pluck()
      .all();
    const columns = db.prepare("SELECT name FROM pragma_table_info('source')").pluck().all();
    const version = db.pragma('user_version', { simple: true });
    if (version === PROJECT_VERSION) expect([names, columns.includes('note')]).toEqual([[], false]);
    else
      expect([version, names, columns.includes('note')]).toEqual([
        PROJECT_VERSION + 1,
        ['history', 'done'],
        true,
      ]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    for (const name of listSnapshots(path))
      expect(versionOf(join(snapshotFolder(path), name))).toBe(PROJECT_VERSION);
    if (version !== PROJECT_VERSION) expect(listSnapshots(path)).toHaveLength(1);
    bringUpToDate(db, path, SLOW_MIGRATIONS);
    expect(db.prepare('SELECT note FROM source ORDER BY id').pluck().all()).toEqual([
      'from version 1: crm',
      'from version 1: shop',
    ]);
    db.close();
  });

  it('the made-up step would show if it were run twice', () => {
    const db = connectWriter(path);
    migrate(db, NEXT_MIGRATIONS);
    expect(() => db.exec(NEXT_MIGRATION)).toThrow(/duplicate column/);
    db.close();
  });
});
