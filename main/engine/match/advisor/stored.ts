import type { AdviceView } from '../../../../shared/contract/match-advice.ts';
import { UserError } from '../../../../shared/model/errors.ts';
import type { JobControl } from '../../../../shared/model/job.ts';
import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { tableExists, valueTable } from '../../db/entity-tables.ts';
import { type ReadDb, transact, type WriteDb } from '../../db/handles.ts';
import { dataVersion } from '../../db/settings.ts';
import { matchTemplate } from '../match.ts';
import { type ModelInForce, matchedEntity, modelInForce } from '../model/in-force.ts';
import { requireSound } from '../model/validate.ts';
import { encode } from '../stage.ts';
import { type Advice, adviseBlocking } from './advise.ts';
import type { WeightedMatch } from './weigh-candidate.ts';

/** Advice as it is kept: records by their ids, without the names of people. */
export type StoredAdvice = Omit<Advice, 'proposals'> & {
  readonly proposals: readonly (Omit<Advice['proposals'][number], 'examples'> & {
    readonly examples: readonly Omit<AdviceView['proposals'][number]['examples'][number], 'label'>[];
  })[];
};

export interface AdviseInput {
  readonly entity: string;
  /** Absent: the model in force, and the advice is kept. */
  readonly model?: MatchModel;
}

/**
 * Advises on the blocking rules of an entity, from its standardised values. Only advice on the model in force is kept.
 * @throws UserError `match.no_records`, `entity.unknown`; what is wrong with the model, as {@link requireSound}; Cancelled.
 */
export function adviseEntity(
  db: WriteDb,
  { entity: name, model }: AdviseInput,
  control: JobControl,
): StoredAdvice {
  const operation = 'match.advise';
  const entity = matchedEntity(db, name, operation);
  if (!tableExists(db, valueTable(name))) throw noRecords(name);
  if (model !== undefined) requireSound(model, entity, operation);
  const version = dataVersion(db);
  const { records, recordIds } = encode(db, entity, control);
  if (records.count < 2) throw noRecords(name);
  const inForce = modelInForce(db, name, operation);
  const chosen = model ?? inForce.model ?? matchTemplate(entity, records);
  requireSound(chosen, entity, operation);
  const known = trainedFor(chosen, inForce);
  const advice = adviseBlocking(records, known ?? chosen, {
    isTrained: known !== null,
    clusterOf: clustersOf(db, name, recordIds),
    progress(stage, done, total) {
      control.check();
      control.progress({ stage: `advise.${stage}`, subject: name, done, total, unit: 'pairs' });
    },
  });
  const pairOf = ({ left, right, weight }: WeightedMatch) => ({
    leftId: Math.min(recordIds[left]!, recordIds[right]!),
    rightId: Math.max(recordIds[left]!, recordIds[right]!),
    weight,
  });
  const stored = {
    ...advice,
    proposals: advice.proposals.map((one) => ({ ...one, examples: one.examples.map(pairOf) })),
  };
  control.check();
  if (model === undefined) keep(db, name, stored, version);
  return stored;
}

/** A model with the probabilities that the last run trained, if these are for its comparisons; else null. */
function trainedFor(model: MatchModel, { lastRun }: ModelInForce): MatchModel | null {
  if (lastRun === null || !model.train) return null;
  const { comparisons, lookalikes, prior } = lastRun.model;
  if (shapeOf(lastRun.model) !== shapeOf(model)) return null;
  return { ...model, comparisons, lookalikes, ...(prior !== undefined && { prior }) };
}

/** What training learns, without what it learnt. */
const shapeOf = ({ comparisons, lookalikes }: MatchModel): string =>
  JSON.stringify([
    comparisons.map(({ levels, ...rest }) => [rest, levels.map(({ name }) => name)]),
    lookalikes.map(({ name, comparisons: of }) => [name, of.map(({ comparison }) => comparison)]),
  ]);

/** Golden record of each record as a number; none where the entity was never matched. */
function clustersOf(db: ReadDb, entity: string, recordIds: readonly number[]): Uint32Array {
  const rows = db
    .prepare('SELECT record_id, golden_id FROM membership WHERE entity = ?')
    .raw()
    .iterate(entity) as IterableIterator<[number, string]>;
  const indexOf = new Map(recordIds.map((id, index) => [id, index]));
  const numbers = new Map<string, number>();
  let clusterOf = new Uint32Array(0);
  for (const [recordId, goldenId] of rows) {
    // A record that came since is alone.
    if (clusterOf.length === 0)
      clusterOf = new Uint32Array(new SharedArrayBuffer(4 * recordIds.length)).map(
        (_, i) => recordIds.length + i,
      );
    const index = indexOf.get(recordId);
    if (index === undefined) continue;
    const number = numbers.get(goldenId) ?? numbers.size;
    numbers.set(goldenId, number);
    clusterOf[index] = number;
  }
  return clusterOf;
}

function keep(db: WriteDb, entity: string, advice: StoredAdvice, version: number): void {
  transact(db, () =>
    db
      .prepare(
        'INSERT OR REPLACE INTO blocking_advice (entity, advice, data_version, at) VALUES (?, ?, ?, ?)',
      )
      .run(entity, JSON.stringify(advice), version, new Date().toISOString()),
  );
}

/** The last advice on an entity, its examples named. Null: none was asked for yet. */
export function lastAdvice(
  db: ReadDb,
  entity: string,
  labelOf: (left: number, right: number) => string,
): AdviceView | null {
  const row = db
    .prepare('SELECT advice, data_version, at FROM blocking_advice WHERE entity = ?')
    .get(entity) as { advice: string; data_version: number; at: string } | undefined;
  if (row === undefined) return null;
  const { proposals, ...advice } = JSON.parse(row.advice) as StoredAdvice;
  return {
    ...advice,
    proposals: proposals.map((one) => ({
      ...one,
      examples: one.examples.map((pair) => ({ ...pair, label: labelOf(pair.leftId, pair.rightId) })),
    })),
    at: row.at,
    isOutdated: row.data_version !== dataVersion(db),
  };
}

const noRecords = (entity: string): UserError =>
  new UserError({
    operation: 'match.advise',
    code: 'match.no_records',
    message: `“${entity}” has fewer than two records: there are no pairs to count.`,
    next: 'Add files and map their columns first.',
    where: { entity },
  });
