import { type CalendarDate, formatDate } from './dates-calendar.ts';
import { type ParsedDate, parseDate, type ReadingContext } from './dates-parse.ts';
import { splitTime, type TimeOfDay } from './dates-time.ts';
import { cleanText, isPlaceholderText } from './text.ts';
import {
  type DateOrder,
  error,
  type Finding,
  info,
  NO_FINDINGS,
  type Standardised,
  warning,
} from './types.ts';

export { detectDateOrder } from './dates-order.ts';

export interface DateOptions {
  /** Default `dmy`. A four-digit year is recognised wherever it stands. */
  readonly order?: DateOrder;
  readonly birth?: boolean;
  /** ISO date of the run. */
  readonly now: string;
}

const MAX_LENGTH = 60;
/** Kept by databases for "no date": blanked. The epochs of Excel, SQL Server, Windows and .NET. */
const NO_DATE = new Set([
  '1900-01-01',
  '1900-01-00',
  '1899-12-30',
  '1899-12-31',
  '1753-01-01',
  '1601-01-01',
  '0001-01-01',
  '1111-11-11',
  '9999-12-31',
  '9999-01-01',
  '9999-09-09',
  '2999-12-31',
  '2099-12-31',
  '3000-01-01',
  '4000-01-01',
]);
/** Possible, but mostly the epoch of a computer: kept with a warning. */
const DOUBTFUL = new Set([
  '1970-01-01',
  '1980-01-01',
  '2000-01-01',
  '1901-01-01',
  '1950-01-01',
  '1960-01-01',
]);
const EPOCH_ONLY = new Set(['1970-01-01', '1901-01-01']);
const OLDEST_AGE = 120;

/**
 * A date in ISO 8601: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` when no more is written. A time of day is dropped. Dates that
 * do not exist, and birth dates in the future, are blanked with an error.
 */
export function standardiseDate(raw: string, options: DateOptions): Standardised {
  const text = cleanText(raw).value;
  if (text === '') return { findings: NO_FINDINGS };
  if (text.length > MAX_LENGTH) return { findings: [error('date.invalid')] };
  const { date: dateText, time } = splitTime(text);
  const parsed = parseDate(dateText, contextOf(options));
  if (parsed.date === undefined) return { findings: unreadable(text, parsed) };
  const shifted = time !== undefined && time !== 'invalid' && isMidnightElsewhere(time);
  return judge(
    parsed.date,
    shifted ? [...parsed.findings, warning('date.maybe_shifted')] : parsed.findings,
    options,
  );
}

const contextOf = (options: DateOptions): ReadingContext => ({
  order: options.order ?? 'dmy',
  birth: options.birth === true,
  now: options.now,
});

function unreadable(text: string, parsed: ParsedDate): readonly Finding[] {
  return isPlaceholderText(text) && !/[1-9]/.test(text) ? [info('date.placeholder')] : parsed.findings;
}

/** 23:00Z and 22:00Z are midnight in western Europe: a date that was turned into UTC by a program. */
function isMidnightElsewhere(time: TimeOfDay): boolean {
  return (
    time.offset === 0 && (time.hours === 22 || time.hours === 23) && time.minutes === 0 && time.seconds === 0
  );
}

function judge(date: CalendarDate, findings: readonly Finding[], options: DateOptions): Standardised {
  const value = formatDate(date);
  if (NO_DATE.has(value) || date.year < 1000 || date.year === 9999)
    return { findings: [error('date.placeholder')] };
  const today = options.now.slice(0, 10);
  const thisYear = Number(today.slice(0, 4));
  const all = [...findings];
  if (options.birth === true) {
    if (value > today.slice(0, value.length)) return { findings: [error('date.future_birth')] };
    if (date.year < thisYear - OLDEST_AGE) all.push(warning('date.too_old'));
  }
  if (date.year < 1900) all.push(warning('date.before_1900'));
  if (options.birth === true ? DOUBTFUL.has(value) : EPOCH_ONLY.has(value))
    all.push(warning('date.maybe_placeholder'));
  if (date.year > thisYear + 50) all.push(warning('date.far_future'));
  return { value, findings: all.length === 0 ? NO_FINDINGS : all };
}

const EPOCH_TIME = /^(?:\/?Date\()?(-?\d{10}(?:\.\d+)?|\d{13})(?:[+-]\d{4})?(?:\)\/?)?$/;
const EXCEL_TIME = /^(\d{5})[.,](\d{2,})$/;
const SECONDS_PER_DAY = 86_400;

/**
 * A moment in ISO 8601: `YYYY-MM-DDTHH:MM:SSZ` in UTC when the text names a zone, `YYYY-MM-DDTHH:MM:SS` (local) when it
 * does not, and a plain date when there is no time of day: all three compare rightly as text. Unix times in seconds and
 * milliseconds are read as UTC.
 */
export function standardiseDateTime(raw: string, options: DateOptions): Standardised {
  const text = cleanText(raw).value;
  if (text.length > MAX_LENGTH) return { findings: [error('date.invalid')] };
  const epoch = EPOCH_TIME.exec(text);
  if (epoch !== null) return fromEpoch(epoch[1]!, options);
  const excel = EXCEL_TIME.exec(text);
  if (excel !== null) return fromExcelTime(text, excel, options);
  const { date: dateText, time } = splitTime(text);
  const date = standardiseDate(time === undefined ? text : dateText, options);
  if (date.value?.length !== 10 || time === undefined) return date;
  if (time === 'invalid')
    return { value: date.value, findings: [...date.findings, warning('date.invalid_time')] };
  return { value: moment(date.value, time), findings: date.findings };
}

function fromEpoch(number: string, options: DateOptions): Standardised {
  const milliseconds = number.length === 13 ? Number(number) : Number(number) * 1000;
  const value = isoSeconds(milliseconds);
  const read = standardiseDate(value.slice(0, 10), options);
  return read.value === undefined ? read : { value, findings: [...read.findings, info('date.unix_time')] };
}

function fromExcelTime(text: string, parts: RegExpExecArray, options: DateOptions): Standardised {
  const read = standardiseDate(text, options);
  if (read.value === undefined) return read;
  const seconds = Math.round(Number(`0.${parts[2]}`) * SECONDS_PER_DAY);
  const days = Date.parse(`${read.value}T00:00:00Z`) / 1000 + seconds;
  return { value: isoSeconds(days * 1000).slice(0, 19), findings: read.findings };
}

function moment(date: string, time: TimeOfDay): string {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const utc = Date.UTC(year, month - 1, day, time.hours, time.minutes - (time.offset ?? 0), time.seconds);
  const text = isoSeconds(utc);
  return time.offset === undefined ? text.slice(0, 19) : text;
}

const isoSeconds = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
