import { type CanonicalModel, MOST_ATTRIBUTES } from '../../../shared/model/canonical.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { SourceMapping } from '../../../shared/model/mapping.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { DEFAULT_SURVIVORSHIP, type SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import type { ReadDb, WriteDb } from './handles.ts';
import { writeJournal } from './journal.ts';

/**
 * The versioned settings of a project: canonical model, mappings, match models, survivorship rules. Every change is a
 * new version with its journal entry; the highest version counts. Beneath the capabilities, since every stage reads
 * them.
 */
export interface MappingVersion {
  readonly id: number;
  readonly sourceId: number;
  readonly version: number;
  readonly mapping: SourceMapping;
}

/** Kinds of setting_version, with what each holds. */
export interface SettingKinds {
  readonly match: MatchModel;
  readonly survivorship: SurvivorshipRules;
  readonly defaults: ProjectDefaults;
  readonly exports: readonly unknown[];
  readonly recipe: { readonly text: string; readonly file: string };
}

export interface ProjectDefaults {
  /** ISO 3166-1 alpha-2: how phones without prefix and addresses without country are read. */
  readonly country: string;
  readonly language: string;
}

const DEFAULTS: ProjectDefaults = { country: 'FR', language: 'fr' };

/** The canonical model in force, with its version id (0 = the model every project starts from). */
export function currentModel(db: ReadDb): { id: number; model: CanonicalModel } {
  const row = db.prepare('SELECT id, body FROM model_version ORDER BY id DESC LIMIT 1').get() as
    | { id: number; body: string }
    | undefined;
  return row
    ? { id: row.id, model: JSON.parse(row.body) as CanonicalModel }
    : { id: 0, model: DEFAULT_MODEL };
}

/** Stores a new version if it differs from the one in force. Returns the id of the one in force afterwards. */
export function saveModel(db: WriteDb, model: CanonicalModel, actor: string): number {
  requireFewAttributes(model);
  const current = currentModel(db);
  if (JSON.stringify(current.model) === JSON.stringify(model)) return current.id;
  const { lastInsertRowid } = db
    .prepare('INSERT INTO model_version (body, at, actor) VALUES (?, ?, ?)')
    .run(JSON.stringify(model), new Date().toISOString(), actor);
  writeJournal(db, {
    actor,
    action: 'model.change',
    subject: 'model',
    payload: { version: Number(lastInsertRowid), entities: model.entities.map((entity) => entity.name) },
  });
  touchData(db);
  return Number(lastInsertRowid);
}

/** The mapping in force of each mapped source. */
export function currentMappings(db: ReadDb): MappingVersion[] {
  const rows = db
    .prepare(
      `SELECT m.id, m.source_id, m.version, m.body FROM mapping m
       JOIN source s ON s.id = m.source_id AND s.state = 'ready'
       WHERE m.version = (SELECT max(version) FROM mapping WHERE source_id = m.source_id)
       ORDER BY s.priority, s.id`,
    )
    .all() as { id: number; source_id: number; version: number; body: string }[];
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    version: row.version,
    mapping: JSON.parse(row.body) as SourceMapping,
  }));
}

/** A mapping by its id: what a value was computed with, even when a newer version is in force. */
export function mappingById(db: ReadDb, id: number): SourceMapping | undefined {
  const body = db.prepare('SELECT body FROM mapping WHERE id = ?').pluck().get(id) as string | undefined;
  return body === undefined ? undefined : (JSON.parse(body) as SourceMapping);
}

/** Stores a new version of the source's mapping if it differs from the one in force. */
export function saveMapping(db: WriteDb, sourceId: number, mapping: SourceMapping, actor: string): number {
  const last = db
    .prepare('SELECT id, version, body FROM mapping WHERE source_id = ? ORDER BY version DESC LIMIT 1')
    .get(sourceId) as { id: number; version: number; body: string } | undefined;
  const body = JSON.stringify(mapping);
  if (last?.body === body) return last.id;
  const version = (last?.version ?? 0) + 1;
  const { lastInsertRowid } = db
    .prepare('INSERT INTO mapping (source_id, version, entity, body, at, actor) VALUES (?, ?, ?, ?, ?, ?)')
    .run(sourceId, version, mapping.entity, body, new Date().toISOString(), actor);
  writeJournal(db, {
    actor,
    action: 'mapping.change',
    subject: `source:${sourceId}`,
    payload: { version, entity: mapping.entity, before: last ? JSON.parse(last.body) : null, after: mapping },
  });
  touchData(db);
  return Number(lastInsertRowid);
}

/**
 * The setting in force of one kind, for one entity ('' where the kind has one for the whole project). Undefined: none
 * was chosen, or the choice was taken back.
 */
export function currentSetting<K extends keyof SettingKinds>(
  db: ReadDb,
  kind: K,
  entity = '',
): SettingKinds[K] | undefined {
  const body = db
    .prepare('SELECT body FROM setting_version WHERE kind = ? AND entity = ? ORDER BY id DESC LIMIT 1')
    .pluck()
    .get(kind, entity) as string | undefined;
  return body === undefined ? undefined : ((JSON.parse(body) as SettingKinds[K] | null) ?? undefined);
}

/** One version of a setting; `value` undefined: the choice was taken back. `version` counts from 1. */
export interface SettingVersion<K extends keyof SettingKinds> {
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly value: SettingKinds[K] | undefined;
}

/** All versions of a setting, the first one first. */
export function settingVersions<K extends keyof SettingKinds>(
  db: ReadDb,
  kind: K,
  entity = '',
): SettingVersion<K>[] {
  const rows = db
    .prepare('SELECT body, at, actor FROM setting_version WHERE kind = ? AND entity = ? ORDER BY id')
    .all(kind, entity) as { body: string; at: string; actor: string }[];
  return rows.map(({ body, at, actor }, index) => ({
    version: index + 1,
    at,
    actor,
    value: (JSON.parse(body) as SettingKinds[K] | null) ?? undefined,
  }));
}

export function projectDefaults(db: ReadDb): ProjectDefaults {
  return currentSetting(db, 'defaults') ?? DEFAULTS;
}

export function survivorshipOf(db: ReadDb, entity: string): SurvivorshipRules {
  return currentSetting(db, 'survivorship', entity) ?? DEFAULT_SURVIVORSHIP;
}

/**
 * Stores a new version if it differs from the one in force; `undefined` takes the choice back. `through`: the operation that
 * chose it, for the journal.
 * @returns whether there is a new version.
 */
export function saveSetting<K extends keyof SettingKinds>(
  db: WriteDb,
  kind: K,
  entity: string,
  value: SettingKinds[K] | undefined,
  actor: string,
  through?: string,
): boolean {
  const before = currentSetting(db, kind, entity) ?? null;
  const after = value ?? null;
  const body = JSON.stringify(after);
  if (JSON.stringify(before) === body) return false;
  db.prepare('INSERT INTO setting_version (kind, entity, body, at, actor) VALUES (?, ?, ?, ?, ?)').run(
    kind,
    entity,
    body,
    new Date().toISOString(),
    actor,
  );
  writeJournal(db, {
    actor,
    action: `${kind}.change`,
    subject: entity === '' ? 'project' : `entity:${entity}`,
    payload: { before, after, ...(through !== undefined && { through }) },
  });
  if (kind !== 'recipe' && kind !== 'exports') touchData(db, kind === 'defaults' ? 'records' : 'rules');
  return true;
}

export function getMeta(db: ReadDb, key: string): string | undefined {
  return db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined;
}

export function setMeta(db: WriteDb, key: string, value: string): void {
  db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(
    key,
    value,
  );
}

/** The derived stages, in order. Each notes the data version it was computed from. */
export const STAGES = ['standardise', 'match', 'golden'] as const;
export type Stage = (typeof STAGES)[number];

/** What stages are computed from: records with how they are read, decisions on pairs, rules to match and choose by. */
export type Touched = 'records' | 'decisions' | 'rules';

/** Says that something the stages are computed from has changed. In the transaction of the change. */
export function touchData(db: WriteDb, what: Touched = 'records'): void {
  const version = String(dataVersion(db) + 1);
  setMeta(db, 'data_version', version);
  setMeta(db, `touched.${what}`, version);
}

/** The data version in which such a thing last changed; 0: never. */
export function touchedAt(db: ReadDb, what: Touched): number {
  return Number(getMeta(db, `touched.${what}`) ?? 0);
}

/** The data version a stage was last computed from. */
export function stageVersion(db: ReadDb, stage: Stage): number {
  return Number(getMeta(db, `stage.${stage}`) ?? 0);
}

export function dataVersion(db: ReadDb): number {
  return Number(getMeta(db, 'data_version') ?? 0);
}

export function markStage(db: WriteDb, stage: Stage, version: number): void {
  setMeta(db, `stage.${stage}`, String(version));
}

/** Stages computed from older data than there is now: they wait to be run. */
export function pendingStages(db: ReadDb): Stage[] {
  const now = dataVersion(db);
  return STAGES.filter((stage) => stageVersion(db, stage) < now);
}

/** @throws UserError `model.too_many_attributes`. */
function requireFewAttributes({ entities }: CanonicalModel): void {
  const wide = entities.find(({ attributes }) => attributes.length > MOST_ATTRIBUTES);
  if (!wide) return;
  throw new UserError({
    operation: 'model.save',
    code: 'model.too_many_attributes',
    message: `The entity “${wide.name}” has ${wide.attributes.length} attributes; ${MOST_ATTRIBUTES} can be had. Nothing was changed.`,
    next: 'Leave out the attributes that are not needed in golden records: their columns are kept in the source.',
    where: { entity: wide.name },
  });
}
