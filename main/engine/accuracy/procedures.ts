import { implement } from '@orpc/server';
import { accuracy as contract } from '../../../shared/contract/accuracy.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import type { EngineContext } from '../db/context.ts';
import { type ReadDb, transact } from '../db/handles.ts';
import { notFound, userErrors } from '../db/procedure.ts';
import { currentModel } from '../db/settings.ts';
import { decideLabels } from './decisions.ts';
import { drawSample } from './draw.ts';
import { nextPairs, type ReadSide } from './next.ts';
import { type NameOf, resultOf } from './result.ts';
import {
  countSamples,
  describeSample,
  keepLabels,
  keepSample,
  listSamples,
  requireSample,
  undoLabel,
} from './store.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

/**
 * The blind sample as procedures.
 * @param readSide reads a record of a pair. @param namesOf names the records of an entity.
 */
export const accuracyWith = (readSide: ReadSide, namesOf: (db: ReadDb, entity: EntityType) => NameOf) =>
  os.router({
    start: os.start.handler(async ({ input, context }) => {
      const { db, actor } = context.project;
      const { entity, size } = input;
      requireEntity(db, 'accuracy.start', entity);
      // Told before the pairs are read.
      if (context.project.readOnly !== undefined) transact(db, () => undefined);
      const seed = input.seed ?? countSamples(db, entity) + 1;
      const draw = await drawSample(db, entity, size, seed);
      const uid = keepSample(db, { entity, asked: size, seed, actor }, draw);
      return describeSample(db, requireSample(db, 'accuracy.start', uid));
    }),
    list: os.list.handler(({ input, context }) => {
      const { db } = context.project;
      return listSamples(db, input.entity).map((sample) => describeSample(db, sample));
    }),
    next: os.next.handler(({ input, context }) => {
      const { db } = context.project;
      const sample = requireSample(db, 'accuracy.next', input.sample);
      const entity = requireEntity(db, 'accuracy.next', sample.entity);
      return { sample: describeSample(db, sample), ...nextPairs(db, sample, entity, input.limit, readSide) };
    }),
    label: os.label.handler(({ input, context }) => {
      const { db, actor } = context.project;
      const sample = requireSample(db, 'accuracy.label', input.sample);
      keepLabels(db, sample, input.labels, actor);
      return describeSample(db, sample);
    }),
    undo: os.undo.handler(({ input, context }) => {
      const { db, actor } = context.project;
      const sample = requireSample(db, 'accuracy.undo', input.sample);
      const pair = undoLabel(db, sample, actor);
      return { sample: describeSample(db, sample), pair };
    }),
    result: os.result.handler(({ input, context }) => {
      const { db } = context.project;
      const sample = requireSample(db, 'accuracy.result', input.sample);
      return resultOf(db, sample, namesOf(db, requireEntity(db, 'accuracy.result', sample.entity)));
    }),
    toDecisions: os.toDecisions.handler(({ input, context }) => {
      const { db, actor } = context.project;
      const sample = requireSample(db, 'accuracy.toDecisions', input.sample);
      const uids = decideLabels(db, sample, input.pairs, actor);
      return { uids, sample: describeSample(db, sample) };
    }),
  });

function requireEntity(db: ReadDb, operation: string, name: string): EntityType {
  const entity = currentModel(db).model.entities.find((candidate) => candidate.name === name);
  if (!entity) throw notFound(operation, 'entity', name);
  return entity;
}
