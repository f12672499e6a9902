import type { Attribute, CanonicalModel, CodeList, EntityType } from '../../../shared/model/canonical.ts';
import type { ModelDifferences } from '../../../shared/model/recipe.ts';

/**
 * The default model with a recipe's differences applied: an entity or code list of the same name is changed (attribute
 * by attribute; a code list as a whole), any other is added.
 */
export function applyModelDifferences(base: CanonicalModel, differences: ModelDifferences): CanonicalModel {
  return {
    entities: mergeByName(base.entities, differences.entities, (old, changed) => ({
      ...changed,
      attributes: mergeByName(old.attributes, changed.attributes, (_, attribute) => attribute),
    })),
    codeLists: mergeByName(base.codeLists, differences.codeLists, (_, list) => list),
  };
}

/** What a recipe must say for {@link applyModelDifferences} to give `model` again. Nothing is ever taken away. */
export function modelDifferences(base: CanonicalModel, model: CanonicalModel): ModelDifferences {
  return {
    entities: model.entities.flatMap((entity) =>
      entityDifference(
        base.entities.find((old) => old.name === entity.name),
        entity,
      ),
    ),
    codeLists: changed<CodeList>(base.codeLists, model.codeLists),
  };
}

function entityDifference(old: EntityType | undefined, entity: EntityType): EntityType[] {
  if (!old) return [entity];
  const attributes = changed<Attribute>(old.attributes, entity.attributes);
  const same = isSame(headOf(old), headOf(entity));
  return same && attributes.length === 0 ? [] : [{ ...entity, attributes }];
}

function headOf({ name, role, label }: EntityType): unknown {
  return [name, role, label.fr, label.en];
}

function changed<T extends { readonly name: string }>(base: readonly T[], items: readonly T[]): T[] {
  return items.filter(
    (item) =>
      !isSame(
        base.find((old) => old.name === item.name),
        item,
      ),
  );
}

function mergeByName<T extends { readonly name: string }>(
  base: readonly T[],
  changes: readonly T[],
  merge: (old: T, change: T) => T,
): T[] {
  const byName = new Map(changes.map((item) => [item.name, item]));
  const merged = base.map((old) => {
    const change = byName.get(old.name);
    return change ? merge(old, change) : old;
  });
  const known = new Set(base.map((item) => item.name));
  return [...merged, ...changes.filter((item) => !known.has(item.name))];
}

/** Deep equality of plain data, whatever the order of the keys. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => [k, sorted(v)]);
}
