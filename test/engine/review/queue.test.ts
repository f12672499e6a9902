import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

const entity = 'individual';
let project: SampleProject;
let client: SampleProject['client'];
beforeAll(async () => {
  project = await sampleProject(700);
  client = project.client;
}, 120_000);
afterAll(() => project.close());

const queue = (input: object = {}) => client.review.queue({ entity, limit: 500, ...input });
const ids = ({ leftId, rightId }: { leftId: number; rightId: number }) => [leftId, rightId];

async function decide(pair: { leftId: number; rightId: number }, kind: 'link' | 'keep_apart') {
  const { left, right } = await client.review.pair({ entity, ...pair });
  const of = ({ source, key }: { source: string; key: string }) => ({ source, key });
  return client.review.decide({ entity, kind, left: of(left), right: of(right) });
}

describe('the review queue', () => {
  it('holds every doubtful pair, the nearest to even odds first', async () => {
    const { pairs, total, decided } = await queue();
    const count = project.engine.project.db
      .prepare("SELECT count(*) FROM pair WHERE entity = ? AND state = 'review'")
      .pluck()
      .get(entity);
    expect(total).toBe(count);
    expect(pairs).toHaveLength(total);
    expect(decided).toBe(0);
    expect(total).toBeGreaterThan(8);
    const doubt = pairs.map(({ weight }) => Math.abs(weight));
    expect(doubt).toEqual([...doubt].sort((a, b) => a - b));
    expect(pairs.every(({ label }) => label.length > 0)).toBe(true);
  });

  it('is read through the index of doubtful pairs', () => {
    const plan = project.engine.project.db
      .prepare(
        "EXPLAIN QUERY PLAN SELECT left_id FROM pair WHERE entity = ? AND state = 'review' ORDER BY abs(weight), left_id, right_id LIMIT 10",
      )
      .all(entity) as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toMatch(/USING (COVERING )?INDEX pair_doubt_\d/);
    expect(plan.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE');
  });

  it('can be narrowed to a source and to a name', async () => {
    const { pairs } = await queue();
    const shown = await client.review.pair({ entity, leftId: pairs[0]!.leftId, rightId: pairs[0]!.rightId });
    const { source } = shown.left;
    const narrowed = await queue({ source });
    expect(narrowed.total).toBeGreaterThan(0);
    for (const pair of narrowed.pairs) {
      const { left, right } = await client.review.pair({
        entity,
        leftId: pair.leftId,
        rightId: pair.rightId,
      });
      expect([left.source, right.source]).toContain(source);
    }
    const name = shown.left.values.family_name![0]!;
    const found = await queue({ search: name.toUpperCase() });
    expect(found.pairs.map(ids)).toContainEqual(ids(pairs[0]!));
    expect(found.total).toBeLessThan(pairs.length);
    expect((await queue({ search: 'nobody-has-this' })).total).toBe(0);
  });

  it('leaves out what was decided, wherever the window stands, and takes it back when it is undone', async () => {
    const before = await queue();
    const uids = [await decide(before.pairs[0]!, 'link'), await decide(before.pairs[3]!, 'keep_apart')];
    const left = before.pairs.filter((_, i) => i !== 0 && i !== 3).map(ids);
    const after = await queue();
    expect(after.pairs.map(ids)).toEqual(left);
    expect(after).toMatchObject({ total: before.total - 2, decided: 2 });
    for (let offset = 0; offset < left.length; offset += 2) {
      const window = await queue({ offset, limit: 2 });
      expect(window.pairs.map(ids)).toEqual(left.slice(offset, offset + 2));
    }
    const decided = await queue({ state: 'decided' });
    expect(decided.pairs.map((pair) => [ids(pair), pair.decided])).toEqual([
      [ids(before.pairs[3]!), { uid: uids[1]!.uid, kind: 'keep_apart' }],
      [ids(before.pairs[0]!), { uid: uids[0]!.uid, kind: 'link' }],
    ]);
    await client.review.revert({ uid: uids[1]!.uid });
    expect(await queue()).toMatchObject({ total: before.total - 1, decided: 1 });
    await client.review.revert({ uid: uids[0]!.uid });
    expect(await queue()).toEqual(before);
  });

  it('forgets a decision once a matching run has applied it', async () => {
    const { pairs, total } = await queue();
    await decide(pairs[0]!, 'link');
    await decide(pairs[1]!, 'keep_apart');
    await project.rebuild();
    const after = await queue();
    expect(after.decided).toBe(0);
    expect(after.total).toBeLessThanOrEqual(total - 2);
    const open = after.pairs.map(ids);
    expect(open).not.toContainEqual(ids(pairs[0]!));
    expect(open).not.toContainEqual(ids(pairs[1]!));
    const { left, right } = await client.review.pair({
      entity,
      leftId: pairs[0]!.leftId,
      rightId: pairs[0]!.rightId,
    });
    expect(left.goldenId).toBe(right.goldenId);
    // Index names alternate from run to run: the next one must not stumble over the one before.
    await project.rebuild();
    expect((await queue()).total).toBe(after.total);
  });
});

describe('a pair', () => {
  it('shows both records as they were read and as they were understood', async () => {
    const { pairs } = await queue();
    const { leftId, rightId } = pairs[0]!;
    const { left, right, attributes, leftCluster } = await client.review.pair({ entity, leftId, rightId });
    expect([left.recordId, right.recordId]).toEqual([leftId, rightId]);
    const cells = left.raw.map(({ cell }) => cell ?? '').join('|');
    expect(cells).toContain(left.key);
    expect(new Set(attributes)).toEqual(new Set([...Object.keys(left.values), ...Object.keys(right.values)]));
    expect(left.values.updated_at?.[0] ?? null).toBe(left.updatedAt);
    expect(leftCluster).toBe((await client.golden.show({ goldenId: left.goldenId! })).members.length);
  });

  it('of which one is not there is refused', async () => {
    const { pairs } = await queue();
    const refused = await refusedWith(
      client.review.pair({ entity, leftId: pairs[0]!.leftId, rightId: 99_999_999 }),
    );
    expect(refused.code).toBe('record.unknown');
  });
});
