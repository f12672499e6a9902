import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from '../../renderer/ui/diff.ts';

const shown = (text: string, other: string) =>
  differences(text, other)
    .map(({ text: part, changed }) => (changed ? `[${part}]` : part))
    .join('');

describe('characters marked between two spellings', () => {
  it('marks only what changed inside the word', () => {
    expect(shown('Dupont', 'Dupond')).toBe('Dupon[t]');
    expect(shown('Jean-Pierre', 'Jean Pierre')).toBe('Jean[-]Pierre');
    expect(shown('Lefèvre', 'Lefebvre')).toBe('Lef[è]vre');
  });

  it('marks nothing where both are the same, and everything where nothing is shared', () => {
    expect(shown('Martin', 'Martin')).toBe('Martin');
    expect(shown('abc', 'xyz')).toBe('[abc]');
  });

  it('marks values that are not spellings of one thing as wholes, not letter by letter', () => {
    expect(shown('ybonnet78@yahoo.fr', 'yvetteb69@neuf.fr')).toBe('[ybonnet78@yahoo.fr]');
    expect(shown('40 Cours Claude Moet, 77300 Fontainebleau', '12 Chemin des Jardins, 92200 Neuilly')).toBe(
      '[40 Cours Claude Moet, 77300 Fontainebleau]',
    );
    expect(shown('+33 1 99 00 40 44', '+33 4 65 71 40 38')).toBe('[+33 1 99 00 40 44]');
    expect(shown('12 rue de la Paix, 75002 Paris', '14 rue de la Paix, 75002 Paris')).toBe(
      '1[2] rue de la Paix, 75002 Paris',
    );
  });

  it('counts an emoji or an accented letter as one character', () => {
    expect(shown('Zoé 👩‍👩‍👧', 'Zoé 👩‍👩‍👦')).toBe('Zoé [👩‍👩‍👧]');
    expect(shown('Noe\u0308l', 'Noel')).toBe('No[e\u0308]l');
  });

  it('loses no character and marks a common subsequence of both', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (text, other) => {
        const kept = (from: string, to: string) =>
          differences(from, to, 0)
            .filter(({ changed }) => !changed)
            .map((piece) => piece.text)
            .join('').length;
        expect(
          differences(text, other)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
        expect(kept(text, other)).toBe(kept(other, text));
      }),
      { numRuns: 200 },
    );
  });
});
