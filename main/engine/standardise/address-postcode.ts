import { countryByPostcodePrefix } from './address-country.ts';

/** A postcode in canonical spelling. */
export interface Postcode {
  readonly postcode: string;
  /** Told by a letter prefix ("F-67000") or by the format (a British postcode). */
  readonly country?: string;
  /** The spreadsheet had eaten the leading zero. */
  readonly lostZero?: boolean;
  /** The letter O stood for a zero, or the like. */
  readonly repaired?: boolean;
  /** Fits the format of the country, as far as it is known. */
  readonly valid: boolean;
}

/** Countries whose postcodes are five digits and may begin with 0. */
const FIVE_DIGITS = new Set([
  'FR',
  'DE',
  'ES',
  'IT',
  'MC',
  'RE',
  'GP',
  'MQ',
  'GF',
  'YT',
  'NC',
  'PF',
  'PM',
  'BL',
  'MF',
  'WF',
]);
const FRENCH = new Set(['FR', 'MC', 'RE', 'GP', 'MQ', 'GF', 'YT', 'NC', 'PF', 'PM', 'BL', 'MF', 'WF']);
const PREFIXED = /^([A-Z]{1,2})-?(\d{4,5})$/;
const BRITISH = /^([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})$/;
const CORSICAN_COMMUNE = /^2[AB]\d{3}$/;

/** French postcodes begin with a department: 01–95 (20 for Corsica), 97, 98. */
export const isFrench = (country: string): boolean => FRENCH.has(country);
export function isFrenchPostcode(digits: string): boolean {
  if (digits.length !== 5) return false;
  const department = Number(digits.slice(0, 2));
  return (department >= 1 && department <= 95) || department === 97 || department === 98;
}

export const hasFiveDigits = (country: string): boolean => FIVE_DIGITS.has(country);

/** Reads a postcode cell, or undefined when the text holds no digit (it is none). */
export function readPostcode(raw: string, country: string): Postcode | undefined {
  const text = raw.trim().toUpperCase().replace(/\.0+$/, '').replace(/\s+/g, ' ');
  if (!/\d/.test(text) || text.length > 12) return undefined;
  const british = BRITISH.exec(text);
  if (british) return { postcode: `${british[1]} ${british[2]}`, country: 'GB', valid: true };
  const compact = text.replace(/[\s.]/g, '');
  const prefixed = PREFIXED.exec(compact);
  const home = prefixed ? countryByPostcodePrefix(prefixed[1]!) : undefined;
  if (prefixed && home) return { ...digitsPostcode(prefixed[2]!, home), country: home };
  if (/^\d+$/.test(compact)) return digitsPostcode(compact, country);
  return oddPostcode(text, compact, country);
}

function digitsPostcode(digits: string, country: string): Postcode {
  if (!hasFiveDigits(country)) return { postcode: digits, valid: digits.length >= 3 && digits.length <= 9 };
  const lostZero = digits.length === 4 && digits[0] !== '0';
  const postcode = lostZero ? `0${digits}` : digits;
  const valid = isFrench(country) ? isFrenchPostcode(postcode) : postcode.length === 5;
  return lostZero ? { postcode, lostZero, valid } : { postcode, valid };
}

function oddPostcode(text: string, compact: string, country: string): Postcode {
  if (!hasFiveDigits(country) || CORSICAN_COMMUNE.test(compact)) {
    return { postcode: text, valid: !isFrench(country) };
  }
  const repaired = compact.replace(/O/g, '0').replace(/[IL]/g, '1');
  const plausible = /^\d{5}$/.test(repaired) && (!isFrench(country) || isFrenchPostcode(repaired));
  return plausible ? { postcode: repaired, repaired: true, valid: true } : { postcode: text, valid: false };
}
