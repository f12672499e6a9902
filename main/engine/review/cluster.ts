import type { ReviewCluster } from '../../../shared/contract/review.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { decisionsInForce } from '../db/decisions.ts';
import type { ReadDb } from '../db/handles.ts';
import { notFound } from '../db/procedure.ts';
import { recordFinder } from '../db/records.ts';
import { readSide } from './pair.ts';

/**
 * All records of some golden records, side by side, with the scored pairs and the decisions among them.
 * @throws UserError `golden record.unknown`.
 */
export function reviewCluster(
  db: ReadDb,
  entity: EntityType,
  goldenIds: readonly string[],
  limit: number,
): ReviewCluster {
  const members = [...new Set(goldenIds)].flatMap((goldenId) => membersOf(db, entity, goldenId));
  const records = members.slice(0, limit).map((id) => readSide(db, entity, id));
  const shown = new Set(records.map(({ recordId }) => recordId));
  return {
    records,
    total: members.length,
    attributes: entity.attributes
      .map(({ name }) => name)
      .filter((name) => records.some(({ values }) => values[name] !== undefined)),
    pairs: pairsAmong(db, entity.name, shown),
    decisions: decisionsAmong(db, entity.name, shown),
  };
}

function membersOf(db: ReadDb, entity: EntityType, goldenId: string): number[] {
  const ids = db
    .prepare(
      `SELECT m.record_id FROM membership m JOIN record r ON r.id = m.record_id JOIN source s ON s.id = r.source_id
       WHERE m.golden_id = ? AND m.entity = ? ORDER BY s.priority, m.record_id`,
    )
    .pluck()
    .all(goldenId, entity.name) as number[];
  if (ids.length === 0) throw notFound('review.cluster', 'golden record', goldenId);
  return ids;
}

function pairsAmong(db: ReadDb, entity: string, records: ReadonlySet<number>): ReviewCluster['pairs'] {
  const read = db.prepare(
    `SELECT left_id AS leftId, right_id AS rightId, weight, state, reason FROM pair
     WHERE entity = ? AND left_id = ? ORDER BY right_id`,
  );
  return [...records].flatMap((id) =>
    (read.all(entity, id) as ReviewCluster['pairs']).filter(({ rightId }) => records.has(rightId)),
  );
}

function decisionsAmong(
  db: ReadDb,
  entity: string,
  records: ReadonlySet<number>,
): ReviewCluster['decisions'] {
  const find = recordFinder(db);
  return decisionsInForce(db, entity).flatMap(({ uid, kind, left, right }) => {
    const [leftId, rightId] = [find(left), find(right)];
    if (leftId === undefined || rightId === undefined) return [];
    return records.has(leftId) && records.has(rightId) ? [{ uid, kind, leftId, rightId }] : [];
  });
}
