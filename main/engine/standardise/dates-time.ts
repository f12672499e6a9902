export interface TimeOfDay {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  /** Minutes east of UTC; absent when the text names no zone. */
  readonly offset?: number;
}

const TIME =
  /(?:^|[T\s,à@]\s*)(\d{1,2})(?:[:hH](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?|[hH])\s*(am|pm|a\.m\.|p\.m\.)?\s*(Z|UTC|GMT|CET|CEST|[+-]\d{2}:?(?:\d{2})?)?(?:\[[\w/]+\])?$/i;
const BASIC = /^(\d{8})T?(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?(?:\d{2})?)?$/;
const NAMED_ZONES: Readonly<Record<string, number>> = { Z: 0, UTC: 0, GMT: 0, CET: 60, CEST: 120 };

/** Parts the time of day from the end of a text. `time` is absent when there is none, 'invalid' when it cannot be. */
export function splitTime(text: string): { readonly date: string; readonly time?: TimeOfDay | 'invalid' } {
  const basic = BASIC.exec(text);
  if (basic !== null)
    return { date: basic[1]!, time: timeOf(basic[2]!, basic[3], basic[4], undefined, basic[5]) };
  const found = TIME.exec(text);
  if (found === null || found.index === 0) return { date: text };
  return {
    date: text.slice(0, found.index).trim(),
    time: timeOf(found[1]!, found[2], found[3], found[4], found[5]),
  };
}

function timeOf(hour: string, minute = '0', second = '0', half = '', zone?: string): TimeOfDay | 'invalid' {
  const minutes = Number(minute);
  const seconds = Number(second);
  const hours = twentyFour(Number(hour), half.toLowerCase());
  if (hours > 24 || minutes > 59 || seconds > 60 || (hours === 24 && minutes + seconds > 0)) return 'invalid';
  const offset = zone === undefined ? undefined : offsetOf(zone);
  return { hours, minutes, seconds: Math.min(seconds, 59), offset };
}

function twentyFour(hours: number, half: string): number {
  if (half === '' || hours > 12) return hours;
  return (hours % 12) + (half.startsWith('p') ? 12 : 0);
}

function offsetOf(zone: string): number {
  const named = NAMED_ZONES[zone.toUpperCase()];
  if (named !== undefined) return named;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}
