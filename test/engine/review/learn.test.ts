import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTruth, recordId } from '../../../main/engine/evaluate/truth-file.ts';
import type { QueuedPair } from '../../../shared/contract/review.ts';
import { type SampleProject, sampleProject } from '../sample-project.ts';

const entity = 'individual';
let project: SampleProject;
let client: SampleProject['client'];
let truth: ReadonlyMap<string, string>;
beforeAll(async () => {
  project = await sampleProject(700);
  client = project.client;
  truth = await readTruth(`${project.folder}/truth.csv`);
}, 240_000);
afterAll(() => project.close());

const telling = () => client.review.queue({ entity, state: 'telling', limit: 500 });
const key = ({ leftId, rightId }: Pick<QueuedPair, 'leftId' | 'rightId'>) => `${leftId},${rightId}`;

/** Decides as the truth says. */
async function answer(pair: QueuedPair): Promise<void> {
  const { left, right } = await client.review.pair({ entity, leftId: pair.leftId, rightId: pair.rightId });
  const [one, other] = [left, right].map((side) => truth.get(recordId(side.source, side.key)));
  const row = ({ source, key: rowKey }: typeof left) => ({ source, key: rowKey });
  const kind = one === other ? 'link' : 'keep_apart';
  await client.review.decide({ entity, kind, left: row(left), right: row(right) });
}

describe('learning from decisions', () => {
  it('says that a few decisions teach nothing', async () => {
    const { learning, model, changed } = await client.review.learn({ entity });
    expect(learning).toMatchObject({ learned: false, reason: 'too_few', links: 0, apart: 0 });
    expect({ model, changed }).toEqual({ model: null, changed: 0 });
  });

  it('asks about pairs of every kind, leaves out what is decided, and asks the same of the same project', async () => {
    const first = await telling();
    expect(first.pairs.length).toBeGreaterThan(10);
    expect(new Set(first.pairs.map(key)).size).toBe(first.pairs.length);
    expect((await telling()).pairs).toEqual(first.pairs);
    const [asked] = first.pairs;
    await answer(asked!);
    const next = await telling();
    expect(next.pairs.map(key)).not.toContain(key(asked!));
    expect(next).toMatchObject({ decided: 1, inForce: 1 });
  });

  it('shows what would change, counted as the pairs of the run are, and saves nothing by itself', async () => {
    for (let round = 0; round < 6; round++)
      for (const pair of (await telling()).pairs.slice(0, 5)) await answer(pair);
    const before = await client.match.model({ entity });
    const lesson = await client.review.learn({ entity });
    expect(lesson.learning.links + lesson.learning.apart + lesson.unknown).toBe(31);
    const { now } = await client.match.histogram({ entity });
    expect(lesson.counts.before).toEqual({ merge: now.merged, review: now.review });
    expect(lesson.comparisons.map(({ name }) => name)).toEqual(
      before.model!.comparisons.map(({ name }) => name),
    );
    expect(lesson.changes.every(({ label }) => label.length > 0)).toBe(true);
    expect(lesson.model === null).toBe(!lesson.learning.learned);
    expect(await client.match.model({ entity })).toEqual(before);
    expect(await client.review.learn({ entity })).toEqual(lesson);
  });

  it('is explained after the next matching, and contradicts no decision', async () => {
    const { model } = await client.match.model({ entity });
    const taught = {
      ...model!,
      train: false,
      comparisons: (await client.review.learn({ entity })).model?.comparisons ?? model!.comparisons,
    };
    await client.match.saveModel({ entity, model: taught });
    await project.rebuild();
    for (const { kind, left, right } of await client.review.list({ entity })) {
      const [one, other] = [left, right].map(({ source, key: rowKey }) =>
        project.engine.project.db
          .prepare(
            `SELECT m.golden_id FROM membership m JOIN record r ON r.id = m.record_id JOIN source s ON s.id = r.source_id
             WHERE s.name = ? AND r.key = ? AND r.superseded_by IS NULL`,
          )
          .pluck()
          .get(source, rowKey),
      );
      expect(one === other).toBe(kind === 'link');
    }
    const [pair] = (await client.review.queue({ entity, limit: 1 })).pairs;
    const explained = await client.match.explain({ entity, leftId: pair!.leftId, rightId: pair!.rightId });
    expect(explained.weight).toBeCloseTo(pair!.weight, 3);
  });
});

it('the weakest pairs of golden records are read through their index', () => {
  const plan = project.engine.project.db
    .prepare(
      "EXPLAIN QUERY PLAN SELECT left_id FROM pair WHERE entity = ? AND state = 'merged' AND weight < 12 AND weight >= 0 ORDER BY weight, left_id, right_id LIMIT 10",
    )
    .all(entity) as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).toMatch(/USING (COVERING )?INDEX pair_weak_\d/);
});
