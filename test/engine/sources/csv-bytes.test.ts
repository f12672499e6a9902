import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { ColumnOrder } from '../../../main/engine/sources/column-order.ts';
import { ColumnProfiler } from '../../../main/engine/sources/profile.ts';
import { type CellBlock, cellText } from '../../../main/engine/sources/read/cell-block.ts';
import { ByteCutter } from '../../../main/engine/sources/read/csv-bytes.ts';
import { readTable } from '../../../main/engine/sources/read/read-table.ts';
import { RowBlockWriter } from '../../../main/engine/sources/row-block.ts';
import { readAll, temporaryFolder } from './read-support.ts';

const folder = temporaryFolder();
const cell = fc.string({
  unit: fc.constantFrom('a', 'B', '7', 'é', '𝕁', ' ', '"', "'", '\\', ',', '\n', '\t', '\u0001'),
  maxLength: 7,
});
const grid = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
  );

function rowsOf(block: CellBlock): string[][] {
  return Array.from({ length: block.rows }, (_, row) =>
    Array.from({ length: block.width }, (_, column) => cellText(block, row * block.width + column)),
  );
}

describe('a text cut by its bytes', () => {
  test('gives the cells that Papa Parse gives, or is left to it', () => {
    const taken = { yes: 0, no: 0 };
    fc.assert(
      fc.property(
        grid,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.constantFrom('"', "'"),
        (cells, newline, quotes, quote) => {
          const written = `${Papa.unparse(cells, { newline, quotes, quoteChar: quote, escapeChar: quote })}${newline}`;
          const width = cells[0]?.length ?? 0;
          const block = new ByteCutter({ delimiter: ',', quote }, width).cut(Buffer.from(written));
          taken[block ? 'yes' : 'no']++;
          if (!block) return;
          const read = Papa.parse<string[]>(written, { delimiter: ',', newline, quoteChar: quote });
          expect(rowsOf(block)).toEqual(read.data.filter((row) => row.length > 1 || row[0] !== ''));
        },
      ),
      { numRuns: 2000 },
    );
    expect(taken.yes).toBeGreaterThan(taken.no / 2);
  });

  test.each([
    ['a row too short', 'a,b\n1\n'],
    ['a row too long', 'a,b\n1,2,3\n'],
    ['text after a closing quote', 'a,"b"x\n'],
    ['a quote never closed', 'a,"b\n1,2\n'],
    ['line ends of two kinds', 'a,b\r\n1,2\n3,4\r\n'],
    ['a carriage return alone', 'a,b\r1,2\r'],
    ['another line end inside quotes', 'a,"b\nc"\r\n1,2\r\n'],
  ])('is left to the careful reader when it holds %s', (_what, written) => {
    expect(new ByteCutter({ delimiter: ',', quote: '"' }, 2).cut(Buffer.from(written))).toBeNull();
  });

  test('blank lines are no rows, and the last line needs no end', () => {
    const block = new ByteCutter({ delimiter: ';', quote: '"' }, 2).cut(Buffer.from('1;é\n\n"2";""\n\n3;x'));
    expect(block && rowsOf(block)).toEqual([
      ['1', 'é'],
      ['2', ''],
      ['3', 'x'],
    ]);
  });
});

describe('rows taken from bytes', () => {
  test('are written, hashed and profiled as the same rows taken from strings', () => {
    fc.assert(
      fc.property(grid, fc.boolean(), (cells, moved) => {
        const width = cells[0]?.length ?? 0;
        const names = Array.from({ length: width }, (_, i) => `c${i}`);
        const written = `${Papa.unparse(cells, { newline: '\n' })}\n`;
        const block = new ByteCutter({ delimiter: ',', quote: '"' }, width).cut(Buffer.from(written));
        if (!block) return;
        const rows = rowsOf(block);
        const order = new ColumnOrder(moved ? ['gone', ...names.toReversed(), 'late'] : names);
        order.columns(names);
        const [strings, bytes] = [new RowBlockWriter(), new RowBlockWriter()];
        const [fromStrings, fromBytes] = [new ColumnProfiler(), new ColumnProfiler()];
        strings.begin(rows.length);
        bytes.begin(rows.length);
        for (const [i, row] of rows.entries()) {
          fromStrings.add(row);
          fromBytes.addRow(block, i);
          strings.add(i + 1, `k${i}`, JSON.stringify(order.place([...row])));
          bytes.addRow(i + 1, `k${i}`, block, i, order.sources());
        }
        expect(bytes.end()).toEqual(strings.end());
        expect(fromBytes.finish(names)).toEqual(fromStrings.finish(names));
      }),
      { numRuns: 500 },
    );
  });

  test('a long file in any encoding gives the same rows either way, its careful parts too', async () => {
    const lines = Array.from({ length: 120_000 }, (_, i) =>
      i === 4000 || i === 115_000
        ? `${i};trop;de;cellules;ici`
        : `${i};"Zoë ${i % 700}";Lefèvre ""dit"" ${i}\\`,
    );
    const written = `id;prénom;nom\r\n${lines.join('\r\n')}\r\n`;
    const file = folder.write('long.csv', Buffer.from(written, 'latin1'));
    const options = {
      format: 'csv',
      encoding: 'windows-1252',
      delimiter: ';',
      quote: '"',
      headerRow: 1,
    } as const;
    const plain = await readAll(file, options);
    const rows: string[][] = [];
    let blocks = 0;
    const aside: number[] = [];
    await readTable(
      file,
      options,
      {
        columns: () => {},
        rows: (batch) => {
          for (const { cells } of batch) rows.push(cells as string[]);
        },
        block: (block, firstRow) => {
          blocks++;
          expect(firstRow).toBe(rows.length + aside.length + 1);
          rows.push(...rowsOf(block));
        },
        quarantine: (items) => {
          for (const { row } of items) aside.push(row);
        },
        progress: () => {},
      },
      { cancelled: () => false },
    );
    expect(blocks).toBeGreaterThan(0);
    expect(rows).toEqual(plain.rows);
    expect(aside).toEqual(plain.aside.map(({ row }) => row));
  });
});
