import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Cruise, cruise, cruisePlanted, ROOT } from './cruise.ts';

const sourceFiles = (folder: string): number =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  ).length;

describe('imports go one way', () => {
  const tree = cruise(ROOT, ['main', 'shared']);

  it('in every module of main and shared', () => {
    expect(tree.violations).toEqual([]);
  });

  it('and every module was looked at: a tool that reads nothing finds nothing', () => {
    expect(tree.modules.length).toBeGreaterThanOrEqual(sourceFiles('main') + sourceFiles('shared'));
    expect(tree.modules).toContain('main/engine/pipeline.ts');
  });
});

/** One planted import per rule: the file that breaks it, what it imports, and the rule that must say so. */
const PLANTED: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['shared/model/a.ts', '../../main/engine/db/target.ts', 'shared-stands-alone'],
  ['shared/model/b.ts', 'node:fs', 'shared-runs-anywhere'],
  ['shared/model/c.ts', 'fs', 'shared-runs-anywhere'],
  ['shared/model/d.ts', 'electron', 'shared-without-native-code'],
  ['main/engine/match/a.ts', 'electron', 'engine-without-electron'],
  ['main/engine/match/b.ts', 'electron/main', 'engine-without-electron'],
  ['main/cli/a.ts', 'electron', 'engine-without-electron'],
  ['main/engine/pipeline.ts', '../serve/target.ts', 'engine-beneath-its-callers'],
  ['main/engine/db/a.ts', '../golden/target.ts', 'db-beneath-capabilities'],
  ['main/engine/match/c.ts', '../golden/target.ts', 'capabilities-apart'],
  ['main/engine/match/stage.ts', '../golden/target.ts', 'capabilities-apart'],
  ['main/engine/match/values/deep.ts', '../../golden/target.ts', 'capabilities-apart'],
  ['main/engine/consent/a.ts', '../jobs/target.ts', 'capabilities-apart'],
  ['main/engine/invented-tomorrow/a.ts', '../golden/target.ts', 'capabilities-apart'],
  ['main/engine/golden/a.ts', '../router.ts', 'capabilities-apart'],
  ['main/engine/pipeline.ts', './router.ts', 'pipeline-beneath-jobs'],
  ['main/engine/jobs/a.ts', '../golden/target.ts', 'jobs-run-the-pipeline'],
  ['main/serve/a.ts', '../cli/target.ts', 'ways-in-apart'],
  ['main/app/a.ts', '../cli/target.ts', 'ways-in-apart'],
  ['main/engine/match/d.ts', 'better-sqlite3', 'sqlite-behind-db'],
  ['main/engine/sources/store.ts', 'better-sqlite3', 'sqlite-behind-db'],
  ['renderer/a.ts', '../main/engine/db/target.ts', 'interface-through-the-contract'],
  ['renderer/b.ts', 'node:path', 'interface-runs-in-a-browser'],
  ['renderer/c.ts', 'electron', 'interface-without-native-code'],
  ['main/serve/b.ts', '../../test/target.ts', 'product-without-tests'],
  ['main/serve/c.ts', '../../../beside/target.ts', 'inside-the-repository'],
  ['main/serve/d.ts', './not-there.ts', 'resolvable'],
];

/** What the planted files import, and imports that are right: nothing may be said of these. */
const RIGHT: Readonly<Record<string, string>> = {
  'main/engine/db/target.ts': "import Database from 'better-sqlite3';\nexport const target = Database;\n",
  'main/engine/golden/target.ts': "export { target } from '../db/target.ts';\n",
  'main/engine/golden/stage.ts':
    "export { target } from './target.ts';\nexport type { Kind } from '../../../shared/model/target.ts';\n",
  'main/engine/sources/read/sqlite.ts': "export { default } from 'better-sqlite3';\n",
  'main/engine/router.ts': "export { target } from './golden/target.ts';\n",
  'main/engine/jobs/target.ts': "export { target } from '../db/target.ts';\n",
  'main/serve/target.ts': "export { target } from '../engine/router.ts';\n",
  'main/cli/target.ts': "export { target } from '../serve/target.ts';\n",
  'shared/model/target.ts': 'export type Kind = string;\n',
  'test/target.ts': "export { target } from '../main/engine/golden/stage.ts';\n",
};

function plant(): Record<string, string> {
  const files: Record<string, string> = { ...RIGHT };
  for (const [file, imported] of PLANTED) {
    files[file] = `${files[file] ?? ''}export * from '${imported}';\n`;
  }
  // The import of a type is an import too; and a circle.
  files['main/engine/match/only-a-type.ts'] = "export type { target } from '../golden/target.ts';\n";
  files['main/engine/match/called-later.ts'] = "export const later = () => import('../golden/target.ts');\n";
  files['main/engine/review/left.ts'] =
    "import { right } from './right.ts';\nexport const left = () => right;\n";
  files['main/engine/review/right.ts'] =
    "import { left } from './left.ts';\nexport const right = () => left;\n";
  return files;
}

describe('a planted violation is found', () => {
  const planted: Cruise = cruisePlanted(plant());
  const said = (file: string) =>
    planted.violations.filter(({ from }) => from === file).map(({ rule }) => rule);

  it.each(PLANTED)('%s imports %s: %s', (file, _imported, rule) => {
    expect(said(file)).toContain(rule);
  });

  it('also when only a type is imported, or when it is imported later', () => {
    expect(said('main/engine/match/only-a-type.ts')).toEqual(['capabilities-apart']);
    expect(said('main/engine/match/called-later.ts')).toEqual(['capabilities-apart']);
  });

  it('also when two modules import each other', () => {
    expect(said('main/engine/review/left.ts')).toEqual(['no-circle']);
  });

  it('and nothing is said of imports that are right', () => {
    const wrong = new Set([...PLANTED.map(([file]) => file)]);
    for (const file of Object.keys(RIGHT)) {
      if (!wrong.has(file)) expect.soft(said(file), file).toEqual([]);
    }
  });
});
