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
}, 240_000);
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

describe('a CSV file for Excel', () => {
  const rule: ExportRule = {
    what: 'golden',
    entity: 'individual',
    format: 'csv',
    file: 'excel.csv',
    formulaProtection: false,
  };
  const startOf = async (rules: ExportRule[]): Promise<string> => {
    await client.exports.saveRules({ rules });
    const out = join(project.folder, 'excel');
    const { jobId } = await client.exports.run({ directory: out });
    await client.jobs.result({ jobId });
    return readFileSync(join(out, rules[0]?.file ?? 'golden.csv'), 'utf8').slice(0, 10);
  };

  it('begins with a byte order mark where it is asked for, and with the columns where it is not', async () => {
    expect(await startOf([{ ...rule, bom: true, delimiter: ';' }])).toBe('\uFEFFgolden_id');
    expect(await startOf([rule])).toBe('golden_id,');
  });

  it('is what the usual files are in the window', async () => {
    expect(await startOf([])).toBe('\uFEFFgolden_id');
  });
});

describe('a selection of golden records', () => {
  const entity = 'individual';
  const rule: ExportRule = {
    what: 'golden',
    entity,
    format: 'csv',
    file: 'some.csv',
    formulaProtection: false,
  };
  const query = { entity, filters: [{ column: 'email', op: 'filled' as const, text: '' }], search: '' };
  const exported = async (selection: object): Promise<string[]> => {
    const directory = join(project.folder, 'some');
    const { jobId } = await client.exports.selection({
      directory,
      rule,
      selection: { query, ...selection },
    });
    await client.jobs.result({ jobId });
    return csv(join(directory, rule.file))
      .slice(1)
      .map(([id]) => id!);
  };
  const idsOf = async (input: object): Promise<string[]> =>
    (await client.golden.query({ ...query, ...input, limit: 1000 })).rows.map(({ goldenId }) => goldenId);

  it('is all that the query finds, in its order, but those left out', async () => {
    const sort = { column: 'family_name', descending: true };
    const found = await idsOf({ sort });
    expect(found.length).toBeGreaterThan(10);
    expect(await exported({ query: { ...query, sort } })).toEqual(found);
    const except = [found[3]!, found[7]!];
    expect(await exported({ query: { ...query, sort }, except })).toEqual(
      found.filter((id) => !except.includes(id)),
    );
  });

  it('is those picked, whatever the query finds', async () => {
    const all = await idsOf({ filters: [] });
    const ids = [all[9]!, all[2]!];
    expect(await exported({ ids })).toEqual([all[2], all[9]]);
    expect(await exported({ query: { ...query, filters: [] }, except: all.slice(5) })).toEqual(
      all.slice(0, 5),
    );
  });

  it('has a manifest of its own, and is not the export of the project', async () => {
    await client.exports.saveRules({ rules: [] });
    const directory = join(project.folder, 'some');
    const { jobId } = await client.exports.run({ directory });
    await client.jobs.result({ jobId });
    const whole = readFileSync(join(directory, 'manifest.json'), 'utf8');
    const { lastExport } = await client.overview.get();
    await exported({ except: [] });
    expect(readFileSync(join(directory, 'manifest.json'), 'utf8')).toBe(whole);
    const own = JSON.parse(readFileSync(join(directory, 'some.csv.manifest.json'), 'utf8'));
    expect(own.files[0].rows).toBe((await idsOf({})).length);
    expect(own.selection.query.filters).toEqual(query.filters);
    expect((await client.overview.get()).lastExport).toEqual(lastExport);
    expect((await client.exports.history())[0]!.manifest).toEqual(own);
  });
});
