import type { JobControl } from '../../../../shared/model/job.ts';
import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { type DbRow, rowFromTable, valueTable } from '../../db/entity-tables.ts';
import { identifier, type ReadDb } from '../../db/handles.ts';
import { type RecordRelation, relationsAmong } from '../../db/relations.ts';
import { type CutReason, clusterPairs } from '../cluster.ts';
import { type EncodedRecords, RecordEncoder } from '../encode.ts';
import { requireLastRun } from '../last-run.ts';
import type { ScoredPairs } from '../pairs.ts';
import { relationsIn } from '../relations.ts';
import { Scorer } from '../score.ts';
import { resolveDecisions, stateOf } from '../stage.ts';
import { STATISTICS_TABLE, unpackStatistics } from '../statistics.ts';
import { findCandidates } from './candidates.ts';
import { Gatherer } from './gather.ts';
import { placeOf } from './ids.ts';
import type { Plan } from './plan.ts';
import { idOf, numberOf, type Population, type Roles, rolesOf } from './roles.ts';
import { decisionNotes } from './state.ts';
import { tiesOf, touchedRecords } from './touched.ts';
import { gatherNumbers, weighCandidates } from './weigh.ts';

export type PairState = ReturnType<typeof stateOf>;

/** A row of the table of pairs; by record id, `left < right`. */
export interface PairRow {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
  readonly state: PairState;
  readonly reason: string | null;
}

/** What an incremental run found for one entity; nothing is written yet. */
export interface IncrementalMatch {
  readonly plan: Plan;
  /** Record ids of the components that were clustered again, ascending, and the cluster of each. */
  readonly recordIds: readonly number[];
  readonly clusterOf: Uint32Array;
  readonly model: MatchModel;
  readonly pairs: {
    /** Of records that are gone. */
    readonly dropped: readonly PairRow[];
    readonly found: readonly (PairRow & { readonly levels: Uint8Array })[];
    /** Pairs that another state or reason holds of now, with the state they had. */
    readonly changed: readonly (PairRow & { readonly was: PairState })[];
  };
  /** Links that merge nothing: of records that are gone, and those found. */
  readonly relations: {
    readonly dropped: readonly RecordRelation[];
    readonly found: readonly RecordRelation[];
  };
  /** Pairs of each rule that were weighed, and those no earlier rule makes. */
  readonly rulePairs: readonly number[];
  readonly ruleNewPairs: readonly number[];
  readonly decisions: readonly string[];
  readonly waiting: ReturnType<typeof resolveDecisions>['waiting'];
  readonly equal: readonly (readonly [recordId: number, representative: number])[];
}

/**
 * Matches what came, changed or went since the last run against all that is there, under the trained model and the
 * statistics of the last full run: the result is the one a full run under these would have, blocks being those of that run
 * (see {@link findCandidates}). Only blocks with a new record are looked at, only components with one are clustered.
 * @throws BlockGrew, Cancelled.
 */
export function matchIncrement(
  db: ReadDb,
  plan: Plan,
  control: JobControl,
  threads?: number,
): IncrementalMatch {
  const { model } = requireLastRun(db, plan.entity.name, 'match');
  const population = populationOf(db, plan, control);
  const statistics = unpackStatistics(
    db
      .prepare(`SELECT data FROM ${STATISTICS_TABLE} WHERE entity = ?`)
      .pluck()
      .get(plan.entity.name) as Buffer,
  );
  const gatherer = new Gatherer(plan.base, plan.identity, plan.entity, statistics);
  const roles = rolesOf(population);
  const work = workOf(plan, population, roles);
  const scored = weigh(plan, population, roles, gatherer, model, work, control, threads);
  return cluster(db, plan, population, gatherer, model, work, scored, control);
}

function populationOf(db: ReadDb, { entity, identity, ids, added }: Plan, control: JobControl): Population {
  const isLive = new Uint8Array(identity.recordIds.length);
  let k = 0;
  for (let i = 0; i < isLive.length; i++) {
    while (k < ids.length && ids[k]! < identity.recordIds[i]!) k++;
    if (ids[k] === identity.recordIds[i]) isLive[i] = 1;
  }
  const encoder = new RecordEncoder(entity);
  const read = db.prepare(`SELECT * FROM ${identifier(valueTable(entity.name))} WHERE record_id = ?`);
  added.forEach((id, done) => {
    const row = read.get(id) as DbRow;
    encoder.add(rowFromTable(entity, row), row.source_id as number);
    if (done % 2_000 > 0) return;
    control.check();
    control.progress({
      stage: 'match.encode',
      subject: entity.name,
      done,
      total: added.length,
      unit: 'records',
    });
  });
  return { identity, addedIds: added, added: encoder.finish(), isLive };
}

/** What is to be compared: by number. */
interface WorkToDo {
  readonly wanted: ReadonlySet<number>;
  /** Records of equal content, with the one that stands for them. */
  readonly equal: readonly (readonly [number, number])[];
  /** For the next run. */
  readonly standsFor: readonly (readonly [number, number])[];
}

function workOf({ state, fresh }: Plan, population: Population, { representative }: Roles): WorkToDo {
  const { recordIds, representative: first } = population.identity;
  const before = new Map(state.equal);
  const isFresh = new Set(fresh);
  const wanted = new Set<number>();
  const equal: [number, number][] = [];
  const standsFor: [number, number][] = [];
  for (const [number, now] of representative) {
    const id = idOf(population, number);
    const usual = number < recordIds.length ? recordIds[first[number]!]! : id;
    const nowId = idOf(population, now);
    if (nowId !== usual) standsFor.push([id, nowId]);
    if (!isFresh.has(id) && (before.get(id) ?? usual) === nowId) continue;
    if (now === number) wanted.add(number);
    else equal.push([now, number]);
  }
  equal.sort((a, b) => a[1] - b[1]);
  return { wanted, equal, standsFor };
}

type Weighed = {
  readonly pairs: ScoredPairs;
  readonly rulePairs: readonly number[];
  readonly ruleNewPairs: readonly number[];
};

function weigh(
  { entity, base }: Plan,
  population: Population,
  roles: Roles,
  gatherer: Gatherer,
  model: MatchModel,
  { wanted, equal }: WorkToDo,
  control: JobControl,
  threads: number | undefined,
): Weighed {
  const progress = (stage: string, done: number, total: number): void => {
    control.check();
    control.progress({ stage: `match.${stage}`, subject: entity.name, done, total, unit: 'pairs' });
  };
  progress('block', 0, wanted.size);
  const check = (): void => control.check();
  const candidates = findCandidates({ base, gatherer, population, roles, model, wanted, check });
  const heartbeat = (done: number, total: number): void => progress('weigh', done, total);
  const pairs = weighCandidates({ gatherer, population, model, candidates, equal, threads, heartbeat });
  return { pairs, rulePairs: candidates.pairs, ruleNewPairs: candidates.newPairs };
}

function cluster(
  db: ReadDb,
  plan: Plan,
  population: Population,
  gatherer: Gatherer,
  model: MatchModel,
  work: WorkToDo,
  { pairs: scored, rulePairs, ruleNewPairs }: Weighed,
  control: JobControl,
): IncrementalMatch {
  const { entity, gone, state } = plan;
  control.check();
  const { mustLink, cannotLink, waiting } = resolveDecisions(db, entity.name, (id) =>
    placeOf(plan.ids, id) < 0 ? undefined : id,
  );
  const decisions = [...decisionNotes('link', mustLink), ...decisionNotes('keep_apart', cannotLink)];
  const id = (number: number): number => idOf(population, number);
  const strong: [number, number][] = [];
  for (let p = 0; p < scored.count; p++)
    if (scored.weight[p]! >= model.thresholds.autoMerge)
      strong.push([id(scored.left[p]!), id(scored.right[p]!)]);
  const touched = touchedRecords(db, entity.name, {
    seeds: [
      ...gone,
      ...[...work.wanted].map(id),
      ...work.equal.map(([, other]) => id(other)),
      ...endsOf(changedDecisions(state.decisions, decisions)),
    ],
    ties: tiesOf([...strong, ...mustLink]),
  });
  const isGone = new Set(gone);
  const recordIds = [...touched].filter((one) => placeOf(plan.ids, one) >= 0).sort((a, b) => a - b);
  const known = storedPairs(db, entity.name, recordIds, isGone);
  const found = scoredRows(scored, model, id);
  const { records, placeOf: place } = gatherNumbers(
    gatherer,
    population,
    recordIds.map((one) => numberOf(population, one)!),
  );
  control.check();
  const clustering = clusterTouched(
    records,
    model,
    [...known, ...found],
    mustLink,
    cannotLink,
    touched,
    (one) => place(numberOf(population, one)!),
  );
  const clusterOf = Uint32Array.from(recordIds, (one) => clustering.clusterOf(one)!);
  const judged = <T extends PairRow>(row: T): T => ({ ...row, ...clustering.judge(row) });
  return {
    plan,
    recordIds,
    clusterOf,
    model,
    pairs: {
      dropped: gone.length === 0 ? [] : pairsOf(db, entity.name, gone),
      found: found.map(judged),
      changed: known
        .map((row) => ({ ...judged(row), was: row.state, because: row.reason }))
        .filter(({ state: now, reason, was, because }) => now !== was || reason !== because),
    },
    relations: {
      dropped: relationsAmong(db, entity.name, gone),
      found: relationsIn(scored.related, model, id),
    },
    rulePairs,
    ruleNewPairs,
    decisions,
    waiting,
    equal: work.standsFor,
  };
}

function changedDecisions(before: readonly string[], now: readonly string[]): string[] {
  const [then, today] = [new Set(before), new Set(now)];
  return [...before.filter((note) => !today.has(note)), ...now.filter((note) => !then.has(note))];
}

const endsOf = (notes: readonly string[]): number[] =>
  notes.flatMap((note) => note.split(' ').slice(1).map(Number));

const ROW = 'left_id AS "left", right_id AS "right", weight, state, reason';

/** Pairs of the last run between records that are still there and may come together, `left` among those given. */
function storedPairs(
  db: ReadDb,
  entity: string,
  recordIds: readonly number[],
  isGone: ReadonlySet<number>,
): PairRow[] {
  const read = db.prepare(`SELECT ${ROW} FROM pair WHERE entity = ? AND left_id = ?`);
  return recordIds
    .flatMap((id) => read.all(entity, id) as PairRow[])
    .filter(({ right }) => !isGone.has(right));
}

/** All pairs of some records. */
function pairsOf(db: ReadDb, entity: string, ids: readonly number[]): PairRow[] {
  return db
    .prepare(
      `WITH some AS MATERIALIZED (SELECT value FROM json_each(?))
       SELECT ${ROW} FROM pair WHERE entity = ? AND (left_id IN (SELECT value FROM some) OR right_id IN (SELECT value FROM some))`,
    )
    .all(JSON.stringify(ids), entity) as PairRow[];
}

function scoredRows(
  { count, left, right, weight, levels }: ScoredPairs,
  model: MatchModel,
  id: (number: number) => number,
): (PairRow & { levels: Uint8Array })[] {
  const width = model.comparisons.length;
  return Array.from({ length: count }, (_, p) => ({
    left: id(left[p]!),
    right: id(right[p]!),
    weight: weight[p]!,
    levels: levels.slice(p * width, (p + 1) * width),
    state: 'apart' as const,
    reason: null,
  }));
}

interface TouchedClusters {
  /** Undefined: the record is in none of the components. */
  clusterOf(recordId: number): number | undefined;
  judge(pair: PairRow): { state: PairState; reason: CutReason | null };
}

function clusterTouched(
  records: EncodedRecords,
  model: MatchModel,
  rows: readonly PairRow[],
  mustLink: readonly (readonly [number, number])[],
  cannotLink: readonly (readonly [number, number])[],
  touched: ReadonlySet<number>,
  place: (recordId: number) => number,
): TouchedClusters {
  const strong = rows
    .filter(({ weight }) => weight >= model.thresholds.autoMerge)
    .sort((a, b) => a.left - b.left || a.right - b.right);
  const scorer = new Scorer(records, model);
  const placed = (pairs: readonly (readonly [number, number])[]): [number, number][] =>
    pairs
      .filter(([a, b]) => touched.has(a) && touched.has(b))
      .map(([a, b]) => [place(a), place(b)] as [number, number]);
  const { clusterOf, cuts } = clusterPairs({
    records,
    model,
    pairs: {
      left: Uint32Array.from(strong, ({ left }) => place(left)),
      right: Uint32Array.from(strong, ({ right }) => place(right)),
      weight: Float32Array.from(strong, ({ weight }) => weight),
    },
    mustLink: placed(mustLink),
    cannotLink: placed(cannotLink),
    weigh: (i, j) => scorer.weigh(i, j),
  });
  const reasons = new Map(cuts.map(({ left, right, reason }) => [`${left} ${right}`, reason]));
  const of = (id: number): number | undefined => (touched.has(id) ? clusterOf[place(id)]! : undefined);
  return {
    clusterOf: of,
    judge: ({ left, right, weight }) => {
      const [a, b] = [of(left), of(right)];
      const isInside = a !== undefined && b !== undefined;
      const reason = (isInside && reasons.get(`${place(left)} ${place(right)}`)) || null;
      return { state: stateOf(isInside && a === b, weight, model, reason), reason };
    },
  };
}
