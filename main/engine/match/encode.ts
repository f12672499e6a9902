import type { Kind } from '../../../shared/kinds/kinds.ts';
import type { Attribute, EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import type { CanonicalRow } from '../../../shared/model/values.ts';
import { type AddressBook, AddressBookBuilder } from './values/addresses.ts';
import { Dictionary, NumberList, type Texts } from './values/dictionary.ts';
import { normalForm } from './values/normal-forms.ts';
import { Features, shared } from './values/shared.ts';
import { finish, mix } from './values/text.ts';

/** Stands for more values than one. */
export const SEVERAL = 0xffffffff;

/** One attribute of all records. */
export interface Column {
  readonly attribute: string;
  readonly kind: Kind;
  readonly dictionary: Texts;
  /** 'many' attributes: the values of record i are ids[offsets[i] … offsets[i + 1] - 1]; null: ids[i], 0 = blank. */
  readonly offsets: Uint32Array | null;
  readonly ids: Uint32Array;
  /** Value of each record that has one at most, 0 = none; {@link SEVERAL} for the others: most comparisons need no more. */
  readonly single: Uint32Array;
  /** Records that hold each value, counting records of equal content once. */
  readonly frequency: Uint32Array;
  /** Records with at least one value, counting records of equal content once. */
  readonly filled: number;
  /** Kind 'address' only: the parts of each value. */
  readonly addresses: AddressBook | null;
}

/**
 * Records as columns of value numbers: all that matching reads. Records are numbered 0 … count - 1 in the order
 * they were added; results never depend on that order (see `hashLow`, `hashHigh`).
 */
export interface EncodedRecords {
  readonly entity: EntityType;
  readonly count: number;
  /** Number each record had where it came from. */
  readonly sourceIndex: Uint32Array;
  readonly columns: ReadonlyMap<string, Column>;
  /** 64-bit hash of the content of each record, independent of the order of arrival. */
  readonly hashLow: Uint32Array;
  readonly hashHigh: Uint32Array;
  /** First record with the same content as this one (itself, mostly): equal records are compared once. */
  readonly representative: Uint32Array;
  /** Number of distinct contents. */
  readonly distinct: number;
  readonly features: Features;
}

/** What does not help to tell whether two records are the same. */
const IGNORED: ReadonlySet<Kind> = new Set<Kind>(['datetime', 'language', 'boolean', 'country', 'title']);
const NAMES: ReadonlySet<Kind> = new Set<Kind>(['given_name', 'middle_name', 'family_name', 'birth_name']);

interface Building {
  readonly attribute: Attribute;
  readonly dictionary: Dictionary;
  readonly ids: NumberList;
  readonly offsets: NumberList | null;
  readonly addresses: AddressBookBuilder | null;
  readonly normal: Map<string, string>;
}

/** Number of raw spellings whose normal form is remembered per attribute. */
const REMEMBERED = 100_000;

/** Turns standardised rows into {@link EncodedRecords}; add rows one by one, then finish. */
export class RecordEncoder {
  private readonly entity: EntityType;
  private readonly columns: readonly Building[];
  private readonly titles: string | null;
  private readonly sources = new NumberList();

  constructor(entity: EntityType) {
    this.entity = entity;
    const shared = new Map<string, Dictionary>();
    this.titles = entity.attributes.find((a) => a.kind === 'title')?.name ?? null;
    this.columns = entity.attributes.filter((a) => !IGNORED.has(a.kind)).map((a) => building(a, shared));
  }

  /** `sourceIndex` is whatever number the caller knows the record by. */
  add(row: CanonicalRow, sourceIndex: number): void {
    this.sources.push(sourceIndex);
    for (const column of this.columns) {
      if (column.offsets !== null) addMany(column, row.many[column.attribute.name]);
      else column.ids.push(idOf(column, this.single(column.attribute, row)));
    }
  }

  private single(attribute: Attribute, row: CanonicalRow): string | undefined {
    const value = row.one[attribute.name];
    if (attribute.kind !== 'sex' || value !== undefined || this.titles === null) return value;
    return row.one[this.titles];
  }

  /** Freezes the dictionaries; no row can be added afterwards. */
  finish(): EncodedRecords {
    const count = this.sources.length;
    const raw = this.columns.map((column) => {
      column.normal.clear();
      const { attribute } = column;
      const dictionary = column.dictionary.finish();
      const offsets = column.offsets?.toArray() ?? null;
      return {
        attribute,
        dictionary,
        offsets,
        ids: column.ids.toArray(),
        addresses: column.addresses?.finish() ?? null,
      };
    });
    const hashLow = contentHashes(raw, count, 0x51ed270b);
    const hashHigh = contentHashes(raw, count, 0x2545f491);
    const representative = firstOfEqual(hashLow, hashHigh);
    let distinct = 0;
    for (let i = 0; i < count; i++) if (representative[i] === i) distinct++;
    const columns = new Map(
      raw.map((c) => [
        c.attribute.name,
        {
          attribute: c.attribute.name,
          kind: c.attribute.kind,
          dictionary: c.dictionary,
          offsets: c.offsets,
          ids: c.ids,
          single: singles(c.ids, c.offsets),
          addresses: c.addresses,
          ...frequencies(c.ids, c.offsets, c.dictionary.size, representative),
        } satisfies Column,
      ]),
    );
    const sourceIndex = this.sources.toArray();
    const features = new Features();
    return {
      entity: this.entity,
      count,
      sourceIndex,
      columns,
      hashLow: shared(hashLow),
      hashHigh: shared(hashHigh),
      representative: shared(representative),
      distinct,
      features,
    };
  }
}

function building(attribute: Attribute, shared: Map<string, Dictionary>): Building {
  const addresses = attribute.kind === 'address' ? new AddressBookBuilder() : null;
  const group = NAMES.has(attribute.kind)
    ? 'name'
    : attribute.kind === 'organisation_name'
      ? 'organisation'
      : `attribute ${attribute.name}`;
  let dictionary = addresses?.dictionary ?? shared.get(group);
  if (dictionary === undefined) {
    dictionary = new Dictionary();
    shared.set(group, dictionary);
  }
  const offsets = attribute.cardinality === 'many' ? new NumberList() : null;
  offsets?.push(0);
  return { attribute, dictionary, ids: new NumberList(), offsets, addresses, normal: new Map() };
}

function addMany(column: Building, values: readonly ManyValue[] | undefined): void {
  const start = column.ids.length;
  for (const value of values ?? []) {
    const id =
      column.addresses !== null
        ? column.addresses.id(value.parts ?? { street: value.value })
        : idOf(column, value.value);
    if (id !== 0 && !contains(column.ids, start, id)) column.ids.push(id);
  }
  column.offsets!.push(column.ids.length);
}

function contains(ids: NumberList, start: number, id: number): boolean {
  for (let k = start; k < ids.length; k++) if (ids.at(k) === id) return true;
  return false;
}

function idOf(column: Building, value: string | undefined): number {
  if (value === undefined || value === '') return 0;
  if (column.addresses !== null) return column.addresses.id({ street: value });
  let normal = column.normal.get(value);
  if (normal === undefined) {
    normal = normalForm(column.attribute.kind, value);
    if (column.normal.size < REMEMBERED) column.normal.set(value, normal);
  }
  return column.dictionary.id(normal);
}

export function singles(ids: Uint32Array, offsets: Uint32Array | null): Uint32Array {
  if (offsets === null) return ids;
  const single = new Uint32Array(new SharedArrayBuffer(4 * (offsets.length - 1)));
  for (let i = 0; i < single.length; i++) {
    const values = offsets[i + 1]! - offsets[i]!;
    single[i] = values === 0 ? 0 : values === 1 ? ids[offsets[i]!]! : SEVERAL;
  }
  return single;
}

interface RawColumn {
  readonly dictionary: Texts;
  readonly offsets: Uint32Array | null;
  readonly ids: Uint32Array;
}

function contentHashes(columns: readonly RawColumn[], count: number, seed: number): Uint32Array {
  const hashes = new Uint32Array(count).fill(seed);
  for (const column of columns) {
    const values = column.dictionary.hashes();
    for (let i = 0; i < count; i++) {
      // Several values are summed: the order in which a record lists its phones does not matter.
      let sum = 0;
      const start = column.offsets === null ? i : column.offsets[i]!;
      const end = column.offsets === null ? i + 1 : column.offsets[i + 1]!;
      for (let k = start; k < end; k++) sum = (sum + finish(mix(seed, values[column.ids[k]!]!))) | 0;
      hashes[i] = mix(hashes[i]!, sum);
    }
  }
  for (let i = 0; i < count; i++) hashes[i] = finish(hashes[i]!);
  return hashes;
}

/** Number of the first record with the same content, by record. */
export function firstOfEqual(low: Uint32Array, high: Uint32Array): Uint32Array {
  const first = new Map<number, number>();
  const representative = new Uint32Array(low.length);
  for (let i = 0; i < low.length; i++) {
    const key = high[i]! * 0x200000 + (low[i]! & 0x1fffff);
    const known = first.get(key);
    if (known === undefined) first.set(key, i);
    representative[i] = known ?? i;
  }
  return representative;
}

function frequencies(
  ids: Uint32Array,
  offsets: Uint32Array | null,
  size: number,
  representative: Uint32Array,
): { frequency: Uint32Array; filled: number } {
  const frequency = new Uint32Array(size);
  let filled = 0;
  for (let i = 0; i < representative.length; i++) {
    if (representative[i] !== i) continue;
    const start = offsets === null ? i : offsets[i]!;
    const end = offsets === null ? i + 1 : offsets[i + 1]!;
    let any = false;
    for (let k = start; k < end; k++) {
      const id = ids[k]!;
      if (id === 0) continue;
      frequency[id]!++;
      any = true;
    }
    if (any) filled++;
  }
  return { frequency: shared(frequency), filled };
}
