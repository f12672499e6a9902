import type { EntityType } from '../../../../../shared/model/canonical.ts';
import type { ComparisonLevel } from '../../../../../shared/model/match-model.ts';
import { conditionError } from '../../comparators/custom.ts';
import { parseCondition } from '../../conditions/parse.ts';
import { Unreadable } from '../../conditions/tokens.ts';
import { writeCondition } from '../../conditions/write.ts';
import type { Place } from './columns.ts';
import { columnLook } from './looks.ts';
import type { SplinkLevel } from './settings.ts';

/** Levels that run as conditions, and the attributes these name. */
export interface ConditionLevels {
  readonly attributes: readonly string[];
  readonly levels: readonly Pick<ComparisonLevel, 'name' | 'condition'>[];
}

/**
 * The levels of a comparison of Splink as conditions over attributes here; undefined where one of them cannot be asked (a function
 * that is not known, a column without an attribute). `levels`: without those of blanks; the last is ELSE.
 */
export function conditionLevels(
  levels: readonly SplinkLevel[],
  places: ReadonlyMap<string, Place>,
  entity: EntityType,
): ConditionLevels | undefined {
  const last = levels.at(-1);
  if (levels.length < 2 || last?.sql_condition.trim().toUpperCase() !== 'ELSE') return undefined;
  const attributes = [...new Set([...places.values()].map(({ attribute }) => attribute.name))];
  const several = attributes.some(
    (name) => entity.attributes.find((one) => one.name === name)?.cardinality === 'many',
  );
  if (attributes.length === 0 || (several && attributes.length > 1)) return undefined;
  const conditions = levels.slice(0, -1).map(({ sql_condition: sql }) => overAttributes(sql, places));
  if (!conditions.every((one) => one !== undefined && conditionError(one, attributes, entity) === undefined))
    return undefined;
  const names = distinctNames(levels);
  return {
    attributes,
    levels: names.map((name, k) => ({ name, ...(k < conditions.length && { condition: conditions[k] }) })),
  };
}

function overAttributes(sql: string, places: ReadonlyMap<string, Place>): string | undefined {
  let known = true;
  const column = (name: string, table: string): string => {
    const look = columnLook({ type: 'column', name, table });
    const place = places.get(look.column);
    if (look.side === null || place === undefined) {
      known = false;
      return name;
    }
    const part = place.part === undefined ? '' : `_${place.part}`;
    return `${place.attribute.name}${part}_${look.side}`;
  };
  try {
    const written = writeCondition(parseCondition(sql), column);
    return known ? written : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Labels as Splink's charts show them; one that is taken, or too long, gets a number. */
function distinctNames(levels: readonly SplinkLevel[]): string[] {
  const taken = new Set<string>();
  return levels.map(({ label_for_charts: label }, k) => {
    const base =
      k === levels.length - 1 ? 'different' : (label ?? '').trim().slice(0, 200) || `level ${k + 1}`;
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base} ${count}`;
    taken.add(name);
    return name;
  });
}
