import type { Column } from '../encode.ts';
import {
  BLANK,
  type Comparator,
  type ComparatorFamily,
  columnOf,
  endOf,
  firstOf,
  relativeFrequencies,
  sharedValue,
  textsOf,
} from './comparator.ts';

const LEVEL = { same: 0, most: 1, any: 2, different: 3 } as const;
const USUAL = 1 / 2000;

/**
 * Lists of values, as sets (Jaccard 1912). `same_values`: the same ones; `most_values`: half of all or more in common;
 * `any_value`: one at least.
 */
export const overlap: ComparatorFamily = {
  name: 'overlap',
  levels: [
    { name: 'same_values', m: 0.45, u: 0.0005 },
    { name: 'most_values', m: 0.2, u: 0.0005 },
    { name: 'any_value', m: 0.15, u: 0.004 },
    { name: 'different', m: 0.2, u: 0.995 },
  ],
  valued: [LEVEL.same, LEVEL.most, LEVEL.any],
  create(context): Comparator {
    const column = columnOf(context, 0)!;
    const share = relativeFrequencies(context, column, USUAL);
    return {
      compare: (i, j) => overlapLevel(column, i, j),
      frequency: (i, j, level) => (level === LEVEL.different ? 0 : share(sharedValue(column, i, j))),
      values: (i) => textsOf([column], i),
    };
  },
};

/** A record has each of its values once: see encode.ts. */
function overlapLevel(column: Column, i: number, j: number): number {
  const { ids } = column;
  const [startI, endI] = [firstOf(column, i), endOf(column, i)];
  const [startJ, endJ] = [firstOf(column, j), endOf(column, j)];
  let [left, right, common] = [0, 0, 0];
  for (let l = startJ; l < endJ; l++) if (ids[l] !== 0) right++;
  for (let k = startI; k < endI; k++) {
    const value = ids[k]!;
    if (value === 0) continue;
    left++;
    for (let l = startJ; l < endJ; l++) if (ids[l] === value) common++;
  }
  if (left === 0 || right === 0) return BLANK;
  const all = left + right - common;
  if (common === all) return LEVEL.same;
  if (2 * common >= all) return LEVEL.most;
  return common > 0 ? LEVEL.any : LEVEL.different;
}
