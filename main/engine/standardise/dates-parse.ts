import { type CalendarDate, fromEpochDays, isCalendarDate } from './dates-calendar.ts';
import { readDateWords } from './dates-words.ts';
import { type DateOrder, error, type Finding, info, warning } from './types.ts';

export interface ParsedDate {
  readonly date?: CalendarDate;
  readonly findings: readonly Finding[];
}

export interface ReadingContext {
  readonly order: DateOrder;
  readonly birth: boolean;
  /** ISO date of the run. */
  readonly now: string;
}

const TRIPLE = /^(\d{1,4})\s*([./\-_,\s])\s*(\d{1,2}|\d{4})\s*[./\-_,\s]\s*(\d{1,4})\.?$/;
const MONTH_YEAR = /^(\d{1,2})[./\-\s](\d{4})$/;
const YEAR_MONTH = /^(\d{4})[./-](\d{1,2})$/;
const UNREADABLE: ParsedDate = { findings: [error('date.invalid')] };
const IMPOSSIBLE: ParsedDate = { findings: [error('date.impossible')] };

/** Reads a date without its time of day. `text` is clean and not blank. */
export function parseDate(text: string, context: ReadingContext): ParsedDate {
  const triple = TRIPLE.exec(text);
  if (triple !== null) return fromTriple([triple[1]!, triple[3]!, triple[4]!], context);
  if (/^\d+(?:[.,]\d+)?$/.test(text)) return fromDigits(text, context);
  const partial = MONTH_YEAR.exec(text) ?? reversed(YEAR_MONTH.exec(text));
  if (partial !== null) return fromMonth(Number(partial[2]), Number(partial[1]));
  const words = readDateWords(text);
  if (words === undefined) return UNREADABLE;
  if (words.day === undefined) return fromMonth(Number(words.year), words.month);
  return check(
    fullYear(words.year, words.month, Number(words.day), context),
    words.month,
    Number(words.day),
    yearFindings(words.year),
  );
}

function reversed(match: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return match === null ? null : [match[0], match[2], match[1]];
}

function fromMonth(year: number, month: number): ParsedDate {
  if (month === 0) return { date: { year }, findings: [warning('date.partial')] };
  return month <= 12 ? { date: { year, month }, findings: [info('date.partial')] } : IMPOSSIBLE;
}

function check(year: number, month: number, day: number, findings: readonly Finding[]): ParsedDate {
  return isCalendarDate(year, month, day) ? { date: { year, month, day }, findings } : IMPOSSIBLE;
}

/** Three numbers: the place of a four-digit year is taken from the text, the rest from the order of the column. */
function fromTriple(parts: readonly [string, string, string], context: ReadingContext): ParsedDate {
  const order = orderFor(parts, context.order);
  const at = (letter: string): string => parts[order.indexOf(letter)]!;
  const year = at('y');
  if (year.length !== 4 && year.length !== 2 && year.length !== 1) return UNREADABLE;
  const day = Number(at('d'));
  const month = Number(at('m'));
  if (day === 0 || month === 0) return withZeros(year, month, context);
  const findings = yearFindings(year);
  const read = check(fullYear(year, month, day, context), month, day, findings);
  if (read.date !== undefined) return read;
  const swapped = check(fullYear(year, day, month, context), day, month, [
    ...findings,
    warning('date.swapped_day_month'),
  ]);
  if (swapped.date !== undefined || year.length === 4) return swapped;
  return inAnotherOrder(parts, context);
}

/** `66-06-19` in a day-first column: the year can only be the first. */
function inAnotherOrder(parts: readonly [string, string, string], context: ReadingContext): ParsedDate {
  const other = context.order.startsWith('y') ? [parts[2], parts[1], parts[0]] : parts;
  const [year, month, day] = [other[0]!, Number(other[1]), Number(other[2])];
  if (year.length > 2) return IMPOSSIBLE;
  const findings = [...yearFindings(year), warning('date.other_order')];
  return check(fullYear(year, month, day, context), month, day, findings);
}

function orderFor(parts: readonly [string, string, string], order: DateOrder): string {
  const four = parts.findIndex((part) => part.length >= 3);
  if (four < 0) return order;
  if (four === 0) return order === 'ydm' ? 'ydm' : 'ymd';
  if (four === 1) return 'dym';
  return order === 'mdy' ? 'mdy' : 'dmy';
}

function withZeros(year: string, month: number, context: ReadingContext): ParsedDate {
  if (/^0+$/.test(year)) return { findings: [error('date.placeholder')] };
  if (year.length < 4) return IMPOSSIBLE;
  if (month === 0 || month > 12) return { date: { year: Number(year) }, findings: [warning('date.partial')] };
  return { date: { year: fullYear(year, month, 1, context), month }, findings: [warning('date.partial')] };
}

const yearFindings = (year: string): readonly Finding[] =>
  year.length < 4 ? [info('date.two_digit_year')] : [];

/** Years of a two-digit date that may lie ahead of today when it is not a birth date. */
const YEARS_AHEAD = 10;

function fullYear(year: string, month: number, day: number, context: ReadingContext): number {
  const number = Number(year);
  if (year.length > 2) return number;
  const thisYear = Number(context.now.slice(0, 4));
  const century = Math.floor(thisYear / 100) * 100;
  const candidate = century + number;
  if (!context.birth) return candidate > thisYear + YEARS_AHEAD ? candidate - 100 : candidate;
  const isAhead =
    candidate * 10_000 + month * 100 + day > Number(context.now.slice(0, 10).replaceAll('-', ''));
  return isAhead ? candidate - 100 : candidate;
}

/** Day 1 is 1900-01-01 and 1900 counts as a leap year (ECMA-376 part 1, 18.17.4.1). 10,000 is 1927, 80,000 is 2119. */
const EXCEL = { first: 10_000, last: 80_000, epoch: -25_569 };

function fromDigits(text: string, context: ReadingContext): ParsedDate {
  const [digits = ''] = text.split(/[.,]/);
  const fraction = digits.length !== text.length;
  if (digits.length === 5 || (fraction && digits.length <= 5)) return fromExcel(Number(digits));
  if (fraction && !/[.,]0+$/.test(text)) return UNREADABLE;
  if (/^0+$/.test(digits)) return { findings: [error('date.placeholder')] };
  switch (digits.length) {
    case 8:
      return fromEight(digits, context);
    case 7:
      return lostZero(fromEight(`0${digits}`, context));
    case 6:
      return fromTriple([digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)], context);
    case 4:
      return { date: { year: Number(digits) }, findings: [info('date.partial')] };
    default:
      return UNREADABLE;
  }
}

function fromExcel(serial: number): ParsedDate {
  if (serial < EXCEL.first || serial > EXCEL.last) return UNREADABLE;
  return { date: fromEpochDays(serial + EXCEL.epoch), findings: [warning('date.excel_serial')] };
}

function lostZero(read: ParsedDate): ParsedDate {
  return read.date === undefined
    ? read
    : { date: read.date, findings: [...read.findings, warning('date.lost_zero')] };
}

/** `19610619` first, as year-month-day is the usual form without separators; else by the order of the column. */
function fromEight(digits: string, context: ReadingContext): ParsedDate {
  const year = Number(digits.slice(0, 4));
  if ((year >= 1800 && year <= 2100) || year === 9999) {
    const read = check(year, Number(digits.slice(4, 6)), Number(digits.slice(6)), []);
    if (read.date !== undefined) return read;
  }
  const last = Number(digits.slice(4));
  if (last < 1000) return IMPOSSIBLE;
  return fromTriple([digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)], context);
}
