import type { CanonicalModel, EntityType } from '../../../shared/model/canonical.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { ADDRESS_PARTS } from '../../../shared/model/mapping.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import type { Recipe } from '../../../shared/model/recipe.ts';
import { applyModelDifferences } from './model-differences.ts';
import type { RecipeProblem } from './recipe-problems.ts';
import { didYouMean } from './recipe-problems.ts';

type Path = readonly PropertyKey[];

/** Columns of the crosswalk. */
const RELATION_COLUMNS = ['golden_id', 'related_golden_id', 'entity', 'relation', 'probability'];
const CROSSWALK_COLUMNS = ['golden_id', 'source', 'source_key', 'row_number', 'entity'];

/** Names used in a recipe that nothing defines: entities, attributes, sources, code lists. */
export function checkReferences(recipe: Recipe, matchProblems: MatchModelCheck): RecipeProblem[] {
  const model = applyModelDifferences(DEFAULT_MODEL, recipe.model);
  return [
    ...checkModel(recipe, model),
    ...checkSources(recipe, model),
    ...checkMatching(recipe, model, matchProblems),
    ...checkSurvivorship(recipe, model),
    ...checkExports(recipe, model),
  ];
}

function checkModel(recipe: Recipe, model: CanonicalModel): RecipeProblem[] {
  const lists = model.codeLists.map((list) => list.name);
  const repeated = repeatedNames(recipe.model.entities, ['model', 'entities'], 'entity');
  const inside = recipe.model.entities.flatMap((entity, e) => {
    const path: Path = ['model', 'entities', e, 'attributes'];
    const codes = entity.attributes.flatMap((attribute, a) =>
      attribute.codeList === undefined
        ? []
        : unknownName('code list', attribute.codeList, lists, [...path, a, 'code_list']),
    );
    return [...repeatedNames(entity.attributes, path, 'attribute'), ...codes];
  });
  return [...repeated, ...inside];
}

function checkSources(recipe: Recipe, model: CanonicalModel): RecipeProblem[] {
  const inside = recipe.sources.flatMap((source, s) => {
    const path: Path = ['sources', s, 'mapping'];
    const entity = findEntity(model, source.mapping.entity);
    if (!entity) return unknownEntity(model, source.mapping.entity, [...path, 'entity']);
    const targets = targetsOf(entity);
    return source.mapping.rules.flatMap((rule, r) =>
      unknownName(`attribute of ${entity.name}`, rule.to, targets, [...path, 'rules', r, 'to']),
    );
  });
  return [...repeatedNames(recipe.sources, ['sources'], 'source'), ...inside];
}

/** Everything a mapping rule may name for the entity. */
function targetsOf(entity: EntityType): string[] {
  const names = entity.attributes.map((attribute) => attribute.name);
  const parts = entity.attributes
    .filter((attribute) => attribute.kind === 'address')
    .flatMap((attribute) => ADDRESS_PARTS.map((part) => `${attribute.name}.${part}`));
  const hasNames = entity.attributes.some((attribute) => attribute.kind === 'family_name');
  return [...names, ...parts, ...(hasNames ? ['full_name'] : [])];
}

/** What is wrong with a match model, as matching itself judges it: handed over by whoever knows both. */
export type MatchModelCheck = (
  model: MatchModel,
  entity: EntityType,
) => readonly {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** A name nothing defines, and those that are. */
  readonly unknown?: { readonly name: string; readonly known: readonly string[] };
}[];

function checkMatching(recipe: Recipe, model: CanonicalModel, problemsOf: MatchModelCheck): RecipeProblem[] {
  const seen = new Set<string>();
  return recipe.matching.flatMap((match, m) => {
    const path: Path = ['matching', m];
    const entity = findEntity(model, match.entity);
    if (!entity) return unknownEntity(model, match.entity, [...path, 'entity']);
    if (seen.has(entity.name)) {
      return [{ path: [...path, 'entity'], message: `${entity.name} has two match models` }];
    }
    seen.add(entity.name);
    return problemsOf(match, entity).map(({ path: inside, message, unknown }) => ({
      path: [...path, ...inside.map(snakeKey)],
      message: `${message}${unknown ? didYouMean(unknown.name, unknown.known) : ''}`,
    }));
  });
}

/** The key as the recipe has it. */
const snakeKey = (key: string | number): string | number =>
  typeof key === 'string' ? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : key;

function checkSurvivorship(recipe: Recipe, model: CanonicalModel): RecipeProblem[] {
  const sources = recipe.sources.map((source) => source.name);
  const attributes = model.entities.flatMap((entity) =>
    entity.attributes.flatMap(({ name }) => [name, `${entity.name}.${name}`]),
  );
  return [
    ...(recipe.survivorship.sourcePriority ?? []).flatMap((source, i) =>
      unknownName('source', source, sources, ['survivorship', 'source_priority', i]),
    ),
    ...Object.entries(recipe.survivorship.attributes).flatMap(([name, rule]) => [
      ...unknownName('attribute', name, attributes, ['survivorship', 'attributes', name]),
      ...(rule.with ?? []).flatMap((coupled, i) =>
        unknownName('attribute', coupled, attributes, ['survivorship', 'attributes', name, 'with', i]),
      ),
    ]),
  ];
}

function checkExports(recipe: Recipe, model: CanonicalModel): RecipeProblem[] {
  const files = new Set<string>();
  return recipe.exports.flatMap((rule, e) => {
    const path: Path = ['exports', e];
    const twice = files.has(rule.file)
      ? [{ path: [...path, 'file'], message: `two exports write ${rule.file}` }]
      : [];
    files.add(rule.file);
    const entity = rule.entity === undefined ? undefined : findEntity(model, rule.entity);
    if (rule.entity !== undefined && !entity) return unknownEntity(model, rule.entity, [...path, 'entity']);
    const ofGolden = (entity ? [entity] : model.entities).flatMap((one) => one.attributes.map((a) => a.name));
    const known = {
      crosswalk: CROSSWALK_COLUMNS,
      relations: RELATION_COLUMNS,
      golden: ['golden_id', ...ofGolden],
    }[rule.what];
    const columns = (rule.columns ?? []).flatMap((column, c) =>
      unknownName('column', column.attribute.split('.')[0]!, known, [...path, 'columns', c]),
    );
    return [...twice, ...columns];
  });
}

function findEntity(model: CanonicalModel, name: string): EntityType | undefined {
  return model.entities.find((entity) => entity.name === name);
}

function unknownEntity(model: CanonicalModel, name: string, path: Path): RecipeProblem[] {
  return unknownName(
    'entity',
    name,
    model.entities.map((entity) => entity.name),
    path,
  );
}

function unknownName(what: string, name: string, known: readonly string[], path: Path): RecipeProblem[] {
  if (known.includes(name)) return [];
  return [{ path, message: `"${name}" is not a known ${what}${didYouMean(name, known)}` }];
}

function repeatedNames(
  items: readonly { readonly name: string }[],
  path: Path,
  what: string,
): RecipeProblem[] {
  const seen = new Set<string>();
  return items.flatMap((item, i) => {
    if (!seen.has(item.name)) {
      seen.add(item.name);
      return [];
    }
    return [{ path: [...path, i, 'name'], message: `the ${what} "${item.name}" is defined twice` }];
  });
}
