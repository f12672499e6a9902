import type { Column, EncodedRecords } from '../encode.ts';
import { coordinates, distanceInKm, isPlace } from '../values/geography.ts';
import { byValue } from './by-value.ts';
import {
  BLANK,
  bestLevel,
  type Comparator,
  type ComparatorContext,
  type ComparatorFamily,
  columnOf,
  textsOf,
} from './comparator.ts';

/** Most km of each level but the last. */
export const KILOMETRES = [0.1, 1, 10, 100] as const;

/** The first level whose limit a distance keeps. */
function within(distance: number, limits: readonly number[]): number {
  const level = limits.findIndex((most) => distance <= most);
  return level < 0 ? limits.length : level;
}

/**
 * Places by the great-circle distance between them. Attributes: latitude and longitude in degrees, two numbers, or one text with both
 * (`48.8566, 2.3522`). What is no place on earth, and the 0, 0 of software that knows none, is blank.
 */
export const geographicDistance: ComparatorFamily = {
  name: 'geographic_distance',
  levels: [
    { name: 'within_100_m', m: 0.6, u: 0.0005 },
    { name: 'within_1_km', m: 0.15, u: 0.003 },
    { name: 'within_10_km', m: 0.08, u: 0.03 },
    { name: 'within_100_km', m: 0.05, u: 0.1 },
    { name: 'different', m: 0.12, u: 0.8665 },
  ],
  valued: [],
  create(context): Comparator {
    const latitude = columnOf(context, 0)!;
    const longitude = columnOf(context, 1);
    const frequency = (): number => 0;
    if (longitude === undefined) {
      const { north, east } = placesOf(latitude);
      const compare = (a: number, b: number): number =>
        distanceLevel(north[a]!, east[a]!, north[b]!, east[b]!);
      return {
        compare: (i, j) => bestLevel(latitude, i, j, compare),
        frequency,
        values: (i) => textsOf([latitude], i),
      };
    }
    const north = numbersOf(latitude, context.records);
    const east = numbersOf(longitude, context.records);
    return {
      compare: (i, j) =>
        distanceLevel(
          north[latitude.ids[i]!]!,
          east[longitude.ids[i]!]!,
          north[latitude.ids[j]!]!,
          east[longitude.ids[j]!]!,
        ),
      frequency,
      values: (i) => textsOf([latitude, longitude], i),
    };
  },
};

function distanceLevel(northA: number, eastA: number, northB: number, eastB: number): number {
  if (!isPlace(northA, eastA) || !isPlace(northB, eastB)) return BLANK;
  return within(distanceInKm(northA, eastA, northB, eastB), KILOMETRES);
}

function numbersOf({ attribute, dictionary }: Column, { features }: EncodedRecords): Float64Array {
  return features.get(`numbers ${attribute}`, () => ({
    numbers: Float64Array.from(dictionary.map((text) => Number.parseFloat(text))),
  })).numbers;
}

function placesOf({ dictionary }: Column): { north: Float64Array; east: Float64Array } {
  const places = dictionary.map(coordinates);
  const part = (k: 0 | 1): Float64Array => Float64Array.from(places, (place) => place?.[k] ?? Number.NaN);
  return { north: part(0), east: part(1) };
}

/** Most units of each level after the exact one. */
export const UNITS = [1, 10, 100] as const;

/** Numbers by the difference between them, in their own unit. For a difference in per cent there is `number`. */
export const numberGap: ComparatorFamily = byValue(
  'number_gap',
  [
    { name: 'exact', m: 0.6, u: 0.02 },
    { name: 'within_1', m: 0.1, u: 0.02 },
    { name: 'within_10', m: 0.1, u: 0.06 },
    { name: 'within_100', m: 0.08, u: 0.2 },
    { name: 'different', m: 0.12, u: 0.7 },
  ],
  (column: Column, { records }: ComparatorContext) => {
    const numbers = numbersOf(column, records);
    return (a, b) => {
      const gap = Math.abs(numbers[a]! - numbers[b]!);
      if (Number.isNaN(gap)) return BLANK;
      return gap === 0 ? 0 : within(gap, UNITS) + 1;
    };
  },
);
