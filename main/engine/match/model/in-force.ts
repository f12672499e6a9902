import type { EntityType } from '../../../../shared/model/canonical.ts';
import { UserError } from '../../../../shared/model/errors.ts';
import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { isMatched } from '../../db/entity-tables.ts';
import { type ReadDb, transact, type WriteDb } from '../../db/handles.ts';
import { notFound } from '../../db/procedure.ts';
import { currentModel, currentSetting, saveSetting, settingVersions } from '../../db/settings.ts';
import { lastModel } from '../last-run.ts';
import type { ModelProblem } from './comparison-problems.ts';
import { modelProblems, requireSound } from './validate.ts';

/** Which model the next matching goes by, and where it comes from. */
export interface ModelInForce {
  readonly entity: string;
  /**
   * `chosen`: a version that a person, a recipe or an import chose. `last_run`: none was chosen; that of the last run,
   * which the template proposed and training completed. `template`: nothing has run; the template will propose one.
   */
  readonly origin: 'chosen' | 'last_run' | 'template';
  /** Null where the template has yet to propose one. */
  readonly model: MatchModel | null;
  /** Of the chosen version. */
  readonly version: number | null;
  readonly at: string | null;
  readonly actor: string | null;
  /** What the last run went by, with the probabilities it trained. */
  readonly lastRun: { readonly at: string; readonly model: MatchModel } | null;
  /** Why the next matching would refuse it: an attribute that is gone since, say. */
  readonly problems: readonly ModelProblem[];
}

/**
 * The model in force of an entity: the chosen version, else that of the last run, else none yet.
 * @throws UserError `entity.unknown`, `match.not_matched`.
 */
export function modelInForce(db: ReadDb, entityName: string, operation = 'match.model'): ModelInForce {
  const entity = matchedEntity(db, entityName, operation);
  const run = lastModel(db, entityName);
  const chosen = settingVersions(db, 'match', entityName).at(-1);
  const model = chosen?.value ?? run?.model ?? null;
  const isChosen = chosen?.value !== undefined;
  return {
    entity: entityName,
    origin: isChosen ? 'chosen' : run === undefined ? 'template' : 'last_run',
    model,
    version: isChosen ? chosen.version : null,
    at: isChosen ? chosen.at : (run?.at ?? null),
    actor: isChosen ? chosen.actor : null,
    lastRun: run ?? null,
    problems: model === null ? [] : modelProblems(model, entity),
  };
}

/**
 * The model in force with the probabilities that the last run trained, if that run went by it; else as it was chosen.
 * Null where the template has yet to propose one.
 */
export function trainedInForce({ model, lastRun, at }: ModelInForce): MatchModel | null {
  if (model === null || lastRun === null || !model.train) return model;
  const wentByIt = at !== null && lastRun.at >= at && structure(lastRun.model) === structure(model);
  return wentByIt ? { ...lastRun.model, thresholds: model.thresholds } : model;
}

/** What training does not touch. */
const structure = ({ blockingRules, comparisons, guards }: MatchModel): string =>
  JSON.stringify([
    blockingRules,
    comparisons.map(({ name, attributes, comparator, levels }) => [
      name,
      attributes,
      comparator,
      levels.map((level) => level.name),
    ]),
    guards,
  ]);

/**
 * Chooses a model, as a new version; it applies from the next matching on. The journal notes through which operation.
 * @returns the version in force, and whether it is new.
 * @throws UserError of the first thing wrong with it, as {@link requireSound}; `entity.unknown`, `match.not_matched`.
 */
export function saveMatchModel(
  db: WriteDb,
  entityName: string,
  model: MatchModel,
  actor: string,
  operation = 'match.saveModel',
): { version: number; saved: boolean } {
  requireSound(model, matchedEntity(db, entityName, operation), operation);
  const saved = transact(db, () => saveSetting(db, 'match', entityName, model, actor, operation));
  return { version: settingVersions(db, 'match', entityName).length, saved };
}

/**
 * Takes the choice back: the next matching goes by the template. The versions stay, and can be restored.
 * @returns whether there was a choice.
 */
export function resetMatchModel(
  db: WriteDb,
  entityName: string,
  actor: string,
  operation = 'match.resetModel',
): boolean {
  matchedEntity(db, entityName, operation);
  return transact(db, () => saveSetting(db, 'match', entityName, undefined, actor, operation));
}

/** Parts of a model that a version may change. */
const PARTS = [
  'template',
  'blockingRules',
  'comparisons',
  'lookalikes',
  'prior',
  'thresholds',
  'guards',
  'train',
] as const satisfies readonly (keyof MatchModel)[];

export interface ModelVersion {
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  /** `first`, `reset`, or the parts that differ from the version before. */
  readonly what: readonly ((typeof PARTS)[number] | 'first' | 'reset')[];
  /** The earlier version it brought back. */
  readonly sameAs: number | null;
  /** The next matching goes by it. */
  readonly current: boolean;
}

/** All versions of the chosen model of an entity, the latest first. */
export function modelVersions(db: ReadDb, entityName: string): ModelVersion[] {
  matchedEntity(db, entityName, 'match.modelVersions');
  const versions = settingVersions(db, 'match', entityName);
  const texts = versions.map(({ value }) => (value === undefined ? null : JSON.stringify(value)));
  const first = new Map<string, number>();
  return versions
    .map(({ version, at, actor, value }, index): ModelVersion => {
      const text = texts[index]!;
      const sameAs = text === null ? null : (first.get(text) ?? null);
      if (text !== null && sameAs === null) first.set(text, version);
      const what = changed(versions[index - 1]?.value, value);
      return { version, at, actor, what, sameAs, current: index === versions.length - 1 && text !== null };
    })
    .reverse();
}

function changed(before: MatchModel | undefined, after: MatchModel | undefined): ModelVersion['what'] {
  if (after === undefined) return ['reset'];
  if (before === undefined) return ['first'];
  return PARTS.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
}

/** The model of one version; null where that version is a reset. @throws UserError `version.unknown`. */
export function modelOfVersion(db: ReadDb, entityName: string, version: number): MatchModel | null {
  matchedEntity(db, entityName, 'match.modelOfVersion');
  const found = settingVersions(db, 'match', entityName)[version - 1];
  if (found === undefined) throw notFound('match.modelOfVersion', 'version', version);
  return found.value ?? null;
}

/**
 * Chooses an earlier version again, as a new version; restoring a reset is a reset.
 * @throws UserError `version.unknown`; what is wrong with it by now, as {@link requireSound}.
 */
export function restoreModel(
  db: WriteDb,
  entityName: string,
  version: number,
  actor: string,
): { version: number; saved: boolean } {
  const model = modelOfVersion(db, entityName, version);
  if (model !== null) return saveMatchModel(db, entityName, model, actor, 'match.restoreModel');
  const saved = resetMatchModel(db, entityName, actor, 'match.restoreModel');
  return { version: settingVersions(db, 'match', entityName).length, saved };
}

/** @throws UserError `entity.unknown`, `match.not_matched`. */
export function matchedEntity(db: ReadDb, name: string, operation: string): EntityType {
  const entity = currentModel(db).model.entities.find((one) => one.name === name);
  if (entity === undefined) throw notFound(operation, 'entity', name);
  if (isMatched(entity)) return entity;
  throw new UserError({
    operation,
    code: 'match.not_matched',
    message: `The records of “${name}” are linked to others, not matched with each other: there is no match model.`,
    next: 'Choose an entity whose records are matched.',
    where: { entity: name },
  });
}

/** Matched entities that have a chosen model or have been run: those a model can be asked of without naming one. */
export function entitiesWithModel(db: ReadDb): string[] {
  const { model } = currentModel(db);
  return model.entities
    .filter(isMatched)
    .map(({ name }) => name)
    .filter((name) => currentSetting(db, 'match', name) !== undefined || lastModel(db, name) !== undefined);
}
