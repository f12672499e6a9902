import { implement } from '@orpc/server';
import { mapping as contract } from '../../../shared/contract/mapping.ts';
import type { EngineContext } from '../db/context.ts';
import { transact } from '../db/handles.ts';
import { notFound, userErrors } from '../db/procedure.ts';
import { currentMappings, currentModel, saveMapping, saveModel } from '../db/settings.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

function sourceId(context: EngineContext, name: string): number {
  const id = context.project.db.prepare('SELECT id FROM source WHERE name = ?').pluck().get(name) as
    | number
    | undefined;
  if (id === undefined) throw notFound('mapping', 'source', name);
  return id;
}

/** Everything of the mapping contract but `suggest`, which reads files too and so belongs to the router. */
export const mapping = {
  model: os.model.handler(({ context }) => currentModel(context.project.db).model),
  saveModel: os.saveModel.handler(({ input, context }) => {
    const { db, actor } = context.project;
    return { version: transact(db, () => saveModel(db, input.model, actor)) };
  }),
  get: os.get.handler(({ input, context }) => {
    const id = sourceId(context, input.name);
    return currentMappings(context.project.db).find((candidate) => candidate.sourceId === id) ?? null;
  }),
  save: os.save.handler(({ input, context }) => {
    const { db, actor } = context.project;
    const id = sourceId(context, input.name);
    transact(db, () => saveMapping(db, id, input.mapping, actor));
    return { version: currentMappings(db).find((candidate) => candidate.sourceId === id)?.version ?? 0 };
  }),
};
