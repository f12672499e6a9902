import type { EntityType } from '../../../../../shared/model/canonical.ts';
import { UserError } from '../../../../../shared/model/errors.ts';
import type { SourceMapping } from '../../../../../shared/model/mapping.ts';
import type { Comparison, MatchModel } from '../../../../../shared/model/match-model.ts';
import { MOST_COMPARISONS, MOST_RULES } from '../catalogue.ts';
import { requireSound } from '../validate.ts';
import { ColumnFinder } from './columns.ts';
import { importComparison } from './import-comparison.ts';
import { importRules } from './import-rules.ts';
import { type Note, note } from './note.ts';
import { readSettings, type SplinkSettings } from './settings.ts';

const OPERATION = 'match.importSplink';

/** What is known besides the settings. */
export interface ImportContext {
  readonly entity: EntityType;
  /** The model in force: gives thresholds, guards, and rules where none can be read. */
  readonly present: MatchModel | null;
  /** How the sources feed the entity: their columns are often those of Splink's tables. */
  readonly mappings?: readonly SourceMapping[];
  /** Column of Splink's table → attribute, or `address.postcode`. */
  readonly columns?: Readonly<Record<string, string>>;
}

export interface SplinkImport {
  /** Sound, not yet chosen. */
  readonly model: MatchModel;
  /** What could not be carried over as it is, item by item. */
  readonly notes: readonly Note[];
}

/** Keys of the settings that are carried over, and those that only say how Splink lays out its tables. */
const CARRIED = new Set([
  'link_type',
  'probability_two_random_records_match',
  'comparisons',
  'blocking_rules_to_generate_predictions',
]);
const LAYOUT = new Set([
  'sql_dialect',
  'linker_uid',
  'additional_columns_to_retain',
  'unique_id_column_name',
  'source_dataset_column_name',
  'retain_matching_columns',
  'retain_intermediate_calculation_columns',
  'match_weight_column_prefix',
  'bayes_factor_column_prefix',
  'term_frequency_adjustment_column_prefix',
  'comparison_vector_value_column_prefix',
]);

/**
 * A match model made of settings of Splink (3 to 5, any dialect). Conditions are read, never run. Nothing is left out without
 * a note.
 * @throws UserError `match.splink_invalid`, `match.splink_nothing`, `match.splink_no_rule`, `attribute.unknown`.
 */
export function importSplink(data: unknown, context: ImportContext): SplinkImport {
  const settings = readSettings(data, OPERATION);
  const { entity, present } = context;
  const columns = new ColumnFinder(entity, context.mappings, context.columns);
  const read = settings.comparisons
    .slice(0, MOST_COMPARISONS)
    .map((one, index) => importComparison(one, index, entity, columns));
  const notes: Note[] = [...read.flatMap((one) => one.notes), ...settingNotes(settings)];
  const comparisons = named(read.flatMap((one) => one.comparisons)).slice(0, MOST_COMPARISONS);
  if (comparisons.length === 0) throw nothing(notes);
  const trained = read.some((one) => one.trained);
  const rules = importRules(settings.blocking_rules_to_generate_predictions, columns, notes);
  if (rules.length === 0 && present !== null) notes.push(note('rules_kept', ''));
  const blockingRules = rules.length > 0 ? rules.slice(0, MOST_RULES) : (present?.blockingRules ?? []);
  if (blockingRules.length === 0) throw noRule();
  notes.push(note(present === null ? 'usual_values' : 'from_present_model', '', 'thresholds, guards'));
  const prior = settings.probability_two_random_records_match;
  const model: MatchModel = {
    entity: entity.name,
    template: present?.template ?? 'anything',
    blockingRules,
    comparisons,
    lookalikes: [],
    ...(prior !== undefined && prior > 0 && prior < 1 && { prior }),
    thresholds: present?.thresholds ?? { autoMerge: 5, review: 0 },
    guards: present?.guards ?? { identifiers: [], sharedContactLimit: 5, maxClusterSize: 200 },
    train: !trained,
  };
  requireSound(model, entity, OPERATION);
  return { model, notes: distinct(notes) };
}

function distinct(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((one) => [JSON.stringify(one), one])).values()];
}

/** Names that are taken get a number. */
function named(comparisons: readonly Comparison[]): Comparison[] {
  const taken = new Set<string>();
  return comparisons.map((comparison) => {
    const base = comparison.name.slice(0, 200) || comparison.attributes[0]!;
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base} ${count}`;
    taken.add(name);
    return { ...comparison, name };
  });
}

function settingNotes(settings: SplinkSettings): Note[] {
  const notes = Object.entries(settings)
    .filter(([key]) => !CARRIED.has(key) && !LAYOUT.has(key))
    .slice(0, 100)
    .map(([key, value]) => note('setting_ignored', key, shown(value)));
  const { link_type: link, probability_two_random_records_match: prior } = settings;
  if (link !== undefined && link !== 'dedupe_only') notes.push(note('link_type', '', link));
  if (prior !== undefined && !(prior > 0 && prior < 1))
    notes.push(note('setting_ignored', 'probability_two_random_records_match', String(prior)));
  const unread = settings.comparisons.slice(MOST_COMPARISONS);
  return [...notes, ...unread.map((one, k) => note('comparison_left_out', one.output_column_name ?? `${k}`))];
}

const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[…]' : '{…}') : String(value);

const nothing = (notes: readonly Note[]): UserError => {
  const unknown = [
    ...new Set(notes.filter(({ code }) => code === 'column_unknown').map(({ detail }) => detail)),
  ];
  const names = unknown.slice(0, 10).join(', ');
  return new UserError({
    operation: OPERATION,
    code: 'match.splink_nothing',
    message: `No comparison of these settings can be carried over.${names === '' ? '' : ` Columns without an attribute: ${names}.`}`,
    next: 'Say which attribute each column is, as in first_name=given_name.',
    where: { columns: names },
  });
};

const noRule = (): UserError =>
  new UserError({
    operation: OPERATION,
    code: 'match.splink_no_rule',
    message:
      'No blocking rule of these settings can be carried over, and there is no model yet to take rules from.',
    next: 'Run the matching once, then import again.',
  });
