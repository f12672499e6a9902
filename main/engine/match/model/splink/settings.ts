import { z } from 'zod';
import { UserError } from '../../../../../shared/model/errors.ts';
import { pathText } from '../read-model.ts';

/**
 * Settings of Splink as JSON, as `linker.misc.save_model_to_json` writes them (Splink 3 to 5;
 * https://moj-analytical-services.github.io/splink/api_docs/settings_dict_guide.html). Loose where reading: a key that
 * is not known here is told of, not refused.
 */
const level = z.looseObject({
  sql_condition: z.string(),
  label_for_charts: z.string().optional(),
  is_null_level: z.boolean().optional(),
  m_probability: z.number().nullish(),
  u_probability: z.number().nullish(),
  tf_adjustment_column: z.string().nullish(),
  tf_adjustment_weight: z.number().nullish(),
  tf_minimum_u_value: z.number().nullish(),
});

const comparison = z.looseObject({
  output_column_name: z.string().optional(),
  comparison_description: z.string().optional(),
  comparison_levels: z.array(level).max(200),
});

const blockingRule = z.union([
  z.string(),
  z.looseObject({
    blocking_rule: z.string(),
    sql_dialect: z.string().nullish(),
    salting_partitions: z.number().nullish(),
    arrays_to_explode: z.array(z.string()).max(200).nullish(),
  }),
]);

const settings = z.looseObject({
  link_type: z.string().optional(),
  probability_two_random_records_match: z.number().optional(),
  sql_dialect: z.string().nullish(),
  unique_id_column_name: z.string().optional(),
  comparisons: z.array(comparison).max(200),
  blocking_rules_to_generate_predictions: z.array(blockingRule).max(2000).default([]),
});

export type SplinkSettings = z.output<typeof settings>;
export type SplinkComparison = z.output<typeof comparison>;
export type SplinkLevel = z.output<typeof level>;
export type SplinkBlockingRule = z.output<typeof blockingRule>;

/** @throws UserError `match.splink_invalid`, which names the place. */
export function readSettings(data: unknown, operation: string): SplinkSettings {
  const result = settings.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = pathText(issue?.path ?? []);
  throw new UserError({
    operation,
    code: 'match.splink_invalid',
    message: `These are not settings of Splink: ${place === '' ? '' : `${place}: `}${(issue?.message ?? 'not an object').slice(0, 300)}.`,
    next: 'Choose the JSON file that Splink wrote (linker.misc.save_model_to_json).',
    where: { place },
  });
}

/** SQL dialects whose functions are written; all of Splink's are read. */
export const DIALECTS = ['duckdb', 'spark', 'sqlite'] as const;
export type Dialect = (typeof DIALECTS)[number];
