import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cancelled } from '../../../shared/model/job.ts';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

const entity = 'individual';
let project: SampleProject;
beforeAll(async () => {
  project = await sampleProject(250);
}, 240_000);
afterAll(() => project.close());

const adviseNow = async () => {
  const { jobId } = await project.client.match.advise({ entity });
  await project.client.jobs.result({ jobId });
  return (await project.client.match.advice({ entity }))!;
};

describe('pairs that other thresholds would treat otherwise', () => {
  const pairsWhere = (where: string): { left_id: number; right_id: number; weight: number }[] =>
    project.engine.project.db
      .prepare(`SELECT left_id, right_id, weight FROM pair WHERE entity = '${entity}' AND ${where}`)
      .all() as never;

  it('are counted by kind and listed, the ones one would regret first', async () => {
    const { thresholds } = await project.client.match.histogram({ entity });
    const next = { autoMerge: thresholds.review, review: thresholds.review - 3 };
    const { changes, pairs } = await project.client.match.affected({ entity, ...next, limit: 200 });
    const joined = pairsWhere(`weight >= ${thresholds.review} AND weight < ${thresholds.autoMerge}`);
    const shown = pairsWhere(`weight >= ${next.review} AND weight < ${thresholds.review}`);
    expect(joined.length).toBeGreaterThan(0);
    expect(changes).toEqual([
      { from: 'apart', to: 'review', pairs: shown.length },
      { from: 'review', to: 'merged', pairs: joined.length },
    ]);
    expect(pairs.map(({ weight }) => weight)).toEqual(
      shown
        .map(({ weight }) => weight)
        .sort((a, b) => a - b)
        .slice(0, 200),
    );
    expect(pairs[0]!.label).toMatch(/\p{L}/u);
    const second = await project.client.match.affected({
      entity,
      ...next,
      from: 'review',
      to: 'merged',
      offset: 2,
      limit: 3,
    });
    expect(second.pairs.map(({ weight }) => weight)).toEqual(
      joined
        .map(({ weight }) => weight)
        .sort((a, b) => a - b)
        .slice(2, 5),
    );
  });

  it('that are merged no longer begin with the strongest', async () => {
    const { thresholds } = await project.client.match.histogram({ entity });
    const next = { ...thresholds, autoMerge: thresholds.autoMerge + 6 };
    const { changes, pairs } = await project.client.match.affected({ entity, ...next });
    expect(changes.map(({ from, to }) => `${from} ${to}`)).toEqual(['merged review']);
    const weights = pairs.map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(await project.client.match.affected({ entity, ...thresholds })).toEqual({
      changes: [],
      pairs: [],
    });
  });

  it('are refused for thresholds that contradict each other', async () => {
    const wrong = project.client.match.affected({ entity, autoMerge: 1, review: 2 });
    expect((await refusedWith(wrong)).code).toBe('match.thresholds');
  });
});

describe('how the last run was trained', () => {
  it('is told round by round, beside what training started from', async () => {
    const training = (await project.client.match.training({ entity }))!;
    expect(training).toMatchObject({ trained: true, reason: null });
    expect(training.rounds.length).toBeGreaterThan(1);
    const last = training.rounds.at(-1)!;
    expect(last.expectedMatches).toBeCloseTo(training.expectedMatches, 6);
    expect(last.prior).toBeCloseTo(training.prior!, 12);
    expect(last.change).toBeLessThan(training.rounds[0]!.change);
    for (const { levels } of training.comparisons) {
      for (const { m, start, rounds } of levels) {
        expect(start).not.toBeNull();
        expect(rounds).toHaveLength(training.rounds.length);
        expect(rounds.at(-1)).toBeCloseTo(m, 6);
      }
    }
    expect(training.comparisons.some(({ levels }) => levels.some(({ m, start }) => m !== start!.m))).toBe(
      true,
    );
    expect(training.lookalikes.map(({ name }) => name)).toContain('household');
    expect(training.lookalikes[0]!.startRatio).toBeGreaterThan(0);
  });

  it('is nothing yet before any run', async () => {
    expect(await project.client.match.training({ entity: 'product' })).toBeNull();
  });
});

describe('advice on blocking rules', () => {
  it('that was cancelled leaves nothing', async () => {
    const job = project.engine.queue.start('advise', { entity });
    job.events.once('progress', () => job.cancel());
    await expect(job.done).rejects.toThrow(Cancelled);
    expect(await project.client.match.advice({ entity })).toBeNull();
  });

  it('is kept with names, until the data or the model change', async () => {
    const advice = await adviseNow();
    expect(advice).toMatchObject({ isOutdated: false, isTrained: true });
    const { model } = await project.client.match.model({ entity });
    expect(advice.rules.map(({ rule }) => rule)).toEqual(model!.blockingRules);
    const [first, ...rest] = model!.blockingRules;
    await project.client.match.saveModel({ entity, model: { ...model!, blockingRules: rest } });
    expect((await project.client.match.advice({ entity }))!.isOutdated).toBe(true);
    // A rule that goes is missed: what it found comes back as a proposal, with people's names.
    const [lost] = rest.slice(0, 1);
    await project.client.match.saveModel({ entity, model: { ...model!, blockingRules: [lost!] } });
    await project.rebuild();
    const again = await adviseNow();
    expect(again.proposals.length).toBeGreaterThan(0);
    expect(again.proposals[0]!.examples[0]!.label).toMatch(/\p{L}/u);
    expect(again.proposals[0]!.rule.name).not.toBe(lost!.name);
    await project.client.match.saveModel({ entity, model: { ...model!, blockingRules: [first!, ...rest] } });
    await project.rebuild();
  }, 120_000);

  it('on a model that is given is answered and not kept', async () => {
    const before = await project.client.match.advice({ entity });
    const { model } = await project.client.match.model({ entity });
    const given = { ...model!, blockingRules: model!.blockingRules.slice(0, 1) };
    const { jobId } = await project.client.match.advise({ entity, model: given });
    const { rules } = (await project.client.jobs.result({ jobId })) as { rules: unknown[] };
    expect(rules).toHaveLength(1);
    expect((await project.client.match.advice({ entity }))!.at).toBe(before!.at);
  });

  it('is refused for an entity without records', async () => {
    const { jobId } = await project.client.match.advise({ entity: 'product' });
    expect((await refusedWith(project.client.jobs.result({ jobId }))).code).toBe('match.no_records');
  });
});
