import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExportColumn, Row } from '../../../main/engine/exports/columns.ts';
import { type ExportFormat, openWriter, type WriteOptions } from '../../../main/engine/exports/writers.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orfevre-export-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(
  format: ExportFormat,
  columns: readonly ExportColumn[],
  rows: readonly Row[],
  options: WriteOptions = {},
) {
  const path = join(folder, `golden.${format}`);
  const writer = await openWriter(format, path, columns, options);
  for (let i = 0; i < rows.length; i += 3) await writer.write(rows.slice(i, i + 3));
  return { path, ...(await writer.finish()) };
}

/** The cells of a file, '' for blanks, header first. */
async function readBack(format: ExportFormat, path: string): Promise<string[][]> {
  if (format === 'csv') {
    const text = await readFile(path, 'utf8');
    return Papa.parse<string[]>(text.replace(/\r\n$/, ''), { delimiter: ',' }).data;
  }
  if (format === 'xlsx') {
    const [sheet] = await readXlsxFile(path, { trim: false });
    return sheet!.data.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  }
  if (format === 'jsonl') {
    const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
    const rows = lines.map((line) => JSON.parse(line) as Record<string, string | null>);
    return [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row).map((cell) => cell ?? ''))];
  }
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
  return [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row).map((cell) => String(cell ?? '')))];
}

const FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'jsonl', 'parquet'];
const columns: readonly ExportColumn[] = [{ name: 'golden_id' }, { name: 'name' }, { name: 'note' }];

describe('what is written is what is read back', () => {
  const rows: readonly Row[] = [
    ['G1', 'Zoë Müller-Lefèvre', 'plain'],
    ['G2', 'say "hi", she said; ok', 'two\nlines\r\nthree\rfour'],
    ['G3', '👩‍👩‍👧 東京 ‏العربية', '\ttab and  spaces '],
    ['01000', '=1+1', '+33612345678'],
    ['@SUM(A1)', "-2+3 & <b>&amp;</b> ]]> 'x'", null],
    ['1e5', '_x0041_ \u0001 \u000b', '12/03/2024'],
  ];

  it.each(FORMATS)('%s: text stays text, cell by cell', async (format) => {
    const { path, ...summary } = await write(format, columns, rows);
    const expected = [columns.map((c) => c.name), ...rows.map((row) => row.map((cell) => cell ?? ''))];
    expect(await readBack(format, path)).toEqual(expected);
    const bytes = await readFile(path);
    expect(summary).toEqual({
      rows: rows.length,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  it.each(FORMATS)('%s: the same rows give the same bytes', async (format) => {
    const first = await write(format, columns, rows);
    const second = await write(format, columns, rows);
    expect(second.sha256).toBe(first.sha256);
  });

  it.each(FORMATS)('%s: any text survives', async (format) => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        async (any) => {
          const marked = any.map(([, ...rest]) => ['G', ...rest]);
          const { path } = await write(format, columns, marked);
          expect((await readBack(format, path)).slice(1)).toEqual(marked);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(FORMATS)('%s: no rows at all still make a file that opens', async (format) => {
    const { path, rows: count } = await write(format, columns, []);
    expect(count).toBe(0);
    if (format === 'jsonl') expect((await stat(path)).size).toBe(0);
    else if (format === 'parquet') {
      const file = await asyncBufferFromFile(path);
      expect(await parquetReadObjects({ file })).toEqual([]);
      expect((await parquetMetadataAsync(file)).schema.map((s) => s.name)).toContain('note');
    } else expect(await readBack(format, path)).toEqual([['golden_id', 'name', 'note']]);
  });

  it('a file of one column keeps its empty rows', async () => {
    const { path } = await write('csv', [{ name: 'a' }], [['x'], [''], [null], ['y']]);
    expect((await readBack('csv', path)).map(([cell]) => cell)).toEqual(['a', 'x', '', '', 'y']);
  });

  it('a column named __proto__ is a column', async () => {
    const { path } = await write('jsonl', [{ name: '__proto__' }], [['x']]);
    expect(await readFile(path, 'utf8')).toBe('{"__proto__":"x"}\n');
  });

  it('Parquet is written in row groups, so that only one is held in memory', async () => {
    const path = join(folder, 'many.parquet');
    const writer = await openWriter('parquet', path, columns);
    const batch = Array.from({ length: 1000 }, (_, i): Row => [`G${i}`, `name ${i % 7}`, null]);
    for (let i = 0; i < 120; i += 1) await writer.write(batch);
    expect((await writer.finish()).rows).toBe(120_000);
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    expect(metadata.row_groups.map((group) => Number(group.num_rows))).toEqual([
      20_000, 20_000, 20_000, 20_000, 20_000, 20_000,
    ]);
    const last = await parquetReadObjects({ file, rowStart: 119_999, rowEnd: 120_000 });
    expect(last).toEqual([{ golden_id: 'G999', name: 'name 5', note: null }]);
  });
});

describe('numbers, where a column is declared one', () => {
  const typed: readonly ExportColumn[] = [
    { name: 'id' },
    { name: 'records', type: 'integer' },
    { name: 'price', type: 'number' },
  ];

  it('are numbers in the formats that have them', async () => {
    const jsonl = await write('jsonl', typed, [
      ['G1', '3', '9.90'],
      ['G2', null, ''],
    ]);
    expect(await readFile(jsonl.path, 'utf8')).toBe(
      '{"id":"G1","records":3,"price":9.9}\n{"id":"G2","records":null,"price":null}\n',
    );
    const parquet = await write('parquet', typed, [['G1', '3', '9.90']]);
    const file = await asyncBufferFromFile(parquet.path);
    expect(await parquetReadObjects({ file })).toEqual([{ id: 'G1', records: 3n, price: 9.9 }]);
    const xlsx = await write('xlsx', typed, [['G1', '3', '9.90']]);
    expect((await readXlsxFile(xlsx.path))[0]?.data[1]).toEqual(['G1', 3, 9.9]);
  });

  it('a text among them stops the export and names its row and column', async () => {
    const failed = write('jsonl', typed, [
      ['G1', '3', '1'],
      ['G2', 'three', '1'],
    ]);
    await expect(failed).rejects.toMatchObject({
      data: { operation: 'export.write', code: 'cell_not_a_number', where: { row: 2, column: 'records' } },
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('formula protection', () => {
  const risky = ['=1+1', '+33612345678', '-2', '@x', '\tx', '\rx', '\nx'];
  const rows: readonly Row[] = [...risky, 'a=1', "'x", ''].map((cell) => ['G', cell, '']);
  const second = async (format: ExportFormat, options: WriteOptions) => {
    const { path } = await write(format, columns, rows, options);
    return (await readBack(format, path)).slice(1).map((row) => row[1]);
  };

  it('puts an apostrophe before what a spreadsheet would run, and before nothing else', async () => {
    const cells = await second('csv', { formulaProtection: true });
    expect(cells).toEqual([...risky.map((cell) => `'${cell}`), 'a=1', "'x", '']);
  });

  it('is off unless asked for, so that phone numbers reach machines as they are', async () => {
    expect(await second('csv', {})).toEqual([...risky, 'a=1', "'x", '']);
  });

  it('is not needed in XLSX: the cells are text and damaged by nothing', async () => {
    expect(await second('xlsx', { formulaProtection: true })).toEqual([...risky, 'a=1', "'x", '']);
  });
});

describe('choices of a CSV', () => {
  it('another delimiter, and a byte order mark for Excel', async () => {
    const { path } = await write('csv', columns, [['a;b', 'é', '1,5']], { delimiter: ';', bom: true });
    expect(await readFile(path, 'utf8')).toBe('\uFEFFgolden_id;name;note\r\n"a;b";é;1,5\r\n');
  });
});

describe('limits of XLSX', () => {
  it('a cell that is too long names its row and column', async () => {
    const failed = write('xlsx', columns, [['G1', 'x', 'y'.repeat(32_768)]]);
    await expect(failed).rejects.toMatchObject({
      data: { code: 'cell_too_long', where: { row: 1, column: 'note' } },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('too many columns are refused before anything is written', async () => {
    const wide = Array.from({ length: 16_385 }, (_, i) => ({ name: `c${i}` }));
    await expect(write('xlsx', wide, [])).rejects.toMatchObject({ data: { code: 'too_many_columns' } });
    expect(await readdir(folder)).toEqual([]);
  });

  it('too many rows are refused with the formats that would hold them', async () => {
    const path = join(folder, 'huge.xlsx');
    const writer = await openWriter('xlsx', path, [{ name: 'a' }]);
    const batch = new Array<Row>(65_536).fill([null]);
    for (let i = 0; i < 15; i += 1) await writer.write(batch);
    await writer.write(batch.slice(1));
    await expect(writer.write([[null]])).rejects.toMatchObject({ data: { code: 'too_many_rows' } });
    expect(await readdir(folder)).toEqual([]);
  });

  it('columns beyond Z are addressed right', async () => {
    const wide = Array.from({ length: 800 }, (_, i) => ({ name: `c${i}` }));
    const { path } = await write('xlsx', wide, [wide.map((_, i) => `v${i}`)]);
    expect((await readBack('xlsx', path))[1]).toEqual(wide.map((_, i) => `v${i}`));
  });
});
