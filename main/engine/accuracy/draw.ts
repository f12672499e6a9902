import { UserError } from '../../../shared/model/errors.ts';
import type { Thresholds } from '../../../shared/model/match-model.ts';
import type { ReadDb } from '../db/handles.ts';
import { slicer } from '../db/pause.ts';
import { allocate } from './allocate.ts';
import { seededHash, seededRandom } from './random.ts';
import { type LastRun, requireLastRun } from './run.ts';
import {
  type Band,
  bandEdges,
  bandOf,
  type DrawnState,
  isMerged,
  joinBands,
  STATES,
  type Stratum,
} from './strata.ts';

/** A pair of records drawn, by their ids of the moment. */
export interface DrawnPair {
  readonly leftId: number;
  readonly rightId: number;
  readonly weight: number | null;
  readonly stratum: number;
}

export interface Draw {
  readonly run: LastRun;
  readonly strata: readonly Stratum[];
  /** In the order in which they are shown. */
  readonly pairs: readonly DrawnPair[];
}

interface Candidate {
  readonly place: number;
  readonly leftId: number;
  readonly rightId: number;
  readonly weight: number | null;
}

/** Rows read between two turns of others. */
const PAGE = 4_000;
/** A matching run may end while its pairs are read; then they are read again. */
const ATTEMPTS = 3;

/**
 * Draws a stratified random sample of the pairs of the last run: those it kept, and those that stand in one golden record
 * by way of other pairs alone. In each stratum the pairs with the smallest seeded hash are taken, which is simple
 * random sampling without replacement and needs neither the pairs in memory nor their order (bottom-k; Cohen and
 * Kaplan, 2007).
 * @throws UserError `match.not_run`, `accuracy.no_pairs`, `accuracy.busy`.
 */
export async function drawSample(db: ReadDb, entity: string, size: number, seed: number): Promise<Draw> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const run = requireLastRun(db, entity, 'accuracy.start');
    const bands = await readBands(db, entity, run.thresholds, size, seed);
    if (requireLastRun(db, entity, 'accuracy.start').id !== run.id) continue;
    if (bands.length === 0) throw noPairs(entity);
    return choose(run, bands, size, seed);
  }
  throw busy(entity);
}

function choose(run: LastRun, bands: readonly Band<Candidate>[], size: number, seed: number): Draw {
  const edges = bandEdges(run.thresholds);
  const joined = joinBands(bands, size);
  const counts = allocate(joined, size);
  const strata = joined.map(({ state, first, last, size: pairs }, i): Stratum => {
    const hasWeight = state !== 'through';
    return {
      state,
      from: hasWeight ? (edges[first - 1] ?? null) : null,
      to: hasWeight ? (edges[last] ?? null) : null,
      size: pairs,
      drawn: counts[i]!,
    };
  });
  const pairs = joined.flatMap(({ chosen }, stratum) =>
    [...chosen]
      .sort((a, b) => a.place - b.place)
      .slice(0, counts[stratum])
      .map(({ leftId, rightId, weight }) => ({ leftId, rightId, weight, stratum })),
  );
  return { run, strata, pairs: shuffled(pairs, counts, seed) };
}

/**
 * The strata mixed so that nobody can guess which one comes next, and each spread over the whole order: whoever stops
 * half-way has labelled some of all.
 */
function shuffled(pairs: readonly DrawnPair[], counts: readonly number[], seed: number): DrawnPair[] {
  const random = seededRandom(seed);
  const seen = counts.map(() => 0);
  return pairs
    .map((pair) => {
      const nth = seen[pair.stratum]!++;
      return { pair, place: (nth + random()) / counts[pair.stratum]! };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ pair }) => pair);
}

/** Gathers the pairs of one band: how many, what the model expects of them, and the `most` smallest hashes. */
class Gatherer {
  size = 0;
  private expected = 0;
  private kept: Candidate[] = [];
  private limit = Number.POSITIVE_INFINITY;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  add(candidate: Candidate, probability: number): void {
    this.size += 1;
    this.expected += probability;
    if (candidate.place >= this.limit) return;
    this.kept.push(candidate);
    if (this.kept.length >= this.most * 4) this.chosen();
  }

  get probability(): number {
    return this.expected / this.size;
  }

  chosen(): readonly Candidate[] {
    this.kept = this.kept.sort((a, b) => a.place - b.place).slice(0, this.most);
    if (this.kept.length === this.most) this.limit = this.kept.at(-1)!.place;
    return this.kept;
  }
}

/** What the model gives for a pair of one state; guards and chains know more than its weight. */
function probabilityOf(state: DrawnState, weight: number | null): number {
  if (state === 'cut') return 0.5;
  if (weight === null) return 0.9;
  return 1 / (1 + 2 ** -weight);
}

async function readBands(
  db: ReadDb,
  entity: string,
  thresholds: Thresholds,
  size: number,
  seed: number,
): Promise<Band<Candidate>[]> {
  const edges = bandEdges(thresholds);
  const gathered = new Map<DrawnState, Gatherer[]>(
    STATES.map((state) => [state, Array.from({ length: edges.length + 1 }, () => new Gatherer(size))]),
  );
  const add = (leftId: number, rightId: number, weight: number | null, state: DrawnState) => {
    const place = seededHash(seed, leftId, rightId);
    const band = weight === null ? 0 : bandOf(edges, weight);
    gathered.get(state)![band]!.add({ place, leftId, rightId, weight }, probabilityOf(state, weight));
  };
  await readKept(db, entity, add);
  await readThrough(db, entity, (leftId, rightId) => add(leftId, rightId, null, 'through'));
  return STATES.flatMap((state) =>
    gathered.get(state)!.flatMap((one, band): Band<Candidate>[] => {
      if (one.size === 0) return [];
      const { probability } = one;
      return [
        {
          state,
          merged: isMerged(state),
          first: band,
          last: band,
          size: one.size,
          probability,
          chosen: one.chosen(),
        },
      ];
    }),
  );
}

/** Every pair the run kept, in pages: a statement that stays open would hold up what others write. */
async function readKept(
  db: ReadDb,
  entity: string,
  add: (leftId: number, rightId: number, weight: number, state: DrawnState) => void,
): Promise<void> {
  const pause = slicer();
  const page = db
    .prepare(
      `SELECT left_id, right_id, weight, state FROM pair WHERE entity = ? AND (left_id, right_id) > (?, ?)
       ORDER BY left_id, right_id LIMIT ${PAGE}`,
    )
    .raw();
  let last: readonly [number, number] = [-1, -1];
  for (;;) {
    const rows = page.all(entity, ...last) as [number, number, number, DrawnState][];
    for (const row of rows) add(...row);
    const end = rows.at(-1);
    if (!end) return;
    last = [end[0], end[1]];
    await pause();
  }
}

/** Pairs of one golden record that no kept pair joins: chains and decisions brought them together. */
async function readThrough(
  db: ReadDb,
  entity: string,
  add: (leftId: number, rightId: number) => void,
): Promise<void> {
  const pause = slicer();
  const page = db
    .prepare(
      `SELECT golden_id, record_id FROM membership WHERE golden_id > ? AND entity = ?
       ORDER BY golden_id, record_id LIMIT ${PAGE}`,
    )
    .raw();
  const isKept = db.prepare('SELECT 1 FROM pair WHERE entity = ? AND left_id = ? AND right_id = ?');
  const among = async (members: readonly number[]) => {
    for (const [i, left] of members.entries()) {
      for (const right of members.slice(i + 1)) {
        if (isKept.get(entity, left, right) === undefined) add(left, right);
      }
      await pause();
    }
  };
  const rest = db.prepare('SELECT record_id FROM membership WHERE golden_id = ? ORDER BY record_id').pluck();
  let last = '';
  for (;;) {
    const rows = page.all(last, entity) as [string, number][];
    const end = rows.at(-1);
    if (!end) return;
    const groups = new Map<string, number[]>();
    for (const [goldenId, id] of rows) {
      const members = groups.get(goldenId);
      if (members) members.push(id);
      else groups.set(goldenId, [id]);
    }
    // The page may end within the last golden record.
    groups.set(end[0], rest.all(end[0]) as number[]);
    for (const members of groups.values()) if (members.length > 1) await among(members);
    last = end[0];
  }
}

const noPairs = (entity: string): UserError =>
  new UserError({
    operation: 'accuracy.start',
    code: 'accuracy.no_pairs',
    message: `The last matching of “${entity}” kept no pair: there is nothing to label.`,
    next: 'Look at the blocking rules: no two records were alike enough to be compared.',
    where: { entity },
  });

const busy = (entity: string): UserError =>
  new UserError({
    operation: 'accuracy.start',
    code: 'accuracy.busy',
    message: 'Matching runs kept changing the pairs while the sample was drawn. No sample was made.',
    next: 'Wait for the end of the matching, then draw the sample again.',
    where: { entity },
  });
