import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectFile } from '../../../main/engine/sources/read/inspect.ts';
import { readAll, refusal, temporaryFolder, text } from './read-support.ts';

const folder = temporaryFolder();

describe('JSON Lines', () => {
  test('nested objects and lists become columns, the ninth element on stays JSON text', async () => {
    const file = folder.write(
      'shop.jsonl',
      '{"uid":1,"name":{"first":"Zoé"},"addresses":[{"line1":"1 rue A"},{"line1":"2 rue B","zip":"01000"}],"tags":["a","b"]}\n' +
        '{"uid":2,"n":[1,2,3,4,5,6,7,8,9.10,{"x":[1]}],"vip":true,"note":null}\n',
    );
    const { columns, rows } = await readAll(file);
    expect(columns).toEqual([
      'uid',
      'name.first',
      'addresses[0].line1',
      'addresses[1].line1',
      'addresses[1].zip',
      'tags[0]',
      'tags[1]',
      'n[0]',
      'n[1]',
      'n[2]',
      'n[3]',
      'n[4]',
      'n[5]',
      'n[6]',
      'n[7]',
      'n[8+]',
      'vip',
      'note',
    ]);
    expect(rows[0]).toEqual(['1', 'Zoé', '1 rue A', '2 rue B', '01000', 'a', 'b']);
    expect(rows[1]?.slice(7)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '[9.10,{"x":[1]}]', 'true']);
  });

  test('numbers keep the digits they are written with', async () => {
    const file = folder.write(
      'n.jsonl',
      '{"a":12345678901234567890,"b":1.10,"c":1e400,"d":-0,"e":"1.10"}\n{"a":1}\n',
    );
    expect((await readAll(file)).rows[0]).toEqual(['12345678901234567890', '1.10', '1e400', '-0', '1.10']);
  });

  test('a line that is no JSON is set aside with its bytes', async () => {
    const { rows, aside, numbers } = await readAll(
      folder.write('bad.jsonl', '{"id":1}\nnot json\n\n{"id":3}\n[1]\n{"id":01}\n{"id":4'),
    );
    expect(rows).toEqual([['1'], ['3']]);
    expect(numbers).toEqual([1, 3]);
    expect(aside.map((item) => [item.row, item.code])).toEqual([
      [2, 'json.syntax'],
      [4, 'json.other_shape'],
      [5, 'json.syntax'],
      [6, 'json.syntax'],
    ]);
    expect(text(aside[0])).toContain('not json');
  });

  test('__proto__ and constructor are keys like any other; a key given twice keeps both values', async () => {
    const file = folder.write(
      'p.jsonl',
      '{"__proto__":{"admin":true},"id":1}\n{"constructor":{"prototype":{"x":1}},"id":2,"id":3}\n',
    );
    const { columns, rows } = await readAll(file);
    expect(columns).toEqual(['__proto__.admin', 'id', 'constructor.prototype.x', 'id (2)']);
    expect(rows).toEqual([
      ['true', '1'],
      [null, '2', '1', '3'],
    ]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('JSON', () => {
  const customers = [
    { id: 1, nom: 'Lefèvre' },
    { id: 2, nom: 'Noël', ville: { cp: '01000' } },
  ];
  const rows = [
    ['1', 'Lefèvre'],
    ['2', 'Noël', '01000'],
  ];

  test.each([
    ['at the top', customers, undefined],
    ['under a usual key', { count: 2, data: customers }, 'data'],
    ['under two keys', { meta: { page: 1 }, response: { docs: customers } }, 'response.docs'],
    ['under any key', { clientele: customers }, 'clientele'],
  ])('a list of records %s', async (_, document, table) => {
    const file = folder.write('list.json', JSON.stringify(document, null, 2));
    const [found] = await inspectFile(file);
    expect(found?.options.table).toBe(table);
    const read = await readAll(file);
    expect(read.columns).toEqual(['id', 'nom', 'ville.cp']);
    expect(read.rows).toEqual(rows);
  });

  test('several lists are several tables, named after file and key', async () => {
    const file = folder.write('export.json', JSON.stringify({ customers, orders: [{ no: 1 }, { no: 2 }] }));
    const found = await inspectFile(file);
    expect(found.map((table) => [table.name, table.columns])).toEqual([
      ['export_customers', ['id', 'nom', 'ville.cp']],
      ['export_orders', ['no']],
    ]);
  });

  test('one object is one record, with its lists as columns', async () => {
    const file = folder.write(
      'one.json',
      JSON.stringify({ id: 1, name: 'A', addresses: [{ zip: '1' }, { zip: '2' }] }),
    );
    expect(await readAll(file)).toMatchObject({
      columns: ['id', 'name', 'addresses[0].zip', 'addresses[1].zip'],
      rows: [['1', 'A', '1', '2']],
    });
  });

  test('a list of lists, with its header', async () => {
    const file = folder.write('lists.json', '[["id","nom"],[1,"Martin"],[2,"Durand"]]');
    expect(await readAll(file)).toMatchObject({
      columns: ['id', 'nom'],
      rows: [
        ['1', 'Martin'],
        ['2', 'Durand'],
      ],
    });
  });

  test('UTF-16 is read', async () => {
    const file = folder.write('u.json', Buffer.from(`\uFEFF${JSON.stringify(customers)}`, 'utf16le'));
    expect((await readAll(file)).rows).toEqual(rows);
  });

  test('a bad element is set aside, the others are loaded', async () => {
    const { rows: loaded, aside } = await readAll(
      folder.write('b.json', '[{"id":1},{"id":2,},{"id":3},{"id":"4}\n,{"id":5}]'),
    );
    expect(loaded[0]).toEqual(['1']);
    expect(loaded[1]).toEqual(['3']);
    expect(aside[0]).toMatchObject({ row: 2, code: 'json.syntax' });
    expect(text(aside[0])).toBe('{"id":2,}');
  });

  test('a file cut short gives the rows before the cut', async () => {
    const { rows: loaded, aside } = await readAll(
      folder.write('t.json', '[{"id":1},{"id":2},{"id":3,"nom":"Ber'),
    );
    expect(loaded).toEqual([['1'], ['2']]);
    expect(aside.map((item) => item.code)).toEqual(['json.unclosed', 'json.truncated']);
  });

  test('twenty thousand levels of nesting do no harm', async () => {
    const file = folder.write('deep.json', `[{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}]`);
    expect((await readAll(file)).rows).toHaveLength(1);
  });

  test('more different keys than columns allowed is refused with the limit', async () => {
    const keys = Array.from({ length: 21_000 }, (_, i) => `"k${i}":1`).join(',');
    const file = folder.write('keys.jsonl', `{${keys}}\n{}\n`);
    expect(await refusal(readAll(file))).toMatchObject({
      code: 'table.too_many_columns',
      where: { limit: 20_000 },
    });
  });

  test('any value written as JSON comes back, whatever the keys', async () => {
    const record = fc.dictionary(fc.string({ maxLength: 6 }), fc.oneof(fc.string(), fc.boolean()), {
      minKeys: 1,
      maxKeys: 4,
      noNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (records, pretty) => {
          const file = folder.write('any.json', JSON.stringify(records, null, pretty ? 1 : undefined));
          const read = await readAll(file, { format: 'json', encoding: 'utf-8' });
          const values = (row: readonly (string | null)[]) => row.filter((cell) => cell !== null).sort();
          expect(read.rows.map(values)).toEqual(records.map((one) => Object.values(one).map(String).sort()));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('any text at all gives rows, rows set aside, or a clear refusal', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      ':',
      ',',
      '1',
      'null',
      '\n',
      ' ',
      '\\',
      '"',
      'é',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('json' as const, 'jsonl' as const),
        async (pieces, format) => {
          const file = folder.write('noise.json', pieces.join(''));
          await readAll(file, { format, encoding: 'utf-8' }).catch((error: unknown) => {
            if (!(error instanceof Error && 'data' in error)) throw error;
          });
        },
      ),
      { numRuns: 400 },
    );
  });
});
