import type { ReadDb } from '../engine/db/handles.ts';
import { entitiesWithModel } from '../engine/match/model/in-force.ts';
import { type Call, text, WrongUse } from './command.ts';

/** `--entity`, or the only one that has a model. */
export function entityOf(call: Call, db: ReadDb): string {
  const named = text(call, 'entity');
  if (named !== undefined) return named;
  const [only, ...others] = entitiesWithModel(db);
  if (only !== undefined && others.length === 0) return only;
  throw new WrongUse(only === undefined ? '--entity' : `--entity (${[only, ...others].join(', ')})`);
}
