import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../main/cli/exit-codes.ts';
import { readRecipe } from '../../main/engine/recipe/read-recipe.ts';
import { ROOT } from './cruise.ts';

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const README = read('README.md');

describe('the README says what is', () => {
  it('names every verb of the command line, and no other', () => {
    const help = spawnSync(process.execPath, [join(ROOT, 'main/cli/orfevre.ts'), '--help', '--lang', 'en'], {
      encoding: 'utf8',
    }).stdout;
    const verbs = [...help.matchAll(/^ {2}orfevre ([\w-]+)/gm)].map(([, verb]) => verb);
    const described = [...README.matchAll(/^\| `([\w-]+) [^|]*\|/gm)].map(([, verb]) => verb);
    expect(verbs.length).toBeGreaterThan(10);
    expect(described.filter((verb) => verb !== 'npm')).toEqual(verbs);
  });

  it('names every exit code', () => {
    const codes = [...README.matchAll(/^\| (\d) \| /gm)].map(([, code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT));
  });

  it('its recipe can be read', () => {
    const [, recipe] = /```yaml\n([\s\S]*?)```/.exec(README) ?? [];
    expect(readRecipe(recipe!, 'README.md').sources.map(({ name }) => name)).toEqual(['crm', 'shop']);
  });

  it.each(['README.md', 'main/ARCHITECTURE.md'])('the files and scripts that %s names are there', (page) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const text = read(page);
    for (const [, script] of text.matchAll(/npm run ([\w:]+)/g))
      expect(scripts, script).toHaveProperty(script!);
    for (const [, link] of text.matchAll(/\]\(([\w./-]+)\)/g))
      expect(existsSync(join(ROOT, link!)), link).toBe(true);
    const paths = text.matchAll(
      /`((?:main|shared|engine|test)\/[\w./-]+|(?:db|jobs|lineage|sources)\/[\w./-]+\.ts)`/g,
    );
    for (const [, path] of paths) {
      const candidates = [path!, `main/${path}`, `main/engine/${path}`];
      expect(
        candidates.some((candidate) => existsSync(join(ROOT, candidate))),
        path,
      ).toBe(true);
    }
  });
});
