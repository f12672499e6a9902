import { describe, expect, test } from 'vitest';
import { expectationMaximisation } from '../../../main/engine/match/training/expectation-maximisation.ts';
import { type PackedVectors, VectorCounts } from '../../../main/engine/match/training/vectors.ts';
import { seededRandom } from '../../../main/engine/match/values/random.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';

const TRUE_M = [
  [0.85, 0.1, 0.05],
  [0.7, 0.2, 0.1],
  [0.9, 0.06, 0.04],
  [0.6, 0.05, 0.35],
];
const TRUE_U = [
  [0.01, 0.02, 0.97],
  [0.005, 0.02, 0.975],
  [0.001, 0.01, 0.989],
  [0.002, 0.003, 0.995],
];
const START_M = [0.5, 0.3, 0.2];

const model: MatchModel = {
  entity: 'individual',
  template: 'anything',
  blockingRules: [],
  comparisons: TRUE_U.map((u, c) => ({
    name: `c${c}`,
    attributes: ['a'],
    comparator: 'category',
    levels: u.map((p, l) => ({ name: `l${l}`, m: START_M[l]!, u: p })),
  })),
  lookalikes: [],
  thresholds: { autoMerge: 2, review: -3 },
  guards: { identifiers: [], sharedContactLimit: 5, maxClusterSize: 100 },
  train: true,
};

/** Pairs drawn from known parameters: `matches` of them match. */
function simulate(pairs: number, matches: number): PackedVectors {
  const random = seededRandom(42);
  const draw = (levels: readonly number[]): number => {
    let left = random();
    for (let l = 0; l < levels.length - 1; l++) {
      left -= levels[l]!;
      if (left < 0) return l;
    }
    return levels.length - 1;
  };
  const counts = new VectorCounts(4);
  for (let p = 0; p < pairs; p++) {
    const from = p < matches ? TRUE_M : TRUE_U;
    counts.add(
      Uint8Array.from(from, (levels) => (random() < 0.1 ? 255 : draw(levels))),
      1,
      1,
    );
  }
  return counts.pack(1);
}

describe('training without labels', () => {
  test('recovers the m probabilities and the prior of simulated data within two points and five per cent', () => {
    const pairs = 400_000;
    const matches = 6_000;
    const estimate = expectationMaximisation(model, [simulate(pairs, matches)], pairs);
    expect(estimate.change).toBeLessThan(0.001);
    expect(Math.abs(estimate.expectedMatches - matches) / matches).toBeLessThan(0.05);
    estimate.model.comparisons.forEach((comparison, c) => {
      comparison.levels.forEach(({ m }, l) => {
        expect(Math.abs(m - TRUE_M[c]![l]!)).toBeLessThan(0.02);
      });
    });
  });

  test('probabilities of a comparison always sum to one', () => {
    const estimate = expectationMaximisation(model, [simulate(5_000, 50)], 5_000);
    for (const { levels } of estimate.model.comparisons) {
      expect(levels.reduce((sum, { m }) => sum + m, 0)).toBeCloseTo(1, 9);
    }
  });
});
