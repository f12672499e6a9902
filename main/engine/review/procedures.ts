import { implement } from '@orpc/server';
import { review as contract, type LessonView } from '../../../shared/contract/review.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { EngineContext } from '../db/context.ts';
import { decidePair, decisionsInForce, type RowKey, revertDecision } from '../db/decisions.ts';
import { type ReadDb, transact } from '../db/handles.ts';
import { notFound, userErrors } from '../db/procedure.ts';
import { recordFinder } from '../db/records.ts';
import { currentModel } from '../db/settings.ts';
import { reviewCluster } from './cluster.ts';
import { labeller } from './labels.ts';
import { reviewPair } from './pair.ts';
import { reviewQueue } from './queue.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

/** What decisions teach, and which pairs to ask about next: matching knows, review asks. */
export interface Teaching {
  /** Pairs of the last run, the most informative first; decided ones left out. */
  questions(db: ReadDb, entity: string): readonly { readonly left: number; readonly right: number }[];
  learn(
    db: ReadDb,
    entity: string,
    mostChanges: number,
  ): Promise<
    Omit<LessonView, 'changes'> & {
      readonly changes: readonly Omit<LessonView['changes'][number], 'label'>[];
    }
  >;
}

/** The review queue and stewards' decisions as procedures. */
export const reviewWith = (teaching: Teaching) =>
  os.router({
    learn: os.learn.handler(async ({ input, context }) => {
      const { db } = context.project;
      const entity = findEntity(db, 'review.learn', input.entity);
      const lesson = await teaching.learn(db, entity.name, input.limit);
      const labels = labeller(db, entity);
      const changes = lesson.changes.map((pair) => ({
        ...pair,
        label: labels.ofPair(pair.leftId, pair.rightId),
      }));
      return { ...lesson, changes };
    }),
    queue: os.queue.handler(({ input, context }) => {
      const { db } = context.project;
      return reviewQueue(
        db,
        { ...input, entity: findEntity(db, 'review.queue', input.entity) },
        teaching.questions,
      );
    }),
    pair: os.pair.handler(({ input, context }) => {
      const { db } = context.project;
      return reviewPair(db, findEntity(db, 'review.pair', input.entity), input.leftId, input.rightId);
    }),
    cluster: os.cluster.handler(({ input, context }) => {
      const { db } = context.project;
      return reviewCluster(db, findEntity(db, 'review.cluster', input.entity), input.goldenIds, input.limit);
    }),
    decide: os.decide.handler(({ input, context }) => {
      const { db, actor } = context.project;
      checkRows(db, [input]);
      return { uid: decidePair(db, input, actor) };
    }),
    decideMany: os.decideMany.handler(({ input, context }) => {
      const { db, actor } = context.project;
      const { entity, decisions, reason } = input;
      checkRows(db, decisions);
      const more = { entity, ...(reason !== undefined && { reason }) };
      return {
        uids: transact(db, () =>
          decisions.map((decision) => decidePair(db, { ...decision, ...more }, actor)),
        ),
      };
    }),
    revert: os.revert.handler(({ input, context }) => {
      const { db, actor } = context.project;
      requireDecision(db, input.uid);
      return { uid: revertDecision(db, input.uid, actor) };
    }),
    revertMany: os.revertMany.handler(({ input, context }) => {
      const { db, actor } = context.project;
      for (const uid of input.uids) requireDecision(db, uid);
      return { uids: transact(db, () => input.uids.map((uid) => revertDecision(db, uid, actor))) };
    }),
    list: os.list.handler(({ input, context }) => decisionsInForce(context.project.db, input.entity)),
  });

function findEntity(db: ReadDb, operation: string, name: string): EntityType {
  const entity = currentModel(db).model.entities.find((candidate) => candidate.name === name);
  if (!entity) throw notFound(operation, 'entity', name);
  return entity;
}

/** @throws UserError `row.unknown`, `decision.same_row`. */
function checkRows(db: ReadDb, pairs: readonly { readonly left: RowKey; readonly right: RowKey }[]): void {
  const find = recordFinder(db);
  for (const { left, right } of pairs) {
    for (const row of [left, right])
      if (find(row) === undefined) throw notFound('review.decide', 'row', `${row.source}/${row.key}`);
    if (left.source === right.source && left.key === right.key) throw sameRow(left);
  }
}

function requireDecision(db: ReadDb, uid: string): void {
  if (db.prepare('SELECT 1 FROM decision WHERE uid = ?').get(uid) === undefined) {
    throw notFound('review.revert', 'decision', uid);
  }
}

function sameRow(row: RowKey): UserError {
  return new UserError({
    operation: 'review.decide',
    code: 'decision.same_row',
    message: `Both sides are the row “${row.key}” of ${row.source}.`,
    next: 'Choose two different rows.',
    where: { source: row.source, key: row.key },
  });
}
