import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPARATORS } from '../../main/engine/match/comparators/index.ts';
import { NOTE_CODES } from '../../main/engine/match/model/splink/note.ts';
import { catalogues, flat } from '../e2e/words.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The names of the transforms of blocking keys, as the engine lists them. */
function transforms(): string[] {
  const source = readFileSync(join(ROOT, 'main/engine/match/blocking/keys.ts'), 'utf8');
  const [, list = ''] = /const TRANSFORMS[^{]*\{([\s\S]*?)\n\};/.exec(source) ?? [];
  return [...list.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!);
}

describe.each(['fr', 'en'] as const)('the matching in %s', (language) => {
  it('has words for every level a comparison can find', () => {
    const texts = flat(catalogues(language).review!);
    const levels = [...COMPARATORS.values()].flatMap((family) => family.levels.map(({ name }) => name));
    expect(levels.length).toBeGreaterThan(30);
    expect(levels.filter((name) => !texts.has(`level.${name}`))).toEqual([]);
  });

  it('has words for every comparator', () => {
    const texts = flat(catalogues(language).match!);
    expect([...COMPARATORS.keys()].filter((name) => !texts.has(`comparator.${name}`))).toEqual([]);
  });

  it('has words for everything the exchange with Splink can say', () => {
    const texts = flat(catalogues(language)['match-model']!);
    expect(NOTE_CODES.filter((code) => !texts.has(`note.${code}`))).toEqual([]);
  });

  it('has words for every key a blocking rule can be made of', () => {
    const texts = flat(catalogues(language).match!);
    const names = transforms();
    expect(names).toContain('last8');
    expect(names.filter((name) => name !== 'exact' && !texts.has(`transform.${name}`))).toEqual([]);
  });
});
