import { damerauLevenshtein, jaro, jaroWinkler } from '../values/metrics.ts';
import { bigramSimilarity, characterJaccard } from '../values/ngrams.ts';
import { soundOf } from '../values/sound.ts';
import { soundex } from '../values/soundex.ts';
import { words } from '../values/text.ts';

/** A value in a condition, as in SQL: null is what is not known. */
export type Value = string | number | boolean | null;

/** A function a condition may call. */
export interface ConditionFunction {
  readonly least: number;
  readonly most: number;
  call(parts: readonly Value[]): Value;
}

/** Texts made by a condition never grow beyond this. */
const LONGEST = 1000;
const short = (text: string): string => (text.length > LONGEST ? text.slice(0, LONGEST) : text);

/** SQL's text of a value. */
export function textOf(value: Value): string | null {
  return value === null ? null : typeof value === 'string' ? value : String(value);
}

/** The number a value is or spells; null where it is none. */
export function numberOf(value: Value): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

const many = Number.MAX_SAFE_INTEGER;

/** Of texts; anything unknown makes the result unknown. */
const ofTexts = (
  least: number,
  most: number,
  call: (texts: readonly string[]) => Value,
): ConditionFunction => ({
  least,
  most,
  call(parts) {
    const texts = parts.map(textOf);
    return texts.includes(null) ? null : call(texts as string[]);
  },
});

/** Of numbers; what is none makes the result unknown, as does a result that is none (a root of −1). */
const ofNumbers = (
  least: number,
  most: number,
  call: (numbers: readonly number[]) => number,
): ConditionFunction => ({
  least,
  most,
  call(parts) {
    const numbers = parts.map(numberOf);
    return numbers.includes(null) ? null : numberOf(call(numbers as number[]));
  },
});

const metric = (of: (a: string, b: string) => number): ConditionFunction =>
  ofTexts(2, 3, ([a, b]) => of(a!, b!));
const one = (of: (text: string) => Value): ConditionFunction => ofTexts(1, 1, ([text]) => of(text!));
const oneNumber = (of: (number: number) => number): ConditionFunction => ofNumbers(1, 1, ([n]) => of(n!));

/** SQL's substr: from 1, or from the end where negative. */
function slice(text: string, from: number, length: number): string {
  const start = from > 0 ? from - 1 : from < 0 ? Math.max(0, text.length + from) : 0;
  return text.slice(start, start + Math.max(0, length));
}

const sliced: ConditionFunction = {
  least: 2,
  most: 3,
  call([of, at, count = many]) {
    const [text, from, length] = [textOf(of!), numberOf(at!), numberOf(count)];
    return text === null || from === null || length === null ? null : slice(text, from, length);
  },
};

function end(fromEnd: boolean): ConditionFunction {
  return {
    least: 2,
    most: 2,
    call([of, count]) {
      const [text, length] = [textOf(of!), numberOf(count!)];
      if (text === null || length === null) return null;
      return fromEnd ? slice(text, length > 0 ? -length : many, length) : slice(text, 1, length);
    },
  };
}

/** Part `at` between separators, from 1; from the end where negative. */
function splitPart(text: string, separator: string, at: number): string {
  const parts = separator === '' ? [text] : text.split(separator);
  return parts.at(at > 0 ? at - 1 : at) ?? '';
}

const splitting: ConditionFunction = {
  least: 3,
  most: 3,
  call([of, by, at]) {
    const [text, separator, part] = [textOf(of!), textOf(by!), numberOf(at!)];
    return text === null || separator === null || part === null ? null : splitPart(text, separator, part);
  },
};

const DAY = 86_400_000;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['week', 7],
  ['month', 30.4375],
  ['year', 365.25],
]);

/** Days from one ISO date to another: `datediff('day', a, b)` or `datediff(b, a)`. */
const daysBetween: ConditionFunction = {
  least: 2,
  most: 3,
  call(parts) {
    const [unit, from, to] = parts.length === 3 ? parts : ['day', parts[1]!, parts[0]!];
    const [start, stop] = [Date.parse(textOf(from!) ?? ''), Date.parse(textOf(to!) ?? '')];
    const days = UNITS.get(String(unit).toLowerCase());
    if (Number.isNaN(start) || Number.isNaN(stop) || days === undefined) return null;
    return (stop - start) / DAY / days;
  },
};

const datePart = (from: number, to: number): ConditionFunction =>
  one((text) => numberOf(text.length >= to ? text.slice(from, to) : ''));

const edits = (a: string, b: string): number => damerauLevenshtein(a, b);
const sound = (text: string): string =>
  words(text)
    .map((word) => soundOf(word).sound)
    .join(' ');
const trimmed = one((text) => text.trim());
const length = one((text) => text.length);

/** By name, in lower case. Regular expressions are not among them: their cost has no bound. */
export const FUNCTIONS: ReadonlyMap<string, ConditionFunction> = new Map([
  ['lower', one((text) => text.toLowerCase())],
  ['upper', one((text) => text.toUpperCase())],
  ['trim', trimmed],
  ['ltrim', trimmed],
  ['rtrim', trimmed],
  ['length', length],
  ['len', length],
  ['substr', sliced],
  ['substring', sliced],
  ['left', end(false)],
  ['right', end(true)],
  ['split_part', splitting],
  ['replace', ofTexts(3, 3, ([text, by, to]) => (by === '' ? text! : short(text!.replaceAll(by!, to!))))],
  ['concat', ofTexts(1, many, (texts) => short(texts.join('')))],
  ['instr', ofTexts(2, 2, ([text, part]) => text!.indexOf(part!) + 1)],
  ['strpos', ofTexts(2, 2, ([text, part]) => text!.indexOf(part!) + 1)],
  ['contains', ofTexts(2, 2, ([text, part]) => text!.includes(part!))],
  ['starts_with', ofTexts(2, 2, ([text, part]) => text!.startsWith(part!))],
  ['ends_with', ofTexts(2, 2, ([text, part]) => text!.endsWith(part!))],
  ['reverse', one((text) => [...text].reverse().join(''))],
  ['soundex', one(soundex)],
  ['sound', one(sound)],
  ['jaro', metric(jaro)],
  ['jaro_similarity', metric(jaro)],
  ['jaro_winkler', metric(jaroWinkler)],
  ['jaro_winkler_similarity', metric(jaroWinkler)],
  ['levenshtein', metric(edits)],
  ['damerau_levenshtein', metric(edits)],
  ['jaccard', metric(characterJaccard)],
  ['bigram_similarity', metric(bigramSimilarity)],
  ['abs', oneNumber(Math.abs)],
  ['round', ofNumbers(1, 2, ([n, digits = 0]) => Math.round(n! * 10 ** digits) / 10 ** digits)],
  ['floor', oneNumber(Math.floor)],
  ['ceil', oneNumber(Math.ceil)],
  ['sqrt', oneNumber(Math.sqrt)],
  ['ln', oneNumber(Math.log)],
  ['exp', oneNumber(Math.exp)],
  ['power', ofNumbers(2, 2, ([n, exponent]) => n! ** exponent!)],
  ['pow', ofNumbers(2, 2, ([n, exponent]) => n! ** exponent!)],
  ['sin', oneNumber(Math.sin)],
  ['cos', oneNumber(Math.cos)],
  ['tan', oneNumber(Math.tan)],
  ['asin', oneNumber(Math.asin)],
  // A hair above 1 is what a sum of products of one place with itself comes to.
  ['acos', oneNumber((n) => Math.acos(n > 1 && n < 1 + 1e-9 ? 1 : n))],
  ['atan2', ofNumbers(2, 2, ([y, x]) => Math.atan2(y!, x!))],
  ['radians', oneNumber((n) => (n * Math.PI) / 180)],
  ['pi', ofNumbers(0, 0, () => Math.PI)],
  ['greatest', ofNumbers(1, many, (numbers) => Math.max(...numbers))],
  ['least', ofNumbers(1, many, (numbers) => Math.min(...numbers))],
  ['year', datePart(0, 4)],
  ['month', datePart(5, 7)],
  ['day', datePart(8, 10)],
  ['datediff', daysBetween],
  ['date_diff', daysBetween],
  ['coalesce', { least: 1, most: many, call: (parts) => parts.find((part) => part !== null) ?? null }],
  ['ifnull', { least: 2, most: 2, call: ([a, b]) => a ?? b! }],
  ['nullif', { least: 2, most: 2, call: ([a, b]) => (textOf(a!) === textOf(b!) ? null : a!) }],
]);
