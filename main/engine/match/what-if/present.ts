import type { PresentFigures } from '../../../../shared/contract/what-if.ts';
import { decisionsInForce, type PairDecision } from '../../db/decisions.ts';
import type { ReadDb } from '../../db/handles.ts';
import { recordFinder } from '../../db/records.ts';
import { stageVersion } from '../../db/settings.ts';
import { lastModel, requireLastRun } from '../last-run.ts';
import { countAgreement } from './compute.ts';
import { isOlderThanData } from './scenario-store.ts';

/** The figures of the golden records of now, as those of a scenario. Null: nothing has been matched. */
export function presentFigures(db: ReadDb, entity: string): PresentFigures | null {
  if (lastModel(db, entity) === undefined) return null;
  const { at, model, stats } = requireLastRun(db, entity, 'whatIf.list');
  const { records, clusters, largestCluster, merged, review, cut } = stats;
  const { sharedContactLimit, maxClusterSize } = model.guards;
  const weightOf = storedWeights(db, entity);
  const weights = (kind: PairDecision['kind']) =>
    decisionsInForce(db, entity)
      .filter((decision) => decision.kind === kind)
      .flatMap((decision) => weightOf(decision) ?? []);
  return {
    at,
    thresholds: model.thresholds,
    guards: { sharedContactLimit, maxClusterSize },
    figures: {
      records,
      clusters,
      largest: largestCluster,
      merged,
      review,
      cut,
      decisions: countAgreement(weights('link'), weights('keep_apart'), model.thresholds),
    },
    isOutOfDate: isOlderThanData(db, stageVersion(db, 'match')),
  };
}

/** Weight of the pair of a decision in the last run; a pair that was not kept weighs less than any; undefined: a row is gone. */
function storedWeights(db: ReadDb, entity: string): (decision: PairDecision) => number | undefined {
  const find = recordFinder(db);
  const read = db
    .prepare('SELECT weight FROM pair WHERE entity = ? AND left_id = ? AND right_id = ?')
    .pluck();
  return ({ left, right }) => {
    const [a, b] = [find(left), find(right)];
    if (a === undefined || b === undefined) return undefined;
    return (
      (read.get(entity, Math.min(a, b), Math.max(a, b)) as number | undefined) ?? Number.NEGATIVE_INFINITY
    );
  };
}
