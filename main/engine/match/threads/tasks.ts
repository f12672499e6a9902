import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { buildRuleBlocks, type RuleBlocks } from '../blocking/blocks.ts';
import type { EncodedRecords } from '../encode.ts';
import { type Chunk, type ScoredPairs, scoreChunk } from '../pairs.ts';
import { Scorer } from '../score.ts';
import { trainingSession } from '../training/sessions.ts';
import type { PackedVectors } from '../training/vectors.ts';

/** What is done in parallel, a task at a time; each kind has its input, the same for all its tasks. */
export type Work =
  | { readonly kind: 'blocks'; readonly model: MatchModel }
  | { readonly kind: 'sessions'; readonly model: MatchModel; readonly blocks: readonly RuleBlocks[] }
  | {
      readonly kind: 'score';
      readonly model: MatchModel;
      readonly blocks: readonly RuleBlocks[];
      readonly chunks: readonly Chunk[];
    };

export interface Results {
  readonly blocks: RuleBlocks;
  readonly sessions: PackedVectors;
  readonly score: ScoredPairs;
}

/** The tasks of one piece of work over some records, by number. The same in whatever thread. */
export function taskOf<K extends Work['kind']>(
  records: EncodedRecords,
  work: Extract<Work, { kind: K }>,
): (task: number) => Results[K] {
  return runner(records, work) as (task: number) => Results[K];
}

function runner(records: EncodedRecords, work: Work): (task: number) => Results[Work['kind']] {
  if (work.kind === 'blocks') return (r) => buildRuleBlocks(records, work.model, r);
  const scorer = new Scorer(records, work.model);
  if (work.kind === 'sessions') return (r) => trainingSession(records, work.model, work.blocks, r, scorer);
  return (chunk) => scoreChunk(work.blocks, work.chunks[chunk]!, scorer, work.model);
}
