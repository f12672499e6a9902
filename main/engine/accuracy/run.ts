import { UserError } from '../../../shared/model/errors.ts';
import type { Thresholds } from '../../../shared/model/match-model.ts';
import type { ReadDb } from '../db/handles.ts';

/** The matching run in force, as far as it is measured. */
export interface LastRun {
  readonly id: number;
  readonly at: string;
  readonly thresholds: Thresholds;
  /** Pairs it kept. */
  readonly pairs: number;
}

/** @throws UserError `match.not_run`. */
export function requireLastRun(db: ReadDb, entity: string, operation: string): LastRun {
  const row = db
    .prepare(
      `SELECT id, at, model ->> '$.thresholds.autoMerge' AS autoMerge, model ->> '$.thresholds.review' AS review,
         stats ->> '$.pairs' AS pairs FROM match_run WHERE entity = ? ORDER BY id DESC LIMIT 1`,
    )
    .get(entity) as { id: number; at: string; autoMerge: number; review: number; pairs: number } | undefined;
  if (row) {
    const { id, at, autoMerge, review, pairs } = row;
    return { id, at, thresholds: { autoMerge, review }, pairs };
  }
  throw new UserError({
    operation,
    code: 'match.not_run',
    message: `“${entity}” has not been matched yet.`,
    next: 'Run the matching first.',
    where: { entity },
  });
}
