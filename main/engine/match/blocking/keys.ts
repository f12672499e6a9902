import { UserError } from '../../../../shared/model/errors.ts';
import type { BlockingKey, BlockingRule } from '../../../../shared/model/match-model.ts';
import { endOf, firstOf } from '../comparators/comparator.ts';
import { tokenWeights } from '../comparators/text.ts';
import type { Column, EncodedRecords } from '../encode.ts';
import { NumberList } from '../values/dictionary.ts';
import { soundOf } from '../values/sound.ts';
import { finish, hashText, mix, words } from '../values/text.ts';

/** Keys of all records for one rule: those of record i are keys[starts[i] … starts[i + 1] - 1], ascending. */
export interface RecordKeys {
  readonly starts: Uint32Array;
  readonly keys: Uint32Array;
}

/** A record with more combinations of keys than this keeps the smallest: many names times many phones. */
const MOST_KEYS = 12;
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

type Transform = (column: Column, id: number) => readonly string[];

/** From the standardised value to the texts that block: records with one text in common fall into one block. */
const TRANSFORMS: Readonly<Record<string, Transform>> = {
  exact: (c, id) => [textOf(c, id)],
  /** Consonants of each word of a name, particles apart. */
  sound: (c, id) => significant(textOf(c, id)).map((word) => soundOf(word).skeleton),
  /** Consonants of the first word. */
  first_sound: (c, id) =>
    significant(textOf(c, id))
      .slice(0, 1)
      .map((word) => soundOf(word).skeleton),
  initial: (c, id) => [textOf(c, id).charAt(0)],
  first3: (c, id) => longEnough(textOf(c, id).replaceAll(' ', ''), 3),
  first5: (c, id) => longEnough(textOf(c, id).replaceAll(' ', ''), 5),
  last3: (c, id) => longEnough([...textOf(c, id)].reverse().join(''), 3),
  last8: (c, id) => (textOf(c, id).length < 6 ? [] : [textOf(c, id).slice(-8)]),
  year: (c, id) => longEnough(textOf(c, id), 4),
  year_month: (c, id) => longEnough(textOf(c, id), 7),
  /** Day and month in either order. */
  day_month: (c, id) => dayMonth(textOf(c, id)),
  local_part: (c, id) => longEnough(textOf(c, id).split('@')[0]!.replace(/[._-]/g, ''), 5, 64),
  domain: (c, id) => [textOf(c, id).split('@').at(-1)!.split('/')[0]!],
  /** The rarest words of a text. */
  rare_word: (c, id) =>
    tokenWeights(c.dictionary.values)
      .rarest(id)
      .slice(0, 2)
      .map((word) => word.slice(0, 6)),
  first_word: (c, id) =>
    words(textOf(c, id))
      .slice(0, 1)
      .map((word) => word.slice(0, 5)),
  word: (c, id) => significant(textOf(c, id)).map((word) => word.slice(0, 6)),
  postcode: (c, id) => part(c, id, 'postcode', 'postcodes'),
  city: (c, id) => part(c, id, 'city', 'cities').map((text) => soundOf(text.replaceAll(' ', '')).skeleton),
  number: (c, id) => part(c, id, 'number', 'numbers'),
  /** Consonants of each word of the street name, with the house number. */
  street: (c, id) => {
    const number = part(c, id, 'number', 'numbers')[0];
    if (number === undefined) return [];
    const digits = /^[0-9]+/.exec(number)?.[0] ?? number;
    return part(c, id, 'street', 'streets').flatMap((s) =>
      significant(s).map((w) => `${digits} ${soundOf(w).skeleton}`),
    );
  },
  street_name: (c, id) =>
    part(c, id, 'street', 'streets').map((text) => text.replaceAll(' ', '').slice(0, 10)),
};

/** Names of all transforms a {@link BlockingKey} may ask for. */
export const TRANSFORM_NAMES: readonly string[] = Object.keys(TRANSFORMS);

function textOf(column: Column, id: number): string {
  return column.dictionary.values[id]!;
}

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

function part(
  column: Column,
  id: number,
  name: 'number' | 'street' | 'postcode' | 'city',
  dictionary: 'numbers' | 'streets' | 'postcodes' | 'cities',
): string[] {
  const book = column.addresses;
  if (book === null) return [];
  const value = book[name][id]!;
  return value === 0 ? [] : [book[dictionary].values[value]!];
}

/** Hashes of the key texts of each value of a column. */
interface ValueKeys {
  readonly starts: Uint32Array;
  readonly hashes: Uint32Array;
}

/** Key hashes by column and transform, computed once per set of records. */
const tables = new WeakMap<EncodedRecords, Map<string, ValueKeys>>();

function valueKeys(records: EncodedRecords, column: Column, key: BlockingKey): ValueKeys {
  let known = tables.get(records);
  if (known === undefined) {
    known = new Map();
    tables.set(records, known);
  }
  const name = `${column.attribute} ${key.transform}`;
  let table = known.get(name);
  if (table === undefined) {
    table = computeValueKeys(column, key.transform);
    known.set(name, table);
  }
  return table;
}

function computeValueKeys(column: Column, transform: string): ValueKeys {
  const derive = TRANSFORMS[transform]!;
  const starts = new Uint32Array(column.dictionary.size + 1);
  const hashes = new NumberList();
  for (let id = 0; id < column.dictionary.size; id++) {
    starts[id] = hashes.length;
    if (id === 0 || column.frequency[id] === 0) continue;
    for (const text of new Set(derive(column, id))) if (text !== '') hashes.push(hashText(text));
  }
  starts[column.dictionary.size] = hashes.length;
  return { starts, hashes: hashes.toArray() };
}

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
 * Keys of every record under a rule; records equal in content to an earlier one get none. With `keep` they are
 * remembered for the next call, which hands them over.
 * @throws UserError `match.unknown_blocking_key`.
 */
export function recordKeys(records: EncodedRecords, rule: BlockingRule, keep = false): RecordKeys {
  let known = computed.get(records);
  if (known === undefined) {
    known = new Map();
    computed.set(records, known);
  }
  const name = JSON.stringify([rule.keys, rule.unordered === true]);
  const result = known.get(name) ?? computeKeys(records, rule);
  if (keep) known.set(name, result);
  else known.delete(name);
  return result;
}

/** Keys computed by `keep` and not yet used: choosing blocking rules and blocking need the same ones. */
const computed = new WeakMap<EncodedRecords, Map<string, RecordKeys>>();

function computeKeys(records: EncodedRecords, rule: BlockingRule): RecordKeys {
  const prepared = rule.keys.map((key) => prepareKey(records, rule, key));
  const starts = new Uint32Array(records.count + 1);
  const keys = new NumberList();
  const combined: number[] = [];
  const own: number[] = [];
  for (let i = 0; i < records.count; i++) {
    starts[i] = keys.length;
    if (records.representative[i] !== i) continue;
    combined.length = 0;
    combined.push(0);
    for (const key of prepared) {
      collect(key, i, own);
      combine(combined, own, rule.unordered === true);
    }
    for (let k = 0; k < combined.length; k++) combined[k] = finish(combined[k]!);
    combined.sort((a, b) => a - b);
    for (let k = 0, kept = 0; k < combined.length && kept < MOST_KEYS; k++) {
      if (k > 0 && combined[k] === combined[k - 1]) continue;
      keys.push(combined[k]!);
      kept++;
    }
  }
  starts[records.count] = keys.length;
  return { starts, keys: keys.toArray() };
}

/** Key hashes of one record under one key of a rule, into `out`. */
function collect(key: PreparedKey, i: number, out: number[]): void {
  out.length = 0;
  for (const { column, table } of key.columns) {
    const end = endOf(column, i);
    for (let k = firstOf(column, i); k < end; k++) {
      const id = column.ids[k]!;
      for (let h = table.starts[id]!; h < table.starts[id + 1]!; h++) {
        const hash = table.hashes[h]!;
        if (!out.includes(hash)) out.push(hash);
      }
    }
  }
}

/** Every combination of what is in `combined` with `own`, in place. A sum does not depend on the order. */
function combine(combined: number[], own: readonly number[], unordered: boolean): void {
  const before = combined.length;
  for (let k = 1; k < own.length; k++) {
    for (let c = 0; c < before; c++) combined.push(join(combined[c]!, own[k]!, unordered));
  }
  if (own.length === 0) combined.length = 0;
  else for (let c = 0; c < before; c++) combined[c] = join(combined[c]!, own[0]!, unordered);
}

function join(hash: number, key: number, unordered: boolean): number {
  return unordered ? (hash + key) | 0 : mix(hash, key);
}
