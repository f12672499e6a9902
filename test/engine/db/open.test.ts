import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkProject } from '../../../main/engine/audit/check.ts';
import { connectWriter } from '../../../main/engine/db/connect.ts';
import { toUserError } from '../../../main/engine/db/errors.ts';
import { transact } from '../../../main/engine/db/handles.ts';
import { PROJECT_VERSION } from '../../../main/engine/db/migrate.ts';
import { openReadOnly } from '../../../main/engine/db/open.ts';
import { contents, newFolder, removeFolder } from '../../cli/orfevre.ts';
import { another, open, refused } from './projects.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = newFolder('open');
  path = join(folder, 'customers.orfevre');
});
afterEach(() => removeFolder(folder));

/** Refused for writing and for reading, with nothing changed on the disk; what is said of it. */
function refusedUntouched() {
  const before = contents(folder);
  const reading = refused(() => openReadOnly(path).close());
  const writing = refused(() => open(path, true).close());
  expect(contents(folder)).toEqual(before);
  expect(writing.next).not.toBe('');
  expect(writing.where).toMatchObject({ file: path });
  expect(reading.code).toBe(writing.code);
  return writing;
}

describe('a new project', () => {
  it('is one file, with its own application id and version, and nothing beside it', () => {
    open(path, true).close();
    expect(readdirSync(folder)).toEqual(['customers.orfevre']);
    const header = readFileSync(path).subarray(0, 100);
    expect(header.toString('latin1', 68, 72)).toBe('ORFV');
    expect(header.readUInt32BE(60)).toBe(PROJECT_VERSION);
  });

  it('can be read by others at once, while its log has not been written back', () => {
    const project = open(path, true);
    const reader = openReadOnly(path);
    expect(reader.db.prepare('SELECT action FROM audit').pluck().all()).toEqual(['project.create']);
    reader.close();
    project.close();
  });

  it('is a project still when the process that made it is killed at once', async () => {
    open(path, true).close();
    const holder = another('hold', path);
    await holder.until(/held/);
    holder.child.kill('SIGKILL');
    await holder.ended;
    expect(existsSync(`${path}-wal`)).toBe(true);
    const project = open(path);
    expect(checkProject(project.db)).toMatchObject({ ok: true });
    project.close();
    expect(readdirSync(folder)).toEqual(['customers.orfevre']);
  });

  it('takes no notice of a making of it that was killed', () => {
    writeFileSync(`${path}-new`, 'half of a project');
    open(path, true).close();
    expect(readdirSync(folder)).toEqual(['customers.orfevre']);
  });

  it('is not made unless asked for', () => {
    expect(refused(() => open(path))).toMatchObject({ code: 'project.missing', where: { file: path } });
    expect(refused(() => openReadOnly(path))).toMatchObject({ code: 'project.missing' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('cannot be made where a file stands in the place of the folder', () => {
    writeFileSync(join(folder, 'not-a-folder'), 'text');
    const before = contents(folder);
    const { code, next } = refused(() => open(join(folder, 'not-a-folder', 'customers.orfevre'), true));
    expect(code).toBe('project.folder_not_writable');
    expect(next).not.toBe('');
    expect(contents(folder)).toEqual(before);
  });
});

describe('what is not a project of this version is refused and not touched', () => {
  it('a text file', () => {
    writeFileSync(path, 'nom;prenom\nDurand;Marie\n'.repeat(50));
    expect(refusedUntouched().code).toBe('project.foreign');
  });

  it('the database of another program', () => {
    const db = new Database(path);
    db.exec('CREATE TABLE customer (id INTEGER PRIMARY KEY); INSERT INTO customer VALUES (1)');
    db.close();
    expect(refusedUntouched().code).toBe('project.foreign');
  });

  it('a folder', () => {
    mkdirSync(path);
    expect(refusedUntouched().code).toBe('project.foreign');
  });

  it('a project from a newer version, which is named', () => {
    open(path, true).close();
    const db = new Database(path);
    db.pragma(`user_version = ${PROJECT_VERSION + 6}`);
    db.close();
    const { code, message } = refusedUntouched();
    expect(code).toBe('project.newer');
    expect(message).toContain(`project version ${PROJECT_VERSION + 6};`);
  });

  it('a project whose newer version stands in the log of a killed process only', () => {
    open(path, true).close();
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.pragma(`user_version = ${PROJECT_VERSION + 6}`);
    const copy = join(folder, 'copy.orfevre');
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, copy + suffix);
    db.close();
    expect(refused(() => open(copy)).code).toBe('project.newer');
    expect(refused(() => openReadOnly(copy)).code).toBe('project.newer');
  });

  it('a project cut short', () => {
    open(path, true).close();
    truncateSync(path, 100);
    expect(refusedUntouched().code).toBe('project.damaged');
  });
});

describe('a damaged project', () => {
  /** A project with some thousand settings, whose pages `damage` then changes. */
  function damaged(damage: (bytes: Buffer) => Buffer): void {
    const project = open(path, true);
    const put = project.db.prepare(
      "INSERT INTO setting_version (kind, entity, body, at, actor) VALUES ('x', '', ?, '', '')",
    );
    transact(project.db, () => {
      for (let i = 0; i < 3000; i++) put.run(`value ${i} `.repeat(10));
    });
    project.close();
    writeFileSync(path, damage(readFileSync(path)));
  }

  it('cut in half is found by check, or refused', () => {
    damaged((bytes) => bytes.subarray(0, Math.floor(bytes.length / 8192) * 4096));
    expect(verdict()).toBe('damaged');
  });

  it.each([3, 7, 11, 19, 40, 75])(
    'with the head of page %i overwritten is found by check, or refused',
    (page) => {
      damaged((bytes) => bytes.fill(0xa5, (page - 1) * 4096, (page - 1) * 4096 + 64));
      expect(verdict()).toBe('damaged');
    },
  );

  it('is refused before anything is built on it when the last process did not close it', () => {
    damaged((bytes) => bytes.fill(0xa5, 40 * 4096, 60 * 4096));
    writeFileSync(`${path}-wal`, '');
    const before = readFileSync(path);
    expect(refused(() => open(path))).toMatchObject({ code: 'project.damaged', where: { file: path } });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  /** What a steward is told who has it checked. */
  function verdict(): 'damaged' | 'sound' {
    try {
      const { db, close } = openReadOnly(path);
      try {
        return checkProject(db).ok ? 'sound' : 'damaged';
      } finally {
        close();
      }
    } catch (error) {
      expect(toUserError(error, 'check').code).toBe('project.damaged');
      return 'damaged';
    }
  }
});

describe('every writing connection', () => {
  it('commits through power cuts and trusts nothing in the file', () => {
    const project = open(path, true);
    const worker = connectWriter(path);
    for (const db of [project.db, worker]) {
      const pragma = (name: string) => db.pragma(name, { simple: true });
      expect({
        journal: pragma('journal_mode'),
        synchronous: pragma('synchronous'),
        trustedSchema: pragma('trusted_schema'),
        cellSizeCheck: pragma('cell_size_check'),
        foreignKeys: pragma('foreign_keys'),
      }).toEqual({ journal: 'wal', synchronous: 2, trustedSchema: 0, cellSizeCheck: 1, foreignKeys: 1 });
    }
    worker.close();
    project.close();
  });

  it('still does after the project was closed and opened again', () => {
    open(path, true).close();
    const project = open(path);
    expect(project.db.pragma('synchronous', { simple: true })).toBe(2);
    project.close();
  });

  it('a reading one cannot write', () => {
    open(path, true).close();
    const { db, close } = openReadOnly(path);
    expect(() => db.prepare("INSERT INTO meta VALUES ('a', 'b')").run()).toThrow(/readonly/);
    close();
  });
});

describe('what a killed job left', () => {
  it('is dropped at the next open, which says that the job was interrupted', async () => {
    const first = open(path, true);
    first.db.exec(`
      INSERT INTO source (id, name, state, priority) VALUES (1, 'crm', 'ready', 1);
      INSERT INTO source_file (id, source_id, path, state, options, imported_at) VALUES
        (1, 1, 'crm.csv', 'applied', '{}', 'today'), (2, 1, 'looked-at.csv', 'staged', '{}', 'today');
      INSERT INTO record (id, source_id, file_id, row_number, key, hash, cells) VALUES (1, 1, 1, 1, 'a', x'00', '[]');
    `);
    first.close();
    const killed = another('job', path);
    await killed.until(/held/);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const project = open(path);
    expect(project.interrupted).toEqual(['import']);
    const list = (sql: string) => project.db.prepare(sql).pluck().all();
    expect(list("SELECT name FROM sqlite_schema WHERE name LIKE 'staging%'")).toEqual([]);
    expect(list('SELECT path FROM source_file ORDER BY id')).toEqual(['crm.csv', 'looked-at.csv']);
    expect(list('SELECT name FROM source')).toEqual(['crm']);
    expect(list('SELECT id FROM record')).toEqual([1]);
    expect(list('SELECT count(*) FROM quarantine')).toEqual([0]);
    expect(list('SELECT count(*) FROM import_supersedes')).toEqual([0]);
    expect(list('SELECT state FROM job')).toEqual(['interrupted']);
    project.close();
    const next = open(path);
    expect(next.interrupted).toEqual([]);
    next.close();
  });
});
