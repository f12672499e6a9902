import type { MatchModel, Thresholds } from '../../../../shared/model/match-model.ts';
import type { ReadDb } from '../../db/handles.ts';
import { slicer } from '../../db/pause.ts';
import { requireLastRun } from '../last-run.ts';
import { type Moved, shiftOf } from './adjustment.ts';
import { decidedPairs, PAIR_COLUMNS, type StoredPair } from './decided-pairs.ts';
import { anchorsOf, labelOf } from './labelled.ts';
import { type Learning, refine } from './refine.ts';

/** A level of a comparison before and after learning. Bits: log2 m/u. */
export interface LearnedLevel {
  readonly name: string;
  readonly u: number;
  readonly before: number;
  readonly after: number;
  readonly bitsBefore: number;
  readonly bitsAfter: number;
}

/** A pair on another side of a threshold after learning. Bits. */
export interface ChangedPair {
  readonly leftId: number;
  readonly rightId: number;
  readonly before: number;
  readonly after: number;
}

export interface Caught {
  readonly merge: number;
  readonly review: number;
}

/** What decisions teach, beside the model of the last run; nothing is saved. */
export interface Lesson {
  readonly entity: string;
  readonly learning: Learning;
  /** Decisions on rows that are gone, or on pairs that the last run did not weigh: nothing is learned from them. */
  readonly unknown: number;
  readonly thresholds: Thresholds;
  readonly comparisons: readonly { readonly name: string; readonly levels: readonly LearnedLevel[] }[];
  /** Weighed pairs from the merge threshold on, and from the review threshold up to it. */
  readonly counts: { readonly before: Caught; readonly after: Caught };
  /** Those that change sides, the largest change first: at most as many as asked for. */
  readonly changes: readonly ChangedPair[];
  readonly changed: number;
  /** To be saved as a version; null where nothing was learned. */
  readonly model: MatchModel | null;
}

/** Pairs nobody decided on that are taken along, and how many decisions they count for together. */
const ANCHORS = 300;
const ANCHOR_WEIGHT = 100;
/** Pairs read at a time. */
const BATCH = 5_000;

/**
 * What the stewards' decisions in force teach the model of the last run: its levels before and after, and the pairs that would
 * be judged otherwise. Thresholds, prior and lookalikes stay.
 * @throws UserError `match.not_run`.
 */
export async function learnFromDecisions(db: ReadDb, entity: string, mostChanges: number): Promise<Lesson> {
  const run = requireLastRun(db, entity, 'review.learn');
  const { pairs: decided, unknown } = decidedPairs(db, entity, run);
  const anchors = await sampled(db, entity, run.stats.pairs);
  const { learning, model, moved } = await refine(
    run.model,
    decided.map(labelOf),
    anchorsOf(anchors, ANCHOR_WEIGHT),
  );
  const consequences = await compare(db, entity, moved, run.model.thresholds);
  return {
    entity,
    learning,
    unknown,
    thresholds: run.model.thresholds,
    comparisons: run.model.comparisons.map(({ name, levels }, c) => ({
      name,
      levels: levels.map((level, k) => {
        const after = model.comparisons[c]!.levels[k]!.m;
        const bits = (m: number): number => Math.log2(Math.max(1e-9, m) / Math.max(1e-9, level.u));
        return {
          name: level.name,
          u: level.u,
          before: level.m,
          after,
          bitsBefore: bits(level.m),
          bitsAfter: bits(after),
        };
      }),
    })),
    counts: consequences.counts,
    changed: consequences.changes.length,
    changes: consequences.changes
      .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || a.leftId - b.leftId)
      .slice(0, mostChanges),
    model: learning.learned ? model : null,
  };
}

/** All weighed pairs in the order of their records, some at a time; others get their turn in between. */
async function* storedPairs(db: ReadDb, entity: string): AsyncGenerator<StoredPair[]> {
  const pause = slicer();
  const page = db.prepare(
    `SELECT ${PAIR_COLUMNS} FROM pair WHERE entity = ? AND (left_id, right_id) > (?, ?)
     ORDER BY left_id, right_id LIMIT ${BATCH}`,
  );
  let last: Pick<StoredPair, 'left_id' | 'right_id'> = { left_id: -1, right_id: -1 };
  for (;;) {
    const rows = page.all(entity, last.left_id, last.right_id) as StoredPair[];
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)!;
    await pause();
  }
}

async function sampled(db: ReadDb, entity: string, pairs: number): Promise<StoredPair[]> {
  const step = Math.max(1, Math.ceil(pairs / ANCHORS));
  const found: StoredPair[] = [];
  let at = 0;
  for await (const rows of storedPairs(db, entity)) {
    for (const row of rows) if (at++ % step === 0) found.push(row);
  }
  return found;
}

/** The pairs of the last run under the model before and after. */
async function compare(
  db: ReadDb,
  entity: string,
  moved: Moved,
  thresholds: Thresholds,
): Promise<{ counts: Lesson['counts']; changes: ChangedPair[] }> {
  const sideOf = (weight: number): 'merge' | 'review' | null =>
    weight >= thresholds.autoMerge ? 'merge' : weight >= thresholds.review ? 'review' : null;
  const counts = { before: { merge: 0, review: 0 }, after: { merge: 0, review: 0 } };
  const changes: ChangedPair[] = [];
  for await (const rows of storedPairs(db, entity)) {
    for (const { left_id, right_id, weight, levels } of rows) {
      const after = weight + shiftOf(moved, levels) / Math.LN2;
      const [one, other] = [sideOf(weight), sideOf(after)];
      if (one !== null) counts.before[one] += 1;
      if (other !== null) counts.after[other] += 1;
      if (one !== other) changes.push({ leftId: left_id, rightId: right_id, before: weight, after });
    }
  }
  return { counts, changes };
}
