import type { EntityType } from '../../../shared/model/canonical.ts';
import type { Recipe } from '../../../shared/model/recipe.ts';
import type { AttributeRule, SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import { DEFAULT_SURVIVORSHIP } from '../../../shared/model/survivorship.ts';

/**
 * The survivorship rules of one entity: what the recipe says, completed with DEFAULT_SURVIVORSHIP.
 * `organisation.name` beats `name`. Without `source_priority` the sources stand in the order of their `priority`
 * (those without one are not ranked).
 */
export function survivorshipOf(recipe: Recipe, entity: EntityType): SurvivorshipRules {
  const { survivorship } = recipe;
  const attributes: Record<string, AttributeRule> = {};
  for (const { name } of entity.attributes) {
    const rule =
      survivorship.attributes[`${entity.name}.${name}`] ??
      survivorship.attributes[name] ??
      DEFAULT_SURVIVORSHIP.attributes[name];
    if (rule) attributes[name] = withoutEntity(rule, entity.name);
  }
  return {
    default: survivorship.default ?? DEFAULT_SURVIVORSHIP.default,
    sourcePriority: survivorship.sourcePriority ?? byPriority(recipe),
    attributes,
  };
}

function withoutEntity(rule: AttributeRule, entity: string): AttributeRule {
  if (!rule.with) return rule;
  const prefix = `${entity}.`;
  return {
    ...rule,
    with: rule.with.map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name)),
  };
}

function byPriority(recipe: Recipe): string[] {
  return recipe.sources
    .filter((source) => source.priority !== undefined)
    .sort((a, b) => a.priority! - b.priority!)
    .map((source) => source.name);
}
