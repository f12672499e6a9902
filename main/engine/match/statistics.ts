import type { EntityType } from '../../../shared/model/canonical.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import type { CanonicalRow } from '../../../shared/model/values.ts';
import { placesFeature, streetWords } from './comparators/address.ts';
import { NAME_WORDS } from './comparators/contact.ts';
import { sharedFeature } from './comparators/shared-contacts.ts';
import { type Column, type EncodedRecords, RecordEncoder } from './encode.ts';
import { Scorer } from './score.ts';
import type { Texts } from './values/dictionary.ts';
import { type Feature, Features, shared as inSharedMemory } from './values/shared.ts';
import { longHash } from './values/text.ts';
import { countWords, tokenWeights, wordsFeature } from './values/token-weights.ts';

/** Values by {@link longHash}, ascending, and how often each occurs. */
interface Counts {
  readonly hashes: Float64Array;
  readonly counts: Uint32Array;
}

interface ColumnStatistics {
  readonly attribute: string;
  readonly filled: number;
  /** Values of three records or more: a rarer one weighs the same whether one or two hold it. */
  readonly frequent: Counts;
  /** Contact points of many people. */
  readonly shared: Counts;
  /** Addresses only. */
  readonly postcodes: Counts;
  readonly cities: Counts;
  /** Of the texts themselves, or of the streets; number of texts they were counted in. */
  readonly words: Counts;
  readonly texts: number;
}

/**
 * What the weight of a pair depends on beside its two records: how common values, words and places are. Kept with a
 * run, it explains any pair at once, where encoding a million records again would take half a minute.
 */
export interface MatchStatistics {
  readonly distinct: number;
  readonly nameWords: Float64Array;
  readonly columns: readonly ColumnStatistics[];
}

/** Where the statistics of the last run are kept: entity, data. */
export const STATISTICS_TABLE = 'match_statistics';

const FREQUENT = 3;
const NONE: Counts = { hashes: new Float64Array(0), counts: new Uint32Array(0) };

/** Comparators that go by how rare words are. */
const WORDED = new Set(['text', 'soft_tfidf']);

/** The statistics of some records as a model weighs them. */
export function statisticsOf(records: EncodedRecords, model: MatchModel): MatchStatistics {
  // Preparing the comparisons derives what they go by.
  new Scorer(records, model);
  const known = records.features.all();
  const worded = textsByWord(records, model);
  return {
    distinct: records.distinct,
    nameWords: (known.get(NAME_WORDS)?.hashes as Float64Array | undefined) ?? new Float64Array(0),
    columns: [...records.columns.values()]
      .filter(({ filled }) => filled > 0)
      .map((column) => columnStatistics(records, column, worded.has(column.dictionary))),
  };
}

/** Texts that comparisons or blocking rules look at word by word. */
function textsByWord({ columns }: EncodedRecords, model: MatchModel): Set<Texts | undefined> {
  const compared = model.comparisons
    .filter(({ comparator }) => WORDED.has(comparator))
    .flatMap(({ attributes }) => attributes.slice(0, 1));
  const blocked = model.blockingRules
    .flatMap(({ keys }) => keys)
    .filter(({ transform }) => transform === 'rare_word')
    .flatMap(({ attribute }) => attribute.split('|'));
  return new Set([...compared, ...blocked].map((attribute) => columns.get(attribute)?.dictionary));
}

function columnStatistics(
  { features }: EncodedRecords,
  { attribute, filled, dictionary, frequency, addresses }: Column,
  isWorded: boolean,
): ColumnStatistics {
  const known = features.all();
  const places = known.get(placesFeature(attribute));
  const shared = known.get(sharedFeature(attribute))?.shared;
  const [texts, name] = addresses ? [addresses.streets, streetWords(attribute)] : [dictionary, attribute];
  return {
    attribute,
    filled,
    frequent: countsOf(dictionary, frequency, FREQUENT),
    shared: shared ? countsOf(dictionary, shared, 1) : NONE,
    postcodes: addresses && places ? countsOf(addresses.postcodes, places.byPostcode!, 1) : NONE,
    cities: addresses && places ? countsOf(addresses.cities, places.byCity!, 1) : NONE,
    words: isWorded || (addresses && places) ? wordCounts(texts, name, features) : NONE,
    texts: texts.size,
  };
}

function countsOf(texts: Texts, counts: ArrayLike<number>, least: number): Counts {
  const found: [number, number][] = [];
  for (let id = 1; id < texts.size; id++)
    if (counts[id]! >= least) found.push([longHash(texts.text(id)), counts[id]!]);
  return sorted(found);
}

function wordCounts(texts: Texts, name: string, features: Features): Counts {
  return sorted(
    tokenWeights(texts, name, features)
      .holders()
      .map(([word, holders]) => [longHash(word), holders]),
  );
}

function sorted(found: [number, number][]): Counts {
  found.sort((a, b) => a[0] - b[0]);
  return {
    hashes: Float64Array.from(found, ([hash]) => hash),
    counts: Uint32Array.from(found, ([, count]) => count),
  };
}

/** Count of a text; 0 when it is not among them. */
function countOf({ hashes, counts }: Counts, text: string): number {
  const hash = longHash(text);
  let low = 0;
  let high = hashes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (hashes[middle] === hash) return counts[middle]!;
    if (hashes[middle]! < hash) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** A few records as they would be encoded among all those the statistics are of. */
export function encodeAmong(
  entity: EntityType,
  rows: readonly CanonicalRow[],
  statistics: MatchStatistics,
): EncodedRecords {
  const encoder = new RecordEncoder(entity);
  rows.forEach((row, index) => {
    encoder.add(row, index);
  });
  return among(encoder.finish(), statistics);
}

/** Of an attribute that was blank in all records. */
const blankColumn = (attribute: string): ColumnStatistics => ({
  attribute,
  filled: 0,
  frequent: NONE,
  shared: NONE,
  postcodes: NONE,
  cities: NONE,
  words: NONE,
  texts: 0,
});

/** What is known of the last values of a dictionary without looking it up: of those from number `from` on. */
export interface KnownValues {
  readonly from: number;
  readonly frequency: Uint32Array;
  readonly shared: Uint8Array | null;
}

/** Records as they would be encoded among all those the statistics are of; `values`: what is known by attribute. */
export function among(
  records: EncodedRecords,
  statistics: MatchStatistics,
  values: ReadonlyMap<string, KnownValues> = new Map(),
): EncodedRecords {
  const of = new Map(statistics.columns.map((column) => [column.attribute, column]));
  const features = new Map<string, Feature>([[NAME_WORDS, { hashes: statistics.nameWords }]]);
  const columns = [...records.columns.values()].map((column): Column => {
    const known = of.get(column.attribute) ?? blankColumn(column.attribute);
    const own = values.get(column.attribute);
    for (const [name, feature] of knownFeatures(column, known, own)) features.set(name, shared(feature));
    const frequency = numbersOf(column.dictionary, own?.frequency, own, (text) =>
      Math.max(1, countOf(known.frequent, text)),
    );
    return { ...column, filled: known.filled, frequency };
  });
  return {
    ...records,
    distinct: statistics.distinct,
    columns: new Map(columns.map((column) => [column.attribute, column])),
    features: new Features(features),
  };
}

const shared = (feature: Feature): Feature =>
  Object.fromEntries(Object.entries(feature).map(([name, numbers]) => [name, inSharedMemory(numbers)]));

/** A number per text: looked up for the first ones, known for those from `own.from` on. */
function numbersOf(
  texts: Texts,
  known: ArrayLike<number> | null | undefined,
  own: KnownValues | undefined,
  lookUp: (text: string) => number,
): Uint32Array {
  const numbers = new Uint32Array(new SharedArrayBuffer(4 * texts.size));
  const from = known && own ? own.from : texts.size;
  for (let id = 0; id < from; id++) numbers[id] = lookUp(texts.text(id));
  for (let id = from; id < texts.size; id++) numbers[id] = known![id]!;
  return numbers;
}

function knownFeatures(
  { attribute, dictionary, addresses }: Column,
  known: ColumnStatistics,
  own: KnownValues | undefined,
): [string, Feature][] {
  const counted = (texts: Texts, counts: Counts) =>
    Uint32Array.from(texts.map((text) => countOf(counts, text)));
  const isShared = (text: string) => (countOf(known.shared, text) > 0 ? 1 : 0);
  const holders = { size: known.texts, of: (word: string) => countOf(known.words, word) };
  const features: [string, Feature][] = [
    [
      sharedFeature(attribute),
      { shared: Uint8Array.from(numbersOf(dictionary, own?.shared, own, isShared)) },
    ],
  ];
  if (addresses === null) {
    // Nobody looks at the words of a column that has values and no words.
    if (known.filled > 0 && known.words.hashes.length === 0) return features;
    return [...features, [wordsFeature(attribute), countWords(dictionary, holders)]];
  }
  const byPostcode = counted(addresses.postcodes, known.postcodes);
  const byCity = counted(addresses.cities, known.cities);
  const words = countWords(addresses.streets, holders);
  return [
    ...features,
    [placesFeature(attribute), { byPostcode, byCity }],
    [wordsFeature(streetWords(attribute)), words],
  ];
}

const PARTS = ['frequent', 'shared', 'postcodes', 'cities', 'words'] as const;

/** As bytes: the length of a description in JSON, the description, then all numbers (little-endian). */
export function packStatistics({ distinct, nameWords, columns }: MatchStatistics): Buffer {
  const counts = columns.flatMap((column) => PARTS.map((part) => column[part]));
  const described = {
    distinct,
    nameWords: nameWords.length,
    columns: columns.map((column) => ({
      attribute: column.attribute,
      filled: column.filled,
      texts: column.texts,
      sizes: PARTS.map((part) => column[part].hashes.length),
    })),
  };
  const text = Buffer.from(JSON.stringify(described));
  // Spaces make the numbers of eight bytes, which come first, begin at a multiple of eight.
  const head = Buffer.concat([text, Buffer.alloc(-text.length & 7, ' ')]);
  const size = Buffer.alloc(8);
  size.writeUInt32LE(head.length);
  const bytes = (numbers: Float64Array | Uint32Array) =>
    Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return Buffer.concat([
    size,
    head,
    bytes(nameWords),
    ...counts.map(({ hashes }) => bytes(hashes)),
    ...counts.map(({ counts: numbers }) => bytes(numbers)),
  ]);
}

/** The reverse of {@link packStatistics}. */
export function unpackStatistics(packed: Buffer): MatchStatistics {
  const bytes = new Uint8Array(packed);
  const head = new DataView(bytes.buffer).getUint32(0, true);
  const described = JSON.parse(Buffer.from(bytes.buffer, 8, head).toString()) as {
    distinct: number;
    nameWords: number;
    columns: { attribute: string; filled: number; texts: number; sizes: number[] }[];
  };
  let at = 8 + head;
  const hashes = (length: number): Float64Array => {
    const numbers = new Float64Array(bytes.buffer, at, length);
    at += 8 * length;
    return numbers;
  };
  const counts = (length: number): Uint32Array => {
    const numbers = new Uint32Array(bytes.buffer, at, length);
    at += 4 * length;
    return numbers;
  };
  const nameWords = hashes(described.nameWords);
  const all = described.columns.flatMap(({ sizes }) => sizes.map(hashes));
  const numbers = described.columns.flatMap(({ sizes }) => sizes.map(counts));
  return {
    distinct: described.distinct,
    nameWords,
    columns: described.columns.map(({ attribute, filled, texts }, c) => {
      const part = (p: number): Counts => ({
        hashes: all[c * PARTS.length + p]!,
        counts: numbers[c * PARTS.length + p]!,
      });
      return {
        attribute,
        filled,
        texts,
        frequent: part(0),
        shared: part(1),
        postcodes: part(2),
        cities: part(3),
        words: part(4),
      };
    }),
  };
}
