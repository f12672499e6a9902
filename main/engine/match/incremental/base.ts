import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { staged } from '../../db/entity-tables.ts';
import { type ReadDb, transact, type WriteDb } from '../../db/handles.ts';
import type { KeyEntries } from '../blocking/blocks.ts';
import { sharedFeature } from '../comparators/shared-contacts.ts';
import type { Column, EncodedRecords } from '../encode.ts';
import type { Texts } from '../values/dictionary.ts';
import { arraysTable, type Numbers, readArray, writeArray } from './arrays.ts';

/** Where the records of the last full run are kept, as columns of numbers in pieces. */
export const BASE_TABLE = 'match_base';

/** Texts as kept: a byte a letter where that is enough, as it mostly is for upper case without accents. */
export interface KeptTexts {
  readonly chars: Uint8Array | Uint16Array;
  readonly starts: Uint32Array;
}

/** One attribute of the records of the last full run; see {@link Column}. */
export interface KeptColumn {
  readonly ids: Uint32Array;
  readonly offsets: Uint32Array | null;
  readonly frequency: Uint32Array;
  /** 1: a contact point of many people. */
  readonly shared: Uint8Array | null;
  readonly texts: KeptTexts;
  readonly book: KeptBook | null;
}

export const PART_NUMBERS = ['number', 'street', 'postcode', 'city', 'complement'] as const;
export const PART_TEXTS = ['numbers', 'streets', 'postcodes', 'cities', 'complements'] as const;

/** Parts of addresses by the number of the address, and the texts of each part. */
export interface KeptBook {
  readonly numbers: readonly Uint32Array[];
  readonly texts: readonly KeptTexts[];
}

/** Which record is which: enough to know what changed. */
export interface KeptIdentity {
  /** Record id by record number, ascending. */
  readonly recordIds: Uint32Array;
  readonly hashLow: Uint32Array;
  readonly hashHigh: Uint32Array;
  readonly representative: Uint32Array;
}

export function createBaseTable(db: WriteDb): void {
  transact(db, () => db.exec(arraysTable(staged(BASE_TABLE))));
}

/** Keeps the records of a full run with their blocking keys: about 200 bytes a record. */
export function keepBase(
  db: WriteDb,
  records: EncodedRecords,
  recordIds: readonly number[],
  model: MatchModel,
  keys: readonly KeyEntries[],
  check: () => void,
): void {
  const write = (name: string, numbers: Numbers): void => {
    check();
    writeArray(db, staged(BASE_TABLE), records.entity.name, name, numbers);
  };
  write('record', Uint32Array.from(recordIds));
  write('low', records.hashLow);
  write('high', records.hashHigh);
  write('representative', records.representative);
  const kept = new Map<Texts, string>();
  const writeTexts = (texts: Texts, name: string): void => {
    write(
      `${name} texts`,
      Uint8Array.from(kept.get(texts) ?? name, (letter) => letter.charCodeAt(0)),
    );
    if (kept.has(texts)) return;
    kept.set(texts, name);
    write(`${name} chars`, narrow(texts.chars));
    write(`${name} starts`, texts.starts);
  };
  for (const column of keptColumns(records, model)) {
    const { attribute, ids, offsets, frequency, addresses } = column;
    write(`${attribute} ids`, ids);
    if (offsets) write(`${attribute} offsets`, offsets);
    write(`${attribute} frequency`, frequency);
    const shared = records.features.all().get(sharedFeature(attribute))?.shared as Uint8Array | undefined;
    if (shared) write(`${attribute} shared`, shared);
    writeTexts(column.dictionary, attribute);
    if (addresses === null) continue;
    PART_NUMBERS.forEach((part, k) => {
      write(`${attribute} ${part} of`, addresses[part]);
      writeTexts(addresses[PART_TEXTS[k]!], `${attribute} ${part}`);
    });
  }
  keys.forEach((entries, rule) => {
    write(`rule ${rule} keys`, entries.keys);
    write(`rule ${rule} members`, entries.members);
  });
}

/** The columns a model looks at, as far as they have values. */
function keptColumns({ columns }: EncodedRecords, model: MatchModel): Column[] {
  const used = new Set([
    ...model.comparisons.flatMap(({ attributes }) => attributes),
    ...model.blockingRules.flatMap(({ keys }) => keys.flatMap(({ attribute }) => attribute.split('|'))),
    ...model.guards.identifiers,
  ]);
  return [...columns.values()].filter(({ attribute, filled }) => filled > 0 && used.has(attribute));
}

function narrow(chars: Uint16Array): Uint8Array | Uint16Array {
  for (let k = 0; k < chars.length; k++) if (chars[k]! > 255) return chars;
  return Uint8Array.from(chars);
}

/** Reads what a full run kept of an entity, piece by piece as it is asked for. */
export class KeptBase {
  private readonly db: ReadDb;
  private readonly entity: string;
  private readonly known = new Map<string, KeptTexts>();

  constructor(db: ReadDb, entity: string) {
    this.db = db;
    this.entity = entity;
  }

  private array(name: string): Numbers | undefined {
    return readArray(this.db, BASE_TABLE, this.entity, name);
  }

  private u32(name: string): Uint32Array {
    return (this.array(name) as Uint32Array | undefined) ?? new Uint32Array(0);
  }

  identity(): KeptIdentity {
    return {
      recordIds: this.u32('record'),
      hashLow: this.u32('low'),
      hashHigh: this.u32('high'),
      representative: this.u32('representative'),
    };
  }

  /** Null: not looked at by the model, or without any value. */
  column(attribute: string): KeptColumn | null {
    const ids = this.array(`${attribute} ids`) as Uint32Array | undefined;
    if (ids === undefined) return null;
    return {
      ids,
      offsets: (this.array(`${attribute} offsets`) as Uint32Array | undefined) ?? null,
      frequency: this.u32(`${attribute} frequency`),
      shared: (this.array(`${attribute} shared`) as Uint8Array | undefined) ?? null,
      texts: this.texts(attribute),
      book: this.book(attribute),
    };
  }

  private book(attribute: string): KeptBook | null {
    const first = this.array(`${attribute} number of`);
    if (first === undefined) return null;
    return {
      numbers: PART_NUMBERS.map((part) => this.u32(`${attribute} ${part} of`)),
      texts: PART_NUMBERS.map((part) => this.texts(`${attribute} ${part}`)),
    };
  }

  /** Several attributes may have one dictionary: it is read once, and stays one. */
  private texts(name: string): KeptTexts {
    const owner = String.fromCharCode(...this.array(`${name} texts`)!);
    const texts = this.known.get(owner) ?? {
      chars: this.array(`${owner} chars`) as KeptTexts['chars'],
      starts: this.u32(`${owner} starts`),
    };
    this.known.set(owner, texts);
    return texts;
  }

  keys(rule: number): KeyEntries {
    return { keys: this.u32(`rule ${rule} keys`), members: this.u32(`rule ${rule} members`) };
  }
}
