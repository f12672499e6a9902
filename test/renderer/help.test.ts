import { describe, expect, it } from 'vitest';
import { HELP_PAGES } from '../../renderer/app/help-pages.ts';
import { TERMS } from '../../renderer/ui/terms.ts';
import { PAGES } from '../e2e/pages.ts';
import { catalogues, flat } from '../e2e/words.ts';

const LANGUAGES = ['fr', 'en'] as const;
const textsOf = (language: 'fr' | 'en', part: string): Map<string, string> =>
  new Map(
    [...flat(catalogues(language).help!)]
      .filter(([key]) => key.startsWith(`${part}.`))
      .map(([key, text]) => [key.slice(part.length + 1), text]),
  );

describe('the help', () => {
  it.each(LANGUAGES)('explains every word of the field in %s, and no other', (language) => {
    const texts = textsOf(language, 'term');
    const asked = TERMS.flatMap((name) => [`${name}.name`, `${name}.text`]);
    expect([...texts.keys()].sort()).toEqual([...asked].sort());
    expect([...texts.values()].filter((text) => text.trim() === '')).toEqual([]);
  });

  it.each(LANGUAGES)('says of every page in %s what it is for and what to do there', (language) => {
    const texts = textsOf(language, 'page');
    for (const { name } of HELP_PAGES) {
      expect(texts.get(`${name}.what`), name).toMatch(/\w{3}/);
      expect(texts.get(`${name}.steps.1`), name).toMatch(/\w{3}/);
    }
  });

  it('knows every address of the window', () => {
    const uncovered = PAGES.filter(({ path }) => !HELP_PAGES.some((page) => page.isAt(path)));
    expect(uncovered).toEqual([]);
  });

  it('knows a page also with what is chosen on it', () => {
    const at = (path: string) => HELP_PAGES.find((page) => page.isAt(path))?.name;
    expect(at('/sources/caisse')).toBe('sources');
    expect(at('/golden/individual')).toBe('golden');
    expect(at('/golden-record/G0J')).toBe('record');
    expect(at('/match/individual/what-if')).toBe('what-if');
    expect(at('/accuracy/individual')).toBe('accuracy');
    expect(at('/match/individual')).toBe('match');
    expect(at('/match/individual/model')).toBe('match-model');
  });

  it('names each word once on a page', () => {
    for (const { name, terms } of HELP_PAGES) expect(new Set(terms).size, name).toBe(terms.length);
  });
});
