import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReadOnly } from '../../../main/engine/db/open.ts';
import { contents, newFolder, removeFolder } from '../../cli/orfevre.ts';
import { another, open, refused } from './projects.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = newFolder('lock');
  path = join(folder, 'customers.orfevre');
  open(path, true).close();
});
afterEach(() => removeFolder(folder));

describe('one process writes a project at a time', () => {
  it('a second one is refused, told which process has it, and changes nothing', async () => {
    const holder = another('hold', path);
    await holder.until(/held/);
    const before = contents(folder);
    const { code, message, next, where } = refused(() => open(path));
    expect(code).toBe('project.busy');
    expect(message).toContain(`process ${holder.child.pid} `);
    expect(message).toContain('hold hold');
    expect(where).toMatchObject({ file: path, pid: holder.child.pid });
    expect(next).not.toBe('');
    expect(contents(folder)).toEqual(before);
    holder.child.stdin?.end();
    expect((await holder.ended).code).toBe(0);
    open(path).close();
  });

  it('the same process is refused too: two windows on one project', () => {
    const first = open(path);
    expect(refused(() => open(path)).code).toBe('project.busy');
    first.close();
    open(path).close();
  });

  it('is free again when its holder was killed', async () => {
    const holder = another('hold', path);
    await holder.until(/held/);
    holder.child.kill('SIGKILL');
    expect((await holder.ended).signal).toBe('SIGKILL');
    open(path).close();
    expect(readdirSync(folder)).toEqual(['customers.orfevre']);
  });

  it('is closed twice without harm, and the lock of the next holder stays', () => {
    const first = open(path);
    first.close();
    const second = open(path);
    first.close();
    expect(existsSync(`${path}-lock`)).toBe(true);
    expect(refused(() => open(path)).code).toBe('project.busy');
    second.close();
  });

  it('three processes that open and close it as fast as they can are never inside together', async () => {
    const project = open(path);
    project.db.prepare("INSERT INTO meta VALUES ('turns', '0')").run();
    project.close();
    const processes = [1, 2, 3].map(() => another('turns', path, '15'));
    for (const { ended } of processes) expect(await ended).toMatchObject({ code: 0, stderr: '' });
    const { db, close } = openReadOnly(path);
    expect(db.prepare("SELECT value FROM meta WHERE key = 'turns'").pluck().get()).toBe('45');
    close();
    expect(readdirSync(folder)).toEqual(['customers.orfevre']);
  });

  it('others read while it is held, and see what is committed', async () => {
    const writer = open(path);
    const reader = openReadOnly(path);
    writer.db.prepare("INSERT INTO meta VALUES ('colour', 'blue')").run();
    expect(reader.db.prepare("SELECT value FROM meta WHERE key = 'colour'").pluck().get()).toBe('blue');
    reader.close();
    writer.close();
  });

  it('closing while another goes on reading loses nothing, and the next close leaves one file', () => {
    const writer = open(path);
    const reader = openReadOnly(path);
    const rows = reader.db.prepare('SELECT * FROM audit').iterate();
    rows.next();
    writer.db.prepare("INSERT INTO meta VALUES ('colour', 'blue')").run();
    writer.close();
    rows.return?.();
    reader.close();
    const again = open(path);
    expect(again.db.prepare("SELECT value FROM meta WHERE key = 'colour'").pluck().get()).toBe('blue');
    again.close();
    expect(readdirSync(folder)).toEqual(['customers.orfevre']);
  });
});
