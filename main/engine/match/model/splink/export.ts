import type { EntityType } from '../../../../../shared/model/canonical.ts';
import type { Comparison, MatchModel } from '../../../../../shared/model/match-model.ts';
import { exportRules } from './export-rules.ts';
import { columnsOfComparison, FALLS_INTO, levelConditions, levelOrder, restOf } from './level-sql.ts';
import { type Note, note } from './note.ts';
import { describe } from './own.ts';
import type { Dialect } from './settings.ts';
import { SqlWriter } from './sql.ts';

/** Settings of Splink 4 made of a model. */
export interface SplinkExport {
  /** As `Linker(df, settings)` takes them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The columns Splink's table must have, NULL where a record has no value. `list`: an array of texts. */
  readonly columns: readonly { readonly name: string; readonly list: boolean }[];
  /** What SQL cannot say, item by item. */
  readonly notes: readonly Note[];
}

/**
 * Writes a model as settings of Splink, in one dialect. Every comparison says in its description what it was, so that
 * {@link importSplink} gives back the same m and u.
 */
export function exportSplink(model: MatchModel, entity: EntityType, dialect: Dialect): SplinkExport {
  const write = new SqlWriter(dialect);
  const notes: Note[] = [];
  const comparisons = model.comparisons.map((comparison) =>
    exportComparison(comparison, entity, write, notes),
  );
  const rules = exportRules(model.blockingRules, entity, write, notes);
  notes.push(...modelNotes(model));
  const columns = new Set([
    ...model.comparisons.flatMap((one) => columnsOfComparison(one, entity, write)),
    ...rules.columns,
  ]);
  const lists = entity.attributes.filter((one) => one.cardinality === 'many').map(({ name }) => name);
  const isList = (column: string): boolean =>
    lists.some((name) => column === name || column.startsWith(`${name}_`)) &&
    !entity.attributes.some(({ name, cardinality }) => name === column && cardinality === 'one');
  if (dialect === 'sqlite')
    notes.push(...[...columns].filter(isList).map((column) => note('lists_as_text', column)));
  return {
    settings: {
      link_type: 'dedupe_only',
      unique_id_column_name: 'unique_id',
      sql_dialect: dialect,
      ...(model.prior !== undefined && { probability_two_random_records_match: model.prior }),
      retain_matching_columns: true,
      retain_intermediate_calculation_columns: true,
      blocking_rules_to_generate_predictions: rules.rules,
      comparisons,
    },
    columns: [...columns].map((name) => ({ name, list: dialect !== 'sqlite' && isList(name) })),
    notes,
  };
}

interface WrittenLevel {
  readonly name: string;
  readonly sql: string;
  m: number;
  u: number;
}

function exportComparison(
  comparison: Comparison,
  entity: EntityType,
  write: SqlWriter,
  notes: Note[],
): Record<string, unknown> {
  const conditions = levelConditions(comparison, entity, write);
  const rest = restOf(comparison);
  const byName = new Map(comparison.levels.map((level) => [level.name, level]));
  const written: WrittenLevel[] = levelOrder(comparison).flatMap((name) => {
    const condition = conditions.get(name);
    const { m, u } = byName.get(name)!;
    if (condition?.near === true) notes.push(note('level_nearest', comparison.name, name, condition.sql));
    const sql = name === rest ? 'ELSE' : condition?.sql;
    return sql === undefined ? [] : [{ name, sql, m, u }];
  });
  for (const [k, { name, m, u }] of comparison.levels.entries()) {
    if (written.some((one) => one.name === name)) continue;
    const after = comparison.levels.slice(k + 1).map((level) => level.name);
    const next = [FALLS_INTO.get(name), ...after, rest].find((into) =>
      written.some((one) => one.name === into),
    );
    const into = written.find((one) => one.name === next);
    notes.push(note('level_left_out', comparison.name, name, into?.name ?? ''));
    if (into === undefined) continue;
    into.m = Math.min(1, into.m + m);
    into.u = Math.min(1, into.u + u);
  }
  const first = entity.attributes.find(({ name }) => name === comparison.attributes[0])!;
  const sides = write.sides(first.name, write.hasList(first));
  const frequency = comparison.termFrequency === true && !write.hasList(first);
  if (comparison.termFrequency === true && !frequency) notes.push(note('tf_left_out', comparison.name));
  return {
    output_column_name: comparison.name,
    comparison_description: describe(comparison),
    comparison_levels: [
      { sql_condition: write.isNull(sides), label_for_charts: `${first.name} is NULL`, is_null_level: true },
      ...written.map(({ name, sql, m, u }) => ({
        sql_condition: sql,
        label_for_charts: name,
        m_probability: m,
        u_probability: u,
        ...(frequency && name === 'exact' && { tf_adjustment_column: first.name, tf_adjustment_weight: 1 }),
      })),
    ],
  };
}

function modelNotes({ lookalikes, guards, thresholds }: MatchModel): Note[] {
  const probability = (bits: number): string => (1 / (1 + 2 ** -bits)).toFixed(4);
  return [
    ...lookalikes.map(({ name }) => note('lookalike_left_out', name)),
    note('guards_left_out', '', guards.identifiers.join(', ')),
    note(
      'thresholds_left_out',
      '',
      `${thresholds.autoMerge} / ${thresholds.review}`,
      `${probability(thresholds.autoMerge)} / ${probability(thresholds.review)}`,
    ),
  ];
}
