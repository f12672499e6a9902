import type { EntityType } from '../../../../shared/model/canonical.ts';
import { valueTable } from '../../db/entity-tables.ts';
import { identifier, type ReadDb } from '../../db/handles.ts';
import { KeptBase, type KeptIdentity } from './base.ts';
import { placeOf, without } from './ids.ts';
import { type BasedOn, basedOn, type RunState, readState } from './state.ts';

/** Why everything is matched anew, instead of only what changed. */
export type FullReason =
  /** Somebody wanted it so. */
  | 'asked'
  /** Nothing was kept to go by: the first run, or one of an earlier build. */
  | 'first'
  | 'model_changed'
  | 'values_changed'
  /** Too few records for it to be worth while. */
  | 'small'
  /** More came, changed and went since the last full run than its model and figures should be used for. */
  | 'much_changed'
  /** Rows that an import had taken away are back. */
  | 'rows_returned'
  /** So many records came into one block that blocks should be made anew. */
  | 'block_grew';

export interface FullRun {
  readonly reason: FullReason;
  readonly entity: string | null;
}

/** What there is to do for one entity. */
export interface Plan {
  readonly entity: EntityType;
  readonly base: KeptBase;
  readonly identity: KeptIdentity;
  /** Of the last run. */
  readonly state: RunState;
  /** What this run goes by. */
  readonly basedOn: BasedOn;
  /** Ids of all records now, ascending. */
  readonly ids: readonly number[];
  /** Of these, those that came since the last full run, and since the last run. */
  readonly added: readonly number[];
  readonly fresh: readonly number[];
  /** Ids of the last run that are no more. */
  readonly gone: readonly number[];
}

export interface Policy {
  /** Fewer records than this are matched anew in no time. */
  readonly leastRecords: number;
  /** Share of the records of the last full run that may have come, changed or gone since. */
  readonly mostChanged: number;
}

export const USUAL_POLICY: Policy = { leastRecords: 10_000, mostChanged: 0.2 };
/** What is done whenever it can be. */
export const EAGER_POLICY: Policy = { leastRecords: 0, mostChanged: Number.POSITIVE_INFINITY };

/** How to match only what changed since the last run, for all entities; or why everything has to be matched anew. */
export function planIncremental(
  db: ReadDb,
  entities: readonly EntityType[],
  policy: Policy,
): { readonly plans: readonly Plan[] } | { readonly full: FullRun } {
  const plans: Plan[] = [];
  let records = 0;
  for (const entity of entities) {
    const plan = planEntity(db, entity, policy);
    if ('reason' in plan) return { full: plan };
    plans.push(plan);
    records += plan.ids.length;
  }
  return records < policy.leastRecords ? { full: { reason: 'small', entity: null } } : { plans };
}

function planEntity(db: ReadDb, entity: EntityType, policy: Policy): Plan | FullRun {
  const full = (reason: FullReason): FullRun => ({ reason, entity: entity.name });
  const state = readState(db, entity.name);
  if (state === undefined) return full('first');
  const now = basedOn(db, entity);
  const changed = whatChanged(state.basedOn, now);
  if (changed !== undefined) return full(changed);
  const base = new KeptBase(db, entity.name);
  const identity = base.identity();
  const list = (sql: string, ...values: unknown[]): number[] =>
    db
      .prepare(sql)
      .pluck()
      .all(...values) as number[];
  const ids = list(`SELECT record_id FROM ${identifier(valueTable(entity.name))} ORDER BY record_id`);
  const before = list('SELECT record_id FROM membership WHERE entity = ? ORDER BY record_id', entity.name);
  const added = without(ids, identity.recordIds);
  const fresh = without(ids, before);
  const gone = without(before, ids);
  if (state.changed + fresh.length + gone.length > policy.mostChanged * Math.max(1, state.records))
    return full('much_changed');
  const last = identity.recordIds.at(-1) ?? 0;
  // Ids grow: a fresh one that is not beyond those of the full run was there at some time.
  if (fresh.some((id) => id <= last || placeOf(identity.recordIds, id) >= 0)) return full('rows_returned');
  return { entity, base, identity, state, basedOn: now, ids, added, fresh, gone };
}

function whatChanged(then: BasedOn, now: BasedOn): FullReason | undefined {
  if (then.matcher !== now.matcher) return 'first';
  if (then.model !== now.model) return 'model_changed';
  const isOther = ([id, fingerprint]: [string, string]) => (then.sources[id] ?? fingerprint) !== fingerprint;
  return then.entity !== now.entity || Object.entries(now.sources).some(isOther)
    ? 'values_changed'
    : undefined;
}
