import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTransforms } from '../../../main/engine/standardise/transforms.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { Transform } from '../../../shared/model/mapping.ts';
import type { Step } from '../../../shared/model/values.ts';

const apply = (text: string, ...transforms: Transform[]): string => compileTransforms(transforms)(text);

function refused(...transforms: Transform[]) {
  try {
    compileTransforms(transforms);
  } catch (error) {
    if (error instanceof UserError) return error.data;
    throw error;
  }
  return undefined;
}

describe('transforms of a mapping rule', () => {
  it.each<[Transform, string, string]>([
    [{ op: 'trim' }, '  a b ', 'a b'],
    [{ op: 'upper' }, 'élan', 'ÉLAN'],
    [{ op: 'lower' }, 'ÉLAN', 'élan'],
    [{ op: 'capitalise' }, "jean-pierre D'ARTAGNAN", "Jean-Pierre D'Artagnan"],
    [{ op: 'collapse_spaces' }, ' a \t b  ', 'a b'],
    [{ op: 'digits' }, 'tél. 02 70-26', '027026'],
    [{ op: 'replace', pattern: '^CLI-0*', with: '' }, 'CLI-00042', '42'],
    [{ op: 'replace', pattern: '(\\d+)/(\\d+)', with: '$2/$1' }, '12/31', '31/12'],
    [{ op: 'extract', pattern: '\\d{5}' }, 'à 67000 ici', '67000'],
    [{ op: 'extract', pattern: '(\\d{5}) (.*)' }, '67000 Strasbourg', '67000'],
    [{ op: 'extract', pattern: '(\\d{5}) (.*)', group: 2 }, '67000 Strasbourg', 'Strasbourg'],
    [{ op: 'extract', pattern: '(\\d{5})' }, 'Strasbourg', ''],
    [{ op: 'split', separator: ';', part: 1 }, 'a; b ;c', 'a'],
    [{ op: 'split', separator: ';', part: 2 }, 'a; b ;c', 'b'],
    [{ op: 'split', separator: ';', part: -1 }, 'a; b ;c', 'c'],
    [{ op: 'split', separator: ';', part: 9 }, 'a;b', ''],
    [{ op: 'prefix', text: '+33' }, '612', '+33612'],
    [{ op: 'prefix', text: '+33' }, '', ''],
    [{ op: 'suffix', text: ' €' }, '12', '12 €'],
    [{ op: 'pad_start', length: 5, with: '0' }, '6300', '06300'],
    [{ op: 'pad_start', length: 5, with: '0' }, '', ''],
    [{ op: 'blank_if', values: ['N/A', '0'] }, ' n/a ', ''],
    [{ op: 'blank_if', values: ['N/A', '0'] }, '10', '10'],
    [{ op: 'default', text: 'FR' }, ' ', 'FR'],
    [{ op: 'default', text: 'FR' }, 'BE', 'BE'],
  ])('%o makes of “%s” “%s”', (transform, text, expected) => {
    expect(apply(text, transform)).toBe(expected);
  });

  it('are applied in order, and every change is a step', () => {
    const steps: Step[] = [];
    const run = compileTransforms([
      { op: 'trim' },
      { op: 'digits' },
      { op: 'pad_start', length: 5, with: '0' },
    ]);
    expect(run('n° 6300', steps)).toBe('06300');
    expect(steps).toEqual([
      { operation: 'digits', input: 'n° 6300', output: '6300' },
      { operation: 'pad_start', input: '6300', output: '06300' },
    ]);
  });

  it('give the same with and without steps', () => {
    const run = compileTransforms([{ op: 'replace', pattern: '[aeiou]+', with: '<$0>' }, { op: 'upper' }]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(run(text, [])).toBe(run(text));
      }),
    );
  });

  it('name a pattern that RE2 refuses, and where', () => {
    expect(refused({ op: 'extract', pattern: 'ab(c[d' })).toMatchObject({
      code: 'mapping.pattern',
      where: { pattern: 'ab(c[d', position: 5 },
    });
    expect(refused({ op: 'replace', pattern: '(a)\\1', with: '' })?.code).toBe('mapping.pattern');
  });

  it('name what cannot work', () => {
    expect(refused({ op: 'extract', pattern: '(a)', group: 3 })?.code).toBe('mapping.transform');
    expect(refused({ op: 'split', separator: ',', part: 0 })?.code).toBe('mapping.transform');
    expect(refused({ op: 'pad_start', length: 1e9, with: '0' })?.code).toBe('mapping.transform');
  });

  it('take linear time where other engines hang', () => {
    const run = compileTransforms([{ op: 'extract', pattern: '(a+)+$' }]);
    const start = performance.now();
    expect(run(`${'a'.repeat(5_000)}!`)).toBe('');
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
