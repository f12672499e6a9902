import type {
  DecisionAgreement,
  ScenarioFigures,
  ScenarioRequest,
} from '../../../../shared/contract/what-if.ts';
import type { JobControl } from '../../../../shared/model/job.ts';
import type { MatchModel, Thresholds } from '../../../../shared/model/match-model.ts';
import type { ReadDb, WriteDb } from '../../db/handles.ts';
import { dataVersion } from '../../db/settings.ts';
import { clusterPairs, type WeightedPairs } from '../cluster.ts';
import type { EncodedRecords } from '../encode.ts';
import { lastModel } from '../last-run.ts';
import { matchRecords } from '../match.ts';
import { matchedEntity } from '../model/in-force.ts';
import { KEPT_BELOW_REVIEW } from '../pairs.ts';
import { Scorer } from '../score.ts';
import { encode, resolveDecisions, sizesOf } from '../stage.ts';
import { partitionOf } from './partition.ts';
import { isOfTheseRecords, scenarioModel } from './scenario-model.ts';
import { keepScenario, requireFreeName, requireScenario } from './scenario-store.ts';

/** A new scenario, or one that is there to be computed again. */
export type WhatIfInput =
  | { readonly entity: string; readonly name: string; readonly request: ScenarioRequest }
  | { readonly again: string };

export interface WhatIfResult {
  readonly uid: string;
  readonly name: string;
  readonly figures: ScenarioFigures;
  /** The pairs of the last run were enough: none was weighed. */
  readonly reused: boolean;
}

/** What matching came to, as far as it is counted. */
interface Matched {
  readonly model: MatchModel;
  readonly pairs: WeightedPairs;
  readonly clusterOf: Uint32Array;
}

type Decided = Pick<ReturnType<typeof resolveDecisions>, 'mustLink' | 'cannotLink'>;

/**
 * Job “whatIf”: matches the records by another model and keeps which of them come together, with what is counted. It
 * writes nothing but the scenario, in one transaction at the end; golden records, pairs and ids stay as they are.
 * @throws UserError as scenarioModel, `what_if.name_taken`, `scenario.unknown`; Cancelled.
 */
export function computeScenario(
  db: WriteDb,
  input: WhatIfInput,
  actor: string,
  control: JobControl,
): WhatIfResult {
  const { entity: entityName, name, request } = 'again' in input ? askedBefore(db, input.again) : input;
  const entity = matchedEntity(db, entityName, 'whatIf.start');
  if (!('again' in input)) requireFreeName(db, 'whatIf.start', entityName, name);
  // Taken first: what changes while the job runs makes the scenario out of date.
  const version = dataVersion(db);
  const { records, recordIds } = encode(db, entity, control);
  const { model, adopted } = scenarioModel(db, entity, records, request, () => control.check());
  const indexOf = new Map(recordIds.map((id, index) => [id, index]));
  const decided = resolveDecisions(db, entityName, (id) => indexOf.get(id));
  const stored = storedPairs(db, entityName, model, indexOf, control);
  const matched = stored
    ? clusterStored(records, model, stored, decided)
    : matchAnew(records, model, decided, entityName, control);
  control.check();
  const figures = {
    records: recordIds.length,
    ...clustersOf(matched.clusterOf),
    ...tally(matched),
    decisions: agreementOf(matched, decided),
  };
  const uid = keepScenario(
    db,
    {
      entity: entityName,
      name,
      request,
      model: matched.model,
      adopted: adopted === 'trained' ? { ...matched.model, train: false } : adopted,
      figures,
      dataVersion: version,
      actor,
      partition: partitionOf(recordIds, matched.clusterOf),
    },
    'again' in input ? input.again : undefined,
  );
  return { uid, name, figures, reused: stored !== undefined };
}

const askedBefore = (db: ReadDb, uid: string) => requireScenario(db, 'whatIf.again', uid);

function clustersOf(clusterOf: Uint32Array): Pick<ScenarioFigures, 'clusters' | 'largest'> {
  const sizes = sizesOf(clusterOf);
  return { clusters: sizes.reduce((sum, [, count]) => sum + count, 0), largest: sizes.at(-1)?.[0] ?? 0 };
}

function matchAnew(
  records: EncodedRecords,
  model: MatchModel,
  decided: Decided,
  entity: string,
  control: JobControl,
): Matched {
  return matchRecords(records, model, {
    mustLink: decided.mustLink,
    cannotLink: decided.cannotLink,
    cancelled: () => {
      control.check();
      return false;
    },
    progress: (stage, done, total) =>
      control.progress({ stage: `match.${stage}`, subject: entity, done, total, unit: 'pairs' }),
  });
}

/**
 * The pairs of the last run with their weights, where they are those this model would give: the same records, a model
 * that differs in thresholds and limits to clusters only, and no threshold below the lightest pair that was kept.
 */
function storedPairs(
  db: ReadDb,
  entity: string,
  model: MatchModel,
  indexOf: ReadonlyMap<number, number>,
  control: JobControl,
): WeightedPairs | undefined {
  const last = lastModel(db, entity);
  if (last === undefined || model.train || !isOfTheseRecords(db, entity)) return undefined;
  if (weighing(last.model) !== weighing(model)) return undefined;
  if (model.thresholds.review < last.model.thresholds.review - KEPT_BELOW_REVIEW) return undefined;
  const total = db.prepare('SELECT count(*) FROM pair WHERE entity = ?').pluck().get(entity) as number;
  const pairs = {
    left: new Uint32Array(total),
    right: new Uint32Array(total),
    weight: new Float32Array(total),
  };
  const rows = db
    .prepare('SELECT left_id, right_id, weight FROM pair WHERE entity = ?')
    .raw()
    .iterate(entity) as IterableIterator<[number, number, number]>;
  let done = 0;
  for (const [leftId, rightId, weight] of rows) {
    const left = indexOf.get(leftId);
    const right = indexOf.get(rightId);
    if (left === undefined || right === undefined) return undefined;
    pairs.left[done] = left;
    pairs.right[done] = right;
    pairs.weight[done++] = weight;
    if (done % 20_000 !== 0) continue;
    control.check();
    control.progress({ stage: 'match.read', subject: entity, done, total, unit: 'pairs' });
  }
  return pairs;
}

/** What the weight of a pair depends on. */
const weighing = ({ blockingRules, comparisons, lookalikes, prior, guards }: MatchModel): string =>
  JSON.stringify([blockingRules, comparisons, lookalikes, prior, guards.sharedContactLimit]);

function clusterStored(
  records: EncodedRecords,
  model: MatchModel,
  pairs: WeightedPairs,
  { mustLink, cannotLink }: Decided,
): Matched {
  const scorer = new Scorer(records, model);
  const weigh = (i: number, j: number) => scorer.weigh(i, j);
  const { clusterOf } = clusterPairs({ records, model, pairs, mustLink, cannotLink, weigh });
  return { model, pairs, clusterOf };
}

/** Pairs that end in one cluster, await a person, or are kept apart above the threshold. */
function tally({ model, pairs, clusterOf }: Matched): Pick<ScenarioFigures, 'merged' | 'review' | 'cut'> {
  const { autoMerge, review } = model.thresholds;
  const counts = { merged: 0, review: 0, cut: 0 };
  for (let p = 0; p < pairs.weight.length; p++) {
    if (clusterOf[pairs.left[p]!] === clusterOf[pairs.right[p]!]) counts.merged++;
    else if (pairs.weight[p]! >= autoMerge) counts.cut++;
    else if (pairs.weight[p]! >= review) counts.review++;
  }
  return counts;
}

/**
 * Decisions are obeyed whatever the model says; how often it would have agreed by itself tells how good it is. A pair
 * that no rule made, or too light to be kept, it would have left apart.
 */
function agreementOf({ model, pairs }: Matched, { mustLink, cannotLink }: Decided): DecisionAgreement {
  const keyOf = (i: number, j: number) => `${Math.min(i, j)},${Math.max(i, j)}`;
  const wanted = new Set([...mustLink, ...cannotLink].flat());
  const found = new Map<string, number>();
  for (let p = 0; p < pairs.weight.length && wanted.size > 0; p++) {
    const [left, right] = [pairs.left[p]!, pairs.right[p]!];
    if (wanted.has(left) && wanted.has(right)) found.set(keyOf(left, right), pairs.weight[p]!);
  }
  const weights = (decided: Decided['mustLink']) =>
    decided.map(([i, j]) => found.get(keyOf(i, j)) ?? Number.NEGATIVE_INFINITY);
  return countAgreement(weights(mustLink), weights(cannotLink), model.thresholds);
}

/** @param linked weights of the pairs decided to be one, in bits. @param apart of those kept apart. */
export function countAgreement(
  linked: readonly number[],
  apart: readonly number[],
  { autoMerge, review }: Thresholds,
): DecisionAgreement {
  const count = (weights: readonly number[], holds: (weight: number) => boolean) =>
    weights.filter(holds).length;
  const merges = (weight: number) => weight >= autoMerge;
  const parts = (weight: number) => weight < review;
  const agrees = count(linked, merges) + count(apart, parts);
  const contradicts = count(linked, parts) + count(apart, merges);
  return { agrees, contradicts, doubts: linked.length + apart.length - agrees - contradicts };
}
