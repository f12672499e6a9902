import { assertNever } from '../../../shared/model/errors.ts';
import type { Strategy } from '../../../shared/model/survivorship.ts';
import type { Agreement } from './survivorship-keys.ts';
import { spellingScore } from './survivorship-names.ts';
import type { Candidate, DecidingRule } from './survivorship-types.ts';

/** Keeps the candidates that are best by one rule; never none of them. */
export interface Criterion {
  readonly rule: DecidingRule;
  readonly keep: (candidates: readonly Candidate[]) => readonly Candidate[];
}

/** Negative when `a` is better. */
type Compare = (a: Candidate, b: Candidate) => number;

const keepBest =
  (compare: Compare): Criterion['keep'] =>
  (candidates) => {
    let best = candidates[0]!;
    let tied = true;
    for (let i = 1; i < candidates.length; i += 1) {
      const order = compare(candidates[i]!, best);
      if (order !== 0) tied = false;
      if (order < 0) best = candidates[i]!;
    }
    return tied ? candidates : candidates.filter((candidate) => compare(candidate, best) === 0);
  };

/** A blank is neither doubtful nor of a lesser form: it is judged by the strategies alone. */
const keepBestFilled = (compare: Compare): Criterion['keep'] => {
  const keep = keepBest(compare);
  return (candidates) => {
    if (!candidates.some((candidate) => candidate.blank)) return keep(candidates);
    const filled = candidates.filter((candidate) => !candidate.blank);
    if (filled.length < 2) return candidates;
    const best = new Set(keep(filled));
    return best.size === filled.length ? candidates : candidates.filter((c) => c.blank || best.has(c));
  };
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareNumeric: Compare = (a, b) => {
  const [x, y] = [Number(a.value), Number(b.value)];
  return Number.isNaN(x) || Number.isNaN(y) ? compareText(a.value, b.value) : x - y;
};

/** A record that does not say when it was updated is neither the most recent nor the oldest. */
const compareUpdated =
  (sign: 1 | -1): Compare =>
  (a, b) => {
    if (a.updatedAt === b.updatedAt) return 0;
    if (a.updatedAt === '') return 1;
    if (b.updatedAt === '') return -1;
    return sign * compareText(a.updatedAt, b.updatedAt);
  };

/** Keeps the values most records agree on, and of each its best spellings. */
function keepMostFrequent(candidates: readonly Candidate[]): readonly Candidate[] {
  const counts: number[] = [];
  let most = 0;
  for (const { group } of candidates) {
    const count = (counts[group] ?? 0) + 1;
    counts[group] = count;
    if (count > most) most = count;
  }
  return candidates.filter(({ group }) => counts[group] === most);
}

/** Of the same value in several spellings: accents and proper case first, then the spelling most records use. */
function keepBestSpelling(candidates: readonly Candidate[]): readonly Candidate[] {
  const byGroup = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const same = byGroup.get(candidate.group);
    if (same) same.push(candidate);
    else byGroup.set(candidate.group, [candidate]);
  }
  const kept = new Set<Candidate>();
  for (const group of byGroup.values()) {
    for (const candidate of bestSpellings(group)) kept.add(candidate);
  }
  return candidates.filter((candidate) => kept.has(candidate));
}

function bestSpellings(group: readonly Candidate[]): readonly Candidate[] {
  if (group.every((candidate) => candidate.value === group[0]!.value)) return group;
  const best = keepBest((a, b) => spellingScore(b.value) - spellingScore(a.value))(group);
  const uses = new Map<string, number>();
  for (const { value } of best) uses.set(value, (uses.get(value) ?? 0) + 1);
  return keepBest((a, b) => uses.get(b.value)! - uses.get(a.value)!)(best);
}

const BEST_SPELLING: Criterion = { rule: 'best_spelling', keep: keepBestSpelling };

const NOT_DOUBTFUL: Criterion = {
  rule: 'validated_first',
  keep: keepBestFilled((a, b) => Number(a.doubtful) - Number(b.doubtful)),
};

const FULL_FORM: Criterion = { rule: 'full_form', keep: keepBestFilled((a, b) => a.form - b.form) };

/** Sources in their order of trust, then the record's own order of values, then the oldest row of the project. */
const LAST_RESORTS: readonly Criterion[] = [
  { rule: 'source_priority', keep: keepBest((a, b) => compareRanks(a.sourceRank, b.sourceRank)) },
  { rule: 'listed_first', keep: keepBest((a, b) => a.position - b.position) },
  { rule: 'lowest_record', keep: keepBest((a, b) => a.member.recordId - b.member.recordId) },
];

/** Ranks may both be infinite (unnamed sources), so they are not subtracted. */
const compareRanks = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The rules of one attribute, in the order they are tried. Always first: a value the standardiser doubts loses to one it
 * does not, then a short or partial form to a full one. Always last: source priority, position, lowest record id.
 */
export function criteriaOf(strategies: readonly Strategy[], agreement: Agreement): readonly Criterion[] {
  const spelled = agreement !== 'exact' && agreement !== 'date' && agreement !== 'address';
  const criteria: Criterion[] = [NOT_DOUBTFUL, FULL_FORM];
  for (const strategy of strategies) {
    const criterion = criterionOf(strategy, agreement);
    if (criterion) criteria.push(criterion);
    if (strategy === 'most_frequent' && spelled) criteria.push(BEST_SPELLING);
  }
  if (spelled && !strategies.includes('most_frequent')) criteria.push(BEST_SPELLING);
  return [...criteria, ...LAST_RESORTS];
}

function criterionOf(strategy: Strategy, agreement: Agreement): Criterion | undefined {
  const rule = strategy;
  switch (strategy) {
    case 'validated_first':
      return { rule, keep: keepBest((a, b) => vouchedFor(b) - vouchedFor(a)) };
    case 'source_priority':
      return { rule, keep: keepBest((a, b) => compareRanks(a.sourceRank, b.sourceRank)) };
    case 'most_recent':
      return { rule, keep: keepBest(compareUpdated(-1)) };
    case 'oldest':
      return { rule, keep: keepBest(compareUpdated(1)) };
    case 'most_frequent':
      return { rule, keep: keepMostFrequent };
    case 'longest':
      return { rule, keep: keepBest((a, b) => b.value.length - a.value.length) };
    case 'shortest':
      return { rule, keep: keepBestFilled((a, b) => a.value.length - b.value.length) };
    case 'min':
      return { rule, keep: keepBestFilled(byValue(agreement)) };
    case 'max':
      return { rule, keep: keepBestFilled((a, b) => byValue(agreement)(b, a)) };
    case 'union':
      return undefined;
    default:
      return assertNever(strategy);
  }
}

const vouchedFor = (candidate: Candidate): number => (candidate.member.validated ? 1 : 0);

function byValue(agreement: Agreement): Compare {
  return agreement === 'number' ? compareNumeric : (a, b) => compareText(a.value, b.value);
}

/** What is left after all criteria, and the last rule that told different values apart. */
export interface Verdict {
  readonly winner: Candidate;
  readonly rule: DecidingRule;
}

/**
 * Tries `criteria` in order until one candidate is left. The rule named is the last one that ruled out another value;
 * where all agree, the one that chose the spelling, else `only_value`.
 */
export function decide(candidates: readonly Candidate[], criteria: readonly Criterion[]): Verdict {
  let left = candidates;
  let groups = countGroups(left);
  let values = groups > 1 ? 0 : countValues(left);
  let rule: DecidingRule = 'only_value';
  for (const criterion of criteria) {
    if (left.length === 1) break;
    const kept = criterion.keep(left);
    if (kept.length === left.length) continue;
    left = kept;
    if (groups > 1) {
      const now = countGroups(left);
      if (now < groups) rule = criterion.rule;
      groups = now;
    } else if (values > 1) {
      const now = countValues(left);
      if (now < values) rule = criterion.rule;
      values = now;
    }
  }
  return { winner: left[0]!, rule };
}

function countValues(candidates: readonly Candidate[]): number {
  if (candidates.length === 2) return candidates[0]!.value === candidates[1]!.value ? 1 : 2;
  return new Set(candidates.map((candidate) => candidate.value)).size;
}

/** Groups are numbered from 0, and most clusters have few: bits of one number hold them. */
const BITS = 31;

function countGroups(candidates: readonly Candidate[]): number {
  let seen = 0;
  let count = 0;
  for (const { group } of candidates) {
    if (group >= BITS) return new Set(candidates.map((candidate) => candidate.group)).size;
    const bit = 1 << group;
    if ((seen & bit) === 0) count += 1;
    seen |= bit;
  }
  return count;
}
