import { randomUUID } from 'node:crypto';
import type { ReadDb, WriteDb } from './handles.ts';
import { transact } from './handles.ts';
import { writeJournal } from './journal.ts';
import { touchData } from './settings.ts';

/** A source row by what does not change from import to import. */
export interface RowKey {
  readonly source: string;
  readonly key: string;
}

/** link: these two are one person in every later run; keep_apart: they never are. */
export type PairDecisionKind = 'link' | 'keep_apart';

export interface PairDecision {
  readonly uid: string;
  readonly kind: PairDecisionKind;
  readonly entity: string;
  readonly left: RowKey;
  readonly right: RowKey;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
}

interface DecisionRow {
  uid: string;
  kind: string;
  entity: string;
  left_source: string;
  left_key: string;
  right_source: string;
  right_key: string;
  actor: string;
  reason: string;
  at: string;
}

const toDecision = (row: DecisionRow): PairDecision => ({
  uid: row.uid,
  kind: row.kind as PairDecisionKind,
  entity: row.entity,
  left: { source: row.left_source, key: row.left_key },
  right: { source: row.right_source, key: row.right_key },
  actor: row.actor,
  reason: row.reason,
  at: row.at,
});

/**
 * Decisions on pairs that hold: not reverted, and not followed by another decision on the same two rows (whichever way
 * round). In the order in which they were taken.
 */
export function decisionsInForce(db: ReadDb, entity: string): PairDecision[] {
  return [...lastOfEachPair(notReverted(db, entity)).values()];
}

/** A decision to link that held and no longer does, and what ended it. */
export interface EndedLink extends PairDecision {
  readonly ended: { readonly how: 'reverted' | 'kept_apart'; readonly actor: string; readonly at: string };
}

/** Decisions to link that were reverted, or followed by one to keep the same two rows apart. */
export function endedLinks(db: ReadDb, entity: string): EndedLink[] {
  const reverted = db
    .prepare(
      `SELECT d.*, r.actor AS ended_actor, r.at AS ended_at FROM decision d JOIN decision r ON r.reverts = d.uid
       WHERE d.entity = ? AND d.kind = 'link' ORDER BY d.id`,
    )
    .all(entity) as (DecisionRow & { ended_actor: string; ended_at: string })[];
  const rows = notReverted(db, entity);
  const last = lastOfEachPair(rows);
  return [
    ...reverted.map((row) => ({
      ...toDecision(row),
      ended: { how: 'reverted', actor: row.ended_actor, at: row.ended_at } as const,
    })),
    ...rows.map(toDecision).flatMap((decision) => {
      const now = last.get(pairOf(decision));
      if (decision.kind !== 'link' || now?.kind !== 'keep_apart') return [];
      return [{ ...decision, ended: { how: 'kept_apart', actor: now.actor, at: now.at } as const }];
    }),
  ];
}

/** Names the two rows of a decision, whichever way round they stand. */
export const pairOf = ({ left, right }: Pick<PairDecision, 'left' | 'right'>): string =>
  [left, right]
    .map(({ source, key }) => `${source}\u0000${key}`)
    .sort()
    .join('\u0001');

const notReverted = (db: ReadDb, entity: string): DecisionRow[] =>
  db
    .prepare(
      `SELECT * FROM decision WHERE entity = ? AND kind IN ('link', 'keep_apart')
       AND uid NOT IN (SELECT reverts FROM decision WHERE reverts IS NOT NULL) ORDER BY id`,
    )
    .all(entity) as DecisionRow[];

function lastOfEachPair(rows: readonly DecisionRow[]): Map<string, PairDecision> {
  const byPair = new Map<string, PairDecision>();
  for (const row of rows) {
    const decision = toDecision(row);
    const pair = pairOf(decision);
    byPair.delete(pair);
    byPair.set(pair, decision);
  }
  return byPair;
}

/** Takes a decision; it applies from the next matching on. Returns its uid. */
export function decidePair(
  db: WriteDb,
  decision: { kind: PairDecisionKind; entity: string; left: RowKey; right: RowKey; reason?: string },
  actor: string,
): string {
  const uid = randomUUID();
  transact(db, () => {
    db.prepare(
      `INSERT INTO decision (uid, kind, entity, left_source, left_key, right_source, right_key, actor, reason, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      uid,
      decision.kind,
      decision.entity,
      decision.left.source,
      decision.left.key,
      decision.right.source,
      decision.right.key,
      actor,
      decision.reason ?? '',
      new Date().toISOString(),
    );
    writeJournal(db, {
      actor,
      action: `decision.${decision.kind}`,
      subject: `decision:${uid}`,
      payload: { entity: decision.entity },
    });
    touchData(db, 'decisions');
  });
  return uid;
}

/** Undoes a decision by a new one that compensates it; nothing is deleted. */
export function revertDecision(db: WriteDb, uid: string, actor: string): string {
  const compensating = randomUUID();
  transact(db, () => {
    db.prepare(
      `INSERT INTO decision (uid, kind, entity, actor, at, reverts)
       SELECT ?, 'revert', entity, ?, ?, uid FROM decision WHERE uid = ?`,
    ).run(compensating, actor, new Date().toISOString(), uid);
    writeJournal(db, {
      actor,
      action: 'decision.revert',
      subject: `decision:${uid}`,
      payload: { by: compensating },
    });
    touchData(db, 'decisions');
  });
  return compensating;
}
