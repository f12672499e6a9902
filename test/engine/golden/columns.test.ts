import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../main/engine/db/fold-text.ts';
import { slicer } from '../../../main/engine/db/pause.ts';
import { encodeColumn, textAt } from '../../../main/engine/golden/column-data.ts';
import { orderBy, rangeOf, valuesWith } from '../../../main/engine/golden/column-match.ts';
import { columnText } from '../../../main/engine/golden/column-writer.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', ' ', '\n', '\t', '1'), maxLength: 5 });
const cells = fc.array(fc.array(word, { maxLength: 3 }), { maxLength: 60 });
const texts = (rows: string[][]) => rows.map(columnText);
const encode = (values: string[], numeric = false) => encodeColumn(values.length, [values], numeric);

describe('a column of the grid', () => {
  it('gives back every value, and numbers them in their order', () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const values = texts(rows);
        const column = encode(values);
        values.forEach((value, r) => {
          expect(column.ids[r] === 0 ? '' : textAt(column, column.ids[r]!)).toBe(value);
        });
        const distinct = [...new Set(values)].filter(Boolean).sort();
        expect(distinct.map((_, i) => textAt(column, i + 1))).toEqual(distinct);
      }),
    );
  });

  it('finds what a look at every value finds', async () => {
    await fc.assert(
      fc.asyncProperty(cells, word, async (rows, sought) => {
        const needle = foldText(sought);
        fc.pre(needle !== '');
        const values = texts(rows);
        const column = encode(values);
        const holds = {
          contains: (element: string) => element.includes(needle),
          starts: (element: string) => element.startsWith(needle),
          equals: (element: string) => element === needle,
        };
        for (const where of ['contains', 'starts', 'equals'] as const) {
          const flags = await valuesWith(column, needle, where, slicer());
          const found = values.map((_, r) => column.ids[r] !== 0 && flags?.[column.ids[r]!] === 1);
          expect(found).toEqual(values.map((value) => value !== '' && value.split('\t').some(holds[where])));
        }
      }),
    );
  });

  it('is ordered both ways, equal values in the order of the rows, blanks last', async () => {
    await fc.assert(
      fc.asyncProperty(cells, fc.boolean(), async (rows, descending) => {
        const values = texts(rows);
        const rowids = await orderBy(encode(values), values.length, undefined, descending, slicer());
        const order = [...rowids].map((rowid) => rowid - 1);
        const sign = descending ? -1 : 1;
        const wanted = values
          .map((_, r) => r)
          .sort((a, b) => {
            const [x, y] = [values[a]!, values[b]!];
            if (x === y) return a - b;
            if (x === '' || y === '') return x === '' ? 1 : -1;
            return x < y ? -sign : sign;
          });
        expect(order).toEqual(wanted);
      }),
    );
  });

  it('orders and bounds numbers by their value', async () => {
    const column = encode(['10', '9', '100', '', '9.5', '-3'], true);
    expect([...(await orderBy(column, 6, undefined, false, slicer()))]).toEqual([6, 2, 5, 1, 3, 4]);
    const { first, last } = rangeOf(column, '9.5', 'from', true);
    expect([first, last]).toEqual([3, 5]);
    expect(rangeOf(column, '9.5', 'to', true)).toEqual({ first: 1, last: 3 });
  });
});
