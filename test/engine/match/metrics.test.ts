import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceInKm } from '../../../main/engine/match/values/geography.ts';
import {
  damerauLevenshtein,
  editsAtLeast,
  jaro,
  jaroWinkler,
  jaroWinklerAtMost,
  letterMask,
} from '../../../main/engine/match/values/metrics.ts';
import { bigramSimilarity, characterJaccard } from '../../../main/engine/match/values/ngrams.ts';
import { soundex } from '../../../main/engine/match/values/soundex.ts';

const word = fc.string({ unit: fc.constantFrom(...'ABCDEé1 '), maxLength: 12 });

describe('Jaro-Winkler', () => {
  test.each([
    ['MARTHA', 'MARHTA', 0.944, 0.961],
    ['DWAYNE', 'DUANE', 0.822, 0.84],
    ['DIXON', 'DICKSONX', 0.767, 0.813],
    ['JONES', 'JOHNSON', 0.79, 0.832],
    // Winkler's table (Winkler 1990; Porter & Winkler 1997).
    ['SHACKLEFORD', 'SHACKELFORD', 0.97, 0.982],
    ['DUNNINGHAM', 'CUNNIGHAM', 0.896, 0.896],
    ['NICHLESON', 'NICHULSON', 0.926, 0.956],
    ['MASSEY', 'MASSIE', 0.889, 0.933],
    ['ABROMS', 'ABRAMS', 0.889, 0.922],
    ['HARDIN', 'MARTINEZ', 0.722, 0.722],
    ['ITMAN', 'SMITH', 0.467, 0.467],
    ['JERALDINE', 'GERALDINE', 0.926, 0.926],
    ['MICHELLE', 'MICHAEL', 0.869, 0.921],
    ['JULIES', 'JULIUS', 0.889, 0.933],
    ['TANYA', 'TONYA', 0.867, 0.88],
    ['SEAN', 'SUSAN', 0.783, 0.805],
    ['JON', 'JOHN', 0.917, 0.933],
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

describe('Soundex', () => {
  test.each([
    // Knuth, The Art of Computer Programming 3, 6; National Archives, Soundex indexing.
    ['Euler', 'E460'],
    ['Ellery', 'E460'],
    ['Gauss', 'G200'],
    ['Ghosh', 'G200'],
    ['Hilbert', 'H416'],
    ['Heilbronn', 'H416'],
    ['Knuth', 'K530'],
    ['Kant', 'K530'],
    ['Lloyd', 'L300'],
    ['Lukasiewicz', 'L222'],
    ['Washington', 'W252'],
    ['Lee', 'L000'],
    ['Gutierrez', 'G362'],
    ['Pfister', 'P236'],
    ['Jackson', 'J250'],
    ['Tymczak', 'T522'],
    ['Ashcraft', 'A261'],
    ['VanDeusen', 'V532'],
    ['Élodie', 'E430'],
    ['42', ''],
  ])('%s is %s', (name, code) => {
    expect(soundex(name)).toBe(code);
  });
});

describe('bigrams and characters in common', () => {
  test('give the published values', () => {
    expect(bigramSimilarity('NIGHT', 'NACHT')).toBeCloseTo(0.25, 9);
    expect(bigramSimilarity('FRANCE', 'FRENCH')).toBeCloseTo(0.4, 9);
    expect(characterJaccard('duck', 'luck')).toBeCloseTo(0.6, 9);
  });

  test.each([
    ['bigrams', bigramSimilarity],
    ['characters', characterJaccard],
  ] as const)('%s: symmetric, within 0 and 1, 1 for equal texts', (_, metric) => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(metric(a, b)).toBe(metric(b, a));
        expect(metric(a, b)).toBeGreaterThanOrEqual(0);
        expect(metric(a, b)).toBeLessThanOrEqual(1);
        expect(metric(a, a)).toBe(1);
      }),
    );
  });
});

describe('the distance between two places', () => {
  test.each([
    // Great-circle distances on a sphere of 6,371 km.
    ['Paris and London', 48.8566, 2.3522, 51.5074, -0.1278, 343.6],
    ['Nashville and Los Angeles (BNA, LAX)', 36.12, -86.67, 33.94, -118.4, 2886.4],
    ['the poles', 90, 0, -90, 0, 20015.1],
    ['both sides of the date line', 0, 179.5, 0, -179.5, 111.2],
  ])('%s', (_, a, b, c, d, km) => {
    expect(distanceInKm(a, b, c, d)).toBeCloseTo(km, 0);
  });

  test('is symmetric, zero for one place, never above half the circumference', () => {
    const latitude = fc.double({ min: -90, max: 90, noNaN: true });
    const longitude = fc.double({ min: -180, max: 180, noNaN: true });
    fc.assert(
      fc.property(latitude, longitude, latitude, longitude, (a, b, c, d) => {
        const km = distanceInKm(a, b, c, d);
        expect(km).toBe(distanceInKm(c, d, a, b));
        expect(distanceInKm(a, b, a, b)).toBe(0);
        expect(km).toBeGreaterThanOrEqual(0);
        expect(km).toBeLessThanOrEqual(20016);
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
