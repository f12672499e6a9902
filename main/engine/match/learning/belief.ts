import { solve } from './linear.ts';

/** Features of a pair that are not 0, by their place. */
export type Features = readonly (readonly [place: number, value: number])[];

export interface Answer {
  readonly features: Features;
  /** ln odds of a match before anything was answered. */
  readonly odds: number;
  readonly isMatch: boolean;
}

const MOST_STEPS = 30;

const dot = (features: Features, theta: Float64Array): number =>
  features.reduce((sum, [place, value]) => sum + value * theta[place]!, 0);

const probabilityOf = (odds: number): number => 1 / (1 + Math.exp(-odds));

/**
 * What answers tell of the odds of other pairs: a Bayesian logistic regression around the odds before, by Laplace's
 * approximation. `spreads`: standard deviation of each parameter, in nats.
 */
export class Belief {
  private readonly size: number;
  private readonly mean: Float64Array;
  /** Row by row. */
  readonly covariance: Float64Array;

  constructor(spreads: readonly number[], answers: readonly Answer[]) {
    this.size = spreads.length;
    this.mean = new Float64Array(this.size);
    for (let step = 0; step < MOST_STEPS; step++) {
      const slope = this.mean.map((value, k) => -value / spreads[k]! ** 2);
      for (const { features, odds, isMatch } of answers) {
        const p = probabilityOf(odds + dot(features, this.mean));
        for (const [place, value] of features) slope[place]! += ((isMatch ? 1 : 0) - p) * value;
      }
      const move = solve(this.precision(spreads, answers), slope);
      // Newton's step is cut short where it would overshoot.
      const longest = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const rate = longest > 1 ? 1 / longest : 1;
      move.forEach((value, k) => {
        this.mean[k]! += rate * value;
      });
      if (longest < 1e-4) break;
    }
    this.covariance = inverse(this.precision(spreads, answers), this.size);
  }

  private precision(spreads: readonly number[], answers: readonly Answer[]): Float64Array {
    const { size } = this;
    const precision = new Float64Array(size * size);
    for (let k = 0; k < size; k++) precision[k * size + k] = 1 / spreads[k]! ** 2;
    for (const { features, odds } of answers) {
      const p = probabilityOf(odds + dot(features, this.mean));
      for (const [i, a] of features)
        for (const [j, b] of features) precision[i * size + j]! += p * (1 - p) * a * b;
    }
    return precision;
  }

  /** Probability of a match. */
  of(features: Features, odds: number): number {
    return probabilityOf(odds + dot(features, this.mean));
  }

  /** `features`ᵀ × matrix × `features`. */
  static form(matrix: Float64Array, size: number, features: Features): number {
    let sum = 0;
    for (const [i, a] of features) for (const [j, b] of features) sum += a * b * matrix[i * size + j]!;
    return sum;
  }

  /** Takes in that a pair will be answered: what is expected to be known then. */
  expect(features: Features, variance: number): void {
    const { size, covariance } = this;
    const along = new Float64Array(size);
    for (let i = 0; i < size; i++) for (const [j, b] of features) along[i]! += b * covariance[i * size + j]!;
    const scale = 1 / (1 / Math.max(variance, 1e-9) + Belief.form(covariance, size, features));
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) covariance[i * size + j]! -= scale * along[i]! * along[j]!;
  }
}

function inverse(matrix: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const unit = new Float64Array(n);
    unit[k] = 1;
    result.set(solve(matrix.slice(), unit), k * n);
  }
  return result;
}
