import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeView, DifferenceView, Scenario } from '../../shared/contract/what-if.ts';
import { newFolder, orfevre, orfevreJson, refusal, removeFolder } from './orfevre.ts';
import { type Silos, writeSilos } from './silos.ts';

let silos: Silos;
beforeAll(async () => {
  silos = writeSilos(newFolder('what-if'));
  expect((await orfevre(...silos.run)).code).toBe(0);
}, 120_000);
afterAll(() => removeFolder(silos.folder));

const whatIf = (action: string, ...words: string[]): string[] => ['what-if', action, silos.project, ...words];

interface Diff {
  readonly difference: DifferenceView;
  readonly changes: readonly (ChangeView & { readonly members: readonly { readonly key: string }[] })[];
}

describe('orfevre what-if', () => {
  it('computes, lists and compares scenarios, and leaves the golden records alone', async () => {
    const strict = await orfevreJson<Scenario>(
      ...whatIf('run', 'strict', '--auto-merge=60', '--review=-2.5'),
    );
    expect(strict.code).toBe(0);
    expect(strict.data.thresholds).toEqual({ autoMerge: 60, review: -2.5 });
    expect(strict.data.figures).toMatchObject({ records: 10, clusters: 10, merged: 0, largest: 1 });
    const { stdout } = await orfevre(...whatIf('diff', 'golden', 'strict'), '--lang', 'fr');
    expect(stdout).toContain('3 séparations : 3 → 6');
    expect(stdout).toContain('à séparer : 2 → 1 + 1');
    expect(stdout).toContain('crm/C1');
    const { data } = await orfevreJson<Diff>(...whatIf('diff', 'strict', 'golden', '--search', 'durand'));
    expect(data.difference.kinds.merged).toEqual({ changes: 3, left: 6, right: 3 });
    expect(data.difference).toMatchObject({ unchanged: 4, pairsGained: 3, pairsLost: 0 });
    expect(data.changes.map(({ members }) => members.map(({ key }) => key))).toEqual([['C1', 'S1']]);
    const listed = await orfevre(...whatIf('list'));
    expect(listed.stdout).toContain('10 records → 7 golden records');
    expect(listed.stdout).toContain('strict (model in force');
    expect((await orfevre('check', silos.project)).code).toBe(0);
  }, 120_000);

  it('renames, adopts, computes again and deletes them; a model comes from a file', async () => {
    const model = join(silos.folder, 'model.json');
    expect((await orfevre('model', 'export', silos.project, '--file', model)).code).toBe(0);
    expect((await orfevre(...whatIf('run', 'file', '--model', model))).code).toBe(0);
    expect((await orfevre(...whatIf('rename', 'file', 'from a file'))).code).toBe(0);
    const adopted = await orfevre(...whatIf('adopt', 'strict'));
    expect(adopted.stdout).toContain('version 1');
    expect(adopted.stdout).toContain('not trained again');
    expect((await orfevre('match', silos.project)).stdout).toContain('10');
    expect((await orfevre(...whatIf('again', 'from a file'))).code).toBe(0);
    const { data } = await orfevreJson<{ scenarios: Scenario[] }>(...whatIf('list'));
    expect(data.scenarios.map(({ name, basis, isOutOfDate }) => [name, basis, isOutOfDate])).toEqual([
      ['strict', 'in_force', false],
      ['from a file', 'given', false],
    ]);
    expect((await orfevre(...whatIf('delete', 'strict'))).code).toBe(0);
    expect((await orfevre('what-if', 'delete', 'from a file', '--project', silos.project)).code).toBe(0);
    expect((await orfevre(...whatIf('list'))).stdout).toContain('No scenario of individual');
  }, 180_000);

  it('refuses what it cannot do', async () => {
    expect((await refusal(...whatIf('diff', 'golden', 'nothing'))).code).toBe('scenario.unknown');
    expect((await refusal(...whatIf('run', 'x', '--review=many'))).code).toBe('option.not_a_number');
    expect((await refusal(...whatIf('run', 'x', '--auto-merge=1', '--review=2'))).code).toBe(
      'match.thresholds',
    );
    expect((await refusal(...whatIf('run', 'x', '--version', '99'))).code).toBe('version.unknown');
    const file = join(silos.folder, 'bad.json');
    writeFileSync(file, '{}');
    expect((await refusal(...whatIf('run', 'x', '--model', file))).code).toBe('match.model_invalid');
    for (const words of [
      ['what-if'],
      whatIf('praise'),
      whatIf('run'),
      whatIf('diff', 'golden'),
      ['what-if', 'list'],
    ])
      expect((await orfevre(...words)).code).toBe(2);
  }, 120_000);
});
