import type { Attribute, CodeList, EntityType } from '../../../shared/model/canonical.ts';
import type { MappingRule, Transform } from '../../../shared/model/mapping.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import type { Recipe, RecipeExport, RecipeSource, RecipeSurvivorship } from '../../../shared/model/recipe.ts';
import { DEFAULT_MAX_QUARANTINE } from '../../../shared/model/recipe.ts';
import type { AttributeRule } from '../../../shared/model/survivorship.ts';

type Plain = Readonly<Record<string, unknown>>;

/** The recipe as the plain data its YAML shows: snake_case, shorthands where they say the same, no defaults. */
export function recipeToYaml(recipe: Recipe): Plain {
  const { model, survivorship } = recipe;
  const modelPart = compact({
    entities: unlessEmpty(model.entities.map(entityToYaml)),
    code_lists: unlessEmpty(model.codeLists.map(codeListToYaml)),
  });
  return compact({
    version: recipe.version,
    defaults: recipe.defaults,
    sources: recipe.sources.map(sourceToYaml),
    model: unlessNoKeys(modelPart),
    matching: unlessEmpty(recipe.matching.map(matchModelToYaml)),
    survivorship: unlessNoKeys(survivorshipToYaml(survivorship)),
    exports: unlessEmpty(recipe.exports.map(exportToYaml)),
  });
}

function sourceToYaml(source: RecipeSource): Plain {
  return compact({
    name: source.name,
    file: source.file,
    options: source.options && snakeKeys(source.options),
    key: source.key === null ? undefined : oneOrMany(source.key),
    complete: source.complete ? undefined : false,
    keep_original: source.keepOriginal ? undefined : false,
    max_quarantine: source.maxQuarantine === DEFAULT_MAX_QUARANTINE ? undefined : source.maxQuarantine,
    priority: source.priority,
    system: source.system,
    owner: source.owner,
    department: source.department,
    purpose: source.purpose,
    legal_basis: source.legalBasis,
    mapping: { entity: source.mapping.entity, rules: source.mapping.rules.map(ruleToYaml) },
  });
}

function ruleToYaml({ to, from, type, group, join, transforms, codes, dateOrder }: MappingRule): Plain {
  return compact({
    to,
    from: oneOrMany(from),
    type,
    group,
    join,
    transforms: transforms?.map(transformToYaml),
    codes,
    date_order: dateOrder,
  });
}

function transformToYaml(transform: Transform): unknown {
  return Object.keys(transform).length === 1 ? transform.op : transform;
}

function entityToYaml(entity: EntityType): Plain {
  return compact({
    name: entity.name,
    role: entity.role === 'custom' ? undefined : entity.role,
    label: labelToYaml(entity.label, entity.name),
    attributes: entity.attributes.map(attributeToYaml),
  });
}

function attributeToYaml(attribute: Attribute): Plain {
  return compact({
    name: attribute.name,
    kind: attribute.kind,
    label: labelToYaml(attribute.label, attribute.name),
    cardinality: attribute.cardinality === 'one' ? undefined : attribute.cardinality,
    required: attribute.required,
    sensitivity: attribute.sensitivity,
    code_list: attribute.codeList,
  });
}

function codeListToYaml(list: CodeList): Plain {
  return {
    name: list.name,
    codes: list.codes.map(({ value, label, synonyms }) =>
      label || synonyms ? compact({ value, label: label && labelToYaml(label), synonyms }) : value,
    ),
  };
}

function labelToYaml(label: { readonly fr: string; readonly en: string }, implied?: string): unknown {
  if (label.fr !== label.en) return { fr: label.fr, en: label.en };
  return label.fr === implied ? undefined : label.fr;
}

function matchModelToYaml(model: MatchModel): Plain {
  return compact({
    entity: model.entity,
    template: model.template,
    blocking_rules: model.blockingRules.map(snakeKeys),
    comparisons: model.comparisons.map(snakeKeys),
    lookalikes: unlessEmpty(model.lookalikes),
    prior: model.prior,
    thresholds: snakeKeys(model.thresholds),
    guards: snakeKeys(model.guards),
    train: model.train,
  });
}

function survivorshipToYaml(rules: RecipeSurvivorship): Plain {
  const attributes = Object.entries(rules.attributes).map(([name, rule]) => [
    name,
    attributeRuleToYaml(rule),
  ]);
  return compact({
    default: rules.default,
    source_priority: rules.sourcePriority,
    attributes: unlessNoKeys(Object.fromEntries(attributes)),
  });
}

function attributeRuleToYaml(rule: AttributeRule): unknown {
  const plain = rule.ignoreBlanks === undefined && rule.with === undefined;
  return plain ? rule.strategies : snakeKeys(rule);
}

function exportToYaml(rule: RecipeExport): Plain {
  return compact({
    name: rule.name,
    what: rule.what,
    entity: rule.entity,
    format: rule.format,
    file: rule.file,
    columns: rule.columns?.map((column) => (column.attribute === column.as ? column.as : column)),
    delimiter: rule.delimiter,
    bom: rule.bom,
    formula_protection: rule.formulaProtection ? undefined : false,
  });
}

// --------------------------------------------------------------------------------------------------- parts

/** snake_case for the keys of this object only: keys further down may be data. */
function snakeKeys(value: object): Plain {
  return compact(
    Object.fromEntries(
      Object.entries(value).map(([key, v]) => [key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), v]),
    ),
  );
}

function compact(value: Plain): Plain {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? values[0]! : values;
}

function unlessEmpty<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length > 0 ? values : undefined;
}

function unlessNoKeys(value: Plain): Plain | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}
