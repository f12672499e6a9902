import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en } from '../../main/cli/text/en.ts';
import { fr } from '../../main/cli/text/fr.ts';
import { orfevre } from './orfevre.ts';

const CLI = fileURLToPath(new URL('../../main/cli/', import.meta.url));

type Catalogue = { readonly [key: string]: string | Catalogue };

/** Every key with its text, nested ones joined by dots. */
const flatten = (catalogue: Catalogue, above = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries(catalogue).flatMap(([key, text]) =>
      typeof text === 'string' ? [[above + key, text]] : Object.entries(flatten(text, `${above}${key}.`)),
    ),
  );
const english = flatten(en);
const french = flatten(fr);
const blanks = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

/** The keys the verbs ask for: `t('a.b')` as it is, `t(\`a.${x}\`)` as the pattern of what it may become. */
const asked = readdirSync(CLI, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('text'))
  .flatMap((name) =>
    [...readFileSync(CLI + name, 'utf8').matchAll(/\bt\(\s*(['`])([^'`]+)\1/g)].map((match) => match[2]!),
  );

describe('the texts of the command line', () => {
  it('have the same keys in French and in English, and the same blanks to fill', () => {
    expect(Object.keys(french).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english))
      expect([key, blanks(french[key]!)]).toEqual([key, blanks(text)]);
  });

  it('have every key that is asked for', () => {
    expect(asked.length).toBeGreaterThan(30);
    for (const key of asked) {
      const pattern = new RegExp(`^${key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]+\}/g, '[^.]+')}$`);
      expect(
        Object.keys(english).filter((known) => pattern.test(known)),
        key,
      ).not.toEqual([]);
    }
  });

  it('have a usage for every verb, which help lists in both languages', async () => {
    for (const [language, texts] of [
      ['en', en],
      ['fr', fr],
    ] as const) {
      const { stdout } = await orfevre('--help', '--lang', language);
      for (const line of Object.values(texts.usage)) expect(stdout).toContain(line.split('\n')[0]);
    }
  });
});
