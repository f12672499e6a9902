import { implement } from '@orpc/server';
import { review as contract } from '../../../shared/contract/review.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { EngineContext } from '../db/context.ts';
import { decidePair, decisionsInForce, type RowKey, revertDecision } from '../db/decisions.ts';
import type { ReadDb } from '../db/handles.ts';
import { notFound, userErrors } from '../db/procedure.ts';
import { recordFinder } from '../db/records.ts';
import { currentModel } from '../db/settings.ts';
import { reviewPair } from './pair.ts';
import { reviewQueue } from './queue.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

export const review = os.router({
  queue: os.queue.handler(({ input, context }) => {
    const { db } = context.project;
    return reviewQueue(db, { ...input, entity: findEntity(db, 'review.queue', input.entity) });
  }),
  pair: os.pair.handler(({ input, context }) => {
    const { db } = context.project;
    return reviewPair(db, findEntity(db, 'review.pair', input.entity), input.leftId, input.rightId);
  }),
  decide: os.decide.handler(({ input, context }) => {
    const { db, actor } = context.project;
    requireRow(db, input.left);
    requireRow(db, input.right);
    if (input.left.source === input.right.source && input.left.key === input.right.key)
      throw sameRow(input.left);
    return { uid: decidePair(db, input, actor) };
  }),
  revert: os.revert.handler(({ input, context }) => {
    const { db, actor } = context.project;
    if (db.prepare('SELECT 1 FROM decision WHERE uid = ?').get(input.uid) === undefined) {
      throw notFound('review.revert', 'decision', input.uid);
    }
    return { uid: revertDecision(db, input.uid, actor) };
  }),
  list: os.list.handler(({ input, context }) => decisionsInForce(context.project.db, input.entity)),
});

function findEntity(db: ReadDb, operation: string, name: string): EntityType {
  const entity = currentModel(db).model.entities.find((candidate) => candidate.name === name);
  if (!entity) throw notFound(operation, 'entity', name);
  return entity;
}

function requireRow(db: ReadDb, row: RowKey): void {
  if (recordFinder(db)(row) === undefined) throw notFound('review.decide', 'row', `${row.source}/${row.key}`);
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
