import { gradientOf, type Layout, moved, movedOdds } from './adjustment.ts';
import type { Labelled } from './labelled.ts';
import { solve } from './linear.ts';

const MOST_STEPS = 40;
const CONVERGED = 1e-6;
const LEAST_RATE = 1e-3;
/** Standard deviation of what a state says beside the levels, in nats. */
const STATE_SPREAD = 1.5;

/** ln(1 + e^x) without overflow. */
const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/** How surprising a label is under these ln odds, in nats. */
export const surprise = (odds: number, match: number): number =>
  match * softplus(-odds) + (1 - match) * softplus(odds);

/**
 * The move of the levels that makes the labels likeliest, given how far levels may be expected to move (`spread`: standard
 * deviation in nats around what training found). A logistic regression of the labels given the comparison
 * vectors with a Gaussian prior (Gelman et al. 2008), by Gauss-Newton steps. Pairs are asked about for what they look
 * like, mostly near the threshold: that falsifies counts of levels, but not this conditional likelihood.
 */
export function fitMove(layout: Layout, labelled: readonly Labelled[], spread: number): Float64Array {
  const precision = Float64Array.from(
    { length: layout.size },
    (_, k) => 1 / (k < layout.states ? spread : STATE_SPREAD) ** 2,
  );
  let theta = new Float64Array(layout.size);
  let cost = costOf(layout, labelled, precision, theta);
  for (let step = 0; step < MOST_STEPS; step++) {
    const direction = newtonStep(layout, labelled, precision, theta);
    const before = cost;
    for (let rate = 1; rate > LEAST_RATE; rate /= 2) {
      const next = theta.map((value, k) => value + rate * direction[k]!);
      const reached = costOf(layout, labelled, precision, next);
      if (reached >= before) continue;
      theta = next;
      cost = reached;
      break;
    }
    if (before - cost < CONVERGED) break;
  }
  return theta;
}

function costOf(
  layout: Layout,
  labelled: readonly Labelled[],
  precision: Float64Array,
  theta: Float64Array,
): number {
  const to = moved(layout, theta);
  let cost = theta.reduce((sum, value, k) => sum + 0.5 * precision[k]! * value * value, 0);
  for (const pair of labelled) cost += pair.strength * surprise(movedOdds(layout, to, pair), pair.match);
  return cost;
}

function newtonStep(
  layout: Layout,
  labelled: readonly Labelled[],
  precision: Float64Array,
  theta: Float64Array,
): Float64Array {
  const { size } = layout;
  const to = moved(layout, theta);
  const hessian = new Float64Array(size * size);
  const slope = theta.map((value, k) => -precision[k]! * value);
  const gradient = new Float64Array(size);
  for (let k = 0; k < size; k++) hessian[k * size + k] = precision[k]!;
  for (const pair of labelled) {
    const p = 1 / (1 + Math.exp(-movedOdds(layout, to, pair)));
    gradientOf(layout, to, pair, gradient);
    const curvature = pair.strength * p * (1 - p);
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      if (g === 0) continue;
      slope[i]! += pair.strength * (pair.match - p) * g;
      for (let j = 0; j < size; j++) hessian[i * size + j]! += curvature * g * gradient[j]!;
    }
  }
  return solve(hessian, slope);
}
