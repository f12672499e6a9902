import type { EntityType } from '../../../shared/model/canonical.ts';
import type { JobControl } from '../../../shared/model/job.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { decisionsInForce, type PairDecision } from '../db/decisions.ts';
import {
  type DbRow,
  isMatched,
  replaceTable,
  rowFromTable,
  staged,
  stagedIndex,
  tableExists,
  valueTable,
} from '../db/entity-tables.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { identifier, transact } from '../db/handles.ts';
import { recordFinder } from '../db/records.ts';
import {
  createStagedRelations,
  indexStagedRelations,
  relationWriter,
  switchRelations,
} from '../db/relations.ts';
import { currentModel, currentSetting } from '../db/settings.ts';
import { type EncodedRecords, RecordEncoder } from './encode.ts';
import { countWeights, type WeightCounts } from './histogram.ts';
import { BASE_TABLE, createBaseTable, keepBase } from './incremental/base.ts';
import { basedOn, decisionNotes, writeState } from './incremental/state.ts';
import { type MatchResult, matchRecords, matchTemplate } from './match.ts';
import { requireSound } from './model/validate.ts';
import { countByKind, relationsIn } from './relations.ts';
import { packStatistics, STATISTICS_TABLE, statisticsOf } from './statistics.ts';
import type { Training } from './training/train.ts';

/** Rows written in one transaction: about 100 ms. */
const BATCH = 20_000;

/** What matching found for one entity, before golden ids are given. */
export interface EntityMatch {
  readonly entity: string;
  /** Record id of each encoded record. */
  readonly recordIds: readonly number[];
  readonly clusterOf: Uint32Array;
  readonly model: MatchModel;
  readonly stats: MatchStats;
  readonly weights: WeightCounts;
  readonly history: Training['history'];
  /** What training started from. */
  readonly start: MatchModel;
}

/** What is kept of a run with its model, as JSON. */
export interface KeptStats extends MatchStats {
  readonly weights: WeightCounts;
  /** Rounds of training. */
  readonly history: Training['history'];
  /** The model before training: the template's or the chosen one. Absent: kept before this was. */
  readonly start?: MatchModel;
}

export interface MatchStats {
  readonly records: number;
  readonly clusters: number;
  readonly pairs: number;
  readonly merged: number;
  readonly review: number;
  readonly cut: number;
  /** Pairs that are linked, not merged, by kind of lookalike. Absent: of a run of an earlier build. */
  readonly related?: Readonly<Record<string, number>>;
  readonly largestCluster: number;
  readonly rules: MatchResult['rules'];
  readonly training: Omit<Training, 'history'>;
  /** Decisions on rows that are no longer there, or no longer of this entity: kept, and listed. */
  readonly decisionsWaiting: readonly PairDecision[];
  readonly remarks: readonly string[];
}

/**
 * Stage "match": blocks, compares and clusters the records of every matched entity; candidate pairs go to the staging
 * table `staging_pair`. The switch-over is the caller's, together with the golden ids.
 */
export function matchEntities(db: WriteDb, control: JobControl): EntityMatch[] {
  transact(db, () => {
    db.exec(
      `CREATE TABLE ${staged('pair')} (entity TEXT NOT NULL, left_id INTEGER NOT NULL, right_id INTEGER NOT NULL, weight REAL NOT NULL,
         levels BLOB NOT NULL, state TEXT NOT NULL, reason TEXT, PRIMARY KEY (entity, left_id, right_id)) STRICT, WITHOUT ROWID`,
    );
    db.exec(`CREATE TABLE ${staged(STATISTICS_TABLE)} (entity TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT`);
    createStagedRelations(db);
  });
  createBaseTable(db);
  const matches = matchedEntities(db).map((entity) => matchEntity(db, entity, control));
  transact(db, () => {
    indexPairs(db);
    indexStagedRelations(db);
  });
  return matches;
}

/** Entities that have records to match. */
export const matchedEntities = (db: ReadDb): EntityType[] =>
  currentModel(db).model.entities.filter(
    (entity) => isMatched(entity) && tableExists(db, valueTable(entity.name)),
  );

/** Puts what a full run wrote in the place of what there was. Inside the switch-over transaction. */
export function switchMatch(db: WriteDb): void {
  for (const table of ['pair', STATISTICS_TABLE, BASE_TABLE]) replaceTable(db, table);
  switchRelations(db);
}

/** For the review queue, the pairs nearest to even odds; for the thresholds, all pairs by weight. */
function indexPairs(db: WriteDb): void {
  db.exec(
    `CREATE INDEX ${stagedIndex(db, 'pair_doubt')} ON ${staged('pair')}(entity, state, abs(weight))
     WHERE state = 'review' OR state = 'cut';
     CREATE INDEX ${stagedIndex(db, 'pair_weight')} ON ${staged('pair')}(entity, weight);`,
  );
  // For questions: the weakest pairs that hold golden records together.
  db.exec(
    `CREATE INDEX ${stagedIndex(db, 'pair_weak')} ON ${staged('pair')}(entity, weight)
     WHERE state = 'merged' AND weight < 12`,
  );
}

function matchEntity(db: WriteDb, entity: EntityType, control: JobControl): EntityMatch {
  // A model chosen while this runs is for the next run.
  const goesBy = basedOn(db, entity);
  const chosen = currentSetting(db, 'match', entity.name);
  if (chosen !== undefined) requireSound(chosen, entity, 'match');
  const { records, recordIds } = encode(db, entity, control);
  const indexOf = new Map(recordIds.map((id, index) => [id, index]));
  const { mustLink, cannotLink, waiting } = resolveDecisions(db, entity.name, (id) => indexOf.get(id));
  const matchModel = chosen ?? matchTemplate(entity, records, () => control.check());
  const result = matchRecords(records, matchModel, {
    mustLink,
    cannotLink,
    cancelled: () => {
      control.check();
      return false;
    },
    progress: (stage, done, total) =>
      control.progress({ stage: `match.${stage}`, subject: entity.name, done, total, unit: 'pairs' }),
  });
  control.check();
  const { history, ...training } = result.training;
  const tally = writePairs(db, entity.name, result, recordIds, control);
  const related = writeRelations(db, entity.name, result, recordIds, control);
  db.prepare(`INSERT INTO ${staged(STATISTICS_TABLE)} VALUES (?, ?)`).run(
    entity.name,
    packStatistics(statisticsOf(records, result.model)),
  );
  keepBase(db, records, recordIds, result.model, result.keys, () => control.check());
  const sizes = sizesOf(result.clusterOf);
  const ids = (pairs: readonly (readonly [number, number])[]) =>
    pairs.map(([left, right]) => [recordIds[left]!, recordIds[right]!] as const);
  transact(db, () =>
    writeState(db, staged(BASE_TABLE), entity.name, {
      basedOn: goesBy,
      records: recordIds.length,
      changed: 0,
      fullRunAt: new Date().toISOString(),
      decisions: [...decisionNotes('link', ids(mustLink)), ...decisionNotes('keep_apart', ids(cannotLink))],
      sizes,
      equal: [],
    }),
  );
  return {
    entity: entity.name,
    recordIds,
    clusterOf: result.clusterOf,
    model: result.model,
    weights: countWeights(result.pairs.weight),
    history,
    start: matchModel,
    stats: {
      records: recordIds.length,
      clusters: sizes.reduce((sum, [, clusters]) => sum + clusters, 0),
      largestCluster: sizes.reduce((most, [size]) => Math.max(most, size), 0),
      pairs: result.pairs.count,
      ...tally,
      related,
      rules: result.rules,
      training,
      decisionsWaiting: waiting,
      remarks: result.remarks,
    },
  };
}

/** The records of an entity in typed arrays, in the order of their ids. */
export function encode(
  db: ReadDb,
  entity: EntityType,
  control: JobControl,
): { records: EncodedRecords; recordIds: number[] } {
  const table = identifier(valueTable(entity.name));
  const total = db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const encoder = new RecordEncoder(entity);
  const recordIds: number[] = [];
  for (const row of db
    .prepare(`SELECT * FROM ${table} ORDER BY record_id`)
    .iterate() as IterableIterator<DbRow>) {
    encoder.add(rowFromTable(entity, row), row.source_id as number);
    recordIds.push(row.record_id as number);
    if (recordIds.length % 5_000 === 0) {
      control.check();
      control.progress({
        stage: 'match.encode',
        subject: entity.name,
        done: recordIds.length,
        total,
        unit: 'records',
      });
    }
  }
  return { records: encoder.finish(), recordIds };
}

/**
 * Stewards' decisions as pairs of record numbers, by the number `numberOf` gives a record id. Those on rows that are gone
 * wait: they hold again when the rows return.
 */
export function resolveDecisions(
  db: ReadDb,
  entity: string,
  numberOf: (recordId: number) => number | undefined,
): { mustLink: [number, number][]; cannotLink: [number, number][]; waiting: PairDecision[] } {
  const find = recordFinder(db);
  const index = (row: PairDecision['left']) => {
    const id = find(row);
    return id === undefined ? undefined : numberOf(id);
  };
  const mustLink: [number, number][] = [];
  const cannotLink: [number, number][] = [];
  const waiting: PairDecision[] = [];
  for (const decision of decisionsInForce(db, entity)) {
    const left = index(decision.left);
    const right = index(decision.right);
    if (left === undefined || right === undefined) waiting.push(decision);
    else if (decision.kind === 'link') mustLink.push([left, right]);
    else cannotLink.push([left, right]);
  }
  return { mustLink, cannotLink, waiting };
}

/** Number of clusters by size, ascending. */
export function sizesOf(clusterOf: Uint32Array): [size: number, clusters: number][] {
  const members = new Map<number, number>();
  for (const cluster of clusterOf) members.set(cluster, (members.get(cluster) ?? 0) + 1);
  const sizes = new Map<number, number>();
  for (const size of members.values()) sizes.set(size, (sizes.get(size) ?? 0) + 1);
  return [...sizes].sort(([a], [b]) => a - b);
}

/** Writes the scored pairs; says of each whether it ended in one cluster, awaits review, or was cut and why. */
function writePairs(
  db: WriteDb,
  entity: string,
  { pairs, clusterOf, cuts, model }: MatchResult,
  recordIds: readonly number[],
  control: JobControl,
): { merged: number; review: number; cut: number } {
  const insert = db.prepare(`INSERT INTO ${staged('pair')} VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const reasons = new Map(cuts.map(({ left, right, reason }) => [`${left},${right}`, reason]));
  const tally = { merged: 0, review: 0, cut: 0 };
  const width = model.comparisons.length;
  const order = pairOrder(pairs, recordIds);
  for (let start = 0; start < pairs.count; start += BATCH) {
    control.check();
    const end = Math.min(start + BATCH, pairs.count);
    transact(db, () => {
      for (let k = start; k < end; k++) {
        const i = order[k]!;
        const left = pairs.left[i]!;
        const right = pairs.right[i]!;
        const weight = pairs.weight[i]!;
        const reason = reasons.get(`${left},${right}`) ?? null;
        const state = stateOf(clusterOf[left] === clusterOf[right], weight, model, reason);
        if (state !== 'apart') tally[state] += 1;
        const levels = pairs.levels.subarray(i * width, i * width + width);
        const [a, b] = [recordIds[left]!, recordIds[right]!];
        insert.run(entity, Math.min(a, b), Math.max(a, b), weight, levels, state, reason);
      }
    });
    control.progress({ stage: 'match.write', subject: entity, done: end, total: pairs.count, unit: 'pairs' });
  }
  return tally;
}

/** Writes the links that merge nothing; tells how many there are of each kind. */
function writeRelations(
  db: WriteDb,
  entity: string,
  { pairs, model }: MatchResult,
  recordIds: readonly number[],
  control: JobControl,
): Record<string, number> {
  const write = relationWriter(db, entity, 'staged');
  const relations = relationsIn(pairs.related, model, (number) => recordIds[number]!);
  const total = relations.length;
  for (let start = 0; start < total; start += BATCH) {
    control.check();
    transact(db, () => relations.slice(start, start + BATCH).forEach(write));
    const done = Math.min(start + BATCH, total);
    control.progress({ stage: 'match.write', subject: entity, done, total, unit: 'pairs' });
  }
  return countByKind(relations);
}

/** Pairs in the order of their key: appending to a sorted tree is several times faster than random inserts. */
function pairOrder(pairs: MatchResult['pairs'], recordIds: readonly number[]): Uint32Array {
  const order = Uint32Array.from({ length: pairs.count }, (_, i) => i);
  const low = (i: number) => Math.min(recordIds[pairs.left[i]!]!, recordIds[pairs.right[i]!]!);
  const high = (i: number) => Math.max(recordIds[pairs.left[i]!]!, recordIds[pairs.right[i]!]!);
  return order.sort((a, b) => low(a) - low(b) || high(a) - high(b));
}

export function stateOf(
  together: boolean,
  weight: number,
  { thresholds }: MatchModel,
  reason: string | null,
): 'merged' | 'review' | 'cut' | 'apart' {
  if (together) return 'merged';
  if (reason !== null || weight >= thresholds.autoMerge) return 'cut';
  return weight >= thresholds.review ? 'review' : 'apart';
}
