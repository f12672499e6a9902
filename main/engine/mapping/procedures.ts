import { implement } from '@orpc/server';
import { mapping as contract } from '../../../shared/contract/mapping.ts';
import type { EngineContext } from '../db/context.ts';
import { transact } from '../db/handles.ts';
import { userErrors } from '../db/procedure.ts';
import { currentMappings, currentModel, saveMapping, saveModel } from '../db/settings.ts';
import { sourceColumns } from './sample.ts';
import { suggestStored } from './suggest-stored.ts';
import { columnValues } from './values.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

/** Everything of the mapping contract but `suggest` and `preview`, which join other capabilities: see the router. */
export const mapping = {
  values: os.values.handler(({ input, context }) => {
    const { db } = context.project;
    return columnValues(db, sourceColumns(db, input.name), input.column, input.limit);
  }),
  suggestFor: os.suggestFor.handler(async ({ input, context }) => {
    const {
      mapping: proposed,
      suggestions,
      entityConfidence,
      unmapped,
      newEntity,
    } = await suggestStored(context.project.db, input.name);
    return {
      mapping: proposed,
      suggestions: [...suggestions],
      entityConfidence,
      unmapped,
      newEntity: newEntity ?? null,
    };
  }),
  model: os.model.handler(({ context }) => currentModel(context.project.db).model),
  saveModel: os.saveModel.handler(({ input, context }) => {
    const { db, actor } = context.project;
    return { version: transact(db, () => saveModel(db, input.model, actor)) };
  }),
  get: os.get.handler(({ input, context }) => {
    const id = sourceColumns(context.project.db, input.name).id;
    return currentMappings(context.project.db).find((candidate) => candidate.sourceId === id) ?? null;
  }),
  save: os.save.handler(({ input, context }) => {
    const { db, actor } = context.project;
    const id = sourceColumns(context.project.db, input.name).id;
    transact(db, () => saveMapping(db, id, input.mapping, actor));
    return { version: currentMappings(db).find((candidate) => candidate.sourceId === id)?.version ?? 0 };
  }),
};
