import type { MatchModel, Thresholds } from '../../../shared/model/match-model.ts';
import type { ReadDb } from '../db/handles.ts';
import { slicer } from '../db/pause.ts';

/** Stored pairs by weight, in steps of 1/{@link STEPS} bit. */
interface Weights {
  readonly runId: number;
  readonly counts: Uint32Array;
}

/** Pairs that given thresholds put together by themselves, and leave to a person. */
export interface Caught {
  readonly merged: number;
  readonly review: number;
}

export interface Histogram {
  /** Bins of one bit, without gaps, from the lightest pair to the heaviest. */
  readonly bins: { readonly from: number; readonly pairs: number }[];
  readonly thresholds: Thresholds;
  readonly now: Caught;
  readonly proposed: Caught;
}

/** Thresholds are compared at a hundredth of a bit: finer than anybody chooses them. */
const STEPS = 100;
/** Weights beyond these are counted at them. */
const LEAST = -100;
const MOST = 200;
const BATCH = 5_000;

const weights = new WeakMap<ReadDb, Map<string, Weights>>();

/** The pairs of the last run by weight, and what thresholds would catch: those in force, and `proposed`. */
export async function weightHistogram(
  db: ReadDb,
  entity: string,
  run: { readonly id: number; readonly model: MatchModel },
  proposed: Partial<Thresholds>,
): Promise<Histogram> {
  const { counts } = await weightsOf(db, entity, run.id);
  const { thresholds } = run.model;
  return {
    bins: binsOf(counts),
    thresholds,
    now: caughtBy(counts, thresholds),
    proposed: caughtBy(counts, { ...thresholds, ...proposed }),
  };
}

/** Counted once per run, giving way to others: a million pairs take about half a second. */
async function weightsOf(db: ReadDb, entity: string, runId: number): Promise<Weights> {
  const known = weights.get(db)?.get(entity);
  if (known?.runId === runId) return known;
  const counts = new Uint32Array((MOST - LEAST) * STEPS + 1);
  const pause = slicer();
  const page = db
    .prepare(
      `SELECT left_id, right_id, weight FROM pair WHERE entity = ? AND (left_id, right_id) > (?, ?)
       ORDER BY left_id, right_id LIMIT ${BATCH}`,
    )
    .raw();
  for (let last = [-1, -1]; ; ) {
    const rows = page.all(entity, ...last) as [number, number, number][];
    for (const [, , weight] of rows) counts[stepOf(weight)]!++;
    if (rows.length < BATCH) break;
    last = rows.at(-1)!.slice(0, 2);
    await pause();
  }
  const found = { runId, counts };
  const ofProject = weights.get(db) ?? new Map<string, Weights>();
  weights.set(db, ofProject.set(entity, found));
  return found;
}

const stepOf = (weight: number): number =>
  Math.floor((Math.min(MOST, Math.max(LEAST, weight)) - LEAST) * STEPS + 1e-6);

function caughtBy(counts: Uint32Array, { autoMerge, review }: Thresholds): Caught {
  const merge = stepOf(autoMerge);
  const doubt = stepOf(review);
  let merged = 0;
  let reviewed = 0;
  for (let step = doubt; step < merge; step++) reviewed += counts[step]!;
  for (let step = merge; step < counts.length; step++) merged += counts[step]!;
  return { merged, review: reviewed };
}

function binsOf(counts: Uint32Array): Histogram['bins'] {
  const bins: { from: number; pairs: number }[] = [];
  for (let from = LEAST; from < MOST; from++) {
    const start = (from - LEAST) * STEPS;
    let pairs = 0;
    for (let step = start; step < start + STEPS; step++) pairs += counts[step]!;
    bins.push({ from, pairs });
  }
  const first = bins.findIndex(({ pairs }) => pairs > 0);
  const last = bins.findLastIndex(({ pairs }) => pairs > 0);
  return first < 0 ? [] : bins.slice(first, last + 1);
}
