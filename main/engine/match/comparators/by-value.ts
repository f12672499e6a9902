import { type Column, SEVERAL } from '../encode.ts';
import { PairCache } from '../values/pair-cache.ts';
import {
  BLANK,
  bestLevel,
  type Comparator,
  type ComparatorContext,
  type ComparatorFamily,
  columnOf,
  type LevelTemplate,
  relativeFrequencies,
  sharedValue,
  textsOf,
} from './comparator.ts';

/** One value in so many is taken for usual where the records are too few to tell. */
const USUAL = 1 / 2000;

/**
 * A family that compares the values of one attribute by a function of two different values, given by their numbers; of several
 * values in a record, the best pair counts. Equal values are on the first level.
 */
export function byValue(
  name: string,
  levels: readonly LevelTemplate[],
  prepare: (column: Column, context: ComparatorContext) => (a: number, b: number) => number,
): ComparatorFamily {
  return {
    name,
    levels,
    valued: [0],
    create(context): Comparator {
      const column = columnOf(context, 0)!;
      const compute = prepare(column, context);
      const cache = new PairCache(16);
      const level = (a: number, b: number): number => (a === b ? 0 : cache.get(a, b, compute));
      const share = relativeFrequencies(context, column, USUAL);
      const { single } = column;
      return {
        compare: (i, j) => {
          const [a, b] = [single[i]!, single[j]!];
          if (a === 0 || b === 0) return BLANK;
          return a === SEVERAL || b === SEVERAL ? bestLevel(column, i, j, level) : level(a, b);
        },
        frequency: (i, j, reached) => {
          const id = reached === 0 ? sharedValue(column, i, j) : 0;
          return id === 0 ? 0 : share(id);
        },
        values: (i) => textsOf([column], i),
      };
    },
  };
}
