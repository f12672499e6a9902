import type { BlockingRule, MatchModel } from '../../../../shared/model/match-model.ts';
import { blocksOf, type FinerKey, forEachPairOf, type RuleBlocks } from '../blocking/blocks.ts';
import { recordKeys } from '../blocking/keys.ts';
import type { EncodedRecords } from '../encode.ts';
import type { Scorer } from '../score.ts';
import { PairSample } from './estimate.ts';
import { inCommon, type NamedBlock, surveyKeys } from './survey.ts';

/** Pairs of a candidate that are weighed, about. */
const WEIGHED = 300_000;
/** Pairs between two looks at whether to stop, less one: all bits set. */
const CHECKED = 0xffff;
/** Matches of a candidate that are kept, to see which other candidates find them. */
const KEPT = 400;

export interface WeightedMatch {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
}

/** What a candidate would make and find beside the rules in force. */
export interface Finding {
  /** Pairs of its blocks, and those no rule in force makes: exact. */
  readonly pairs: number;
  readonly newPairs: number;
  readonly blocks: number;
  readonly oversized: number;
  readonly largest: NamedBlock;
  /** Share of the new pairs that was weighed; the counts below are of those. */
  readonly share: number;
  /** New pairs that reach the review threshold; those of records not in one golden record yet; those merged alone. */
  readonly matches: number;
  readonly apart: number;
  readonly sure: number;
  /** Some of the matches that are apart. */
  readonly kept: readonly WeightedMatch[];
}

export interface WeighCandidates {
  readonly model: MatchModel;
  /** Of the rules in force. */
  readonly blocks: readonly RuleBlocks[];
  readonly rules: readonly BlockingRule[];
  /** Pairs a candidate may have. */
  readonly mostPairs: number;
  /** Golden record of each record, as numbers; empty: none was made yet. */
  readonly clusterOf: Uint32Array;
}

/**
 * Makes the blocks of candidate `c` as a run would, counts the pairs they add, and weighs a sample of these. Null: it has
 * too many. `check` is called now and then and may throw to stop.
 */
export function weighCandidate(
  records: EncodedRecords,
  { model, blocks, rules, mostPairs, clusterOf }: WeighCandidates,
  c: number,
  scorer: Scorer,
  finer: readonly FinerKey[],
  check: () => void,
): Finding | null {
  const rule = rules[c]!;
  const keys = recordKeys(records, rule, check);
  const survey = surveyKeys(keys, rule, 1);
  if (survey.pairsOnceCut > 1.5 * mostPairs) return null;
  const own = blocksOf(records, rule, finer, check, keys);
  if (own.pairs > mostPairs) return null;
  const sample = new PairSample(records.hashLow, own.pairs, WEIGHED);
  const { review, autoMerge } = model.thresholds;
  const kept: WeightedMatch[] = [];
  let [newPairs, matches, apart, sure] = [0, 0, 0, 0];
  const all = { rule: blocks.length, from: 0, to: own.keys.length };
  forEachPairOf([...blocks, own], all, (left, right) => {
    if ((++newPairs & CHECKED) === 0) check();
    if (!sample.has(left, right)) return;
    const weight = scorer.weigh(left, right, review);
    if (weight < review) return;
    matches++;
    if (clusterOf.length > 0 && clusterOf[left] === clusterOf[right]) return;
    apart++;
    if (weight >= autoMerge) sure++;
    if (kept.length < KEPT) kept.push({ left, right, weight });
  });
  const [largest] = survey.largest;
  return {
    pairs: own.pairs,
    newPairs,
    blocks: survey.blocks,
    oversized: survey.oversized,
    largest: {
      size: largest?.size ?? 0,
      inCommon: largest ? inCommon(records, rule, largest.members) : [],
    },
    share: sample.share,
    matches,
    apart,
    sure,
    kept,
  };
}
