import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  damerauLevenshtein,
  editsAtLeast,
  jaro,
  jaroWinkler,
  jaroWinklerAtMost,
  letterMask,
} from '../../../main/engine/match/values/metrics.ts';

const word = fc.string({ unit: fc.constantFrom(...'ABCDEé1 '), maxLength: 12 });

describe('Jaro-Winkler', () => {
  test.each([
    ['MARTHA', 'MARHTA', 0.944, 0.961],
    ['DWAYNE', 'DUANE', 0.822, 0.84],
    ['DIXON', 'DICKSONX', 0.767, 0.813],
    ['JONES', 'JOHNSON', 0.79, 0.832],
    ['ABCD', 'EFGH', 0, 0],
  ])('gives the published values for %s and %s', (a, b, expectedJaro, expectedWinkler) => {
    expect(jaro(a, b)).toBeCloseTo(expectedJaro, 3);
    expect(jaroWinkler(a, b)).toBeCloseTo(expectedWinkler, 3);
  });

  test('is symmetric, within 0 and 1, and 1 for equal texts only', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const similarity = jaroWinkler(a, b);
        expect(similarity).toBe(jaroWinkler(b, a));
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(jaroWinkler(a, a)).toBe(1);
        if (a !== b) expect(similarity).toBeLessThan(1);
      }),
    );
  });

  test('never exceeds its bound from the letter masks', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const bound = jaroWinklerAtMost(a, b, letterMask(a), letterMask(b));
        expect(jaroWinkler(a, b)).toBeLessThanOrEqual(bound + 1e-12);
      }),
    );
  });
});

describe('Damerau-Levenshtein', () => {
  test.each([
    ['MARTIN', 'MARTIN', 0],
    ['MARTIN', 'MATRIN', 1],
    ['DUPONT', 'DUPOND', 1],
    ['KITTEN', 'SITTING', 3],
    ['', 'ABC', 3],
    ['CA', 'ABC', 3],
  ])('counts the edits from %s to %s', (a, b, edits) => {
    expect(damerauLevenshtein(a, b)).toBe(edits);
  });

  test('agrees with the textbook recurrence, whatever the limit', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 5 }), (a, b, limit) => {
        expect(damerauLevenshtein(a, b, limit)).toBe(Math.min(textbook(a, b), limit + 1));
        expect(editsAtLeast(a, b, letterMask(a), letterMask(b))).toBeLessThanOrEqual(textbook(a, b));
      }),
    );
  });
});

/** Optimal string alignment, written out (Boytsov 2011). */
function textbook(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      d[i]![j] = Math.min(change, d[i - 1]![j]! + 1, d[i]![j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
      }
    }
  }
  return d[a.length]![b.length]!;
}
