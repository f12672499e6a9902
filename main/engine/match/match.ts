import type { MatchModel } from '../../../shared/model/match-model.ts';
import {
  buildBlocks,
  forEachPair,
  type KeyEntries,
  type OversizedBlock,
  type RuleBlocks,
} from './blocking/blocks.ts';
import { type Clustering, clusterPairs } from './cluster.ts';
import type { EncodedRecords } from './encode.ts';
import { chunksOf, joinPairs, type ScoredPairs, scoreEqual } from './pairs.ts';
import { Scorer } from './score.ts';
import { Crew } from './threads/crew.ts';
import { makeBlocks } from './threads/make-blocks.ts';
import { type Training, trainModel } from './training/train.ts';

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

export interface MatchResult extends Clustering {
  readonly pairs: ScoredPairs;
  readonly rules: readonly RuleCount[];
  /** The model with the trained probabilities. */
  readonly model: MatchModel;
  readonly training: Training;
  /** Blocking keys by rule. */
  readonly keys: readonly KeyEntries[];
  /** What a person should know: template values used for want of data, oversized blocks. */
  readonly remarks: readonly string[];
}

export type MatchStage = 'block' | 'train' | 'weigh' | 'cluster';

export interface MatchOptions {
  readonly mustLink?: readonly (readonly [number, number])[];
  readonly cannotLink?: readonly (readonly [number, number])[];
  /** Called now and then with what is done and what there is to do, in pairs; pairs counted twice make `total` an upper bound. */
  readonly progress?: (stage: MatchStage, done: number, total: number) => void;
  /** Threads used; default: as many as there are cores, one for a small file. The result is the same. */
  readonly threads?: number;
  /** Asked now and then; true stops with {@link MatchCancelled}. */
  readonly cancelled?: () => boolean;
}

/** Pairs weighed in one go, about: a tenth of a second. */
const CHUNK_PAIRS = 100_000;

/** Thrown when `cancelled` says so; nothing was changed. */
export class MatchCancelled extends Error {}

/** Exact number of pairs per blocking rule, without weighing them. */
export function countPairs(records: EncodedRecords, model: MatchModel): RuleCount[] {
  const blocks = buildBlocks(records, model);
  const fresh = new Float64Array(blocks.length);
  forEachPair(blocks, (_i, _j, rule) => {
    fresh[rule]!++;
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
  const crew = new Crew(records, options.threads);
  try {
    return matchWith(crew, records, model, options);
  } finally {
    crew.end();
  }
}

function matchWith(
  crew: Crew,
  records: EncodedRecords,
  model: MatchModel,
  options: MatchOptions,
): MatchResult {
  const check = (): void => {
    if (options.cancelled?.() === true) throw new MatchCancelled();
  };
  const stage = (name: MatchStage, total: number) => (done: number) => {
    check();
    options.progress?.(name, done, total);
  };
  stage('block', 0)(0);
  const blocks = makeBlocks(crew, records, model, (done, total) => stage('block', total)(done));
  stage('train', 0)(0);
  const trained = trainModel(records, model, blocks, crew, check);
  const { pairs, fresh } = weigh(crew, records, trained.model, blocks, stage);
  stage('cluster', pairs.count)(0);
  const scorer = new Scorer(records, trained.model);
  const clustering = clusterPairs({
    records,
    model: trained.model,
    pairs,
    mustLink: options.mustLink ?? [],
    cannotLink: options.cannotLink ?? [],
    weigh: (i, j) => scorer.weigh(i, j),
  });
  const counted = ruleCounts(blocks, fresh);
  return {
    ...clustering,
    ...trained,
    pairs,
    rules: counted,
    keys: blocks.map(({ entries }) => entries),
    remarks: remarksOn(trained.training, counted),
  };
}

/** All pairs of interest, and the pairs each rule is the first to make. */
function weigh(
  crew: Crew,
  records: EncodedRecords,
  model: MatchModel,
  blocks: readonly RuleBlocks[],
  stage: (name: MatchStage, total: number) => (done: number) => void,
): { pairs: ScoredPairs; fresh: Float64Array } {
  const chunks = chunksOf(blocks, CHUNK_PAIRS);
  const all = blocks.reduce((sum, { pairs }) => sum + pairs, 0);
  const report = stage('weigh', all);
  const parts = crew.run<'score'>({ kind: 'score', model, blocks, chunks }, chunks.length, (done) =>
    report((all * done) / chunks.length),
  );
  const fresh = new Float64Array(blocks.length);
  parts.forEach(({ weighed }, k) => {
    fresh[chunks[k]!.rule]! += weighed;
  });
  const equal = scoreEqual(records, new Scorer(records, model), model);
  return { pairs: joinPairs([...parts, equal], model.comparisons.length), fresh };
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
