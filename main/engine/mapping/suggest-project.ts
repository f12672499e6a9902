import type { CanonicalModel, EntityType } from '../../../shared/model/canonical.ts';
import { slicer } from '../db/pause.ts';
import type { SourceSuggestion, SuggestInput } from './suggest.ts';
import { suggestSource } from './suggest.ts';

/** Suggestions for all the tables of a project, and the entities that have to be added to its model. */
export interface ProjectSuggestion {
  /** In the order of the inputs. */
  readonly sources: readonly SourceSuggestion[];
  readonly newEntities: readonly EntityType[];
}

/** A reference column is believed when this share of its values looks like keys of the project's people or companies. */
const LOOKS_LIKE_KEYS = 0.8;

/**
 * Suggests for several tables together: two files of the same unknown thing share one new entity, and the customer
 * reference of orders and consents is the column whose values look like the other tables' keys. Others get their turn
 * between two tables.
 */
export async function suggestProject(
  inputs: readonly SuggestInput[],
  model: CanonicalModel,
): Promise<ProjectSuggestion> {
  const giveWay = slicer();
  const newEntities: EntityType[] = [];
  const first: SourceSuggestion[] = [];
  for (const input of inputs) {
    await giveWay();
    const suggestion = suggestSource(input, withEntities(model, newEntities));
    if (suggestion.newEntity) newEntities.push(suggestion.newEntity);
    first.push(suggestion);
  }
  const known = withEntities(model, newEntities);
  const keys = keyShapes(inputs, first, known);
  const sources = inputs.map((input, i) => referToKeys(input, first[i]!, known, keys));
  return { sources, newEntities };
}

function withEntities(model: CanonicalModel, added: readonly EntityType[]): CanonicalModel {
  return { ...model, entities: [...model.entities, ...added] };
}

function roleOf(model: CanonicalModel, name: string): EntityType['role'] | undefined {
  return model.entities.find((entity) => entity.name === name)?.role;
}

/** Shapes of the keys of the people and companies: `C01969791` → `A99999999`. */
function keyShapes(
  inputs: readonly SuggestInput[],
  suggestions: readonly SourceSuggestion[],
  model: CanonicalModel,
): ReadonlySet<string> {
  const shapes = new Set<string>();
  suggestions.forEach(({ entity, key }, i) => {
    if (key === null || roleOf(model, entity) !== 'party') return;
    for (const value of valuesOf(inputs[i]!, key)) shapes.add(shape(value));
  });
  return shapes;
}

function referToKeys(
  input: SuggestInput,
  suggestion: SourceSuggestion,
  model: CanonicalModel,
  keys: ReadonlySet<string>,
): SourceSuggestion {
  const role = roleOf(model, suggestion.entity);
  if (keys.size === 0 || (role !== 'activity' && role !== 'consent')) return suggestion;
  const chosen = suggestion.mapping.rules.find((rule) => rule.to === 'party_ref')?.from[0];
  if (chosen !== undefined && likeness(input, chosen, keys) >= LOOKS_LIKE_KEYS) return suggestion;
  const others = input.columns
    .filter((column) => column !== suggestion.key)
    .map((column) => ({ column, share: likeness(input, column, keys) }))
    .sort((a, b) => b.share - a.share);
  const best = others[0];
  if (!best || best.share < LOOKS_LIKE_KEYS) return suggestion;
  const choice = { column: best.column, entity: suggestion.entity, to: 'party_ref' };
  return suggestSource({ ...input, earlier: [...(input.earlier ?? []), choice] }, model);
}

function likeness(input: SuggestInput, column: string, keys: ReadonlySet<string>): number {
  const values = valuesOf(input, column);
  return values.length === 0 ? 0 : values.filter((value) => keys.has(shape(value))).length / values.length;
}

function valuesOf({ columns, sample }: SuggestInput, column: string): string[] {
  const position = columns.indexOf(column);
  return sample.flatMap((row) => {
    const text = row[position]?.trim();
    return text ? [text] : [];
  });
}

/** Letters and digits by class, prefix letters kept: `U00686774` and `C08121424` are of different silos. */
function shape(value: string): string {
  const prefix = /^\p{L}{1,4}(?=[\d_-])/u.exec(value)?.[0] ?? '';
  return prefix + value.slice(prefix.length).replace(/\p{L}/gu, 'A').replace(/\d/g, '9');
}
