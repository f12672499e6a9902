import { gamma, seededRandom } from './random.ts';

/** What a labelled pair is, now: whether it stands in one golden record, and whether it should. */
export const OUTCOMES = ['hit', 'wrong', 'missed', 'right', 'gone'] as const;
/**
 * hit: merged and the same; wrong: merged and different; missed: apart and the same; right: apart and different;
 * gone: a row of it is no longer there, or no longer of this entity.
 */
export type Outcome = (typeof OUTCOMES)[number];

/** One stratum: its pairs when the sample was drawn, and those of them that are labelled, by outcome. */
export interface StratumOutcomes extends Readonly<Record<Outcome, number>> {
  /** Whether its pairs stood in one golden record when the sample was drawn. */
  readonly merged: boolean;
  /** Pairs of the stratum in the population. */
  readonly size: number;
}

/** A share, 0 to 1, with its 95 % confidence interval. */
export interface Estimate {
  readonly value: number;
  /** Square root of the linearised variance; 0 where all labels agree, which is why the interval is not made from it. */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

export interface Estimates {
  /** Null: nothing of the kind was found in the sample. */
  readonly precision: Estimate | null;
  readonly recall: Estimate | null;
  readonly f1: Estimate | null;
}

/** Each figure as a ratio of two totals: what a pair of each outcome adds above and below the line. */
interface Ratio {
  readonly above: Readonly<Partial<Record<Outcome, number>>>;
  readonly below: Readonly<Partial<Record<Outcome, number>>>;
}
const RATIOS: Readonly<Record<keyof Estimates, Ratio>> = {
  precision: { above: { hit: 1 }, below: { hit: 1, wrong: 1 } },
  recall: { above: { hit: 1 }, below: { hit: 1, missed: 1 } },
  f1: { above: { hit: 2 }, below: { hit: 2, wrong: 1, missed: 1 } },
};

const DRAWS = 4_000;
const TAIL = 0.025;

/**
 * Precision, recall and F1 of the pairs of a population from a stratified sample of it.
 *
 * The value is the combined ratio estimate over strata (Cochran, *Sampling Techniques*, 3rd ed. 1977, §6.11): each labelled
 * pair stands for size / labelled pairs of the stratum it was drawn from, whatever the model says of it now, so that
 * the same labels measure every later run (estimation over domains, §5A.14). The standard error is that of §6.12 with the
 * finite-population correction. A stratum without a label yet is joined to the next one of its side (§5A.12).
 *
 * The interval is not value ± 1.96 standard errors: with few errors that is too short, and without any it is no interval
 * at all. Each stratum has a Dirichlet posterior over the outcomes, and the quantiles of the ratio over draws of all strata
 * are taken. As in Clopper and Pearson's interval (1934, the one-stratum case of this), the lower end is drawn with one more
 * pair against the model and the upper end with one more for it. That pair is shared out over the strata of a side in
 * proportion to their size: one for each stratum would widen the interval with every stratum made. The finite-population
 * correction divides the labels' weight by 1 − labelled / size; a stratum labelled whole is known.
 * test/engine/accuracy simulates known truth: the interval holds it in at least 95 of 100 samples of most populations, and
 * never in fewer than 92.
 * @param seed the same seed gives the same interval.
 * @param draws of the posterior, for each end.
 */
export function estimateAccuracy(strata: readonly StratumOutcomes[], seed: number, draws = DRAWS): Estimates {
  const known = joinUnlabelled(strata);
  const intervals = intervalsOf(known, seed, draws);
  const of = (name: keyof Estimates): Estimate | null => {
    const point = ratioOf(known, RATIOS[name]);
    if (point === null) return null;
    const { low, high } = intervals[name];
    // The middle of a skewed posterior may lie beside the estimate, never the estimate outside its interval.
    return { ...point, low: Math.min(low, point.value), high: Math.max(high, point.value) };
  };
  return { precision: of('precision'), recall: of('recall'), f1: of('f1') };
}

const labelledIn = (stratum: StratumOutcomes): number =>
  OUTCOMES.reduce((sum, outcome) => sum + stratum[outcome], 0);

/** Strata of which nothing is labelled are taken to be like the next one of their side; the order is that of the weights. */
export function joinUnlabelled(strata: readonly StratumOutcomes[]): StratumOutcomes[] {
  return [true, false].flatMap((merged) => {
    const side = strata.filter((one) => one.merged === merged && one.size > 0);
    const joined: StratumOutcomes[] = [];
    let waiting = 0;
    for (const stratum of side) {
      const last = joined.at(-1);
      if (labelledIn(stratum) > 0) {
        joined.push({ ...stratum, size: stratum.size + waiting });
        waiting = 0;
      } else if (last) joined[joined.length - 1] = { ...last, size: last.size + stratum.size };
      else waiting += stratum.size;
    }
    return joined;
  });
}

const score = (part: Ratio['above'], outcome: Outcome): number => part[outcome] ?? 0;

/** The combined ratio estimate and its standard error. Null: nothing below the line. */
function ratioOf(
  strata: readonly StratumOutcomes[],
  { above, below }: Ratio,
): { value: number; standardError: number } | null {
  const total = (part: Ratio['above']) =>
    strata.reduce((sum, stratum) => {
      const scored = OUTCOMES.reduce((all, outcome) => all + stratum[outcome] * score(part, outcome), 0);
      return sum + (stratum.size / labelledIn(stratum)) * scored;
    }, 0);
  const whole = total(below);
  if (whole === 0) return null;
  const value = total(above) / whole;
  const residual = (outcome: Outcome) => score(above, outcome) - value * score(below, outcome);
  const variance = strata.reduce((sum, stratum) => {
    const n = labelledIn(stratum);
    if (n < 2) return sum;
    const mean = OUTCOMES.reduce((all, outcome) => all + stratum[outcome] * residual(outcome), 0) / n;
    const squares = OUTCOMES.reduce(
      (all, outcome) => all + stratum[outcome] * (residual(outcome) - mean) ** 2,
      0,
    );
    const unseen = Math.max(0, 1 - n / stratum.size);
    return sum + ((stratum.size ** 2 * unseen) / n) * (squares / (n - 1));
  }, 0);
  return { value, standardError: Math.sqrt(variance) / whole };
}

type Ends = Readonly<Record<keyof Estimates, { readonly low: number; readonly high: number }>>;

function intervalsOf(strata: readonly StratumOutcomes[], seed: number, draws: number): Ends {
  const random = seededRandom(seed);
  const against = drawRatios(strata, { merged: 'wrong', apart: 'missed' }, random, draws);
  const inFavour = drawRatios(strata, { merged: 'hit', apart: 'right' }, random, draws);
  const ends = (name: keyof Estimates) => ({
    low: quantile(against[name], TAIL),
    high: quantile(inFavour[name], 1 - TAIL),
  });
  return { precision: ends('precision'), recall: ends('recall'), f1: ends('f1') };
}

/** Draws of each ratio, sorted, with one pair added on each side of the outcome named for it. */
function drawRatios(
  strata: readonly StratumOutcomes[],
  added: { readonly merged: Outcome; readonly apart: Outcome },
  random: () => number,
  count: number,
): Readonly<Record<keyof Estimates, Float64Array>> {
  // Outcomes that cannot occur are left out: most strata have one or two.
  const shapes = strata.map((stratum) => ({
    size: stratum.size,
    parts: shapesOf(stratum, strata, added).flatMap((shape, at) => (shape > 0 ? [{ at, shape }] : [])),
  }));
  const drawn = new Float64Array(OUTCOMES.length);
  const totals = new Float64Array(OUTCOMES.length);
  const draws = {
    precision: new Float64Array(count),
    recall: new Float64Array(count),
    f1: new Float64Array(count),
  };
  for (let draw = 0; draw < count; draw++) {
    totals.fill(0);
    for (const { size, parts } of shapes) {
      let sum = 0;
      for (const { at, shape } of parts) {
        drawn[at] = gamma(shape, random);
        sum += drawn[at]!;
      }
      if (sum > 0) for (const { at } of parts) totals[at]! += (size * drawn[at]!) / sum;
    }
    const [hit = 0, wrong = 0, missed = 0] = totals;
    draws.precision[draw] = share(hit, wrong);
    draws.recall[draw] = share(hit, missed);
    draws.f1[draw] = share(2 * hit, wrong + missed);
  }
  for (const values of Object.values(draws)) values.sort();
  return draws;
}

/** With nothing on either side of the line nothing is wrong either. */
const share = (part: number, rest: number): number => (part + rest === 0 ? 1 : part / (part + rest));

/** Labels as good as certain: what the shape of a stratum labelled whole is multiplied by. */
const CERTAIN = 1e6;

function shapesOf(
  stratum: StratumOutcomes,
  strata: readonly StratumOutcomes[],
  added: { readonly merged: Outcome; readonly apart: Outcome },
): number[] {
  const n = labelledIn(stratum);
  const weight = n >= stratum.size ? CERTAIN : 1 / (1 - n / stratum.size);
  return OUTCOMES.map((outcome) => {
    const more =
      (outcome === added.merged ? partOf(stratum, strata, mergedNow) : 0) +
      (outcome === added.apart ? partOf(stratum, strata, apartNow) : 0);
    return stratum[outcome] * weight + more;
  });
}

const mergedNow = (one: StratumOutcomes): number => ((one.hit + one.wrong) / labelledIn(one)) * one.size;
const apartNow = (one: StratumOutcomes): number => ((one.missed + one.right) / labelledIn(one)) * one.size;

/** The share of a side that lies in one stratum, by the estimated number of its pairs. */
function partOf(
  stratum: StratumOutcomes,
  strata: readonly StratumOutcomes[],
  count: (one: StratumOutcomes) => number,
): number {
  const all = strata.reduce((sum, one) => sum + count(one), 0);
  return all === 0 ? 0 : count(stratum) / all;
}

const quantile = (sorted: Float64Array, at: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(at * (sorted.length - 1))))]!;
