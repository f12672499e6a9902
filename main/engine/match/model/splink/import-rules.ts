import type { BlockingKey, BlockingRule } from '../../../../../shared/model/match-model.ts';
import { type Expression, parseCondition } from '../../conditions/parse.ts';
import { Unreadable } from '../../conditions/tokens.ts';
import { NEVER_COMPARED } from '../catalogue.ts';
import type { ColumnFinder, Place } from './columns.ts';
import { type Look, lookOf } from './looks.ts';
import { type Note, note } from './note.ts';
import { chain } from './recognise.ts';
import type { SplinkBlockingRule } from './settings.ts';

/**
 * Blocking rules of Splink as rules here. A rule may come out wider (it makes more pairs), never narrower; one with a
 * key that cannot be made is left out. OR makes several rules.
 */
export function importRules(
  from: readonly SplinkBlockingRule[],
  columns: ColumnFinder,
  notes: Note[],
): BlockingRule[] {
  const rules = new Map<string, BlockingRule>();
  for (const one of from) {
    const sql = typeof one === 'string' ? one : one.blocking_rule;
    for (const condition of conditionsOf(sql, notes)) {
      const rule = importRule(condition, sql, columns, notes);
      if (rule !== undefined) rules.set(`${rule.name} ${rule.unordered === true}`, rule);
    }
  }
  const all = [...rules.values()];
  return named(all.filter((rule) => !all.some((other) => other !== rule && covers(other, rule))));
}

/** Every pair of `rule` is one of `wide`: the same keys, of more attributes or in any order. */
function covers(wide: BlockingRule, rule: BlockingRule): boolean {
  if (wide.keys.length !== rule.keys.length || (rule.unordered === true && wide.unordered !== true))
    return false;
  const holds = (a: BlockingKey, b: BlockingKey): boolean => {
    const names = a.attribute.split('|');
    return a.transform === b.transform && b.attribute.split('|').every((name) => names.includes(name));
  };
  const inOrder = (keys: readonly BlockingKey[]): boolean =>
    wide.keys.every((key, k) => holds(key, keys[k]!));
  return inOrder(rule.keys) || (wide.unordered === true && inOrder([...rule.keys].reverse()));
}

/** A rule with keys in any order beside one of the same keys in one order: names are told apart. */
function named(rules: readonly BlockingRule[]): BlockingRule[] {
  const taken = new Set<string>();
  return rules.map((rule) => {
    let { name } = rule;
    for (let count = 2; taken.has(name); count++) name = `${rule.name} (${count})`;
    taken.add(name);
    return { ...rule, name };
  });
}

function conditionsOf(sql: string, notes: Note[]): Expression[] {
  try {
    return chain(parseCondition(sql), 'or');
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    notes.push(note('rule_unreadable', sql));
    return [];
  }
}

/** One condition of a rule: two columns that must be the same. */
interface Pair {
  readonly l: Look;
  readonly r: Look;
}

function importRule(
  condition: Expression,
  sql: string,
  columns: ColumnFinder,
  notes: Note[],
): BlockingRule | undefined {
  const parts = chain(condition, 'and');
  const pairs = parts.map(pairOf);
  const known = pairs.filter((pair) => pair !== undefined);
  // A condition beside the equalities only takes pairs away: without it there are more of them to compare.
  const dropped = parts.length - known.length;
  const unknown = known
    .flatMap(({ l, r }) => [l.column, r.column])
    .filter((c) => columns.find(c) === undefined);
  if (known.length === 0 || unknown.length > 0) {
    notes.push(...[...new Set(unknown)].map((column) => note('column_unknown', sql, column)));
    notes.push(note('rule_left_out', sql));
    return undefined;
  }
  const crossed = crosswise(known);
  const keys = (crossed ?? known).map(({ l, r }) => keyOf(l, r, columns));
  const found = keys.filter((key) => key !== undefined);
  if (found.length < keys.length) {
    notes.push(note('rule_left_out', sql));
    return undefined;
  }
  const name = found.map(({ key }) => nameOf(key)).join(' + ');
  if (dropped > 0) notes.push(note('rule_condition_dropped', sql, '', name));
  if (found.some(({ near }) => near)) notes.push(note('rule_wider', sql, '', name));
  return { name, keys: found.map(({ key }) => key), ...(crossed && { unordered: true }) };
}

const nameOf = ({ attribute, transform }: BlockingKey): string =>
  transform === 'exact' ? attribute : `${attribute}:${transform}`;

function pairOf(expression: Expression): Pair | undefined {
  if (expression.type !== 'operation' || expression.sign !== '=') return undefined;
  const [a, b] = expression.parts.map(lookOf);
  if (a?.side === 'l' && b?.side === 'r') return { l: a, r: b };
  return a?.side === 'r' && b?.side === 'l' ? { l: b, r: a } : undefined;
}

/** l.a = r.b AND l.b = r.a (or l.c = r.a, c standing for b): the same keys in any order. Undefined: it is not that. */
function crosswise(pairs: readonly Pair[]): readonly Pair[] | undefined {
  const [one, two] = pairs;
  if (pairs.length !== 2 || one === undefined || two === undefined) return undefined;
  const equal = (a: Look, b: Look): boolean => a.column === b.column && a.key === b.key;
  if (equal(one.l, one.r) || equal(two.l, two.r)) return undefined;
  if (equal(one.l, two.r))
    return [
      { l: one.l, r: one.l },
      { l: two.l, r: one.r },
    ];
  if (!equal(one.r, two.l)) return undefined;
  return [
    { l: one.l, r: two.r },
    { l: two.l, r: two.l },
  ];
}

/** The key of both columns; `near`: it holds for more pairs than the condition. */
function keyOf(l: Look, r: Look, columns: ColumnFinder): { key: BlockingKey; near: boolean } | undefined {
  const left = columns.find(l.column)!;
  const right = columns.find(r.column)!;
  const a = transformOf(l, left);
  const b = transformOf(r, right);
  if (a === undefined || b === undefined || a.transform !== b.transform) return undefined;
  const names = [left.attribute, right.attribute];
  if (names.some(({ kind }) => NEVER_COMPARED.has(kind))) return undefined;
  const attributes = columns.inOrder(names.map(({ name }) => name));
  return {
    key: { attribute: attributes.join('|'), transform: a.transform },
    near: a.near || b.near || attributes.length > 1,
  };
}

/** Of transforms that go by a start or an end, the one that is not longer than what was asked. */
function transformOf(look: Look, place: Place): { transform: string; near: boolean } | undefined {
  const { view, length } = look;
  if (place.part !== undefined) {
    if (view !== 'whole') return undefined;
    const transform = place.part === 'street' ? 'street_name' : place.part;
    return { transform, near: transform === 'city' || transform === 'street_name' };
  }
  const same = (transform: string) => ({ transform, near: false });
  const near = (transform: string) => ({ transform, near: true });
  switch (view) {
    case 'whole':
    case 'date':
      return same('exact');
    case 'start':
      if (place.attribute.kind === 'date') return byLength(length, DATE_STARTS);
      // An address begins with its number here, whatever it begins with there.
      return place.attribute.kind === 'address' ? undefined : byLength(length, STARTS);
    case 'end':
      return byLength(length, ENDS);
    case 'local_part':
      return same('local_part');
    case 'domain':
      return same('domain');
    case 'sound':
      return near('sound');
    case 'year':
      return same('year');
    case 'year_month':
      return same('year_month');
    case 'month_day':
      return place.attribute.kind === 'date' ? near('day_month') : undefined;
    case 'first_word':
      return near('first_word');
    default:
      return undefined;
  }
}

const STARTS: readonly (readonly [number, string])[] = [
  [5, 'first5'],
  [3, 'first3'],
  [1, 'initial'],
];
const DATE_STARTS: readonly (readonly [number, string])[] = [
  [10, 'exact'],
  [7, 'year_month'],
  [4, 'year'],
];
const ENDS: readonly (readonly [number, string])[] = [
  [8, 'last8'],
  [3, 'last3'],
];

function byLength(
  length: number,
  steps: readonly (readonly [number, string])[],
): { transform: string; near: boolean } | undefined {
  const step = steps.find(([least]) => length >= least);
  return step && { transform: step[1], near: step[0] !== length };
}
