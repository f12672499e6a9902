import type { Column } from '../encode.ts';
import {
  damerauLevenshtein,
  editsAtLeast,
  jaroWinkler,
  jaroWinklerAtMost,
  letterMask,
} from '../values/metrics.ts';
import { PairCache } from '../values/pair-cache.ts';
import { type TokenWeights, tokenWeights } from '../values/token-weights.ts';
import {
  BLANK,
  bestLevel,
  type Comparator,
  type ComparatorContext,
  type ComparatorFamily,
  columnOf,
  endOf,
  firstOf,
  relativeFrequencies,
  sharedValue,
  textsOf,
} from './comparator.ts';

const LEVEL = {
  exact: 0,
  sameWords: 1,
  verySimilar: 2,
  similar: 3,
  contained: 4,
  otherWords: 5,
  some: 6,
  few: 7,
  otherNumbers: 8,
  different: 9,
} as const;

/**
 * Names of organisations, titles and any other text, by words. Attributes: one, or several whose values are
 * compared crosswise (name and trade name). `other_words`: similar, but each has words that the other lacks, as branches of
 * one house have (Ritz Café, Ritz Dining Room); `some_words`: most of one is in the other; `few_words`: hardly half of either; `other_numbers`: similar but for a number in it, which often tells
 * variants apart (64 GB and 128 GB).
 */
export const text: ComparatorFamily = {
  name: 'text',
  levels: [
    { name: 'exact', m: 0.55, u: 0.001 },
    { name: 'same_words', m: 0.06, u: 0.0001 },
    { name: 'very_similar', m: 0.1, u: 0.0003 },
    { name: 'similar', m: 0.08, u: 0.0006 },
    { name: 'contained', m: 0.07, u: 0.002 },
    { name: 'other_words', m: 0.02, u: 0.0004 },
    { name: 'some_words', m: 0.04, u: 0.01 },
    { name: 'few_words', m: 0.01, u: 0.005 },
    { name: 'other_numbers', m: 0.01, u: 0.002 },
    { name: 'different', m: 0.06, u: 0.9786 },
  ],
  valued: [LEVEL.exact],
  create: createText,
};

function createText(context: ComparatorContext): Comparator {
  const first = columnOf(context, 0)!;
  const columns = context.comparison.attributes
    .map((_, position) => columnOf(context, position))
    .filter((column): column is Column => column !== undefined && column.dictionary === first.dictionary);
  const { dictionary } = first;
  const weights = tokenWeights(dictionary, first.attribute, context.records.features);
  const share = relativeFrequencies(context, first, 1 / 2000);
  const cache = new PairCache(18);
  const compute = (a: number, b: number): number =>
    textLevel(weights, dictionary.text(a), dictionary.text(b), a, b);
  const level = (a: number, b: number): number => (a === b ? LEVEL.exact : cache.get(a, b, compute));
  const crosswise = (i: number, j: number): number => {
    let best = BLANK;
    for (const left of columns) {
      for (const right of columns) {
        for (let k = firstOf(left, i); k < endOf(left, i); k++) {
          for (let l = firstOf(right, j); l < endOf(right, j); l++) {
            const a = left.ids[k]!;
            const b = right.ids[l]!;
            if (a === 0 || b === 0) continue;
            best = Math.min(best, level(a, b));
          }
        }
      }
    }
    return best;
  };
  const compare = columns.length === 1 ? (i: number, j: number) => bestLevel(first, i, j, level) : crosswise;
  const frequency = (i: number, j: number, reached: number): number => {
    if (reached !== LEVEL.exact) return 0;
    const id = sharedValue(first, i, j);
    return id === 0 ? 0 : share(id);
  };
  return { compare, frequency, values: (i) => textsOf(columns, i) };
}

/** Share of its weight that one of two names has in common with the other at least, or each has words of its own. */
const COVERED = 0.85;

/** Level of two different folded texts with the numbers a and b in the dictionary of `weights`. */
export function textLevel(weights: TokenWeights, textA: string, textB: string, a: number, b: number): number {
  weights.compare(a, b);
  const { similarity, containment, coverage } = weights;
  if (weights.numbersConflict(a, b)) return similarity >= 0.5 ? LEVEL.otherNumbers : LEVEL.different;
  if (similarity >= 0.995) return LEVEL.sameWords;
  if (similarity >= 0.88) return LEVEL.verySimilar;
  const spelling = spelledAlike(textA, textB);
  if (spelling < LEVEL.similar) return spelling;
  if (similarity >= 0.7 && coverage >= COVERED) return LEVEL.similar;
  if (spelling === LEVEL.similar) return spelling;
  if (containment >= 0.93) return LEVEL.contained;
  if (similarity >= 0.7) return LEVEL.otherWords;
  if (coverage >= 0.6)
    return similarity >= 0.4 ? LEVEL.some : similarity >= 0.25 ? LEVEL.few : LEVEL.different;
  return similarity >= 0.4 ? LEVEL.few : LEVEL.different;
}

/** What the letters alone say, spaces apart: "le bon coin" and "leboncoin". */
function spelledAlike(textA: string, textB: string): number {
  const a = textA.replaceAll(' ', '');
  const b = textB.replaceAll(' ', '');
  if (a === b) return LEVEL.sameWords;
  const maskA = letterMask(a);
  const maskB = letterMask(b);
  const longest = Math.max(a.length, b.length);
  const limit = longest >= 8 ? 2 : longest >= 5 ? 1 : 0;
  if (editsAtLeast(a, b, maskA, maskB) <= limit && damerauLevenshtein(a, b, limit) <= limit) {
    return LEVEL.verySimilar;
  }
  if (longest < 6 || jaroWinklerAtMost(a, b, maskA, maskB) < 0.93) return LEVEL.different;
  return jaroWinkler(a, b) >= 0.93 ? LEVEL.similar : LEVEL.different;
}
