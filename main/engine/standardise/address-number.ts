import type { Token } from './address-tokens.ts';
import { STREET_TYPES, TYPE_ADJECTIVES } from './address-words.ts';

/** A house number found at a token: its canonical spelling and the index of the token after it. */
export interface FoundNumber {
  readonly number: string;
  readonly next: number;
}

const NUMBER = /^(?:n°|n)?(\d{1,5})-?(bis|ter|quater|quinquies|sexies|[a-z])?$/;
const RANGE = /^(\d{1,5})(bis|ter|quater|[a-z])?([-/])(\d{1,5})(bis|ter|quater|[a-z])?$/;
const NUMBER_SIGN = new Set(['n°', 'no', 'num', 'numero', 'n', 'nr', '#', 'nº']);
const REPEATS = new Map([
  ['bis', 'BIS'],
  ['b/s', 'BIS'],
  ['ter', 'TER'],
  ['quater', 'QUATER'],
  ['quinquies', 'QUINQUIES'],
  ['sexies', 'SEXIES'],
]);

const joinNumber = (digits: string, index = ''): string =>
  digits.replace(/^0+(?=\d)/, '') + index.toUpperCase();

/** "12/14" and "12-14" are a range; "3/12" (flat 3 of number 12) keeps its stroke. */
function joinRange(from: string, to: string, sign: string): string {
  return Number.parseInt(from, 10) < Number.parseInt(to, 10) ? `${from}-${to}` : `${from}${sign}${to}`;
}

/** Reads a house number with its index or range at `at`: "12", "12 bis", "12B", "12 B", "12-14", "12 à 14", "n° 12". */
export function numberAt(tokens: readonly Token[], at: number, end: number): FoundNumber | undefined {
  let here = at;
  const sign = tokens[here];
  if (sign === undefined || here >= end) return undefined;
  if (NUMBER_SIGN.has(sign.key) && here + 1 < end) here++;
  const key = tokens[here]!.key;
  if (key.length > 16) return undefined;
  const found = NUMBER.exec(key);
  if (found) return indexAfter(tokens, here + 1, end, found[1]!, found[2]);
  const range = RANGE.exec(key);
  if (!range) return undefined;
  const number = joinRange(joinNumber(range[1]!, range[2]), joinNumber(range[4]!, range[5]), range[3]!);
  return { number, next: here + 1 };
}

function indexAfter(
  tokens: readonly Token[],
  at: number,
  end: number,
  digits: string,
  index: string | undefined,
): FoundNumber {
  const plain = { number: joinNumber(digits, index), next: at };
  const token = tokens[at];
  if (token === undefined || at >= end || token.before === '\n') return plain;
  const repeat = index === undefined ? REPEATS.get(token.key) : undefined;
  if (repeat) return rangeAfter(tokens, { number: joinNumber(digits) + repeat, next: at + 1 }, end);
  if (index === undefined && isIndexLetter(tokens, at, end)) {
    return { number: joinNumber(digits, token.key), next: at + 1 };
  }
  return rangeAfter(tokens, plain, end);
}

/** "12 - 14 rue", "12 à 14 rue". */
function rangeAfter(tokens: readonly Token[], first: FoundNumber, end: number): FoundNumber {
  const at = first.next;
  const token = tokens[at];
  if (token === undefined || at + 1 >= end) return first;
  const second = token.before === '-' ? at : token.key === 'a' || token.key === 'et' ? at + 1 : -1;
  if (second < 0) return first;
  const found = NUMBER.exec(tokens[second]!.key);
  if (!found || Number(found[1]) <= Number.parseInt(first.number, 10)) return first;
  return { number: `${first.number}-${joinNumber(found[1]!, found[2])}`, next: second + 1 };
}

/** Is the single letter at `at` the index of the number before it ("5 A rue Kling"), not a word of the street? */
function isIndexLetter(tokens: readonly Token[], at: number, end: number): boolean {
  const { key, text, before } = tokens[at]!;
  if (key.length !== 1 || key < 'a' || key > 'z' || before === ',') return false;
  const next = tokens[at + 1];
  if (next === undefined || at + 1 >= end) return key !== 'r';
  if (STREET_TYPES.has(next.key) || (TYPE_ADJECTIVES.has(next.key) && key !== 'r')) return true;
  if (key === 'r') return false;
  if (next.before === ',') return true;
  return 'abcd'.includes(key) && text !== 'à' && text.length === 1 && !/^\d/.test(next.key);
}

/** Canonical spelling of a house-number cell, or undefined when it is not one ("12 bis" → "12BIS"). */
export function canonicalNumber(tokens: readonly Token[]): string | undefined {
  const found = numberAt(tokens, 0, tokens.length);
  return found && found.next === tokens.length ? found.number : undefined;
}
