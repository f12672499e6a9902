import type { EntityType } from '../../../../../shared/model/canonical.ts';
import type { Comparison } from '../../../../../shared/model/match-model.ts';
import { CUSTOM } from '../../comparators/custom.ts';
import { COMPARATORS } from '../../comparators/index.ts';
import { levelConditions } from './level-sql.ts';
import { DIALECTS, type SplinkComparison } from './settings.ts';
import { SqlWriter } from './sql.ts';

/** How an exported comparison says what it was: `orfevre: email(email)`. */
export function describe({ comparator, attributes }: Comparison): string {
  return `orfevre: ${comparator}(${attributes.join(', ')})`;
}

/**
 * The comparison an earlier export was made of, when Splink's settings still say the same: description, labels and
 * conditions. Undefined where anything was edited; then the conditions count.
 */
export function ownComparison(from: SplinkComparison, entity: EntityType): Comparison | undefined {
  const parsed = parse(from.comparison_description ?? '');
  const family = parsed && COMPARATORS.get(parsed.comparator);
  if (parsed === undefined || family === undefined) return undefined;
  // Conditions are read back from the SQL itself.
  if (parsed.comparator === CUSTOM) return undefined;
  const known = family.levels.map(({ name }) => name);
  const levels = from.comparison_levels
    .filter((level) => level.is_null_level !== true)
    .map((level) => ({
      name: level.label_for_charts ?? '',
      m: level.m_probability ?? -1,
      u: level.u_probability ?? -1,
      condition: level.sql_condition,
    }));
  if (!levels.every(({ name, m, u }) => known.includes(name) && m >= 0 && u >= 0)) return undefined;
  const comparison: Comparison = {
    name: from.output_column_name ?? parsed.attributes[0]!,
    ...parsed,
    levels: levels
      .map(({ name, m, u }) => ({ name, m, u }))
      .sort((a, b) => known.indexOf(a.name) - known.indexOf(b.name)),
    ...(from.comparison_levels.some((level) => typeof level.tf_adjustment_column === 'string') && {
      termFrequency: true,
    }),
  };
  if (!parsed.attributes.every((name) => entity.attributes.some((one) => one.name === name)))
    return undefined;
  const unchanged = DIALECTS.some((dialect) => {
    const conditions = levelConditions(comparison, entity, new SqlWriter(dialect));
    return levels.every(({ name, condition }) => (conditions.get(name)?.sql ?? 'ELSE') === condition);
  });
  return unchanged ? comparison : undefined;
}

function parse(text: string): Pick<Comparison, 'comparator' | 'attributes'> | undefined {
  const open = text.indexOf('(');
  if (!text.startsWith('orfevre: ') || open < 0 || !text.endsWith(')')) return undefined;
  const attributes = text.slice(open + 1, -1).split(', ');
  return { comparator: text.slice('orfevre: '.length, open), attributes };
}
