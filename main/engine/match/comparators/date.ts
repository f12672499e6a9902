import { PairCache } from '../values/pair-cache.ts';
import {
  BLANK,
  bestLevel,
  type Comparator,
  type ComparatorFamily,
  columnOf,
  relativeFrequencies,
  sharedValue,
  textsOf,
} from './comparator.ts';

/** Levels of a date, in the order of {@link dateLevel}'s results. */
const LEVEL = {
  exact: 0,
  swapped: 1,
  digit: 2,
  near: 3,
  year: 4,
  partial: 5,
  generation: 6,
  different: 7,
} as const;

/** One date among those of a lifetime of 80 years. */
const USUAL = 1 / 29_000;

/**
 * Dates. `swapped`: day and month exchanged; `digit`: one digit off or two adjacent ones exchanged; `near`: two of day, month and year
 * agree; `year`: same year only; `partial`: one side is incomplete (year, or year and month) and nothing contradicts; `generation`: 15 to 50 years apart,
 * as of parent and child.
 */
export const date: ComparatorFamily = {
  name: 'date',
  levels: [
    { name: 'exact', m: 0.86, u: 0.00005 },
    { name: 'swapped', m: 0.01, u: 0.00003 },
    { name: 'digit', m: 0.04, u: 0.0007 },
    { name: 'near', m: 0.03, u: 0.005 },
    { name: 'year', m: 0.005, u: 0.015 },
    { name: 'partial', m: 0.03, u: 0.005 },
    { name: 'generation', m: 0.008, u: 0.45 },
    { name: 'different', m: 0.017, u: 0.524 },
  ],
  create(context): Comparator {
    const column = columnOf(context, 0)!;
    const texts = column.dictionary.values;
    const cache = new PairCache(16);
    const share = relativeFrequencies(context, column, USUAL, USUAL);
    const compute = (a: number, b: number): number => dateLevel(texts[a]!, texts[b]!);
    const compare = (a: number, b: number): number => (a === b ? same(texts[a]!) : cache.get(a, b, compute));
    return {
      compare: (i, j) => bestLevel(column, i, j, compare),
      frequency: (i, j, level) => (level === LEVEL.exact ? share(sharedValue(column, i, j)) : 0),
      values: (i) => textsOf([column], i),
    };
  },
};

function same(text: string): number {
  return text.length >= 10 ? LEVEL.exact : LEVEL.partial;
}

/** Level of two different dates `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601). */
export function dateLevel(a: string, b: string): number {
  if (a === b) return same(a);
  const length = Math.min(a.length, b.length);
  if (length < 4) return BLANK;
  if (length < 10) return a.slice(0, length) === b.slice(0, length) ? LEVEL.partial : apart(a, b);
  const sameYear = a.slice(0, 4) === b.slice(0, 4);
  const dayA = a.slice(8, 10);
  const dayB = b.slice(8, 10);
  const monthA = a.slice(5, 7);
  const monthB = b.slice(5, 7);
  if (sameYear && dayA === monthB && dayB === monthA) return LEVEL.swapped;
  if (isOneDigit(a, b)) return LEVEL.digit;
  if (sameYear && (a.endsWith('-01-01') || b.endsWith('-01-01'))) return LEVEL.partial;
  const agreeing = (sameYear ? 1 : 0) + (dayA === dayB ? 1 : 0) + (monthA === monthB ? 1 : 0);
  if (agreeing >= 2) return LEVEL.near;
  return sameYear ? LEVEL.year : apart(a, b);
}

function apart(a: string, b: string): number {
  const years = Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)));
  return years >= 15 && years <= 50 ? LEVEL.generation : LEVEL.different;
}

/** One digit differs, or two neighbouring digits (the hyphens apart) are exchanged. */
function isOneDigit(a: string, b: string): boolean {
  let first = -1;
  let differing = 0;
  let last = -1;
  for (let k = 0; k < 10; k++) {
    if (a.charCodeAt(k) === b.charCodeAt(k)) continue;
    if (first < 0) first = k;
    last = k;
    if (++differing > 2) return false;
  }
  if (differing === 1) return true;
  return last - first <= 2 && a.charAt(first) === b.charAt(last) && a.charAt(last) === b.charAt(first);
}
