import type { EntityType } from '../../../../shared/model/canonical.ts';
import type { Comparison } from '../../../../shared/model/match-model.ts';
import {
  type Condition,
  type ConditionColumn,
  ConditionError,
  compileCondition,
  type PairOfValues,
} from '../conditions/compile.ts';
import { type Column, type EncodedRecords, SEVERAL } from '../encode.ts';
import { PairCache } from '../values/pair-cache.ts';
import { BLANK, bestLevel, type Comparator, type ComparatorFamily, textsOf } from './comparator.ts';

export const CUSTOM = 'custom';

/** Parts of an address a condition may name: `address_postcode_l`. The order is that of the text of an address. */
const ADDRESS_PARTS = ['number', 'street', 'postcode', 'city', 'complement'] as const;

/** What a name in a condition stands for. */
interface NamedColumn {
  readonly attribute: string;
  readonly part: number | null;
}

/**
 * Levels given as conditions, in the SQL of Splink's comparison levels: the first that holds for the two records, whichever of
 * them is taken for the left, counts. Attributes: those the conditions name (`email_l = email_r`, `l.email = r.email`); of
 * one attribute with several values in a record the best pair counts. Where no condition holds and a blank leaves one open, there
 * is no evidence. Values are seen in the form they are compared in: texts in capitals, without accents.
 */
export const custom: ComparatorFamily = {
  name: CUSTOM,
  levels: [
    { name: 'agree', m: 0.9, u: 0.01 },
    { name: 'different', m: 0.1, u: 0.99 },
  ],
  valued: [],
  create(context): Comparator {
    const { conditions, columns } = compileConditions(context.comparison, context.records.entity);
    const used = context.comparison.attributes.map((attribute) => context.records.columns.get(attribute));
    const frequency = (): number => 0;
    const values = (i: number): readonly string[] =>
      textsOf(used, i).map((text) => text.replaceAll('|', ' ').trim());
    const [only] = used;
    if (used.length === 1 && only !== undefined)
      return { compare: byValues(only, conditions, columns), frequency, values };
    return { compare: byRecords(context.records, conditions, columns), frequency, values };
  },
};

/** Conditions of all levels but the last, and the columns they name, by number. */
interface CompiledConditions {
  readonly conditions: readonly Condition[];
  readonly columns: readonly NamedColumn[];
}

/** @throws ConditionError */
function compileConditions(comparison: Comparison, entity: EntityType): CompiledConditions {
  const columns: NamedColumn[] = [];
  const find = columnFinder(comparison.attributes, entity, columns);
  const conditions = comparison.levels
    .slice(0, -1)
    .map(({ condition = '' }) => compileCondition(condition, find));
  return { conditions, columns };
}

/** What is wrong with the condition of a level; undefined where nothing is. */
export function conditionError(
  condition: string,
  attributes: readonly string[],
  entity: Pick<EntityType, 'attributes'>,
): ConditionError | undefined {
  try {
    compileCondition(condition, columnFinder(attributes, entity, []));
    return undefined;
  } catch (error) {
    if (error instanceof ConditionError) return error;
    throw error;
  }
}

function columnFinder(
  attributes: readonly string[],
  entity: Pick<EntityType, 'attributes'>,
  columns: NamedColumn[],
): (name: string, table: string) => ConditionColumn | undefined {
  const known = new Map<string, NamedColumn>();
  for (const attribute of attributes) {
    known.set(attribute, { attribute, part: null });
    if (entity.attributes.find(({ name }) => name === attribute)?.kind !== 'address') continue;
    ADDRESS_PARTS.forEach((part, k) => {
      known.set(`${attribute}_${part}`, { attribute, part: k });
    });
  }
  return (name, table) => {
    const ending = table === '' ? name.slice(-2).toLowerCase() : `_${table}`;
    const side = ending === '_l' ? 'left' : ending === '_r' ? 'right' : undefined;
    const column = known.get(table === '' ? name.slice(0, -2) : name);
    if (side === undefined || column === undefined) return undefined;
    const place = columns.findIndex(
      ({ attribute, part }) => attribute === column.attribute && part === column.part,
    );
    return { side, column: place >= 0 ? place : columns.push(column) - 1 };
  };
}

/** Cost of one pair is bounded: longer values are cut. */
const LONGEST = 300;

function textOf(column: Column | undefined, id: number, part: number | null): string {
  if (column === undefined || id === 0) return '';
  const text = column.dictionary.text(id).slice(0, LONGEST);
  return part === null ? text : (text.split('|')[part] ?? '');
}

/** The level of two records' values, in the better of the two directions. */
function levelOf(
  conditions: readonly Condition[],
  left: readonly string[],
  right: readonly string[],
): number {
  const forth: PairOfValues = { left, right };
  const back: PairOfValues = { left: right, right: left };
  let open = false;
  for (let level = 0; level < conditions.length; level++) {
    const condition = conditions[level]!;
    const [one, other] = [condition(forth), condition(back)];
    if (one === true || other === true) return level;
    open ||= one === null || other === null;
  }
  return open ? BLANK : conditions.length;
}

function byValues(column: Column, conditions: readonly Condition[], columns: readonly NamedColumn[]) {
  const cache = new PairCache(16);
  const texts = (id: number): string[] => columns.map(({ part }) => textOf(column, id, part));
  const compute = (a: number, b: number): number => levelOf(conditions, texts(a), texts(b));
  const compare = (a: number, b: number): number => cache.get(a, b, compute);
  return (i: number, j: number): number => bestLevel(column, i, j, compare);
}

function byRecords(records: EncodedRecords, conditions: readonly Condition[], named: readonly NamedColumn[]) {
  const columns = named.map(({ attribute, part }) => ({ column: records.columns.get(attribute), part }));
  const texts = (i: number): string[] =>
    columns.map(({ column, part }) => {
      const id = column?.single[i] ?? 0;
      return textOf(column, id === SEVERAL ? 0 : id, part);
    });
  return (i: number, j: number): number => levelOf(conditions, texts(i), texts(j));
}

/** Levels of a comparison as its family numbers them: conditions bring their own. */
export function levelNames(family: ComparatorFamily, comparison: Comparison): string[] {
  const levels = family.name === CUSTOM ? comparison.levels : family.levels;
  return levels.map(({ name }) => name);
}
