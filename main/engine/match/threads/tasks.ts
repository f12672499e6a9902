import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { buildRuleBlocks, type RuleBlocks } from '../blocking/blocks.ts';
import type { EncodedRecords } from '../encode.ts';
import { type Chunk, type ScoredPairs, scoreChunk } from '../pairs.ts';
import { Scorer } from '../score.ts';
import { trainingSession } from '../training/sessions.ts';
import type { PackedVectors } from '../training/vectors.ts';

interface OverChunks<K extends string> {
  readonly kind: K;
  readonly model: MatchModel;
  readonly blocks: readonly RuleBlocks[];
  readonly chunks: readonly Chunk[];
}

/** What is done in parallel, a task at a time: a blocking rule, or a chunk of blocks. The input is the same for all tasks. */
export type Work =
  | { readonly kind: 'blocks'; readonly model: MatchModel }
  | OverChunks<'sessions'>
  | OverChunks<'score'>;

export interface Results {
  readonly blocks: RuleBlocks;
  readonly sessions: PackedVectors;
  readonly score: ScoredPairs;
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
  if (work.kind === 'blocks') return (r) => buildRuleBlocks(records, work.model, r, check);
  const { model, blocks, chunks } = work;
  const scorer = new Scorer(records, model);
  return work.kind === 'sessions'
    ? (k) => trainingSession(records, model, blocks, chunks[k]!, scorer)
    : (k) => scoreChunk(blocks, chunks[k]!, scorer, model);
}
