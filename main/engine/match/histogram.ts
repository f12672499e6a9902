import type { Thresholds } from '../../../shared/model/match-model.ts';

/**
 * Stored pairs by weight, as they are kept with the run: [step, pairs], lightest first, steps of 1/{@link STEPS} bit from
 * {@link LEAST} on, none with nothing in it. Counted once: five million pairs take some seconds.
 */
export type WeightCounts = readonly (readonly [step: number, pairs: number])[];

/** Pairs that given thresholds put together by themselves, and leave to a person. */
export interface Caught {
  readonly merged: number;
  readonly review: number;
}

export interface Histogram {
  /** Bins of one bit, without gaps, from the lightest pair to the heaviest. */
  readonly bins: { readonly from: number; readonly pairs: number }[];
  readonly thresholds: Thresholds;
  readonly now: Caught;
  readonly proposed: Caught;
}

/** Thresholds are compared at a hundredth of a bit: finer than anybody chooses them. */
const STEPS = 100;
/** Weights beyond these are counted at them. */
const LEAST = -100;
const MOST = 200;

/** The pairs of a run by weight (bits), and what thresholds would catch: those in force, and `proposed`. */
export function weightHistogram(
  weights: WeightCounts,
  thresholds: Thresholds,
  proposed: Partial<Thresholds>,
): Histogram {
  return {
    bins: binsOf(weights),
    thresholds,
    now: caughtBy(weights, thresholds),
    proposed: caughtBy(weights, { ...thresholds, ...proposed }),
  };
}

export function countWeights(weights: Float32Array): WeightCounts {
  const counts = new Uint32Array((MOST - LEAST) * STEPS + 1);
  for (const weight of weights) counts[stepOf(weight)]!++;
  return [...counts.entries()].filter(([, pairs]) => pairs > 0);
}

/** The counts with some pairs more and some less, by weight. */
export function adjustWeights(
  weights: WeightCounts,
  added: readonly number[],
  dropped: readonly number[],
): WeightCounts {
  const counts = new Map(weights);
  const count = (weight: number, by: number): void => {
    const step = stepOf(weight);
    counts.set(step, (counts.get(step) ?? 0) + by);
  };
  for (const weight of added) count(weight, 1);
  for (const weight of dropped) count(weight, -1);
  return [...counts].filter(([, pairs]) => pairs > 0).sort(([a], [b]) => a - b);
}

const stepOf = (weight: number): number =>
  Math.floor((Math.min(MOST, Math.max(LEAST, weight)) - LEAST) * STEPS + 1e-6);

/** Stored pairs from a weight up to, not with, another. */
export function caughtBetween(weights: WeightCounts, least: number, most: number): number {
  const [first, end] = [stepOf(least), stepOf(most)];
  let pairs = 0;
  for (const [step, count] of weights) if (step >= first && step < end) pairs += count;
  return pairs;
}

function caughtBy(weights: WeightCounts, { autoMerge, review }: Thresholds): Caught {
  const merge = stepOf(autoMerge);
  const doubt = stepOf(review);
  let merged = 0;
  let reviewed = 0;
  for (const [step, pairs] of weights) {
    if (step >= merge) merged += pairs;
    else if (step >= doubt) reviewed += pairs;
  }
  return { merged, review: reviewed };
}

function binsOf(weights: WeightCounts): Histogram['bins'] {
  const bitOf = ([step]: WeightCounts[number]): number => Math.floor(step / STEPS) + LEAST;
  const [lightest, heaviest] = [weights[0], weights.at(-1)];
  if (!lightest || !heaviest) return [];
  const first = bitOf(lightest);
  const bins = Array.from({ length: bitOf(heaviest) - first + 1 }, (_, at) => ({
    from: first + at,
    pairs: 0,
  }));
  for (const counted of weights) bins[bitOf(counted) - first]!.pairs += counted[1];
  return bins;
}
