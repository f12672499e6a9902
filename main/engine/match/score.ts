import type { Lookalike, MatchModel } from '../../../shared/model/match-model.ts';
import { BLANK } from './comparators/comparator.ts';
import { type PreparedComparison, prepareComparisons } from './comparators/index.ts';
import type { EncodedRecords } from './encode.ts';

/** Probability of two records matching that is assumed where neither the model nor training gives one. */
export function priorOf(model: MatchModel, records: EncodedRecords): number {
  return model.prior ?? 0.6 / Math.max(5000, records.distinct);
}

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
  private readonly adjusted: readonly boolean[];

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
    this.adjusted = model.comparisons.map((c) => c.termFrequency === true);
    this.h = model.lookalikes.map((lookalike) => lookalikeLevels(model, lookalike));
    this.ratios = model.lookalikes.map((l) => floor(l.ratio));
  }

  /** Fills `levels` for a pair. */
  compare(i: number, j: number): void {
    for (let c = 0; c < this.prepared.length; c++) {
      const { comparator, levelOf } = this.prepared[c]!;
      const level = comparator.compare(i, j);
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
      const ratio = level === BLANK ? 1 : this.chanceOf(c, level, i, j) / this.m[c]![level]!;
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

  /** P(what they agree on | chance): that of the level, or of the value itself where term frequencies apply. */
  private chanceOf(c: number, level: number, i: number, j: number): number {
    if (this.adjusted[c]) {
      const frequency = this.prepared[c]!.comparator.frequency(i, j, level);
      if (frequency > 0) return Math.max(LEAST, frequency);
    }
    return this.u[c]![level]!;
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
