import type { MatchModel } from '../../../shared/model/match-model.ts';
import { BLANK } from './comparators/comparator.ts';
import { type PreparedComparison, prepareComparisons } from './comparators/index.ts';
import type { EncodedRecords } from './encode.ts';

/** Probability of two records matching that is assumed where neither the model nor training gives one. */
export function priorOf(model: MatchModel, records: EncodedRecords): number {
  return model.prior ?? 0.6 / Math.max(5000, records.distinct);
}

const log2 = Math.log2;
/** No level counts as impossible: m and u never fall below this. */
const LEAST = 1e-9;

/**
 * Weighs pairs under a model (Fellegi & Sunter 1969): the weight of a pair is log2 of the odds of a match,
 *
 *   −log2( 2^−(prior + Σ log2 m/u) + Σ over lookalikes 2^−(Σ log2 m/h − log2 ratio) )
 *
 * that is, a pair must be explained better by a match than by chance *and* than by each lookalike.
 */
export class Scorer {
  readonly prepared: readonly PreparedComparison[];
  /** Levels of the pair weighed last, per comparison ({@link BLANK} = no evidence). */
  readonly levels: Uint8Array;
  /** Bits against chance of the pair weighed last, per comparison. */
  readonly bits: Float64Array;
  readonly priorBits: number;
  private readonly m: readonly Float64Array[];
  private readonly u: readonly Float64Array[];
  /** Per lookalike and comparison: P(level | lookalike), or null where it goes by chance. */
  private readonly h: readonly (readonly (Float64Array | null)[])[];
  private readonly share: readonly (readonly number[])[];
  private readonly ratioBits: readonly number[];
  private readonly adjusted: readonly boolean[];

  constructor(records: EncodedRecords, model: MatchModel, prepared = prepareComparisons(records, model)) {
    this.prepared = prepared;
    this.levels = new Uint8Array(prepared.length);
    this.bits = new Float64Array(prepared.length);
    const prior = priorOf(model, records);
    this.priorBits = log2(prior / (1 - prior));
    const floor = (p: number): number => Math.max(LEAST, p);
    this.m = model.comparisons.map((c) => Float64Array.from(c.levels, (level) => floor(level.m)));
    this.u = model.comparisons.map((c) => Float64Array.from(c.levels, (level) => floor(level.u)));
    this.adjusted = model.comparisons.map((c) => c.termFrequency === true);
    const named = model.lookalikes.map((l) => new Map(l.comparisons.map((c) => [c.comparison, c])));
    this.h = named.map((of) =>
      model.comparisons.map((c) => {
        const known = of.get(c.name);
        return known === undefined ? null : Float64Array.from(c.levels, (_, k) => known.levels[k] ?? 0);
      }),
    );
    this.share = named.map((of) => model.comparisons.map((c) => of.get(c.name)?.share ?? 0));
    this.ratioBits = model.lookalikes.map((l) => log2(Math.max(LEAST, l.ratio)));
  }

  /** Fills `levels` for a pair. */
  compare(i: number, j: number): void {
    for (let c = 0; c < this.prepared.length; c++) {
      const { comparator, levelOf } = this.prepared[c]!;
      const level = comparator.compare(i, j);
      this.levels[c] = level === BLANK ? BLANK : levelOf[level]!;
    }
  }

  /** Weight of a pair in bits; `levels` and `bits` tell how it came about. */
  weigh(i: number, j: number): number {
    this.compare(i, j);
    return this.weighLevels(i, j);
  }

  private weighLevels(i: number, j: number): number {
    const { levels, bits } = this;
    let chance = this.priorBits;
    for (let c = 0; c < levels.length; c++) {
      const level = levels[c]!;
      bits[c] = level === BLANK ? 0 : log2(this.m[c]![level]! / this.chanceOf(c, level, i, j));
      chance += bits[c]!;
    }
    let against = 2 ** -chance;
    for (let a = 0; a < this.h.length; a++) against += 2 ** -this.lookalikeBits(a);
    return -log2(against);
  }

  /** Bits by which a match explains the pair weighed last better than lookalike `a` does. */
  lookalikeBits(a: number): number {
    let sum = -this.ratioBits[a]!;
    for (let c = 0; c < this.levels.length; c++) {
      const level = this.levels[c]!;
      if (level === BLANK) continue;
      const h = this.h[a]![c];
      if (h === null || h === undefined) sum += this.bits[c]!;
      else {
        const share = this.share[a]![c]!;
        const m = this.m[c]![level]!;
        sum += log2(m / Math.max(LEAST, share * h[level]! + (1 - share) * (m / 2 ** this.bits[c]!)));
      }
    }
    return sum;
  }

  /** log2 m/u of a level, without regard to the value agreed on. */
  levelBits(c: number, level: number): number {
    return log2(this.m[c]![level]! / this.u[c]![level]!);
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
