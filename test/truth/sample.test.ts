import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from '../../main/engine/engine.ts';
import { baselineOfProject } from '../../main/engine/evaluate/project.ts';
import type { RefreshResult } from '../../main/engine/pipeline.ts';
import { generateSample, type SampleManifest } from '../../main/engine/sample/generate.ts';
import { suggestRecipe } from '../../main/engine/suggest.ts';

const FILES = [
  'crm.csv',
  'ecommerce.jsonl',
  'loyalty.csv',
  'shop_contacts.xlsx',
  'orders.csv',
  'consents.csv',
];
const dir = mkdtempSync(join(tmpdir(), 'orfevre-truth-'));
let sample: SampleManifest;
let engine: Engine;
let result: RefreshResult;

beforeAll(async () => {
  sample = await generateSample({ directory: dir, people: 1_500, seed: 4_242 });
  const { recipe, yaml } = await suggestRecipe(
    FILES.map((name) => join(dir, name)),
    dir,
  );
  engine = startEngine(join(dir, 'project.orfevre'), { what: 'test', actor: 'test', create: true });
  result = await engine.queue.start('refresh', { recipe, recipeText: yaml, base: dir, out: join(dir, 'out') })
    .done;
}, 120_000);

afterAll(async () => {
  await engine.close();
  rmSync(dir, { recursive: true, force: true });
});

const rowsOf = (file: string) =>
  Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data;

describe('the sample, with the recipe as proposed and nothing edited', () => {
  it('finds at least 95 % of what is to be found, without losing a record', async () => {
    const score = await engine.client.evaluate.run({ truth: join(dir, 'truth.csv') });
    expect(score.missing).toBe(0);
    expect(score.records).toBe(sample.records.all);
    expect(score.pairwise.f1).toBeGreaterThanOrEqual(0.95);
  });

  it('is hard: the naive baseline stays at 75 % or below', async () => {
    const { pairwise } = await baselineOfProject(engine.project.db, join(dir, 'truth.csv'));
    expect(pairwise.f1).toBeLessThanOrEqual(0.75);
    expect(pairwise.f1).toBeGreaterThan(0.3);
  });

  it('accounts for every row of every file', () => {
    for (const file of result.imports) expect(file.read).toBe(file.loaded + file.quarantined);
    const malformed = Object.values(sample.malformed).reduce((sum, count) => sum + (count ?? 0), 0);
    expect(result.imports.reduce((sum, file) => sum + file.quarantined, 0)).toBe(malformed);
  });

  it('has every customer record exactly once in the crosswalk', () => {
    const rows = rowsOf(join(dir, 'out/crosswalk.csv'));
    const keys = new Set(rows.map(({ source, source_key }) => `${source}/${source_key}`));
    expect(rows).toHaveLength(sample.records.all);
    expect(keys.size).toBe(sample.records.all);
    const golden = new Set(rowsOf(join(dir, 'out/golden.csv')).map(({ golden_id }) => golden_id));
    expect(new Set(rows.map(({ golden_id }) => golden_id))).toEqual(golden);
  });

  it('recovers most of the true values', () => {
    const golden = new Map(rowsOf(join(dir, 'out/golden.csv')).map((row) => [row.golden_id, row]));
    const idOf = new Map(
      rowsOf(join(dir, 'out/crosswalk.csv')).map((row) => [`${row.source}/${row.source_key}`, row.golden_id]),
    );
    const recordOf = new Map(
      rowsOf(join(dir, 'truth.csv')).map((row) => [row.entity_id, `${row.source}/${row.source_key}`]),
    );
    const fold = (text: string | undefined) =>
      (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const right = { family_name: 0, birth_date: 0, city: 0 };
    const known = { family_name: 0, birth_date: 0, city: 0 };
    for (const truth of rowsOf(join(dir, 'truth-golden.csv'))) {
      const row = golden.get(idOf.get(recordOf.get(truth.entity_id ?? '') ?? ''));
      for (const name of Object.keys(right) as (keyof typeof right)[]) {
        if (!truth[name]) continue;
        known[name] += 1;
        if (fold(row?.[name]) === fold(truth[name])) right[name] += 1;
      }
    }
    expect(right.family_name / known.family_name).toBeGreaterThan(0.85);
    expect(right.birth_date / known.birth_date).toBeGreaterThan(0.9);
    expect(right.city / known.city).toBeGreaterThan(0.8);
  });

  it('links orders and consents to their customers, and leaves the orphans without', () => {
    const { db } = engine.project;
    const count = (sql: string) => db.prepare(sql).pluck().get() as number;
    const orders = count('SELECT count(*) FROM value_activity');
    const linked = count(
      'SELECT count(*) FROM party_link l JOIN value_activity v ON v.record_id = l.record_id',
    );
    expect(orders).toBe(sample.orders);
    expect(linked / orders).toBeGreaterThan(0.9);
    expect(linked).toBeLessThan(orders);
  });

  it('leaves a sound project', async () => {
    const report = await engine.client.project.check();
    expect(report.findings.filter(({ state }) => state !== 'ok')).toEqual([]);
  });

  it('gives the same golden records when nothing has changed', async () => {
    const before = readFileSync(join(dir, 'out/golden.csv'), 'utf8');
    const { yaml } = await engine.client.recipe.read();
    expect(yaml).toContain('crm');
    await engine.queue.start('rebuild', { from: 'standardise' }).done;
    await engine.queue.start('export', { directory: join(dir, 'out2') }).done;
    expect(readFileSync(join(dir, 'out2/golden.csv'), 'utf8')).toBe(before);
  });
});
