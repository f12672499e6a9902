import type { CanonicalModel } from '../../../shared/model/canonical.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import type { Recipe, RecipeExport, RecipeSource } from '../../../shared/model/recipe.ts';
import type { ReadOptions } from '../../../shared/model/source.ts';
import type { AttributeRule, SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import type { ReadDb } from '../db/handles.ts';
import { currentMappings, currentModel, currentSetting, projectDefaults } from '../db/settings.ts';
import { modelDifferences } from './model-differences.ts';

interface SourceRow {
  id: number;
  name: string;
  priority: number;
  complete: number;
  keep_original: number;
  max_quarantine: number;
  key_columns: string | null;
  options: string;
  inventory: string;
  path: string;
}

/**
 * The project as a recipe: everything but its data, ready to be replayed on next month's files.
 * Sources without a mapping are left out: there is nothing to replay of them.
 */
export function recipeOf(db: ReadDb): Recipe {
  const { model } = currentModel(db);
  const { country, language } = projectDefaults(db);
  return {
    version: 1,
    defaults: { country, language: language === 'en' ? 'en' : 'fr' },
    sources: sourcesOf(db),
    model: modelDifferences(DEFAULT_MODEL, model),
    matching: matchingOf(db, model),
    survivorship: survivorshipSection(db, model),
    exports: [...((currentSetting(db, 'exports') as readonly RecipeExport[] | undefined) ?? [])],
  };
}

function sourcesOf(db: ReadDb): RecipeSource[] {
  const mappings = new Map(currentMappings(db).map(({ sourceId, mapping }) => [sourceId, mapping]));
  const rows = db
    .prepare(
      `SELECT s.*, (SELECT path FROM source_file f WHERE f.source_id = s.id AND f.state = 'applied' ORDER BY f.id DESC LIMIT 1) AS path
       FROM source s WHERE s.state = 'ready' ORDER BY s.priority, s.id`,
    )
    .all() as SourceRow[];
  return rows.flatMap((row) => {
    const mapping = mappings.get(row.id);
    return mapping ? [toSource(row, mapping)] : [];
  });
}

function toSource(row: SourceRow, mapping: RecipeSource['mapping']): RecipeSource {
  const { system, owner, department, purpose, legal_basis } = JSON.parse(row.inventory) as Record<
    string,
    string
  >;
  const options = JSON.parse(row.options) as ReadOptions;
  return {
    name: row.name,
    file: row.path,
    ...(Object.keys(options).length > 0 && { options }),
    key: row.key_columns === null ? null : (JSON.parse(row.key_columns) as string[]),
    complete: row.complete === 1,
    keepOriginal: row.keep_original === 1,
    maxQuarantine: row.max_quarantine,
    priority: Math.max(1, row.priority),
    ...(system !== undefined && { system }),
    ...(owner !== undefined && { owner }),
    ...(department !== undefined && { department }),
    ...(purpose !== undefined && { purpose }),
    ...(legal_basis !== undefined && { legalBasis: legal_basis }),
    mapping,
  };
}

function matchingOf(db: ReadDb, model: CanonicalModel): MatchModel[] {
  return model.entities.flatMap(({ name }) => currentSetting(db, 'match', name) ?? []);
}

/** Rules by entity and attribute; the general ones are taken from the first entity, since a recipe has one set. */
function survivorshipSection(db: ReadDb, model: CanonicalModel): Recipe['survivorship'] {
  const attributes: Record<string, AttributeRule> = {};
  let general: SurvivorshipRules | undefined;
  for (const { name } of model.entities) {
    const rules = currentSetting(db, 'survivorship', name);
    if (!rules) continue;
    general ??= rules;
    for (const [attribute, rule] of Object.entries(rules.attributes))
      attributes[`${name}.${attribute}`] = rule;
  }
  return {
    attributes,
    ...(general && { default: [...general.default] }),
    ...(general && general.sourcePriority.length > 0 && { sourcePriority: [...general.sourcePriority] }),
  };
}
