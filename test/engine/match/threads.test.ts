import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { buildBlocks, forEachPair } from '../../../main/engine/match/blocking/blocks.ts';
import { BATCH } from '../../../main/engine/match/comparators/comparator.ts';
import { matchRecords, matchTemplate } from '../../../main/engine/match/match.ts';
import { KEPT_BELOW_REVIEW } from '../../../main/engine/match/pairs.ts';
import { Scorer } from '../../../main/engine/match/score.ts';
import { Crew } from '../../../main/engine/match/threads/crew.ts';
import { encode, entity, person, seenAgain, town } from './people.ts';

const citizens = town(900, 5);
const records = encode([...citizens, ...seenAgain(citizens), ...seenAgain(citizens, 7)].map(person));
const model = matchTemplate(entity('individual'), records);

describe('matching in several threads', () => {
  const alone = matchRecords(records, model, { threads: 1 });

  test.each([2, 4])(
    '%i threads find what one finds, in the same order and with the same model',
    (threads) => {
      const shared = matchRecords(records, model, { threads });
      expect(shared.model).toEqual(alone.model);
      expect(shared.training).toEqual(alone.training);
      expect(shared.pairs).toEqual(alone.pairs);
      expect(shared.clusterOf).toEqual(alone.clusterOf);
      expect(shared.rules).toEqual(alone.rules);
    },
  );

  test('pairs weighed in batches weigh what each weighs by itself, and none of interest is left out', () => {
    const { pairs, model: trained } = alone;
    const scorer = new Scorer(records, trained);
    const floor = trained.thresholds.review - KEPT_BELOW_REVIEW;
    const found = new Map<string, unknown>();
    forEachPair(buildBlocks(records, trained), (i, j) => {
      const weight = scorer.weigh(i, j, floor);
      if (weight >= floor) found.set(`${i} ${j}`, [Math.fround(weight), ...scorer.levels]);
    });
    const width = trained.comparisons.length;
    const kept = [...pairs.weight].flatMap((weight, p): [string, unknown][] =>
      pairs.rule[p] === 255
        ? []
        : [
            [
              `${pairs.left[p]} ${pairs.right[p]}`,
              [weight, ...pairs.levels.subarray(p * width, (p + 1) * width)],
            ],
          ],
    );
    expect(pairs.weighed).toBeGreaterThan(2 * BATCH);
    expect(new Map(kept)).toEqual(found);
  });

  test('can be cancelled while others work', () => {
    let asked = 0;
    const cancelled = () => ++asked > 6;
    expect(() => matchRecords(records, model, { threads: 3, cancelled })).toThrow();
    expect(asked).toBeLessThan(20);
  });

  test('a thread that dies is made up for', () => {
    const rules = model.blockingRules.length;
    const crew = new Crew(records, 2, 200);
    const kill = () => {
      const { hands } = crew as unknown as { hands: { worker: Worker }[] };
      for (const { worker } of hands) void worker.terminate();
    };
    const blocks = crew.run<'blocks'>({ kind: 'blocks', model, keys: [] }, rules, kill);
    crew.end();
    expect(blocks).toEqual(buildBlocks(records, model));
  });

  test('the mistakes of a model are told as they are with one thread', () => {
    const wrong = {
      ...model,
      comparisons: model.comparisons.map((c, k) => (k === 0 ? { ...c, attributes: ['gone'] } : c)),
    };
    expect(() => matchRecords(records, wrong, { threads: 2 })).toThrow(/gone/);
  });
});
