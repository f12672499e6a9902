import { implement } from '@orpc/server';
import { match as contract } from '../../../shared/contract/match.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import type { EngineContext } from '../db/context.ts';
import type { ReadDb } from '../db/handles.ts';
import { userErrors } from '../db/procedure.ts';
import { lastAdvice } from './advisor/stored.ts';
import { affectedPairs, changesBetween } from './affected.ts';
import { lastModel, requireLastRun } from './last-run.ts';
import { matchedEntity } from './model/in-force.ts';
import { requireThresholds } from './thresholds.ts';
import { trainingView } from './training/view.ts';

/** Names both records of a pair; made anew for each request. */
export type PairLabels = (db: ReadDb, entity: EntityType) => (left: number, right: number) => string;

const os = implement(contract).$context<EngineContext>().use(userErrors);

/** What the workbench tells of blocking, training and thresholds. Part of `match`. @param labels names pairs. */
export const workbenchWith = (labels: PairLabels) => ({
  advise: os.advise.handler(({ input, context }) => {
    matchedEntity(context.project.db, input.entity, 'match.advise');
    const { entity, model } = input;
    return { jobId: context.jobs.start('advise', { entity, ...(model !== undefined && { model }) }) };
  }),
  advice: os.advice.handler(({ input, context }) => {
    const { db } = context.project;
    const entity = matchedEntity(db, input.entity, 'match.advice');
    return lastAdvice(db, entity.name, labels(db, entity));
  }),
  training: os.training.handler(({ input, context }) => {
    const { db } = context.project;
    const entity = matchedEntity(db, input.entity, 'match.training');
    return lastModel(db, entity.name) === undefined
      ? null
      : trainingView(requireLastRun(db, entity.name, 'match.training'));
  }),
  affected: os.affected.handler(({ input, context }) => {
    const { db } = context.project;
    const entity = matchedEntity(db, input.entity, 'match.affected');
    const { model, stats } = requireLastRun(db, entity.name, 'match.affected');
    const { autoMerge, review, from, to, ...page } = input;
    const next = { autoMerge, review };
    requireThresholds('match.affected', next);
    const changes = changesBetween(stats.weights, model.thresholds, next);
    const asked = from !== undefined && to !== undefined ? { from, to } : changes[0];
    return {
      changes,
      pairs: asked
        ? affectedPairs(db, entity.name, model.thresholds, next, asked, page, labels(db, entity))
        : [],
    };
  }),
});
