import type { JobControl } from '../../../shared/model/job.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { assignGoldenIds, type GoldenIdAssignment } from './golden-id.ts';
import { earlierIds, type IdentityCounts, idGiver, othersOf } from './identities.ts';

/** Clusters that were made again, and what is no more; by record id. */
export interface TouchedClustering {
  readonly entity: string;
  readonly recordIds: readonly number[];
  readonly clusterOf: Uint32Array;
  readonly gone: readonly number[];
  /** Clusters of the entity, those that were not made again included. */
  readonly clusters: number;
}

/** What becomes of golden ids; nothing is written yet. */
export interface IdentityChanges {
  readonly entity: string;
  readonly gone: readonly number[];
  /** Records with another golden id than in the last run, or their first one. */
  readonly members: readonly (readonly [recordId: number, goldenId: string])[];
  /** Of these, the ones whose row had another golden id before, or none. */
  readonly history: readonly (readonly [recordId: number, goldenId: string])[];
  readonly events: GoldenIdAssignment['events'];
  readonly counts: IdentityCounts;
}

/**
 * Golden ids of clusters that were made again. Whoever may claim an id one of their records ever had takes part, so that
 * the outcome is that of all clusters together (see golden-id.ts).
 */
export function touchedIdentities(
  db: ReadDb,
  touched: TouchedClustering,
  control: JobControl,
): IdentityChanges {
  const { entity, gone, clusters } = touched;
  const contest = new Contest(db, touched);
  const { recordIds, clusterOf, count } = contest.all(control);
  const earlier = earlierIds(db, recordIds, () => control.check());
  const { idOf, events, counts } = assignGoldenIds({
    clusterOf,
    recordIds,
    previous: (id) => earlier.previous.get(id),
    retired: earlier.retired,
    ...idGiver(db, entity),
  });
  const goldenOf = db.prepare('SELECT golden_id FROM membership WHERE record_id = ?').pluck();
  const given = recordIds.map((id, k) => [id, idOf.get(clusterOf[k]!)!] as const);
  return {
    entity,
    gone,
    members: given.filter(([id, goldenId]) => goldenOf.get(id) !== goldenId),
    history: given.filter(([id, goldenId]) => earlier.previous.get(id) !== goldenId),
    events,
    counts: { ...counts, unchanged: counts.unchanged + clusters - count },
  };
}

/** Collects the clusters that may claim an id. */
class Contest {
  private readonly db: ReadDb;
  private readonly entity: string;
  private readonly recordIds: number[];
  private readonly clusterOf: number[];
  private readonly isIn: Set<number>;
  private readonly isGone: ReadonlySet<number>;
  private readonly members;
  private readonly rowsOf;
  private readonly idsOf;
  private readonly recordsOf = new Map<number, ReturnType<ReadDb['prepare']>>();
  private count: number;

  constructor(db: ReadDb, { entity, recordIds, clusterOf, gone }: TouchedClustering) {
    this.db = db;
    this.entity = entity;
    this.recordIds = [...recordIds];
    this.clusterOf = [...clusterOf];
    this.isIn = new Set(recordIds);
    this.isGone = new Set(gone);
    this.count = 1 + clusterOf.reduce((most, cluster) => Math.max(most, cluster), -1);
    this.members = db.prepare('SELECT record_id FROM membership WHERE golden_id = ? AND entity = ?').pluck();
    this.rowsOf = db.prepare('SELECT source_id, key FROM golden_history WHERE golden_id = ?').raw();
    this.idsOf = db
      .prepare(
        `SELECT h.golden_id FROM record r JOIN golden_history h ON h.source_id = r.source_id AND h.key = r.key WHERE r.id = ?`,
      )
      .pluck();
  }

  all(control: JobControl): { recordIds: number[]; clusterOf: Uint32Array; count: number } {
    const seen = new Set<string>();
    // Clusters found on the way are gone through, too.
    for (let k = 0; k < this.recordIds.length; k++) {
      if (k % 1000 === 0) control.check();
      for (const goldenId of this.idsOf.all(this.recordIds[k]!) as string[]) {
        if (seen.has(goldenId)) continue;
        seen.add(goldenId);
        this.addClaimants(goldenId);
      }
    }
    return {
      recordIds: this.recordIds,
      clusterOf: Uint32Array.from(this.clusterOf),
      count: new Set(this.clusterOf).size,
    };
  }

  /** Clusters that have the id, or a record whose row once had it. */
  private addClaimants(goldenId: string): void {
    this.addCluster(this.members.all(goldenId, this.entity) as number[]);
    for (const [source, key] of this.rowsOf.all(goldenId) as [number, string][]) {
      const row = this.recordOf(source).get(key) as { id: number; golden_id: string } | undefined;
      if (row && !this.isIn.has(row.id))
        this.addCluster(this.members.all(row.golden_id, this.entity) as number[]);
    }
  }

  private addCluster(members: readonly number[]): void {
    const others = members.filter((id) => !this.isIn.has(id) && !this.isGone.has(id));
    if (others.length === 0) return;
    for (const id of others) {
      this.isIn.add(id);
      this.recordIds.push(id);
      this.clusterOf.push(this.count);
    }
    this.count += 1;
  }

  /** The index on keys is one per source, and only used where the source stands in the statement itself. */
  private recordOf(source: number): ReturnType<ReadDb['prepare']> {
    const known = this.recordsOf.get(source);
    if (known) return known;
    const statement = this.db.prepare(
      `SELECT r.id, m.golden_id FROM record r JOIN membership m ON m.record_id = r.id
       WHERE r.source_id = ${Math.trunc(source)} AND r.key = ?`,
    );
    this.recordsOf.set(source, statement);
    return statement;
  }
}

/** Writes what {@link touchedIdentities} found. Inside the transaction of the run. */
export function applyIdentities(db: WriteDb, runId: number, changes: IdentityChanges): void {
  const { entity, gone, members, history, events } = changes;
  const drop = db.prepare('DELETE FROM membership WHERE record_id = ?');
  for (const id of gone) drop.run(id);
  const put = db.prepare('INSERT OR REPLACE INTO membership VALUES (?, ?, ?)');
  for (const [id, goldenId] of members) put.run(id, entity, goldenId);
  const note = db.prepare(
    'INSERT OR REPLACE INTO golden_history SELECT source_id, key, ?, ? FROM record WHERE id = ?',
  );
  for (const [id, goldenId] of history) note.run(runId, goldenId, id);
  const tell = db.prepare(
    'INSERT INTO golden_event (run_id, entity, golden_id, event, other_ids) VALUES (?, ?, ?, ?, ?)',
  );
  for (const event of events)
    tell.run(runId, entity, event.goldenId, event.event, JSON.stringify(othersOf(event)));
}
