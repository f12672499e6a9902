import { stdnum } from 'stdnum';
import { plainLetters } from '../../../shared/kinds/fold.ts';
import type { ColumnProfile, RawCell } from '../../../shared/model/source.ts';
import { dateYears } from './contents-dates.ts';
import {
  CITIES,
  COUNTRIES,
  GIVEN_NAMES,
  ORGANISATION_WORDS,
  SEXES,
  STREET_WORDS,
  TITLES,
} from './contents-words.ts';

/** Values looked at per column: enough for a share to within a few percent. */
const MAX_VALUES = 150;
/** Cells looked at over all columns: a table of thousands of columns gets a shorter look at each. */
const MAX_CELLS = 40_000;
const MAX_LENGTH = 300;

/** What the values of one column look like. Shares are of the distinct values looked at, in 0…1. */
export interface Contents {
  readonly values: readonly string[];
  /** Share of the rows that are filled, and distinct values per filled row. */
  readonly filled: number;
  readonly distinct: number;
  readonly share: Readonly<Record<Detector, number>>;
  readonly meanLength: number;
  readonly meanWords: number;
  /** Dates only: 10 %, 50 % and 90 % of the years. */
  readonly years?: readonly [number, number, number];
}

const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/;
const PHONE = /^(?:\+|00)?[\d\s().\-/]{6,24}(?:\s*(?:x|ext|p)\.?\s*\d{1,6})?$/i;
const MOBILE = /^(?:(?:\+|00)33\s?(?:\(0\))?0?|0)[67]/;
const LANDLINE = /^(?:(?:\+|00)33\s?(?:\(0\))?0?|0)[1-589]/;
const DATE_TIME = /\d[T ]\d{1,2}:\d{2}/;
const POSTCODE =
  /^(?:[A-Z]{1,2}-?)?(?:\d{4,5}|\d{3} \d{2}|\d{5}-\d{3,4}|\d{2}-\d{3})$|^\d{4} ?[A-Z]{2}$|^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$|^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i;
const POSTCODE_CITY =
  /^(?:[A-Z]{1,2}-)?\d{4,5}[\s,-]+\p{L}{2}[\p{L}\s'’.\-/()\d]*$|^\p{L}[\p{L}\s'’.-]+[\s,(]+\d{5}\)?$/u;
const FULL_ADDRESS =
  /\p{L}.*[\s,;-](?:[A-Z]{1,2}-)?\d{5}(?:-\d{4})?(?:[\s,].*\p{L}|$)|\d.*\p{L}.*\b[A-Z]{2} \d{5}$/su;
const URL_LIKE =
  /^(?:https?:\/\/|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|fr|org|net|eu|de|es|it|io|be|ch|co\.uk)(?:\/\S*)?$/i;
const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const AMOUNT =
  /^[+-]?\s?[€$£]?\s?\d{1,3}(?:[\s.,' {2}]?\d{3})*[.,]\d{1,4}\s?(?:€|\$|£|EUR|USD|GBP|CHF)?$|^[€$£]\s?\d+$|^\d+\s?(?:€|\$|£|EUR)$/i;
const INTEGER = /^[+-]?\d{1,9}$/;
const LANGUAGE =
  /^(?:fr|en|de|es|it|pt|nl|pl|ru|ar|zh|ja|sv|da|no|fi)(?:[-_][A-Za-z]{2})?$|^(?:fran[cç]ais|french|english|anglais|deutsch|german|allemand|espa[nñ]ol|spanish|italiano|italian)e?$/i;
const CURRENCY = /^(?:EUR|USD|GBP|CHF|CAD|AUD|JPY|MAD|TND|XOF|PLN|SEK|DKK|NOK|€|\$|£|euros?)$/i;
const BOOLEAN = /^(?:0|1|o|n|y|oui|non|yes|no|true|false|vrai|faux|ja|nein|si|sí|x|on|off)$/i;
const CONSENT =
  /^(?:opt[\s_-]?(?:in|out)|accept[ée]+e?|accepted|refus[ée]*|refused|granted|denied|(?:un)?subscribed|d[ée]s(?:abonn|inscri)[ét]e?|abonn[ée]|withdrawn|revoked|retir[ée]|stop|accord|opposition|expired|confirmed|rejected)$/i;
const CHANNEL =
  /^(?:e-?mail|mail|courriel|sms|texto|mms|phone|tel|t[ée]l[ée]phone|post|postal|courrier|push|notification|web|app|mobile_app|store|magasin|boutique|shop|internet|site|online|en ligne|call[ _]center|newsletter|whatsapp|call|appel|retail|marketplace|kanal|in[- ]store|profilage|profiling|partenaires|partners)$/i;
const CITY_LIKE = /^\p{L}[\p{L}\s'’.\-/()]*(?:\s(?:cedex\s?)?\d{0,2}e?r?)?$/iu;
const WORDS_ONLY = /^\p{L}[\p{L}\p{M}\s'’.-]*$/u;
const COUNTRY_CODE =
  /^(?:FR|FRA|BE|BEL|CH|CHE|LU|LUX|DE|DEU|ES|ESP|IT|ITA|PT|PRT|NL|NLD|GB|GBR|UK|IE|IRL|US|USA|CA|CAN|AU|AUS|NZ|MA|DZ|TN|AT|PL|SE|DK|NO|FI|GR|RO|MC|RE|GP|MQ)$/i;
const NATIONAL_ID =
  /^[12][\s.]?\d{2}[\s.]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.]?\d[\dAB][\s.]?\d{3}[\s.]?\d{3}(?:[\s.]?\d{2})?$|^\d{3}-\d{2}-\d{4}$/i;

/** One test per thing a value can be. */
const DETECTORS = {
  email: (text: string) => EMAIL.test(text),
  phone: isPhone,
  mobile: (text: string) => MOBILE.test(text) && isPhone(text),
  landline: (text: string) => LANDLINE.test(text) && isPhone(text),
  date: (text: string) => dateYears(text) !== null,
  datetime: (text: string) => DATE_TIME.test(text) && dateYears(text) !== null,
  postcode: (text: string) => POSTCODE.test(text),
  postcode_city: (text: string) => POSTCODE_CITY.test(text),
  full_address: (text: string) => FULL_ADDRESS.test(text) && text.length > 12,
  street: isStreet,
  city: (text: string) => CITY_LIKE.test(text) && text.length <= 45,
  known_city: (text: string) => CITIES.has(plainLetters(text).trim().replaceAll(' ', '-')),
  url: (text: string) => URL_LIKE.test(text),
  uuid: (text: string) => UUID.test(text),
  siret: (text: string) =>
    hasDigits(text, 14) && stdnum.FR!.siret!.validate(text.replace(/[\s.]/g, '')).isValid,
  siren: (text: string) =>
    hasDigits(text, 9) && stdnum.FR!.siren!.validate(text.replace(/[\s.]/g, '')).isValid,
  vat: (text: string) =>
    /^[A-Z]{2}[\s.]?[0-9A-Z]{2}[\s.]?[0-9A-Z .]{6,14}$/i.test(text) &&
    /\d{5}/.test(text.replace(/[\s.]/g, '')),
  iban: isIban,
  ean: isEan,
  national_id: (text: string) => NATIONAL_ID.test(text),
  title: (text: string) => TITLES.has(plainLetters(text).replace(/\.$/, '').trim()),
  sex: (text: string) => SEXES.has(plainLetters(text).trim()),
  country: (text: string) =>
    COUNTRY_CODE.test(text) || COUNTRIES.has(plainLetters(text).trim().replaceAll(' ', '-')),
  language: (text: string) => LANGUAGE.test(text),
  currency: (text: string) => CURRENCY.test(text),
  boolean: (text: string) => BOOLEAN.test(text),
  consent: (text: string) => CONSENT.test(text),
  channel: (text: string) => CHANNEL.test(text),
  amount: (text: string) => AMOUNT.test(text),
  integer: (text: string) => INTEGER.test(text),
  number: (text: string) => /^\d{1,5}\s?(?:bis|ter|quater|[a-f])?$/i.test(text),
  words: (text: string) => WORDS_ONLY.test(text),
  given_name: (text: string) => isGivenName(text),
  full_name: isFullName,
  organisation: isOrganisation,
  no_digits: (text: string) => !/\d/.test(text),
  epoch: (text: string) => /^1\d{9}(?:\d{3})?$/.test(text),
  digits: (text: string) => /^[\d\s.-]+$/.test(text),
} as const satisfies Readonly<Record<string, (text: string) => boolean>>;

export type Detector = keyof typeof DETECTORS;

/** Looks at the distinct values of a column: its sample cells, and what the profile kept. */
export function lookAtContents(
  profile: ColumnProfile | undefined,
  cells: readonly RawCell[],
  columns = 1,
): Contents {
  const limit = Math.max(10, Math.min(MAX_VALUES, Math.floor(MAX_CELLS / columns)));
  const distinct = new Set<string>();
  const add = (value: RawCell | undefined) => {
    const text = value?.trim();
    if (text && distinct.size < limit) distinct.add(text.slice(0, MAX_LENGTH));
  };
  cells.forEach(add);
  profile?.samples.forEach(add);
  profile?.top.forEach((entry) => {
    add(entry.value);
  });
  const values = [...distinct];
  const filledCells = cells.filter((cell) => cell !== null && cell.trim() !== '').length;
  const rows = profile?.rows ?? cells.length;
  const filledRows = profile?.filled ?? filledCells;
  return {
    values,
    filled: rows > 0 ? filledRows / rows : 0,
    distinct: filledRows > 0 ? Math.min(1, (profile?.distinct ?? distinct.size) / filledRows) : 0,
    share: sharesOf(values),
    meanLength: mean(values.map((value) => value.length)),
    meanWords: mean(values.map((value) => value.split(/\s+/).length)),
    ...yearsOf(values),
  };
}

function sharesOf(values: readonly string[]): Record<Detector, number> {
  const entries = Object.entries(DETECTORS).map(([name, test]) => [
    name,
    values.length === 0 ? 0 : values.filter(test).length / values.length,
  ]);
  return Object.fromEntries(entries) as Record<Detector, number>;
}

function yearsOf(values: readonly string[]): Pick<Contents, 'years'> {
  const years = values.flatMap((value) => dateYears(value) ?? []).sort((a, b) => a - b);
  if (years.length === 0) return {};
  const at = (share: number) => years[Math.min(years.length - 1, Math.floor(years.length * share))]!;
  return { years: [at(0.1), at(0.5), at(0.9)] };
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}

// ----------------------------------------------------------------------------------------------- detectors

function isPhone(text: string): boolean {
  if (!PHONE.test(text) || dateYears(text) !== null) return false;
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && (digits >= 9 || /\D/.test(text));
}

function isStreet(text: string): boolean {
  const parts = plainLetters(text)
    .split(/[^\p{L}\p{N}']+/u)
    .filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 20) return false;
  if (parts.some((part) => STREET_WORDS.has(part))) return true;
  return parts.some((part) =>
    /\p{L}{3,}(?:strasse|str|straat|weg|gasse|laan|platz|gatan|vagen)$/u.test(part),
  );
}

function isGivenName(text: string): boolean {
  const [first = ''] = plainLetters(text).split(/[\s-]+/);
  return GIVEN_NAMES.has(first) && text.split(/\s+/).length <= 3;
}

/** Two to five words, letters only, one of them at either end a known given name; or `NAME, Given`. */
function isFullName(text: string): boolean {
  if (!/^[\p{L}\p{M}\s'’.,-]+$/u.test(text)) return false;
  const parts = plainLetters(text)
    .split(/[\s,]+/)
    .filter((part) => part !== '' && !TITLES.has(part.replace(/\.$/, '')));
  if (parts.length < 2 || parts.length > 5) return false;
  if (parts.some((part) => ORGANISATION_WORDS.has(part) && part.length > 2)) return false;
  return [parts[0]!, parts.at(-1)!].some((part) => part.split('-').some((one) => GIVEN_NAMES.has(one)));
}

function isOrganisation(text: string): boolean {
  return plainLetters(text)
    .replace(/\./g, '')
    .split(/[^\p{L}\p{N}']+/u)
    .some((part) => part.length > 1 && ORGANISATION_WORDS.has(part));
}

function hasDigits(text: string, count: number): boolean {
  return /^[\d\s.]+$/.test(text) && text.replace(/\D/g, '').length === count;
}

function isIban(text: string): boolean {
  const compact = text.replace(/\s/g, '');
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/i.test(compact) && checksToOne(compact);
}

/** ISO 13616: the letters as numbers, first four characters last, modulo 97 is 1. */
function checksToOne(compact: string): boolean {
  const moved = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const char of moved.toUpperCase()) {
    const value = Number.parseInt(char, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** GS1 check digit of an EAN-8, UPC-A, EAN-13 or GTIN-14. */
function isEan(text: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) return false;
  let sum = 0;
  for (let i = text.length - 2, weight = 3; i >= 0; i--, weight = 4 - weight) sum += Number(text[i]) * weight;
  return (10 - (sum % 10)) % 10 === Number(text.at(-1));
}
