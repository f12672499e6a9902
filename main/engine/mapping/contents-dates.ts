import type { MappingRule } from '../../../shared/model/mapping.ts';

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ]\d)/;
const NUMERIC = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})(?:$|[T ,]\s?\d{1,2}[:h])/;
const COMPACT = /^(\d{8})(?:\d{4,6})?$/;
const WORDED =
  /^(?:\p{L}{3,9}\.?,? )?(?:\d{1,2}(?:er|st|nd|rd|th|\.)?[ -]\p{L}{3,9}\.?,?[ -](\d{2,4})|\p{L}{3,9}\.? \d{1,2},? (\d{4}))(?:$|[ ,T])/u;

/** The year of a text that reads as a date in any usual form, or null. Two-digit years fall in 1930…2029. */
export function dateYears(text: string): number | null {
  if (text.length < 6 || text.length > 40) return null;
  const iso = ISO.exec(text);
  if (iso) return isDay(Number(iso[3])) && isMonth(Number(iso[2])) ? plausibleYear(iso[1]!) : null;
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [a, b] = [Number(numeric[1]), Number(numeric[2])];
    return (isDay(a) && isMonth(b)) || (isMonth(a) && isDay(b)) ? plausibleYear(numeric[3]!) : null;
  }
  if (COMPACT.test(text)) return compactYear(text);
  const worded = WORDED.exec(text);
  return worded ? plausibleYear((worded[1] ?? worded[2])!) : null;
}

function compactYear(text: string): number | null {
  const order = compactOrder(text);
  if (order === null) return null;
  const year = plausibleYear(order === 'ymd' ? text.slice(0, 4) : text.slice(4, 8));
  // Eight digits are more often a number than a date of long ago.
  return year !== null && year >= 1850 ? year : null;
}

function compactOrder(text: string): 'ymd' | 'dmy' | 'mdy' | null {
  const part = (start: number, length: number) => Number(text.slice(start, start + length));
  if (plausibleYear(text.slice(0, 4)) !== null && isMonth(part(4, 2)) && isDay(part(6, 2))) return 'ymd';
  if (text.length !== 8 || plausibleYear(text.slice(4, 8)) === null) return null;
  if (isDay(part(0, 2)) && isMonth(part(2, 2))) return 'dmy';
  return isMonth(part(0, 2)) && isDay(part(2, 2)) ? 'mdy' : null;
}

function plausibleYear(text: string): number | null {
  const year = Number(text);
  if (text.length === 2) return year < 30 ? 2000 + year : 1900 + year;
  return year >= 1500 && year <= 2100 ? year : null;
}

function isDay(n: number): boolean {
  return n >= 1 && n <= 31;
}

function isMonth(n: number): boolean {
  return n >= 1 && n <= 12;
}

/**
 * The order in which numeric dates of a column are to be read, by the values that can only be read one way.
 * Undefined where nothing tells (ISO dates, or all days at most 12).
 */
export function detectDateOrder(values: readonly string[]): MappingRule['dateOrder'] {
  const counts = { dmy: 0, mdy: 0, ymd: 0 };
  for (const value of values) {
    const order = orderOf(value);
    if (order) counts[order]++;
  }
  const [best] = Object.entries(counts).sort((a, b) => b[1] - a[1]) as [keyof typeof counts, number][];
  return best && best[1] > 0 ? best[0] : undefined;
}

function orderOf(text: string): 'dmy' | 'mdy' | 'ymd' | null {
  if (ISO.test(text)) return null;
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [a, b] = [Number(numeric[1]), Number(numeric[2])];
    if (isDay(a) && a > 12 && isMonth(b)) return 'dmy';
    return isMonth(a) && isDay(b) && b > 12 ? 'mdy' : null;
  }
  if (!COMPACT.test(text)) return null;
  const order = compactOrder(text);
  return order === 'ymd' || order === null ? order : compactSure(text, order);
}

function compactSure(text: string, order: 'dmy' | 'mdy'): 'dmy' | 'mdy' | null {
  const [a, b] = [Number(text.slice(0, 2)), Number(text.slice(2, 4))];
  return a > 12 || b > 12 ? order : null;
}
