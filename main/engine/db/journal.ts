import { createHash } from 'node:crypto';
import type { ReadDb, WriteDb } from './handles.ts';

/**
 * The audit journal, beneath all capabilities: append-only, written in the transaction of the change it tells, each
 * entry carrying the hash of the one before, so that a change, a removal or a reordering shows.
 */
export interface JournalEntry {
  /** Who: the named local profile, or `cli:<user>`. */
  readonly actor: string;
  /** What, e.g. `source.import`, `mapping.change`, `decision.link`, `export.run`. */
  readonly action: string;
  /** On what, e.g. `source:crm`. No personal value. */
  readonly subject: string;
  /** Before and after. No personal value in clear: identifiers, counts, hashes. */
  readonly payload: Readonly<Record<string, unknown>>;
}

interface AuditRow {
  sequence: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  payload: string;
  previous_hash: string;
  hash: string;
}

const hashOf = (row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        row.sequence,
        row.at,
        row.actor,
        row.action,
        row.subject,
        row.payload,
        row.previous_hash,
      ]),
    )
    .digest('hex');

/**
 * Appends one entry. Must be called inside the transaction of the change itself.
 * @throws TypeError outside a transaction: an entry without its change, or the reverse, would be a lie.
 */
export function writeJournal(db: WriteDb, entry: JournalEntry): void {
  if (!db.inTransaction) throw new TypeError(`journal entry ${entry.action} outside a transaction`);
  const last = db.prepare('SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1').get() as
    | { sequence: number; hash: string }
    | undefined;
  const row = {
    sequence: (last?.sequence ?? 0) + 1,
    at: new Date().toISOString(),
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    payload: JSON.stringify(entry.payload),
    previous_hash: last?.hash ?? '',
  };
  db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    row.sequence,
    row.at,
    row.actor,
    row.action,
    row.subject,
    row.payload,
    row.previous_hash,
    hashOf(row),
  );
}

/** The first entry that does not fit the chain, with the reason, or undefined when the whole chain holds. */
export function verifyJournal(db: ReadDb): { sequence: number; reason: string } | undefined {
  let previous = '';
  let expected = 1;
  for (const row of db
    .prepare('SELECT * FROM audit ORDER BY sequence')
    .iterate() as IterableIterator<AuditRow>) {
    if (row.sequence !== expected) return { sequence: expected, reason: 'entry missing' };
    if (row.previous_hash !== previous)
      return { sequence: row.sequence, reason: 'does not follow the entry before it' };
    if (hashOf(row) !== row.hash) return { sequence: row.sequence, reason: 'content changed' };
    previous = row.hash;
    expected += 1;
  }
  return undefined;
}
