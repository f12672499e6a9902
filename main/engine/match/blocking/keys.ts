import { UserError } from '../../../../shared/model/errors.ts';
import type { BlockingKey, BlockingRule } from '../../../../shared/model/match-model.ts';
import { endOf, firstOf } from '../comparators/comparator.ts';
import type { Column, EncodedRecords } from '../encode.ts';
import type { AddressBook } from '../values/addresses.ts';
import { NumberList, type Texts } from '../values/dictionary.ts';
import type { Feature } from '../values/shared.ts';
import { soundOf } from '../values/sound.ts';
import { finish, hashText, mix, words } from '../values/text.ts';
import { type TokenWeights, tokenWeights } from '../values/token-weights.ts';

/** Keys of all records for one rule: those of record i are keys[starts[i] … starts[i + 1] - 1], ascending. */
export interface RecordKeys {
  readonly starts: Uint32Array;
  readonly keys: Uint32Array;
}

/** A record with more combinations of keys than this keeps the smallest: many names times many phones. */
const MOST_KEYS = 12;
/** Records between two looks at whether to stop: about 50 ms. */
const CHECK_EVERY = 65_536;
const PARTICLES = new Set([
  'DE',
  'DU',
  'DES',
  'LA',
  'LE',
  'LES',
  'EL',
  'AL',
  'BEN',
  'VAN',
  'VON',
  'DER',
  'DI',
  'DA',
  'DOS',
  'SAN',
  'MC',
  'MAC',
  'OF',
  'THE',
  'AND',
  'ET',
]);

/** What a key is derived from: the value, or a part of an address. */
type Part = 'value' | 'number' | 'street' | 'postcode' | 'city';

interface Transform {
  readonly of: Part;
  /** Texts that block: records with one of them in common fall into one block. Computed once per distinct text. */
  derive(text: string, id: number, weights: () => TokenWeights): readonly string[];
}

const ofValue = (derive: Transform['derive']): Transform => ({ of: 'value', derive });
const ofPart = (of: Part, derive: Transform['derive'] = (text) => [text]): Transform => ({ of, derive });
const skeleton = (word: string): string => soundOf(word).skeleton;

/** By name. Each blank text has no key. */
const TRANSFORMS: Readonly<Record<string, Transform>> = {
  exact: ofValue((text) => [text]),
  /** Consonants of each word of a name, particles apart. */
  sound: ofValue((text) => significant(text).map(skeleton)),
  /** Consonants of the first word. */
  first_sound: ofValue((text) => significant(text).slice(0, 1).map(skeleton)),
  initial: ofValue((text) => [text.charAt(0)]),
  first3: ofValue((text) => longEnough(text.replaceAll(' ', ''), 3)),
  first5: ofValue((text) => longEnough(text.replaceAll(' ', ''), 5)),
  last3: ofValue((text) => longEnough([...text].reverse().join(''), 3)),
  last8: ofValue((text) => (text.length < 6 ? [] : [text.slice(-8)])),
  year: ofValue((text) => longEnough(text, 4)),
  year_month: ofValue((text) => longEnough(text, 7)),
  /** Day and month in either order. */
  day_month: ofValue(dayMonth),
  local_part: ofValue((text) => longEnough(text.split('@')[0]!.replace(/[._-]/g, ''), 5, 64)),
  domain: ofValue((text) => [text.split('@').at(-1)!.split('/')[0]!]),
  /** The rarest words of a text. */
  rare_word: ofValue((_, id, weights) =>
    weights()
      .rarest(id)
      .slice(0, 2)
      .map((word) => word.slice(0, 6)),
  ),
  first_word: ofValue((text) =>
    words(text)
      .slice(0, 1)
      .map((word) => word.slice(0, 5)),
  ),
  word: ofValue((text) => significant(text).map((word) => word.slice(0, 6))),
  postcode: ofPart('postcode'),
  city: ofPart('city', (text) => [skeleton(text.replaceAll(' ', ''))]),
  number: ofPart('number'),
  /** Consonants of each word of the street name, with the house number: see {@link doorKeys}. */
  street: ofPart('street', (text) => significant(text).map(skeleton)),
  street_name: ofPart('street', (text) => [text.replaceAll(' ', '').slice(0, 10)]),
};

/** Names of all transforms a {@link BlockingKey} may ask for. */
export const TRANSFORM_NAMES: readonly string[] = Object.keys(TRANSFORMS);

function longEnough(text: string, length: number, most = length): string[] {
  return text.length < length ? [] : [text.slice(0, most)];
}

function significant(text: string): string[] {
  const all = words(text);
  const kept = all.filter((word) => word.length > 1 && !PARTICLES.has(word));
  return kept.length === 0 ? all : kept;
}

function dayMonth(text: string): string[] {
  if (text.length < 10) return [];
  const month = text.slice(5, 7);
  const day = text.slice(8, 10);
  return [month < day ? month + day : day + month];
}

/** Hashes of the key texts of each value of a column. */
interface ValueKeys extends Feature {
  readonly starts: Uint32Array;
  readonly hashes: Uint32Array;
}

/** Key hashes by column and transform, computed once per set of records. */
function valueKeys(records: EncodedRecords, column: Column, key: BlockingKey): ValueKeys {
  return records.features.get(`keys ${column.attribute} ${key.transform}`, () => {
    const transform = TRANSFORMS[key.transform]!;
    const { addresses } = column;
    if (transform.of === 'value') return textKeys(records, column, transform, column.dictionary);
    if (addresses === null)
      return { starts: new Uint32Array(column.dictionary.size + 1), hashes: new Uint32Array(0) };
    const [part, texts] = partOf(addresses, transform.of);
    const keys = textKeys(records, column, transform, texts);
    return key.transform === 'street' ? doorKeys(addresses, keys) : throughPart(part, keys);
  });
}

function partOf(book: AddressBook, part: Exclude<Part, 'value'>): [Uint32Array, Texts] {
  if (part === 'postcode') return [book.postcode, book.postcodes];
  if (part === 'city') return [book.city, book.cities];
  return part === 'number' ? [book.number, book.numbers] : [book.street, book.streets];
}

function textKeys(
  { features }: EncodedRecords,
  { attribute }: Column,
  { derive }: Transform,
  texts: Texts,
): ValueKeys {
  const weights = () => tokenWeights(texts, attribute, features);
  const starts = new Uint32Array(texts.size + 1);
  const hashes = new NumberList();
  for (let id = 0; id < texts.size; id++) {
    starts[id] = hashes.length;
    if (id === 0) continue;
    const derived = derive(texts.text(id), id, weights);
    derived.forEach((text, k) => {
      if (text !== '' && derived.indexOf(text) === k) hashes.push(hashText(text));
    });
  }
  starts[texts.size] = hashes.length;
  return { starts, hashes: hashes.toArray() };
}

/** Keys of addresses from those of one part of each. */
function throughPart(part: Uint32Array, keys: ValueKeys): ValueKeys {
  const starts = new Uint32Array(part.length + 1);
  const hashes = new NumberList();
  for (let id = 0; id < part.length; id++) {
    starts[id] = hashes.length;
    for (let k = keys.starts[part[id]!]!; k < keys.starts[part[id]! + 1]!; k++) hashes.push(keys.hashes[k]!);
  }
  starts[part.length] = hashes.length;
  return { starts, hashes: hashes.toArray() };
}

/** Keys of addresses from the words of the street, each with the house number without its index (12 of 12BIS). */
function doorKeys(book: AddressBook, streets: ValueKeys): ValueKeys {
  const doors = Uint32Array.from(book.numbers.map(doorHash));
  const starts = new Uint32Array(book.street.length + 1);
  const hashes = new NumberList();
  for (let id = 0; id < book.street.length; id++) {
    starts[id] = hashes.length;
    const [street, number] = [book.street[id]!, book.number[id]!];
    if (number === 0) continue;
    for (let k = streets.starts[street]!; k < streets.starts[street + 1]!; k++)
      hashes.push(finish(mix(doors[number]!, streets.hashes[k]!)));
  }
  starts[book.street.length] = hashes.length;
  return { starts, hashes: hashes.toArray() };
}

/** Transforms whose texts mean nothing to a person: the value they were derived from is shown. */
const CODED: ReadonlySet<string> = new Set(['sound', 'first_sound', 'city', 'street', 'last8', 'last3']);

/**
 * Keys of one record under one key of a rule, each with what it stands for in clear: “DUPONT” for the sound of it.
 * For a few records; all of them are keyed by {@link recordKeys}.
 */
export function keysInClear(records: EncodedRecords, key: BlockingKey, i: number): Map<number, string> {
  const found = new Map<number, string>();
  for (const attribute of key.attribute.split('|')) {
    const column = records.columns.get(attribute);
    if (column === undefined) continue;
    const end = endOf(column, i);
    for (let k = firstOf(column, i); k < end; k++)
      if (column.ids[k] !== 0) valueInClear(records, column, key.transform, column.ids[k]!, found);
  }
  return found;
}

function valueInClear(
  { features }: EncodedRecords,
  { attribute, addresses, dictionary }: Column,
  name: string,
  id: number,
  found: Map<number, string>,
): void {
  const transform = TRANSFORMS[name]!;
  if (transform.of !== 'value' && addresses === null) return;
  const [part, texts] = transform.of === 'value' ? [null, dictionary] : partOf(addresses!, transform.of);
  const of = part === null ? id : part[id]!;
  if (of === 0) return;
  const isDoor = name === 'street';
  const number = isDoor ? addresses!.numbers.text(addresses!.number[id]!) : '';
  if (isDoor && number === '') return;
  const text = texts.text(of);
  for (const derived of transform.derive(text, of, () => tokenWeights(texts, attribute, features))) {
    if (derived === '') continue;
    const hash = hashText(derived);
    const shown = CODED.has(name) ? text : derived;
    if (isDoor) found.set(finish(mix(doorHash(number), hash)), `${number} ${shown}`);
    else found.set(hash, shown.replaceAll('|', ' ').trim());
  }
}

/** The house number without its index: 12 of 12BIS. */
const doorHash = (number: string): number => hashText(/^[0-9]+/.exec(number)?.[0] ?? number);

interface PreparedKey {
  readonly columns: readonly { readonly column: Column; readonly table: ValueKeys }[];
}

function prepareKey(records: EncodedRecords, rule: BlockingRule, key: BlockingKey): PreparedKey {
  if (TRANSFORMS[key.transform] === undefined) throw problem(rule, `transform “${key.transform}”`);
  const columns = key.attribute.split('|').flatMap((attribute) => {
    if (!records.entity.attributes.some((a) => a.name === attribute))
      throw problem(rule, `attribute “${attribute}”`);
    const column = records.columns.get(attribute);
    return column === undefined ? [] : [{ column, table: valueKeys(records, column, key) }];
  });
  return { columns };
}

function problem(rule: BlockingRule, what: string): UserError {
  return new UserError({
    operation: 'match',
    code: 'match.unknown_blocking_key',
    message: `The blocking rule “${rule.name}” uses the ${what}, which does not exist.`,
    next: 'Correct the match model, or delete the rule.',
    where: { rule: rule.name },
  });
}

/**
 * Keys of every record under a rule; records equal in content to an earlier one get none. `check` is called now and then
 * and may throw to stop.
 * @throws UserError `match.unknown_blocking_key`.
 */
export function recordKeys(records: EncodedRecords, rule: BlockingRule, check: () => void): RecordKeys {
  const tables = rule.keys.map((key) => {
    check();
    return (
      remembered.get(records)?.get(nameOf(key)) ?? keysOf(records, prepareKey(records, rule, key), check)
    );
  });
  return tables.length === 1 ? tables[0]! : combine(records, tables, rule.unordered === true, check);
}

/** Name of a key, the same wherever a rule uses it. */
export const nameOf = ({ attribute, transform }: BlockingKey): string => `${attribute} ${transform}`;

/** Keys under single keys that several rules are made of, computed once. */
const remembered = new WeakMap<EncodedRecords, Map<string, RecordKeys>>();

/** The keys of `records` under a single key, for all rules to come that use it. */
export function rememberKeys(records: EncodedRecords, key: BlockingKey, keys: RecordKeys): void {
  const known = remembered.get(records) ?? new Map<string, RecordKeys>();
  remembered.set(records, known.set(nameOf(key), keys));
}

/** Whether {@link rememberKeys} was told of a key. */
export const areRemembered = (records: EncodedRecords, key: BlockingKey): boolean =>
  remembered.get(records)?.has(nameOf(key)) === true;

/** Lets go of what {@link rememberKeys} was told of. */
export function forgetKeys(records: EncodedRecords): void {
  remembered.delete(records);
}

function keysOf(records: EncodedRecords, key: PreparedKey, check: () => void): RecordKeys {
  const own = new Scratch();
  return perRecord(records, check, (i, keys) => {
    collect(key, i, own);
    for (let k = 0; k < own.length; k++) own.data[k] = finish(mix(0, own.data[k]!));
    own.smallest(keys);
  });
}

/** Every combination of the keys of each record in several tables. */
function combine(
  records: EncodedRecords,
  tables: readonly RecordKeys[],
  unordered: boolean,
  check: () => void,
): RecordKeys {
  const combined = new Scratch();
  return perRecord(records, check, (i, keys) => {
    combined.length = 0;
    combined.push(0);
    for (const table of tables) combined.times(table, i, unordered);
    for (let k = 0; k < combined.length; k++) combined.data[k] = finish(combined.data[k]!);
    combined.smallest(keys);
  });
}

/** Calls `add` for each record that stands for itself, to append its keys. */
function perRecord(
  { count, representative }: EncodedRecords,
  check: () => void,
  add: (i: number, keys: NumberList) => void,
): RecordKeys {
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (count + 1)));
  const keys = new NumberList();
  for (let i = 0; i < count; i++) {
    if (i % CHECK_EVERY === 0) check();
    starts[i] = keys.length;
    if (representative[i] === i) add(i, keys);
  }
  starts[count] = keys.length;
  return { starts, keys: keys.toArray() };
}

/** A few numbers, without an array made for each record. */
class Scratch {
  data = new Uint32Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Uint32Array(2 * this.data.length);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  includes(value: number): boolean {
    for (let k = 0; k < this.length; k++) if (this.data[k] === value) return true;
    return false;
  }

  /** Each number so far joined with each key of record `i`; none where the record has none. */
  times({ starts, keys }: RecordKeys, i: number, unordered: boolean): void {
    const [first, end] = [starts[i]!, starts[i + 1]!];
    const before = first === end ? 0 : this.length;
    for (let k = first + 1; k < end; k++)
      for (let c = 0; c < before; c++) this.push(join(this.data[c]!, keys[k]!, unordered));
    for (let c = 0; c < before; c++) this.data[c] = join(this.data[c]!, keys[first]!, unordered);
    if (before === 0) this.length = 0;
  }

  /** Appends the {@link MOST_KEYS} smallest numbers, ascending, each once. */
  smallest(out: NumberList): void {
    const { data, length } = this;
    if (length > 1) data.subarray(0, length).sort();
    for (let k = 0, kept = 0; k < length && kept < MOST_KEYS; k++) {
      if (k > 0 && data[k] === data[k - 1]) continue;
      out.push(data[k]!);
      kept++;
    }
  }
}

/** Key hashes of one record under one key of a rule, each once, into `out`. */
function collect(key: PreparedKey, i: number, out: Scratch): void {
  out.length = 0;
  for (const { column, table } of key.columns) {
    const { starts, hashes } = table;
    const end = endOf(column, i);
    for (let k = firstOf(column, i); k < end; k++) {
      const id = column.ids[k]!;
      const last = starts[id + 1]!;
      for (let h = starts[id]!; h < last; h++) if (!out.includes(hashes[h]!)) out.push(hashes[h]!);
    }
  }
}

function join(hash: number, key: number, unordered: boolean): number {
  return unordered ? (hash + key) | 0 : mix(hash, key);
}
