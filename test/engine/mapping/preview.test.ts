import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceMapping } from '../../../shared/model/mapping.ts';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

const name = 'crm';
let project: SampleProject;
let client: SampleProject['client'];
let mapping: SourceMapping;
beforeAll(async () => {
  project = await sampleProject(250);
  client = project.client;
  mapping = (await client.mapping.get({ name }))!.mapping;
}, 240_000);
afterAll(() => project.close());

const preview = (changed: SourceMapping, rows = 50) =>
  client.mapping.preview({ name, mapping: changed, rows });
const withRule = (rule: SourceMapping['rules'][number]): SourceMapping => ({
  ...mapping,
  rules: [...mapping.rules, rule],
});

describe('the preview of a mapping', () => {
  it('shows what standardising gives those very rows', async () => {
    const { rows, columns, sampled } = await preview(mapping);
    expect(sampled).toBe(50);
    const value = project.engine.project.db.prepare(
      `SELECT v.family_name, v.birth_date FROM value_individual v JOIN record r ON r.id = v.record_id
       JOIN source s ON s.id = r.source_id WHERE s.name = ? AND r.key = ?`,
    );
    for (const { key, values, cells } of rows) {
      const stored = value.get(name, key) as { family_name: string | null; birth_date: string | null };
      expect(values.family_name?.[0] ?? null).toBe(stored.family_name);
      expect(values.birth_date?.[0] ?? null).toBe(stored.birth_date);
      expect(cells).toHaveLength(columns.length);
    }
  });

  it('looks at the first rows and at others spread over the file, the same ones each time', async () => {
    const numbers = (await preview(mapping, 40)).rows.map(({ row }) => row);
    expect(numbers.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => numbers[0]! + i));
    expect(numbers.at(-1)!).toBeGreaterThan(60);
    expect(new Set(numbers).size).toBe(40);
    expect((await preview(mapping, 40)).rows.map(({ row }) => row)).toEqual(numbers);
    expect((await preview(mapping, 500)).sampled).toBe(
      (await client.sources.list()).find((source) => source.name === name)!.records,
    );
  });

  it('counts what is filled and what is wrong', async () => {
    const { rows, filled, issues } = await preview(mapping, 100);
    expect(filled.family_name).toBe(rows.filter(({ values }) => values.family_name).length);
    const all = rows.flatMap((row) => row.issues);
    expect(Object.values(issues).reduce((sum, n) => sum + n, 0)).toBe(all.length);
    // A changed mapping shows at once, saved or not.
    const less = { ...mapping, rules: mapping.rules.filter(({ to }) => to !== 'family_name') };
    expect((await preview(less)).filled.family_name).toBeUndefined();
  });

  it.each([
    ['a column that is not there', { to: 'job_title', from: ['NOWHERE'] }, 'mapping.column_missing'],
    ['an attribute that is not there', { to: 'shoe_size', from: ['NOM'] }, 'mapping.target_unknown'],
    [
      'a pattern that is none',
      { to: 'job_title', from: ['NOM'], transforms: [{ op: 'extract', pattern: '(' }] },
      'mapping.pattern',
    ],
  ] as [string, SourceMapping['rules'][number], string][])('refuses %s', async (_what, rule, code) => {
    expect((await refusedWith(preview(withRule(rule)))).code).toBe(code);
  });

  it('refuses an entity or a source that is not there', async () => {
    expect((await refusedWith(preview({ ...mapping, entity: 'dragon' }))).code).toBe(
      'mapping.entity_missing',
    );
    const nowhere = client.mapping.preview({ name: 'nowhere', mapping, rows: 5 });
    expect((await refusedWith(nowhere)).code).toBe('source.unknown');
  });
});

describe('the values of a column', () => {
  const cellsOf = (column: string): string[] => {
    const { db } = project.engine.project;
    const columns = JSON.parse(
      db.prepare('SELECT columns FROM source WHERE name = ?').pluck().get(name) as string,
    ) as string[];
    const rows = db
      .prepare('SELECT cells FROM current_record r JOIN source s ON s.id = r.source_id WHERE s.name = ?')
      .pluck()
      .all(name) as string[];
    return rows.map((cells) => (JSON.parse(cells) as (string | null)[])[columns.indexOf(column)] ?? '');
  };

  it.each(['CIVILITE', 'PAYS', 'VILLE', 'NOM'])('of %s are counted, most frequent first', async (column) => {
    const counts = new Map<string, number>();
    for (const cell of cellsOf(column)) if (cell.trim() !== '') counts.set(cell, (counts.get(cell) ?? 0) + 1);
    const values = await client.mapping.values({ name, column, limit: 1000 });
    expect(new Map(values.map(({ value, count }) => [value, count]))).toEqual(counts);
    const order = values.map(({ count }) => count);
    expect(order).toEqual([...order].sort((a, b) => b - a));
  });

  it('of a column that is not there are refused', async () => {
    const refused = await refusedWith(client.mapping.values({ name, column: 'NOWHERE' }));
    expect(refused.code).toBe('mapping.column_missing');
  });
});

describe('a mapping proposed for a stored source', () => {
  it('is the one proposed for its file', async () => {
    for (const source of ['crm', 'orders']) {
      const { mapping: proposed, unmapped } = await client.mapping.suggestFor({ name: source });
      const saved = (await client.mapping.get({ name: source }))!.mapping;
      expect(proposed.entity).toBe(saved.entity);
      const targets = new Set(proposed.rules.map(({ to, from }) => `${from.join()}>${to}`));
      const agreed = saved.rules.filter(({ to, from }) => targets.has(`${from.join()}>${to}`));
      expect(agreed.length).toBeGreaterThanOrEqual(saved.rules.length - 1);
      expect(unmapped.length).toBeLessThan(12);
    }
  });
});
