import { decisionsInForce } from '../../db/decisions.ts';
import type { ReadDb } from '../../db/handles.ts';
import { recordFinder } from '../../db/records.ts';
import type { LastRun } from '../last-run.ts';
import type { JudgedPair } from './doubts.ts';
import type { DecidedPair } from './labelled.ts';

/** A decided pair with its records, the lower id first. */
export interface DecidedRecords extends DecidedPair {
  readonly left: number;
  readonly right: number;
  /** The last run has applied the decision: its state is the one that the weight alone would have given it. */
  readonly isApplied: boolean;
}

export interface DecidedPairs {
  readonly pairs: readonly DecidedRecords[];
  /** Decisions on rows that are gone, or on pairs that the last run did not weigh. */
  readonly unknown: number;
}

/** A row of the table `pair`. */
export interface StoredPair {
  readonly left_id: number;
  readonly right_id: number;
  readonly weight: number;
  readonly levels: Buffer;
  readonly state: JudgedPair['state'];
}

/** Columns of a {@link StoredPair}. */
export const PAIR_COLUMNS = 'left_id, right_id, weight, levels, state';

/** The decisions in force on pairs that the last run weighed, as it left them. */
export function decidedPairs(db: ReadDb, entity: string, run: LastRun): DecidedPairs {
  const find = recordFinder(db);
  const read = db.prepare(
    `SELECT ${PAIR_COLUMNS} FROM pair WHERE entity = ? AND left_id = ? AND right_id = ?`,
  );
  const groupOf = groups(db, entity);
  const decisions = decisionsInForce(db, entity);
  const pairs = decisions.flatMap(({ kind, at, left, right }): DecidedRecords[] => {
    const [a, b] = [find(left), find(right)];
    if (a === undefined || b === undefined) return [];
    const stored = read.get(entity, Math.min(a, b), Math.max(a, b)) as StoredPair | undefined;
    if (stored === undefined) return [];
    const isApplied = at <= run.at;
    const [one, other] = [groupOf(a), groupOf(b)];
    const changes = one.id === other.id ? one.size - 1 : one.size * other.size;
    return [
      {
        left: stored.left_id,
        right: stored.right_id,
        isMatch: kind === 'link',
        weight: stored.weight,
        levels: stored.levels,
        state: isApplied ? stateBy(stored.weight, run) : stored.state,
        changes: Math.max(1, changes),
        isApplied,
      },
    ];
  });
  return { pairs, unknown: decisions.length - pairs.length };
}

function stateBy(weight: number, { model }: LastRun): DecidedPair['state'] {
  const { autoMerge, review } = model.thresholds;
  if (weight >= autoMerge) return 'merged';
  return weight >= review ? 'review' : 'apart';
}

/** The golden record a record is in, and how many records it has; what is asked for twice is read once. */
export function groups(
  db: ReadDb,
  entity: string,
): (record: number) => { readonly id: string; readonly size: number } {
  const idOf = db.prepare('SELECT golden_id FROM membership WHERE record_id = ? AND entity = ?').pluck();
  const count = db.prepare('SELECT count(*) FROM membership WHERE golden_id = ? AND entity = ?').pluck();
  const sizes = new Map<string, number>();
  return (record) => {
    const id = (idOf.get(record, entity) as string | undefined) ?? `record ${record}`;
    const size = sizes.get(id) ?? Math.max(1, count.get(id, entity) as number);
    sizes.set(id, size);
    return { id, size };
  };
}
