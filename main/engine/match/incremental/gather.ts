import type { EntityType } from '../../../../shared/model/canonical.ts';
import { type Column, type EncodedRecords, firstOfEqual, singles } from '../encode.ts';
import { among, type KnownValues, type MatchStatistics } from '../statistics.ts';
import type { AddressBook } from '../values/addresses.ts';
import { NumberList, Texts } from '../values/dictionary.ts';
import { shared } from '../values/shared.ts';
import { finish, mix } from '../values/text.ts';
import {
  type KeptBase,
  type KeptColumn,
  type KeptIdentity,
  type KeptTexts,
  PART_NUMBERS,
  PART_TEXTS,
} from './base.ts';

/**
 * Some records of the last full run and the ones `added` since, as they would be encoded among all records of that run:
 * first those of the run in the order of `numbers` (ascending), then the added ones.
 */
export class Gatherer {
  private readonly base: KeptBase;
  private readonly identity: KeptIdentity;
  private readonly entity: EntityType;
  private readonly statistics: MatchStatistics;
  private readonly columns = new Map<string, KeptColumn | null>();

  constructor(base: KeptBase, identity: KeptIdentity, entity: EntityType, statistics: MatchStatistics) {
    this.base = base;
    this.identity = identity;
    this.entity = entity;
    this.statistics = statistics;
  }

  gather(numbers: Uint32Array, added: EncodedRecords): EncodedRecords {
    const mergers = new Mergers();
    const parts = [...added.columns.values()].map((column) => ({
      column,
      ...this.merged(column, numbers, added.count, mergers),
    }));
    const known = new Map<string, KnownValues>();
    const columns = parts.map(({ column, kept, ids, offsets }): Column => {
      const merger = kept && mergers.of(kept.texts, column.dictionary);
      const dictionary = merger ? merger.finish() : column.dictionary;
      if (merger && kept) known.set(column.attribute, knownValues(merger, kept));
      const addresses = column.addresses && kept?.book ? mergedBook(column.addresses, kept, merger!) : null;
      const frequency = new Uint32Array(0);
      return {
        ...column,
        dictionary,
        offsets,
        ids,
        single: singles(ids, offsets),
        frequency,
        addresses: addresses ?? column.addresses,
      };
    });
    const { hashLow, hashHigh } = this.identity;
    const low = joined(hashLow, numbers, added.hashLow);
    const high = joined(hashHigh, numbers, added.hashHigh);
    const records: EncodedRecords = {
      ...added,
      entity: this.entity,
      count: numbers.length + added.count,
      sourceIndex: new Uint32Array(new SharedArrayBuffer(4 * (numbers.length + added.count))),
      columns: new Map(columns.map((column) => [column.attribute, column])),
      hashLow: low,
      hashHigh: high,
      representative: shared(firstOfEqual(low, high)),
    };
    return among(records, this.statistics, known);
  }

  private kept(attribute: string): KeptColumn | null {
    const known = this.columns.get(attribute);
    if (known !== undefined) return known;
    const kept = this.base.column(attribute);
    this.columns.set(attribute, kept);
    return kept;
  }

  private merged(
    column: Column,
    numbers: Uint32Array,
    added: number,
    mergers: Mergers,
  ): { kept: KeptColumn | null; ids: Uint32Array; offsets: Uint32Array | null } {
    const kept = this.kept(column.attribute);
    const count = numbers.length;
    const translate = kept && mergers.of(kept.texts, column.dictionary).translate;
    if (column.offsets === null) {
      const ids = sharedNumbers(count + added);
      if (kept && translate) for (let k = 0; k < count; k++) ids[k] = translate(kept.ids[numbers[k]!]!);
      ids.set(column.ids, count);
      return { kept, ids, offsets: null };
    }
    const offsets = sharedNumbers(count + added + 1);
    const list = new NumberList();
    for (let k = 0; k < count; k++) {
      if (kept?.offsets && translate) {
        const end = kept.offsets[numbers[k]! + 1]!;
        for (let at = kept.offsets[numbers[k]!]!; at < end; at++) list.push(translate(kept.ids[at]!));
      }
      offsets[k + 1] = list.length;
    }
    const before = list.length;
    for (const id of column.ids) list.push(id);
    for (let k = 1; k <= added; k++) offsets[count + k] = before + column.offsets[k]!;
    return { kept, ids: list.toArray(), offsets };
  }
}

const sharedNumbers = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * length));

function joined(kept: Uint32Array, numbers: Uint32Array, added: Uint32Array): Uint32Array {
  const all = sharedNumbers(numbers.length + added.length);
  for (let k = 0; k < numbers.length; k++) all[k] = kept[numbers[k]!]!;
  all.set(added, numbers.length);
  return all;
}

function knownValues(merger: TextsMerger, { frequency, shared }: KeptColumn): KnownValues {
  return {
    from: merger.first,
    frequency: merger.carried(frequency),
    shared: shared && merger.carried(shared),
  };
}

/** Address book over the merged addresses: their parts are merged likewise. */
function mergedBook(added: AddressBook, { book }: KeptColumn, addresses: TextsMerger): AddressBook {
  const numbers = PART_NUMBERS.map((part, k) => {
    const merger = new TextsMerger(book!.texts[k]!, added[PART_TEXTS[k]!]);
    const of = sharedNumbers(addresses.size);
    of.set(added[part]);
    addresses.taken.forEach((id, at) => {
      of[addresses.first + at] = merger.translate(book!.numbers[k]![id]!);
    });
    return { of, texts: merger.finish() };
  });
  const [number, street, postcode, city, complement] = numbers;
  return {
    number: number!.of,
    street: street!.of,
    postcode: postcode!.of,
    city: city!.of,
    complement: complement!.of,
    numbers: number!.texts,
    streets: street!.texts,
    postcodes: postcode!.texts,
    cities: city!.texts,
    complements: complement!.texts,
  };
}

/** One merger for each dictionary, whichever of its attributes comes first. */
class Mergers {
  private readonly known = new Map<KeptTexts, TextsMerger>();

  of(kept: KeptTexts, added: Texts): TextsMerger {
    const merger = this.known.get(kept) ?? new TextsMerger(kept, added);
    this.known.set(kept, merger);
    return merger;
  }
}

/** The texts of added records, which keep their numbers, and after them those of kept ones as far as they are needed. */
class TextsMerger {
  /** Number of the first text that was not added. */
  readonly first: number;
  private readonly kept: KeptTexts;
  private readonly added: Texts;
  /** The last of the added texts with a hash; from each to the one before it with the same. */
  private readonly byHash = new Map<number, number>();
  private readonly before: Uint32Array;
  /** New number by kept one; 0: not needed so far. */
  private readonly numbers: Uint32Array;
  private readonly order = new NumberList();
  private texts: Texts | null = null;

  constructor(kept: KeptTexts, added: Texts) {
    this.kept = kept;
    this.added = added;
    this.first = added.size;
    this.numbers = new Uint32Array(kept.starts.length - 1);
    this.before = new Uint32Array(added.size);
    for (let id = 1; id < added.size; id++) {
      const hash = hashUnits(added.chars, added.starts[id]!, added.starts[id + 1]!);
      this.before[id] = this.byHash.get(hash) ?? 0;
      this.byHash.set(hash, id);
    }
  }

  /** Kept numbers of the texts that were not added, in the order of their new numbers. */
  get taken(): Uint32Array {
    return this.order.toArray();
  }

  get size(): number {
    return this.first + this.order.length;
  }

  readonly translate = (id: number): number => {
    if (id === 0) return 0;
    const known = this.numbers[id]!;
    if (known !== 0) return known;
    const number = this.addedNumber(id) ?? this.first + this.order.length;
    if (number === this.size) this.order.push(id);
    this.numbers[id] = number;
    return number;
  };

  private addedNumber(id: number): number | undefined {
    const { chars, starts } = this.kept;
    const [from, to] = [starts[id]!, starts[id + 1]!];
    let other = this.byHash.get(hashUnits(chars, from, to)) ?? 0;
    while (other !== 0 && !this.isEqual(other, from, to)) other = this.before[other]!;
    return other === 0 ? undefined : other;
  }

  private isEqual(added: number, from: number, to: number): boolean {
    if (this.added.length(added) !== to - from) return false;
    const start = this.added.starts[added]!;
    for (let k = from; k < to; k++)
      if (this.added.chars[start + k - from] !== this.kept.chars[k]) return false;
    return true;
  }

  finish(): Texts {
    if (this.texts !== null) return this.texts;
    const { chars, starts } = this.kept;
    const taken = this.taken;
    const length = taken.reduce((sum, id) => sum + starts[id + 1]! - starts[id]!, this.added.chars.length);
    const all = new Uint16Array(new SharedArrayBuffer(2 * length));
    const begin = sharedNumbers(this.size + 1);
    all.set(this.added.chars);
    begin.set(this.added.starts);
    let at = this.added.chars.length;
    taken.forEach((id, k) => {
      begin[this.first + k] = at;
      for (let c = starts[id]!; c < starts[id + 1]!; c++) all[at++] = chars[c]!;
    });
    begin[this.size] = at;
    this.texts = new Texts(all, begin);
    return this.texts;
  }

  /** What is known by kept number, by the new number; 0 for the added ones. */
  carried<T extends Uint8Array | Uint32Array>(known: T): T {
    const all = new (known.constructor as new (length: number) => T)(this.size);
    this.taken.forEach((id, k) => {
      all[this.first + k] = known[id]!;
    });
    return all;
  }
}

function hashUnits(chars: Uint8Array | Uint16Array, from: number, to: number): number {
  let hash = 0;
  for (let k = from; k < to; k++) hash = mix(hash, chars[k]!);
  return finish(hash ^ (to - from));
}
