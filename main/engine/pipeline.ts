import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, isAbsolute, resolve } from 'node:path';
import type { CanonicalModel, EntityType } from '../../shared/model/canonical.ts';
import { DEFAULT_MODEL } from '../../shared/model/default-model.ts';
import { UserError } from '../../shared/model/errors.ts';
import type { JobControl } from '../../shared/model/job.ts';
import type { Recipe, RecipeExport, RecipeSource } from '../../shared/model/recipe.ts';
import { requireDiskSpace } from './db/disk.ts';
import { isMatched } from './db/entity-tables.ts';
import type { WriteDb } from './db/handles.ts';
import { transact } from './db/handles.ts';
import { writeJournal } from './db/journal.ts';
import {
  currentModel,
  currentSetting,
  dataVersion,
  getMeta,
  pendingStages,
  STAGES,
  type Stage,
  saveMapping,
  saveModel,
  saveSetting,
  setMeta,
  stageVersion,
  touchData,
  touchedAt,
} from './db/settings.ts';
import { takeSnapshot } from './db/snapshots.ts';
import {
  MANIFEST_NAME,
  type Manifest,
  type ManifestFile,
  withdrawManifest,
  writeManifest,
} from './exports/manifest.ts';
import {
  defaultExports,
  type ExportContext,
  exportedEntities,
  type SealedExport,
  writeExport,
} from './exports/stage.ts';
import { goldenColumns } from './golden/flatten.ts';
import { type GridSelection, selectGolden } from './golden/query.ts';
import { buildGolden, type GoldenResult } from './golden/stage.ts';
import { compareColumns } from './mapping/drift.ts';
import { type AdviseInput, adviseEntity, type StoredAdvice } from './match/advisor/stored.ts';
import { computeScenario, type WhatIfInput, type WhatIfResult } from './match/what-if/compute.ts';
import { type MatchOutcome, type MatchWay, runMatching } from './matching.ts';
import { keepFigures } from './overview/figures.ts';
import { applyModelDifferences } from './recipe/model-differences.ts';
import { survivorshipOf } from './recipe/survivorship-of.ts';
import { DEFAULT_SEED, generateSample } from './sample/generate.ts';
import { SAMPLE_INPUTS } from './sample/sample-files.ts';
import { applyImports, type ImportRequest, type StagedImport, stageImport } from './sources/import.ts';
import { keepStaged, lastApplied, type SourceSettings, saveSource } from './sources/store.ts';
import { type StandardiseResult, standardiseAll } from './standardise/stage.ts';
import { suggestRecipe } from './suggest.ts';
import { VERSION } from './version.ts';

/** What every job works with: a connection of its own, who acts, and how to report. */
export interface JobContext {
  readonly db: WriteDb;
  readonly project: string;
  readonly actor: string;
  readonly control: JobControl;
}

export interface RefreshInput {
  readonly recipe: Recipe;
  /** The recipe as written, kept in the project. */
  readonly recipeText: string;
  /** Folder that relative paths of the recipe start from. */
  readonly base: string;
  /** Absent: nothing is exported. */
  readonly out?: string;
  /** Absent: what changed only, where that is worth while. */
  readonly matching?: MatchWay;
}

export interface RefreshResult {
  readonly imports: readonly ImportSummary[];
  readonly standardise: StandardiseResult;
  readonly match: MatchOutcome;
  readonly golden: GoldenResult;
  readonly manifest?: Manifest;
  /** Seconds each stage took. */
  readonly seconds: Readonly<Record<string, number>>;
}

export type ImportSummary = Omit<StagedImport, 'profile' | 'columns'> & {
  readonly drift: ReturnType<typeof compareColumns> | null;
};

export interface ImportJobInput {
  readonly requests: readonly ImportRequest[];
  /** false: stay staged, to be looked at and applied or discarded. */
  readonly apply: boolean;
}

export interface ExportJobInput {
  readonly directory: string;
  /** Absent: those of the project's recipe, else the usual ones. */
  readonly exports?: readonly RecipeExport[];
  /** Only these golden records, by one export; the manifest then stands beside its file, under its name. */
  readonly selection?: GridSelection & { readonly query: { readonly entity: string } };
}

/** Every job by its kind. The only place that knows the order of the stages. */
export const JOBS = {
  import: importFiles,
  standardise: (context: JobContext, _input: null): StandardiseResult => standardise(context),
  match: (context: JobContext, input: MatchWay | null): MatchOutcome => match(context, input ?? 'usual'),
  golden: (context: JobContext, _input: null): GoldenResult => golden(context),
  rebuild,
  advise,
  whatIf,
  export: exportAll,
  refresh,
  sample,
  snapshot: ({ db, project }: JobContext, _input: null): { path: string } => ({
    path: takeSnapshot(db, project, 'opened'),
  }),
};

export type JobKind = keyof typeof JOBS;
export type JobInput<K extends JobKind> = Parameters<(typeof JOBS)[K]>[1];
export type JobResult<K extends JobKind> = Awaited<ReturnType<(typeof JOBS)[K]>>;

/**
 * The main job: next month's files through the whole chain, as the recipe says. All files are staged before any of
 * them counts; settings and imports take effect in one transaction, so that a bad file leaves the project as it was.
 */
async function refresh(context: JobContext, input: RefreshInput): Promise<RefreshResult> {
  const { db, control, actor } = context;
  const { recipe } = input;
  const seconds: Record<string, number> = {};
  const timed = async <T>(stage: string, body: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const value = await body();
    seconds[stage] = Math.round(performance.now() - start) / 1000;
    return value;
  };
  if (input.out !== undefined) requireFolder(input.out);
  const model = applyModelDifferences(DEFAULT_MODEL, recipe.model);
  const staged = await timed('import', () =>
    stageAll(
      db,
      recipe.sources.map((source) => toRequest(source, recipe, input.base)),
      control,
    ),
  );
  for (const file of staged) requireMappedColumns(recipe, file);
  const imports = staged.map((file) => summarise(db, file));
  transact(db, () => {
    applyImports(
      db,
      staged.filter(({ skipped }) => !skipped).map(({ fileId }) => fileId),
      () => saveRecipe(db, { ...input, model }, staged, actor),
    );
    journalImports(db, imports, actor);
  });
  const outcome = {
    imports,
    standardise: await timed('standardise', () => standardise(context)),
    match: await timed('match', () => match(context, input.matching ?? 'usual')),
    golden: await timed('golden', () => golden(context)),
  };
  const { out } = input;
  if (out === undefined) return { ...outcome, seconds };
  const manifest = await timed('export', () =>
    exportAll(context, { directory: out, exports: recipe.exports }),
  );
  return { ...outcome, manifest, seconds };
}

export interface SampleInput {
  /** Where its files are written, and what its paths start from. */
  readonly directory: string;
  readonly people: number;
}

/** Writes the files of the sample, proposes how to read them, and takes them through the chain unedited. */
async function sample(context: JobContext, { directory, people }: SampleInput): Promise<RefreshResult> {
  const { control } = context;
  await generateSample({ directory, people, seed: DEFAULT_SEED }, control);
  let read = 0;
  const { recipe, yaml } = await suggestRecipe(
    SAMPLE_INPUTS.map((name) => resolve(directory, name)),
    directory,
    {
      progress: (path) => {
        control.check();
        const total = SAMPLE_INPUTS.length;
        control.progress({ stage: 'suggest', subject: basename(path), done: read++, total, unit: 'records' });
      },
    },
  );
  control.check();
  return refresh(context, { recipe, recipeText: yaml, base: directory });
}

async function stageAll(
  db: WriteDb,
  requests: readonly ImportRequest[],
  control: JobControl,
): Promise<StagedImport[]> {
  const staged: StagedImport[] = [];
  for (const request of requests) staged.push(await stageImport(db, request, control));
  return staged;
}

/** Imports files into sources already known, or new ones without a mapping. */
async function importFiles(
  context: JobContext,
  { requests, apply }: ImportJobInput,
): Promise<readonly ImportSummary[]> {
  const { db, control, actor } = context;
  const staged = await stageAll(db, requests, control);
  const imports = staged.map((file) => summarise(db, file));
  if (!apply) {
    transact(db, () => {
      for (const { fileId, skipped } of staged) if (!skipped) keepStaged(db, fileId);
    });
    return imports;
  }
  transact(db, () => {
    applyImports(
      db,
      staged.filter(({ skipped }) => !skipped).map(({ fileId }) => fileId),
      () => {
        for (const [index, file] of staged.entries()) saveSource(db, file.sourceId, requests[index]!.source);
      },
    );
    journalImports(db, imports, actor);
    if (imports.some(({ skipped }) => !skipped)) touchData(db);
  });
  return imports;
}

function toRequest(source: RecipeSource, recipe: Recipe, base: string): ImportRequest {
  return {
    source: toSettings(source, recipe),
    path: isAbsolute(source.file) ? source.file : resolve(base, source.file),
    options: source.options ?? {},
  };
}

function toSettings(source: RecipeSource, recipe: Recipe): SourceSettings {
  const { system, owner, department, purpose, legalBasis } = source;
  const inventory = { system, owner, department, purpose, legal_basis: legalBasis };
  return {
    name: source.name,
    priority: source.priority ?? recipe.sources.indexOf(source) + 1,
    complete: source.complete,
    keepOriginal: source.keepOriginal,
    maxQuarantine: source.maxQuarantine,
    keyColumns: source.key,
    options: source.options ?? {},
    inventory: Object.fromEntries(
      Object.entries(inventory).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}

/** @throws UserError `mapping.column_missing`: a mapped column is not in the file. */
function requireMappedColumns(recipe: Recipe, file: StagedImport): void {
  const source = recipe.sources.find(({ name }) => name === file.source);
  const columns = new Set(file.columns);
  for (const rule of source?.mapping.rules ?? []) {
    for (const column of rule.from) {
      if (columns.has(column)) continue;
      throw new UserError({
        operation: 'mapping',
        code: 'mapping.column_missing',
        message: `The source ${file.source} maps the column “${column}” to ${rule.to}, but ${file.path} has no such column. Nothing was changed.`,
        next: `Map another column, or take the rule out. Columns of the file: ${file.columns.slice(0, 40).join(', ')}.`,
        where: { file: file.path, column },
      });
    }
  }
}

/** What an import brought, with how its columns differ from the import before it. */
function summarise(db: WriteDb, staged: StagedImport): ImportSummary {
  const { profile, columns, ...rest } = staged;
  const before = staged.skipped ? undefined : lastApplied(db, staged.sourceId);
  if (!before) return { ...rest, drift: null };
  const describe = (names: readonly string[], profiles: typeof profile) =>
    names.map((column) => ({ column, profile: profiles.find((candidate) => candidate.column === column) }));
  const drift = compareColumns(describe(before.columns, before.profile ?? []), describe(columns, profile));
  transact(db, () =>
    db.prepare('UPDATE source_file SET drift = ? WHERE id = ?').run(JSON.stringify(drift), staged.fileId),
  );
  return { ...rest, drift };
}

/** Makes what the recipe says the settings in force. Inside the transaction that applies the imports. */
function saveRecipe(
  db: WriteDb,
  { recipe, recipeText, base, model }: RefreshInput & { model: CanonicalModel },
  staged: readonly StagedImport[],
  actor: string,
): void {
  saveModel(db, model, actor);
  saveSetting(db, 'defaults', '', recipe.defaults, actor);
  for (const file of staged) {
    const source = recipe.sources.find(({ name }) => name === file.source)!;
    saveSource(db, file.sourceId, toSettings(source, recipe));
    saveMapping(db, file.sourceId, source.mapping, actor);
  }
  for (const entity of model.entities.filter(isMatched)) {
    saveSetting(db, 'survivorship', entity.name, survivorshipOf(recipe, entity), actor);
  }
  for (const matchModel of recipe.matching) saveSetting(db, 'match', matchModel.entity, matchModel, actor);
  saveSetting(db, 'exports', '', recipe.exports, actor);
  saveSetting(db, 'recipe', '', { text: recipeText, file: base }, actor);
  if (staged.some(({ skipped }) => !skipped)) touchData(db);
}

function journalImports(db: WriteDb, imports: readonly ImportSummary[], actor: string): void {
  for (const { source, path, fileId, read, loaded, quarantined, counts, skipped } of imports) {
    if (skipped) continue;
    writeJournal(db, {
      actor,
      action: 'source.import',
      subject: `source:${source}`,
      payload: { path, fileId, read, loaded, quarantined, counts },
    });
  }
}

function standardise({ db, control }: JobContext): StandardiseResult {
  return standardiseAll(db, control);
}

function match({ db, control, actor }: JobContext, way: MatchWay): MatchOutcome {
  return runMatching(db, control, actor, way);
}

/** What matching by another model would give, from the records as they are: values that are older come first. */
function whatIf(context: JobContext, input: WhatIfInput): WhatIfResult {
  const { db, control, actor } = context;
  if (stageVersion(db, 'standardise') < touchedAt(db, 'records')) standardise(context);
  return computeScenario(db, input, actor, control);
}

function golden({ db, control }: JobContext): GoldenResult {
  const result = buildGolden(db, control);
  keepFigures(db);
  return result;
}

export interface RebuildResult {
  readonly done: readonly Stage[];
  readonly match?: MatchOutcome;
  readonly golden?: GoldenResult;
}

export interface RebuildInput {
  /** Run this stage and those after it even when nothing they stand on has changed. */
  readonly from?: Stage;
  /** Absent: what changed only, where that is worth while. */
  readonly matching?: MatchWay;
}

/** Runs the stages that are older than the data they stand on, from the first of them on. */
function rebuild(context: JobContext, { from, matching }: RebuildInput): RebuildResult {
  const pending = pendingStages(context.db);
  const first = STAGES.findIndex((stage) => stage === from || pending.includes(stage));
  const todo = first < 0 ? [] : STAGES.slice(first);
  const result: { match?: MatchOutcome; golden?: GoldenResult } = {};
  if (todo.includes('standardise')) standardise(context);
  if (todo.includes('match')) result.match = match(context, matching ?? 'usual');
  if (todo.includes('golden')) result.golden = golden(context);
  return { done: todo, ...result };
}

/** Advice on blocking rules, from values that are up to date. */
function advise(context: JobContext, input: AdviseInput): StoredAdvice {
  if (pendingStages(context.db).includes('standardise')) standardise(context);
  return adviseEntity(context.db, input, context.control);
}

function requireFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw new UserError({
      operation: 'export',
      code: 'export.folder_not_writable',
      message: `The folder ${directory} cannot be written: ${(error as Error).message}. Nothing was changed.`,
      next: 'Choose another folder, or ask for the right to write there.',
      where: { file: directory },
    });
  }
}

/** Writes the exports and their manifest; notes the run. Refuses golden records older than the data. */
async function exportAll(context: JobContext, input: ExportJobInput): Promise<Manifest> {
  const { db, control, actor, project } = context;
  const version = dataVersion(db);
  const pending = pendingStages(db);
  if (pending.length > 0) {
    throw new UserError({
      operation: 'export',
      code: 'export.stale',
      message: `The golden records are older than the data: ${pending.join(', ')} must be run first.`,
      next: 'Run `orfevre match` and `orfevre golden`, or `orfevre run`, then export.',
      where: { file: project },
    });
  }
  requireFolder(input.directory);
  await requireDiskSpace(resolve(input.directory, 'manifest.json'), 0, 'export');
  const { model } = currentModel(db);
  const entities = exportedEntities(db, model.entities);
  const asked = input.exports ?? (currentSetting(db, 'exports') as readonly RecipeExport[] | undefined) ?? [];
  const rules = asked.length > 0 ? asked : defaultExports(entities);
  const { selection } = input;
  const rowids = selection && (await chosenRowids(db, entities, selection));
  const manifestName = selection ? `${rules[0]!.file}.${MANIFEST_NAME}` : MANIFEST_NAME;
  const files = await writeAll(
    { db, directory: input.directory, control, columnsOf: goldenColumns, ...(rowids && { rowids }) },
    rules,
    entities,
    manifestName,
  );
  const recipe = currentSetting(db, 'recipe')?.text;
  const manifest: Manifest = {
    application: { name: 'orfevre', version: VERSION },
    project: { id: getMeta(db, 'project_id') ?? '' },
    recipe:
      recipe === undefined ? null : { version: 1, sha256: createHash('sha256').update(recipe).digest('hex') },
    created_at: new Date().toISOString(),
    by: actor,
    files,
    ...(selection && { selection }),
  };
  await writeManifest(input.directory, manifest, manifestName);
  transact(db, () => {
    // Some records leave nothing up to date elsewhere.
    if (!selection) setMeta(db, 'export.data_version', String(version));
    const { lastInsertRowid } = db
      .prepare('INSERT INTO export_run (directory, manifest, actor, at) VALUES (?, ?, ?, ?)')
      .run(input.directory, JSON.stringify(manifest), actor, manifest.created_at);
    writeJournal(db, {
      actor,
      action: 'export.run',
      subject: `export:${lastInsertRowid}`,
      payload: {
        directory: input.directory,
        files: files.map(({ name, rows, sha256 }) => ({ name, rows, sha256 })),
      },
    });
  });
  return manifest;
}

/** Absent: the selection is all golden records. */
async function chosenRowids(
  db: WriteDb,
  entities: readonly EntityType[],
  selection: NonNullable<ExportJobInput['selection']>,
): Promise<Uint32Array | undefined> {
  const entity = entities.find(({ name }) => name === selection.query.entity);
  return (entity && (await selectGolden(db, entity, selection))) ?? undefined;
}

/**
 * Writes every file under a temporary name before any takes its place: a failure or a kill while writing leaves the last
 * export as it was, with its manifest. While they take their places there is no manifest.
 */
async function writeAll(
  context: ExportContext,
  rules: readonly RecipeExport[],
  entities: readonly EntityType[],
  manifestName: string,
): Promise<ManifestFile[]> {
  const sealed: SealedExport[] = [];
  try {
    for (const rule of rules) sealed.push(await writeExport(context, rule, entities));
    await withdrawManifest(context.directory, manifestName);
    for (const file of sealed) await file.publish();
  } catch (error) {
    for (const file of sealed) await file.abort();
    throw error;
  }
  return sealed.map(({ file }) => file);
}
