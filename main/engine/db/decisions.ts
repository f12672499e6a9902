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
  const rows = db
    .prepare(
      `SELECT * FROM decision WHERE entity = ? AND kind IN ('link', 'keep_apart')
       AND uid NOT IN (SELECT reverts FROM decision WHERE reverts IS NOT NULL) ORDER BY id`,
    )
    .all(entity) as DecisionRow[];
  const byPair = new Map<string, PairDecision>();
  for (const row of rows) {
    const pair = [`${row.left_source}\u0000${row.left_key}`, `${row.right_source}\u0000${row.right_key}`]
      .sort()
      .join('\u0001');
    byPair.delete(pair);
    byPair.set(pair, toDecision(row));
  }
  return [...byPair.values()];
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
