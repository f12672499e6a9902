import { damerauLevenshtein, jaroWinkler } from '../values/metrics.ts';
import { bigramSimilarity } from '../values/ngrams.ts';
import { soundOf } from '../values/sound.ts';
import { words } from '../values/text.ts';
import { tokenWeights } from '../values/token-weights.ts';
import { byValue } from './by-value.ts';

/** The first level, from 1, whose least similarity is reached; the one after the last where none is. */
function step(similarity: number, least: readonly number[]): number {
  const reached = least.findIndex((limit) => similarity >= limit);
  return (reached < 0 ? least.length : reached) + 1;
}

/** Least Jaro-Winkler similarity of the levels after the exact one. */
export const JARO_WINKLER_STEPS = [0.95, 0.88, 0.8] as const;

/** Texts by Jaro-Winkler similarity (Winkler 1990), as Splink's JaroWinklerAtThresholds has it. */
export const jaroWinklerLevels = byValue(
  'jaro_winkler',
  [
    { name: 'exact', m: 0.7, u: 0.002 },
    { name: 'very_similar', m: 0.1, u: 0.001 },
    { name: 'similar', m: 0.08, u: 0.003 },
    { name: 'some_letters', m: 0.05, u: 0.01 },
    { name: 'different', m: 0.07, u: 0.984 },
  ],
  ({ dictionary }) =>
    (a, b) =>
      step(jaroWinkler(dictionary.text(a), dictionary.text(b)), JARO_WINKLER_STEPS),
);

/** Texts by the number of edits between them (Damerau 1964; Levenshtein 1966; optimal string alignment). */
export const editDistanceLevels = byValue(
  'edit_distance',
  [
    { name: 'exact', m: 0.75, u: 0.002 },
    { name: 'one_edit', m: 0.1, u: 0.001 },
    { name: 'two_edits', m: 0.05, u: 0.002 },
    { name: 'different', m: 0.1, u: 0.995 },
  ],
  ({ dictionary }) =>
    (a, b) =>
      damerauLevenshtein(dictionary.text(a), dictionary.text(b), 2),
);

/** Least Dice coefficient of the levels after the exact one. */
export const BIGRAM_STEPS = [0.85, 0.7, 0.5] as const;

/** Texts by the pairs of letters they share, wherever these stand: words in another order, glued or broken. */
export const bigramLevels = byValue(
  'bigrams',
  [
    { name: 'exact', m: 0.6, u: 0.001 },
    { name: 'very_similar', m: 0.12, u: 0.0005 },
    { name: 'similar', m: 0.1, u: 0.001 },
    { name: 'some_letters', m: 0.08, u: 0.005 },
    { name: 'different', m: 0.1, u: 0.9925 },
  ],
  ({ dictionary }) =>
    (a, b) =>
      step(bigramSimilarity(dictionary.text(a), dictionary.text(b)), BIGRAM_STEPS),
);

/** Least soft TF-IDF of the levels after the exact one. */
const SOFT_TFIDF_STEPS = [0.995, 0.88, 0.7, 0.4] as const;

/**
 * Texts by soft TF-IDF (Cohen, Ravikumar & Fienberg 2003): the words in common, rare ones weighing more, words spelled
 * nearly alike counting in part. `text` goes by it too, and looks at numbers, spaces and words left over besides.
 */
export const softTfidf = byValue(
  'soft_tfidf',
  [
    { name: 'exact', m: 0.55, u: 0.001 },
    { name: 'same_words', m: 0.06, u: 0.0001 },
    { name: 'very_similar', m: 0.11, u: 0.0003 },
    { name: 'similar', m: 0.12, u: 0.001 },
    { name: 'some_words', m: 0.08, u: 0.01 },
    { name: 'different', m: 0.08, u: 0.9876 },
  ],
  ({ dictionary, attribute }, { records }) => {
    const weights = tokenWeights(dictionary, attribute, records.features);
    return (a, b) => {
      weights.compare(a, b);
      return step(weights.similarity, SOFT_TFIDF_STEPS);
    };
  },
);

const SOUND = { all: 1, first: 2, different: 3 } as const;

/** Texts by how they sound to a French or an English ear, word by word: see values/sound.ts. */
export const phonetic = byValue(
  'phonetic',
  [
    { name: 'exact', m: 0.75, u: 0.002 },
    { name: 'sound', m: 0.1, u: 0.001 },
    { name: 'first_sound', m: 0.05, u: 0.004 },
    { name: 'different', m: 0.1, u: 0.993 },
  ],
  ({ dictionary }) => {
    const sounds = (id: number): string[] =>
      words(dictionary.text(id)).map((word) => soundOf(word).sound || word);
    return (a, b) => {
      const [left, right] = [sounds(a), sounds(b)];
      if (left.join('') === right.join('')) return SOUND.all;
      return left[0] === right[0] && left.length > 0 ? SOUND.first : SOUND.different;
    };
  },
);
