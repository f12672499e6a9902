import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

const entity = 'individual';
let project: SampleProject;
let client: SampleProject['client'];
beforeAll(async () => {
  project = await sampleProject(700);
  client = project.client;
}, 240_000);
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

  it('can be narrowed to the pairs of some golden records', async () => {
    const { pairs } = await queue();
    const { left, right } = await client.review.pair({
      entity,
      leftId: pairs[2]!.leftId,
      rightId: pairs[2]!.rightId,
    });
    const goldenIds = [left.goldenId!, right.goldenId!];
    const shown = await Promise.all(goldenIds.map((goldenId) => client.golden.show({ goldenId })));
    const members = new Set(shown.flatMap(({ members }) => members.map(({ recordId }) => recordId)));
    const narrowed = await queue({ goldenIds });
    expect(narrowed.pairs.map(ids)).toEqual(
      pairs.filter((pair) => ids(pair).some((id) => members.has(id))).map(ids),
    );
    expect(narrowed.total).toBe(narrowed.pairs.length);
    expect(narrowed.total).toBeLessThan(pairs.length);
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

describe('a whole cluster', () => {
  const largest = async () =>
    (
      await client.golden.query({
        entity,
        sort: { column: '_members', descending: true },
        limit: 1,
      })
    ).rows[0]!;
  const rowOf = ({ source, key }: { source: string; key: string }) => ({ source, key });

  it('is shown with all its records and what holds them together', async () => {
    const { goldenId, members } = await largest();
    const cluster = await client.review.cluster({ entity, goldenIds: [goldenId] });
    expect(cluster.total).toBe(members);
    const shown = await client.golden.show({ goldenId });
    expect(cluster.records.map(({ recordId }) => recordId)).toEqual(
      shown.members.map(({ recordId }) => recordId),
    );
    expect(cluster.records.every((record) => record.goldenId === goldenId)).toBe(true);
    const [{ left_id, right_id, weight }] = project.engine.project.db
      .prepare(
        `SELECT p.* FROM pair p JOIN membership m ON m.record_id = p.left_id AND m.golden_id = ? WHERE p.state = 'merged' LIMIT 1`,
      )
      .all(goldenId) as [{ left_id: number; right_id: number; weight: number }];
    expect(cluster.pairs).toContainEqual({
      leftId: left_id,
      rightId: right_id,
      weight,
      state: 'merged',
      reason: null,
    });
    expect(new Set(cluster.attributes)).toEqual(
      new Set(cluster.records.flatMap(({ values }) => Object.keys(values))),
    );
    const few = await client.review.cluster({ entity, goldenIds: [goldenId], limit: 2 });
    expect(few.records).toEqual(cluster.records.slice(0, 2));
    expect(few.total).toBe(members);
  });

  it('is split by decisions taken together, and made whole again by taking them back', async () => {
    const { goldenId } = await largest();
    const { records } = await client.review.cluster({ entity, goldenIds: [goldenId] });
    const [out, ...rest] = records;
    const decisions = rest.map((one) => ({
      kind: 'keep_apart' as const,
      left: rowOf(out!),
      right: rowOf(one),
    }));
    const { uids } = await client.review.decideMany({ entity, decisions });
    expect(uids).toHaveLength(rest.length);
    const noted = await client.review.cluster({ entity, goldenIds: [goldenId] });
    expect(noted.decisions.map(({ uid }) => uid).sort()).toEqual([...uids].sort());
    await project.rebuild();
    const idsNow = await client.review.pair({ entity, leftId: out!.recordId, rightId: rest[0]!.recordId });
    expect(idsNow.left.goldenId).not.toBe(idsNow.right.goldenId);
    await client.review.revertMany({ uids });
    await project.rebuild();
    const whole = await client.review.cluster({ entity, goldenIds: [goldenId] });
    expect(whole.records.map(({ recordId }) => recordId)).toEqual(records.map(({ recordId }) => recordId));
  });

  it('is decided altogether or not at all', async () => {
    const { goldenId } = await largest();
    const { records } = await client.review.cluster({ entity, goldenIds: [goldenId] });
    const [a, b] = records.map(rowOf);
    const before = await client.review.list({ entity });
    const decisions = [
      { kind: 'link' as const, left: a!, right: b! },
      { kind: 'link' as const, left: a!, right: { source: 'crm', key: 'nobody' } },
    ];
    expect((await refusedWith(client.review.decideMany({ entity, decisions }))).code).toBe('row.unknown');
    expect(await client.review.list({ entity })).toEqual(before);
    const unknown = { entity, goldenIds: ['G000000000000'] };
    expect((await refusedWith(client.review.cluster(unknown))).code).toBe('golden record.unknown');
  });
});
