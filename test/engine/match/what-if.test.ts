import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScenarioRequest } from '../../../shared/contract/what-if.ts';
import { Cancelled } from '../../../shared/model/job.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

const entity = 'individual';
let project: SampleProject;
let client: SampleProject['client'];
beforeAll(async () => {
  project = await sampleProject(300);
  client = project.client;
}, 240_000);
afterAll(() => project.close());

// A test that failed leaves no scenario to the next one.
beforeEach(async () => {
  const { scenarios } = await client.whatIf.list({ entity });
  await remove(...scenarios.map(({ uid }) => uid));
});

/** All rows of all tables but those of jobs, scenarios and the journal. */
function contents(): Record<string, unknown[]> {
  const { db } = project.engine.project;
  const tables = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
       AND name NOT GLOB 'what_if_*' AND name NOT IN ('job', 'audit') ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).raw().all()]));
}

async function compute(name: string, request: ScenarioRequest) {
  const { jobId } = await client.whatIf.start({ entity, name, request });
  const result = (await client.jobs.result({ jobId })) as { uid: string; reused: boolean };
  const { scenarios } = await client.whatIf.list({ entity });
  return { ...scenarios.find(({ uid }) => uid === result.uid)!, reused: result.reused };
}

const IN_FORCE: ScenarioRequest = { basis: { from: 'in_force' } };
const withThresholds = (autoMerge: number, review: number): ScenarioRequest => ({
  ...IN_FORCE,
  thresholds: { autoMerge, review },
});
const remove = async (...uids: readonly string[]) => {
  for (const scenario of uids) await client.whatIf.remove({ scenario });
};
const between = (left: string, right: string) => client.whatIf.difference({ entity, left, right });
const members = () =>
  project.engine.project.db
    .prepare('SELECT record_id, golden_id FROM membership WHERE entity = ?')
    .raw()
    .all(entity) as [number, string][];

describe('a scenario', () => {
  it('of the model in force is what there is, and needs no pair to be weighed', async () => {
    const before = contents();
    const same = await compute('as now', IN_FORCE);
    expect(same.reused).toBe(true);
    expect(contents()).toEqual(before);
    const { present } = await client.whatIf.list({ entity });
    expect(same.figures).toEqual(present!.figures);
    const { kinds, unchanged, pairsGained, pairsLost } = await between('golden', same.uid);
    expect([unchanged, pairsGained, pairsLost]).toEqual([same.figures.clusters, 0, 0]);
    expect(Object.values(kinds).map(({ changes }) => changes)).toEqual([0, 0, 0]);
    await remove(same.uid);
  });

  it('weighs anew what was not kept, and comes to the same', async () => {
    // Below the lightest pair that was kept: nothing of the last run is enough.
    const { present } = await client.whatIf.list({ entity });
    const { autoMerge, review } = present!.thresholds;
    const anew = await compute('anew', withThresholds(autoMerge, review - 8));
    expect(anew.reused).toBe(false);
    expect(anew.figures.clusters).toBe(present!.figures.clusters);
    expect((await between('golden', anew.uid)).unchanged).toBe(present!.figures.clusters);
    await remove(anew.uid);
  });

  it('says what the next matching then gives', async () => {
    const strict = await compute('strict', withThresholds(16, 6));
    const { present } = await client.whatIf.list({ entity });
    expect(strict.figures.clusters).toBeGreaterThan(present!.figures.clusters);
    const before = members();
    const asked = await between('golden', strict.uid);
    expect(asked.pairsLost).toBeGreaterThan(0);
    expect(asked.pairsGained).toBe(0);
    expect(await client.whatIf.adopt({ scenario: strict.uid })).toEqual({ version: 1, saved: true });
    // A choice of rules changes nothing that it was computed from.
    expect((await client.whatIf.list({ entity })).scenarios[0]!.isOutOfDate).toBe(false);
    await project.rebuild();
    const now = await client.whatIf.list({ entity });
    expect(now.present!.figures).toEqual(strict.figures);
    const after = await between('golden', strict.uid);
    expect([after.unchanged, after.pairsLost]).toEqual([strict.figures.clusters, 0]);
    // The pairs that were foretold to be lost are the pairs that were lost.
    const goldenNow = new Map(members());
    const byGolden = new Map<string, number[]>();
    for (const [id, golden] of before) byGolden.set(golden, [...(byGolden.get(golden) ?? []), id]);
    let lost = 0;
    for (const ids of byGolden.values())
      for (const [i, a] of ids.entries())
        for (const b of ids.slice(i + 1)) if (goldenNow.get(a) !== goldenNow.get(b)) lost++;
    expect(lost).toBe(asked.pairsLost);
    await client.match.resetModel({ entity });
    await project.rebuild();
    await remove(strict.uid);
  }, 120_000);

  it('of another model, an earlier version, the template or the last run is computed, twice the same', async () => {
    const { lastRun } = await client.match.model({ entity });
    const model: MatchModel = {
      ...lastRun!.model,
      comparisons: lastRun!.model.comparisons.slice(0, 3),
      lookalikes: [],
    };
    const requests: ScenarioRequest[] = [
      { basis: { from: 'given', model } },
      { basis: { from: 'version', version: 1 } },
      { basis: { from: 'template' } },
      { basis: { from: 'last_run' }, guards: { maxClusterSize: 2 } },
    ];
    const first = [];
    for (const [index, request] of requests.entries()) first.push(await compute(`s${index}`, request));
    expect(first.map(({ basis }) => basis)).toEqual(['given', 'version', 'template', 'last_run']);
    for (const { uid, figures } of first.slice(0, 2)) {
      const { jobId } = await client.whatIf.again({ scenario: uid });
      await client.jobs.result({ jobId });
      const { scenarios } = await client.whatIf.list({ entity });
      expect(scenarios.find((one) => one.uid === uid)!.figures).toEqual(figures);
    }
    expect(first[3]!.figures.largest).toBeLessThan(first[2]!.figures.largest);
    expect(await client.whatIf.adopt({ scenario: first[2]!.uid })).toMatchObject({ version: null });
    await remove(...first.map(({ uid }) => uid));
    const left = project.engine.project.db.prepare('SELECT count(*) FROM what_if_partition').pluck().get();
    expect(left).toBe(0);
  }, 120_000);

  it('is refused at once with a name that is taken, thresholds that contradict each other, or a version there is not', async () => {
    const { uid } = await compute('taken', IN_FORCE);
    const start = (name: string, request: ScenarioRequest) => client.whatIf.start({ entity, name, request });
    expect((await refusedWith(start('taken', IN_FORCE))).code).toBe('what_if.name_taken');
    expect((await refusedWith(start('a', withThresholds(1, 2)))).code).toBe('match.thresholds');
    const version = { basis: { from: 'version' as const, version: 99 } };
    expect((await refusedWith(start('b', version))).code).toBe('version.unknown');
    const other = client.whatIf.start({ entity: 'activity', name: 'c', request: IN_FORCE });
    expect((await refusedWith(other)).code).toBe('match.not_matched');
    expect((await refusedWith(client.whatIf.remove({ scenario: 'none' }))).code).toBe('scenario.unknown');
    await client.whatIf.rename({ scenario: uid, name: 'renamed' });
    expect((await client.whatIf.list({ entity })).scenarios.map(({ name }) => name)).toEqual(['renamed']);
    await remove(uid);
  });

  it('that is cancelled leaves nothing', async () => {
    const before = contents();
    const request: ScenarioRequest = { basis: { from: 'template' } };
    const job = project.engine.queue.start('whatIf', { entity, name: 'cancelled', request });
    job.events.on('progress', () => job.cancel());
    await expect(job.done).rejects.toBeInstanceOf(Cancelled);
    expect((await client.whatIf.list({ entity })).scenarios).toEqual([]);
    expect(contents()).toEqual(before);
  });

  it('says that it is out of date once a decision is taken, counts it, and can be computed again', async () => {
    const { uid, figures } = await compute('dated', IN_FORCE);
    const { decisions } = figures;
    expect(decisions).toEqual({ agrees: 0, doubts: 0, contradicts: 0 });
    const [pair] = await client.match.pairs({ entity, state: 'merged', limit: 1 });
    const { left, right } = pair!;
    await client.review.decide({ entity, kind: 'keep_apart', left, right });
    const [dated] = (await client.whatIf.list({ entity })).scenarios;
    expect(dated).toMatchObject({ uid, isOutOfDate: true });
    const { jobId } = await client.whatIf.again({ scenario: uid });
    await client.jobs.result({ jobId });
    const [again] = (await client.whatIf.list({ entity })).scenarios;
    expect(again).toMatchObject({ uid, isOutOfDate: false });
    // Obeyed, though the weights would have it otherwise.
    expect(again!.figures.decisions).toEqual({ agrees: 0, doubts: 0, contradicts: 1 });
    const { kinds } = await between('golden', uid);
    expect(kinds.split!.changes + kinds.rearranged!.changes).toBe(1);
    await remove(uid);
  });
});

describe('the list of changes', () => {
  it('is paged, filtered by kind, searched by name, and shows who is with whom', async () => {
    const strict = await compute('strict', withThresholds(14, 4));
    const sides = { entity, left: 'golden', right: strict.uid };
    const counts = await client.whatIf.difference(sides);
    const all = await client.whatIf.changes({ ...sides, limit: 1000 });
    const changes = Object.values(counts.kinds).reduce((sum, one) => sum + one.changes, 0);
    expect([all.total, all.rows.length]).toEqual([changes, changes]);
    const weight = (row: (typeof all.rows)[number]) => row.pairsGained + row.pairsLost;
    expect(all.rows.map(weight)).toEqual(all.rows.map(weight).sort((a, b) => b - a));
    const lost = all.rows.reduce((sum, row) => sum + row.pairsLost, 0);
    expect(lost).toBe(counts.pairsLost);
    const page = await client.whatIf.changes({ ...sides, offset: 2, limit: 3 });
    expect(page.rows).toEqual(all.rows.slice(2, 5));
    const split = await client.whatIf.changes({ ...sides, kind: 'split', limit: 1000 });
    expect(split.rows).toEqual(all.rows.filter(({ kind }) => kind === 'split'));
    expect((await client.whatIf.changes({ ...sides, kind: 'merged' })).total).toBe(0);

    const [row] = all.rows;
    const found = await client.whatIf.changes({ ...sides, search: row!.label.toUpperCase(), limit: 1000 });
    expect(found.rows).toContainEqual(row);
    expect(found.total).toBeLessThan(all.total);
    expect((await client.whatIf.changes({ ...sides, search: 'nobody of that name' })).total).toBe(0);

    const one = await client.whatIf.change({ ...sides, record: row!.record });
    expect(one.change).toEqual(row);
    expect(one.records).toHaveLength(row!.records);
    const sizes = (side: 'left' | 'right') =>
      row![side].map((_, index) => one.records.filter((record) => record[side] === index + 1).length);
    expect([sizes('left'), sizes('right')]).toEqual([row!.left, row!.right]);
    const goldenOf = new Map(members());
    for (const { recordId, left } of one.records) {
      const mates = one.records.filter((other) => other.left === left);
      expect(new Set(mates.map((mate) => goldenOf.get(mate.recordId))).size).toBe(1);
      expect(goldenOf.has(recordId)).toBe(true);
    }
    const unknown = client.whatIf.change({ ...sides, record: 99_999_999 });
    expect((await refusedWith(unknown)).code).toBe('change.unknown');
    await remove(strict.uid);
  });
});
