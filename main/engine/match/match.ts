import type { MatchModel } from '../../../shared/model/match-model.ts';
import { buildBlocks, forEachPair, type OversizedBlock, type RuleBlocks } from './blocking/blocks.ts';
import { type Clustering, clusterPairs, type WeightedPairs } from './cluster.ts';
import type { EncodedRecords } from './encode.ts';
import { Scorer } from './score.ts';
import { type Training, trainModel } from './training/train.ts';
import { NumberList } from './values/dictionary.ts';

export { matchTemplate } from './templates/template.ts';

/** Pairs of one blocking rule. */
export interface RuleCount {
  readonly rule: string;
  /** Pairs the rule makes by itself. */
  readonly pairs: number;
  /** Pairs no earlier rule makes. */
  readonly newPairs: number;
  readonly blocks: number;
  readonly oversized: readonly OversizedBlock[];
}

/** Pairs weighed, strong enough to be of interest. */
export interface ScoredPairs extends WeightedPairs {
  readonly count: number;
  /** Level per comparison of pair p: levels[p × comparisons … ], 255 = blank. */
  readonly levels: Uint8Array;
  /** Number of the blocking rule that made the pair, 255 where the records are equal. */
  readonly rule: Uint8Array;
}

export interface MatchResult extends Clustering {
  readonly pairs: ScoredPairs;
  readonly rules: readonly RuleCount[];
  /** The model with the trained probabilities. */
  readonly model: MatchModel;
  readonly training: Training;
  /** What a person should know: template values used for want of data, oversized blocks. */
  readonly remarks: readonly string[];
}

export type MatchStage = 'block' | 'train' | 'weigh' | 'cluster';

export interface MatchOptions {
  readonly mustLink?: readonly (readonly [number, number])[];
  readonly cannotLink?: readonly (readonly [number, number])[];
  /** Called now and then with what is done and what there is to do, in pairs; pairs counted twice make `total` an upper bound. */
  readonly progress?: (stage: MatchStage, done: number, total: number) => void;
  /** Asked now and then; true stops with {@link MatchCancelled}. */
  readonly cancelled?: () => boolean;
}

/** Thrown when `cancelled` says so; nothing was changed. */
export class MatchCancelled extends Error {}

/** Pairs this many bits below the review threshold are not kept. */
const KEPT_BELOW_REVIEW = 7;
const REPORT_EVERY = 65_536;

/** Exact number of pairs per blocking rule, without weighing them. */
export function countPairs(records: EncodedRecords, model: MatchModel): RuleCount[] {
  const blocks = buildBlocks(records, model);
  const fresh = new Float64Array(blocks.length);
  forEachPair(blocks, (_i, _j, rule) => {
    fresh[rule]!++;
    return true;
  });
  return ruleCounts(blocks, fresh);
}

function ruleCounts(blocks: readonly RuleBlocks[], fresh: Float64Array): RuleCount[] {
  return blocks.map((b, r) => ({
    rule: b.rule.name,
    pairs: b.pairs,
    newPairs: fresh[r]!,
    blocks: b.keys.length,
    oversized: b.oversized,
  }));
}

/**
 * Resolves which records are about the same entity: blocking, training, weighing, clustering. Deterministic, and
 * independent of the order of the records.
 * @throws UserError when the model names what does not exist; {@link MatchCancelled}.
 */
export function matchRecords(
  records: EncodedRecords,
  model: MatchModel,
  options: MatchOptions = {},
): MatchResult {
  options.progress?.('block', 0, records.distinct);
  const blocks = buildBlocks(records, model);
  const check = (): void => {
    if (options.cancelled?.() === true) throw new MatchCancelled();
  };
  check();
  options.progress?.('train', 0, 0);
  const trained = trainModel(records, model, blocks, check);
  check();
  const scorer = new Scorer(records, trained.model);
  const collected = new PairCollector(
    scorer.levels.length,
    trained.model.thresholds.review - KEPT_BELOW_REVIEW,
  );
  const fresh = weighBlocks(blocks, scorer, collected, options);
  weighEqual(records, scorer, collected);
  const pairs = collected.finish();
  check();
  options.progress?.('cluster', 0, pairs.count);
  const clustering = clusterPairs({
    records,
    model: trained.model,
    pairs,
    mustLink: options.mustLink ?? [],
    cannotLink: options.cannotLink ?? [],
    weigh: (i, j) => scorer.weigh(i, j),
  });
  const rules = ruleCounts(blocks, fresh);
  return {
    ...clustering,
    ...trained,
    pairs,
    rules,
    remarks: remarksOn(trained.training, rules),
  };
}

function remarksOn(training: Training, rules: readonly RuleCount[]): string[] {
  const remarks: string[] = [];
  if (!training.trained) remarks.push(`match.not_trained: ${training.reason}`);
  for (const { rule, oversized } of rules) {
    if (oversized.length > 0)
      remarks.push(`match.oversized_blocks: ${rule} (${oversized.length}, largest ${oversized[0]!.size})`);
  }
  return remarks;
}

function weighBlocks(
  blocks: readonly RuleBlocks[],
  scorer: Scorer,
  collected: PairCollector,
  options: MatchOptions,
): Float64Array {
  const total = blocks.reduce((sum, b) => sum + b.pairs, 0);
  const fresh = new Float64Array(blocks.length);
  let done = 0;
  forEachPair(blocks, (i, j, rule) => {
    fresh[rule]!++;
    if (++done % REPORT_EVERY === 0) {
      if (options.cancelled?.() === true) throw new MatchCancelled();
      options.progress?.('weigh', done, total);
    }
    collected.add(i, j, scorer.weigh(i, j), scorer.levels, rule);
    return true;
  });
  options.progress?.('weigh', total, total);
  return fresh;
}

/** Records of equal content: each is weighed against the first of its kind. */
function weighEqual(records: EncodedRecords, scorer: Scorer, collected: PairCollector): void {
  for (let i = 0; i < records.count; i++) {
    const first = records.representative[i]!;
    if (first !== i) collected.add(first, i, scorer.weigh(first, i), scorer.levels, 255);
  }
}

class PairCollector {
  private readonly left = new NumberList();
  private readonly right = new NumberList();
  private weights = new Float32Array(1024);
  private levels: Uint8Array;
  private rules = new Uint8Array(1024);
  private readonly width: number;
  private readonly floor: number;

  constructor(width: number, floor: number) {
    this.width = width;
    this.floor = floor;
    this.levels = new Uint8Array(1024 * width);
  }

  add(i: number, j: number, weight: number, levels: Uint8Array, rule: number): void {
    if (weight < this.floor) return;
    const p = this.left.length;
    if (p === this.weights.length) this.grow();
    this.left.push(i);
    this.right.push(j);
    this.weights[p] = weight;
    this.rules[p] = rule;
    this.levels.set(levels, p * this.width);
  }

  private grow(): void {
    const weights = new Float32Array(this.weights.length * 2);
    weights.set(this.weights);
    this.weights = weights;
    const levels = new Uint8Array(this.levels.length * 2);
    levels.set(this.levels);
    this.levels = levels;
    const rules = new Uint8Array(this.rules.length * 2);
    rules.set(this.rules);
    this.rules = rules;
  }

  finish(): ScoredPairs {
    const count = this.left.length;
    return {
      count,
      left: this.left.toArray(),
      right: this.right.toArray(),
      weight: this.weights.slice(0, count),
      levels: this.levels.slice(0, count * this.width),
      rule: this.rules.slice(0, count),
    };
  }
}
