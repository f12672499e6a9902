import { SEVERAL } from '../encode.ts';
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
  valued: [LEVEL.exact],
  create(context): Comparator {
    const column = columnOf(context, 0)!;
    const { dictionary } = column;
    const { packed } = context.records.features.get(`dates ${column.attribute}`, () => ({
      packed: Int32Array.from(dictionary.map(packedDate)),
    }));
    const share = relativeFrequencies(context, column, USUAL, USUAL);
    const compare = (a: number, b: number): number => {
      const [x, y] = [packed[a]!, packed[b]!];
      if (x >= 0 && y >= 0) return fullDateLevel(x, y);
      return dateLevel(dictionary.text(a), dictionary.text(b));
    };
    const { single } = column;
    const compareRecords = (i: number, j: number): number => {
      const [a, b] = [single[i]!, single[j]!];
      if (a === 0 || b === 0) return BLANK;
      return a === SEVERAL || b === SEVERAL ? bestLevel(column, i, j, compare) : compare(a, b);
    };
    return {
      compare: compareRecords,
      compareAll: ({ left, right, size }, levels) => {
        for (let k = 0; k < size; k++) levels[k] = compareRecords(left[k]!, right[k]!);
      },
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
  const [x, y] = [packedDate(a), packedDate(b)];
  return x < 0 || y < 0 ? apart(a, b) : fullDateLevel(x, y);
}

/** Whole dates `YYYY-MM-DD` as one number, their digits four bits each: YYYYMMDD; −1: another text. */
function packedDate(text: string): number {
  if (!/^[0-7][0-9]{3}-[0-9]{2}-[0-9]{2}/.test(text)) return -1;
  return Number.parseInt(text.slice(0, 4) + text.slice(5, 7) + text.slice(8, 10), 16);
}

/** Level of two whole dates, packed. */
function fullDateLevel(a: number, b: number): number {
  if (a === b) return LEVEL.exact;
  const [yearA, yearB] = [a >>> 16, b >>> 16];
  const [monthA, monthB] = [(a >>> 8) & 255, (b >>> 8) & 255];
  const [dayA, dayB] = [a & 255, b & 255];
  const sameYear = yearA === yearB;
  if (sameYear && dayA === monthB && dayB === monthA) return LEVEL.swapped;
  if (isOneDigit(a, b)) return LEVEL.digit;
  if (sameYear && ((a & 0xffff) === 0x0101 || (b & 0xffff) === 0x0101)) return LEVEL.partial;
  const agreeing = (sameYear ? 1 : 0) + (dayA === dayB ? 1 : 0) + (monthA === monthB ? 1 : 0);
  if (agreeing >= 2) return LEVEL.near;
  if (sameYear) return LEVEL.year;
  const years = Math.abs(decimal(yearA) - decimal(yearB));
  return years >= 15 && years <= 50 ? LEVEL.generation : LEVEL.different;
}

/** A year from its digits, four bits each. */
const decimal = (digits: number): number =>
  (digits >>> 12) * 1000 + ((digits >>> 8) & 15) * 100 + ((digits >>> 4) & 15) * 10 + (digits & 15);

function apart(a: string, b: string): number {
  const years = Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)));
  return years >= 15 && years <= 50 ? LEVEL.generation : LEVEL.different;
}

/** One digit differs, or two neighbouring digits are exchanged. Packed dates, not the same. */
function isOneDigit(a: number, b: number): boolean {
  const differing = a ^ b;
  const first = 28 - (Math.clz32(differing) & ~3);
  const rest = differing & ~(15 << first);
  if (rest === 0) return true;
  const next = first - 4;
  if ((rest & ~(15 << next)) !== 0) return false;
  return ((a >>> first) & 15) === ((b >>> next) & 15) && ((a >>> next) & 15) === ((b >>> first) & 15);
}
