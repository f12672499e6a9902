import type { QueuedPair } from '../../../shared/contract/review.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { decisionsInForce, type PairDecision } from '../db/decisions.ts';
import { doubtOfLastRun } from '../db/doubtful-pairs.ts';
import { foldText } from '../db/fold-text.ts';
import type { ReadDb } from '../db/handles.ts';
import { slicer } from '../db/pause.ts';
import { recordFinder } from '../db/records.ts';
import { type Labeller, labeller } from './labels.ts';

export interface QueueQuery {
  readonly entity: EntityType;
  /** `telling`: of all pairs those whose answer helps most. */
  readonly state: 'review' | 'telling' | 'cut' | 'decided';
  readonly offset: number;
  readonly limit: number;
  /** Only pairs with a row of this source. */
  readonly source?: string;
  /** Only pairs whose label or keys contain this text; case and accents do not count. */
  readonly search?: string;
  /** Only pairs with a record of one of these golden records. */
  readonly goldenIds?: readonly string[];
}

export interface Queue {
  readonly pairs: QueuedPair[];
  /** Pairs of that state that ask for a person, before `offset` and `limit`. */
  readonly total: number;
  /** Decisions taken that no matching run has applied yet. */
  readonly decided: number;
  /** Decisions in force on rows that are there. */
  readonly inForce: number;
}

interface PairRow {
  left_id: number;
  right_id: number;
  weight: number;
  state: QueuedPair['state'];
  reason: string | null;
}

/** A decision with the current records it is about, the lower id first. */
interface Decided {
  readonly leftId: number;
  readonly rightId: number;
  readonly decision: PairDecision;
}

/** Pairs looked at between two turns of others. */
const BATCH = 500;

/** The pairs of the last run to ask about next, the most informative first. */
type Questions = (db: ReadDb, entity: string) => readonly { readonly left: number; readonly right: number }[];

/** Pairs that need a person, the nearest to even odds first; or those decided since the last matching run. */
export async function reviewQueue(db: ReadDb, query: QueueQuery, questions: Questions): Promise<Queue> {
  const entity = query.entity.name;
  const decided = resolveDecided(db, entity);
  const lastRun = lastRunAt(db, entity);
  const waiting = decided.filter((one) => isWaiting(db, entity, one, lastRun));
  const labels = labeller(db, query.entity);
  const figures = { decided: waiting.length, inForce: decided.length };
  if (query.state === 'decided') return { ...listDecided(db, query, waiting, labels), ...figures };
  if (query.state === 'telling') {
    const asked = lastRun === undefined ? [] : questions(db, entity);
    return { ...listTelling(db, query, asked, labels), ...figures };
  }
  const listed =
    query.source === undefined && !query.search?.trim() && query.goldenIds === undefined
      ? listAll(db, query, decided, labels)
      : await listMatching(db, query, decided, labels);
  return { ...listed, ...figures };
}

const key = (left: number, right: number): string => `${left},${right}`;

function resolveDecided(db: ReadDb, entity: string): Decided[] {
  const find = recordFinder(db);
  return decisionsInForce(db, entity).flatMap((decision) => {
    const [left, right] = [find(decision.left), find(decision.right)];
    if (left === undefined || right === undefined) return [];
    return [{ leftId: Math.min(left, right), rightId: Math.max(left, right), decision }];
  });
}

const findPair = (db: ReadDb, entity: string, { leftId, rightId }: Decided): PairRow | undefined =>
  pairOf(db, entity, leftId, rightId);

const pairOf = (db: ReadDb, entity: string, leftId: number, rightId: number): PairRow | undefined =>
  db
    .prepare(
      'SELECT left_id, right_id, weight, state, reason FROM pair WHERE entity = ? AND left_id = ? AND right_id = ?',
    )
    .get(entity, leftId, rightId) as PairRow | undefined;

/** Not applied yet: taken after the last run, or while it ran, so that its pair does not show it. */
function isWaiting(db: ReadDb, entity: string, one: Decided, lastRun: string | undefined): boolean {
  const { kind, at } = one.decision;
  if (lastRun === undefined || at > lastRun) return true;
  return findPair(db, entity, one)?.state === (kind === 'link' ? 'review' : 'merged');
}

function lastRunAt(db: ReadDb, entity: string): string | undefined {
  return db
    .prepare('SELECT at FROM match_run WHERE entity = ? ORDER BY id DESC LIMIT 1')
    .pluck()
    .get(entity) as string | undefined;
}

// The states are written out: the index holds these two only, and SQLite must see that it may be used.
const ORDERED = {
  review: "entity = ? AND state = 'review' ORDER BY abs(weight), left_id, right_id",
  cut: "entity = ? AND state = 'cut' ORDER BY abs(weight), left_id, right_id",
};

function* undecided(
  db: ReadDb,
  entity: string,
  state: 'review' | 'cut',
  decided: readonly Decided[],
): Generator<PairRow[]> {
  const skip = new Set(decided.map(({ leftId, rightId }) => key(leftId, rightId)));
  const page = db.prepare(
    `SELECT left_id, right_id, weight, state, reason FROM pair WHERE ${ORDERED[state]} LIMIT ${BATCH} OFFSET ?`,
  );
  for (let offset = 0; ; offset += BATCH) {
    const rows = page.all(entity, offset) as PairRow[];
    if (rows.length === 0) return;
    yield rows.filter((row) => !skip.has(key(row.left_id, row.right_id)));
  }
}

function listTelling(
  db: ReadDb,
  query: QueueQuery,
  asked: ReturnType<Questions>,
  labels: Labeller,
): Pick<Queue, 'pairs' | 'total'> {
  const { entity, offset, limit } = query;
  const isWanted = wantedBy(db, query, labels);
  const wanted = asked.filter(({ left, right }) => isWanted(left, right));
  const pairs = wanted.slice(offset, offset + limit).flatMap(({ left, right }) => {
    const row = pairOf(db, entity.name, left, right);
    return row === undefined ? [] : [queued(row, labels)];
  });
  return { pairs, total: wanted.length };
}

function listAll(
  db: ReadDb,
  { entity, state, offset, limit }: QueueQuery,
  decided: readonly Decided[],
  labels: Labeller,
): Pick<Queue, 'pairs' | 'total'> {
  if (state === 'decided' || state === 'telling') return { pairs: [], total: 0 };
  const inState = decided.filter((one) => findPair(db, entity.name, one)?.state === state);
  const count = doubtOfLastRun(db, entity.name)[state];
  // The decided ones among those before the window are at most so many: the window is found by counting past them.
  const skip = new Set(inState.map(({ leftId, rightId }) => key(leftId, rightId)));
  const rows = db.prepare(
    `SELECT left_id, right_id, weight, state, reason FROM pair WHERE ${ORDERED[state]} LIMIT ? OFFSET ?`,
  );
  const pairs: PairRow[] = [];
  let from = offset + decidedBefore(db, entity.name, state, inState, offset);
  while (pairs.length < limit) {
    const more = rows.all(entity.name, limit, from) as PairRow[];
    if (more.length === 0) break;
    pairs.push(...more.filter((row) => !skip.has(key(row.left_id, row.right_id))));
    from += more.length;
  }
  return { pairs: pairs.slice(0, limit).map((row) => queued(row, labels)), total: count - inState.length };
}

/** How many decided pairs stand before the undecided one number `offset`. */
function decidedBefore(
  db: ReadDb,
  entity: string,
  state: 'review' | 'cut',
  inState: readonly Decided[],
  offset: number,
): number {
  if (offset === 0 || inState.length === 0) return 0;
  const place = db
    .prepare(
      `SELECT count(*) FROM pair WHERE entity = ? AND state = '${state}' AND (abs(weight), left_id, right_id) < (?, ?, ?)`,
    )
    .pluck();
  const places = inState
    .flatMap((one) => {
      const row = findPair(db, entity, one);
      return row ? [place.get(entity, Math.abs(row.weight), row.left_id, row.right_id) as number] : [];
    })
    .sort((a, b) => a - b);
  let before = 0;
  while (before < places.length && places[before]! <= offset + before) before++;
  return before;
}

async function listMatching(
  db: ReadDb,
  query: QueueQuery,
  decided: readonly Decided[],
  labels: Labeller,
): Promise<Pick<Queue, 'pairs' | 'total'>> {
  const { entity, state, offset, limit } = query;
  if (state === 'decided' || state === 'telling') return { pairs: [], total: 0 };
  const pause = slicer();
  const isWanted = wantedBy(db, query, labels);
  const pairs: QueuedPair[] = [];
  let total = 0;
  for (const rows of undecided(db, entity.name, state, decided)) {
    for (const row of rows) {
      if (!isWanted(row.left_id, row.right_id)) continue;
      if (total >= offset && pairs.length < limit) pairs.push(queued(row, labels));
      total += 1;
    }
    await pause();
  }
  return { pairs, total };
}

/** Whether a pair is among those asked for. What costs least is looked at first. */
function wantedBy(
  db: ReadDb,
  { entity, source, search = '', goldenIds }: QueueQuery,
  labels: Labeller,
): (left: number, right: number) => boolean {
  const words = foldText(search).split(' ').filter(Boolean);
  const members = goldenIds && membersOf(db, entity.name, goldenIds);
  return (left, right) => {
    if (members && !members.has(left) && !members.has(right)) return false;
    if (source !== undefined && !labels.isOf(left, source) && !labels.isOf(right, source)) return false;
    if (words.length === 0) return true;
    const text = `${labels.searchText(left)} ${labels.searchText(right)}`;
    return words.every((word) => text.includes(word));
  };
}

function membersOf(db: ReadDb, entity: string, goldenIds: readonly string[]): Set<number> {
  const read = db.prepare('SELECT record_id FROM membership WHERE golden_id = ? AND entity = ?').pluck();
  return new Set(goldenIds.flatMap((goldenId) => read.all(goldenId, entity) as number[]));
}

function listDecided(
  db: ReadDb,
  query: QueueQuery,
  waiting: readonly Decided[],
  labels: Labeller,
): Pick<Queue, 'pairs' | 'total'> {
  const { entity, offset, limit } = query;
  const isWanted = wantedBy(db, query, labels);
  const wanted = waiting.filter(({ leftId, rightId }) => isWanted(leftId, rightId));
  // The last one first: it is the one a person may want to take back.
  const pairs = [...wanted]
    .reverse()
    .slice(offset, offset + limit)
    .map((one): QueuedPair => {
      const row = findPair(db, entity.name, one) ?? {
        left_id: one.leftId,
        right_id: one.rightId,
        weight: 0,
        state: 'apart' as const,
        reason: null,
      };
      const { uid, kind } = one.decision;
      return { ...queued(row, labels), decided: { uid, kind } };
    });
  return { pairs, total: wanted.length };
}

const queued = (row: PairRow, labels: Labeller): QueuedPair => ({
  leftId: row.left_id,
  rightId: row.right_id,
  weight: row.weight,
  state: row.state,
  reason: row.reason,
  decided: null,
  label: labels.ofPair(row.left_id, row.right_id),
});
