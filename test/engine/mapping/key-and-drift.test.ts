import { describe, expect, test } from 'vitest';
import { compareColumns } from '../../../main/engine/mapping/drift.ts';
import { chooseKey } from '../../../main/engine/mapping/key.ts';
import type { SuggestInput } from '../../../main/engine/mapping/suggest.ts';
import { profile, table } from './tables.ts';

const keyOf = (text: string) => {
  const { columns, profiles } = table('t', text);
  return chooseKey(columns, profiles).column;
};

describe('the key of a file', () => {
  test('is the column named like an identifier, filled and different in every row', () => {
    expect(keyOf('email|nom|ID_CLIENT\na@x.fr|A|7\nb@x.fr|B|8\nc@x.fr|C|9')).toBe('ID_CLIENT');
  });

  test('is never a name, contact point, date or amount, even when all differ', () => {
    expect(
      keyOf(
        'nom|email|tel|date|montant\nA|a@x.fr|0612345678|01/02/2024|1,20\nB|b@x.fr|0612345679|02/02/2024|1,30',
      ),
    ).toBeNull();
  });

  test('is not a column with a blank or a repeated value', () => {
    expect(keyOf('id|nom\n1|A\n|B\n3|C')).toBeNull();
    expect(keyOf('id|nom\n1|A\n1|B\n3|C')).toBeNull();
  });

  test('the first of several identifiers of the rows is preferred to those of other silos', () => {
    expect(keyOf('uid|salesforce_id|nom\nU1|S7|A\nU2|S8|B')).toBe('uid');
  });

  test('estimated distinct values have to be checked before the key is relied on', () => {
    const exact = profile('id', ['1', '2', '3']);
    const estimated = { ...exact, rows: 100_000, filled: 100_000, distinct: 98_700, distinctIsExact: false };
    expect(chooseKey(['id'], [estimated])).toMatchObject({ column: 'id', needsExactCheck: true });
    expect(chooseKey(['id'], [{ ...estimated, distinct: 60_000 }]).column).toBeNull();
    expect(chooseKey(['id'], [exact])).toMatchObject({ column: 'id', needsExactCheck: false });
  });
});

describe('columns that drift from one month to the next', () => {
  const before = table(
    'a',
    'ID|EMAIL|CP|NOM|VIP\n1|a@x.fr|69003|Durand|oui\n2|b@x.fr|75016|Petit|non\n3|c@x.fr|13001|Roux|non',
  );
  const columnsOf = ({ columns, profiles }: SuggestInput) =>
    columns.map((column, i) => ({ column, profile: profiles[i]! }));

  test('the same columns are the same', () => {
    expect(compareColumns(columnsOf(before), columnsOf(before))).toEqual({
      same: ['ID', 'EMAIL', 'CP', 'NOM', 'VIP'],
      renamed: [],
      missing: [],
      added: [],
      reordered: false,
    });
  });

  test('renamed columns are recognised by meaning and contents; others are missing or added', () => {
    const after = table(
      'a',
      'ID|adresse mail|Code Postal|NOM|points\n1|a@x.fr|69003|Durand|120\n2|d@x.fr|75011|Petit|3\n4|e@x.fr|13001|Blanc|77',
    );
    const drift = compareColumns(columnsOf(before), columnsOf(after));
    expect(drift.same).toEqual(['ID', 'NOM']);
    expect(drift.renamed.map(({ from, to }) => `${from} → ${to}`).sort()).toEqual([
      'CP → Code Postal',
      'EMAIL → adresse mail',
    ]);
    expect(drift.renamed.every(({ confidence }) => confidence > 0.6)).toBe(true);
    expect(drift.missing).toEqual(['VIP']);
    expect(drift.added).toEqual(['points']);
  });

  test('a column that took over a name of other contents is not a renaming', () => {
    const drift = compareColumns(
      [{ column: 'contact_1', profile: profile('contact_1', ['a@x.fr', 'b@x.fr', 'c@x.fr']) }],
      [{ column: 'contact_2', profile: profile('contact_2', ['12', '13', '14']) }],
    );
    expect(drift.renamed).toEqual([]);
    expect(drift.missing).toEqual(['contact_1']);
    expect(drift.added).toEqual(['contact_2']);
  });

  test('another order is reported as such', () => {
    const moved = [...columnsOf(before)].reverse();
    expect(compareColumns(columnsOf(before), moved)).toMatchObject({
      missing: [],
      added: [],
      reordered: true,
    });
  });
});
