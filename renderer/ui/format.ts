import { useTranslation } from 'react-i18next';

export interface Format {
  number(value: number): string;
  /** One decimal; `share` from 0 to 1. */
  percent(share: number): string;
  /** From 0 to 1 with three significant digits; very small ones as a power of ten. */
  probability(value: number): string;
  date(iso: string): string;
  dateTime(iso: string): string;
  bytes(value: number): string;
  /** Seconds as “3 min 20 s”. */
  duration(seconds: number): string;
}

const TIME: ReadonlySet<string> = new Set(['second', 'minute', 'hour']);
const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (power: number): string =>
  String(power).replace(/./g, (sign) => (sign === '-' ? '⁻' : RAISED[Number(sign)]!));

export function formatOf(language: string): Format {
  const locale = language.startsWith('fr') ? 'fr-FR' : 'en-GB';
  // British “3 mins 20 secs” is long for a tray.
  const timeDisplay = locale === 'fr-FR' ? 'short' : 'narrow';
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const digits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const mantissa = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: name === 'byte' ? 'long' : TIME.has(name) ? timeDisplay : 'short',
      maximumFractionDigits: digits,
    }).format(value);
  const read = (format: Intl.DateTimeFormat, iso: string) => {
    const time = new Date(iso);
    return Number.isNaN(time.getTime()) ? iso : format.format(time);
  };
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    probability(value) {
      if (value <= 0 || value >= 0.001) return digits.format(value);
      const power = Math.floor(Math.log10(value));
      return `${mantissa.format(value / 10 ** power)}\u00a0×\u00a010${raised(power)}`;
    },
    date: (iso) => read(date, iso),
    dateTime: (iso) => read(dateTime, iso),
    bytes(value) {
      const power = value < 1 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(value) / 3));
      return unit(value / 1000 ** power, BYTES[power]!, power === 0 ? 0 : 1);
    },
    duration(seconds) {
      const whole = Math.max(0, Math.round(seconds));
      if (whole < 60) return unit(whole, 'second');
      if (whole < 3600) return `${unit(Math.floor(whole / 60), 'minute')} ${unit(whole % 60, 'second')}`;
      return `${unit(Math.floor(whole / 3600), 'hour')} ${unit(Math.floor((whole % 3600) / 60), 'minute')}`;
    },
  };
}

const made = new Map<string, Format>();

/** Numbers, dates and sizes as the reader's language writes them. One for all that show some: it takes 1 ms to make. */
export function useFormat(): Format {
  const { language } = useTranslation().i18n;
  const format = made.get(language) ?? formatOf(language);
  made.set(language, format);
  return format;
}
