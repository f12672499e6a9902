import type { BlockingKey, BlockingRule, MatchModel } from '../../../../shared/model/match-model.ts';
import { type ChunkCoverage, coverChunk } from '../advisor/coverage.ts';
import { type NamedSurvey, nameBlocks } from '../advisor/survey.ts';
import { type Finding, type WeighCandidates, weighCandidate } from '../advisor/weigh-candidate.ts';
import { blocksOf, finerKeysOf, type RuleBlocks } from '../blocking/blocks.ts';
import { type RecordKeys, recordKeys, rememberKeys } from '../blocking/keys.ts';
import type { EncodedRecords } from '../encode.ts';
import { type Chunk, type PairList, type ScoredPairs, scoreChunk, scoreList } from '../pairs.ts';
import { Scorer } from '../score.ts';
import { trainingSession } from '../training/sessions.ts';
import type { PackedVectors } from '../training/vectors.ts';

interface OverChunks<K extends string> {
  readonly kind: K;
  readonly model: MatchModel;
  readonly blocks: readonly RuleBlocks[];
  readonly chunks: readonly Chunk[];
}

/** Keys of all records under a single key that blocking rules use. */
export interface KnownKeys {
  readonly key: BlockingKey;
  readonly keys: RecordKeys;
}

/** What is done in parallel, a task at a time: a key, a blocking rule, a chunk of blocks, a candidate, a part of a list of pairs. The input is the same for all tasks. */
export type Work =
  | { readonly kind: 'keys'; readonly rules: readonly BlockingRule[] }
  | { readonly kind: 'blocks'; readonly model: MatchModel; readonly keys: readonly KnownKeys[] }
  | OverChunks<'sessions'>
  | OverChunks<'score'>
  | OverChunks<'cover'>
  | { readonly kind: 'survey'; readonly rules: readonly BlockingRule[] }
  | ({ readonly kind: 'candidates' } & WeighCandidates)
  | { readonly kind: 'pairs'; readonly model: MatchModel; readonly list: PairList };

export interface Results {
  readonly keys: RecordKeys;
  readonly blocks: RuleBlocks;
  readonly sessions: PackedVectors;
  readonly score: ScoredPairs;
  readonly cover: ChunkCoverage;
  readonly survey: NamedSurvey;
  readonly candidates: Finding | null;
  readonly pairs: ScoredPairs;
}

/**
 * The tasks of one piece of work over some records, by number. The same in whatever thread. `check` is called now and then
 * within a task that takes long, and may throw to stop.
 */
export function taskOf<K extends Work['kind']>(
  records: EncodedRecords,
  work: Extract<Work, { kind: K }>,
  check: () => void,
): (task: number) => Results[K] {
  return runner(records, work, check) as (task: number) => Results[K];
}

function runner(
  records: EncodedRecords,
  work: Work,
  check: () => void,
): (task: number) => Results[Work['kind']] {
  if (work.kind === 'keys') return (r) => recordKeys(records, work.rules[r]!, check);
  if (work.kind === 'blocks') {
    for (const { key, keys } of work.keys) rememberKeys(records, key, keys);
    const finer = finerKeysOf(records, work.model, check);
    return (r) => blocksOf(records, work.model.blockingRules[r]!, finer, check);
  }
  if (work.kind === 'survey') return (r) => nameBlocks(records, work.rules[r]!, check);
  const scorer = new Scorer(records, work.model);
  if (work.kind === 'candidates') {
    const finer = finerKeysOf(records, work.model, check);
    return (c) => weighCandidate(records, work, c, scorer, finer, check);
  }
  if (work.kind === 'pairs') return (k) => scoreList(work.list, k, scorer, work.model);
  const { model, blocks, chunks } = work;
  if (work.kind === 'cover') return (k) => coverChunk(records, blocks, chunks[k]!, scorer, model);
  return work.kind === 'sessions'
    ? (k) => trainingSession(records, model, blocks, chunks[k]!, scorer)
    : (k) => scoreChunk(blocks, chunks[k]!, scorer, model);
}
