import { describe, expect, test } from 'vitest';
import { ColumnProfiler } from '../../../main/engine/sources/profile.ts';
import { patternOf, typeOf } from '../../../main/engine/sources/profile-patterns.ts';
import type { ColumnProfile, RawCell } from '../../../shared/model/source.ts';

function profile(columns: readonly string[], rows: readonly (readonly RawCell[])[]): ColumnProfile[] {
  const profiler = new ColumnProfiler();
  for (const row of rows) profiler.add(row);
  return profiler.finish(columns);
}

describe('the profile of a small table is exact', () => {
  test('completeness, distinct values, lengths, extremes, frequent values, patterns, samples', () => {
    const [city, code] = profile(
      ['ville', 'code', 'absent'],
      [
        ['Paris', '75001'],
        ['Lyon', '69002'],
        ['Paris', null],
        ['', '01000'],
        ['  '],
        ['Aix-en-Provence', '13100'],
      ],
    );
    expect(city).toEqual({
      column: 'ville',
      rows: 6,
      filled: 4,
      distinct: 3,
      distinctIsExact: true,
      top: [
        { value: 'Paris', count: 2 },
        { value: 'Aix-en-Provence', count: 1 },
        { value: 'Lyon', count: 1 },
      ],
      patterns: [
        { pattern: 'Aa', count: 3 },
        { pattern: 'Aa-a-Aa', count: 1 },
      ],
      minLength: 4,
      maxLength: 15,
      min: 'Aix-en-Provence',
      max: 'Paris',
      typeGuess: 'text',
      samples: ['Paris', 'Lyon', 'Aix-en-Provence'],
      sampled: false,
    });
    expect(code).toMatchObject({
      filled: 4,
      min: '01000',
      max: '75001',
      typeGuess: 'integer',
      minLength: 5,
      maxLength: 5,
    });
  });

  test('a column never filled', () => {
    expect(profile(['a', 'b'], [['x'], ['y', null]])[1]).toMatchObject({
      rows: 2,
      filled: 0,
      distinct: 0,
      min: null,
      max: null,
      minLength: 0,
      typeGuess: 'empty',
    });
  });

  test.each([
    ['12', 'integer'],
    ['-1 234,56', 'decimal'],
    ['1.5', 'decimal'],
    ['2024-02-29', 'date'],
    ['29/02/2024', 'date'],
    ['2024-02-29T10:00:00', 'datetime'],
    ['oui', 'boolean'],
    ['jean@exemple.fr', 'email'],
    ['06 12 34 56 78', 'phone'],
    ['+33612345678', 'phone'],
    ['12 rue de la Paix', 'text'],
  ])('%s is %s', (value, type) => {
    expect(typeOf(value)).toBe(type);
  });

  test('patterns fold runs and keep punctuation', () => {
    expect(patternOf('DUPONT Jean-Éric')).toBe('A Aa-Aa');
    expect(patternOf('06.12.34')).toBe('9.9.9');
    expect(patternOf('AB123')).toBe('A9');
  });
});

describe('the profile of a large table is bounded and close', () => {
  test('distinct values are estimated within 3 %, frequent ones found though they come late', () => {
    const profiler = new ColumnProfiler();
    for (let i = 0; i < 200_000; i++)
      profiler.add([
        `C${String(i).padStart(7, '0')}`,
        i > 120_000 && i % 4 === 0 ? 'Paris' : `Ville ${i}`,
        `${i % 50}`,
      ]);
    const [id, city, group] = profiler.finish(['id', 'ville', 'groupe']);
    expect(id).toMatchObject({
      filled: 200_000,
      distinctIsExact: false,
      sampled: true,
      min: 'C0000000',
      max: 'C0199999',
    });
    expect(Math.abs((id?.distinct ?? 0) / 200_000 - 1)).toBeLessThan(0.03);
    expect(city?.top[0]?.value).toBe('Paris');
    expect(Math.abs((city?.top[0]?.count ?? 0) / 20_000 - 1)).toBeLessThan(0.1);
    expect(group).toMatchObject({ distinct: 50, distinctIsExact: true });
    expect(group?.top[0]?.count).toBe(4000);
  });
});
