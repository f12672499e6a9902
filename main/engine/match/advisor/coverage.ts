import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { forEachPairOf, makesPair, type RuleBlocks } from '../blocking/blocks.ts';
import type { EncodedRecords } from '../encode.ts';
import type { Chunk } from '../pairs.ts';
import type { Scorer } from '../score.ts';
import { type Estimate, estimateOf, PairSample } from './estimate.ts';

/** Pairs of a rule that are weighed, about. */
const WEIGHED = 500_000;
/** Matches of a chunk that are kept to learn from. */
const KEPT = 300;

/** What came of the pairs of a chunk that no earlier rule makes. */
export interface ChunkCoverage {
  readonly fresh: number;
  /** Those that no later rule makes either. */
  readonly only: number;
  readonly weighed: number;
  /** Matches among the weighed ones by the rules that make them, written `0,3,4`. */
  readonly found: ReadonlyMap<string, number>;
  /** Some of the matches, and how many rules make each. */
  readonly matches: readonly KnownMatch[];
}

export interface KnownMatch {
  readonly left: number;
  readonly right: number;
  readonly rules: number;
}

/** Counts the pairs of a chunk exactly, and weighs a sample of them. */
export function coverChunk(
  records: EncodedRecords,
  blocks: readonly RuleBlocks[],
  chunk: Chunk,
  scorer: Scorer,
  { thresholds }: MatchModel,
): ChunkCoverage {
  const sample = new PairSample(records.hashLow, blocks[chunk.rule]!.pairs, WEIGHED);
  const found = new Map<string, number>();
  const matches: KnownMatch[] = [];
  let [fresh, only, weighed] = [0, 0, 0];
  forEachPairOf(blocks, chunk, (left, right) => {
    fresh++;
    const rules = [chunk.rule, ...laterRules(blocks, chunk.rule, left, right)];
    if (rules.length === 1) only++;
    if (!sample.has(left, right)) return;
    weighed++;
    if (scorer.weigh(left, right, thresholds.review) < thresholds.review) return;
    const key = rules.join();
    found.set(key, (found.get(key) ?? 0) + 1);
    if (matches.length < KEPT) matches.push({ left, right, rules: rules.length });
  });
  return { fresh, only, weighed, found, matches };
}

/** Whether the rules after `r` make a pair, and which. */
function laterRules(blocks: readonly RuleBlocks[], r: number, i: number, j: number): readonly number[] {
  let rules: number[] | undefined;
  for (let e = r + 1; e < blocks.length; e++) {
    if (!makesPair(blocks[e]!, i, j)) continue;
    rules ??= [];
    rules.push(e);
  }
  return rules ?? NONE;
}

const NONE: readonly number[] = [];

/** What one rule of the model does beside the others. */
export interface RuleCoverage {
  /** Pairs no earlier rule makes, and pairs no other rule makes. */
  readonly newPairs: number;
  readonly onlyPairs: number;
  /** Matches among its pairs, about. */
  readonly matches: number;
  /** Matches that no other rule makes. */
  readonly onlyMatches: Estimate;
  /** Every pair was weighed: nothing is estimated. */
  readonly isExact: boolean;
  /** None of its matches would be lost without it, nor without the other rules that are marked as well. */
  readonly isRedundant: boolean;
}

export interface Coverage {
  readonly rules: readonly RuleCoverage[];
  /** Matches of all rules together, about. */
  readonly matches: number;
  readonly known: readonly KnownMatch[];
}

/** Puts the chunks together. `chunks[k]` is what `parts[k]` came of. */
export function coverageOf(
  blocks: readonly RuleBlocks[],
  chunks: readonly Chunk[],
  parts: readonly ChunkCoverage[],
): Coverage {
  const sums = blocks.map(({ pairs }) => ({
    fresh: 0,
    only: 0,
    share: Math.min(1, WEIGHED / Math.max(1, pairs)),
  }));
  const found = new Map<string, number>();
  parts.forEach((part, k) => {
    const sum = sums[chunks[k]!.rule]!;
    sum.fresh += part.fresh;
    sum.only += part.only;
    for (const [key, count] of part.found) found.set(key, (found.get(key) ?? 0) + count);
  });
  const groups = [...found].map(([key, count]) => ({ rules: key.split(',').map(Number), count }));
  const redundant = redundantRules(
    groups.map(({ rules }) => rules),
    sums.map(({ only }) => only),
  );
  /** Each group was sampled with the share of its first rule. */
  const matchesOf = (of: typeof groups): number =>
    Math.round(of.reduce((total, { rules, count }) => total + count / sums[rules[0]!]!.share, 0));
  return {
    rules: sums.map(({ fresh, only, share }, r) => {
      const own = groups.filter(({ rules }) => rules.includes(r));
      const alone = own.filter(({ rules }) => rules.length === 1);
      const seenAlone = alone.reduce((total, { count }) => total + count, 0);
      return {
        newPairs: fresh,
        onlyPairs: only,
        matches: matchesOf(own),
        onlyMatches: estimateOf(seenAlone, share, only),
        isExact: share === 1,
        isRedundant: redundant.has(r),
      };
    }),
    matches: matchesOf(groups),
    known: spread(
      parts.flatMap(({ matches }) => matches),
      LEARNT,
    ),
  };
}

/** Matches that candidates are chosen by. */
const LEARNT = 2_000;

/** About `most` of the items, evenly spread. */
function spread<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(items.length, most) }, (_, k) => items[Math.floor(k * step)]!);
}

/**
 * Rules that can go, all of them together, without losing a match: the one whose own pairs cost most first, each judged
 * by the rules that are left. `found`: the rules that make each kind of match.
 */
function redundantRules(found: readonly (readonly number[])[], cost: readonly number[]): ReadonlySet<number> {
  const gone = new Set<number>();
  const order = cost.map((_, r) => r).sort((a, b) => cost[b]! - cost[a]! || b - a);
  for (const r of order) {
    const isNeeded = found.some(
      (rules) => rules.includes(r) && rules.every((one) => one === r || gone.has(one)),
    );
    if (!isNeeded && gone.size + 1 < cost.length) gone.add(r);
  }
  return gone;
}
