import type { MatchModel } from '../../../shared/model/match-model.ts';
import { BLANK } from './comparators/comparator.ts';
import type { EncodedRecords } from './encode.ts';
import { Scorer } from './score.ts';

/** One bar of the waterfall. */
export interface ExplainedComparison {
  readonly comparison: string;
  /** Name of the level; null where a side is blank: no evidence. */
  readonly level: string | null;
  /** What was compared, in the form it was compared in. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Bits this comparison adds (or takes): log2 m/u, adjusted for how common the value is. */
  readonly bits: number;
  /** The part of `bits` that is due to the value being rarer or more common than others. */
  readonly termFrequencyBits: number;
}

/** Another explanation of what two records have in common, and the bits it takes away. */
export interface ExplainedLookalike {
  readonly lookalike: string;
  /** At most 0. */
  readonly bits: number;
}

/** Why a pair weighs what it weighs: prior + all bars = weight. All in bits. */
export interface PairExplanation {
  readonly weight: number;
  /** Probability of a match that the weight stands for. */
  readonly probability: number;
  readonly prior: number;
  readonly comparisons: readonly ExplainedComparison[];
  readonly lookalikes: readonly ExplainedLookalike[];
}

/** Explains pairs under one model; keep it to explain several. */
export class PairExplainer {
  private readonly scorer: Scorer;
  private readonly model: MatchModel;

  constructor(records: EncodedRecords, model: MatchModel) {
    this.scorer = new Scorer(records, model);
    this.model = model;
  }

  explain(i: number, j: number): PairExplanation {
    const { scorer } = this;
    const weight = scorer.weigh(i, j);
    const comparisons = scorer.prepared.map(({ comparison, comparator }, c): ExplainedComparison => {
      const level = scorer.levels[c]!;
      const bits = scorer.bits(c);
      return {
        comparison: comparison.name,
        level: level === BLANK ? null : comparison.levels[level]!.name,
        left: comparator.values(i),
        right: comparator.values(j),
        bits,
        termFrequencyBits: level === BLANK ? 0 : bits - scorer.levelBits(c, level),
      };
    });
    const evidence = scorer.priorBits + comparisons.reduce((sum, c) => sum + c.bits, 0);
    return {
      weight,
      probability: 1 / (1 + 2 ** -weight),
      prior: scorer.priorBits,
      comparisons,
      lookalikes: this.lookalikes(weight - evidence),
    };
  }

  /** The bits lost to all lookalikes together, shared out by how well each explains the pair. */
  private lookalikes(lost: number): ExplainedLookalike[] {
    const parts = this.model.lookalikes.map((_, a) => 2 ** -this.scorer.lookalikeBits(a));
    const total = parts.reduce((a, b) => a + b, 0);
    return this.model.lookalikes.map(({ name }, a) => ({
      lookalike: name,
      bits: total > 0 ? Math.min(0, lost) * (parts[a]! / total) : 0,
    }));
  }
}
