import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Session } from '../../../main/engine/session.ts';
import { configFolder } from '../../../main/engine/workspace/config-folder.ts';

let folder: string;
let session: Session;
const remembered = () => join(folder, 'home', 'workspace.json');
const client = () => session.client.workspace;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orfevre-remembered-'));
  process.env.ORFEVRE_HOME = join(folder, 'home');
  session = new Session('test');
});

afterEach(async () => {
  await session.close();
  delete process.env.ORFEVRE_HOME;
  rmSync(folder, { recursive: true, force: true });
});

describe('preferences', () => {
  it('change one at a time, the others stay', async () => {
    expect(await client().preferences()).toEqual({ language: 'system', theme: 'system', views: {} });
    await client().savePreferences({
      language: 'fr',
      views: { golden: [{ name: 'Lyon', state: { a: 1 } }] },
    });
    await client().savePreferences({ theme: 'dark' });
    const views = { golden: [{ name: 'Lyon', state: { a: 1 } }] };
    expect(await client().preferences()).toEqual({ language: 'fr', theme: 'dark', views });
    await client().savePreferences({ profile: ' Zoé ' });
    expect((await client().preferences()).profile).toBe('Zoé');
    await client().savePreferences({ profile: '' });
    expect((await client().preferences()).profile).toBeUndefined();
  });

  it('survive damage: what can be read counts, and a file that cannot be is kept aside', async () => {
    mkdirSync(join(folder, 'home'));
    writeFileSync(
      remembered(),
      JSON.stringify({
        preferences: { language: 'klingon', theme: 'dark' },
        recents: [{ path: 3 }, { path: '/a', openedAt: 'x' }],
      }),
    );
    expect(await client().preferences()).toMatchObject({ language: 'system', theme: 'dark' });
    expect((await client().recents()).map(({ path }) => path)).toEqual(['/a']);
    writeFileSync(remembered(), '{"preferences": {"lang');
    expect(await client().preferences()).toMatchObject({ theme: 'system' });
    await client().savePreferences({ theme: 'light' });
    expect(readdirSync(join(folder, 'home')).sort()).toEqual(['workspace.json', 'workspace.json.damaged']);
    expect(JSON.parse(readFileSync(remembered(), 'utf8'))).toMatchObject({ preferences: { theme: 'light' } });
  });

  it('live where each system keeps them', () => {
    expect(configFolder({ ORFEVRE_HOME: '/x' }, 'linux', '/home/z')).toBe('/x');
    expect(configFolder({}, 'linux', '/home/z')).toBe(join('/home/z', '.config', 'orfevre'));
    expect(configFolder({ XDG_CONFIG_HOME: '/c' }, 'linux', '/home/z')).toBe(join('/c', 'orfevre'));
    expect(configFolder({}, 'darwin', '/Users/z')).toBe(
      join('/Users/z', 'Library', 'Application Support', 'Orfevre'),
    );
    expect(configFolder({ APPDATA: 'C:\\A' }, 'win32', 'C:\\Z')).toBe(join('C:\\A', 'Orfevre'));
  });
});

describe('recent projects', () => {
  it('are listed last opened first, pinned before, and forgotten without touching the file', async () => {
    const made = ['one', 'two', 'three'].map((name) => join(folder, `${name}.orfevre`));
    for (const path of made) await client().open({ path, create: true });
    const names = async () => (await client().recents()).map(({ name }) => name);
    expect(await names()).toEqual(['three', 'two', 'one']);
    await client().pin({ path: made[0]!, pinned: true });
    expect(await names()).toEqual(['one', 'three', 'two']);
    await client().forget({ path: made[2]! });
    expect(await names()).toEqual(['one', 'two']);
    await session.close();
    rmSync(made[1]!);
    const [first, second] = await client().recents();
    expect(first).toMatchObject({ pinned: true, exists: true, bytes: expect.any(Number) });
    expect(second).toMatchObject({ exists: false, bytes: null });
    expect(readdirSync(folder)).toContain('three.orfevre');
  });
});

describe('choosing files', () => {
  it('lists folders, then what can be read, in the order of a person', async () => {
    for (const name of ['b', 'a', '.hidden']) mkdirSync(join(folder, name));
    for (const name of ['file10.csv', 'file2.CSV', 'photo.jpg', 'x.orfevre', 'data.jsonl.gz'])
      writeFileSync(join(folder, name), 'abc');
    symlinkSync(join(folder, 'nowhere.csv'), join(folder, 'dangling.csv'));
    const { entries, parent, path } = await client().folders({ path: folder });
    expect(entries.map(({ name }) => name)).toEqual([
      'a',
      'b',
      'data.jsonl.gz',
      'file2.CSV',
      'file10.csv',
      'x.orfevre',
    ]);
    expect(entries[2]).toEqual({
      name: 'data.jsonl.gz',
      path: join(folder, 'data.jsonl.gz'),
      folder: false,
      bytes: 3,
    });
    expect([path, parent]).toEqual([folder, tmpdir()]);
  });

  it('says what is wrong with a folder that cannot be listed', async () => {
    writeFileSync(join(folder, 'file.csv'), '');
    await expect(client().folders({ path: join(folder, 'gone') })).rejects.toMatchObject({
      data: { code: 'folder.missing' },
    });
    await expect(client().folders({ path: join(folder, 'file.csv') })).rejects.toMatchObject({
      data: { code: 'folder.not_a_folder' },
    });
  });
});
