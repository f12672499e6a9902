import type { Address } from './population.ts';
import { type Random, WeightedList } from './random.ts';
import type { SampleRecord } from './sample-record.ts';
import { STREET_TYPES } from './words/streets.ts';

/** How silos write dates, phones and addresses. */

const DAY = 86_400_000;

const isoDays = new Map<number, string>();

/** ISO 8601 date of a number of days since 1970-01-01; remembered, a sample spans some 5,500 days. */
export function isoDay(day: number): string {
  let text = isoDays.get(day);
  if (text === undefined) {
    text = new Date(day * DAY).toISOString().slice(0, 10);
    isoDays.set(day, text);
  }
  return text;
}

/** A time within the day, ISO 8601 in UTC. */
export function isoTime(random: Random, day: number): string {
  return `${isoDay(day)}T${two(random.int(24))}:${two(random.int(60))}:${two(random.int(60))}Z`;
}

export const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** 1975-03-12 → 12/03/1975 with the given separator. */
export function frenchDate(iso: string, separator: string): string {
  return iso === '' ? '' : `${iso.slice(8, 10)}${separator}${iso.slice(5, 7)}${separator}${iso.slice(0, 4)}`;
}

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);

/** 12 mars 1975, 1er mai 1980. */
export function dateInWords(iso: string): string {
  const day = Number(iso.slice(8, 10));
  return `${day === 1 ? '1er' : day} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
}

const phoneStyles = new WeightedList<(number: string) => string>(
  [
    (n) => pairs(n, ' '),
    (n) => n,
    (n) => `+33${n.slice(1)}`,
    (n) => pairs(n, '.'),
    (n) => pairs(n, '-'),
    (n) => `+33 ${n[1]} ${pairs(n.slice(2), ' ')}`,
    (n) => `0033${n.slice(1)}`,
    (n) => `+33 (0)${n[1]} ${pairs(n.slice(2), ' ')}`,
    (n) => pairs(n, '/'),
  ],
  (rank) => [30, 28, 14, 9, 5, 6, 3, 3, 2][rank] ?? 0,
);

const pairs = (number: string, between: string): string => {
  let text = number.slice(0, 2);
  for (let i = 2; i < number.length; i += 2) text += between + number.slice(i, i + 2);
  return text;
};

/** A ten-digit national number as somebody wrote it. */
export function phoneText(random: Random, number: string): string {
  return number === '' ? '' : phoneStyles.draw(random)(number);
}

/** `12 bis rue des Lilas`, often shortened; the flag `address_short` is set where the street type is. */
export function streetText(random: Random, address: Address, record: SampleRecord): string {
  const type = STREET_TYPES[address.type];
  const draw = random.next();
  let word = type?.full ?? 'Rue';
  if (draw < 0.3 && type !== undefined) {
    word = random.pick(type.short);
    record.flags.add('address_short');
  } else if (draw < 0.55) word = word.toLowerCase();
  const line = `${address.number}${random.chance(0.12) ? ',' : ''} ${word} ${address.streetName}`;
  return random.chance(0.08) ? line.toUpperCase() : line;
}

export const COUNTRIES: readonly string[] = [
  'France',
  'France',
  'FRANCE',
  'FR',
  'F',
  '',
  'France métropolitaine',
];
