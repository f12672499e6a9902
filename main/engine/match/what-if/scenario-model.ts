import type { ScenarioRequest } from '../../../../shared/contract/what-if.ts';
import type { EntityType } from '../../../../shared/model/canonical.ts';
import { UserError } from '../../../../shared/model/errors.ts';
import type { MatchModel } from '../../../../shared/model/match-model.ts';
import type { ReadDb } from '../../db/handles.ts';
import { currentSetting, stageVersion, touchedAt } from '../../db/settings.ts';
import type { EncodedRecords } from '../encode.ts';
import { readState } from '../incremental/state.ts';
import { lastModel, requireLastRun } from '../last-run.ts';
import { matchTemplate } from '../match.ts';
import { modelInForce, modelOfVersion, trainedInForce } from '../model/in-force.ts';
import { modelProblems, requireSound } from '../model/validate.ts';

/** The model of a scenario. */
export interface ScenarioModel {
  /** What is computed by: with the probabilities the last run trained, where that run went by the same model. */
  readonly model: MatchModel;
  /**
   * What adopting it chooses, so that the next matching of these records gives what was computed. Null: the template,
   * without a choice. `trained`: the model with its probabilities as they are then, trained no more; a model that is
   * trained from trained probabilities comes to slightly others.
   */
  readonly adopted: MatchModel | 'trained' | null;
}

const OPERATION = 'whatIf.start';

/**
 * The model that a request names, with what it changes. `check` is called now and then and may throw to stop.
 * @throws UserError `version.unknown`, `match.not_run`; what is wrong with the model, as {@link requireSound}.
 */
export function scenarioModel(
  db: ReadDb,
  entity: EntityType,
  records: EncodedRecords,
  request: ScenarioRequest,
  check: () => void,
): ScenarioModel {
  const { model, adopted } = basisModel(db, entity, request, () => matchTemplate(entity, records, check));
  const changed = withChanges(model, request);
  // What the template proposes adds up to one by training only.
  if (request.basis.from === 'given' || request.basis.from === 'version')
    requireSound(changed, entity, OPERATION);
  else requireSoundChanges(changed, entity);
  const isModel = adopted !== null && adopted !== 'trained';
  return { model: changed, adopted: isModel ? withChanges(adopted, request) : adopted };
}

/** @throws UserError of the first thing wrong with thresholds and guards. */
function requireSoundChanges(model: MatchModel, entity: EntityType): void {
  const problem = modelProblems(model, entity).find(
    ({ path: [part] }) => part === 'thresholds' || part === 'guards',
  );
  if (problem === undefined) return;
  const { path: _, unknown: __, ...data } = problem;
  throw new UserError({ ...data, operation: OPERATION, message: `${data.message} Nothing was changed.` });
}

const hasChanges = ({ thresholds, guards }: ScenarioRequest): boolean =>
  [...Object.values(thresholds ?? {}), ...Object.values(guards ?? {})].some((value) => value !== undefined);

/** Refuses at once what does not need the records to be seen. @throws UserError as {@link scenarioModel}. */
export function checkRequest(db: ReadDb, entity: EntityType, request: ScenarioRequest): void {
  const { basis } = request;
  const known =
    basis.from === 'given'
      ? basis.model
      : basis.from === 'version'
        ? modelOfVersion(db, entity.name, basis.version)
        : basis.from === 'last_run'
          ? requireLastRun(db, entity.name, OPERATION).model
          : basis.from === 'in_force'
            ? modelInForce(db, entity.name, OPERATION).model
            : null;
  if (known !== null) requireSound(withChanges(known, request), entity, OPERATION);
}

const withChanges = (model: MatchModel, { thresholds, guards }: ScenarioRequest): MatchModel => ({
  ...model,
  thresholds: {
    autoMerge: thresholds?.autoMerge ?? model.thresholds.autoMerge,
    review: thresholds?.review ?? model.thresholds.review,
  },
  guards: {
    identifiers: model.guards.identifiers,
    sharedContactLimit: guards?.sharedContactLimit ?? model.guards.sharedContactLimit,
    maxClusterSize: guards?.maxClusterSize ?? model.guards.maxClusterSize,
  },
});

function basisModel(
  db: ReadDb,
  entity: EntityType,
  request: ScenarioRequest,
  propose: () => MatchModel,
): ScenarioModel {
  const { basis } = request;
  const proposed = (): ScenarioModel => ({
    model: propose(),
    adopted: hasChanges(request) ? 'trained' : null,
  });
  switch (basis.from) {
    case 'given':
      return { model: basis.model, adopted: basis.model };
    case 'template':
      return proposed();
    case 'version': {
      const model = modelOfVersion(db, entity.name, basis.version);
      return model === null ? proposed() : { model, adopted: model };
    }
    case 'last_run': {
      const { model } = requireLastRun(db, entity.name, OPERATION);
      return { model: { ...model, train: false }, adopted: 'trained' };
    }
    case 'in_force':
      return inForceModel(db, entity.name, hasChanges(request)) ?? proposed();
  }
}

/**
 * The same records give the same training, so that of the last run is taken where it went by this model: what is
 * different then comes from thresholds and guards alone. Undefined: the template has to propose one.
 */
function inForceModel(db: ReadDb, entity: string, isChanged: boolean): ScenarioModel | undefined {
  const chosen = currentSetting(db, 'match', entity);
  const last = isOfTheseRecords(db, entity) ? lastModel(db, entity) : undefined;
  if (chosen === undefined)
    return last && { model: { ...last.model, train: false }, adopted: isChanged ? 'trained' : null };
  if (last === undefined) return { model: chosen, adopted: chosen };
  const trained = trainedInForce(modelInForce(db, entity));
  const isTrained = trained !== null && trained !== chosen;
  const model = isTrained && chosen.train ? { ...trained, train: false } : chosen;
  return { model, adopted: chosen };
}

/**
 * Has the last matching seen the records there are now, all in one run? One that matched only what came and went kept to
 * the training and the frequencies of the full run before it, which another model will not.
 */
export const isOfTheseRecords = (db: ReadDb, entity: string): boolean =>
  stageVersion(db, 'match') >= touchedAt(db, 'records') && (readState(db, entity)?.changed ?? 0) === 0;
