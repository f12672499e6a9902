import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

const entity = 'individual';
let project: SampleProject;
beforeAll(async () => {
  project = await sampleProject(250);
}, 240_000);
afterAll(() => project.close());

interface StoredPair {
  left_id: number;
  right_id: number;
  weight: number;
}
const stored = (state: string, limit = 30): StoredPair[] =>
  project.engine.project.db
    .prepare('SELECT left_id, right_id, weight FROM pair WHERE entity = ? AND state = ? LIMIT ?')
    .all(entity, state, limit) as StoredPair[];

describe('why two records were matched', () => {
  it('the bars add up to the weight the run gave the pair', async () => {
    const pairs = [...stored('merged'), ...stored('review'), ...stored('apart')];
    expect(pairs.length).toBeGreaterThan(30);
    for (const { left_id: leftId, right_id: rightId, weight } of pairs) {
      const explained = await project.client.match.explain({ entity, leftId, rightId });
      expect(explained.weight).toBeCloseTo(weight, 3);
      const parts = [...explained.comparisons, ...explained.lookalikes].reduce(
        (sum, { bits }) => sum + bits,
        0,
      );
      expect(explained.prior + parts).toBeCloseTo(weight, 3);
    }
  });

  it('is refused for what is no record of the entity, and before any matching', async () => {
    const [pair] = stored('merged');
    const unknown = project.client.match.explain({ entity, leftId: pair!.left_id, rightId: 99_999_999 });
    expect((await refusedWith(unknown)).code).toBe('record.unknown');
    const never = project.client.match.explain({ entity: 'product', leftId: 1, rightId: 2 });
    expect((await refusedWith(never)).code).toBe('match.not_run');
  });
});

describe('the histogram', () => {
  const count = (where: string, ...bound: number[]): number =>
    project.engine.project.db
      .prepare(`SELECT count(*) FROM pair WHERE entity = '${entity}' AND ${where}`)
      .pluck()
      .get(...bound) as number;

  it('counts every stored pair in a bin of one bit', async () => {
    const { bins } = await project.client.match.histogram({ entity });
    for (const { from, pairs } of bins)
      expect(pairs).toBe(count('weight >= ? AND weight < ?', from, from + 1));
    expect(bins.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(count('1'));
  });

  it('says what proposed thresholds would catch', async () => {
    const { thresholds, now, proposed } = await project.client.match.histogram({
      entity,
      autoMerge: 12,
      review: 2.5,
    });
    expect(proposed).toEqual({
      merged: count('weight >= 12'),
      review: count('weight >= 2.5 AND weight < 12'),
    });
    expect(now.merged).toBe(count('weight >= ?', thresholds.autoMerge));
  });
});

describe('indexes of pairs', () => {
  const names = () =>
    project.engine.project.db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'pair' AND sql IS NOT NULL",
      )
      .pluck()
      .all() as string[];

  // A migration adds an index to the table in use, whatever the others are numbered.
  it.each([1, 2])(
    'that are numbered differently do not stop the next matching (weight %i)',
    async (number) => {
      const { db } = project.engine.project;
      const old = names().find((name) => name.startsWith('pair_weight'));
      db.exec(`DROP INDEX ${old}; CREATE INDEX pair_weight_${number} ON pair(entity, weight)`);
      await project.client.match.saveThresholds({ entity, autoMerge: 10 + number, review: 4 });
      await project.rebuild();
      expect(names().map((name) => name.slice(0, -2))).toEqual(
        expect.arrayContaining(['pair_doubt', 'pair_weight', 'pair_weak']),
      );
    },
  );
});

describe('thresholds', () => {
  it('that contradict each other are refused', async () => {
    const refused = await refusedWith(
      project.client.match.saveThresholds({ entity, autoMerge: 1, review: 2 }),
    );
    expect(refused.code).toBe('match.thresholds');
  });

  it('are kept as a version, entered in the journal, and obeyed by the next matching', async () => {
    const before = project.engine.project.db.prepare('SELECT count(*) FROM audit').pluck().get() as number;
    await project.client.match.saveThresholds({ entity, autoMerge: 14, review: 4 });
    expect(project.engine.project.db.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(before + 1);
    await project.rebuild();
    const { thresholds } = await project.client.match.histogram({ entity });
    expect(thresholds).toEqual({ autoMerge: 14, review: 4 });
    const lightest = Math.min(...stored('review', 10_000).map(({ weight }) => weight));
    expect(lightest).toBeGreaterThanOrEqual(4);
    // The explanation is that of the new run.
    const [pair] = stored('merged');
    const explained = await project.client.match.explain({
      entity,
      leftId: pair!.left_id,
      rightId: pair!.right_id,
    });
    expect(explained.weight).toBeCloseTo(pair!.weight, 3);
    expect(explained.thresholds).toEqual({ autoMerge: 14, review: 4 });
  });
});
