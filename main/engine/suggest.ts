import { basename, relative } from 'node:path';
import type { CanonicalModel } from '../../shared/model/canonical.ts';
import { DEFAULT_MODEL } from '../../shared/model/default-model.ts';
import {
  DEFAULT_MAX_QUARANTINE,
  type ModelDifferences,
  type Recipe,
  type RecipeExport,
  type RecipeSource,
} from '../../shared/model/recipe.ts';
import type { ColumnProfile, TableInspection } from '../../shared/model/source.ts';
import type { KeyChoice } from './mapping/key.ts';
import type { EarlierChoice, SourceSuggestion } from './mapping/suggest.ts';
import { suggestProject } from './mapping/suggest-project.ts';
import { modelDifferences } from './recipe/model-differences.ts';
import { type SourceComments, writeRecipe } from './recipe/write-recipe.ts';
import { ColumnProfiler } from './sources/profile.ts';
import { inspectFile } from './sources/read/inspect.ts';
import { nameApart } from './sources/read/names.ts';
import { readTable } from './sources/read/read-table.ts';
import { uniqueColumns } from './sources/unique-columns.ts';

/** What is proposed for one table of one file, with the reasons. */
export interface SuggestedSource {
  readonly name: string;
  readonly path: string;
  readonly inspection: TableInspection;
  readonly suggestion: SourceSuggestion;
  readonly key: string | null;
  readonly rows: number;
  readonly quarantined: number;
}

export interface Suggested {
  readonly recipe: Recipe;
  readonly yaml: string;
  readonly sources: readonly SuggestedSource[];
}

/**
 * A recipe for files nobody has described: how to read each, what it is, its key, its mapping; ready to run or to edit.
 * Every file is read once from end to end, so that the key and the mapping rest on all of it.
 * @param base folder the recipe's paths start from.
 */
export async function suggestRecipe(
  paths: readonly string[],
  base: string,
  options: {
    readonly model?: CanonicalModel;
    readonly earlier?: readonly EarlierChoice[];
    progress?(path: string): void;
  } = {},
): Promise<Suggested> {
  const { model = DEFAULT_MODEL, earlier = [], progress } = options;
  const tables = await gatherTables(paths, progress);
  const { sources: suggestions, newEntities } = await suggestProject(
    tables.map(({ name, columns, profiles, inspection }) => ({
      name,
      columns,
      profiles,
      sample: inspection.sample,
      earlier,
    })),
    model,
  );
  const sources: SuggestedSource[] = [];
  for (const [index, { name, path, inspection, rows, quarantined }] of tables.entries()) {
    const suggestion = suggestions[index]!;
    const key = await confirmKey(path, inspection, suggestion.keyChoice);
    sources.push({ name, path, inspection, suggestion, key, rows, quarantined });
  }
  const added = modelDifferences(DEFAULT_MODEL, { ...model, entities: [...model.entities, ...newEntities] });
  const recipe = toRecipe(sources, added, { ...model, entities: [...model.entities, ...newEntities] }, base);
  const comments = Object.fromEntries(sources.map((source) => [source.name, commentsOn(source)]));
  return { recipe, yaml: writeRecipe(recipe, { sources: comments }), sources };
}

interface ProfiledTable {
  readonly name: string;
  readonly path: string;
  readonly inspection: TableInspection;
  readonly columns: readonly string[];
  readonly profiles: readonly ColumnProfile[];
  readonly rows: number;
  readonly quarantined: number;
}

async function gatherTables(
  paths: readonly string[],
  progress: ((path: string) => void) | undefined,
): Promise<ProfiledTable[]> {
  const taken = new Set<string>();
  const tables: ProfiledTable[] = [];
  for (const path of paths) {
    progress?.(path);
    for (const inspection of await inspectFile(path)) {
      const name = nameApart(inspection.name, taken);
      taken.add(name);
      tables.push({ name, path, inspection, ...(await profileTable(path, inspection)) });
    }
  }
  return tables;
}

async function profileTable(
  path: string,
  inspection: TableInspection,
): Promise<{ profiles: ColumnProfile[]; columns: readonly string[]; rows: number; quarantined: number }> {
  const profiler = new ColumnProfiler();
  const end = await readTable(
    path,
    inspection.options,
    {
      columns() {},
      rows(batch) {
        for (const { cells } of batch) profiler.add(cells);
      },
      quarantine() {},
      progress() {},
    },
    { cancelled: () => false },
  );
  return {
    profiles: profiler.finish(end.columns),
    columns: end.columns,
    rows: end.loaded,
    quarantined: end.quarantined,
  };
}

/** The proposed key, once every row was seen to have a different one where the profile could only estimate. */
async function confirmKey(
  path: string,
  inspection: TableInspection,
  choice: KeyChoice,
): Promise<string | null> {
  const { column, needsExactCheck, candidates } = choice;
  if (!needsExactCheck) return column;
  const names = candidates.map((candidate) => candidate.column);
  const unique = await uniqueColumns(path, inspection.options, names);
  return names.find((name) => unique.has(name)) ?? null;
}

function toRecipe(
  sources: readonly SuggestedSource[],
  added: ModelDifferences,
  model: CanonicalModel,
  base: string,
): Recipe {
  return {
    version: 1,
    defaults: { country: 'FR', language: 'fr' },
    sources: sources.map((source, index) => toSource(source, index, base)),
    model: added,
    matching: [],
    survivorship: { attributes: {} },
    exports: usualExports(sources, model),
  };
}

function toSource(
  { name, path, inspection, suggestion, key }: SuggestedSource,
  index: number,
  base: string,
): RecipeSource {
  return {
    name,
    file: relative(base, path).replaceAll('\\', '/') || basename(path),
    options: inspection.options,
    key: key === null ? null : [key],
    complete: true,
    keepOriginal: true,
    maxQuarantine: DEFAULT_MAX_QUARANTINE,
    priority: index + 1,
    mapping: suggestion.mapping,
  };
}

/** Golden records of every matched entity, the one with most rows as golden.csv, and the crosswalk. */
function usualExports(sources: readonly SuggestedSource[], model: CanonicalModel): RecipeExport[] {
  const rows = new Map<string, number>();
  for (const { suggestion, rows: count } of sources) {
    const role = model.entities.find(({ name }) => name === suggestion.mapping.entity)?.role;
    if (role === 'activity' || role === 'consent') continue;
    rows.set(suggestion.mapping.entity, (rows.get(suggestion.mapping.entity) ?? 0) + count);
  }
  const entities = [...rows].sort((a, b) => b[1] - a[1]).map(([entity]) => entity);
  const golden = entities.map(
    (entity, index): RecipeExport => ({
      what: 'golden',
      entity,
      format: 'csv',
      file: index === 0 ? 'golden.csv' : `golden_${entity}.csv`,
      formulaProtection: false,
    }),
  );
  return [...golden, { what: 'crosswalk', format: 'csv', file: 'crosswalk.csv', formulaProtection: false }];
}

function commentsOn({ suggestion, inspection, rows, quarantined, key }: SuggestedSource): SourceComments {
  const percent = (value: number) => `${Math.round(value * 100)} %`;
  return {
    before: [
      `${rows} rows${quarantined > 0 ? `, ${quarantined} to be set aside` : ''}; read as ${inspection.options.format ?? 'text'} (${percent(inspection.confidence)} sure)`,
      `taken for: ${suggestion.entity} (${percent(suggestion.entityConfidence)} sure)${suggestion.reasons.length > 0 ? `: ${suggestion.reasons.join('; ')}` : ''}`,
      key === null
        ? 'no column identifies the rows: they are known by their number'
        : `rows are identified by ${key}`,
      ...(suggestion.unmapped.length > 0 ? [`not mapped: ${suggestion.unmapped.join(', ')}`] : []),
    ],
    rules: suggestion.mapping.rules.map((rule) => {
      const found = suggestion.suggestions.find((candidate) => candidate.rule === rule);
      return found && percent(found.confidence);
    }),
  };
}
