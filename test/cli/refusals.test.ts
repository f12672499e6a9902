import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkProject } from '../../main/engine/audit/check.ts';
import { openReadOnly } from '../../main/engine/db/open.ts';
import { contents, newFolder, orfevre, refusal, removeFolder } from './orfevre.ts';
import { CRM, SHOP, type Silos, writeSilos } from './silos.ts';

/** A project that has been through a whole run, to be copied: what a refusal must not change. */
let finished: Silos;
let silos: Silos;

beforeAll(async () => {
  finished = writeSilos(newFolder('finished'));
  expect(await orfevre(...finished.run)).toMatchObject({ code: 0 });
});
afterAll(() => removeFolder(finished.folder));
beforeEach(() => {
  silos = writeSilos(newFolder('refusals'));
});
afterEach(() => removeFolder(silos.folder));

/** Brings the finished project and its exports to the test's own folder. */
function haveFinished(): void {
  mkdirSync(silos.out, { recursive: true });
  writeFileSync(silos.project, readFileSync(finished.project));
  for (const name of readdirSync(finished.out))
    writeFileSync(join(silos.out, name), readFileSync(join(finished.out, name)));
}

/** What the project holds, put aside what notes that somebody tried. */
function dump(path: string): Record<string, unknown[]> {
  const db = new Database(path, { readonly: true });
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'job' ORDER BY name")
    .pluck()
    .all();
  const rows = Object.fromEntries(
    (tables as string[]).map((name) => [
      name,
      db.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`).raw().all(),
    ]),
  );
  db.close();
  return rows;
}

/** Refused on a project that exists, which stays as it was; and on none, which leaves none behind. */
async function refusedEverywhere(words: readonly string[] = silos.run) {
  const without = await refusal(...words);
  expect(readdirSync(silos.folder).filter((name) => name.startsWith('customers'))).toEqual([]);
  haveFinished();
  const before = { project: dump(silos.project), out: contents(silos.out) };
  const told = await refusal(...words);
  expect(dump(silos.project)).toEqual(before.project);
  expect(contents(silos.out)).toEqual(before.out);
  expect(readdirSync(silos.folder).filter((name) => name.startsWith('customers'))).toEqual([
    'customers.orfevre',
  ]);
  const { db, close } = openReadOnly(silos.project);
  expect(checkProject(db).ok).toBe(true);
  close();
  expect(without).toMatchObject({ code: told.code, exit: told.exit });
  expect(told.message).not.toBe('');
  expect(told.next).not.toBe('');
  expect(told.operation).not.toBe('');
  expect(told.stderr).toContain(told.message);
  expect(told.stderr).toContain(told.next);
  return told;
}

const write = (path: string, lines: readonly string[]) => writeFileSync(path, `${lines.join('\n')}\n`);

describe('a run whose files cannot be used', () => {
  it('names a file that is not there', async () => {
    writeSilos(silos.folder, (recipe) => recipe.replace('file: shop.csv', 'file: shops.csv'));
    const { exit, code, message, where } = await refusedEverywhere();
    expect({ exit, code }).toEqual({ exit: 1, code: 'file.unreadable' });
    expect(message).toContain(join(silos.folder, 'shops.csv'));
    expect(where).toMatchObject({ file: join(silos.folder, 'shops.csv') });
  });

  it('names a folder in the place of a file', async () => {
    mkdirSync(join(silos.folder, 'shop'));
    writeSilos(silos.folder, (recipe) => recipe.replace('file: shop.csv', 'file: shop'));
    const { exit, message } = await refusedEverywhere();
    expect(exit).toBe(1);
    expect(message).toContain(join(silos.folder, 'shop'));
  });

  it('names an empty file', async () => {
    writeFileSync(silos.shop, '');
    const { exit, message, stderr } = await refusedEverywhere();
    expect(exit).toBe(1);
    expect(message).toMatch(/empty/i);
    expect(stderr).toContain('shop.csv');
  });

  it('names the key and the row of a key that is not unique', async () => {
    write(silos.shop, [...SHOP, SHOP[2]!.replace('LEFEVRE', 'Autre')]);
    const { exit, code, message, where } = await refusedEverywhere();
    expect({ exit, code }).toEqual({ exit: 1, code: 'key.not_unique' });
    expect(message).toContain('“S2”');
    expect(message).toContain('“uid”');
    expect(where).toMatchObject({ file: silos.shop, column: 'uid', row: expect.any(Number) });
  });

  it('names the column a mapping asks for and the file does not have', async () => {
    write(
      silos.shop,
      SHOP.map((line) => line.replace('birth', 'dob')),
    );
    const { exit, code, message, next, where } = await refusedEverywhere();
    expect({ exit, code }).toEqual({ exit: 1, code: 'mapping.column_missing' });
    expect(message).toContain('“birth”');
    expect(next).toContain('dob');
    expect(where).toMatchObject({ file: silos.shop, column: 'birth' });
  });

  it('names a key column the file does not have', async () => {
    write(
      silos.shop,
      SHOP.map((line) => line.replace('uid,', 'ident,')),
    );
    const { exit, message, stderr } = await refusedEverywhere();
    expect(exit).toBe(1);
    expect(message).toContain('uid');
    expect(stderr).toContain(silos.shop);
  });

  it('ends with its own exit code when too many rows would be set aside', async () => {
    write(silos.shop, [
      ...SHOP,
      'S5,"Open quote, and one field too many,,,,,,,,,,,,',
      'S6,x,,,,,,,,,,,,,,,,,,',
    ]);
    const { exit, code, message, where } = await refusedEverywhere();
    expect({ exit, code }).toEqual({ exit: 5, code: 'quarantine.too_much' });
    expect(message).toMatch(/of \d+ rows of .*shop\.csv would be set aside \(allowed: 5\.0 %\)/);
    expect(where).toMatchObject({ file: silos.shop });
  });

  it('names an encoding nobody knows, and the line of the recipe', async () => {
    writeSilos(silos.folder, (recipe) =>
      recipe.replace("encoding: utf-8, delimiter: ','", "encoding: klingon, delimiter: ','"),
    );
    const { exit, message } = await refusedEverywhere();
    expect(exit).toBe(1);
    expect(message).toContain('klingon');
  });
});

describe('a run whose recipe cannot be used', () => {
  it('names the line and the key it does not know', async () => {
    writeSilos(silos.folder, (recipe) =>
      recipe.replace('    priority: 2', '    priority: 2\n    colour: blue'),
    );
    const line =
      readFileSync(silos.recipe, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('colour')) + 1;
    const { exit, code, message, where } = await refusedEverywhere();
    expect({ exit, code }).toEqual({ exit: 1, code: 'recipe.invalid' });
    expect(message).toContain('colour');
    expect(`${message} ${JSON.stringify(where)}`).toContain(String(line));
    expect(where).toMatchObject({ line });
  });

  it('names the line that is not YAML', async () => {
    writeSilos(silos.folder, (recipe) => recipe.replace('  - name: shop', '  - name: "shop'));
    const { exit, where } = await refusedEverywhere();
    expect(exit).toBe(1);
    expect(where).toMatchObject({ line: expect.any(Number) });
  });

  it('names an attribute the model does not have', async () => {
    writeSilos(silos.folder, (recipe) =>
      recipe.replace('{to: email, from: mail}', '{to: emial, from: mail}'),
    );
    const { exit, message, where } = await refusedEverywhere();
    expect(exit).toBe(1);
    expect(message).toContain('emial');
    expect(where).toMatchObject({ line: expect.any(Number) });
  });

  it('says how to get one when it is not there', async () => {
    const { exit, code, next } = await refusal(
      'run',
      join(silos.folder, 'no.yml'),
      '--project',
      silos.project,
    );
    expect({ exit, code }).toEqual({ exit: 1, code: 'recipe.unreadable' });
    expect(next).toContain('orfevre suggest');
    expect(existsSync(silos.project)).toBe(false);
  });
});

describe('a run that cannot write', () => {
  it('to a folder whose place a file has taken', async () => {
    const taken = join(silos.folder, 'taken');
    writeFileSync(taken, 'a file');
    const { exit, message } = await refusedEverywhere([
      'run',
      silos.recipe,
      '--project',
      silos.project,
      '--out',
      taken,
    ]);
    expect(exit).toBe(1);
    expect(message).toContain(taken);
    expect(readFileSync(taken, 'utf8')).toBe('a file');
  });

  it('to a project of a newer version, which is named', async () => {
    haveFinished();
    const db = new Database(silos.project);
    db.pragma('user_version = 99');
    db.close();
    const before = contents(silos.folder);
    for (const words of [
      silos.run,
      ['check', silos.project],
      ['export', silos.project, '--out', silos.out],
    ]) {
      const { exit, code, message } = await refusal(...words);
      expect({ exit, code }).toEqual({ exit: 1, code: 'project.newer' });
      expect(message).toContain('99');
    }
    expect(contents(silos.folder)).toEqual(before);
  });

  it('to a file that is no project', async () => {
    const before = contents(silos.folder);
    const { exit, code } = await refusal('run', silos.recipe, '--project', silos.crm);
    expect({ exit, code }).toEqual({ exit: 1, code: 'project.foreign' });
    expect(contents(silos.folder)).toEqual(before);
  });
});

describe('files that look hopeless but are not', () => {
  it('a header without rows counts as no rows', async () => {
    write(silos.shop, SHOP.slice(0, 1));
    expect(await orfevre(...silos.run)).toMatchObject({ code: 0 });
    const crosswalk = readFileSync(join(silos.out, 'crosswalk.csv'), 'utf8');
    expect(crosswalk.split('\n').filter((line) => line.includes(',crm,'))).toHaveLength(CRM.length - 1);
    expect(crosswalk).not.toContain(',shop,');
  });

  it('two columns of one name are both kept', async () => {
    write(
      silos.shop,
      SHOP.map((line, index) => `${line},${index === 0 ? 'phone' : '+33744556677'}`),
    );
    expect(await orfevre(...silos.run)).toMatchObject({ code: 0 });
    const db = new Database(silos.project, { readonly: true });
    const columns = JSON.parse(
      db.prepare("SELECT columns FROM source WHERE name = 'shop'").pluck().get() as string,
    ) as string[];
    db.close();
    expect(columns).toHaveLength(10);
    expect(new Set(columns).size).toBe(10);
    expect(readFileSync(join(silos.out, 'golden.csv'), 'utf8')).not.toContain('+33744556677');
  });

  it('three thousand columns are read, or the limit is named', async () => {
    const wide = join(silos.folder, 'wide.csv');
    const names = Array.from({ length: 3000 }, (_, index) => `c${index}`);
    write(wide, [names.join(','), names.map((_, index) => `v${index}`).join(',')]);
    const words = ['import', wide, '--project', silos.project] as const;
    const { code } = await orfevre(...words);
    if (code === 0) {
      const db = new Database(silos.project, { readonly: true });
      const cells = JSON.parse(db.prepare('SELECT cells FROM record').pluck().get() as string) as string[];
      db.close();
      expect(cells).toHaveLength(3000);
      expect(cells[2999]).toBe('v2999');
    } else {
      expect((await refusal(...words)).message).toMatch(/3.?000/);
    }
  });
});
