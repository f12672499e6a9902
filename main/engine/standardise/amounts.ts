import { cleanText, isPlaceholderText } from './text.ts';
import {
  type DecimalMark,
  error,
  type Finding,
  info,
  NO_FINDINGS,
  type Standardised,
  type StandardisedAmount,
  warning,
} from './types.ts';

const CURRENCIES: Readonly<Record<string, string>> = {
  '€': 'EUR',
  EURO: 'EUR',
  EUROS: 'EUR',
  $: 'USD',
  US$: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  FS: 'CHF',
  SFR: 'CHF',
  KC: 'CZK',
  ZL: 'PLN',
  F: 'FRF',
  FF: 'FRF',
};
const MAX_LENGTH = 60;
const CURRENCY =
  /^(?:US\$|[€$£¥]|EUROS?|[A-Z]{3}|FS|FF?|K[CČ]|Z[LŁ])\s*|\s*(?:US\$|[€$£¥]|EUROS?|[A-Z]{3}|FS|FF?|K[CČ]|Z[LŁ])\.?$/i;
const NUMBER = /^\d+(?:[.,]\d+)*$|^[.,]\d+$|^\d+[.,]$/;
/** Spaces and apostrophes group thousands (French, Swiss); an underscore in exports of code. */
const GROUPING = /(?<=\d)[\s'’_](?=\d{3}(?!\d))/g;
const SCIENTIFIC = /^[-+]?\d+(?:[.,]\d+)?E[-+]?\d{1,3}$/i;
const TAX = /\s*(?:TTC|HT|H\.T\.|T\.T\.C\.)$/i;

/**
 * A decimal number with a point, no grouping and no needless zeros before it (`-1234.5`); digits after the point are
 * kept as written, so `12,50` is `12.50`. `currency`: ISO 4217 when the text names one.
 */
export function standardiseAmount(
  raw: string,
  options: { readonly decimalMark?: DecimalMark } = {},
): StandardisedAmount {
  const text = cleanText(raw).value;
  if (text === '') return { findings: NO_FINDINGS };
  if (text.length > MAX_LENGTH) return { findings: [error('amount.invalid')] };
  const { number, currency } = withoutCurrency(text.replace(TAX, ''));
  const { body, negative } = withoutSign(number);
  if (SCIENTIFIC.test(body)) return scientific(body, negative, currency);
  const compact = body.replace(GROUPING, '');
  if (!NUMBER.test(compact))
    return { findings: [isPlaceholderText(text) ? info('amount.placeholder') : error('amount.invalid')] };
  const findings: Finding[] = [];
  const plain = toPoint(compact, options.decimalMark, findings);
  if (plain === undefined) return { findings: [error('amount.invalid')] };
  return {
    value: signed(plain, negative),
    currency,
    findings: findings.length === 0 ? NO_FINDINGS : findings,
  };
}

function withoutCurrency(text: string): { number: string; currency?: string } {
  const found = CURRENCY.exec(text);
  if (found === null) return { number: withInnerSign(text) };
  const mark = found[0].trim().replace(/\.$/, '').toUpperCase().replace('Č', 'C').replace('Ł', 'L');
  const currency = CURRENCIES[mark] ?? mark;
  const number = text.replace(CURRENCY, '').trim();
  return /\d/.test(number) ? { number, currency } : { number: text };
}

/** `12€50`, as prices are written by hand. */
function withInnerSign(text: string): string {
  return text.replace(/^(\d+)\s?€\s?(\d{2})$/, '$1,$2');
}

function withoutSign(text: string): { body: string; negative: boolean } {
  const brackets = /^\(\s*(.*?)\s*\)$/.exec(text);
  if (brackets) return { body: withoutCurrency(brackets[1]!).number, negative: true };
  const sign = /^[-−–+]|[-−–+]$/.exec(text);
  if (sign === null) return { body: text, negative: false };
  return { body: withoutCurrency(text.replace(sign[0], '').trim()).number, negative: sign[0] !== '+' };
}

function toPoint(number: string, mark: DecimalMark | undefined, findings: Finding[]): string | undefined {
  const comma = number.lastIndexOf(',');
  const point = number.lastIndexOf('.');
  if (comma < 0 && point < 0) return number;
  if (comma >= 0 && point >= 0) return splitAt(number, comma > point ? ',' : '.');
  const only = comma >= 0 ? ',' : '.';
  if (number.indexOf(only) !== number.lastIndexOf(only))
    return isGrouped(number, only) ? number.replaceAll(only, '') : undefined;
  if (!isGrouped(number, only)) return splitAt(number, only);
  if (mark === undefined) {
    // `1,234` or `1.234`: a point is decimal in machine output; a comma followed by three digits is doubtful.
    if (only === ',') findings.push(warning('amount.ambiguous'));
    return splitAt(number, only);
  }
  return mark === only ? splitAt(number, only) : number.replaceAll(only, '');
}

/** One to three digits, then groups of three. */
function isGrouped(number: string, mark: string): boolean {
  const [first, ...groups] = number.split(mark);
  return first !== '' && first !== '0' && first!.length <= 3 && groups.every((group) => group.length === 3);
}

function splitAt(number: string, mark: string): string | undefined {
  const at = number.lastIndexOf(mark);
  const whole = number.slice(0, at);
  const other = mark === ',' ? '.' : ',';
  if (whole.includes(mark) || (whole.includes(other) && !isGrouped(whole, other))) return undefined;
  return `${whole.replaceAll(other, '') || '0'}.${number.slice(at + 1) || '0'}`;
}

function signed(plain: string, negative: boolean): string {
  const trimmed = plain.replace(/^0+(?=\d)/, '');
  return negative && /[1-9]/.test(trimmed) ? `-${trimmed}` : trimmed;
}

function scientific(body: string, negative: boolean, currency: string | undefined): StandardisedAmount {
  const number = Number(body.replace(',', '.'));
  if (!Number.isFinite(number) || Math.abs(number) >= 1e21 || (number !== 0 && Math.abs(number) < 1e-6)) {
    return { findings: [error('amount.invalid')] };
  }
  return {
    value: signed(String(Math.abs(number)), negative || number < 0),
    currency,
    findings: [warning('amount.scientific_notation')],
  };
}

/**
 * Which mark is decimal in a column: values that settle it (`1.234,56`, `12,5`) outvote the rest. Undefined when
 * nothing tells.
 */
export function detectDecimalMark(samples: readonly string[]): DecimalMark | undefined {
  let commas = 0;
  let points = 0;
  for (const sample of samples) {
    const marks = sample.slice(0, MAX_LENGTH).replace(/[^\d.,]/g, '');
    const at = Math.max(marks.lastIndexOf(','), marks.lastIndexOf('.'));
    if (at < 0) continue;
    const mark = marks[at]!;
    const both = marks.includes(',') && marks.includes('.');
    const repeated = marks.indexOf(mark) !== at;
    if (repeated && !both) mark === ',' ? points++ : commas++;
    else if (both || marks.length - at - 1 !== 3) mark === ',' ? commas++ : points++;
  }
  if (commas === points) return undefined;
  return commas > points ? ',' : '.';
}

/** A whole number; decimals that are zero are dropped, others are an error. */
export function standardiseInteger(
  raw: string,
  options: { readonly decimalMark?: DecimalMark } = {},
): Standardised {
  const { value, findings } = standardiseAmount(raw, options);
  if (value === undefined)
    return { findings: findings.map((one) => ({ ...one, code: one.code.replace('amount.', 'integer.') })) };
  const [whole, decimals = ''] = value.split('.');
  if (!/^0*$/.test(decimals)) {
    const grouped =
      decimals.length === 3 && options.decimalMark === undefined && /^-?\d{1,3}[.,\s]\d{3}$/.test(raw.trim());
    return grouped
      ? { value: `${whole}${decimals}`, findings: [warning('integer.ambiguous')] }
      : { findings: [error('integer.not_whole')] };
  }
  return { value: whole === '-0' ? '0' : whole, findings: NO_FINDINGS };
}
