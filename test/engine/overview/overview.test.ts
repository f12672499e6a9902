import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../main/engine/engine.ts';
import type { Behind, Overview } from '../../../shared/contract/overview.ts';
import { type SampleProject, sampleProject } from '../sample-project.ts';

let sample: SampleProject;
let overview: Overview;
const read = () => sample.client.overview.get();
const people = ({ entities }: Overview) => entities.find(({ entity }) => entity === 'individual')!;
const count = (sql: string, ...values: unknown[]) =>
  sample.engine.project.db
    .prepare(sql)
    .pluck()
    .get(...values) as number;

beforeAll(async () => {
  sample = await sampleProject(400);
  overview = await read();
}, 240_000);

afterAll(() => sample.close());

describe('the overview of a project that was run', () => {
  it('says how many people there really are, and how the golden records are made up', () => {
    const { records, golden, sizes } = people(overview);
    expect(records).toBe(count("SELECT count(*) FROM membership WHERE entity = 'individual'"));
    expect(golden).toBe(count('SELECT count(*) FROM golden_individual'));
    expect(sizes.reduce((sum, [, n]) => sum + n, 0)).toBe(golden);
    expect(sizes.reduce((sum, [members, n]) => sum + members * n, 0)).toBe(records);
    expect(sizes.map(([members]) => members)).toEqual(
      [...sizes.map(([members]) => members)].sort((a, b) => a - b),
    );
  });

  it('says how sure that is', () => {
    const { estimatedPrecision } = people(overview);
    expect(estimatedPrecision).toBeGreaterThan(0.9);
    expect(estimatedPrecision).toBeLessThanOrEqual(1);
  });

  it('says of each source how much nobody else knows', () => {
    const { sources, records } = people(overview);
    expect(sources.reduce((sum, source) => sum + source.records, 0)).toBe(records);
    for (const { source, alone } of sources) {
      const expected = count(
        `SELECT count(*) FROM membership m JOIN record r ON r.id = m.record_id JOIN source s ON s.id = r.source_id
         WHERE s.name = ? AND NOT EXISTS (SELECT 1 FROM membership o JOIN record p ON p.id = o.record_id
           WHERE o.golden_id = m.golden_id AND p.source_id <> r.source_id)`,
        source,
      );
      expect(alone, source).toBe(expected);
    }
  });

  it('opens the records behind the figures', async () => {
    const behind = async (what: Behind) => {
      const first = await sample.client.overview.records({ behind: what, limit: 7 });
      const rest = await sample.client.overview.records({ behind: what, offset: 7, limit: 1000 });
      const rows = [...first.rows, ...rest.rows];
      expect(rows).toHaveLength(first.total);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(first.total);
      return rows;
    };
    for (const { code, count: values } of overview.issues) {
      const rows = await behind({ figure: 'issue', code });
      expect(rows, code).toHaveLength(values);
      const { key, source, attribute, goldenId } = rows[0]!;
      const read = `SELECT count(*) FROM record r JOIN source s ON s.id = r.source_id WHERE s.name = ? AND r.key = ?`;
      expect(count(read, source, key)).toBe(1);
      expect(attribute).toEqual(expect.any(String));
      if (goldenId !== null)
        expect(count('SELECT count(*) FROM membership WHERE golden_id = ?', goldenId)).toBeGreaterThan(0);
    }
    const cell = overview.completeness.find(({ filled, records }) => filled > 0 && filled < records)!;
    const { entity, attribute, source } = cell;
    const blank = await behind({ figure: 'blank', entity, attribute, source });
    expect(blank).toHaveLength(cell.records - cell.filled);
    expect(blank.every((row) => row.source === source && row.entity === entity)).toBe(true);
    const unlinked = await behind({ figure: 'unlinked' });
    expect(unlinked).toHaveLength(
      overview.activities.reduce((sum, { records, linked }) => sum + records - linked, 0),
    );
  });

  it('refuses the records behind a figure that is none', async () => {
    const asked = { figure: 'blank', entity: 'individual', attribute: 'shoe_size', source: 'crm' } as const;
    await expect(sample.client.overview.records({ behind: asked })).rejects.toThrow(/shoe_size/);
    await expect(sample.client.overview.records({ behind: { ...asked, entity: 'ghost' } })).rejects.toThrow(
      /ghost/,
    );
  });

  it('names the largest golden records', () => {
    const { largest, sizes } = people(overview);
    expect(largest[0]!.members).toBe(sizes.at(-1)![0]);
    expect(largest).toHaveLength(5);
    for (const { goldenId, label } of largest) {
      const row = sample.engine.project.db
        .prepare('SELECT given_name, family_name FROM golden_individual WHERE golden_id = ?')
        .get(goldenId) as { given_name: string | null; family_name: string | null };
      expect(label).toBe([row.given_name, row.family_name].filter(Boolean).join(' '));
    }
  });

  it('counts issues, values by attribute and source, linked activities and rows set aside', () => {
    const { issues, completeness, activities, quarantined } = overview;
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.map((issue) => issue.count)).toEqual(
      issues.map((issue) => issue.count).sort((a, b) => b - a),
    );
    const family = completeness.find(
      ({ attribute, source }) => attribute === 'family_name' && source === 'crm',
    )!;
    expect(family.filled).toBe(
      count(
        "SELECT count(*) FROM value_individual v JOIN source s ON s.id = v.source_id WHERE s.name = 'crm' AND v.family_name IS NOT NULL",
      ),
    );
    const orders = activities.find(({ entity }) => entity === 'activity')!;
    expect(orders.linked).toBeGreaterThan(0);
    expect(orders.linked).toBeLessThanOrEqual(orders.records);
    expect(quarantined).toBe(count('SELECT count(*) FROM quarantine'));
  });

  it('tells what the run did to the golden records', () => {
    const { lastRun, golden } = people(overview);
    expect(lastRun).toMatchObject({ created: golden, merged: 0, split: 0, restored: 0, unchanged: 0 });
  });

  it('answers quickly', async () => {
    const start = performance.now();
    await read();
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('what is to be done next', () => {
  it('is to export what was made, and again only when it has changed', async () => {
    expect(overview.pending).toEqual([]);
    expect(overview.lastExport).toBeNull();
    expect(overview.next).toContain('export');
    const directory = join(sample.folder, 'out');
    await sample.engine.queue.start('export', { directory }).done;
    const exported = await read();
    expect(exported.lastExport).toMatchObject({ directory, stale: false });
    expect(exported.next).not.toContain('export');
  });

  it('is to review what is doubtful; a pair that was decided no longer waits', async () => {
    const before = people(await read());
    const [pair] = await sample.client.match.pairs({ entity: 'individual', state: 'review' });
    expect(before.review).toBeGreaterThan(0);
    expect(before.review).toBe(count("SELECT count(*) FROM pair WHERE state = 'review'"));
    expect(before.cut).toBe(count("SELECT count(*) FROM pair WHERE state = 'cut'"));
    const { uid } = await sample.client.review.decide({
      kind: 'keep_apart',
      entity: 'individual',
      left: pair!.left,
      right: pair!.right,
    });
    const decided = await read();
    expect(people(decided).review).toBe(before.review - 1);
    expect(decided.decisions).toBe(1);
    expect(decided.next).toEqual(expect.arrayContaining(['run_matching', 'review_pairs']));
    expect(decided.lastExport?.stale).toBe(true);
    await sample.client.review.revert({ uid });
    expect(people(await read()).review).toBe(before.review);
  });

  it('begins with sources, then their mapping', async () => {
    const engine = startEngine(join(sample.folder, 'new.orfevre'), {
      what: 'test',
      actor: 'test',
      create: true,
    });
    try {
      expect(await engine.client.overview.get()).toMatchObject({ entities: [], next: ['add_sources'] });
      const path = join(sample.folder, 'people.csv');
      writeFileSync(path, 'id,name\n1,Anne\n');
      const { jobId } = await engine.client.sources.import({ requests: [{ source: { name: 'crm' }, path }] });
      await engine.client.jobs.result({ jobId });
      expect((await engine.client.overview.get()).next).toEqual(['map_sources']);
    } finally {
      await engine.close();
    }
  });

  it('has figures even where a run was ended before it kept them', async () => {
    sample.engine.project.db.prepare("DELETE FROM meta WHERE key = 'overview.figures'").run();
    expect(people(await read()).sizes).toEqual(people(overview).sizes);
  });
});
