import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addInCommon,
  addLevel,
  addRule,
  changeComparator,
  changeComparison,
  changeRule,
  moved,
  removeComparison,
  removeLevel,
  rescaleLevels,
  sumOf,
} from '../../renderer/match/model/edits.ts';
import { bitsOf, readNumber, writtenNumber } from '../../renderer/match/model/numbers.ts';
import type { MatchModel } from '../../shared/model/match-model.ts';

const MODEL: MatchModel = {
  entity: 'individual',
  template: 'person',
  blockingRules: [
    { name: 'email', keys: [{ attribute: 'email', transform: 'exact' }] },
    { name: 'the same street', keys: [{ attribute: 'address', transform: 'street' }] },
  ],
  comparisons: [
    {
      name: 'email',
      attributes: ['email'],
      comparator: 'email',
      levels: [
        { name: 'exact', m: 0.8, u: 0.01 },
        { name: 'typo', m: 0.1, u: 0.09 },
        { name: 'different', m: 0.1, u: 0.9 },
      ],
    },
  ],
  lookalikes: [
    {
      name: 'household',
      ratio: 0.5,
      comparisons: [{ comparison: 'email', share: 1, levels: [0.2, 0.1, 0.7], train: true }],
    },
  ],
  thresholds: { autoMerge: 9, review: 0 },
  guards: { identifiers: [], sharedContactLimit: 5, maxClusterSize: 100 },
  train: true,
};
const ORDER = ['exact', 'typo', 'similar', 'different'];

describe('editing a match model', () => {
  it('names a rule by its keys as long as nobody has named it', () => {
    const keys = [
      { attribute: 'email', transform: 'exact' },
      { attribute: 'phone', transform: 'last8' },
    ];
    expect(changeRule(MODEL, 0, { keys }).blockingRules[0]).toEqual({ name: 'email + phone:last8', keys });
    expect(changeRule(MODEL, 1, { keys }).blockingRules[1]!.name).toBe('the same street');
    expect(addRule(MODEL, [{ attribute: 'email', transform: 'exact' }]).blockingRules[2]!.name).toBe(
      'email 2',
    );
  });

  it('leaves out what is switched off, so that equal models are written the same', () => {
    const on = changeRule(MODEL, 0, { unordered: true });
    expect(on.blockingRules[0]!.unordered).toBe(true);
    expect(JSON.stringify(changeRule(on, 0, { unordered: undefined }))).toBe(JSON.stringify(MODEL));
  });

  it('lets lookalikes follow the name of a comparison, and forget one that is gone or compared otherwise', () => {
    const named = changeComparison(MODEL, 0, { name: 'mail' });
    expect(named.lookalikes[0]!.comparisons[0]!.comparison).toBe('mail');
    expect(removeComparison(MODEL, 0)).toMatchObject({ comparisons: [], lookalikes: [{ comparisons: [] }] });
    const levels = [
      { name: 'exact', m: 0.9, u: 0.1 },
      { name: 'different', m: 0.1, u: 0.9 },
    ];
    const other = changeComparator(MODEL, 0, 'category', levels);
    expect(other.comparisons[0]).toMatchObject({ comparator: 'category', levels });
    expect(other.lookalikes[0]!.comparisons).toEqual([]);
  });

  it('keeps all probabilities adding up when a level is taken out, added or put back', () => {
    const without = removeLevel(MODEL, 0, 1);
    expect(without.comparisons[0]!.levels.map(({ name }) => name)).toEqual(['exact', 'different']);
    expect(without.comparisons[0]!.levels[1]).toMatchObject({ m: 0.2, u: 0.99 });
    expect(without.lookalikes[0]!.comparisons[0]!.levels).toEqual([0.2, 0.1 + 0.7]);
    const back = addLevel(without, 0, { name: 'typo', m: 0.1, u: 0.09 }, ORDER);
    expect(back.comparisons[0]!.levels.map(({ name }) => name)).toEqual(['exact', 'typo', 'different']);
    expect(back.lookalikes[0]!.comparisons[0]!.levels).toHaveLength(3);
    for (const { comparisons } of [without, back])
      for (const which of ['m', 'u'] as const) expect(sumOf(comparisons[0]!.levels, which)).toBeCloseTo(1);
  });

  it('brings sums to 1 without changing what a level is worth against another', () => {
    const twice = {
      ...MODEL,
      comparisons: MODEL.comparisons.map((one) => ({
        ...one,
        levels: one.levels.map((level) => ({ ...level, m: level.m * 2 })),
      })),
    };
    expect(rescaleLevels(twice, 0)).toEqual(MODEL);
  });

  it('gives lookalikes a probability for each level of what they have in common', () => {
    const other = { ...MODEL, lookalikes: [{ name: 'twins', ratio: 1, comparisons: [] }] };
    expect(addInCommon(other, 0, 'email').lookalikes[0]!.comparisons).toEqual([
      { comparison: 'email', share: 1, levels: [1, 0, 0], train: true },
    ]);
  });

  it('moves an item to its new place, never out of the list', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});

describe('a number in a field', () => {
  it('is read as people write it', () => {
    const texts = ['0,02', '0.02', '2 %', '2\u202f%', '1e-6', '1 500', '−3', ',5'];
    expect(texts.map((text) => readNumber(text))).toEqual([0.02, 0.02, 0.02, 0.02, 1e-6, 1500, -3, 0.5]);
    expect(['', 'x', '1,2,3', '0x10', 'Infinity', '1e999', '1e'].map((text) => readNumber(text))).toEqual(
      Array(7).fill(undefined),
    );
    expect([readNumber('12', true), readNumber('1,5', true)]).toEqual([12, undefined]);
  });

  it('is written so that it is read again, to four digits, in each language', () => {
    expect(writtenNumber(0.0031758, 'fr')).toBe('0,003176');
    expect(writtenNumber(2.064e-5, 'en')).toBe('2.064e-5');
    expect(writtenNumber(1500, 'fr')).toBe('1500');
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
        for (const language of ['fr', 'en']) {
          const back = readNumber(writtenNumber(value, language))!;
          expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 5e-4);
        }
      }),
    );
  });

  it('weighs a level, also where nothing was ever seen on it', () => {
    expect(bitsOf({ m: 0.8, u: 0.1 })).toBe(3);
    expect([bitsOf({ m: 0.5, u: 0 }), bitsOf({ m: 0, u: 0.5 })]).toEqual([Infinity, -Infinity]);
    expect(bitsOf({ m: 0, u: 0 })).toBe(0);
  });
});
