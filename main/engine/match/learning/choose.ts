import { BLANK } from '../comparators/comparator.ts';
import { seededRandom } from '../values/random.ts';
import { Belief, type Features } from './belief.ts';
import type { Doubt, JudgedPair } from './doubts.ts';
import { type DecidedPair, oddsOf, STATES } from './labelled.ts';

/** Standard deviations of what answers may show, in nats: of a level, of a state as a whole. */
const LEVEL_SPREAD = 0.5;
const STATE_SPREAD = 1.5;
/** What is left of the worth of settling a pair once others on the same levels are asked about. */
const LEFT_WHEN_KNOWN = 0.5;
/** The order is shaken by so much of the benefit, by the seed: what is worth about the same takes turns. */
const SHAKE = 0.1;

/**
 * The pairs to ask about next, the most informative first. An answer is worth that it may set clusters right by itself (the
 * probability that they are wrong × what it changes), and what it tells of the other doubts through the levels they
 * have in common (the drop of their variance). Answers so far tell how probable errors of each kind are; each pair
 * chosen makes its like worth less, so that fifty answers are not fifty times the same case: Bayesian experimental
 * design for a logistic model (Chaloner & Verdinelli 1995; Cohn, Ghahramani & Jordan 1996). Deterministic for a seed.
 */
export function mostInformative<Pair extends JudgedPair>(
  doubts: readonly Doubt<Pair>[],
  answered: readonly DecidedPair[],
  count: number,
  seed = 1,
): Doubt<Pair>[] {
  const places = new Places([...doubts.map(({ pair }) => pair), ...answered]);
  const belief = new Belief(
    places.spreads(),
    answered.map((pair) => ({ features: places.of(pair), odds: oddsOf(pair), isMatch: pair.isMatch })),
  );
  const questions = doubts.map((doubt) => {
    const features = places.of(doubt.pair);
    const match = belief.of(features, oddsOf({ ...doubt.pair, changes: doubt.changes }));
    const effect = Math.sqrt(doubt.changes);
    const wrong = doubt.pair.state === 'merged' ? 1 - match : match;
    return { doubt, features, effect, variance: match * (1 - match), settles: wrong * effect };
  });
  const size = places.spreads().length;
  // Without the state, which comes first.
  const unknownAt = ({ features }: (typeof questions)[number]): number =>
    Belief.form(belief.covariance, size, features.slice(1));
  const unknown = questions.map((question) => Math.max(1e-9, unknownAt(question)));
  const population = new Float64Array(size * size);
  for (const { features, effect, variance } of questions)
    for (const [i, a] of features)
      for (const [j, b] of features) population[i * size + j]! += a * b * effect * variance * variance;
  const random = seededRandom(seed);
  const shake = questions.map(() => 1 + SHAKE * random());
  const open = new Set(questions.keys());
  const chosen: Doubt<Pair>[] = [];
  while (chosen.length < count && open.size > 0) {
    const worth = multiply(belief.covariance, multiply(population, belief.covariance, size), size);
    const benefit = (k: number): number => {
      const { features, variance, settles } = questions[k]!;
      const told = Belief.form(worth, size, features);
      const known = 1 / Math.max(variance, 1e-9) + Belief.form(belief.covariance, size, features);
      const isNew = unknownAt(questions[k]!) / unknown[k]!;
      return (settles * (LEFT_WHEN_KNOWN + (1 - LEFT_WHEN_KNOWN) * isNew) + told / known) * shake[k]!;
    };
    let [best, most] = [-1, -1];
    for (const k of open) {
      const value = benefit(k);
      if (value > most) [best, most] = [k, value];
    }
    open.delete(best);
    chosen.push(questions[best]!.doubt);
    belief.expect(questions[best]!.features, questions[best]!.variance);
  }
  return chosen;
}

/** Numbers what pairs have in common: the state they are in, the levels they are on. */
class Places {
  private readonly numbers = new Map<number, number>();

  constructor(pairs: readonly Pick<JudgedPair, 'levels'>[]) {
    for (const { levels } of pairs)
      levels.forEach((level, c) => {
        const key = c * 256 + level;
        if (level !== BLANK && !this.numbers.has(key))
          this.numbers.set(key, STATES.length + this.numbers.size);
      });
  }

  spreads(): number[] {
    return [...STATES.map(() => STATE_SPREAD), ...Array.from(this.numbers, () => LEVEL_SPREAD)];
  }

  of({ levels, state }: Pick<JudgedPair, 'levels' | 'state'>): Features {
    const features: [number, number][] = [[STATES.indexOf(state), 1]];
    levels.forEach((level, c) => {
      const place = level === BLANK ? undefined : this.numbers.get(c * 256 + level);
      if (place !== undefined) features.push([place, 1]);
    });
    return features;
  }
}

function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) product[i * n + j]! += factor * b[k * n + j]!;
    }
  return product;
}
