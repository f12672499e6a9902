import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { inspectFile } from '../../../main/engine/sources/read/inspect.ts';
import { readAll, refusal, temporaryFolder } from './read-support.ts';

const folder = temporaryFolder();

/** A workbook from the XML of its parts. */
function workbook(
  sheets: Record<string, string>,
  extra: Record<string, string> = {},
  properties = '',
): Uint8Array {
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr ${properties}/><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ...extra,
  };
  names.forEach((name, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

const STYLES = {
  'xl/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="#,##0.00\\ &quot;dh&quot;"/></numFmts>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>',
};
const text = (...cells: string[]) =>
  cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('');

describe('workbooks', () => {
  test('text stays text, numbers are written out, dates are ISO, formulas give their value', async () => {
    const cells = [
      '<c r="A2" t="s"><v>1</v></c>',
      '<c r="B2"><v>0.30000000000000004</v></c>',
      '<c r="C2" s="1"><v>45000</v></c>',
      '<c r="D2" s="2"><v>45000.5</v></c>',
      '<c r="E2" s="3"><v>1000</v></c>',
      '<c r="F2" t="b"><v>1</v></c>',
      '<c r="G2" t="e"><v>#N/A</v></c>',
      '<c r="H2" t="str"><f>A1</f><v>calculé</v></c>',
      '<c r="I2"><v>1E+21</v></c>',
      '<c r="J2" s="4"><v>1.5</v></c>',
      '<c r="K2" s="5"><v>12.5</v></c>',
      '<c r="M2" t="inlineStr"><is><r><t>gras</t></r><rPh><t>x</t></rPh><t xml:space="preserve"> et_x000A_non</t></is></c>',
    ].join('');
    const strings = {
      'xl/sharedStrings.xml': '<sst><si><t>x</t></si><si><r><t>010</t></r><r><t>00</t></r></si></sst>',
    };
    const header = `<row r="1">${text(...'ABCDEFGHIJKLM')}</row>`;
    const file = folder.write(
      'v.xlsx',
      workbook({ Clients: `${header}<row r="2">${cells}</row>` }, { ...STYLES, ...strings }),
    );
    const { columns, rows } = await readAll(file);
    expect(columns).toEqual([...'ABCDEFGHIJKLM']);
    expect(rows).toEqual([
      [
        '01000',
        '0.3',
        '2023-03-15',
        '2023-03-15T12:00:00',
        '01000',
        'true',
        '#N/A',
        'calculé',
        '1000000000000000000000',
        '36:00:00',
        '12.5',
        null,
        'gras et\nnon',
      ],
    ]);
  });

  test('both date systems, and the day that never was', async () => {
    const row = (n: number, v: string) => `<row r="${n}"><c s="1"><v>${v}</v></c></row>`;
    const rows = `<row r="1">${text('jour')}</row>${row(2, '1')}${row(3, '59')}${row(4, '60')}${row(5, '61')}`;
    expect((await readAll(folder.write('1900.xlsx', workbook({ S: rows }, STYLES)))).rows).toEqual([
      ['1900-01-01'],
      ['1900-02-28'],
      ['1900-02-29'],
      ['1900-03-01'],
    ]);
    const mac = workbook({ S: `<row r="1">${text('jour')}</row>${row(2, '0')}` }, STYLES, 'date1904="1"');
    expect((await readAll(folder.write('1904.xlsx', mac))).rows).toEqual([['1904-01-01']]);
  });

  test('each sheet is a source, lines above the header are skipped, empty rows are none', async () => {
    const clients = `<row r="1">${text('Liste des clients')}</row><row r="3">${text('id', 'nom', 'ville')}</row><row r="4">${text('1', 'Martin', 'Paris')}</row><row r="9">${text('2', 'Durand', 'Lyon')}</row>`;
    const bad = folder.write('bad.xlsx', workbook({ 'a & b': clients }));
    expect(await refusal(readAll(bad))).toMatchObject({
      code: 'xlsx.malformed',
      where: { entry: 'xl/workbook.xml' },
    });
    const good = folder.write(
      'crm 2024.xlsx',
      workbook({ Clients: clients, Été: `<row>${text('a', 'b')}</row><row>${text('1', '2')}</row>` }),
    );
    expect((await inspectFile(good)).map((table) => [table.name, table.options.headerRow])).toEqual([
      ['crm_2024_Clients', 3],
      ['crm_2024_Été', 1],
    ]);
    expect((await readAll(good)).rows).toEqual([
      ['1', 'Martin', 'Paris'],
      ['2', 'Durand', 'Lyon'],
    ]);
    expect((await readAll(good, { table: 'Été' })).rows).toEqual([['1', '2']]);
    expect(await refusal(readAll(good, { table: 'Autre' }))).toMatchObject({ code: 'xlsx.no_sheet' });
  });

  test('a document type is refused, an endless text too', async () => {
    const doctype = workbook(
      { S: '' },
      { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>' },
    );
    expect(await refusal(readAll(folder.write('d.xlsx', doctype)))).toMatchObject({
      code: 'xlsx.malformed',
      where: { entry: 'xl/sharedStrings.xml' },
    });
    const spaces = workbook({ S: `<row r="1"><c t="str"><v>${' '.repeat(60_000_000)}` });
    const stopped = await refusal(readAll(folder.write('s.xlsx', spaces)));
    expect(['xlsx.malformed', 'archive.ratio']).toContain(stopped.code);
    expect(stopped.where).toMatchObject({ entry: 'xl/worksheets/sheet1.xml' });
  });

  test('a protected or old workbook says what to do', async () => {
    const ole = (stream: string) =>
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.alloc(600),
        Buffer.from(stream, 'utf16le'),
      ]);
    expect(await refusal(inspectFile(folder.write('p.xlsx', ole('EncryptedPackage'))))).toMatchObject({
      operation: 'source.inspect',
      code: 'file.encrypted',
    });
    expect(await refusal(inspectFile(folder.write('o.xls', ole('Workbook'))))).toMatchObject({
      code: 'file.legacy_workbook',
      next: expect.stringContaining('.xlsx'),
    });
  });
});

describe('databases and Parquet', () => {
  test('each table of a SQLite file, integers with all digits, blobs as hexadecimal', async () => {
    const file = `${folder.path}/crm.sqlite`;
    const db = new Database(file);
    db.exec(`CREATE TABLE clients (id INTEGER, nom TEXT, solde REAL, photo BLOB); CREATE TABLE "l'été" (a); CREATE VIEW v AS SELECT 1;
      INSERT INTO clients VALUES (9007199254740993, 'Noël', 1e21, x'00ff'), (2, NULL, 0.5, NULL); INSERT INTO "l'été" VALUES ('x')`);
    db.pragma('journal_mode = WAL');
    db.close();
    expect((await inspectFile(file)).map((table) => table.name)).toEqual(['crm_clients', 'crm_l_été']);
    const { columns, rows } = await readAll(file, { table: 'clients' });
    expect(columns).toEqual(['id', 'nom', 'solde', 'photo']);
    expect(rows).toEqual([
      ['9007199254740993', 'Noël', '1000000000000000000000', '0x00ff'],
      ['2', null, '0.5', null],
    ]);
  });

  test('a Parquet file, its dates, decimals and long integers', async () => {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [9007199254740993n, 2n], type: 'INT64' },
        { name: 'nom', data: ['Noël', null], type: 'STRING' },
        {
          name: 'jour',
          data: [new Date('2024-02-29T10:00:00.5Z'), new Date('1969-12-31T00:00:00Z')],
          type: 'TIMESTAMP',
        },
        { name: 'note', data: [0.1, 1e-7], type: 'DOUBLE' },
      ],
    });
    const { columns, rows } = await readAll(folder.write('t.parquet', Buffer.from(buffer)));
    expect(columns).toEqual(['id', 'nom', 'jour', 'note']);
    expect(rows).toEqual([
      ['9007199254740993', 'Noël', '2024-02-29T10:00:00.5', '0.1'],
      ['2', null, '1969-12-31T00:00:00', '0.0000001'],
    ]);
  });

  test('files that only claim to be one are refused', async () => {
    expect(
      await refusal(inspectFile(folder.write('x.sqlite', `SQLite format 3\0${'x'.repeat(300)}`))),
    ).toMatchObject({ code: 'sqlite.malformed' });
    expect(await refusal(inspectFile(folder.write('x.parquet', 'PAR1 is not all')))).toMatchObject({
      code: 'parquet.malformed',
    });
  });
});

describe('archives', () => {
  test('each file of a ZIP is a source, whatever its path; nothing is written under that path', async () => {
    const inner = workbook({ S: `<row>${text('a', 'b')}</row><row>${text('1', '2')}</row>` });
    const zip = zipSync({
      '../../evil.csv': strToU8('id,nom\n1,x\n'),
      'dossier/clients.csv': strToU8('id;nom\n1;Noël\n'),
      'b.xlsx': inner,
      '__MACOSX/._x': strToU8('x'),
    });
    const file = folder.write('lot.zip', zip);
    const found = await inspectFile(file);
    expect(found.map((table) => [table.name, table.options.entry])).toEqual([
      ['lot_evil', '../../evil.csv'],
      ['lot_clients', 'dossier/clients.csv'],
      ['lot_b_S', 'b.xlsx'],
    ]);
    for (const [i, row] of [
      ['1', 'x'],
      ['1', 'Noël'],
      ['1', '2'],
    ].entries()) {
      const read = await readAll(file, found[i]?.options);
      expect(read.rows).toEqual([row]);
      expect(read.end.bytes).toBe(zip.length);
    }
  });

  test('a bomb is stopped by what comes out of it, not by what it declares', async () => {
    const zip = zipSync({ 'bomb.csv': new Uint8Array(80_000_000).fill(0x61) }, { level: 9 });
    expect(
      await refusal(
        inspectFile(folder.write('bomb.zip', zip)).then((found) =>
          readAll(`${folder.path}/bomb.zip`, found[0]?.options),
        ),
      ),
    ).toMatchObject({ code: 'archive.ratio', where: { entry: 'bomb.csv' } });
    const gz = gzipSync(Buffer.alloc(80_000_000, 0x61));
    expect(await refusal(readAll(folder.write('bomb.csv.gz', gz)))).toMatchObject({ code: 'archive.ratio' });
  });

  test('a compressed file is read as what it holds, and named after it', async () => {
    const file = folder.write('clients.csv.gz', gzipSync('id,nom\n1,Noël\n'));
    expect((await inspectFile(file))[0]).toMatchObject({ name: 'clients', columns: ['id', 'nom'] });
    expect((await readAll(file)).rows).toEqual([['1', 'Noël']]);
  });

  test('too many files, a password, damage', async () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`${i}.csv`, new Uint8Array()])),
    );
    expect(await refusal(inspectFile(folder.write('many.zip', many)))).toMatchObject({
      code: 'archive.too_many_entries',
    });
    const secret = Buffer.from(zipSync({ 'a.csv': strToU8('id,nom\n1,a\n'.repeat(20)) }, { level: 6 }));
    secret[6] = 1;
    secret[secret.indexOf('PK\x01\x02') + 8] = 1;
    expect(await refusal(inspectFile(folder.write('secret.zip', secret)))).toMatchObject({
      code: 'archive.encrypted',
    });
    expect(await refusal(inspectFile(folder.write('cut.zip', secret.subarray(0, 40))))).toMatchObject({
      code: 'archive.malformed',
    });
  });
});

describe('what cannot be read says so', () => {
  test.each([
    ['empty.csv', '', 'file.empty'],
    ['blank.csv', '\n', 'file.empty'],
    ['bom.csv', '\uFEFF', 'file.empty'],
    ['doc.pdf', '%PDF-1.7', 'file.unsupported'],
    [
      'noise.csv',
      Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 31 + (i >> 3) * 7) & 255)),
      'file.unsupported',
    ],
  ])('%s', async (name, content, code) => {
    const error = await refusal(inspectFile(folder.write(name, content)));
    expect(error).toMatchObject({ operation: 'source.inspect', code, where: { file: name } });
    expect(error.next).not.toBe('');
  });

  test('a missing file, a folder, an unknown encoding', async () => {
    expect(await refusal(inspectFile(`${folder.path}/nowhere.csv`))).toMatchObject({ code: 'file.missing' });
    expect(await refusal(inspectFile(folder.path))).toMatchObject({ code: 'file.directory' });
    expect(
      await refusal(inspectFile(folder.write('e.csv', 'a,b\n1,2\n'), { encoding: 'klingon' })),
    ).toMatchObject({ code: 'encoding.unknown' });
  });

  test('a header without rows is a table without rows', async () => {
    expect(await readAll(folder.write('h.csv', 'id;nom;email\n'))).toMatchObject({
      columns: ['id', 'nom', 'email'],
      rows: [],
    });
  });

  test('a reader that is told to stop stops', async () => {
    const { readTable } = await import('../../../main/engine/sources/read/read-table.ts');
    const sink = { columns: () => {}, rows: () => {}, quarantine: () => {}, progress: () => {} };
    const file = folder.write('c.csv', 'id,nom\n1,a\n');
    expect(await refusal(readTable(file, {}, sink, { cancelled: () => true }))).toMatchObject({
      code: 'cancelled',
    });
  });
});
