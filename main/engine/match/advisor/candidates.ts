import type { Kind } from '../../../../shared/kinds/kinds.ts';
import type { BlockingKey, BlockingRule } from '../../../../shared/model/match-model.ts';
import { keysInClear } from '../blocking/keys.ts';
import type { EncodedRecords } from '../encode.ts';
import { NumberList } from '../values/dictionary.ts';

const NAME = ['sound', 'exact', 'first3', 'initial'] as const;
const CODE = ['exact', 'first5', 'last8'] as const;

/** Transforms of the catalogue that make sense for a kind, as one would try them. */
const TRANSFORMS_OF: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  given_name: NAME,
  middle_name: NAME,
  family_name: NAME,
  full_name: ['sound', 'exact', 'rare_word'],
  date: ['exact', 'year_month', 'day_month', 'year'],
  email: ['exact', 'local_part'],
  phone: ['last8'],
  address: ['street', 'postcode', 'city', 'street_name'],
  organisation_name: ['rare_word', 'sound', 'exact', 'first_word'],
  siren: ['exact'],
  siret: ['exact', 'first5'],
  vat: ['exact', 'last8'],
  iban: ['exact', 'last8'],
  ean: ['exact'],
  identifier: CODE,
  text: ['rare_word', 'exact', 'first_word', 'first5'],
  url: ['exact', 'domain'],
  code: ['exact'],
  sex: ['exact'],
  integer: ['exact'],
  amount: ['exact'],
};

/** Every single key that could be blocked on. A birth name is an alternative of the family name. */
export function singleKeys(records: EncodedRecords): BlockingKey[] {
  const filled = [...records.columns.values()].filter((column) => column.filled > 1);
  const birth = filled.find(({ kind }) => kind === 'birth_name')?.attribute;
  return filled.flatMap(({ attribute, kind }) => {
    const of = kind === 'family_name' && birth !== undefined ? `${attribute}|${birth}` : attribute;
    return (TRANSFORMS_OF[kind] ?? []).map((transform) => ({ attribute: of, transform }));
  });
}

/** A rule that could be proposed: one key, or two of different attributes. */
export interface Candidate {
  readonly rule: BlockingRule;
  /** Places of its keys in the list of single keys. */
  readonly of: readonly number[];
  /** Pairs its blocks hold before any is cut, estimated from some of the records. */
  readonly pairs: number;
}

/** A rule named after its keys, as templates do: `email + given_name:sound`. */
const ruleName = (keys: readonly BlockingKey[]): string =>
  keys
    .map(({ attribute, transform }) => (transform === 'exact' ? attribute : `${attribute}:${transform}`))
    .join(' + ');

/** Records that costs are estimated from. */
const SAMPLED = 8_000;

/**
 * All keys and pairs of keys that the rules in force do not imply, with what each would cost: pairs grow with the square
 * of the records, so those among a few thousand records tell those among all. `check` may throw to stop.
 */
export function candidateRules(
  records: EncodedRecords,
  keys: readonly BlockingKey[],
  rules: readonly BlockingRule[],
  check: () => void,
): Candidate[] {
  const { tables, scale } = sampledKeys(records, keys, check);
  const candidates: Candidate[] = [];
  const consider = (...of: number[]): void => {
    const own = of.map((k) => keys[k]!);
    if (rules.some((rule) => isImplied(rule, own))) return;
    const pairs = scale * equalPairs(of.map((k) => tables[k]!));
    candidates.push({ rule: { name: ruleName(own), keys: own }, of, pairs });
  };
  for (let a = 0; a < keys.length; a++) {
    check();
    consider(a);
    for (let b = a + 1; b < keys.length; b++) if (keys[a]!.attribute !== keys[b]!.attribute) consider(a, b);
  }
  return candidates;
}

/** True when whoever agrees on `keys` agrees on a rule: equal values are equal whatever is derived from them. */
function isImplied(rule: BlockingRule, keys: readonly BlockingKey[]): boolean {
  return rule.keys.every(({ attribute, transform }) =>
    keys.some(
      (key) => key.attribute === attribute && (key.transform === transform || key.transform === 'exact'),
    ),
  );
}

/** Key hashes of some of the records under each single key, one list per record. */
function sampledKeys(
  records: EncodedRecords,
  keys: readonly BlockingKey[],
  check: () => void,
): { tables: number[][][]; scale: number } {
  const share = Math.min(1, SAMPLED / Math.max(1, records.distinct));
  const chosen: number[] = [];
  for (let i = 0; i < records.count; i++)
    if (records.representative[i] === i && records.hashLow[i]! < share * 4294967296) chosen.push(i);
  const tables = keys.map((key) => {
    check();
    return chosen.map((i) => [...keysInClear(records, key, i).keys()]);
  });
  const n = Math.max(2, chosen.length);
  return { tables, scale: (records.distinct / n) ** 2 };
}

/** Pairs of records that share a key of each table. */
function equalPairs(tables: readonly (readonly (readonly number[])[])[]): number {
  const [first, second] = tables;
  const all = new NumberList();
  for (let i = 0; i < first!.length; i++) {
    for (const hash of first![i]!)
      for (const other of second?.[i] ?? ONCE) all.push((Math.imul(hash, 0x9e3779b1) ^ other) >>> 0);
  }
  const sorted = all.toArray().sort();
  let pairs = 0;
  for (let k = 1, run = 1; k <= sorted.length; k++) {
    if (k < sorted.length && sorted[k] === sorted[k - 1]) pairs += run++;
    else run = 1;
  }
  return pairs;
}

const ONCE: readonly number[] = [0];
