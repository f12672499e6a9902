import { UserError } from '../../../shared/model/errors.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import type { ReadDb } from '../db/handles.ts';
import type { KeptStats } from './stage.ts';

export interface LastRun {
  readonly id: number;
  readonly at: string;
  /** With the trained probabilities. */
  readonly model: MatchModel;
  readonly stats: KeptStats;
}

/** What the last matching of an entity went by; undefined: there was none. */
export function lastModel(db: ReadDb, entity: string): Pick<LastRun, 'at' | 'model'> | undefined {
  const row = db
    .prepare('SELECT at, model FROM match_run WHERE entity = ? ORDER BY id DESC LIMIT 1')
    .get(entity) as { at: string; model: string } | undefined;
  return row && { at: row.at, model: JSON.parse(row.model) as MatchModel };
}

/** @throws UserError `match.not_run`. */
export function requireLastRun(db: ReadDb, entity: string, operation: string): LastRun {
  const row = db
    .prepare('SELECT id, at, model, stats FROM match_run WHERE entity = ? ORDER BY id DESC LIMIT 1')
    .get(entity) as { id: number; at: string; model: string; stats: string } | undefined;
  if (row)
    return { ...row, model: JSON.parse(row.model) as MatchModel, stats: JSON.parse(row.stats) as KeptStats };
  throw new UserError({
    operation,
    code: 'match.not_run',
    message: `“${entity}” has not been matched yet.`,
    next: 'Run the matching first.',
    where: { entity },
  });
}
