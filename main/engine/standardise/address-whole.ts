import { complementEnd } from './address-complement.ts';
import { countryByName, countryByNameOrCode } from './address-country.ts';
import { numberAt } from './address-number.ts';
import {
  hasFiveDigits,
  isFrench,
  isFrenchPostcode,
  type Postcode,
  readPostcode,
} from './address-postcode.ts';
import { startsSegment, type Token, textOf } from './address-tokens.ts';
import {
  ARTICLES,
  AU_STATES,
  CA_PROVINCES,
  ENGLISH_SUFFIXES,
  MONTHS,
  STREET_TYPES,
  UNMISTAKABLE_TYPES,
  US_STATES,
} from './address-words.ts';

/** A whole address with its locality found; `rest` are the words of the street line and of complements. */
export interface Locality {
  readonly postcode?: Postcode;
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
  readonly rest: readonly Token[];
}

/** What is known beforehand. */
export interface LocalityOptions {
  /** ISO alpha-2 that formats are read by. */
  readonly country: string;
  /** The text holds a postcode and a city only, in any order. */
  readonly localityOnly?: boolean;
  /** A postcode is known from another column: four digits are not one here. */
  readonly postcodeKnown?: boolean;
}

interface FoundPostcode {
  readonly at: number;
  readonly next: number;
  readonly postcode: Postcode;
}

const BEFORE_OTHER_NUMBERS = new Set('bp cs tsa box rn rd n° no km appt apt bat'.split(' '));
const BEFORE_ROAD_NUMBERS = new Set(
  'cd route departementale nationale n d lot porte du des de la'.split(' '),
);
const FIVE = /^(?:(?:f|fr)-?)?\d{5}$/;
const FOUR = /^[1-9]\d{3}$/;
const PREFIXED = /^(?:b|be|ch|l|lu|a|at|d|de|i|it|e|es|nl)-\d{4,5}$/;
const CORSICAN = /^2[ab]\d{3}$/;
const OUTWARD = /^[a-z]{1,2}\d[a-z\d]?$/;
const INWARD = /^\d[a-z]{2}$/;
const CANADIAN = /^[a-z]\d[a-z]$/;
const CANADIAN_END = /^\d[a-z]\d$/;
const ZIP_PLUS_4 = /^\d{5}-\d{4}$/;
const LETTER = /\p{L}/u;
const CODES_AT_THE_END = new Set([
  'fr',
  'f',
  'uk',
  'usa',
  'us',
  'gb',
  'be',
  'ch',
  'de',
  'lu',
  'es',
  'it',
  'nl',
]);

/** Islands whose names are names of many towns. */
const SAINTS = new Set(['MF', 'BL', 'PM', 'SX']);

/** Finds country, postcode, city and region of an address; linear in its number of words. */
export function findLocality(tokens: readonly Token[], options: LocalityOptions): Locality {
  const tail = countryAtEnd(tokens);
  const country = tail?.country;
  const end = tail?.at ?? tokens.length;
  const format = country ?? options.country;
  const found = findPostcode(tokens, end, format, options);
  if (!found) return { ...(country ? { country } : {}), ...withoutPostcode(tokens, end, options) };
  const foundCountry = country ?? found.postcode.country;
  const common = { postcode: found.postcode, ...(foundCountry ? { country: foundCountry } : {}) };
  const cityEnd = endOfCity(tokens, found.next, end);
  if (cityEnd > found.next) {
    const rest = [...tokens.slice(0, found.at), ...segment(tokens.slice(cityEnd, end))];
    return { ...common, city: textOf(tokens, found.next, cityEnd), rest };
  }
  const before = cityBefore(tokens, found.at, format, options);
  return { ...common, ...before, rest: [...before.rest, ...segment(tokens.slice(cityEnd, end))] };
}

function withoutPostcode(tokens: readonly Token[], end: number, options: LocalityOptions): Locality {
  if (options.localityOnly) return { city: textOf(tokens, 0, end), rest: [] };
  return { rest: end === tokens.length ? tokens : tokens.slice(0, end) };
}

/** The same words, the first of them beginning a segment. */
function segment(tokens: readonly Token[]): readonly Token[] {
  const [first, ...others] = tokens;
  return first ? [{ ...first, before: ',' }, ...others] : tokens;
}

/** "…, France", "… 75001 Paris FRANCE", "…, UK". Never the only word, nor the name of a street ("rue de France"). */
function countryAtEnd(
  tokens: readonly Token[],
): { readonly country: string; readonly at: number } | undefined {
  for (let at = tokens.length - 1; at > 0 && at >= tokens.length - 3; at--) {
    const token = tokens[at]!;
    if (token.before !== ' ') {
      const isCode = at === tokens.length - 1 && token.key.length <= 3;
      if (isCode)
        return CODES_AT_THE_END.has(token.key) ? countryFrom(countryByNameOrCode(token.text), at) : undefined;
      return countryFrom(countryByName(textOf(tokens, at, tokens.length)), at);
    }
    if (!afterCity(tokens, at)) continue;
    const code = token.text === 'FR' || token.text === 'F' ? 'FR' : undefined;
    const known = code ?? countryByName(textOf(tokens, at, tokens.length));
    if (known && !SAINTS.has(known)) return { country: known, at };
  }
  return undefined;
}

const countryFrom = (country: string | undefined, at: number) => (country ? { country, at } : undefined);

/** Is there a postcode, then at least one word, before the token? */
function afterCity(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1]!;
  if (ARTICLES.has(previous.key) || isLikePostcode(previous.key)) return false;
  for (let back = at - 2; back >= 0 && back >= at - 9; back--)
    if (isLikePostcode(tokens[back]!.key)) return true;
  return false;
}

const isLikePostcode = (key: string): boolean => FIVE.test(key) || FOUR.test(key) || PREFIXED.test(key);

function findPostcode(
  tokens: readonly Token[],
  end: number,
  country: string,
  options: LocalityOptions,
): FoundPostcode | undefined {
  let fallback: FoundPostcode | undefined;
  for (let at = end - 1; at >= 0; at--) {
    const found = postcodeAt(tokens, at, end, country, options);
    if (!found) continue;
    if (found.postcode.postcode.length >= 5 && !found.postcode.lostZero) return found;
    fallback ??= found;
  }
  return fallback ?? spacedPostcode(tokens, end, country);
}

function postcodeAt(
  tokens: readonly Token[],
  at: number,
  end: number,
  country: string,
  options: LocalityOptions,
): FoundPostcode | undefined {
  const { key } = tokens[at]!;
  if (key.length > 10 || !mayHoldDigit(key)) return undefined;
  const next = at + 1 < end ? tokens[at + 1]!.key : '';
  if (OUTWARD.test(key) && INWARD.test(next)) return read(tokens, at, at + 2, country);
  if (CANADIAN.test(key) && CANADIAN_END.test(next)) {
    const postcode = `${key} ${next}`.toUpperCase();
    return { at, next: at + 2, postcode: { postcode, country: 'CA', valid: true } };
  }
  if (BEFORE_OTHER_NUMBERS.has(tokens[at - 1]?.key ?? '')) return undefined;
  if (PREFIXED.test(key) || CORSICAN.test(key)) return read(tokens, at, at + 1, country);
  if (ZIP_PLUS_4.test(key))
    return { at, next: at + 1, postcode: { postcode: key, country: 'US', valid: true } };
  if (FIVE.test(key)) return isHouseNumber(tokens, at, end) ? undefined : fiveDigits(tokens, at, country);
  if (hasFiveDigits(country)) {
    const four = !options.postcodeKnown && FOUR.test(key) && isLostZero(tokens, at, end, options);
    return four ? read(tokens, at, at + 1, stateAhead(tokens, at) ? 'AU' : country) : undefined;
  }
  return /^\d{3,7}$/.test(key) && !isHouseNumber(tokens, at, end)
    ? foreignDigits(tokens, at, end, country)
    : undefined;
}

function mayHoldDigit(key: string): boolean {
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}

function fiveDigits(tokens: readonly Token[], at: number, country: string): FoundPostcode | undefined {
  const found = read(tokens, at, at + 1, country);
  return found && (!isFrench(country) || isFrenchPostcode(found.postcode.postcode)) ? found : undefined;
}

function read(
  tokens: readonly Token[],
  at: number,
  next: number,
  country: string,
): FoundPostcode | undefined {
  const postcode = readPostcode(textOf(tokens, at, next), country);
  return postcode && { at, next, postcode };
}

/** "12345 Rue …": a number that a street follows. */
function isHouseNumber(tokens: readonly Token[], at: number, end: number): boolean {
  const next = tokens[at + 1];
  if (next === undefined || at + 1 >= end) return false;
  return at + 2 < end && UNMISTAKABLE_TYPES.has(next.key);
}

/**
 * Four digits stand for a postcode whose leading zero was lost when a city follows, or in a cell of postcode and city;
 * not a house number, a year of a street name or a road.
 */
function isLostZero(tokens: readonly Token[], at: number, end: number, options: LocalityOptions): boolean {
  const previous = tokens[at - 1]?.key;
  if (previous !== undefined && MONTHS.has(previous)) return false;
  if (options.localityOnly) return true;
  if (at === 0 || STREET_TYPES.has(tokens[at + 1]?.key ?? '')) return stateAhead(tokens, at);
  if (at + 1 >= end) return stateAhead(tokens, at);
  return LETTER.test(tokens[at + 1]!.text) && !BEFORE_ROAD_NUMBERS.has(previous ?? '');
}

/** "NSW 2000": an Australian state before the number. */
const stateAhead = (tokens: readonly Token[], at: number): boolean =>
  AU_STATES.has(tokens[at - 1]?.key ?? '');

function foreignDigits(
  tokens: readonly Token[],
  at: number,
  end: number,
  country: string,
): FoundPostcode | undefined {
  if (at === 0 && end > 1 && !startsSegment(tokens, 1, 0) && numberAt(tokens, 0, end)) {
    const hasOther = tokens.slice(1, end).some((token) => /^\d/.test(token.key));
    if (!hasOther && country !== 'BE' && country !== 'CH') return undefined;
  }
  if (MONTHS.has(tokens[at - 1]?.key ?? '')) return undefined;
  const own = at + 1 >= end || LETTER.test(tokens[at + 1]!.text);
  return own && tokens[at]!.key.length >= 4 ? read(tokens, at, at + 1, country) : undefined;
}

/** "67 000 Strasbourg". */
function spacedPostcode(tokens: readonly Token[], end: number, country: string): FoundPostcode | undefined {
  if (!isFrench(country)) return undefined;
  for (let at = end - 2; at >= 0; at--) {
    const next = tokens[at + 1]!;
    if (next.before !== ' ' || !/^\d{2}$/.test(tokens[at]!.key) || !/^\d{3}$/.test(next.key)) continue;
    const city = tokens[at + 2];
    if (BEFORE_OTHER_NUMBERS.has(tokens[at - 1]?.key ?? '')) continue;
    if (at + 2 >= end ? at > 0 : !city || !LETTER.test(city.text) || STREET_TYPES.has(city.key)) continue;
    return read(tokens, at, at + 2, country);
  }
  return undefined;
}

/** The city goes on to a comma, a line break or a PO box; a CEDEX after the comma still belongs to it. */
function endOfCity(tokens: readonly Token[], from: number, end: number): number {
  let at = from;
  while (at < end) {
    const { key } = tokens[at]!;
    if (at > from && startsSegment(tokens, at, -1) && !key.startsWith('cedex')) break;
    if (at > from && complementEnd(tokens, at, -1, end, false) > at) break;
    if (at === from && complementEnd(tokens, at, from, end, true) > at && /^(?:bp|cs|tsa)/.test(key)) break;
    at++;
  }
  return at;
}

interface Before {
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
  readonly rest: readonly Token[];
}

/** No city after the postcode: "Niort 79000", "…, Los Angeles, CA 90048", "… London SW1A 1AA". */
function cityBefore(tokens: readonly Token[], at: number, country: string, options: LocalityOptions): Before {
  const state = stateBefore(tokens, at, country);
  const end = state ? at - 1 : at;
  if (end === 0) return { ...state, rest: [] };
  if (options.localityOnly) return { ...state, city: textOf(tokens, 0, end), rest: [] };
  let from = end - 1;
  while (from > 0 && !startsSegment(tokens, from, 0) && tokens[from]!.before !== '-') from--;
  const english = afterEnglishSuffix(tokens, from, end);
  if (english > 0) return { ...state, city: textOf(tokens, english, end), rest: tokens.slice(0, english) };
  const isStreet = numberAt(tokens, from, end) !== undefined || STREET_TYPES.has(tokens[from]!.key);
  if (isStreet || complementEnd(tokens, from, from, end, true) > from || !LETTER.test(tokens[from]!.text)) {
    return { ...state, rest: tokens.slice(0, end) };
  }
  return { ...state, city: textOf(tokens, from, end), rest: tokens.slice(0, from) };
}

function stateBefore(
  tokens: readonly Token[],
  at: number,
  country: string,
): { readonly region: string; readonly country: string } | undefined {
  const token = tokens[at - 1];
  if (token === undefined || at < 2) return undefined;
  const region = token.text.toUpperCase();
  if (AU_STATES.has(token.key) && tokens[at]!.key.length === 4) return { region, country: 'AU' };
  if (CA_PROVINCES.has(token.key) && CANADIAN.test(tokens[at]!.key)) return { region, country: 'CA' };
  if (!US_STATES.has(token.key) || tokens[at]!.key.length < 5) return undefined;
  const certain =
    country === 'US' || (token.text === region && tokens.some(({ text }) => text !== text.toUpperCase()));
  return certain ? { region, country: 'US' } : undefined;
}

/** The index after the last English street suffix, when a city follows it in the segment; else 0. */
function afterEnglishSuffix(tokens: readonly Token[], from: number, end: number): number {
  if (!/^\d/.test(tokens[from]!.key) || STREET_TYPES.has(tokens[from + 1]?.key ?? '')) return 0;
  for (let at = end - 2; at > from + 1; at--) if (ENGLISH_SUFFIXES.has(tokens[at]!.key)) return at + 1;
  return 0;
}
