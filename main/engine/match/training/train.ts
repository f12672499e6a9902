import type { Comparison, MatchModel } from '../../../../shared/model/match-model.ts';
import type { RuleBlocks } from '../blocking/blocks.ts';
import type { EncodedRecords } from '../encode.ts';
import { chunksOf } from '../pairs.ts';
import { Scorer } from '../score.ts';
import type { Crew } from '../threads/crew.ts';
import { sampleRandomPairs, withChance } from './chance.ts';
import { expectationMaximisation, type Round } from './expectation-maximisation.ts';
import { joinVectors, type PackedVectors } from './vectors.ts';

/** What training found, and whether it can be trusted. */
export interface Training {
  /** False: template values are kept, for the reason given. */
  readonly trained: boolean;
  readonly reason?: 'not_asked' | 'too_few_pairs' | 'too_few_matches' | 'not_converged' | 'degenerate';
  readonly rounds: number;
  /** Largest change of a probability in the last round. */
  readonly change: number;
  /** Matching pairs expected among the compared ones. */
  readonly expectedMatches: number;
  readonly sampledPairs: number;
  /** What each round came to; none when not trained. */
  readonly history: readonly Round[];
}

export interface TrainedModel {
  readonly model: MatchModel;
  readonly training: Training;
}

/** Fewer expected matches than this teach nothing. */
const LEAST_MATCHES = 30;
/** Pairs looked at in one go: most rules have so many that only a few of them are compared. */
const CHUNK_PAIRS = 1_000_000;

/**
 * Estimates u by random sampling, then m, the prior and the lookalikes by expectation maximisation over counts of
 * distinct comparison vectors, one session per blocking rule, as Splink does (Linacre et al. 2022), with one class more
 * per lookalike. All pairs that blocking leaves out are taken to be non-matches, so that the prior holds for all pairs.
 * Template values act as a Dirichlet prior. `check` is called now and then and may throw to stop.
 */
export function trainModel(
  records: EncodedRecords,
  model: MatchModel,
  blocks: readonly RuleBlocks[],
  crew: Crew,
  check: () => void = () => {},
): TrainedModel {
  const untrained = (kept: MatchModel, reason: Training['reason'], sampledPairs = 0): TrainedModel => ({
    model: kept,
    training: { trained: false, reason, rounds: 0, change: 0, expectedMatches: 0, sampledPairs, history: [] },
  });
  if (!model.train) return untrained(model, 'not_asked');
  const scorer = new Scorer(records, model);
  const random = sampleRandomPairs(records, model, scorer);
  const withU = withChance(model, random);
  if (records.distinct < 50) return untrained(withU, 'too_few_pairs');
  check();
  const sessions = trainingSessions(model, blocks, crew, check);
  const sampledPairs = sessions.reduce((sum, { pairs }) => sum + pairs, 0);
  const totalPairs = (records.distinct * (records.distinct - 1)) / 2;
  // Some of the random pairs match, in small files many: once known, they are taken out of u.
  const first = expectationMaximisation(withU, sessions, totalPairs, check);
  const em = expectationMaximisation(withChance(withU, random, first.model), sessions, totalPairs, check);
  if (em.expectedMatches < LEAST_MATCHES) return untrained(withU, 'too_few_matches', sampledPairs);
  if (em.change > 0.02) return untrained(withU, 'not_converged', sampledPairs);
  if (em.model.comparisons.filter(isUpsideDown).length * 2 > model.comparisons.length)
    return untrained(withU, 'degenerate', sampledPairs);
  const { rounds, change, expectedMatches, history } = em;
  return {
    model: withoutUpsideDown(em.model),
    training: { trained: true, rounds, change, expectedMatches, sampledPairs, history },
  };
}

/** One session per blocking rule. */
function trainingSessions(
  model: MatchModel,
  blocks: readonly RuleBlocks[],
  crew: Crew,
  check: () => void,
): PackedVectors[] {
  const chunks = chunksOf(blocks, CHUNK_PAIRS);
  const parts = crew.run<'sessions'>({ kind: 'sessions', model, blocks, chunks }, chunks.length, check);
  return blocks.map((_, r) => joinVectors(parts.filter((_, k) => chunks[k]!.rule === r)));
}

/** True when a comparison came out upside down: its best level speaks against a match. */
function isUpsideDown({ levels }: Comparison): boolean {
  return levels[0]!.m < levels[0]!.u;
}

/** The model with comparisons that came out upside down made to count for nothing. */
function withoutUpsideDown(model: MatchModel): MatchModel {
  const comparisons = model.comparisons.map((c) =>
    isUpsideDown(c)
      ? { ...c, termFrequency: false, levels: c.levels.map((level) => ({ ...level, m: level.u })) }
      : c,
  );
  return { ...model, comparisons };
}
