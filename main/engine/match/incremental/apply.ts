import type { WriteDb } from '../../db/handles.ts';
import { dropRelations, relationWriter } from '../../db/relations.ts';
import { BASE_TABLE } from './base.ts';
import type { IncrementalMatch } from './run.ts';
import { type RunState, writeState } from './state.ts';

/** Puts the pairs of an incremental run in their place, and notes what the next run goes by. Inside its transaction. */
export function applyIncrement(db: WriteDb, found: IncrementalMatch, state: RunState): void {
  const { plan, pairs } = found;
  const entity = plan.entity.name;
  const drop = db.prepare('DELETE FROM pair WHERE entity = ? AND left_id = ? AND right_id = ?');
  for (const { left, right } of pairs.dropped) drop.run(entity, left, right);
  const change = db.prepare(
    'UPDATE pair SET state = ?, reason = ? WHERE entity = ? AND left_id = ? AND right_id = ?',
  );
  for (const { state: now, reason, left, right } of pairs.changed)
    change.run(now, reason, entity, left, right);
  const insert = db.prepare('INSERT INTO pair VALUES (?, ?, ?, ?, ?, ?, ?)');
  // In the order of the key: pages are visited once.
  const sorted = [...pairs.found].sort((a, b) => a.left - b.left || a.right - b.right);
  for (const { left, right, weight, levels, state: now, reason } of sorted)
    insert.run(entity, left, right, weight, levels, now, reason);
  dropRelations(db, entity, plan.gone);
  found.relations.found.forEach(relationWriter(db, entity, 'in_use'));
  writeState(db, BASE_TABLE, entity, state);
}
