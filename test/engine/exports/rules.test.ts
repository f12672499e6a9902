import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportRule } from '../../../shared/contract/exports.ts';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

let project: SampleProject;
let client: SampleProject['client'];
beforeAll(async () => {
  project = await sampleProject(250);
  client = project.client;
}, 120_000);
afterAll(() => project.close());

const csv = (file: string): string[][] =>
  Papa.parse<string[]>(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data;

describe('what the project exports', () => {
  it('is the golden records and the crosswalk when nothing was chosen', async () => {
    await client.exports.saveRules({ rules: [] });
    const rules = await client.exports.rules();
    expect(rules.map(({ what, file }) => [what, file])).toEqual([
      ['golden', 'golden.csv'],
      ['crosswalk', 'crosswalk.csv'],
    ]);
  });

  it('is previewed as it is then written', async () => {
    const rules: ExportRule[] = [
      {
        what: 'golden',
        entity: 'individual',
        format: 'csv',
        file: 'people.csv',
        columns: [
          { attribute: 'golden_id', as: 'ID' },
          { attribute: 'family_name', as: 'NOM' },
          { attribute: 'mobile', as: 'PORTABLE' },
        ],
        formulaProtection: false,
      },
      { what: 'crosswalk', format: 'csv', file: 'keys.csv', formulaProtection: false },
    ];
    await client.exports.saveRules({ rules });
    expect(await client.exports.rules()).toEqual(rules);
    const out = join(project.folder, 'out');
    const { jobId } = await client.exports.run({ directory: out });
    await client.jobs.result({ jobId });
    for (const rule of rules) {
      const preview = await client.exports.preview({ rule, limit: 15 });
      const [header, ...rows] = csv(join(out, rule.file));
      expect(preview.columns).toEqual(header);
      expect(preview.rows.map((row) => row.map((cell) => cell ?? ''))).toEqual(rows.slice(0, 15));
      expect(preview.total).toBe(rows.length);
    }
    // Reading a preview leaves nothing open behind it.
    await client.exports.saveRules({ rules: rules.slice(0, 1) });
  });

  it.each([
    ['leaves the folder', '../golden.csv', 'export.file_name'],
    ['is absolute', '/tmp/golden.csv', 'export.file_name'],
    ['no Windows would take', 'a:b.csv', 'export.file_name'],
  ])('refuses a file that %s', async (_what, file, code) => {
    const rule: ExportRule = { what: 'crosswalk', format: 'csv', file, formulaProtection: false };
    expect((await refusedWith(client.exports.saveRules({ rules: [rule] }))).code).toBe(code);
  });

  it('refuses two exports to one file, and entities and columns that are not there', async () => {
    const rule: ExportRule = { what: 'golden', format: 'csv', file: 'a.csv', formulaProtection: false };
    const twice = [rule, { ...rule, file: 'A.csv' }];
    expect((await refusedWith(client.exports.saveRules({ rules: twice }))).code).toBe('export.file_twice');
    const dragon = [{ ...rule, entity: 'dragon' }];
    expect((await refusedWith(client.exports.saveRules({ rules: dragon }))).code).toBe(
      'export.entity_unknown',
    );
    const columns = [{ attribute: 'shoe_size', as: 'x' }];
    const refused = await refusedWith(client.exports.preview({ rule: { ...rule, columns } }));
    expect(refused.code).toBe('export.unknown_column');
  });
});
