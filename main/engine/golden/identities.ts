import type { JobControl } from '../../../shared/model/job.ts';
import { staged } from '../db/entity-tables.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { transact } from '../db/handles.ts';
import { assignGoldenIds, type GoldenIdAssignment, type GoldenIdInput, newGoldenId } from './golden-id.ts';

/** Clusters of one entity, by record number. */
export interface Clustering {
  readonly entity: string;
  readonly recordIds: readonly number[];
  readonly clusterOf: Uint32Array;
}

export type IdentityCounts = GoldenIdAssignment['counts'];

/** Rows written in one transaction: about 100 ms. */
const BATCH = 20_000;
/** Looking up the history of one record costs about as much as going through that of so many. */
const LOOK_UP = 10;

/** The staging tables into which memberships, events and history of a match run are written before they count. */
export function createIdentityTables(db: WriteDb, runId: number): void {
  transact(db, () => {
    db.exec(
      `CREATE TABLE ${staged('membership')} (record_id INTEGER PRIMARY KEY, entity TEXT NOT NULL, golden_id TEXT NOT NULL) STRICT`,
    );
    db.exec(
      `CREATE TABLE ${staged('golden_event')} (entity TEXT, golden_id TEXT, event TEXT, other_ids TEXT) STRICT`,
    );
    db.exec(`CREATE TABLE ${staged('golden_history')} (source_id INTEGER, key TEXT, golden_id TEXT) STRICT`);
    db.exec(`CREATE INDEX membership_golden_${runId + 1} ON ${staged('membership')}(golden_id)`);
  });
}

/**
 * Gives every cluster its golden id, stable from run to run (see golden-id.ts), and stages what changes. A row's earlier
 * ids are found by its source and key, so that they outlive re-imports.
 */
export function stageIdentities(db: WriteDb, clustering: Clustering, control: JobControl): IdentityCounts {
  const earlier = earlierIds(db, clustering.recordIds, () => control.check());
  const assignment = assignGoldenIds({
    clusterOf: clustering.clusterOf,
    recordIds: clustering.recordIds,
    previous: (id) => earlier.previous.get(id),
    retired: earlier.retired,
    ...idGiver(db, clustering.entity),
  });
  stageMembership(db, clustering, assignment, earlier.previous, control);
  stageEvents(db, clustering.entity, assignment);
  return assignment.counts;
}

/** New golden ids, seeded by the entity alone: the same files give the same ids in any project. */
export function idGiver(db: ReadDb, entity: string): Required<Pick<GoldenIdInput, 'newId' | 'isTaken'>> {
  const keyOf = db.prepare(
    'SELECT s.name AS source, r.key FROM record r JOIN source s ON s.id = r.source_id WHERE r.id = ?',
  );
  const taken = db.prepare('SELECT 1 FROM golden_history WHERE golden_id = ? LIMIT 1');
  return {
    newId: (first, attempt) => {
      const { source, key } = keyOf.get(first) as { source: string; key: string };
      return newGoldenId(entity, source, key, attempt);
    },
    isTaken: (id) => taken.get(id) !== undefined,
  };
}

/** Other ids an event tells of. */
export const othersOf = (event: GoldenIdAssignment['events'][number]): readonly string[] =>
  event.event === 'merged' ? event.absorbed : event.event === 'created' ? [] : event.from;

interface EarlierIds {
  readonly previous: Map<number, string>;
  readonly retired: Map<number, string[]>;
}

/** Golden ids that the rows of some records had, last and before, latest first. `check` is called now and then. */
export function earlierIds(db: ReadDb, recordIds: readonly number[], check: () => void): EarlierIds {
  const previous = new Map<number, string>();
  const retired = new Map<number, string[]>();
  const records = db.prepare('SELECT coalesce(max(id), 0) FROM record').pluck().get() as number;
  const had = recordIds.length * LOOK_UP > records ? historyOfMany : historyOfFew;
  let seen = 0;
  for (const [id, goldenId] of had(db, recordIds)) {
    if (++seen % BATCH === 0) check();
    if (!previous.has(id)) previous.set(id, goldenId);
    else if (retired.has(id)) retired.get(id)!.push(goldenId);
    else retired.set(id, [goldenId]);
  }
  return { previous, retired };
}

/** A record and a golden id of its row, those of one record latest first. */
type HadId = readonly [recordId: number, goldenId: string];

function* historyOfFew(db: ReadDb, recordIds: readonly number[]): Generator<HadId> {
  const history = db
    .prepare(
      `SELECT h.golden_id FROM record r JOIN golden_history h ON h.source_id = r.source_id AND h.key = r.key
       WHERE r.id = ? ORDER BY h.run_id DESC`,
    )
    .pluck();
  for (const id of recordIds) for (const goldenId of history.all(id) as string[]) yield [id, goldenId];
}

/**
 * The index on keys and the history are both in the order of the keys: going through them side by side is ten times faster
 * than looking up a million records. The index is one per source, and only used when the source stands in the statement.
 */
function* historyOfMany(db: ReadDb, recordIds: readonly number[]): Generator<HadId> {
  const wanted = new Set(recordIds);
  for (const id of db.prepare('SELECT id FROM source').pluck().all() as number[]) {
    const source = Math.trunc(id);
    const rows = db
      .prepare(
        `SELECT r.id, h.golden_id FROM golden_history h JOIN record r ON r.key = h.key
         WHERE h.source_id = ${source} AND r.source_id = ${source} ORDER BY h.key, h.run_id DESC`,
      )
      .raw()
      .iterate() as IterableIterator<[number, string]>;
    for (const row of rows) if (wanted.has(row[0])) yield row;
  }
}

function stageMembership(
  db: WriteDb,
  { entity, recordIds, clusterOf }: Clustering,
  { idOf }: GoldenIdAssignment,
  previous: ReadonlyMap<number, string>,
  control: JobControl,
): void {
  const member = db.prepare(`INSERT INTO ${staged('membership')} VALUES (?, ?, ?)`);
  const history = db.prepare(
    `INSERT INTO ${staged('golden_history')} SELECT source_id, key, ? FROM record WHERE id = ?`,
  );
  for (let start = 0; start < recordIds.length; start += BATCH) {
    control.check();
    const end = Math.min(start + BATCH, recordIds.length);
    transact(db, () => {
      for (let i = start; i < end; i++) {
        const goldenId = idOf.get(clusterOf[i]!)!;
        member.run(recordIds[i], entity, goldenId);
        if (previous.get(recordIds[i]!) !== goldenId) history.run(goldenId, recordIds[i]);
      }
    });
    control.progress({
      stage: 'match.identify',
      subject: entity,
      done: end,
      total: recordIds.length,
      unit: 'records',
    });
  }
}

function stageEvents(db: WriteDb, entity: string, { events }: GoldenIdAssignment): void {
  const insert = db.prepare(`INSERT INTO ${staged('golden_event')} VALUES (?, ?, ?, ?)`);
  transact(db, () => {
    for (const event of events)
      insert.run(entity, event.goldenId, event.event, JSON.stringify(othersOf(event)));
  });
}

/** Moves the staged events and history to their places. Inside the switch-over transaction. */
export function switchIdentities(db: WriteDb, runId: number): void {
  db.prepare(
    `INSERT INTO golden_event (run_id, entity, golden_id, event, other_ids)
     SELECT ?, entity, golden_id, event, other_ids FROM ${staged('golden_event')}`,
  ).run(runId);
  db.prepare(
    `INSERT OR REPLACE INTO golden_history SELECT source_id, key, ?, golden_id FROM ${staged('golden_history')}`,
  ).run(runId);
  db.exec(`DROP TABLE ${staged('golden_event')}; DROP TABLE ${staged('golden_history')}`);
}
