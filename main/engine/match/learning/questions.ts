import type { ReadDb } from '../../db/handles.ts';
import { requireLastRun } from '../last-run.ts';
import { mostInformative } from './choose.ts';
import { decidedPairs, groups, PAIR_COLUMNS, type StoredPair } from './decided-pairs.ts';
import { doubtsOf, type JudgedPair } from './doubts.ts';

/** Pairs looked at of each state, the most doubtful first. */
const LOOKED_AT = { review: 500, cut: 200, merged: 300 } as const;
/** Questions proposed at a time: answers change what is worth asking next. */
const MOST_QUESTIONS = 50;

// The conditions are written as the partial indexes of the table are, so that SQLite sees that it may use them.
const MOST_DOUBTFUL = {
  review: "state = 'review' ORDER BY abs(weight), left_id, right_id",
  cut: "state = 'cut' ORDER BY abs(weight), left_id, right_id",
  merged: "state = 'merged' AND weight < 12 AND weight >= 0 ORDER BY weight, left_id, right_id",
} as const;

/**
 * The pairs of the last run to ask about next, the most informative first; what is decided is left out.
 * Some 100 ms, however many pairs there are. Deterministic for a seed.
 * @throws UserError `match.not_run`.
 */
export function nextQuestions(
  db: ReadDb,
  entity: string,
  { count = MOST_QUESTIONS, seed = 1 }: { readonly count?: number; readonly seed?: number } = {},
): JudgedPair[] {
  const run = requireLastRun(db, entity, 'review.queue');
  const { pairs: decided } = decidedPairs(db, entity, run);
  const known = new Set(decided.map(({ left, right }) => `${left},${right}`));
  const isOpen = ({ left, right }: JudgedPair): boolean => !known.has(`${left},${right}`);
  const groupOf = groups(db, entity);
  const between = (['review', 'cut'] as const).flatMap((state) => doubtful(db, entity, state)).filter(isOpen);
  const weak = doubtful(db, entity, 'merged');
  const doubts = doubtsOf([...between, ...withinGroups(db, entity, weak, groupOf)], {
    of: (record) => groupOf(record).id,
    size: (record) => groupOf(record).size,
  });
  const askedOf = new Set(weak.map(({ left, right }) => `${left},${right}`));
  const asked = doubts.filter(
    ({ pair }) => isOpen(pair) && (pair.state !== 'merged' || askedOf.has(`${pair.left},${pair.right}`)),
  );
  const answered = decided.filter(({ isApplied }) => !isApplied);
  return mostInformative(asked, answered, Math.min(count, MOST_QUESTIONS), seed).map(({ pair }) => pair);
}

function doubtful(db: ReadDb, entity: string, state: keyof typeof MOST_DOUBTFUL): JudgedPair[] {
  const rows = db
    .prepare(
      `SELECT ${PAIR_COLUMNS} FROM pair WHERE entity = ? AND ${MOST_DOUBTFUL[state]} LIMIT ${LOOKED_AT[state]}`,
    )
    .all(entity) as StoredPair[];
  return rows.map(judged);
}

const judged = ({ left_id, right_id, weight, levels, state }: StoredPair): JudgedPair => ({
  left: left_id,
  right: right_id,
  weight,
  levels,
  state,
});

/** All pairs that hold together the golden records of some pairs. */
function withinGroups(
  db: ReadDb,
  entity: string,
  weak: readonly JudgedPair[],
  groupOf: ReturnType<typeof groups>,
): JudgedPair[] {
  const members = db.prepare('SELECT record_id FROM membership WHERE golden_id = ? AND entity = ?').pluck();
  const pairsOf = db.prepare(
    `SELECT ${PAIR_COLUMNS} FROM pair WHERE entity = ? AND left_id = ? AND state = 'merged'`,
  );
  const ids = new Set(weak.map(({ left }) => groupOf(left).id));
  return [...ids].flatMap((id) =>
    (members.all(id, entity) as number[]).flatMap((record) =>
      (pairsOf.all(entity, record) as StoredPair[]).map(judged),
    ),
  );
}
