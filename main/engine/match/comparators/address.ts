import { type Column, type EncodedRecords, SEVERAL } from '../encode.ts';
import type { AddressBook } from '../values/addresses.ts';
import type { Texts } from '../values/dictionary.ts';
import {
  bitCount,
  damerauLevenshtein,
  editsAtLeast,
  jaroWinkler,
  jaroWinklerAtMost,
  letterMask,
} from '../values/metrics.ts';
import { withinOneEdit } from '../values/packed-metrics.ts';
import { PairCache } from '../values/pair-cache.ts';
import type { Features } from '../values/shared.ts';
import { hashText } from '../values/text.ts';
import { type TokenWeights, tokenWeights } from '../values/token-weights.ts';
import {
  BLANK,
  bestLevel,
  type Comparator,
  type ComparatorContext,
  type ComparatorFamily,
  columnOf,
  endOf,
  firstOf,
  relativeFrequencies,
  textsOf,
} from './comparator.ts';

const LEVEL = { exact: 0, close: 1, street: 2, neighbour: 3, postcode: 4, city: 5, different: 6 } as const;
const SAME = 0;
const SIMILAR = 1;
const APART = 2;
const UNKNOWN = 3;

/**
 * Addresses, part by part. `exact`: number, street and place; `close`: the same with one part spelled otherwise or missing;
 * `street`: street and number, other place; `neighbour`: street and place, other number; `postcode`; `city`;
 * `different`: often the same person who moved.
 */
export const address: ComparatorFamily = {
  name: 'address',
  levels: [
    { name: 'exact', m: 0.55, u: 0.00005 },
    { name: 'close', m: 0.15, u: 0.00005 },
    { name: 'street', m: 0.02, u: 0.0002 },
    { name: 'neighbour', m: 0.03, u: 0.0003 },
    { name: 'postcode', m: 0.05, u: 0.003 },
    { name: 'city', m: 0.02, u: 0.005 },
    { name: 'different', m: 0.18, u: 0.991 },
  ],
  valued: [LEVEL.exact, LEVEL.postcode, LEVEL.city],
  create(context): Comparator {
    const column = columnOf(context, 0)!;
    const parts = new PartComparison(column, context.records);
    const compare = (a: number, b: number): number => (a === b ? parts.whole(a) : parts.level(a, b));
    const places = placeFrequencies(context, column);
    const { single } = column;
    const compareRecords = (i: number, j: number): number => {
      const [a, b] = [single[i]!, single[j]!];
      if (a === 0 || b === 0) return BLANK;
      return a === SEVERAL || b === SEVERAL ? bestLevel(column, i, j, compare) : compare(a, b);
    };
    return {
      compare: compareRecords,
      compareAll: ({ left, right, size }, levels) => {
        for (let k = 0; k < size; k++) levels[k] = compareRecords(left[k]!, right[k]!);
      },
      frequency: (i, j, level) => places(i, j, level),
      values: (i) =>
        textsOf([column], i).map((text) =>
          text
            .split('|')
            .filter((part) => part !== '')
            .join(' '),
        ),
    };
  },
};

/** Numbers kept of each address, side by side, as they are read together. */
const PARTS = 6;
const PART = { street: 0, city: 1, postcode: 2, number: 3, streetLetters: 4, cityLetters: 5 } as const;

class PartComparison {
  private readonly parts: Int32Array;
  private readonly postcodes: Texts;
  private readonly streets: PlaceNames;
  private readonly cities: PlaceNames;
  /** House numbers without their index (12 of 12BIS), as hashes. */
  private readonly houses: Uint32Array;

  constructor({ attribute, addresses }: Column, { features }: EncodedRecords) {
    const book = addresses!;
    this.postcodes = book.postcodes;
    this.streets = new PlaceNames(book.streets, streetWords(attribute), features, 17);
    this.cities = new PlaceNames(book.cities, `cities ${attribute}`, features, 16);
    this.houses = features.get(`houses ${attribute}`, () => ({
      houses: Uint32Array.from(book.numbers.map((text) => hashText(/^[0-9]+/.exec(text)?.[0] ?? text))),
    })).houses;
    this.parts = features.get(`parts ${attribute}`, () => ({ parts: partsOf(book) })).parts;
  }

  /** Level of an address with itself: exact only if it says more than a town. */
  whole(a: number): number {
    if (this.parts[PARTS * a + PART.street] !== 0) return LEVEL.exact;
    return this.parts[PARTS * a + PART.postcode] !== 0 ? LEVEL.postcode : LEVEL.city;
  }

  level(a: number, b: number): number {
    const { parts } = this;
    const x = PARTS * a;
    const y = PARTS * b;
    const streets = this.streets.compare(
      parts[x]!,
      parts[y]!,
      parts[x + PART.streetLetters]!,
      parts[y + PART.streetLetters]!,
    );
    const [postcodeA, postcodeB] = [parts[x + PART.postcode]!, parts[y + PART.postcode]!];
    const samePostcode = postcodeA !== 0 && postcodeA === postcodeB;
    if (streets === APART && samePostcode) return this.sameDoor(x, y) ? LEVEL.close : LEVEL.postcode;
    const cities = this.cities.compare(
      parts[x + PART.city]!,
      parts[y + PART.city]!,
      parts[x + PART.cityLetters]!,
      parts[y + PART.cityLetters]!,
    );
    if (streets === APART && cities === APART) return LEVEL.different;
    return this.levelOf(x, y, streets, cities, samePostcode);
  }

  private levelOf(x: number, y: number, streets: number, cities: number, samePostcode: boolean): number {
    const place = this.place(x, y, cities);
    if (streets <= SIMILAR) {
      const number = this.number(x, y);
      if (number === SAME && place === SAME) return streets === SAME ? LEVEL.exact : LEVEL.close;
      if (number !== APART && place !== APART) return LEVEL.close;
      if (number === SAME) return LEVEL.street;
      if (number === APART && place === SAME) return LEVEL.neighbour;
    }
    if (streets === APART && place === SAME && this.sameDoor(x, y)) return LEVEL.close;
    if (streets === UNKNOWN && place === UNKNOWN) return BLANK;
    if (samePostcode) return LEVEL.postcode;
    return cities <= SIMILAR ? LEVEL.city : LEVEL.different;
  }

  /** Postcode and city together: one of the two may be mistyped or missing. */
  private place(x: number, y: number, cities: number): number {
    const [a, b] = [this.parts[x + PART.postcode]!, this.parts[y + PART.postcode]!];
    if (a === 0 || b === 0) return cities === SIMILAR ? SAME : cities;
    if (a === b) return SAME;
    if (cities <= SIMILAR) return SIMILAR;
    return withinOneEdit(this.postcodes, a, b) ? SIMILAR : APART;
  }

  /** The same house number, and the telling word of one street in the other: 854 7th and 854 7th between 54th and 55th. */
  private sameDoor(x: number, y: number): boolean {
    const { parts } = this;
    if (parts[x + PART.number] === 0 || parts[y + PART.number] === 0) return false;
    return this.number(x, y) === SAME && this.streets.shareTellingWord(parts[x]!, parts[y]!);
  }

  private number(x: number, y: number): number {
    const [a, b] = [this.parts[x + PART.number]!, this.parts[y + PART.number]!];
    if (a === b) return SAME;
    if (a === 0 || b === 0) return UNKNOWN;
    return this.houses[a] === this.houses[b] ? SAME : APART;
  }
}

function partsOf({ street, city, postcode, number, streets, cities }: AddressBook): Int32Array {
  const streetLetters = streets.map(letterMask);
  const cityLetters = cities.map(letterMask);
  const parts = new Int32Array(PARTS * street.length);
  for (let id = 1; id < street.length; id++) {
    const [s, c] = [street[id]!, city[id]!];
    parts.set([s, c, postcode[id]!, number[id]!, streetLetters[s]!, cityLetters[c]!], PARTS * id);
  }
  return parts;
}

/** Names of streets or towns. */
class PlaceNames {
  private readonly texts: Texts;
  private readonly cache: PairCache;
  private readonly weights: () => TokenWeights;

  constructor(texts: Texts, name: string, features: Features, bits: number) {
    this.texts = texts;
    this.cache = new PairCache(bits);
    this.weights = () => tokenWeights(texts, name, features);
  }

  /** Level of two names and their letters. */
  compare(a: number, b: number, lettersA: number, lettersB: number): number {
    if (a === 0 || b === 0) return UNKNOWN;
    if (a === b) return SAME;
    // Most places share too few letters for anything that `resemble` looks for.
    const [onlyA, onlyB] = [lettersA & ~lettersB, lettersB & ~lettersA];
    if (onlyA !== 0 && onlyB !== 0 && this.areFar(a, b, bitCount(onlyA), bitCount(onlyB))) return APART;
    return this.cache.get(a, b, this.compute);
  }

  /** True when letters alone say that two names do not resemble one another. */
  private areFar(a: number, b: number, onlyA: number, onlyB: number): boolean {
    const [la, lb] = [this.texts.length(a), this.texts.length(b)];
    if (Math.max(onlyA, onlyB) <= 2) return false;
    // Jaro-Winkler with the full bonus for a common beginning; see jaroWinklerAtMost.
    const common = Math.min(la - onlyA, lb - onlyB);
    return common <= 0 || 0.4 + (0.6 * (common / la + common / lb + 1)) / 3 < 0.92;
  }

  /** True when the rarest word of the shorter name is in the longer. Words of one or two letters do not count. */
  shareTellingWord(a: number, b: number): boolean {
    const left = this.telling(a);
    const right = this.telling(b);
    if (left.length === 0 || right.length === 0) return false;
    return left.length <= right.length ? right.includes(left[0]!) : left.includes(right[0]!);
  }

  private telling(id: number): string[] {
    return this.weights()
      .rarest(id)
      .filter((word) => word.length > 2 || /^[0-9]/.test(word));
  }

  private readonly compute = (a: number, b: number): number => {
    const [textA, textB] = [this.texts.text(a), this.texts.text(b)];
    return resemble(textA, textB, letterMask(textA), letterMask(textB)) ? SIMILAR : APART;
  };
}

const resemble = (a: string, b: string, maskA: number, maskB: number): boolean =>
  areAlike(a, b, maskA, maskB) && !numbersDiffer(a, b) && !areOpposite(a, b);

function areAlike(a: string, b: string, maskA: number, maskB: number): boolean {
  const longest = Math.max(a.length, b.length);
  const limit = longest >= 8 ? 2 : longest >= 4 ? 1 : 0;
  if (editsAtLeast(a, b, maskA, maskB) <= limit && damerauLevenshtein(a, b, limit) <= limit) return true;
  if (longest >= 5 && jaroWinklerAtMost(a, b, maskA, maskB) >= 0.92 && jaroWinkler(a, b) >= 0.92) return true;
  if ((maskB & ~maskA) === 0 && contains(a, b)) return true;
  return (maskA & ~maskB) === 0 && contains(b, a);
}

const NUMBERS = /[0-9]+/g;

/** 65th and 66th Street are two streets, however alike they are spelled; 8 Mai and 8 Mai 1945 may be one. */
function numbersDiffer(a: string, b: string): boolean {
  const [left, right] = [a.match(NUMBERS), b.match(NUMBERS)];
  if (left === null || right === null) return false;
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  return !few.every((number) => many.includes(number));
}

const COMPASS = /\b(?:NORTH|SOUTH|EAST|WEST)\b/;

/** North Wells and South Wells: the two ends of a street, or two streets. */
function areOpposite(a: string, b: string): boolean {
  const [left, right] = [COMPASS.exec(a)?.[0], COMPASS.exec(b)?.[0]];
  return left !== undefined && right !== undefined && left !== right;
}

/** All words of `few` are in `many`, and they are not a single short one. Short numbers count: 3 in West 3. */
function contains(many: string, few: string): boolean {
  if ((few.length < 4 && !/^[0-9]+$/.test(few)) || few.length >= many.length) return false;
  const all = many.split(' ');
  return few.split(' ').every((word) => all.includes(word));
}

/** Frequency of the address, postcode or city two records agree on, among the records with an address. */
function placeFrequencies(
  context: ComparatorContext,
  column: Column,
): (i: number, j: number, level: number) => number {
  const book = column.addresses!;
  const share = relativeFrequencies(context, column, 1 / 20_000, 1 / 20_000);
  const { byPostcode, byCity } = context.records.features.get(placesFeature(column.attribute), () => ({
    byPostcode: countParts(column, book.postcode, book.postcodes),
    byCity: countParts(column, book.city, book.cities),
  }));
  const common = (part: Uint32Array, counts: Uint32Array, i: number, j: number): number => {
    let least = 0;
    for (let k = firstOf(column, i); k < endOf(column, i); k++) {
      const value = part[column.ids[k]!]!;
      for (let l = firstOf(column, j); l < endOf(column, j); l++) {
        if (value !== 0 && part[column.ids[l]!] === value && (least === 0 || counts[value]! < least))
          least = counts[value]!;
      }
    }
    return least === 0 ? 0 : (least + 1) / (column.filled + 500);
  };
  return (i, j, level) => {
    if (level === LEVEL.postcode) return common(book.postcode, byPostcode, i, j);
    if (level === LEVEL.city) return common(book.city, byCity, i, j);
    if (level !== LEVEL.exact) return 0;
    let most = 0;
    for (let k = firstOf(column, i); k < endOf(column, i); k++) {
      most = Math.max(most, share(column.ids[k]!));
    }
    return most;
  };
}

/** Name of the feature that counts the records of each postcode and city. */
export const placesFeature = (attribute: string): string => `places ${attribute}`;

/** Name under which the words of the streets of an attribute are counted. */
export const streetWords = (attribute: string): string => `streets ${attribute}`;

function countParts(column: Column, part: Uint32Array, texts: Texts): Uint32Array {
  const counts = new Uint32Array(texts.size);
  for (let id = 1; id < column.dictionary.size; id++) counts[part[id]!]! += column.frequency[id]!;
  return counts;
}
