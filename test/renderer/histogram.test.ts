import { describe, expect, it } from 'vitest';
import { barsOf, moved, scalesOf } from '../../renderer/match/histogram-model.ts';

const BINS = [
  { from: -5, pairs: 1200 },
  { from: -4, pairs: 0 },
  { from: 1, pairs: 40 },
  { from: 9, pairs: 300 },
];
const THRESHOLDS = { review: -3, autoMerge: 1.5 };

describe('the histogram of weights', () => {
  it('colours each bar by what becomes of its pairs, and divides one that a threshold goes through', () => {
    expect(barsOf(BINS, THRESHOLDS).map(({ from, to, zone, pairs }) => [from, to, zone, pairs])).toEqual([
      [-5, -4, 'apart', 1200],
      [1, 1.5, 'review', 40],
      [1.5, 2, 'merged', 40],
      [9, 10, 'merged', 300],
    ]);
  });

  it('divides a bar in three where both thresholds go through it', () => {
    const zones = barsOf([{ from: 0, pairs: 1 }], { review: 0.25, autoMerge: 0.75 }).map(({ zone }) => zone);
    expect(zones).toEqual(['apart', 'review', 'merged']);
  });

  it('keeps thresholds in the picture that no pair comes near', () => {
    const { x, left, right } = scalesOf([{ from: 0, pairs: 1 }], { review: -30, autoMerge: 40 }, 800);
    for (const weight of [-30, 40]) {
      expect(x(weight)).toBeGreaterThan(left);
      expect(x(weight)).toBeLessThan(right);
    }
  });

  it('finds the weight under the mouse again', () => {
    const { x, weightAt } = scalesOf(BINS, THRESHOLDS, 800);
    expect(weightAt(x(2.5))).toBeCloseTo(2.5, 6);
  });

  it('moves a threshold by halves of a bit, never past the other', () => {
    const range = { first: -10, last: 20 };
    expect(moved(THRESHOLDS, 'review', -1.8, range)).toEqual({ review: -2, autoMerge: 1.5 });
    expect(moved(THRESHOLDS, 'review', 7, range)).toEqual({ review: 1.5, autoMerge: 1.5 });
    expect(moved(THRESHOLDS, 'autoMerge', -8, range)).toEqual({ review: -3, autoMerge: -3 });
    expect(moved(THRESHOLDS, 'autoMerge', 99, range)).toEqual({ review: -3, autoMerge: 20 });
  });
});
