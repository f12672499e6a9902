import { createHash } from 'node:crypto';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { wholeQuotedRows } from '../../../main/engine/sources/read/csv-quoted.ts';
import { CsvScanner } from '../../../main/engine/sources/read/csv-scanner.ts';
import { inspectFile } from '../../../main/engine/sources/read/inspect.ts';
import { readAll, temporaryFolder, text } from './read-support.ts';

const folder = temporaryFolder();
const people = [
  ['1', 'Lefèvre', 'Zoë', '12 €'],
  ['2', 'Cœur', 'Anaïs', '3 €'],
];
const table = `id;nom;prénom;prix\r\n${people.map((row) => row.join(';')).join('\r\n')}\r\n`;

describe('the encoding of a file is recognised', () => {
  test.each([
    ['utf-8', 'utf-8', false],
    ['utf-8', 'utf-8', true],
    ['utf-16le', 'utf-16le', true],
    ['utf-16be', 'utf-16be', true],
    ['utf-16le', 'utf-16le', false],
    ['utf-16be', 'utf-16be', false],
    ['utf-32le', 'utf-32le', true],
    ['utf-32be', 'utf-32be', false],
    ['windows-1252', 'windows-1252', false],
    ['iso-8859-15', 'iso-8859-15', false],
  ])('%s read as %s, byte-order mark: %s', async (written, expected, addBOM) => {
    const file = folder.write('clients.csv', iconv.encode(table, written, { addBOM }));
    const [found] = await inspectFile(file);
    expect(found?.options).toMatchObject({ encoding: expected, delimiter: ';', headerRow: 1 });
    const { columns, rows } = await readAll(file);
    expect(columns).toEqual(['id', 'nom', 'prénom', 'prix']);
    expect(rows).toEqual(people);
  });

  test('an accent far beyond the head of the file is seen', async () => {
    const plain = Array.from({ length: 120_000 }, (_, i) => `${i};Martin\n`).join('');
    const file = folder.write(
      'late.csv',
      iconv.encode(`id;nom\n${plain}x;Lefèvre\n`.repeat(1), 'windows-1252'),
    );
    const { rows, aside } = await readAll(file);
    expect(aside).toEqual([]);
    expect(rows.at(-1)).toEqual(['x', 'Lefèvre']);
  });

  test('Japanese is told from Western text', async () => {
    const japanese = `氏名,都市\n${'山田太郎,東京都千代田区\n鈴木花子,大阪府大阪市\n佐藤一郎,北海道札幌市\n'.repeat(5)}`;
    const file = folder.write('jp.csv', iconv.encode(japanese, 'shift_jis'));
    const { rows } = await readAll(file);
    expect(rows[0]).toEqual(['山田太郎', '東京都千代田区']);
  });

  test('one line in another encoding is set aside with its bytes, the others are loaded', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id;nom\n1;Lefèvre\n'),
      Buffer.from('2;Lef\xe8vre\n', 'latin1'),
      Buffer.from('3;Noël\n'),
    ]);
    const { rows, aside, numbers } = await readAll(folder.write('mixed.csv', bytes));
    expect(rows).toEqual([
      ['1', 'Lefèvre'],
      ['3', 'Noël'],
    ]);
    expect(numbers).toEqual([1, 3]);
    expect(aside).toHaveLength(1);
    expect(aside[0]).toMatchObject({ row: 2, code: 'text.undecodable' });
    expect(text(aside[0])).toBe('2;Lef\xe8vre');
  });
});

describe('delimiter, quote, header and line ends are recognised', () => {
  test.each([',', ';', '\t', '|', '^', '~'])('delimiter %j', async (delimiter) => {
    const lines = [
      ['id', 'nom', 'ville'],
      ['1', 'Martin', 'Paris'],
      ['2', 'Bernard', 'Lyon'],
    ];
    const file = folder.write('d.txt', lines.map((line) => line.join(delimiter)).join('\n'));
    const [found] = await inspectFile(file);
    expect(found?.options.delimiter).toBe(delimiter);
    expect(found?.sample).toEqual(lines.slice(1));
  });

  test('commas inside cells do not hide the semicolons', async () => {
    const file = folder.write(
      's.csv',
      'id;adresse;montant\n1;12, rue de la Paix;1 234,56\n2;3, av. Foch;-7,00\n',
    );
    expect((await readAll(file)).rows).toEqual([
      ['1', '12, rue de la Paix', '1 234,56'],
      ['2', '3, av. Foch', '-7,00'],
    ]);
  });

  test('lines before the header are skipped', async () => {
    const file = folder.write(
      'p.csv',
      'Export CRM du 12/03/2024;;\nService marketing;;\n;;\nid;nom;email\n1;Martin;m@x.fr\n2;Durand;d@x.fr\n',
    );
    const [found] = await inspectFile(file);
    expect(found?.options.headerRow).toBe(4);
    expect((await readAll(file)).columns).toEqual(['id', 'nom', 'email']);
  });

  test('a file without header gets numbered columns, and can be told to have one', async () => {
    const file = folder.write('n.csv', '1,a@b.fr,75001\n2,c@d.fr,69002\n');
    expect(await readAll(file)).toMatchObject({
      columns: ['column_1', 'column_2', 'column_3'],
      rows: { length: 2 },
    });
    expect(await readAll(file, { headerRow: 1 })).toMatchObject({
      columns: ['1', 'a@b.fr', '75001'],
      rows: { length: 1 },
    });
  });

  test.each(['\n', '\r\n', '\r'])('line end %j', async (end) => {
    const file = folder.write('e.csv', ['id,nom', '1,Martin', '2,"a\nb"', ''].join(end));
    expect((await readAll(file)).rows).toEqual([
      ['1', 'Martin'],
      ['2', 'a\nb'],
    ]);
  });

  test('line ends may be mixed', async () => {
    const file = folder.write('m.csv', 'id,nom\r\n1,Martin\n2,Bernard\r3,Petit\r\n4,"x\r\ny"\n');
    expect((await readAll(file)).rows).toEqual([
      ['1', 'Martin'],
      ['2', 'Bernard'],
      ['3', 'Petit'],
      ['4', 'x\r\ny'],
    ]);
  });

  test('repeated and blank names become different ones; __proto__ is a name like any other', async () => {
    const file = folder.write('h.csv', 'nom,nom,,__proto__,nom (2)\na,b,c,d,e\n');
    const { columns, rows } = await readAll(file);
    expect(columns).toEqual(['nom', 'nom (3)', 'column_3', '__proto__', 'nom (2)']);
    expect(rows).toEqual([['a', 'b', 'c', 'd', 'e']]);
  });

  test('3,000 columns', async () => {
    const names = Array.from({ length: 3000 }, (_, i) => `c${i}`);
    const { columns, rows } = await readAll(
      folder.write('w.csv', `${names.join(',')}\n${names.join(',')}\n`),
    );
    expect(columns).toEqual(names);
    expect(rows).toEqual([names]);
  });
});

describe('no row is lost', () => {
  test('a quote that is never closed costs its own line only', async () => {
    const file = folder.write(
      'q.csv',
      'id,nom,ville\n1,"Martin,Paris\n2,Bernard,Lyon\n3,Petit,"Lille"\n4,Durand,Nice\n',
    );
    const { rows, aside } = await readAll(file);
    expect(rows).toEqual([
      ['2', 'Bernard', 'Lyon'],
      ['3', 'Petit', 'Lille'],
      ['4', 'Durand', 'Nice'],
    ]);
    expect(aside.map((item) => [item.row, item.code, text(item)])).toEqual([
      [1, 'csv.unclosed_quote', '1,"Martin,Paris'],
    ]);
  });

  test('a quote never closed at the start of a long file does not swallow it', async () => {
    const lines = Array.from({ length: 200_000 }, (_, i) => `${i},Martin,Paris`);
    lines[10] = '10,"Martin,Paris';
    const { rows, aside } = await readAll(folder.write('long.csv', `id,nom,ville\n${lines.join('\n')}\n`));
    expect(rows).toHaveLength(199_999);
    expect(aside.map((item) => item.row)).toEqual([11]);
  });

  test('quoted cells over several lines hold together across the pieces a long file is read in', async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => [
      `${i}`,
      `ligne "${i}"\n${'é'.repeat(i % 700)}\r\nfin`,
      'Paris',
    ]);
    rows[3000] = ['3000', 'x\n'.repeat(1_500_000), 'Paris'];
    const file = folder.write('multi.csv', Papa.unparse([['id', 'note', 'ville'], ...rows]));
    const read = await readAll(file);
    expect(read.aside).toEqual([]);
    expect(read.rows.length).toBe(rows.length);
    expect(read.rows.every((row, i) => row.join('|') === rows[i]?.join('|'))).toBe(true);
  });

  test('short rows are loaded, long rows are set aside unless the surplus is blank, blank lines are no rows', async () => {
    const file = folder.write(
      'r.csv',
      'id,nom,ville\n1,Martin\n2,Bernard,Lyon,69000,x\n\n3,Petit,Lille,,\n,,\n',
    );
    const { rows, aside, numbers } = await readAll(file);
    expect(rows).toEqual([
      ['1', 'Martin'],
      ['3', 'Petit', 'Lille'],
      ['', '', ''],
    ]);
    expect(numbers).toEqual([1, 3, 4]);
    expect(aside).toMatchObject([{ row: 2, code: 'csv.too_many_cells' }]);
  });

  test('quotes inside cells, NUL bytes and control characters are kept', async () => {
    const file = folder.write(
      'i.csv',
      'id,nom\n1,Le "Grand" Jean\n2,"L\'""Autre"""\n3,Mar\0tin\x01\n4,"Le "Petit" Jean"\n',
    );
    expect((await readAll(file)).rows).toEqual([
      ['1', 'Le "Grand" Jean'],
      ['2', 'L\'"Autre"'],
      ['3', 'Mar\0tin\x01'],
      ['4', 'Le "Petit" Jean'],
    ]);
  });

  test('a row beyond the limit is set aside with a message that names row, column and limit', async () => {
    const huge = Buffer.alloc(40 * 1024 * 1024, 0x78);
    const file = folder.write(
      'huge.csv',
      Buffer.concat([Buffer.from('id,note,fin\n1,a,b\n2,'), huge, Buffer.from(',z\n3,c,d\n')]),
    );
    const { rows, aside } = await readAll(file);
    expect(rows).toEqual([
      ['1', 'a', 'b'],
      ['3', 'c', 'd'],
    ]);
    expect(aside).toMatchObject([{ row: 2, code: 'csv.row_too_long', truncated: true }]);
    expect(aside[0]?.message).toMatch(/Row 2 .*32 MB.*note/);
    expect(aside[0]?.bytes.length).toBe(64 * 1024);
  });

  test('the hash is that of the file', async () => {
    const { end } = await readAll(folder.write('hash.csv', table));
    expect(end.sha256).toBe(createHash('sha256').update(table).digest('hex'));
    expect(end.bytes).toBe(Buffer.byteLength(table));
  });

  test('any bytes at all give rows or rows set aside', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\0', 'é', ' '), maxLength: 120 })
        .map((s) => Buffer.from(s)),
    );
    const dialects = fc.record({
      delimiter: fc.constantFrom(',', ';'),
      quote: fc.constantFrom('"', ''),
      headerRow: fc.constantFrom(0, 1, 2),
    });
    await fc.assert(
      fc.asyncProperty(
        bytes,
        dialects,
        fc.constantFrom('utf-8', 'utf-16le', 'windows-1252', 'shift_jis'),
        async (content, dialect, encoding) => {
          await readAll(folder.write('any.csv', content), { format: 'csv', encoding, ...dialect });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('whatever a program writes as CSV is read back cell by cell', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '|', '\n', '\r', ' ', "'", '1', '𝕁'),
      maxLength: 8,
    });
    const grid = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    await fc.assert(
      fc.asyncProperty(
        grid,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.constantFrom('"', "'"),
        async (cells, delimiter, newline, quotes, quote) => {
          const rows = cells.filter((row) => row.some((one) => one.trim() !== ''));
          const written = Papa.unparse(
            [['h1', ...(rows[0]?.slice(1).map((_, i) => `h${i + 2}`) ?? [])], ...rows],
            { delimiter, newline, quotes, quoteChar: quote, escapeChar: quote },
          );
          const file = folder.write('back.csv', written);
          const read = await readAll(file, {
            format: 'csv',
            encoding: 'utf-8',
            delimiter,
            quote,
            headerRow: 1,
          });
          expect(read.rows).toEqual(rows);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('clean text is cut exactly as Papa Parse cuts it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'b', ' '), maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const written = Papa.unparse(rows, { newline: '\n' });
          const scanner = new CsvScanner(written, { delimiter: ',', quote: '"' });
          const found: string[][] = [];
          for (let at = 0; at < written.length; ) {
            const record = scanner.record(at);
            found.push(record.cells);
            at = record.next;
          }
          expect(found).toEqual(Papa.parse(written, { delimiter: ',', newline: '\n' }).data);
        },
      ),
    );
  });

  test('the short way for files that quote every cell gives what Papa Parse gives, or nothing', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 4 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 });
    let taken = 0;
    fc.assert(
      fc.property(
        rows,
        fc.boolean(),
        fc.constantFrom('\n' as const, '\r\n' as const),
        (cells, quotes, newline) => {
          const written = Papa.unparse(cells, { newline, quotes }) + newline;
          const found = wholeQuotedRows(written, { delimiter: ',', quote: '"' }, newline, 2);
          if (found === null) return;
          taken++;
          expect(found).toEqual(cells);
        },
      ),
      { numRuns: 1000 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
