import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardisePersonName } from '../../../main/engine/standardise/names.ts';
import { type SingleValueKind, standardiseOne } from '../../../main/engine/standardise/registry.ts';
import { cleanText, foldKey } from '../../../main/engine/standardise/text.ts';
import { KINDS } from '../../../shared/kinds/kinds.ts';

const context = { defaultCountry: 'FR', now: '2026-01-15' };
const kinds = KINDS.filter((kind): kind is SingleValueKind => kind !== 'address');

/** Text as it is found in silos, besides pure noise. */
const pieces = fc.constantFrom(
  ...'Dupont JEAN de la née M. Mme SARL 06 53 27 97 94 +33 @ orange.fr gmail.com , ; / - ( ) 19/06/1966 juin 1966 12,50 € FR40303265045 732829320 Ã© &eacute; \u00a0 \u200b 👩‍👩‍👧 شركة N/A e\u0301 ’ 1e12 http:// www.'.split(
    ' ',
  ),
);
const cell = fc.oneof(
  fc.array(pieces, { maxLength: 6 }).map((words) => words.join(' ')),
  fc.array(pieces, { maxLength: 6 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

describe.each(kinds)('any text as %s', (kind) => {
  it('never throws, never gives an empty value, explains every blank', () => {
    fc.assert(
      fc.property(cell, (raw) => {
        const read = standardiseOne(kind, raw, context);
        expect(read.value).not.toBe('');
        if (read.value === undefined && cleanText(raw).value !== '') expect(read.findings).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves a standardised value as it is', () => {
    fc.assert(
      fc.property(cell, (raw) => {
        const { value } = standardiseOne(kind, raw, context);
        if (value !== undefined) expect(standardiseOne(kind, value, context).value).toBe(value);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile text', () => {
  it('a person name never throws', () => {
    fc.assert(
      fc.property(cell, cell, cell, cell, (title, given, family, full) => {
        const name = standardisePersonName({ title, given, family, full });
        for (const value of [
          name.title,
          name.given_name,
          name.middle_name,
          name.family_name,
          name.birth_name,
        ]) {
          expect(value).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a standardised person name comes out the same when read again', () => {
    const title = fc.constantFrom('', 'M.', 'MME', 'Melle', 'Dr');
    const given = fc.constantFrom(
      '',
      'JEAN',
      'Jean Pierre',
      'marie-claude',
      'J.',
      'JP',
      'Zorglub',
      'Sophie, Anne',
      'mary ann',
    );
    const family = fc.constantFrom(
      'DUPONT',
      "d'artagnan",
      'DE LA TOUR',
      'Mc Donald',
      "O'NEILL",
      'van der meer',
      'X',
      'MARTIN née PETIT',
      'Le Goff',
    );
    fc.assert(
      fc.property(title, given, family, (one, two, three) => {
        const name = standardisePersonName({ title: one, given: two, family: three });
        const again = standardisePersonName({
          title: name.title,
          given: name.given_name,
          middle: name.middle_name,
          family: name.family_name,
          birth: name.birth_name,
        });
        expect({ ...again, findings: [], steps: [] }).toEqual({ ...name, findings: [], steps: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('clean text and keys are stable', () => {
    fc.assert(
      fc.property(cell, (raw) => {
        const { value } = cleanText(raw);
        expect(cleanText(value).value).toBe(value);
        expect(foldKey(foldKey(raw))).toBe(foldKey(raw));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    'a',
    'é ',
    'Ã©',
    '1',
    '&amp;',
    '@',
    '. ',
    "d' ",
    '- ',
    '0 ',
    '( ',
    'a.',
    ' \u200b',
    'née ',
    '1/',
    'A&',
    '+33 ',
  ])('reads 100,000 characters of %j in bounded time, in every kind', (piece) => {
    const raw = piece.repeat(Math.ceil(100_000 / piece.length));
    const start = performance.now();
    for (const kind of kinds) standardiseOne(kind, raw, context);
    standardisePersonName({ full: raw, given: raw, family: raw });
    // Linear reading takes well under a second for all kinds together; backtracking would take minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
