import type { BlockingRule, MatchModel } from '../../../../shared/model/match-model.ts';
import type { RuleBlocks } from '../blocking/blocks.ts';
import type { EncodedRecords } from '../encode.ts';
import { chunksOf } from '../pairs.ts';
import { Crew } from '../threads/crew.ts';
import { makeBlocks } from '../threads/make-blocks.ts';
import { trainModel } from '../training/train.ts';
import { candidateRules, singleKeys } from './candidates.ts';
import { type Coverage, coverageOf, type RuleCoverage } from './coverage.ts';
import { type Estimate, estimateOf } from './estimate.ts';
import { agreeOn, mostPromising } from './promising.ts';
import type { NamedBlock, NamedSurvey } from './survey.ts';
import type { Finding, WeightedMatch } from './weigh-candidate.ts';

/** What a rule of the model costs and finds. Pairs are counted exactly. */
export interface RuleAdvice extends RuleCoverage {
  readonly rule: BlockingRule;
  /** Pairs it makes by itself, and those it would make if no oversized block were cut. */
  readonly pairs: number;
  readonly pairsUncut: number;
  readonly blocks: number;
  readonly oversized: number;
  /** The largest blocks, before they are cut. */
  readonly largest: readonly NamedBlock[];
}

/** A rule that could be added. Pairs are counted exactly, matches estimated from a sample of the new pairs. */
export interface RuleProposal {
  readonly rule: BlockingRule;
  readonly pairs: number;
  readonly newPairs: number;
  readonly blocks: number;
  readonly oversized: number;
  readonly largest: NamedBlock;
  /** Matches that the rules in force miss, of records that are not in one golden record yet. */
  readonly adds: Estimate;
  /** Those of them that would be merged alone, about. */
  readonly sure: number;
  /** Those of them that no proposal before this one finds, about. */
  readonly beyond: number;
  readonly isExact: boolean;
  /** The heaviest pairs seen. */
  readonly examples: readonly WeightedMatch[];
}

export interface Advice {
  /** Distinct records. */
  readonly records: number;
  /** Pairs all rules make together. */
  readonly pairs: number;
  /** Matches among them, about. */
  readonly matches: number;
  readonly rules: readonly RuleAdvice[];
  readonly proposals: readonly RuleProposal[];
  /** Rules that were gone through, and those of them that make too many pairs to be proposed. */
  readonly tried: number;
  readonly tooMany: number;
  /** The weights are those of a trained model. */
  readonly isTrained: boolean;
}

export type AdviceStage = 'block' | 'train' | 'count' | 'propose';

export interface AdviceOptions {
  /** The model carries trained probabilities: it is not trained again. */
  readonly isTrained?: boolean;
  /** Golden record of each record, as numbers. */
  readonly clusterOf?: Uint32Array;
  /** Called now and then; may throw to stop. */
  readonly progress?: (stage: AdviceStage, done: number, total: number) => void;
  readonly threads?: number;
}

/** Pairs per record that a proposed rule may make; a small file can afford more. */
const PAIRS_PER_RECORD = 8;
const AFFORDABLE = 300_000;
/** Pairs weighed in one go, about. */
const CHUNK_PAIRS = 100_000;
/** Proposals listed. */
const PROPOSED = 10;
const EXAMPLES = 5;
/** A proposal that adds a smaller share of the matches than this is not worth its pairs. */
const LEAST_SHARE = 0.002;

/**
 * Advises on the blocking rules of a model before anything is run: what each costs (pairs, exactly) and finds that the
 * others do not, which could go, and which could be added. Deterministic, whatever the number of threads.
 * @throws UserError when the model names what does not exist; what `progress` throws.
 */
export function adviseBlocking(
  records: EncodedRecords,
  given: MatchModel,
  options: AdviceOptions = {},
): Advice {
  const crew = new Crew(records, options.threads);
  try {
    return advise(crew, records, given, options);
  } finally {
    crew.end();
  }
}

function advise(crew: Crew, records: EncodedRecords, given: MatchModel, options: AdviceOptions): Advice {
  const report = (stage: AdviceStage, total: number) => (done: number) =>
    options.progress?.(stage, done, total);
  report('block', 0)(0);
  const blocks = makeBlocks(crew, records, given, (done, total) => report('block', total)(done));
  const isTraining = given.train && options.isTrained !== true;
  report('train', 0)(0);
  const trained = isTraining ? trainModel(records, given, blocks, crew, () => report('train', 0)(0)) : null;
  const model = trained?.model ?? given;
  const coverage = cover(crew, model, blocks, report);
  const clusterOf = options.clusterOf ?? new Uint32Array(0);
  const mostPairs = Math.max(AFFORDABLE, PAIRS_PER_RECORD * records.distinct);
  const keys = singleKeys(records);
  const check = (): void => report('propose', 0)(0);
  const candidates = candidateRules(records, keys, given.blockingRules, check).filter(
    ({ pairs }) => pairs <= 4 * mostPairs,
  );
  const promising = mostPromising(records, keys, candidates, coverage.known, mostPairs, check);
  const tried = promising.map(({ rule }) => rule);
  const findings = crew.run<'candidates'>(
    { kind: 'candidates', model, blocks, rules: tried, mostPairs, clusterOf },
    tried.length,
    report('propose', tried.length),
  );
  const surveys = crew.run<'survey'>(
    { kind: 'survey', rules: given.blockingRules },
    given.blockingRules.length,
    () => report('propose', tried.length)(tried.length),
  );
  const pairs = coverage.rules.reduce((sum, { newPairs }) => sum + newPairs, 0);
  return {
    records: records.distinct,
    pairs,
    matches: coverage.matches,
    rules: given.blockingRules.map((rule, r) =>
      ruleAdvice(rule, surveys[r]!, blocks[r]!, coverage.rules[r]!),
    ),
    proposals: choose(records, tried, findings, pairs, coverage.matches),
    tried: tried.length,
    tooMany: findings.filter((finding) => finding === null).length,
    isTrained: trained?.training.trained ?? options.isTrained === true,
  };
}

function cover(
  crew: Crew,
  model: MatchModel,
  blocks: readonly RuleBlocks[],
  report: (stage: AdviceStage, total: number) => (done: number) => void,
): Coverage {
  const chunks = chunksOf(blocks, CHUNK_PAIRS);
  const all = blocks.reduce((sum, { pairs }) => sum + pairs, 0);
  const parts = crew.run<'cover'>({ kind: 'cover', model, blocks, chunks }, chunks.length, (done) =>
    report('count', all)(chunks.length === 0 ? 0 : Math.round((all * done) / chunks.length)),
  );
  return coverageOf(blocks, chunks, parts);
}

function ruleAdvice(
  rule: BlockingRule,
  survey: NamedSurvey,
  { pairs }: RuleBlocks,
  coverage: RuleCoverage,
): RuleAdvice {
  const { pairs: pairsUncut, blocks, oversized, largest } = survey;
  return { rule, pairs, pairsUncut, blocks, oversized, largest, ...coverage };
}

interface Tried extends Finding {
  readonly rule: BlockingRule;
}

/**
 * The proposals, the best first: each is judged by the matches that those before it do not find, discounted by how much
 * longer the run would take (as many pairs again: half).
 */
function choose(
  records: EncodedRecords,
  rules: readonly BlockingRule[],
  findings: readonly (Finding | null)[],
  pairs: number,
  matches: number,
): RuleProposal[] {
  let left = findings.flatMap((finding, c): Tried[] => (finding ? [{ ...finding, rule: rules[c]! }] : []));
  const chosen: RuleProposal[] = [];
  const least = Math.max(1, LEAST_SHARE * matches);
  const cost = pairs + records.distinct;
  while (chosen.length < PROPOSED) {
    const judged = left
      .map((tried) => ({ tried, beyond: beyondOf(records, tried, chosen) }))
      .filter(({ beyond }) => beyond >= least);
    const value = ({ tried, beyond }: (typeof judged)[number]) => beyond / (1 + tried.newPairs / cost);
    const best = judged.reduce<(typeof judged)[number] | undefined>(
      (known, one) => (known === undefined || value(one) > value(known) ? one : known),
      undefined,
    );
    if (best === undefined) break;
    left = left.filter((tried) => tried !== best.tried);
    chosen.push(proposal(best.tried, best.beyond));
  }
  return chosen;
}

/** Matches a candidate would add beyond those that the chosen ones find, about. */
function beyondOf(
  records: EncodedRecords,
  { kept, apart, share }: Tried,
  chosen: readonly RuleProposal[],
): number {
  if (kept.length === 0) return 0;
  const missed = kept.filter(
    ({ left, right }) =>
      !chosen.some(({ rule }) => rule.keys.every((key) => agreeOn(records, key, left, right))),
  );
  return Math.round(((apart / share) * missed.length) / kept.length);
}

function proposal({ rule, kept, apart, sure, share, ...found }: Tried, beyond: number): RuleProposal {
  const { pairs, newPairs, blocks, oversized, largest } = found;
  const examples = kept.toSorted((a, b) => b.weight - a.weight || a.left - b.left || a.right - b.right);
  return {
    rule,
    pairs,
    newPairs,
    blocks,
    oversized,
    largest,
    adds: estimateOf(apart, share, newPairs),
    sure: Math.round(sure / share),
    beyond,
    isExact: share === 1,
    examples: examples.slice(0, EXAMPLES),
  };
}
