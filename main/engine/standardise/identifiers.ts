import { stdnum } from 'stdnum';
import { readIban } from './identifiers-iban.ts';
import { cleanText, isPlaceholderText } from './text.ts';
import { error, type Finding, info, NO_FINDINGS, type Standardised, warning } from './types.ts';

/**
 * Identifiers with a check digit. A wrong length or check digit leaves the value blank (the raw text is kept beside
 * it), so that two records never match on a number that cannot exist.
 */

const MAX_LENGTH = 200;
const SEPARATORS = /[\s.\-_/:]+/g;
/** 1.23457E+13, as Excel writes long numbers: the digits after the sixth are gone. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?\s*E\s*\+?\s*\d{1,2}$/i;
const FLOAT_TAIL = /^(\d{4,})[.,]0+$/;
const DIGITS = /^\d+$/;
const ZEROS = /^0+$/;

type Read = (compact: string) => Standardised;

/** Shared steps: clean, blank placeholders, refuse numbers damaged by a spreadsheet, drop separators. */
function compacted(kind: string, raw: string, read: Read): Standardised {
  const text = cleanText(raw).value;
  if (text === '') return { findings: NO_FINDINGS };
  if (isPlaceholderText(text) && !/[1-9]/.test(text)) return { findings: [info(`${kind}.placeholder`)] };
  if (SCIENTIFIC.test(text)) return { findings: [error(`${kind}.scientific_notation`)] };
  if (text.length > MAX_LENGTH) return { findings: [error(`${kind}.invalid_length`)] };
  return read(text.replace(FLOAT_TAIL, '$1').replace(SEPARATORS, '').toUpperCase());
}

/** SIREN: nine digits, Luhn (INSEE). A SIRET or French VAT number in its place gives its SIREN. */
export function standardiseSiren(raw: string): Standardised {
  return compacted('siren', raw, (compact) => {
    const digits = compact.replace(/^(?:SIREN|RCS\p{L}*|FR)+/u, '');
    if (digits.length === 14 && isValid('FR', 'siret', digits)) {
      return { value: digits.slice(0, 9), findings: [info('siren.from_siret')] };
    }
    if (digits.length === 11 && isValid('FR', 'tva', digits)) {
      return { value: digits.slice(2), findings: [info('siren.from_vat')] };
    }
    return checked('siren', digits, [9], (value) => isValid('FR', 'siren', value));
  });
}

/** SIRET: SIREN and five digits of the establishment, Luhn, with La Poste's own rule (INSEE). */
export function standardiseSiret(raw: string): Standardised {
  return compacted('siret', raw, (compact) =>
    checked('siret', compact.replace(/^SIRET/, ''), [14], (value) => isValid('FR', 'siret', value)),
  );
}

function checked(
  kind: string,
  digits: string,
  lengths: readonly number[],
  valid: (value: string) => boolean,
): Standardised {
  if (!DIGITS.test(digits)) return { findings: [error(`${kind}.invalid`)] };
  const restored = restoreZeros(digits, lengths, valid);
  const value = restored ?? digits;
  if (!lengths.includes(value.length)) return { findings: [error(`${kind}.invalid_length`)] };
  if (ZEROS.test(value)) return { findings: [error(`${kind}.placeholder`)] };
  if (!valid(value)) return { findings: [error(`${kind}.check_digit`)] };
  return { value, findings: restored === undefined ? NO_FINDINGS : [warning(`${kind}.lost_zero`)] };
}

/** Spreadsheets drop leading zeros: put back up to three when the check digit then agrees. */
function restoreZeros(
  digits: string,
  lengths: readonly number[],
  valid: (value: string) => boolean,
): string | undefined {
  if (lengths.includes(digits.length)) return undefined;
  const length = lengths.find((candidate) => candidate > digits.length);
  if (length === undefined || length - digits.length > 3 || ZEROS.test(digits)) return undefined;
  const padded = digits.padStart(length, '0');
  return valid(padded) ? padded : undefined;
}

function isValid(country: string, number: string, value: string): boolean {
  return stdnum[country]?.[number]?.validate(value).isValid === true;
}

/** VAT validators of the European Union and its neighbours, by the prefix used in VAT numbers (Greece: EL). */
const VAT: Readonly<Record<string, string>> = {
  AT: 'uid',
  BE: 'vat',
  BG: 'vat',
  CY: 'vat',
  CZ: 'dic',
  DE: 'vat',
  DK: 'cvr',
  EE: 'kmkr',
  EL: 'vat',
  ES: 'nif',
  FI: 'alv',
  FR: 'tva',
  HR: 'oib',
  HU: 'anum',
  IE: 'vat',
  IT: 'iva',
  LT: 'pvm',
  LU: 'tva',
  LV: 'pvn',
  MT: 'vat',
  NL: 'btw',
  PL: 'nip',
  PT: 'nif',
  RO: 'cif',
  SE: 'vat',
  SI: 'ddv',
  SK: 'dph',
  GB: 'vat',
  CHE: 'vat',
};
const VAT_SHAPE = /^(CHE|[A-Z]{2})([A-Z0-9+*]{4,14})$/;

/** VAT number with its country prefix (Directive 2006/112/EC art. 215; GB and CHE besides). */
export function standardiseVat(raw: string, options: { readonly defaultCountry: string }): Standardised {
  return compacted('vat', raw, (compact) => {
    const text = compact
      .replace(/^(?:TVA|VAT|UST?ID(?:NR)?|NIF|N°)+(?=[A-Z0-9])/, '')
      .replace(/^GR(?=\d)/, 'EL');
    const prefixed = VAT_SHAPE.exec(text) ? text : withCountry(text, options.defaultCountry);
    const shape = prefixed === undefined ? null : VAT_SHAPE.exec(prefixed);
    if (prefixed === undefined || shape === null) return { findings: [error('vat.invalid')] };
    const validator = VAT[shape[1]!];
    if (validator === undefined) return { findings: [error('vat.unknown_country')] };
    const country = shape[1] === 'EL' ? 'GR' : shape[1]!.slice(0, 2);
    const result = stdnum[country]?.[validator]?.validate(shape[1] === 'CHE' ? prefixed : shape[2]!);
    if (result?.isValid) return { value: prefixed, findings: NO_FINDINGS };
    return { findings: [error(vatError(result?.error?.name))] };
  });
}

function withCountry(text: string, defaultCountry: string): string | undefined {
  const prefix = defaultCountry === 'GR' ? 'EL' : defaultCountry.toUpperCase();
  return VAT[prefix] === undefined ? undefined : `${prefix}${text}`;
}

function vatError(name: string | undefined): string {
  if (name === 'InvalidLength') return 'vat.invalid_length';
  return name === 'InvalidChecksum' ? 'vat.check_digit' : 'vat.invalid';
}

/** IBAN (ISO 13616), without spaces. */
export function standardiseIban(raw: string): Standardised {
  return compacted('iban', raw, (compact) => readIban(compact.replace(/^IBAN/, '')));
}

/**
 * EAN-8, UPC-A, EAN-13, GTIN-14 (GS1) or ISBN-10/13. UPC-A and ISBN-10 become their EAN-13, a GTIN-14 of a single unit
 * likewise, so that one product has one code.
 */
export function standardiseEan(raw: string): Standardised {
  return compacted('ean', raw, (compact) => {
    const digits = compact.replace(/^(?:EAN|GTIN|UPC|ISBN|CODEBARRES?)(?:13|8)?(?=\d{8})/, '');
    if (/^\d{9}X$/.test(digits) || (digits.length === 10 && isIsbn10(digits))) return readIsbn10(digits);
    const read = checked('ean', digits, [8, 12, 13, 14], isGtin);
    return read.value === undefined ? read : { ...read, value: asEan13(read.value) };
  });
}

function asEan13(gtin: string): string {
  if (gtin.length === 12) return `0${gtin}`;
  return gtin.length === 14 && gtin.startsWith('0') ? gtin.slice(1) : gtin;
}

/** GS1 General Specifications 7.9: weights 3, 1 … from the right. */
function isGtin(value: string): boolean {
  return gtinCheckDigit(value.slice(0, -1)) === value.charCodeAt(value.length - 1) - 48;
}

function gtinCheckDigit(body: string): number {
  let sum = 0;
  for (let index = body.length - 1, weight = 3; index >= 0; index--, weight = 4 - weight) {
    sum += (body.charCodeAt(index) - 48) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

function isIsbn10(value: string): boolean {
  let sum = 0;
  for (let index = 0; index < 10; index++) {
    sum += (value[index] === 'X' ? 10 : Number(value[index])) * (10 - index);
  }
  return sum % 11 === 0;
}

function readIsbn10(value: string): Standardised {
  if (!isIsbn10(value)) return { findings: [error('ean.check_digit')] };
  const body = `978${value.slice(0, 9)}`;
  return { value: `${body}${gtinCheckDigit(body)}`, findings: [info('ean.from_isbn10')] };
}

/** Any other identifier: letters in capitals, no inner spaces, leading zeros kept, other signs kept. */
export function standardiseIdentifier(raw: string): Standardised {
  const { value: text, findings } = cleanText(raw);
  if (text === '') return { findings: NO_FINDINGS };
  if (isPlaceholderText(text) && !/[1-9]/.test(text)) return { findings: [info('identifier.placeholder')] };
  const value = text.replace(/\s+/g, '').toUpperCase().normalize('NFC');
  const all: Finding[] = [...findings];
  if (/^\d[.,]\d+E\+?\d{1,2}$/.test(value)) return { findings: [error('identifier.scientific_notation')] };
  if (value.length > MAX_LENGTH) return { findings: [error('identifier.invalid_length')] };
  const whole = value.replace(FLOAT_TAIL, '$1');
  if (whole !== value) all.push(info('identifier.decimal_removed'));
  return { value: whole, findings: all.length === 0 ? NO_FINDINGS : all };
}
