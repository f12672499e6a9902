import type { Attribute, EntityType } from '../../../../../shared/model/canonical.ts';
import type { BlockingKey, BlockingRule } from '../../../../../shared/model/match-model.ts';
import { type Note, note } from './note.ts';
import type { SqlWriter } from './sql.ts';

/** Rules one rule may become: names and birth names in either order make eight. */
const MOST_OF_ONE = 16;

interface WrittenKey {
  /** The key of one record, of its column as `value` writes it. */
  readonly of: (value: string) => string;
  readonly column: string;
  readonly near: boolean;
  readonly list: boolean;
}

/** Blocking rules as SQL; a key that SQL cannot make takes its rule with it. */
export function exportRules(
  rules: readonly BlockingRule[],
  entity: EntityType,
  write: SqlWriter,
  notes: Note[],
): { rules: readonly Record<string, unknown>[]; columns: readonly string[] } {
  const written = new Map<string, Record<string, unknown>>();
  const columns = new Set<string>();
  for (const rule of rules) {
    const alternatives = rule.keys.map((key) => keysOf(key, entity, write));
    const missing = rule.keys.filter((_, k) => alternatives[k]!.length === 0);
    if (missing.length > 0) {
      notes.push(
        ...missing.map((key) => note('key_left_out', rule.name, `${key.attribute}:${key.transform}`)),
      );
      continue;
    }
    alternatives.forEach((keys, k) => {
      const { attribute, transform } = rule.keys[k]!;
      if (keys.some(({ near }) => near))
        notes.push(
          note(
            'key_nearest',
            rule.name,
            `${attribute}:${transform}`,
            keys[0]!.of(write.name(keys[0]!.column)),
          ),
        );
    });
    // Keys made in different ways are never the same the other way round.
    const [one, two] = rule.keys;
    const crosswise = rule.unordered === true && one?.transform === two?.transform;
    const conditions = combinations(alternatives, crosswise, write);
    if (conditions.length > 1) notes.push(note('rule_split', rule.name, '', String(conditions.length)));
    for (const { sql, lists } of conditions) {
      written.set(sql, {
        blocking_rule: sql,
        sql_dialect: write.dialect,
        ...(lists.length > 0 && { arrays_to_explode: lists }),
      });
    }
    for (const key of alternatives.flat()) columns.add(key.column);
  }
  return { rules: [...written.values()], columns: [...columns] };
}

/** One condition per choice among alternatives, and per order of the keys where that is free. */
function combinations(
  alternatives: readonly (readonly WrittenKey[])[],
  unordered: boolean,
  write: SqlWriter,
): { sql: string; lists: readonly string[] }[] {
  let chosen: (readonly WrittenKey[])[] = [[]];
  for (const keys of alternatives) chosen = chosen.flatMap((before) => keys.map((key) => [...before, key]));
  const sides = (left: readonly WrittenKey[], right: readonly WrittenKey[]) => ({
    sql: left
      .map((key, k) => {
        const other = right[k]!;
        const equal = `${key.of(`l.${write.name(key.column)}`)} = ${other.of(`r.${write.name(other.column)}`)}`;
        return left.length > 1 ? `(${equal})` : equal;
      })
      .join(' AND '),
    lists: [...new Set([...left, ...right].filter(({ list }) => list).map(({ column }) => column))],
  });
  const all = chosen.flatMap((left) =>
    chosen
      .filter((right) => left.length === right.length)
      .flatMap((right) => [
        sides(left, right),
        ...(unordered && right.length === 2 ? [sides(left, [right[1]!, right[0]!])] : []),
      ]),
  );
  return [...new Map(all.map((one) => [one.sql, one])).values()].slice(0, MOST_OF_ONE);
}

function keysOf({ attribute, transform }: BlockingKey, entity: EntityType, write: SqlWriter): WrittenKey[] {
  return attribute.split('|').flatMap((name) => {
    const known = entity.attributes.find((one) => one.name === name);
    const key = known && keyOf(known, transform, write);
    return key === undefined ? [] : [key];
  });
}

function keyOf(attribute: Attribute, transform: string, write: SqlWriter): WrittenKey | undefined {
  const column = ADDRESS_COLUMNS.get(transform);
  const list = write.hasList(attribute);
  if (column !== undefined) {
    if (attribute.kind !== 'address') return undefined;
    return { column: `${attribute.name}_${column}`, of: (value) => value, near: column === 'city', list };
  }
  const found = keyWriters(write).get(transform);
  return found && { column: attribute.name, list, ...found };
}

const ADDRESS_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['postcode', 'postcode'],
  ['city', 'city'],
  ['number', 'number'],
  ['street_name', 'street'],
]);

function keyWriters(write: SqlWriter): ReadonlyMap<string, Pick<WrittenKey, 'of' | 'near'>> {
  const start = (length: number) => (value: string) => write.start(value, length);
  const sound =
    write.dialect === 'spark'
      ? (value: string) => `soundex(${value})`
      : (value: string) => write.start(value, 3);
  return new Map([
    ['exact', { of: (value: string) => value, near: false }],
    ['sound', { of: sound, near: true }],
    ['first_sound', { of: sound, near: true }],
    ['initial', { of: start(1), near: false }],
    ['first3', { of: start(3), near: false }],
    ['first5', { of: start(5), near: false }],
    ['last3', { of: (value: string) => write.end(value, 3), near: false }],
    ['last8', { of: (value: string) => write.end(value, 8), near: false }],
    ['year', { of: start(4), near: false }],
    ['year_month', { of: start(7), near: false }],
    ['day_month', { of: (value: string) => write.slice(value, 6, 5), near: true }],
    ['local_part', { of: (value: string) => write.localPart(value), near: true }],
    ['domain', { of: (value: string) => write.domain(value), near: false }],
    ['rare_word', { of: (value: string) => write.firstWord(value), near: true }],
    ['first_word', { of: (value: string) => write.firstWord(value), near: true }],
    ['word', { of: (value: string) => write.firstWord(value), near: true }],
  ]);
}
