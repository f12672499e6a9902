import type { AddressParts } from '../../../shared/model/canonical.ts';
import type { Step } from '../../../shared/model/values.ts';
import { expandEnglishSuffix, expandName, titleCase } from './address-case.ts';
import { cleanCity } from './address-city.ts';
import { countryByNameOrCode } from './address-country.ts';
import { canonicalNumber } from './address-number.ts';
import { isFrench, type Postcode, readPostcode } from './address-postcode.ts';
import { parseStreetLine, type StreetLine } from './address-street.ts';
import { foldToken, type Token, tokenise } from './address-tokens.ts';
import { findLocality, type Locality } from './address-whole.ts';
import { ENGLISH_SUFFIXES, GERMANIC_STREET } from './address-words.ts';
import { memoise } from './memo.ts';
import { cleanText, isPlaceholderText } from './text.ts';
import { error, type Finding, info, warning } from './types.ts';

/** The raw texts that one address is built from; `line` may hold anything from a street line to all of it. */
export interface AddressInput {
  readonly line?: string | readonly string[];
  readonly number?: string;
  readonly street?: string;
  readonly complement?: string;
  readonly postcode?: string;
  readonly city?: string;
  /** Postcode and city in either order: "51000 Châlons-en-Champagne", "Niort 79000". */
  readonly postcode_city?: string;
  readonly region?: string;
  readonly country?: string;
  readonly type?: string;
}

export interface AddressContext {
  /** ISO 3166-1 alpha-2 that formats are read by when no country is written. */
  readonly defaultCountry: string;
  /** False: no steps are noted (they cost time where nobody asks). Default true. */
  readonly steps?: boolean;
}

/** A postal address; `value` is all of it on one line. Both absent when the input says nothing. */
export interface StandardisedAddress {
  readonly value?: string;
  readonly parts?: AddressParts;
  readonly findings: readonly Finding[];
  readonly steps: readonly Step[];
}

/** Longer texts are no addresses: they are cut, and flagged. */
const MAX_LENGTH = 1000;
const NOT_AN_ADDRESS = /^\S+@\S+\.\S+$|^https?:\/\/|^www\.|^\+?[\d\s./-]{9,}$/i;
/** Countries that write the house number after the street. */
const NUMBER_LAST = new Set([
  'BE',
  'CH',
  'DE',
  'AT',
  'NL',
  'ES',
  'IT',
  'PT',
  'PL',
  'CZ',
  'DK',
  'SE',
  'NO',
  'FI',
  'HU',
  'SK',
  'SI',
  'HR',
  'GR',
]);
const HAS_DIGIT = /\d/;
const HAS_LETTER = /\p{L}/u;
const POSTCODE_PLACEHOLDERS = new Set(['00000', '11111', '12345', '99999', '0000', '9999']);

type Draft = { -readonly [Part in keyof AddressParts]: AddressParts[Part] };

/** Everything a step of the standardiser may read and add to. */
interface Work {
  readonly draft: Draft;
  readonly complements: string[];
  readonly findings: Finding[];
  readonly steps: Step[];
  /** Country the formats are read by: the one written, else the default. */
  country: string;
}

/**
 * Standardises a postal address from any mix of whole lines and separate columns: number, street (type in full, as in
 * AFNOR NF Z10-011), complement, postcode, city (no CEDEX), region, ISO country. Columns win over what a line says;
 * text that fits nowhere stays in the complement. Runs in linear time.
 */
export function standardiseAddress(parts: AddressInput, context: AddressContext): StandardisedAddress {
  const work: Work = { draft: {}, complements: [], findings: [], steps: [], country: context.defaultCountry };
  readCountry(work, parts.country);
  readPostcodeCell(work, parts.postcode);
  readCityCell(work, parts.city);
  readPostcodeCity(work, parts.postcode_city);
  readLines(work, parts);
  readComplement(work, parts.complement);
  const region = cleanPart(work, parts.region);
  if (region) work.draft.region = region;
  return finish(work, parts, context);
}

/** Cleaned text of a part; undefined when blank or a placeholder (flagged). */
function cleanPart(work: Work, raw: string | undefined, isName = true): string | undefined {
  if (raw === undefined || raw === '') return undefined;
  const { value, findings } = cleanText(raw.length > MAX_LENGTH ? cut(work, raw) : raw);
  if (findings.length > 0) work.findings.push(...findings);
  if (value === '') return undefined;
  // No placeholder mixes letters and digits: a quick no for nearly every street line.
  const mixed = HAS_DIGIT.test(value) && HAS_LETTER.test(value);
  if (isName && !mixed && isPlaceholderText(value)) {
    work.findings.push(info('address.placeholder'));
    return undefined;
  }
  return value;
}

const cleanedName = memoise((raw: string) => {
  const { value, findings } = cleanText(raw);
  return { value, findings, placeholder: value !== '' && isPlaceholderText(value) };
});

/** {@link cleanPart} for cells whose values repeat: cities, countries. */
function cleanName(work: Work, raw: string | undefined): string | undefined {
  if (raw === undefined || raw === '') return undefined;
  if (raw.length > MAX_LENGTH) return cleanPart(work, raw);
  const { value, findings, placeholder } = cleanedName(raw);
  if (findings.length > 0) work.findings.push(...findings);
  if (placeholder) work.findings.push(info('address.placeholder'));
  return placeholder || value === '' ? undefined : value;
}

function cut(work: Work, raw: string): string {
  work.findings.push(warning('address.too_long'));
  return raw.slice(0, MAX_LENGTH);
}

function readCountry(work: Work, raw: string | undefined): void {
  const text = cleanName(work, raw);
  if (!text) return;
  const country = countryByNameOrCode(text);
  if (country) {
    work.draft.country = country;
    work.country = country;
    if (country !== text) work.steps.push({ operation: 'address.country', input: text, output: country });
  } else work.findings.push(error('address.country_unknown'));
}

function readPostcodeCell(work: Work, raw: string | undefined): void {
  const text = cleanPart(work, raw, false);
  if (!text) return;
  if (!/\d/.test(text)) {
    work.findings.push(
      isPlaceholderText(text) ? info('address.placeholder') : error('address.postcode_invalid'),
    );
    return;
  }
  if (/\d.*\p{L}{3}|\p{L}{3}.*\d/u.test(text)) readPostcodeCity(work, text);
  else setPostcode(work, readPostcode(text, work.country), text);
}

function setPostcode(work: Work, postcode: Postcode | undefined, raw: string): void {
  if (!postcode || POSTCODE_PLACEHOLDERS.has(postcode.postcode)) {
    work.findings.push(postcode ? info('address.placeholder') : error('address.postcode_invalid'));
    return;
  }
  const foreign = postcode.country !== undefined && !isFrench(postcode.country);
  if (!postcode.valid && !foreign) {
    const keep = /^2[AB]/.test(postcode.postcode) || /[A-Z]/.test(postcode.postcode);
    work.findings.push(keep ? warning('address.postcode_format') : error('address.postcode_invalid'));
    if (!keep) return;
  }
  if (postcode.lostZero) work.findings.push(info('address.postcode_lost_zero', postcode.postcode));
  if (postcode.repaired) work.findings.push(warning('address.postcode_repaired', postcode.postcode));
  if (postcode.postcode !== raw) {
    work.steps.push({ operation: 'address.postcode', input: raw, output: postcode.postcode });
  }
  work.draft.postcode = postcode.postcode;
  if (postcode.country && !work.draft.country) {
    work.country = postcode.country;
    if (!isFrench(postcode.country)) work.draft.country = postcode.country;
  }
}

function readCityCell(work: Work, raw: string | undefined): void {
  const text = cleanName(work, raw);
  if (!text) return;
  if (text.includes('@') || !/\p{L}/u.test(text)) work.findings.push(error('address.city_invalid'));
  else if (/\d{4}/.test(text)) readPostcodeCity(work, text);
  else setCity(work, text);
}

function setCity(work: Work, text: string): void {
  const cleaned = cleanCity(text, isFrench(work.country));
  if (!cleaned.city) return;
  if (cleaned.city !== text)
    work.steps.push({ operation: 'address.city', input: text, output: cleaned.city });
  work.draft.city = cleaned.city;
  const { arrondissement } = cleaned;
  const postcode = work.draft.postcode;
  if (arrondissement && (!postcode || postcode === `${arrondissement.slice(0, 2)}000`)) {
    work.findings.push(info('address.postcode_from_city', arrondissement));
    work.steps.push({ operation: 'address.postcode_from_city', input: text, output: arrondissement });
    work.draft.postcode = arrondissement;
  }
}

function readPostcodeCity(work: Work, raw: string | undefined): void {
  const text = cleanPart(work, raw);
  if (text) takeLocality(work, findLocality(tokenise(text), { country: work.country, localityOnly: true }));
}

/** Takes over what columns have not said; what contradicts them is kept as a complement. */
function takeLocality(work: Work, locality: Locality): void {
  if (locality.country && !work.draft.country) {
    work.draft.country = locality.country;
    work.country = locality.country;
  }
  if (locality.region) work.draft.region = locality.region;
  const { postcode, city } = locality;
  const conflict = postcode && work.draft.postcode && postcode.postcode !== work.draft.postcode;
  if (conflict) {
    work.findings.push(warning('address.postcode_conflict'));
    work.complements.push(city ? `${postcode.postcode} ${city}` : postcode.postcode);
    return;
  }
  if (postcode && !work.draft.postcode) {
    setPostcode(work, postcode, postcode.lostZero ? postcode.postcode.slice(1) : postcode.postcode);
  }
  if (!city) return;
  if (!work.draft.city) setCity(work, city);
  else if (!sameCity(work, city)) work.complements.push(city);
}

function sameCity(work: Work, city: string): boolean {
  const key = (text: string): string => foldToken(text).replace(/[^a-z0-9]/g, '');
  return key(cleanCity(city, isFrench(work.country)).city) === key(work.draft.city!);
}

/** The text lines of an address, each cleaned, with their line breaks. */
function lineText(work: Work, parts: AddressInput): string | undefined {
  const given = parts.line === undefined ? [] : typeof parts.line === 'string' ? [parts.line] : parts.line;
  const lines: string[] = [];
  for (const raw of given) {
    for (const line of raw.includes('\n') || raw.includes('\r') ? raw.split(/[\r\n]+/).slice(0, 20) : [raw]) {
      const text = cleanPart(work, line);
      if (text) lines.push(text);
    }
  }
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function readLines(work: Work, parts: AddressInput): void {
  const line = lineText(work, parts);
  if (line) {
    if (NOT_AN_ADDRESS.test(line)) work.findings.push(error('address.not_an_address'));
    else readLine(work, line);
  }
  const street = cleanPart(work, parts.street);
  if (street) readStreetCell(work, street);
  readNumberCell(work, parts.number);
}

function readLine(work: Work, text: string): void {
  const known = work.draft.postcode !== undefined;
  const locality = findLocality(tokenise(text), { country: work.country, postcodeKnown: known });
  takeLocality(work, locality);
  takeStreet(work, parseStreet(work, locality.rest), text);
}

function readStreetCell(work: Work, text: string): void {
  if (NOT_AN_ADDRESS.test(text)) {
    work.findings.push(error('address.not_an_address'));
    return;
  }
  if (work.draft.street) work.complements.push(joinNumber(work.draft));
  delete work.draft.number;
  delete work.draft.street;
  const tokens = tokenise(text);
  if (/\d{5}/.test(text)) readLine(work, text);
  else takeStreet(work, parseStreet(work, tokens), text);
}

const parseStreet = (work: Work, tokens: readonly Token[]): StreetLine =>
  parseStreetLine(tokens, 0, tokens.length, NUMBER_LAST.has(work.country));

function takeStreet(work: Work, line: StreetLine, raw: string): void {
  work.complements.push(...line.complements);
  if (line.number !== undefined) work.draft.number = line.number;
  if (line.street === undefined) return;
  const street = displayStreet(line);
  if (street !== raw) work.steps.push({ operation: 'address.street', input: raw, output: street });
  work.draft.street = street;
}

const displayName = memoise((name: string): string => expandName(titleCase(name, true)));

/** Type in full, title case where the text had one case only, abbreviated titles in full. */
function displayStreet({ type, name = '', street = '' }: StreetLine): string {
  if (type === undefined) {
    const suffixed = expandEnglishSuffix(street);
    const isEnglish = ENGLISH_SUFFIXES.has(foldToken(street.slice(street.lastIndexOf(' ') + 1)));
    const isForeign = isEnglish || GERMANIC_STREET.test(foldToken(street));
    return suffixed === street ? titleCase(isForeign ? street : expandName(street)) : titleEnglish(suffixed);
  }
  const fullType = titleCase(type);
  return name === '' ? fullType : `${fullType} ${displayName(name)}`;
}

/** The suffix was written in full, in title case: the case of the rest decides. */
function titleEnglish(street: string): string {
  const space = street.lastIndexOf(' ');
  return titleCase(street.slice(0, space)) + street.slice(space);
}

function readNumberCell(work: Work, raw: string | undefined): void {
  const text = cleanPart(work, raw, false)?.replace(/\.0+$/, '');
  if (!text || /^[0.\s-]+$/.test(text)) return;
  const number = canonicalNumber(tokenise(text));
  if (number === undefined) {
    if (isPlaceholderText(text)) work.findings.push(info('address.placeholder'));
    else work.complements.unshift(text);
    return;
  }
  const own = work.draft.number;
  // "12" and "12 bis rue …" agree; "1" and "12 rue …" do not.
  const agrees = own?.startsWith(number) === true && !/^\d/.test(own.slice(number.length));
  if (!agrees) work.draft.number = number;
  if (own && !agrees) work.complements.push(own);
}

/** A complement cell may hold the street itself, when the address lines were filled the other way round. */
function readComplement(work: Work, raw: string | undefined): void {
  const text = cleanPart(work, raw);
  if (!text) return;
  const tokens: readonly Token[] = tokenise(text);
  if (!work.draft.street || !work.draft.number) {
    const line = parseStreet(work, tokens);
    const isStreet = line.number !== undefined && (line.type !== undefined || !work.draft.street);
    if (isStreet || (!work.draft.street && line.type !== undefined)) {
      if (work.draft.street) work.complements.push(joinNumber(work.draft));
      delete work.draft.street;
      takeStreet(work, line, text);
      return;
    }
  }
  work.complements.push(text);
}

const joinNumber = ({ number, street = '' }: Draft): string =>
  (number ? `${number} ${street}` : street).trim();

function finish(work: Work, parts: AddressInput, context: AddressContext): StandardisedAddress {
  const { draft, findings, steps } = work;
  if (draft.number === '0') delete draft.number;
  const complement = uniquePieces(work.complements);
  if (complement) draft.complement = complement;
  const { number, street, postcode, city, region, country } = draft;
  if (!number && !street && !complement && !postcode && !city && !region) return { findings, steps };
  const town = [postcode, city].filter(Boolean).join(' ');
  const abroad = country !== undefined && country !== context.defaultCountry ? country : undefined;
  const value = [joinNumber(draft), complement, town, region, abroad].filter(Boolean).join(', ');
  if (context.steps !== false)
    steps.push({ operation: 'address.parse', input: rawText(parts), output: value });
  return { value, parts: ordered(draft), findings, steps };
}

/** The parts in the order of the model, for stable JSON. */
function ordered({ number, street, complement, postcode, city, region, country }: Draft): AddressParts {
  const parts: Draft = {};
  if (number) parts.number = number;
  if (street) parts.street = street;
  if (complement) parts.complement = complement;
  if (postcode) parts.postcode = postcode;
  if (city) parts.city = city;
  if (region) parts.region = region;
  if (country) parts.country = country;
  return parts;
}

function uniquePieces(pieces: readonly string[]): string | undefined {
  if (pieces.length === 0) return undefined;
  const kept = pieces.map((piece) => displayPiece(piece.replace(/^[\s.:-]+|[\s:-]+$/g, ''))).filter(Boolean);
  return kept.length === 0 ? undefined : [...new Set(kept)].join(', ');
}

/** Capitals are taken back; other text is as written, but for its first letter. */
const displayPiece = (piece: string): string =>
  piece === piece.toUpperCase() ? titleCase(piece) : piece.charAt(0).toUpperCase() + piece.slice(1);

function rawText(parts: AddressInput): string {
  const { line, number, street, complement, postcode, city, postcode_city: both, region, country } = parts;
  const lines = line === undefined ? [] : typeof line === 'string' ? [line] : line;
  return [...lines, number, street, complement, postcode, city, both, region, country]
    .filter(Boolean)
    .join(' | ');
}
