import { describe, expect, test } from 'vitest';
import { contents, csv, current, importBench, importFile, refusal } from './import-support.ts';

const { folder, project } = importBench();

const FIRST = csv('id,nom,ville', '1,Lefèvre,Paris', '2,Martin,Lyon', '3,Noël,Nantes');
const SECOND = csv('id,nom,ville', '1,Lefèvre,Paris', '2,Martin,Lille', '4,Zoé,Brest');

describe('next month’s file', () => {
  test('is counted against the rows that were current before any of it counts', async () => {
    const engine = project();
    const first = await importFile(engine, folder.write('a1.csv', FIRST));
    expect(first.counts).toEqual({ new: 3, changed: 0, unchanged: 0, gone: 0 });
    const staged = await importFile(engine, folder.write('a2.csv', SECOND), { apply: false });
    expect(staged.counts).toEqual({ new: 1, changed: 1, unchanged: 1, gone: 1 });
    expect(Object.keys(current(engine))).toEqual(['1', '2', '3']);
    await engine.client.sources.apply({ fileIds: [staged.fileId] });
    expect(current(engine)).toEqual({
      1: ['1', 'Lefèvre', 'Paris'],
      2: ['2', 'Martin', 'Lille'],
      4: ['4', 'Zoé', 'Brest'],
    });
  });

  test('leaves earlier versions of changed and gone rows in the project', async () => {
    const engine = project();
    const first = await importFile(engine, folder.write('v1.csv', FIRST));
    const second = await importFile(engine, folder.write('v2.csv', SECOND));
    const kept = engine.project.db
      .prepare('SELECT key, file_id, superseded_by FROM record ORDER BY id')
      .all();
    expect(kept).toEqual([
      { key: '1', file_id: first.fileId, superseded_by: null },
      { key: '2', file_id: first.fileId, superseded_by: second.fileId },
      { key: '3', file_id: first.fileId, superseded_by: second.fileId },
      { key: '2', file_id: second.fileId, superseded_by: null },
      { key: '4', file_id: second.fileId, superseded_by: null },
    ]);
  });

  test('of a source that sends only some rows makes nothing gone', async () => {
    const engine = project();
    await importFile(engine, folder.write('p1.csv', FIRST), { complete: false });
    await importFile(engine, folder.write('p2.csv', csv('id,nom,ville', '2,Martin,Lille')), {
      complete: false,
    });
    expect(Object.keys(current(engine))).toEqual(['1', '2', '3']);
    expect(current(engine)['2']).toEqual(['2', 'Martin', 'Lille']);
  });

  test('that is the same file again changes nothing', async () => {
    const engine = project();
    const file = folder.write('s1.csv', FIRST);
    await importFile(engine, file);
    const before = contents(engine);
    const again = await importFile(engine, file);
    expect(again).toMatchObject({ skipped: true, counts: { new: 0, changed: 0, unchanged: 3, gone: 0 } });
    expect({ ...contents(engine), audit: null }).toEqual({ ...before, audit: null });
  });

  test('with its columns in another order holds the same rows', async () => {
    const engine = project();
    await importFile(engine, folder.write('o1.csv', FIRST));
    const moved = csv('ville,id,nom', 'Paris,1,Lefèvre', 'Lyon,2,Martin', 'Nantes,3,Noël');
    const { counts } = await importFile(engine, folder.write('o2.csv', moved));
    expect(counts).toEqual({ new: 0, changed: 0, unchanged: 3, gone: 0 });
  });

  test('with a new column changes only the rows that fill it, and rows keep their other cells in place', async () => {
    const engine = project();
    await importFile(engine, folder.write('c1.json', '[{"id":"1","nom":"A"},{"id":"2","nom":"B"}]'));
    const wider = '[{"mail":"a@x.fr","id":"1","nom":"A"},{"id":"2","nom":"B"}]';
    const { counts } = await importFile(engine, folder.write('c2.json', wider));
    expect(counts).toEqual({ new: 0, changed: 1, unchanged: 1, gone: 0 });
    expect(current(engine)).toEqual({ 1: ['1', 'A', 'a@x.fr'], 2: ['2', 'B'] });
    const columns = engine.project.db.prepare('SELECT columns FROM source').pluck().get() as string;
    expect(JSON.parse(columns)).toEqual(['id', 'nom', 'mail']);
  });

  test('of many rows finds each by its key, whatever is in it', async () => {
    const engine = project();
    const row = (i: number, note: string) => `"clé|${i} ""é"" 🦉",${note}`;
    const lines = Array.from({ length: 9000 }, (_, i) => row(i, `n${i}`));
    await importFile(engine, folder.write('m1.csv', csv('id,note', ...lines)));
    const next = lines.map((line, i) => (i % 3 === 0 ? row(i, 'autre') : line)).slice(0, 8999);
    const { counts } = await importFile(engine, folder.write('m2.csv', csv('id,note', ...next.reverse())));
    expect(counts).toEqual({ new: 0, changed: 3000, unchanged: 5999, gone: 1 });
    expect(current(engine)['clé|4 "é" 🦉']).toEqual(['clé|4 "é" 🦉', 'n4']);
    expect(current(engine)['clé|3 "é" 🦉']).toEqual(['clé|3 "é" 🦉', 'autre']);
  });
});

describe('the key of a source', () => {
  test('that stands twice in a first file is refused with its rows, and the project is as it was', async () => {
    const engine = project();
    const before = contents(engine);
    const file = folder.write('d1.csv', csv('id,nom', '7,A', '8,B', '7,C'));
    const error = await refusal(importFile(engine, file));
    expect(error).toMatchObject({ code: 'key.not_unique', where: { column: 'id', row: 1 } });
    expect(error.message).toContain('“7” (row 1, 3)');
    expect(contents(engine)).toEqual(before);
  });

  test('that stands twice in a later file is refused too: both new, or both known', async () => {
    const engine = project();
    await importFile(engine, folder.write('e1.csv', FIRST));
    const before = contents(engine);
    for (const [name, lines] of [
      ['known', ['1,Lefèvre,Paris', '1,Lefèvre,Nice', '2,Martin,Lyon']],
      ['unchanged', ['1,Lefèvre,Paris', '1,Lefèvre,Paris']],
      ['new', ['9,A,B', '9,C,D']],
    ] as const) {
      const file = folder.write(`e-${name}.csv`, csv('id,nom,ville', ...lines));
      expect((await refusal(importFile(engine, file))).code).toBe('key.not_unique');
      expect(contents(engine)).toEqual(before);
    }
  });

  test('that is blank sets the row aside, and every row read is loaded or set aside', async () => {
    const engine = project();
    const file = folder.write('b1.csv', csv('id,nom', '1,A', '"  ",B', ',C', '4,D'));
    const summary = await importFile(engine, file);
    expect(summary).toMatchObject({ read: 4, loaded: 2, quarantined: 2 });
    expect(Object.keys(current(engine))).toEqual(['1', '4']);
    const { rows } = await quarantineOf(engine, summary.fileId);
    expect(rows.map(({ row, code, text }) => [row, code, text])).toEqual([
      [2, 'key.blank', '["  ","B"]'],
      [3, 'key.blank', '["","C"]'],
    ]);
  });

  test('that is not in the file is refused with the columns to choose from', async () => {
    const engine = project();
    const before = contents(engine);
    const file = folder.write('n1.csv', FIRST);
    const error = await refusal(importFile(engine, file, { keyColumns: ['siren'] }));
    expect(error).toMatchObject({ code: 'key.missing', where: { column: 'siren' } });
    expect(error.next).toContain('id, nom, ville');
    expect(contents(engine)).toEqual(before);
  });

  test('may be several columns together, or none: rows are then known by their number', async () => {
    const engine = project();
    const file = folder.write('k1.csv', csv('pays,no,nom', 'FR,1,A', 'BE,1,B', 'FR,2,C'));
    await importFile(engine, file, { keyColumns: ['pays', 'no'] });
    expect(Object.keys(current(engine))).toEqual(['BE|1', 'FR|1', 'FR|2']);
    await importFile(engine, file, { name: 'libre', keyColumns: null });
    expect(Object.keys(current(engine, 'libre'))).toEqual(['1', '2', '3']);
  });
});

async function quarantineOf(engine: ReturnType<typeof project>, fileId: number) {
  return { rows: await engine.client.sources.quarantine({ fileId, after: 0, limit: 10 }) };
}

describe('rows that cannot be read', () => {
  test('are set aside with their number and bytes; the others keep theirs', async () => {
    const engine = project();
    const lines = Array.from({ length: 5000 }, (_, i) => (i === 2500 ? `${i},a,b,c` : `${i},a,b`));
    const summary = await importFile(engine, folder.write('q1.csv', csv('id,x,y', ...lines)));
    expect(summary).toMatchObject({ read: 5000, loaded: 4999, quarantined: 1 });
    const numbers = engine.project.db
      .prepare('SELECT count(*) FROM record WHERE row_number = CAST(key AS INTEGER) + 1')
      .pluck()
      .get();
    expect(numbers).toBe(4999);
    const { rows } = await quarantineOf(engine, summary.fileId);
    expect(rows).toMatchObject([{ row: 2501, text: '2500,a,b,c' }]);
  });

  test('refuse the whole file when they are too many, with the first reason, and nothing is left of it', async () => {
    const engine = project();
    const before = contents(engine);
    const file = folder.write('q2.csv', csv('id,x', '1,a', '2,b', '3,c', '4,d,e'));
    const error = await refusal(importFile(engine, file, { maxQuarantine: 0.2 }));
    expect(error.code).toBe('quarantine.too_much');
    expect(error.message).toContain('1 of 4 rows');
    expect(error.message).toContain('first reason: 3 cells');
    expect(contents(engine)).toEqual(before);
  });
});
