import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { memoise } from './memo.ts';
import { readFrenchNumber } from './phones-french-plan.ts';
import { judgePhonePlaceholder } from './phones-placeholder.ts';
import { splitPhones } from './phones-split.ts';
import { cleanText, isPlaceholderText } from './text.ts';
import { error, type Finding, info, NO_FINDINGS, type StandardisedPhone, warning } from './types.ts';

const MAX_LENGTH = 200;
const SCIENTIFIC = /^\s*\d(?:[.,]\d+)?\s*E\s*\+?\s*\d{1,2}\s*$/i;
const EXTENSION = /[\s.,;(/-]*(?:ext(?:ension)?|poste|post|durchwahl|x|#)[\s.:]*\d{1,6}\)?\s*$/i;
const FLOAT_TAIL = /^(\d{8,15})[.,]0+$/;
/** The letter O or l typed for 0 or 1 between digits. */
const LETTER_O = /(?<![a-z])o(?=[\d\s.]*\d)|(?<=\d)o(?![a-z])/gi;
const LABEL = /^[^\d+(]+|[^\d)]+$/g;
const TRUNK_IN_BRACKETS = /\(\s*0\s*\)/g;
const NOT_DIALLED = /[^\d+]/g;
const HAS_LETTERS = /\p{L}/u;

/**
 * A phone number in E.164 (ITU-T). Numbers of the right length in a range nobody was assigned are kept, with the
 * warning `phone.not_in_plan`: they still tell people apart; numbers of a wrong length are blanked.
 * `defaultCountry`: ISO 3166-1 alpha-2, for numbers written without their country code.
 */
export function standardisePhone(
  raw: string,
  options: { readonly defaultCountry: string },
): StandardisedPhone {
  const country = options.defaultCountry.toUpperCase();
  let remembered = rememberedBy.get(country);
  if (remembered === undefined) {
    remembered = memoise((text) => standardiseCell(text, country));
    rememberedBy.set(country, remembered);
  }
  return remembered(raw);
}
const rememberedBy = new Map<string, (raw: string) => StandardisedPhone>();

const PLAIN_FRENCH = /^0[1-9](?:[ .]?\d\d){4}$/;

function standardiseCell(raw: string, country: string): StandardisedPhone {
  if (country === 'FR' && PLAIN_FRENCH.test(raw)) {
    return french(raw.replace(NOT_DIALLED, '').slice(1), NO_FINDINGS);
  }
  const { value: text } = cleanText(raw.length > MAX_LENGTH * 10 ? raw.slice(0, MAX_LENGTH * 10) : raw);
  if (text === '') return { findings: NO_FINDINGS };
  if (!/\d/.test(text))
    return { findings: [isPlaceholderText(text) ? info('phone.placeholder') : error('phone.invalid')] };
  if (SCIENTIFIC.test(text)) return { findings: [error('phone.scientific_notation')] };
  if (text.length > MAX_LENGTH) return { findings: [error('phone.invalid_length')] };
  const parts = splitPhones(text);
  return parts.length === 1 ? standardiseNumber(text, country) : several(parts, country);
}

function several(parts: readonly string[], country: string): StandardisedPhone {
  const read = parts.map((part) => standardiseNumber(part.trim(), country));
  const usable = read.filter((phone) => phone.value !== undefined);
  const first = usable[0] ?? read[0]!;
  const more = [...new Set(usable.map((phone) => phone.value!))].filter((value) => value !== first.value);
  if (more.length === 0) return first;
  return { ...first, findings: [...first.findings, info('phone.several')], more };
}

function standardiseNumber(text: string, country: string): StandardisedPhone {
  const findings: Finding[] = [];
  let number = text.replace(FLOAT_TAIL, '$1');
  if (HAS_LETTERS.test(number)) {
    number = withoutLetters(number, findings);
  }
  const dialled = dial(number.replace(LABEL, ''));
  if (dialled.length < 4) return { findings: [error('phone.invalid_length')] };
  return country === 'FR' ? readInFrance(dialled, findings) : readAnywhere(dialled, country, findings);
}

function withoutLetters(text: string, findings: Finding[]): string {
  const short = text.replace(EXTENSION, '');
  if (short !== text && /\d{6}/.test(short.replace(NOT_DIALLED, ''))) findings.push(info('phone.extension'));
  const kept = findings.length > 0 ? short : text;
  const zeros = kept.replace(LETTER_O, '0');
  if (zeros !== kept) findings.push(warning('phone.letters'));
  return zeros;
}

/** Digits with a leading plus when the number says its country: `0033 (0)6 …` → `+336…`. */
function dial(text: string): string {
  const compact = text.replace(TRUNK_IN_BRACKETS, '').replace(NOT_DIALLED, '');
  const plus = compact.startsWith('+');
  const digits = compact.replaceAll('+', '');
  if (plus) return `+${digits.replace(/^00/, '')}`;
  return digits.startsWith('00') && digits.length > 10 ? `+${digits.slice(2)}` : digits;
}

const FRENCH_INTERNATIONAL = /^\+33(?:0?([1-9]\d{8}))$/;
const FRENCH_NATIONAL = /^0([1-9]\d{8})$/;
const FRENCH_WITHOUT_PLUS = /^330?([1-9]\d{8})$/;
const FRENCH_WITHOUT_ZERO = /^[1-9]\d{8}$/;

function readInFrance(dialled: string, findings: Finding[]): StandardisedPhone {
  const national =
    FRENCH_NATIONAL.exec(dialled)?.[1] ??
    FRENCH_INTERNATIONAL.exec(dialled)?.[1] ??
    FRENCH_WITHOUT_PLUS.exec(dialled)?.[1];
  if (national !== undefined) return french(national, findings);
  if (FRENCH_WITHOUT_ZERO.test(dialled)) return french(dialled, [...findings, warning('phone.lost_zero')]);
  return readAnywhere(dialled, 'FR', findings);
}

function french(national: string, findings: readonly Finding[]): StandardisedPhone {
  const placeholder = judgePhonePlaceholder(`0${national}`);
  if (placeholder === 'placeholder') return { findings: [error('phone.placeholder')] };
  const { e164, type, country, inPlan } = readFrenchNumber(national);
  const doubts = [...findings];
  if (placeholder === 'doubtful') doubts.push(warning('phone.maybe_placeholder'));
  if (!inPlan) doubts.push(warning('phone.not_in_plan'));
  return { value: e164, type, country, findings: doubts.length === 0 ? NO_FINDINGS : doubts };
}

function readAnywhere(dialled: string, country: string, findings: Finding[]): StandardisedPhone {
  if (judgePhonePlaceholder(dialled.replace('+', '')) === 'placeholder')
    return { findings: [error('phone.placeholder')] };
  const home = isSupportedCountry(country) ? (country as CountryCode) : undefined;
  if (home === undefined && !dialled.startsWith('+')) return { findings: [error('phone.unknown_country')] };
  const parsed = parsePhoneNumberFromString(dialled, { defaultCountry: home, extract: false });
  if (parsed?.isValid()) return foreign(parsed, findings);
  const abroad =
    dialled.startsWith('+') || dialled.startsWith('0')
      ? undefined
      : parsePhoneNumberFromString(`+${dialled}`, { extract: false });
  if (abroad?.isValid()) return foreign(abroad, [...findings, warning('phone.country_code_without_plus')]);
  if (parsed === undefined) return { findings: [unparsed(dialled)] };
  if (!parsed.isPossible()) return { findings: [error('phone.invalid_length')] };
  return foreign(parsed, [...findings, warning('phone.not_in_plan')]);
}

function unparsed(dialled: string): Finding {
  const plausible = dialled.startsWith('+') && dialled.length >= 8 && dialled.length <= 16;
  return error(plausible ? 'phone.unknown_country' : 'phone.invalid_length');
}

type Parsed = NonNullable<ReturnType<typeof parsePhoneNumberFromString>>;

function foreign(parsed: Parsed, findings: readonly Finding[]): StandardisedPhone {
  if (parsed.countryCallingCode === '33' && /^[1-9]\d{8}$/.test(parsed.nationalNumber))
    return french(parsed.nationalNumber, findings);
  const national = parsed.nationalNumber;
  if (judgePhonePlaceholder(national) === 'placeholder') return { findings: [error('phone.placeholder')] };
  return {
    value: parsed.number,
    type: lineType(parsed),
    country: parsed.country,
    findings: findings.length === 0 ? NO_FINDINGS : findings,
  };
}

/** Where a country does not tell mobile from fixed (North America), the type is left open. */
function lineType(parsed: Parsed): StandardisedPhone['type'] {
  switch (parsed.getType()) {
    case 'MOBILE':
      return 'mobile';
    case 'FIXED_LINE':
      return 'landline';
    case 'VOIP':
      return 'voip';
    case 'FIXED_LINE_OR_MOBILE':
    case undefined:
      return undefined;
    default:
      return 'special';
  }
}
