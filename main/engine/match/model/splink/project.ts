import { UserError } from '../../../../../shared/model/errors.ts';
import type { ReadDb } from '../../../db/handles.ts';
import { currentMappings } from '../../../db/settings.ts';
import { matchedEntity, modelInForce, trainedInForce } from '../in-force.ts';
import { requireSound } from '../validate.ts';
import { exportSplink, type SplinkExport } from './export.ts';
import { importSplink, type SplinkImport } from './import.ts';
import type { Dialect } from './settings.ts';

/**
 * The model in force as settings of Splink; what training estimated is in them where the last run went by it.
 * @throws UserError `match.no_model`, `entity.unknown`, `match.not_matched`; what is wrong with the model.
 */
export function projectSplinkExport(db: ReadDb, entityName: string, dialect: Dialect): SplinkExport {
  const entity = matchedEntity(db, entityName, 'match.exportSplink');
  const model = trainedInForce(modelInForce(db, entityName));
  if (model === null) throw noModel(entityName);
  requireSound(model, entity, 'match.exportSplink');
  return exportSplink(model, entity, dialect);
}

/**
 * A model made of settings of Splink for an entity of the project. Nothing is saved.
 * @throws UserError as {@link importSplink}; `entity.unknown`, `match.not_matched`.
 */
export function projectSplinkImport(
  db: ReadDb,
  entityName: string,
  settings: unknown,
  columns: Readonly<Record<string, string>> | undefined,
): SplinkImport {
  return importSplink(settings, {
    entity: matchedEntity(db, entityName, 'match.importSplink'),
    present: modelInForce(db, entityName).model,
    mappings: currentMappings(db).map(({ mapping }) => mapping),
    ...(columns && { columns }),
  });
}

/** Nothing was chosen and nothing has run. */
export const noModel = (entity: string): UserError =>
  new UserError({
    operation: 'match.exportModel',
    code: 'match.no_model',
    message: `There is no match model of “${entity}” yet: the template proposes one at the first matching.`,
    next: 'Run the matching first.',
    where: { entity },
  });
