import type { AccuracyStratum } from '../../../shared/contract/accuracy.ts';
import type { Thresholds } from '../../../shared/model/match-model.ts';
import { type Allocated, allocate, spread } from './allocate.ts';

export type DrawnState = AccuracyStratum['state'];

/** In the order in which they are shown: what is merged, then what is apart, each from the lightest weights up. */
export const STATES: readonly DrawnState[] = ['through', 'merged', 'apart', 'review', 'cut'];

/** Pairs that stand in one golden record tell of precision, the others of recall. */
export const isMerged = (state: DrawnState): boolean => state === 'merged' || state === 'through';

/** What a stratum is, kept with the sample. */
export interface Stratum {
  readonly state: DrawnState;
  /** Weights in bits, from … to below …; null: without end, or without a weight. */
  readonly from: number | null;
  readonly to: number | null;
  readonly size: number;
  readonly drawn: number;
}

/** Where one band of weights ends and the next begins, in bits: finer around both thresholds, where the outcome is open. */
export function bandEdges({ autoMerge, review }: Thresholds): number[] {
  const middle = (autoMerge + review) / 2;
  const edges = [
    review - 5,
    review - 3,
    review - 1,
    review,
    middle,
    autoMerge,
    autoMerge + 2,
    autoMerge + 5,
    autoMerge + 10,
    autoMerge + 20,
  ];
  return [...new Set(edges)].sort((a, b) => a - b);
}

/** The number of the band a weight is in: 0 below the first edge. */
export function bandOf(edges: readonly number[], weight: number): number {
  let band = 0;
  while (band < edges.length && weight >= edges[band]!) band++;
  return band;
}

/** One band of one state while the sample is drawn; `chosen` goes with it when bands are joined. */
export interface Band<Chosen> extends Allocated {
  readonly state: DrawnState;
  readonly first: number;
  readonly last: number;
  readonly chosen: readonly Chosen[];
}

/** Labels a stratum should have: with fewer, one odd answer moves the figure too much. */
const ENOUGH = 6;

/**
 * Joins neighbouring bands of one state, those that matter least first, until the sample has {@link ENOUGH} labels for each
 * stratum of a side or only one of each state is left.
 */
export function joinBands<Chosen>(bands: readonly Band<Chosen>[], sample: number): Band<Chosen>[] {
  const places = allocate(bands, sample);
  return [true, false].flatMap((merged) => {
    const side = bands.filter((one) => one.merged === merged);
    const labels = bands.reduce((sum, one, i) => sum + (one.merged === merged ? places[i]! : 0), 0);
    const most = Math.max(1, Math.floor(labels / ENOUGH));
    while (side.length > most) {
      const at = leastPair(side);
      if (at < 0) break;
      side.splice(at, 2, joined(side[at]!, side[at + 1]!));
    }
    return side;
  });
}

/** Which two neighbours of one state have the least to tell; −1: there are none. */
function leastPair(side: readonly Band<unknown>[]): number {
  let least = -1;
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < side.length; i++) {
    const [one, other] = [side[i]!, side[i + 1]!];
    const both = spread(one) + spread(other);
    if (one.state === other.state && both < lowest) [least, lowest] = [i, both];
  }
  return least;
}

function joined<Chosen>(one: Band<Chosen>, other: Band<Chosen>): Band<Chosen> {
  const size = one.size + other.size;
  return {
    state: one.state,
    merged: one.merged,
    first: one.first,
    last: other.last,
    size,
    probability: (one.probability * one.size + other.probability * other.size) / size,
    chosen: [...one.chosen, ...other.chosen],
  };
}
