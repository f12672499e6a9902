import type { Lookalike, MatchModel } from '../../../shared/model/match-model.ts';
import { BLANK } from './comparators/comparator.ts';
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
  /** Per comparison and level, {@link MOST_LEVELS} apart: u/m, and whether how common the value is counts. */
  private readonly plain: Float64Array;
  private readonly adjusted: Uint8Array;
  /** Levels of the pair compared last as the comparators number them. */
  private readonly reached: Uint8Array;

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
    this.reached = new Uint8Array(prepared.length);
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
  }

  /** Fills `levels` for a pair. */
  compare(i: number, j: number): void {
    for (let c = 0; c < this.prepared.length; c++) {
      const { comparator, levelOf } = this.prepared[c]!;
      const level = comparator.compare(i, j);
      this.reached[c] = level;
      this.levels[c] = level === BLANK ? BLANK : levelOf[level]!;
    }
  }

  /**
   * Weight of a pair in bits; `levels`, `bits` and `lookalikeBits` tell how it came about. A pair that chance alone
   * explains better than a match by more than −`floor` bits is not looked at further, and gets −Infinity.
   */
  weigh(i: number, j: number, floor = Number.NEGATIVE_INFINITY): number {
    this.compare(i, j);
    const { levels, against } = this;
    let sum = this.priorAgainst;
    for (let c = 0; c < levels.length; c++) {
      const level = levels[c]!;
      if (level === BLANK) {
        against[c] = 1;
        continue;
      }
      const place = MOST_LEVELS * c + level;
      let ratio = this.plain[place]!;
      if (this.adjusted[place] === 1) {
        const frequency = this.prepared[c]!.comparator.frequency(i, j, this.reached[c]!);
        if (frequency > 0) ratio = Math.max(LEAST, frequency) / this.m[c]![level]!;
      }
      against[c] = ratio;
      sum *= ratio;
    }
    if (sum > 2 ** -floor) return Number.NEGATIVE_INFINITY;
    return -Math.log2(sum + this.lookalikeOdds());
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
