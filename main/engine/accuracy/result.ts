import {
  type AccuracyResult,
  type AccuracyStratum,
  type LabelledPair,
  LEAST_LABELS,
  type PairOutcome,
} from '../../../shared/contract/accuracy.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { RowKey } from '../db/decisions.ts';
import type { ReadDb } from '../db/handles.ts';
import { estimateAccuracy, OUTCOMES } from './estimate.ts';
import { type Member, memberFinder } from './members.ts';
import { requireLastRun } from './run.ts';
import {
  describeSample,
  type Label,
  labelsInForce,
  pairsOf,
  type SamplePair,
  type StoredSample,
} from './store.ts';
import { isMerged } from './strata.ts';

/** Names a record as a person would; handed over by who knows how. */
export type NameOf = (recordId: number) => string;

/** A labelled pair with what the last run made of it. */
interface Judged {
  readonly pair: SamplePair;
  readonly label: Label;
  readonly left: Member | undefined;
  readonly right: Member | undefined;
  /** Null: the person could not tell. */
  readonly outcome: PairOutcome | null;
}

/**
 * What the labels of a sample say of the last matching run, whichever run they were drawn from.
 * @throws UserError `accuracy.too_few_labels`, `match.not_run`.
 */
export function resultOf(db: ReadDb, stored: StoredSample, nameOf: NameOf): AccuracyResult {
  const sample = describeSample(db, stored);
  const told = sample.labelled - sample.unsure;
  if (told < LEAST_LABELS) throw tooFew(stored, told);
  const run = requireLastRun(db, stored.entity, 'accuracy.result');
  const judged = judge(db, stored);
  const strata = tally(stored, judged);
  const estimates = estimateAccuracy(
    strata.map((one) => ({ ...one, merged: isMerged(one.state) })),
    stored.seed,
  );
  const answers = (answer: Label['answer']) => judged.filter(({ label }) => label.answer === answer).length;
  return {
    sample,
    run: { at: run.at, pairs: run.pairs, leastWeight: leastWeight(db, stored.entity) },
    isOwnRun: run.id === stored.runId,
    isBiased: sample.spentAt !== null && sample.spentAt < run.at,
    ...estimates,
    same: answers('same'),
    different: answers('different'),
    unsure: sample.unsure,
    gone: judged.filter(({ outcome }) => outcome === 'gone').length,
    strata,
    pairs: describePairs(db, stored, judged, nameOf),
  };
}

function judge(db: ReadDb, sample: StoredSample): Judged[] {
  const labels = labelsInForce(db, sample);
  const find = memberFinder(db, sample.entity);
  return pairsOf(db, sample).flatMap((pair) => {
    const label = labels.get(pair.id);
    if (!label) return [];
    const [left, right] = [find(pair.left), find(pair.right)];
    return [{ pair, label, left, right, outcome: outcomeOf(label, left, right) }];
  });
}

function outcomeOf(
  { answer }: Label,
  left: Member | undefined,
  right: Member | undefined,
): PairOutcome | null {
  if (answer === 'unsure') return null;
  if (!left || !right) return 'gone';
  if (left.goldenId === right.goldenId) return answer === 'same' ? 'hit' : 'wrong';
  return answer === 'same' ? 'missed' : 'right';
}

function tally({ strata }: StoredSample, judged: readonly Judged[]): AccuracyStratum[] {
  const tallied = strata.map((stratum) => ({
    ...stratum,
    labelled: 0,
    unsure: 0,
    ...(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<PairOutcome, number>),
  }));
  for (const { pair, outcome } of judged) {
    const stratum = tallied[pair.stratum]!;
    stratum.labelled += 1;
    stratum[outcome ?? 'unsure'] += 1;
  }
  return tallied;
}

/** Wrong ones first, then those missed, the rest, and last what nobody could tell; each by its weight, heaviest first. */
const ORDER: readonly (PairOutcome | null)[] = ['wrong', 'missed', 'hit', 'right', 'gone', null];

function describePairs(
  db: ReadDb,
  { entity, strata }: StoredSample,
  judged: readonly Judged[],
  nameOf: NameOf,
): LabelledPair[] {
  const weight = db
    .prepare('SELECT weight FROM pair WHERE entity = ? AND left_id = ? AND right_id = ?')
    .pluck();
  const side = (row: RowKey, member: Member | undefined) => ({
    ...row,
    label: member ? nameOf(member.recordId) : row.key,
    goldenId: member?.goldenId ?? null,
  });
  const weightOf = (a: Member | undefined, b: Member | undefined): number | null => {
    if (!a || !b) return null;
    const [low, high] = [Math.min(a.recordId, b.recordId), Math.max(a.recordId, b.recordId)];
    return (weight.get(entity, low, high) as number | undefined) ?? null;
  };
  const place = (pair: LabelledPair) => ORDER.indexOf(pair.outcome);
  return judged
    .map(({ pair, label, left, right, outcome }) => ({
      pair: pair.id,
      left: side(pair.left, left),
      right: side(pair.right, right),
      answer: label.answer,
      outcome,
      weight: weightOf(left, right),
      drawnWeight: pair.weight,
      drawnState: strata[pair.stratum]!.state,
    }))
    .sort(
      (a, b) => place(a) - place(b) || (b.weight ?? -Infinity) - (a.weight ?? -Infinity) || a.pair - b.pair,
    );
}

/** The lightest pair kept: no index has it, and the last run tells it by its counts, in hundredths of a bit from −100 on. */
function leastWeight(db: ReadDb, entity: string): number | null {
  const step = db
    .prepare(`SELECT stats ->> '$.weights[0][0]' FROM match_run WHERE entity = ? ORDER BY id DESC LIMIT 1`)
    .pluck()
    .get(entity) as number | null | undefined;
  return step === null || step === undefined ? null : step / 100 - 100;
}

const tooFew = (sample: StoredSample, labels: number): UserError =>
  new UserError({
    operation: 'accuracy.result',
    code: 'accuracy.too_few_labels',
    message: `${labels} pairs of this sample are told to be the same or different; from ${LEAST_LABELS} on there is a result.`,
    next: 'Label more pairs.',
    where: { sample: sample.uid, labels, least: LEAST_LABELS },
  });
