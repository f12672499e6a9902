import { randomUUID } from 'node:crypto';
import type { AccuracySample, Answer } from '../../../shared/contract/accuracy.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { RowKey } from '../db/decisions.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { transact } from '../db/handles.ts';
import { writeJournal } from '../db/journal.ts';
import { notFound } from '../db/procedure.ts';
import type { Draw } from './draw.ts';
import type { Stratum } from './strata.ts';

/** A sample as it is kept. */
export interface StoredSample {
  readonly id: number;
  readonly uid: string;
  readonly entity: string;
  readonly seed: number;
  readonly asked: number;
  readonly runId: number;
  readonly runAt: string;
  readonly strata: readonly Stratum[];
  readonly actor: string;
  readonly at: string;
}

/** A pair of a sample, by what does not change from import to import. */
export interface SamplePair {
  readonly id: number;
  readonly stratum: number;
  /** Of being drawn. */
  readonly probability: number;
  /** When it was drawn; null: it had none. */
  readonly weight: number | null;
  readonly left: RowKey;
  readonly right: RowKey;
}

/** An answer in force. */
export interface Label {
  readonly uid: string;
  readonly pair: number;
  readonly answer: Answer;
}

type SampleRow = Omit<StoredSample, 'strata'> & { readonly strata: string };
const SAMPLE = 'SELECT id, uid, entity, seed, asked, run_id AS runId, run_at AS runAt, strata, actor, at';
const toSample = (row: SampleRow): StoredSample => ({ ...row, strata: JSON.parse(row.strata) as Stratum[] });

export const countSamples = (db: ReadDb, entity: string): number =>
  db.prepare('SELECT count(*) FROM accuracy_sample WHERE entity = ?').pluck().get(entity) as number;

/** The last one first. */
export const listSamples = (db: ReadDb, entity: string): StoredSample[] =>
  (
    db.prepare(`${SAMPLE} FROM accuracy_sample WHERE entity = ? ORDER BY id DESC`).all(entity) as SampleRow[]
  ).map(toSample);

/** @throws UserError `sample.unknown`. */
export function requireSample(db: ReadDb, operation: string, uid: string): StoredSample {
  const row = db.prepare(`${SAMPLE} FROM accuracy_sample WHERE uid = ?`).get(uid) as SampleRow | undefined;
  if (!row) throw notFound(operation, 'sample', uid);
  return toSample(row);
}

/** Keeps a sample with its pairs. Returns its uid. */
export function keepSample(
  db: WriteDb,
  sample: { readonly entity: string; readonly asked: number; readonly seed: number; readonly actor: string },
  { run, strata, pairs }: Draw,
): string {
  const uid = randomUUID();
  const { entity, asked, seed, actor } = sample;
  const rowOf = db
    .prepare('SELECT s.name, r.key FROM record r JOIN source s ON s.id = r.source_id WHERE r.id = ?')
    .raw();
  transact(db, () => {
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO accuracy_sample (uid, entity, seed, asked, run_id, run_at, strata, actor, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(uid, entity, seed, asked, run.id, run.at, JSON.stringify(strata), actor, new Date().toISOString());
    const insert = db.prepare(
      `INSERT INTO accuracy_pair (sample_id, stratum, probability, weight, left_source, left_key, right_source, right_key)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { leftId, rightId, weight, stratum } of pairs) {
      const { drawn, size } = strata[stratum]!;
      const rows = [leftId, rightId].map((id) => rowOf.get(id) as [string, string]);
      insert.run(lastInsertRowid, stratum, drawn / size, weight, ...rows.flat());
    }
    writeJournal(db, {
      actor,
      action: 'accuracy.start',
      subject: `accuracy:${uid}`,
      payload: { entity, asked, drawn: pairs.length, seed, run: run.id },
    });
  });
  return uid;
}

interface PairRow {
  readonly id: number;
  readonly stratum: number;
  readonly probability: number;
  readonly weight: number | null;
  readonly left_source: string;
  readonly left_key: string;
  readonly right_source: string;
  readonly right_key: string;
}

/** In the order in which they are shown. */
export const pairsOf = (db: ReadDb, { id }: StoredSample): SamplePair[] =>
  (db.prepare('SELECT * FROM accuracy_pair WHERE sample_id = ? ORDER BY id').all(id) as PairRow[]).map(
    (row) => ({
      id: row.id,
      stratum: row.stratum,
      probability: row.probability,
      weight: row.weight,
      left: { source: row.left_source, key: row.left_key },
      right: { source: row.right_source, key: row.right_key },
    }),
  );

/** The answers in force by pair, in the order in which they were given: neither taken back nor replaced by a later one. */
export function labelsInForce(db: ReadDb, { id }: StoredSample): Map<number, Label> {
  const rows = db
    .prepare(
      `SELECT uid, pair_id AS pair, answer FROM accuracy_label WHERE sample_id = ? AND answer <> 'undo'
       AND uid NOT IN (SELECT reverts FROM accuracy_label WHERE sample_id = ? AND reverts IS NOT NULL) ORDER BY id`,
    )
    .all(id, id) as Label[];
  const labels = new Map<number, Label>();
  for (const label of rows) {
    labels.delete(label.pair);
    labels.set(label.pair, label);
  }
  return labels;
}

/**
 * Keeps answers, all of them or none.
 * @throws UserError `accuracy.pair_unknown`.
 */
export function keepLabels(
  db: WriteDb,
  sample: StoredSample,
  labels: readonly { readonly pair: number; readonly answer: Answer }[],
  actor: string,
): void {
  transact(db, () => {
    for (const { pair, answer } of labels) addLabel(db, sample, { pair, answer, reverts: null, actor });
    writeJournal(db, {
      actor,
      action: 'accuracy.label',
      subject: `accuracy:${sample.uid}`,
      payload: { labels: labels.map(({ pair, answer }) => [pair, answer]) },
    });
  });
}

/** Takes back the last answer in force by a row that says so. Returns its pair, null when there is none. */
export function undoLabel(db: WriteDb, sample: StoredSample, actor: string): number | null {
  return transact(db, () => {
    const last = [...labelsInForce(db, sample).values()].at(-1);
    if (!last) return null;
    addLabel(db, sample, { pair: last.pair, answer: 'undo', reverts: last.uid, actor });
    writeJournal(db, {
      actor,
      action: 'accuracy.undo',
      subject: `accuracy:${sample.uid}`,
      payload: { pair: last.pair },
    });
    return last.pair;
  });
}

function addLabel(
  db: WriteDb,
  sample: StoredSample,
  label: { pair: number; answer: Answer | 'undo'; reverts: string | null; actor: string },
): void {
  const { changes } = db
    .prepare(
      `INSERT INTO accuracy_label (uid, sample_id, pair_id, left_source, left_key, right_source, right_key, probability,
         answer, reverts, actor, at)
       SELECT ?, sample_id, id, left_source, left_key, right_source, right_key, probability, ?, ?, ?, ?
       FROM accuracy_pair WHERE id = ? AND sample_id = ?`,
    )
    .run(
      randomUUID(),
      label.answer,
      label.reverts,
      label.actor,
      new Date().toISOString(),
      label.pair,
      sample.id,
    );
  if (changes === 0) throw unknownPair(sample, label.pair);
}

/** Since when an answer of a sample is a decision in force; null: none is. */
const spentAt = (db: ReadDb, { id }: StoredSample): string | null =>
  db
    .prepare(
      `SELECT min(d.at) FROM accuracy_decision a JOIN decision d ON d.uid = a.decision_uid
       WHERE a.sample_id = ? AND NOT EXISTS (SELECT 1 FROM decision r WHERE r.reverts = d.uid)`,
    )
    .pluck()
    .get(id) as string | null;

/** A sample as it is told. */
export function describeSample(db: ReadDb, sample: StoredSample): AccuracySample {
  const { uid, entity, at, actor, seed, asked, runAt, strata } = sample;
  const labels = [...labelsInForce(db, sample).values()];
  return {
    uid,
    entity,
    at,
    actor,
    seed,
    asked,
    size: strata.reduce((sum, { drawn }) => sum + drawn, 0),
    population: strata.reduce((sum, { size }) => sum + size, 0),
    runAt,
    labelled: labels.length,
    unsure: labels.filter(({ answer }) => answer === 'unsure').length,
    spentAt: spentAt(db, sample),
  };
}

const unknownPair = (sample: StoredSample, pair: number): UserError =>
  new UserError({
    operation: 'accuracy.label',
    code: 'accuracy.pair_unknown',
    message: `The sample has no pair ${pair}. No answer was taken.`,
    next: 'Ask for the next pairs of this sample: each comes with its number.',
    where: { sample: sample.uid, pair },
  });
