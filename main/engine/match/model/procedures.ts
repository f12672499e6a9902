import { implement } from '@orpc/server';
import { matchModel as contract } from '../../../../shared/contract/match-model.ts';
import type { EngineContext } from '../../db/context.ts';
import { userErrors } from '../../db/procedure.ts';
import { matchCatalogue } from './catalogue.ts';
import {
  matchedEntity,
  modelInForce,
  modelOfVersion,
  modelVersions,
  resetMatchModel,
  restoreModel,
  saveMatchModel,
} from './in-force.ts';
import { readJson } from './read-model.ts';
import { projectSplinkExport, projectSplinkImport } from './splink/project.ts';
import { modelProblems } from './validate.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

/** The part of `match` that is about the model itself. */
export const matchModel = {
  model: os.model.handler(({ input, context }) => modelInForce(context.project.db, input.entity)),
  checkModel: os.checkModel.handler(({ input, context }) => {
    const entity = matchedEntity(context.project.db, input.entity, 'match.checkModel');
    return { problems: modelProblems(input.model, entity).map(({ unknown: _, ...problem }) => problem) };
  }),
  saveModel: os.saveModel.handler(({ input, context }) => {
    const { db, actor } = context.project;
    return saveMatchModel(db, input.entity, input.model, actor, input.through);
  }),
  resetModel: os.resetModel.handler(({ input, context }) => {
    const { db, actor } = context.project;
    return { reset: resetMatchModel(db, input.entity, actor) };
  }),
  modelVersions: os.modelVersions.handler(({ input, context }) =>
    modelVersions(context.project.db, input.entity),
  ),
  modelOfVersion: os.modelOfVersion.handler(({ input, context }) => ({
    model: modelOfVersion(context.project.db, input.entity, input.version),
  })),
  restoreModel: os.restoreModel.handler(({ input, context }) => {
    const { db, actor } = context.project;
    return restoreModel(db, input.entity, input.version, actor);
  }),
  exportSplink: os.exportSplink.handler(({ input, context }) =>
    projectSplinkExport(context.project.db, input.entity, input.dialect),
  ),
  importSplink: os.importSplink.handler(({ input, context }) =>
    projectSplinkImport(context.project.db, input.entity, input.settings, input.columns),
  ),
  openSplink: os.openSplink.handler(({ input, context }) => {
    const settings = readJson(input.path, 'match.openSplink');
    return projectSplinkImport(context.project.db, input.entity, settings, input.columns);
  }),
  catalogue: os.catalogue.handler(() => matchCatalogue()),
};
