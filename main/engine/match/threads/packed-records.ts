import type { EntityType } from '../../../../shared/model/canonical.ts';
import type { Column, EncodedRecords } from '../encode.ts';
import type { AddressBook } from '../values/addresses.ts';
import { Texts } from '../values/dictionary.ts';
import { type Feature, Features } from '../values/shared.ts';

interface PackedTexts {
  readonly chars: Uint16Array;
  readonly starts: Uint32Array;
}

const BOOK_TEXTS = ['numbers', 'streets', 'postcodes', 'cities', 'complements'] as const;

interface PackedColumn extends Omit<Column, 'dictionary' | 'addresses'> {
  /** Place in `dictionaries`: names share one. */
  readonly dictionary: number;
  readonly addresses:
    | (Omit<AddressBook, (typeof BOOK_TEXTS)[number]> & {
        readonly texts: readonly number[];
      })
    | null;
}

/** Records as plain data over shared memory: handing them to a thread copies nothing. */
export interface PackedRecords {
  readonly entity: EntityType;
  readonly count: number;
  readonly sourceIndex: Uint32Array;
  readonly hashLow: Uint32Array;
  readonly hashHigh: Uint32Array;
  readonly representative: Uint32Array;
  readonly distinct: number;
  readonly columns: readonly PackedColumn[];
  readonly dictionaries: readonly PackedTexts[];
  readonly features: ReadonlyMap<string, Feature>;
}

export function packRecords(records: EncodedRecords): PackedRecords {
  const places = new Map<Texts, number>();
  const placeOf = (texts: Texts): number => {
    const known = places.get(texts) ?? places.size;
    places.set(texts, known);
    return known;
  };
  const columns = [...records.columns.values()].map(({ dictionary, addresses, ...rest }): PackedColumn => {
    if (addresses === null) return { ...rest, dictionary: placeOf(dictionary), addresses };
    const { numbers, streets, postcodes, cities, complements, ...book } = addresses;
    const texts = [numbers, streets, postcodes, cities, complements].map(placeOf);
    return { ...rest, dictionary: placeOf(dictionary), addresses: { ...book, texts } };
  });
  const { features, columns: _, ...rest } = records;
  return {
    ...rest,
    columns,
    dictionaries: [...places.keys()].map(({ chars, starts }) => ({ chars, starts })),
    features: features.all(),
  };
}

export function unpackRecords(packed: PackedRecords): EncodedRecords {
  const texts = packed.dictionaries.map(({ chars, starts }) => new Texts(chars, starts));
  const columns = packed.columns.map(({ dictionary, addresses, ...rest }): Column => {
    if (addresses === null) return { ...rest, dictionary: texts[dictionary]!, addresses };
    const { texts: of, ...book } = addresses;
    const parts = Object.fromEntries(BOOK_TEXTS.map((name, k) => [name, texts[of[k]!]!])) as Pick<
      AddressBook,
      (typeof BOOK_TEXTS)[number]
    >;
    return { ...rest, dictionary: texts[dictionary]!, addresses: { ...book, ...parts } };
  });
  const { features, dictionaries: _, ...rest } = packed;
  return {
    ...rest,
    columns: new Map(columns.map((column) => [column.attribute, column])),
    features: new Features(features),
  };
}
