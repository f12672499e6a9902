import { UserError } from '../../../shared/model/errors.ts';
import type { Thresholds } from '../../../shared/model/match-model.ts';
import { transact, type WriteDb } from '../db/handles.ts';
import { currentSetting, saveSetting } from '../db/settings.ts';
import { requireLastRun } from './last-run.ts';

/** Beyond these weights nothing is doubtful. In bits. */
const LIMIT = 200;

/**
 * Keeps new thresholds as a version of the match model: the one that was chosen, else that of the last run. They apply
 * from the next matching on.
 * @throws UserError `match.thresholds`, `match.not_run`.
 */
export function saveThresholds(db: WriteDb, entity: string, thresholds: Thresholds, actor: string): void {
  requireThresholds('match.saveThresholds', thresholds);
  const { autoMerge, review } = thresholds;
  const model =
    currentSetting(db, 'match', entity) ?? requireLastRun(db, entity, 'match.saveThresholds').model;
  transact(db, () =>
    saveSetting(
      db,
      'match',
      entity,
      { ...model, thresholds: { autoMerge, review } },
      actor,
      'match.saveThresholds',
    ),
  );
}

/** @throws UserError `match.thresholds`. */
export function requireThresholds(operation: string, thresholds: Thresholds): void {
  const { autoMerge, review } = thresholds;
  const inRange = [autoMerge, review].every((bits) => Number.isFinite(bits) && Math.abs(bits) <= LIMIT);
  if (!inRange || review > autoMerge) throw impossible(operation, thresholds);
}

const impossible = (operation: string, { autoMerge, review }: Thresholds): UserError =>
  new UserError({
    operation,
    code: 'match.thresholds',
    message: `Pairs cannot be merged from ${autoMerge} bits and reviewed from ${review} bits on. Nothing was changed.`,
    next: 'Choose a review threshold that is not above the merge threshold.',
    where: { autoMerge, review },
  });
