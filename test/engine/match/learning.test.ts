import { describe, expect, it } from 'vitest';
import { shiftOf } from '../../../main/engine/match/learning/adjustment.ts';
import { mostInformative } from '../../../main/engine/match/learning/choose.ts';
import { doubtsOf, type JudgedPair } from '../../../main/engine/match/learning/doubts.ts';
import { anchorsOf, type DecidedPair, labelOf } from '../../../main/engine/match/learning/labelled.ts';
import { refine } from '../../../main/engine/match/learning/refine.ts';
import { seededRandom } from '../../../main/engine/match/values/random.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';

const level = (name: string, m: number, u: number) => ({ name, m, u });

/** Two comparisons; what is true of the second is `telling`, what the model believes is `believed`. */
function model(m: number): MatchModel {
  return {
    entity: 'individual',
    template: 'person',
    blockingRules: [],
    comparisons: [
      {
        name: 'name',
        attributes: ['family_name'],
        comparator: 'text',
        levels: [level('exact', 0.9, 0.1), level('different', 0.1, 0.9)],
      },
      {
        name: 'city',
        attributes: ['city'],
        comparator: 'text',
        levels: [level('exact', m, 0.3), level('different', 1 - m, 0.7)],
      },
    ],
    lookalikes: [],
    prior: 0.2,
    thresholds: { autoMerge: 1.5, review: -3 },
    guards: { identifiers: [], sharedContactLimit: 5, maxClusterSize: 200 },
    train: true,
  };
}

const weightOf = (of: MatchModel, levels: Uint8Array): number =>
  of.comparisons.reduce(
    (sum, { levels: all }, c) => {
      const { m, u } = all[levels[c]!]!;
      return sum + Math.log2(m / u);
    },
    Math.log2(of.prior! / (1 - of.prior!)),
  );

/** Pairs of a world in which `truth` holds, weighed by what is believed. */
function pairs(truth: MatchModel, believed: MatchModel, count: number, seed: number): DecidedPair[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const isMatch = random() < truth.prior!;
    const levels = Uint8Array.from(truth.comparisons, ({ levels: [first] }) =>
      random() < (isMatch ? first!.m : first!.u) ? 0 : 1,
    );
    return { isMatch, levels, weight: weightOf(believed, levels), state: 'review', changes: 1 };
  });
}

const truth = model(0.95);
/** The second comparison is believed to speak against a match where it speaks for one. */
const misled = model(0.1);

const learn = (believed: MatchModel, decided: readonly DecidedPair[]) =>
  refine(believed, decided.map(labelOf), anchorsOf(pairs(truth, believed, 200, 99), 20));

describe('what stewards decided teaches the model', () => {
  const decided = pairs(truth, misled, 120, 1);

  it('puts right a comparison that was weighed wrongly', async () => {
    const { model: taught, learning } = await learn(misled, decided);
    expect(learning).toMatchObject({ learned: true, reason: null });
    expect(learning.surpriseAfter).toBeLessThan(learning.surpriseBefore);
    const bits = (of: MatchModel) =>
      Math.log2(of.comparisons[1]!.levels[0]!.m / of.comparisons[1]!.levels[0]!.u);
    expect(bits(taught)).toBeGreaterThan(bits(misled) + 0.5);
    const errors = (of: MatchModel) =>
      pairs(truth, of, 2000, 7).filter(({ isMatch, weight }) => weight > 0 !== isMatch).length;
    expect(errors(taught)).toBeLessThan(errors(misled));
  });

  it('leaves probabilities that add up, and weights that are the sum of their parts', async () => {
    const { model: taught, moved } = await learn(misled, decided);
    for (const { levels } of taught.comparisons)
      expect(levels.reduce((sum, { m }) => sum + m, 0)).toBeCloseTo(1, 9);
    for (const levels of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ].map((of) => Uint8Array.from(of)))
      expect(weightOf(taught, levels)).toBeCloseTo(
        weightOf(misled, levels) + shiftOf(moved, levels) / Math.LN2,
        9,
      );
    expect(taught).toMatchObject({ prior: misled.prior, thresholds: misled.thresholds, train: false });
  });

  it('comes out the same whatever the order of the decisions', async () => {
    const { model: once, learning } = await learn(misled, decided);
    const again = await learn(misled, decided.toReversed());
    expect(again.learning.wrongAfter).toBe(learning.wrongAfter);
    again.model.comparisons.forEach(({ levels }, c) => {
      levels.forEach(({ m }, k) => {
        expect(m).toBeCloseTo(once.comparisons[c]!.levels[k]!.m, 12);
      });
    });
  });

  it('changes nothing, and says so, where decisions are few, one-sided or contradict each other', async () => {
    expect(await learn(misled, decided.slice(0, 9))).toMatchObject({
      model: misled,
      learning: { reason: 'too_few' },
    });
    const links = decided.filter(({ isMatch }) => isMatch);
    expect(await learn(misled, links)).toMatchObject({
      model: misled,
      learning: { reason: 'one_sided', apart: 0 },
    });
    const random = seededRandom(3);
    const tossed = pairs(truth, truth, 120, 5).map((pair) => ({
      ...pair,
      weight: 0,
      isMatch: random() < 0.5,
    }));
    expect(await learn(truth, tossed)).toMatchObject({
      model: truth,
      learning: { learned: false, reason: 'no_better' },
    });
  });

  it('changes nothing where the model is right already', async () => {
    const { learning } = await learn(truth, pairs(truth, truth, 60, 11));
    expect(learning).toMatchObject({ learned: false });
  });
});

describe('the pairs to ask about next', () => {
  const judged = (
    n: number,
    weight: number,
    levels: readonly number[],
    state: JudgedPair['state'] = 'review',
  ): JudgedPair => ({
    left: 2 * n,
    right: 2 * n + 1,
    weight,
    levels: Uint8Array.from(levels),
    state,
  });
  const alone = { of: (record: number) => record, size: () => 1 };

  it('are the doubtful ones, of several kinds, and the same for the same seed', () => {
    const many = Array.from({ length: 40 }, (_, n) => judged(n, 0.1, [0, 1, 2]));
    const others = [judged(50, -0.2, [3, 4, 5]), judged(51, -0.2, [6, 7, 8])];
    const sure = [judged(60, -9, [9, 9, 9])];
    const doubts = doubtsOf([...many, ...others, ...sure], alone);
    const asked = mostInformative(doubts, [], 20, 4).map(({ pair }) => pair.left);
    expect(asked).toEqual(mostInformative(doubts, [], 20, 4).map(({ pair }) => pair.left));
    expect(asked).toEqual(expect.arrayContaining([100, 102]));
    expect(asked).not.toContain(120);
  });

  it('turn to other kinds once answers show that one kind is never wrong', () => {
    const cut = Array.from({ length: 20 }, (_, n) => judged(n, 4, [0, 0], 'cut'));
    const weak = Array.from({ length: 20 }, (_, n) => judged(100 + n, 1.6, [1, 1], 'merged'));
    const doubts = doubtsOf([...cut, ...weak], alone);
    const first = mostInformative(doubts, [], 5).map(({ pair }) => pair.state);
    expect(first).toContain('cut');
    const answered: DecidedPair[] = cut.slice(0, 8).map((pair) => ({ ...pair, isMatch: false, changes: 1 }));
    const next = mostInformative(doubtsOf([...cut.slice(8), ...weak], alone), answered, 5);
    expect(next.map(({ pair }) => pair.state)).toEqual(Array(5).fill('merged'));
  });

  it('are of one golden record only those that hold it together, of two the heaviest', () => {
    const pair = (left: number, right: number, weight: number, state: JudgedPair['state']): JudgedPair => ({
      left,
      right,
      weight,
      levels: Uint8Array.of(0),
      state,
    });
    const doubts = doubtsOf(
      [
        pair(1, 2, 9, 'merged'),
        pair(2, 3, 2, 'merged'),
        pair(1, 3, 1.6, 'merged'),
        pair(1, 4, -1, 'review'),
        pair(2, 4, 0, 'review'),
      ],
      { of: (record) => (record === 4 ? 'b' : 'a'), size: (record) => (record === 4 ? 1 : 3) },
    );
    expect(doubts.map(({ pair: { left, right }, changes }) => [left, right, changes])).toEqual([
      [2, 4, 3],
      [1, 2, 1],
      [2, 3, 2],
    ]);
  });
});
