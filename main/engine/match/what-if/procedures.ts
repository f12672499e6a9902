import { implement } from '@orpc/server';
import { whatIf as contract } from '../../../../shared/contract/what-if.ts';
import type { EntityType } from '../../../../shared/model/canonical.ts';
import type { EngineContext } from '../../db/context.ts';
import { type ReadDb, transact } from '../../db/handles.ts';
import { userErrors } from '../../db/procedure.ts';
import { matchedEntity, resetMatchModel, saveMatchModel } from '../model/in-force.ts';
import { listChanges, oneChange, type ReadSide, type RecordWords } from './changes.ts';
import type { WhatIfInput } from './compute.ts';
import { differenceBetween } from './kept-differences.ts';
import { presentFigures } from './present.ts';
import { checkRequest } from './scenario-model.ts';
import {
  describeScenario,
  listScenarios,
  removeScenario,
  renameScenario,
  requireFreeName,
  requireScenario,
} from './scenario-store.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

/**
 * What-if as procedures.
 * @param readSide reads a record. @param wordsOf names and searches the records of an entity.
 */
export const whatIfWith = (readSide: ReadSide, wordsOf: (db: ReadDb, entity: EntityType) => RecordWords) =>
  os.router({
    list: os.list.handler(({ input, context }) => {
      const { db } = context.project;
      matchedEntity(db, input.entity, 'whatIf.list');
      return {
        scenarios: listScenarios(db, input.entity).map((scenario) => describeScenario(db, scenario)),
        present: presentFigures(db, input.entity),
      };
    }),
    start: os.start.handler(({ input, context }) => {
      const { db } = context.project;
      requireWritable(context);
      const entity = matchedEntity(db, input.entity, 'whatIf.start');
      requireFreeName(db, 'whatIf.start', input.entity, input.name);
      checkRequest(db, entity, input.request);
      const job: WhatIfInput = { entity: input.entity, name: input.name, request: input.request };
      return { jobId: context.jobs.start('whatIf', job) };
    }),
    again: os.again.handler(({ input, context }) => {
      requireWritable(context);
      const { uid } = requireScenario(context.project.db, 'whatIf.again', input.scenario);
      const job: WhatIfInput = { again: uid };
      return { jobId: context.jobs.start('whatIf', job) };
    }),
    rename: os.rename.handler(({ input, context }) => {
      const { db, actor } = context.project;
      return { renamed: renameScenario(db, input.scenario, input.name, actor) };
    }),
    remove: os.remove.handler(({ input, context }) => {
      const { db, actor } = context.project;
      removeScenario(db, input.scenario, actor);
      return { removed: true };
    }),
    adopt: os.adopt.handler(({ input, context }) => {
      const { db, actor } = context.project;
      const { entity, adopted } = requireScenario(db, 'whatIf.adopt', input.scenario);
      if (adopted === null)
        return { version: null, saved: resetMatchModel(db, entity, actor, 'whatIf.adopt') };
      return saveMatchModel(db, entity, adopted, actor, 'whatIf.adopt');
    }),
    difference: os.difference.handler(async ({ input, context }) => {
      const { db } = context.project;
      matchedEntity(db, input.entity, 'whatIf.difference');
      return (await differenceBetween(db, input, 'whatIf.difference')).counts;
    }),
    changes: os.changes.handler(async ({ input, context }) => {
      const { db } = context.project;
      const entity = matchedEntity(db, input.entity, 'whatIf.changes');
      const difference = await differenceBetween(db, input, 'whatIf.changes');
      return listChanges(difference, wordsOf(db, entity), input);
    }),
    change: os.change.handler(async ({ input, context }) => {
      const { db } = context.project;
      const entity = matchedEntity(db, input.entity, 'whatIf.change');
      const difference = await differenceBetween(db, input, 'whatIf.change');
      return oneChange(db, entity, difference, input.record, wordsOf(db, entity), readSide);
    }),
  });

/** Told before a job starts. @throws UserError `project.read_only`. */
const requireWritable = ({ project }: EngineContext): void => {
  if (project.readOnly !== undefined) transact(project.db, () => undefined);
};
