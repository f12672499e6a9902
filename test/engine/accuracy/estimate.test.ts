import { describe, expect, it } from 'vitest';
import { allocate } from '../../../main/engine/accuracy/allocate.ts';
import { estimateAccuracy, type StratumOutcomes } from '../../../main/engine/accuracy/estimate.ts';
import { gamma, seededHash, seededRandom } from '../../../main/engine/accuracy/random.ts';
import { bandEdges, bandOf, joinBands } from '../../../main/engine/accuracy/strata.ts';

const none = { hit: 0, wrong: 0, missed: 0, right: 0, gone: 0 };
const merged = (size: number, hit: number, wrong: number): StratumOutcomes => ({
  ...none,
  merged: true,
  size,
  hit,
  wrong,
});
const apart = (size: number, missed: number, right: number): StratumOutcomes => ({
  ...none,
  merged: false,
  size,
  missed,
  right,
});
const rounded = (value: number | undefined) => Number(value?.toFixed(6));

describe('precision and recall from a stratified sample', () => {
  it('are the figures worked out by hand', () => {
    // 100 pairs, 9 of 10 right: 90; 900 pairs, all of 10 right: 900. Missed: 2 of 20 of 200 pairs: 20.
    const { precision, recall, f1 } = estimateAccuracy(
      [merged(100, 9, 1), merged(900, 10, 0), apart(200, 2, 18)],
      1,
    );
    expect(precision?.value).toBeCloseTo(990 / 1000, 12);
    expect(recall?.value).toBeCloseTo(990 / 1010, 12);
    expect(f1?.value).toBeCloseTo(1980 / 2010, 12);
    // Residuals .01 (nine) and −.99 (one): variance .1; 100² × (1 − 10/100) / 10 × .1 = 90, over 1 000.
    expect(precision?.standardError).toBeCloseTo(Math.sqrt(90) / 1000, 9);
    // Recall, R = 990/1010: strata add 90 (1 − R)², 0 and 200² × .9 / 20 × R² × 2 × 18 / (20 × 19).
    const r = 990 / 1010;
    const variance = 90 * (1 - r) ** 2 + ((200 ** 2 * 0.9) / 20) * r ** 2 * ((2 * 18) / (20 * 19));
    expect(recall?.standardError).toBeCloseTo(Math.sqrt(variance) / 1010, 9);
  });

  it('have the interval of Clopper and Pearson where there is one stratum, also when nothing is wrong', () => {
    const ofMany = (hit: number, wrong: number) => estimateAccuracy([merged(1e7, hit, wrong)], 3).precision!;
    const all = ofMany(10, 0);
    expect(all.value).toBe(1);
    expect(all.low).toBeCloseTo(0.6915, 1);
    expect(all.high).toBe(1);
    const most = ofMany(8, 2);
    expect(most.low).toBeCloseTo(0.4439, 1);
    expect(most.high).toBeCloseTo(0.9748, 1);
    const none = ofMany(0, 10);
    expect([none.value, none.low]).toEqual([0, 0]);
    expect(none.high).toBeCloseTo(0.3085, 1);
  });

  it('are known for certain once every pair is labelled', () => {
    const { precision, recall } = estimateAccuracy([merged(20, 19, 1), apart(10, 1, 9)], 1);
    for (const [share, truth] of [
      [precision, 0.95],
      [recall, 0.95],
    ] as const)
      expect(
        [share?.value, rounded(share?.low), rounded(share?.high), share?.standardError].map((x) =>
          x?.toFixed(3),
        ),
      ).toEqual([truth.toFixed(3), truth.toFixed(3), truth.toFixed(3), '0.000']);
  });

  it('take a stratum without a label for its neighbour, and leave out pairs that are gone', () => {
    const some = estimateAccuracy([merged(100, 0, 0), merged(300, 9, 3), apart(50, 1, 4)], 1);
    expect(some.precision?.value).toBeCloseTo(0.75, 12);
    expect(some.recall?.value).toBeCloseTo(300 / 310, 12);
    const gone = estimateAccuracy([{ ...merged(400, 9, 3), gone: 4 }, apart(50, 1, 4)], 1);
    expect(gone.precision?.value).toBeCloseTo(0.75, 12);
    expect(gone.recall?.value).toBeCloseTo(225 / 235, 12);
  });

  it('count a label by the stratum it was drawn from when its pair has come to the other side', () => {
    // 4 of 10 labels of a stratum of 100 pairs that stood apart are merged now: each stands for 10 pairs.
    const moved: StratumOutcomes = {
      ...none,
      merged: false,
      size: 100,
      hit: 3,
      wrong: 1,
      missed: 1,
      right: 5,
    };
    const { precision, recall } = estimateAccuracy([merged(1000, 20, 0), moved], 1);
    expect(precision?.value).toBeCloseTo(1030 / 1040, 12);
    expect(recall?.value).toBeCloseTo(1030 / 1040, 12);
  });

  it('are unknown where nothing of the kind was found', () => {
    const { precision, recall, f1 } = estimateAccuracy([apart(100, 0, 20)], 1);
    expect([precision, recall, f1]).toEqual([null, null, null]);
  });

  it('have the same interval for the same seed', () => {
    const strata = [merged(500, 18, 2), apart(500, 3, 17)];
    expect(estimateAccuracy(strata, 5)).toEqual(estimateAccuracy(strata, 5));
    expect(estimateAccuracy(strata, 6)).not.toEqual(estimateAccuracy(strata, 5));
  });
});

/** Strata as [merged, pairs, probability the model gives, share that is the same]. */
type Population = readonly (readonly [boolean, number, number, number])[];
const POPULATIONS: Readonly<Record<string, Population>> = {
  'a good model': [
    [true, 200, 0.6, 0.7],
    [true, 800, 0.95, 0.93],
    [true, 2000, 0.99, 0.995],
    [true, 6000, 0.999, 1],
    [false, 12_000, 0.005, 0.001],
    [false, 2000, 0.03, 0.01],
    [false, 300, 0.4, 0.4],
    [false, 30, 0.5, 0.5],
  ],
  'a model without fault': [
    [true, 800, 0.95, 1],
    [true, 6000, 0.999, 1],
    [false, 12_000, 0.005, 0],
    [false, 300, 0.4, 0.02],
  ],
  'a model that merges too much': [
    [true, 800, 0.95, 0.7],
    [true, 2000, 0.99, 0.9],
    [true, 6000, 0.999, 0.97],
    [false, 12_000, 0.005, 0.0005],
    [false, 300, 0.4, 0.1],
  ],
  'a model that misses much': [
    [true, 800, 0.95, 0.99],
    [true, 6000, 0.999, 0.9995],
    [false, 12_000, 0.005, 0.03],
    [false, 2000, 0.03, 0.15],
    [false, 300, 0.4, 0.8],
  ],
  'a bad model': [
    [true, 1000, 0.9, 0.5],
    [true, 1000, 0.99, 0.6],
    [false, 1000, 0.02, 0.2],
    [false, 1000, 0.2, 0.3],
  ],
};

describe.each(Object.entries(POPULATIONS))(
  '%s: its 95 %% intervals over many samples of known truth',
  (_, strata) => {
    it.each([40, 100, 300])('hold it in at least 92 of 100 samples of %i pairs', (size) => {
      const SAMPLES = 200;
      const random = seededRandom(size);
      const edges = strata.map(([isMerged, pairs, probability], i) => ({
        state: isMerged ? ('merged' as const) : ('apart' as const),
        merged: isMerged,
        size: pairs,
        probability,
        first: i,
        last: i,
        chosen: [i],
      }));
      const bands = joinBands(edges, size);
      const counts = allocate(bands, size);
      const same = strata.map(([, pairs, , share]) => Math.round(pairs * share));
      const sum = (isMerged: boolean, count: (i: number) => number) =>
        strata.reduce((all, [side], i) => all + (side === isMerged ? count(i) : 0), 0);
      const hit = sum(true, (i) => same[i]!);
      const wrong = sum(true, (i) => strata[i]![1] - same[i]!);
      const missed = sum(false, (i) => same[i]!);
      const truth = {
        precision: hit / (hit + wrong),
        recall: hit / (hit + missed),
        f1: (2 * hit) / (2 * hit + wrong + missed),
      };
      const held = { precision: 0, recall: 0, f1: 0 };
      const mean = { precision: 0, recall: 0, f1: 0 };
      for (let seed = 0; seed < SAMPLES; seed++) {
        const labelled = bands.map(({ merged: isMerged, chosen, size: pairs }, i) => {
          const right = drawnWithout(
            pairs,
            chosen.reduce((all, one) => all + same[one]!, 0),
            counts[i]!,
            random,
          );
          return isMerged
            ? merged(pairs, right, counts[i]! - right)
            : apart(pairs, right, counts[i]! - right);
        });
        const estimates = estimateAccuracy(labelled, seed, 600);
        for (const name of ['precision', 'recall', 'f1'] as const) {
          const { low, high, value } = estimates[name]!;
          if (low <= truth[name] + 1e-9 && truth[name] <= high + 1e-9) held[name] += 1;
          mean[name] += value / SAMPLES;
        }
      }
      for (const name of ['precision', 'recall', 'f1'] as const) {
        expect(held[name] / SAMPLES, name).toBeGreaterThanOrEqual(0.92);
        // Ratios have a bias of the order of 1 / labels.
        expect(Math.abs(mean[name] - truth[name]), name).toBeLessThan(0.02);
      }
    });
  },
);

/** How many of `good` among `all` are in a sample of `size` without replacement. */
function drawnWithout(all: number, good: number, size: number, random: () => number): number {
  let found = 0;
  for (let drawn = 0; drawn < size; drawn++) if (random() < (good - found) / (all - drawn)) found++;
  return found;
}

describe('the allocation of a sample', () => {
  const strata = [
    { merged: true, size: 6000, probability: 0.999 },
    { merged: true, size: 400, probability: 0.6 },
    { merged: true, size: 2, probability: 0.5 },
    { merged: false, size: 300, probability: 0.4 },
    { merged: false, size: 12_000, probability: 0.005 },
  ];

  it('gives some to every stratum, more where the outcome is open, and at least a third to each side', () => {
    const counts = allocate(strata, 120);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(120);
    expect(counts[2]).toBe(2);
    expect(Math.min(...counts)).toBeGreaterThan(1);
    expect(counts[1]! / 400).toBeGreaterThan(counts[0]! / 6000);
    expect(counts[3]! / 300).toBeGreaterThan(counts[4]! / 12_000);
    expect(counts[0]! + counts[1]! + counts[2]!).toBeGreaterThanOrEqual(40);
  });

  it('takes everything where there is less than asked', () => {
    const few = [
      { merged: true, size: 7, probability: 0.9 },
      { merged: false, size: 5, probability: 0.1 },
    ];
    expect(allocate(few, 100)).toEqual([7, 5]);
    expect(allocate([{ merged: true, size: 300, probability: 0.9 }, few[1]!], 100)).toEqual([95, 5]);
  });

  it('has bands of weight that end at both thresholds', () => {
    const edges = bandEdges({ autoMerge: 4, review: -1 });
    expect(edges).toContain(4);
    expect(edges).toContain(-1);
    expect(bandOf(edges, -100)).toBe(0);
    expect(bandOf(edges, 4)).toBe(bandOf(edges, 3.99) + 1);
    expect(bandOf(edges, 1000)).toBe(edges.length);
  });
});

describe('random numbers', () => {
  it('have the mean and variance of their distribution', () => {
    const random = seededRandom(11);
    for (const shape of [0.2, 1, 7.5]) {
      const values = Array.from({ length: 40_000 }, () => gamma(shape, random));
      const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
      const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length;
      expect(mean).toBeGreaterThan(shape * 0.97);
      expect(mean).toBeLessThan(shape * 1.03);
      expect(variance / shape).toBeGreaterThan(0.9);
      expect(variance / shape).toBeLessThan(1.1);
    }
    expect(gamma(0, random)).toBe(0);
  });

  it('give each pair a place that is even, and another with another seed', () => {
    const places = Array.from({ length: 20_000 }, (_, i) => seededHash(1, i % 140, 140 + i));
    const tenths = Array.from(
      { length: 10 },
      (_, at) => places.filter((place) => Math.floor(place * 10) === at).length,
    );
    expect(Math.min(...tenths)).toBeGreaterThan(1800);
    expect(Math.max(...tenths)).toBeLessThan(2200);
    expect(new Set(places).size).toBe(places.length);
    const others = places.map((place, i) => [place, seededHash(2, i % 140, 140 + i)] as const);
    const both = others.filter(([a, b]) => a < 0.5 === b < 0.5).length;
    expect(both / places.length).toBeGreaterThan(0.48);
    expect(both / places.length).toBeLessThan(0.52);
  });
});
