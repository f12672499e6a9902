import type { MatchModel } from '../../../shared/model/match-model.ts';
import { forEachPairOf, type RuleBlocks } from './blocking/blocks.ts';
import type { WeightedPairs } from './cluster.ts';
import { BATCH, PairBatch } from './comparators/comparator.ts';
import type { EncodedRecords } from './encode.ts';
import type { Scorer } from './score.ts';
import { NumberList } from './values/dictionary.ts';
import { shared } from './values/shared.ts';

/** Pairs that are lookalikes rather than matches or chance: to be linked, never merged. All arrays of the same length. */
export interface RelatedPairs {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Number of the lookalike in the model. */
  readonly lookalike: Uint8Array;
  readonly probability: Float32Array;
}

/** Pairs weighed, strong enough to be of interest. */
export interface ScoredPairs extends WeightedPairs {
  readonly count: number;
  /** Level per comparison of pair p: levels[p × comparisons … ], 255 = blank. */
  readonly levels: Uint8Array;
  /** Number of the blocking rule that made the pair, 255 where the records are equal. */
  readonly rule: Uint8Array;
  /** Pairs weighed, kept or not. */
  readonly weighed: number;
  readonly related: RelatedPairs;
}

/** Blocks of one rule that are weighed in one go: from one number up to, not with, another. */
export interface Chunk {
  readonly rule: number;
  readonly from: number;
  readonly to: number;
}

/** Pairs this many bits below the review threshold are not kept. */
export const KEPT_BELOW_REVIEW = 4;
/** Pairs of a part of a list: some milliseconds. */
const LIST_PART = 2_000;

/** Cuts the blocks of all rules into chunks of about `most` pairs. */
export function chunksOf(blocks: readonly RuleBlocks[], most: number): Chunk[] {
  const chunks: Chunk[] = [];
  blocks.forEach(({ starts }, rule) => {
    let from = 0;
    let pairs = 0;
    for (let b = 0; b + 1 < starts.length; b++) {
      const size = starts[b + 1]! - starts[b]!;
      pairs += (size * (size - 1)) / 2;
      if (pairs < most) continue;
      chunks.push({ rule, from, to: b + 1 });
      from = b + 1;
      pairs = 0;
    }
    if (from + 1 < starts.length) chunks.push({ rule, from, to: starts.length - 1 });
  });
  return chunks;
}

/** Weighs the pairs of a chunk that no earlier rule or key makes, and keeps those of interest. */
export function scoreChunk(
  blocks: readonly RuleBlocks[],
  chunk: Chunk,
  scorer: Scorer,
  model: MatchModel,
): ScoredPairs {
  const kept = new PairCollector(scorer, model, chunk.rule);
  forEachPairOf(blocks, chunk, kept.weigh);
  return kept.finish();
}

/** Pairs to weigh that blocks made elsewhere; `left < right`. */
export interface PairList {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
}

/** Number of parts that {@link scoreList} weighs one by one. */
export const partsOf = (list: PairList): number => Math.ceil(list.left.length / LIST_PART);

/** Weighs part number `k` of a list of pairs, and keeps those of interest. */
export function scoreList(
  { left, right }: PairList,
  k: number,
  scorer: Scorer,
  model: MatchModel,
): ScoredPairs {
  const kept = new PairCollector(scorer, model, 0);
  const end = Math.min(left.length, (k + 1) * LIST_PART);
  for (let p = k * LIST_PART; p < end; p++) kept.weigh(left[p]!, right[p]!);
  return kept.finish();
}

/** Records of equal content, each with the one that stands for it. */
export function scoreEqualPairs(
  pairs: readonly (readonly [first: number, other: number])[],
  scorer: Scorer,
  model: MatchModel,
): ScoredPairs {
  const kept = new PairCollector(scorer, model, 255);
  for (const [first, other] of pairs) kept.add(first, other, scorer.weigh(first, other));
  return kept.finish();
}

/** Records of equal content: each is weighed against the first of its kind. */
export function scoreEqual(records: EncodedRecords, scorer: Scorer, model: MatchModel): ScoredPairs {
  const pairs: [number, number][] = [];
  for (let i = 0; i < records.count; i++)
    if (records.representative[i] !== i) pairs.push([records.representative[i]!, i]);
  return scoreEqualPairs(pairs, scorer, model);
}

/** All pairs of several parts, in their order. */
export function joinPairs(parts: readonly ScoredPairs[], width: number): ScoredPairs {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const all = {
    count,
    weighed: parts.reduce((sum, part) => sum + part.weighed, 0),
    left: new Uint32Array(count),
    right: new Uint32Array(count),
    weight: new Float32Array(count),
    levels: new Uint8Array(count * width),
    rule: new Uint8Array(count),
    related: joinRelated(parts.map(({ related }) => related)),
  };
  let at = 0;
  for (const part of parts) {
    all.left.set(part.left, at);
    all.right.set(part.right, at);
    all.weight.set(part.weight, at);
    all.levels.set(part.levels, at * width);
    all.rule.set(part.rule, at);
    at += part.count;
  }
  return all;
}

function joinRelated(parts: readonly RelatedPairs[]): RelatedPairs {
  const count = parts.reduce((sum, { left }) => sum + left.length, 0);
  const all = {
    left: new Uint32Array(count),
    right: new Uint32Array(count),
    lookalike: new Uint8Array(count),
    probability: new Float32Array(count),
  };
  let at = 0;
  for (const part of parts) {
    all.left.set(part.left, at);
    all.right.set(part.right, at);
    all.lookalike.set(part.lookalike, at);
    all.probability.set(part.probability, at);
    at += part.left.length;
  }
  return all;
}

/** Weighs pairs in batches, and keeps those of interest. */
class PairCollector {
  private readonly left = new NumberList();
  private readonly right = new NumberList();
  private weights = new Float32Array(1024);
  private levels: Uint8Array;
  private weighed = 0;
  private readonly scorer: Scorer;
  private readonly rule: number;
  private readonly width: number;
  private readonly floor: number;
  private readonly batch = new PairBatch();
  private readonly related = {
    left: new NumberList(),
    right: new NumberList(),
    lookalike: [] as number[],
    probability: [] as number[],
  };

  /** `rule`: the number kept with each pair. */
  constructor(scorer: Scorer, { thresholds }: MatchModel, rule: number) {
    this.scorer = scorer;
    this.rule = rule;
    this.width = scorer.levels.length;
    this.floor = thresholds.review - KEPT_BELOW_REVIEW;
    this.levels = new Uint8Array(1024 * this.width);
  }

  /** Weighs a pair by and by, and keeps it where it is of interest. */
  readonly weigh = (i: number, j: number): void => {
    const { batch } = this;
    batch.left[batch.size] = i;
    batch.right[batch.size] = j;
    if (++batch.size === BATCH) this.flush();
  };

  private flush(): void {
    const { batch } = this;
    this.weighed += batch.size;
    this.scorer.weighAll(batch, this.floor, this.take);
    batch.size = 0;
  }

  private readonly take = (k: number, weight: number): void => {
    const [i, j] = [this.batch.left[k]!, this.batch.right[k]!];
    this.add(i, j, weight);
    const { scorer } = this;
    if (scorer.relation < 0) return;
    const { related } = this;
    related.left.push(i);
    related.right.push(j);
    related.lookalike.push(scorer.relation);
    related.probability.push(scorer.relationProbability);
  };

  /** Keeps the pair that the scorer weighed last, where it is of interest. */
  add(i: number, j: number, weight: number): void {
    if (weight < this.floor) return;
    const p = this.left.length;
    if (p === this.weights.length) this.grow();
    this.left.push(i);
    this.right.push(j);
    this.weights[p] = weight;
    this.levels.set(this.scorer.levels, p * this.width);
  }

  private grow(): void {
    const weights = new Float32Array(this.weights.length * 2);
    weights.set(this.weights);
    this.weights = weights;
    const levels = new Uint8Array(this.levels.length * 2);
    levels.set(this.levels);
    this.levels = levels;
  }

  finish(): ScoredPairs {
    this.flush();
    const count = this.left.length;
    return {
      count,
      weighed: this.weighed,
      left: this.left.toArray(),
      right: this.right.toArray(),
      weight: shared(this.weights.subarray(0, count)),
      levels: shared(this.levels.subarray(0, count * this.width)),
      rule: shared(new Uint8Array(count).fill(this.rule)),
      related: {
        left: this.related.left.toArray(),
        right: this.related.right.toArray(),
        lookalike: Uint8Array.from(this.related.lookalike),
        probability: Float32Array.from(this.related.probability),
      },
    };
  }
}
