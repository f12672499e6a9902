import type { CanonicalModel, EntityType } from '../../../shared/model/canonical.ts';
import type { MappingSuggestion, SourceMapping } from '../../../shared/model/mapping.ts';
import type { ColumnProfile, RawCell } from '../../../shared/model/source.ts';
import type { KeyChoice } from './key.ts';
import { chooseKey } from './key.ts';
import type { EarlierChoice } from './suggest-assign.ts';
import { MAP_FROM } from './suggest-assign.ts';
import type { ColumnReading } from './suggest-columns.ts';
import { readColumns } from './suggest-columns.ts';
import { proposeEntity } from './suggest-custom.ts';
import type { EntityTrial } from './suggest-entity.ts';
import { tryEntities } from './suggest-entity.ts';
import { rulesOf } from './suggest-rules.ts';

export type { EarlierChoice } from './suggest-assign.ts';

/** A table to be understood. `sample` holds raw rows in the order of `columns`. */
export interface SuggestInput {
  /** Name of the source: a hint, no more. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly profiles: readonly ColumnProfile[];
  readonly sample: readonly (readonly RawCell[])[];
  readonly earlier?: readonly EarlierChoice[];
}

/** What a table seems to be, and how its columns map. */
export interface SourceSuggestion {
  readonly entity: string;
  /** 0…1. */
  readonly entityConfidence: number;
  readonly reasons: readonly string[];
  /** The entity proposed because none of the model fits; to be added to the model before the mapping is used. */
  readonly newEntity?: EntityType;
  /** Column that identifies the rows; null = the row number. */
  readonly key: string | null;
  readonly keyChoice: KeyChoice;
  /** The rules sure enough to run unseen. */
  readonly mapping: SourceMapping;
  /** Every rule found, those too doubtful to be in `mapping` included. */
  readonly suggestions: readonly MappingSuggestion[];
  /** Columns that no rule of `mapping` reads. */
  readonly unmapped: readonly string[];
  /** Column with the time of the last change, where there is one. */
  readonly updatedAt?: string;
}

/** Less evidence than this, and the table is none of the entities of the model. */
const ENOUGH_EVIDENCE = 2.6;
/** Shapes whose table is only believed when a fair part of the columns is explained. */
const EXPLAINED = 0.34;

/** Decides what a table is and maps its columns, from headers, contents and earlier choices. */
export function suggestSource(input: SuggestInput, model: CanonicalModel): SourceSuggestion {
  const readings = readColumns(input.columns, input.profiles, input.sample);
  const trials = tryEntities(input.name, readings, model, input.earlier ?? []);
  const best = trials[0];
  if (!best || !isConvincing(best, readings)) return asNewEntity(input, readings, model);
  return asEntity(input, best, trials[1]);
}

function isConvincing(trial: EntityTrial, readings: readonly ColumnReading[]): boolean {
  if (trial.score < ENOUGH_EVIDENCE) return false;
  if (trial.shape !== 'product') return true;
  const filled = readings.filter(({ contents }) => contents.values.length > 0).length;
  const explained = trial.assignments.filter(({ confidence }) => confidence >= MAP_FROM).length;
  return trial.score > 6 || explained >= filled * EXPLAINED;
}

function asEntity(input: SuggestInput, best: EntityTrial, second: EntityTrial | undefined): SourceSuggestion {
  const refersTo = new Set(
    best.assignments.filter(({ target }) => target.to === 'party_ref').map(({ reading }) => reading.column),
  );
  const keyChoice = chooseKey(input.columns, input.profiles, refersTo);
  // The key tells rows of one silo apart; compared across silos it would only say "different".
  const assignments = best.assignments.filter(
    ({ reading, target, concept }) =>
      reading.column !== keyChoice.column || concept === null || KEY_ATTRIBUTES.has(target.to),
  );
  const suggestions = rulesOf(assignments, best.entity);
  return {
    entity: best.entity.name,
    entityConfidence: confidenceOf(best.score, second?.score ?? 0),
    reasons: best.reasons,
    ...finish(input, keyChoice, best.entity.name, suggestions),
  };
}

/** Identifiers that mean the same in every silo, so that the key is worth comparing too. */
const KEY_ATTRIBUTES = new Set(['siret', 'siren', 'vat', 'ean', 'sku', 'number', 'email']);

function asNewEntity(
  input: SuggestInput,
  readings: readonly ColumnReading[],
  model: CanonicalModel,
): SourceSuggestion {
  const keyChoice = chooseKey(input.columns, input.profiles);
  const { entity, suggestions } = proposeEntity(readings, keyChoice.column, model);
  return {
    entity: entity.name,
    entityConfidence: 0.3,
    reasons: ['Its columns are not those of a person, organisation, product, activity or consent.'],
    newEntity: entity,
    ...finish(input, keyChoice, entity.name, suggestions),
  };
}

function finish(
  input: SuggestInput,
  keyChoice: KeyChoice,
  entity: string,
  suggestions: readonly MappingSuggestion[],
): Pick<SourceSuggestion, 'key' | 'keyChoice' | 'mapping' | 'suggestions' | 'unmapped' | 'updatedAt'> {
  const rules = suggestions.filter(({ confidence }) => confidence >= MAP_FROM).map(({ rule }) => rule);
  const read = new Set(rules.flatMap((rule) => rule.from));
  const updatedAt = rules.find((rule) => rule.to === 'updated_at')?.from[0];
  return {
    key: keyChoice.column,
    keyChoice,
    mapping: { entity, rules },
    suggestions,
    unmapped: input.columns.filter((column) => !read.has(column) && column !== keyChoice.column),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}

/** Much evidence, and clearly more than for the runner-up. */
function confidenceOf(best: number, second: number): number {
  const amount = 1 - Math.exp(-best / 4);
  const lead = best / (best + 0.6 * Math.max(0, second));
  return Math.round(Math.min(0.99, amount * (0.4 + 0.6 * lead)) * 100) / 100;
}
