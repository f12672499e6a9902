import type { Comparison, MatchModel } from '../../../../shared/model/match-model.ts';
import { BLANK } from '../comparators/comparator.ts';
import { NO_EVIDENCE, withLevels } from '../training/probabilities.ts';
import { type Labelled, STATES } from './labelled.ts';

/**
 * How far m of each level is moved, in nats: m becomes m × e^θ, divided by the sum over the comparison, so that it stays a
 * probability, and the weight of a pair changes by log2 of what its levels became, lookalikes and frequencies
 * included. Behind the levels stands a parameter per state of pairs: it takes up what clusters say beside the pair, and
 * is no part of the model.
 */
export interface Layout {
  readonly size: number;
  /** Per comparison and level: place of its parameter, −1 where it is not moved. */
  readonly places: readonly (readonly number[])[];
  readonly m: readonly (readonly number[])[];
  /** Place of the first state. */
  readonly states: number;
}

const LEAST = 1e-12;

export function layoutOf(model: MatchModel): Layout {
  let next = 0;
  const places = model.comparisons.map((comparison) => {
    const isMoved = countsForSomething(comparison);
    return comparison.levels.map((level) => (isMoved && !NO_EVIDENCE.has(level.name) ? next++ : -1));
  });
  const m = model.comparisons.map(({ levels }) => levels.map((level) => Math.max(LEAST, level.m)));
  return { size: next + STATES.length, places, m, states: next };
}

/** Comparisons that training made to count for nothing stay so. */
const countsForSomething = ({ levels }: Comparison): boolean => levels.some(({ m, u }) => m !== u);

/** The levels after a move, per comparison: m, and ln of its ratio to m before. */
export interface Moved {
  readonly theta: Float64Array;
  readonly m: readonly (readonly number[])[];
  readonly shift: readonly (readonly number[])[];
}

export function moved(layout: Layout, theta: Float64Array): Moved {
  const m = layout.m.map((before, c) => movedLevels(before, layout.places[c]!, theta));
  return { theta, m, shift: m.map((of, c) => of.map((p, k) => Math.log(p / layout.m[c]![k]!))) };
}

/** Levels that are not moved keep their share of the probability. */
function movedLevels(before: readonly number[], places: readonly number[], theta: Float64Array): number[] {
  let mass = 0;
  let sum = 0;
  const raw = before.map((m, k) => {
    if (places[k]! < 0) return m;
    const next = m * Math.exp(theta[places[k]!]!);
    mass += m;
    sum += next;
    return next;
  });
  return raw.map((m, k) => (places[k]! < 0 ? m : (m * mass) / sum));
}

/** What a move adds to the ln odds of a pair with these levels. */
export function shiftOf({ shift }: Moved, levels: Uint8Array): number {
  let sum = 0;
  for (let c = 0; c < levels.length; c++) if (levels[c] !== BLANK) sum += shift[c]![levels[c]!]!;
  return sum;
}

/** ln odds of a pair after a move, with what is said by its state. */
export const movedOdds = (layout: Layout, to: Moved, pair: Labelled): number =>
  pair.odds +
  shiftOf(to, pair.levels) +
  (pair.state === undefined ? 0 : to.theta[layout.states + STATES.indexOf(pair.state)]!);

/** Derivatives of {@link movedOdds} by the parameters, into `gradient`. */
export function gradientOf(layout: Layout, to: Moved, pair: Labelled, gradient: Float64Array): void {
  gradient.fill(0);
  if (pair.state !== undefined) gradient[layout.states + STATES.indexOf(pair.state)] = 1;
  pair.levels.forEach((level, c) => {
    const places = layout.places[c]!;
    if (level === BLANK || places[level]! < 0) return;
    const free = places.reduce((sum, place, k) => (place < 0 ? sum : sum + to.m[c]![k]!), 0);
    places.forEach((place, k) => {
      if (place >= 0) gradient[place]! += (k === level ? 1 : 0) - to.m[c]![k]! / free;
    });
  });
}

/** The model with m moved; it is not trained again, which would undo it. */
export function adjustedModel(model: MatchModel, { m }: Moved): MatchModel {
  const comparisons = model.comparisons.map((comparison, c) =>
    countsForSomething(comparison) ? withLevels(comparison, 'm', m[c]!) : comparison,
  );
  return { ...model, comparisons, train: false };
}
