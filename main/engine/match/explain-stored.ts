import type { EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { type DbRow, rowFromTable, tableExists, valueTable } from '../db/entity-tables.ts';
import { identifier, type ReadDb } from '../db/handles.ts';
import { notFound } from '../db/procedure.ts';
import { PairExplainer, type PairExplanation } from './explain.ts';
import type { LastRun } from './last-run.ts';
import { encodeAmong, type MatchStatistics, STATISTICS_TABLE, unpackStatistics } from './statistics.ts';

interface Kept {
  readonly entity: string;
  readonly runId: number;
  readonly statistics: MatchStatistics;
}

/** Those of the run asked about last: a few megabytes on a million records. */
const kept = new WeakMap<ReadDb, Kept>();

/**
 * Why a pair weighs what it weighs under the model of the last run, from the two records and the statistics kept with
 * the run: a few milliseconds, however many records there are.
 * @throws UserError `record.unknown`; `match.no_statistics` after a run of an earlier build.
 */
export function explainStoredPair(
  db: ReadDb,
  entity: EntityType,
  run: LastRun,
  leftId: number,
  rightId: number,
): PairExplanation {
  const explained = explainerAmong(db, entity, run, [leftId, rightId])(leftId, rightId);
  if (explained !== undefined) return explained;
  const hasLeft = explainerAmong(db, entity, run, [leftId])(leftId, leftId) !== undefined;
  throw notFound('match.explain', 'record', hasLeft ? rightId : leftId);
}

/**
 * The same for several pairs of a few records, read and encoded once; undefined for a record that is not there.
 * @throws UserError `match.no_statistics`.
 */
export function explainerAmong(
  db: ReadDb,
  entity: EntityType,
  run: LastRun,
  recordIds: readonly number[],
): (leftId: number, rightId: number) => PairExplanation | undefined {
  const read = db.prepare(`SELECT * FROM ${identifier(valueTable(entity.name))} WHERE record_id = ?`);
  const rows = [...new Set(recordIds)]
    .map((id) => read.get(id) as DbRow | undefined)
    .filter((row) => row !== undefined);
  const indexOf = new Map(rows.map(({ record_id: id }, index) => [id as number, index]));
  const records = encodeAmong(
    entity,
    rows.map((row) => rowFromTable(entity, row)),
    statisticsOfRun(db, entity.name, run.id),
  );
  const explainer = new PairExplainer(records, run.model);
  return (leftId, rightId) => {
    const [left, right] = [indexOf.get(leftId), indexOf.get(rightId)];
    return left === undefined || right === undefined ? undefined : explainer.explain(left, right);
  };
}

function statisticsOfRun(db: ReadDb, entity: string, runId: number): MatchStatistics {
  const known = kept.get(db);
  if (known?.entity === entity && known.runId === runId) return known.statistics;
  const packed = tableExists(db, STATISTICS_TABLE)
    ? (db.prepare(`SELECT data FROM ${STATISTICS_TABLE} WHERE entity = ?`).pluck().get(entity) as
        | Buffer
        | undefined)
    : undefined;
  if (packed === undefined) throw withoutStatistics(entity);
  const statistics = unpackStatistics(packed);
  kept.set(db, { entity, runId, statistics });
  return statistics;
}

const withoutStatistics = (entity: string): UserError =>
  new UserError({
    operation: 'match.explain',
    code: 'match.no_statistics',
    message: `The last matching of “${entity}” kept nothing to explain its weights by.`,
    next: 'Run the matching again.',
    where: { entity },
  });
