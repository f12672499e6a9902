import type { Lookalike, MatchModel } from '../../../shared/model/match-model.ts';
import { BATCH, BLANK, PairBatch } from './comparators/comparator.ts';
import { type PreparedComparison, prepareComparisons } from './comparators/index.ts';
import type { EncodedRecords } from './encode.ts';

/** Probability of two records matching that is assumed where neither the model nor training gives one. */
export function priorOf(model: MatchModel, records: EncodedRecords): number {
  return model.prior ?? 0.6 / Math.max(5000, records.distinct);
}

/** Levels a comparison has at most. */
export const MOST_LEVELS = 32;

/** No level counts as impossible: m and u never fall below this. */
const LEAST = 1e-9;

/** A pair is taken for lookalikes when it is one kind of them or another with this probability. */
const RELATED = 0.7;
/** Below these odds of lookalikes against chance no pair is taken for one. */
const LEAST_BOUND = RELATED / (1 - RELATED);

/** P(level | lookalike) of one comparison = shared[level] + chance × P(level | chance). */
interface LookalikeLevels {
  readonly shared: Float64Array;
  readonly chance: number;
}

/**
 * Weighs pairs under a model (Fellegi & Sunter 1969): the weight of a pair is log2 of the odds of a match,
 *
 *   −log2( Π u/m ÷ prior odds + Σ over lookalikes ratio × Π h/m )
 *
 * that is, a pair must be explained better by a match than by chance *and* than by each lookalike.
 */
export class Scorer {
  readonly prepared: readonly PreparedComparison[];
  /** Levels of the pair weighed last, per comparison ({@link BLANK} = no evidence). */
  readonly levels: Uint8Array;
  readonly priorBits: number;
  /** Which lookalike the pair weighed last is taken for; −1 = none. */
  relation = -1;
  /** The probability that it is a lookalike of some kind. */
  relationProbability = 0;
  private readonly priorAgainst: number;
  /** u/m of the pair weighed last, per comparison; 1 = no evidence. */
  private readonly against: Float64Array;
  /** Odds of each lookalike against a match, for the pair weighed last. */
  private readonly odds: Float64Array;
  private readonly m: readonly Float64Array[];
  private readonly u: readonly Float64Array[];
  /** Per lookalike and comparison; null where it goes by chance. */
  private readonly h: readonly (readonly (LookalikeLevels | null)[])[];
  private readonly ratios: readonly number[];
  /** Odds of all lookalikes together against chance, before anything is compared. */
  private readonly mostLookalikes: number;
  /** Per comparison and level, {@link MOST_LEVELS} apart: u/m, and whether how common the value is counts. */
  private readonly plain: Float64Array;
  private readonly adjusted: Uint8Array;
  /** By the same place: the most any lookalike has of a level by more than chance, against m. */
  private readonly inCommon: Float64Array;
  /**
   * Of the batch weighed last, pair by pair: levels as the comparator of the moment numbers them, u/m of all comparisons
   * together, and a bound of the odds of lookalikes.
   */
  private readonly reached = new Uint8Array(BATCH);
  private readonly sums = new Float64Array(BATCH);
  private readonly bounds = new Float64Array(BATCH);
  /** Per comparison, {@link BATCH} apart, and pair: model level, and u/m. */
  private readonly levelsOfAll: Uint8Array;
  private readonly againstOfAll: Float64Array;
  private readonly one = new PairBatch();
  private weight = 0;

  constructor(records: EncodedRecords, model: MatchModel, prepared = prepareComparisons(records, model)) {
    this.prepared = prepared;
    this.levels = new Uint8Array(prepared.length);
    this.against = new Float64Array(prepared.length);
    this.odds = new Float64Array(model.lookalikes.length);
    const prior = priorOf(model, records);
    this.priorBits = Math.log2(prior / (1 - prior));
    this.priorAgainst = (1 - prior) / prior;
    const floor = (p: number): number => Math.max(LEAST, p);
    this.m = model.comparisons.map((c) => Float64Array.from(c.levels, (level) => floor(level.m)));
    this.u = model.comparisons.map((c) => Float64Array.from(c.levels, (level) => floor(level.u)));
    this.levelsOfAll = new Uint8Array(BATCH * prepared.length);
    this.againstOfAll = new Float64Array(BATCH * prepared.length);
    this.plain = new Float64Array(MOST_LEVELS * prepared.length);
    this.adjusted = new Uint8Array(MOST_LEVELS * prepared.length);
    prepared.forEach(({ comparison, adjusted }, c) => {
      comparison.levels.forEach((_, level) => {
        this.plain[MOST_LEVELS * c + level] = this.u[c]![level]! / this.m[c]![level]!;
        if (comparison.termFrequency === true && adjusted[level] === 1)
          this.adjusted[MOST_LEVELS * c + level] = 1;
      });
    });
    this.h = model.lookalikes.map((lookalike) => lookalikeLevels(model, lookalike));
    this.ratios = model.lookalikes.map((l) => floor(l.ratio));
    this.inCommon = new Float64Array(MOST_LEVELS * prepared.length);
    for (const own of this.h)
      own.forEach((levels, c) => {
        levels?.shared.forEach((share, level) => {
          const place = MOST_LEVELS * c + level;
          this.inCommon[place] = Math.max(this.inCommon[place]!, share / this.m[c]![level]!);
        });
      });
    this.mostLookalikes = this.ratios.reduce((a, b) => a + b, 0) / this.priorAgainst;
  }

  /** Fills `levels` for a pair. */
  compare(i: number, j: number): void {
    for (let c = 0; c < this.prepared.length; c++) {
      const { comparator, levelOf } = this.prepared[c]!;
      const level = comparator.compare(i, j);
      this.levels[c] = level === BLANK ? BLANK : levelOf[level]!;
    }
  }

  /** Weight of one pair in bits; see {@link weighAll}. */
  weigh(i: number, j: number, floor = Number.NEGATIVE_INFINITY): number {
    const { one } = this;
    one.left[0] = i;
    one.right[0] = j;
    one.size = 1;
    this.weight = Number.NEGATIVE_INFINITY;
    this.relation = -1;
    this.weighAll(one, floor, this.keepWeight);
    return this.weight;
  }

  private readonly keepWeight = (_: number, weight: number): void => {
    this.weight = weight;
  };

  /**
   * Weighs the pairs of a batch, a comparison after the other, and hands over those that may be of interest: the place in the
   * batch and the weight in bits. Meanwhile `levels`, `bits`, `lookalikeBits` and `relation` tell how it came about. A pair
   * that chance alone explains better than a match by more than −`floor` bits is handed over with −Infinity where it may
   * be of lookalikes, and else not at all.
   */
  weighAll(pairs: PairBatch, floor: number, take: (k: number, weight: number) => void): void {
    const { sums, bounds } = this;
    const { size } = pairs;
    sums.fill(this.priorAgainst, 0, size);
    // No less than the odds of the lookalikes against chance: most pairs need no closer look.
    bounds.fill(this.mostLookalikes, 0, size);
    for (let c = 0; c < this.prepared.length; c++) this.addEvidence(c, pairs);
    const most = 2 ** -floor;
    for (let k = 0; k < size; k++) {
      const isTooFar = sums[k]! > most;
      if (!isTooFar || bounds[k]! >= LEAST_BOUND) take(k, this.conclude(k, isTooFar));
    }
  }

  /** What comparison `c` says about each pair of a batch. */
  private addEvidence(c: number, pairs: PairBatch): void {
    const { reached, sums, bounds, plain, adjusted, inCommon, levelsOfAll, againstOfAll } = this;
    const { comparator, levelOf } = this.prepared[c]!;
    const { left, right, size } = pairs;
    if (comparator.compareAll !== undefined) comparator.compareAll(pairs, reached);
    else for (let k = 0; k < size; k++) reached[k] = comparator.compare(left[k]!, right[k]!);
    const first = MOST_LEVELS * c;
    const own = BATCH * c;
    for (let k = 0; k < size; k++) {
      const level = reached[k]!;
      if (level === BLANK) {
        levelsOfAll[own + k] = BLANK;
        againstOfAll[own + k] = 1;
        continue;
      }
      const place = first + levelOf[level]!;
      let ratio = plain[place]!;
      if (adjusted[place] === 1) {
        const frequency = comparator.frequency(left[k]!, right[k]!, level);
        if (frequency > 0) ratio = Math.max(LEAST, frequency) / this.m[c]![place - first]!;
      }
      levelsOfAll[own + k] = place - first;
      againstOfAll[own + k] = ratio;
      sums[k]! *= ratio;
      const common = inCommon[place]!;
      if (common > 0) bounds[k]! *= 1 + common / ratio;
    }
  }

  /** The weight of pair `k` of the batch, and everything that is told about it. */
  private conclude(k: number, isTooFar: boolean): number {
    const { levels, against } = this;
    for (let c = 0; c < levels.length; c++) {
      levels[c] = this.levelsOfAll[BATCH * c + k]!;
      against[c] = this.againstOfAll[BATCH * c + k]!;
    }
    const sum = this.sums[k]!;
    const lookalikes = this.lookalikeOdds();
    this.relation = -1;
    if (this.bounds[k]! >= LEAST_BOUND) this.relate(lookalikes, 1 + sum + lookalikes);
    return isTooFar ? Number.NEGATIVE_INFINITY : -Math.log2(sum + lookalikes);
  }

  /** `lookalikes`: odds of all of them; `all`: odds of everything a pair can be; against a match. */
  private relate(lookalikes: number, all: number): void {
    const { odds } = this;
    this.relationProbability = lookalikes / all;
    if (this.relationProbability < RELATED) return;
    this.relation = 0;
    for (let a = 1; a < odds.length; a++) if (odds[a]! > odds[this.relation]!) this.relation = a;
  }

  /** Sum of the odds of all lookalikes against a match, for the pair compared last. */
  private lookalikeOdds(): number {
    const { levels, odds, h, m, against } = this;
    let sum = 0;
    for (let a = 0; a < h.length; a++) {
      let product = this.ratios[a]!;
      for (let c = 0; c < levels.length; c++) {
        const level = levels[c]!;
        if (level === BLANK) continue;
        const own = h[a]![c]!;
        const match = m[c]![level]!;
        product *=
          own === null
            ? against[c]!
            : Math.max(LEAST, own.shared[level]! + own.chance * against[c]! * match) / match;
      }
      odds[a] = product;
      sum += product;
    }
    return sum;
  }

  /** Bits against chance of one comparison of the pair weighed last. */
  bits(c: number): number {
    return this.against[c] === 1 ? 0 : -Math.log2(this.against[c]!);
  }

  /** Bits by which a match explains the pair weighed last better than lookalike `a` does. */
  lookalikeBits(a: number): number {
    return -Math.log2(this.odds[a]!);
  }

  /** log2 m/u of a level, without regard to the value agreed on. */
  levelBits(c: number, level: number): number {
    return Math.log2(this.m[c]![level]! / this.u[c]![level]!);
  }
}

function lookalikeLevels(model: MatchModel, lookalike: Lookalike): (LookalikeLevels | null)[] {
  return model.comparisons.map(({ name, levels }) => {
    const own = lookalike.comparisons.find((c) => c.comparison === name);
    if (own === undefined) return null;
    return {
      shared: Float64Array.from(levels, (_, k) => own.share * (own.levels[k] ?? 0)),
      chance: 1 - own.share,
    };
  });
}
