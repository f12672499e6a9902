import { describe, expect, it } from 'vitest';
import { type ValueType, valueTextOf } from '../../renderer/ui/value-text.ts';
import type { Kind } from '../../shared/kinds/kinds.ts';

const words = {
  sex: (code: string) => (code === 'female' ? 'femme' : code),
  boolean: (v: boolean) => (v ? 'oui' : 'non'),
};
const french = valueTextOf('fr', words);
const text = (kind: Kind, value: string, more: Partial<ValueType> = {}) => french({ kind, ...more }, value);

describe('values as the reader writes them', () => {
  it('writes dates, moments, amounts and choices in the language of the window', () => {
    expect(text('date', '1978-10-23')).toBe('23/10/1978');
    expect(text('datetime', '2023-05-02')).toBe('02/05/2023');
    expect(text('datetime', '2022-12-06T22:58:01')).toBe('06/12/2022 22:58');
    expect(text('amount', '1247.5').replace(/\s/g, ' ')).toBe('1 247,50');
    expect(text('sex', 'female')).toBe('femme');
    expect(text('boolean', 'true')).toBe('oui');
    expect(text('country', 'FR')).toBe('France');
    expect(text('phone', '+33199004044')).toBe('+33 1 99 00 40 44');
  });

  it('names codes by their label, and leaves a code outside the list as it is', () => {
    const codes = new Map([['phone', { fr: 'Téléphone', en: 'Phone' }]]);
    expect(text('code', 'phone', { codes })).toBe('Téléphone');
    expect(text('code', 'pigeon', { codes })).toBe('pigeon');
  });

  it('leaves alone what has not the shape of its kind', () => {
    for (const [kind, value] of [
      ['date', '1978'],
      ['date', '0000-99-99'],
      ['amount', 'twelve'],
      ['country', 'Atlantis'],
      ['phone', '+4420'],
      ['text', '2020-01-01'],
    ] as const)
      expect(text(kind, value)).toBe(value);
  });
});
