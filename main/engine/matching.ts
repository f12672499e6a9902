import type { JobControl } from '../../shared/model/job.ts';
import { replaceTable } from './db/entity-tables.ts';
import { transact, type WriteDb } from './db/handles.ts';
import { writeJournal } from './db/journal.ts';
import { dataVersion, markStage } from './db/settings.ts';
import {
  createIdentityTables,
  type IdentityCounts,
  stageIdentities,
  switchIdentities,
} from './golden/identities.ts';
import { applyIdentities, touchedIdentities } from './golden/touched-identities.ts';
import { applyIncrement } from './match/incremental/apply.ts';
import { BlockGrew } from './match/incremental/candidates.ts';
import { figuresAfter } from './match/incremental/figures.ts';
import {
  EAGER_POLICY,
  type FullRun,
  type Plan,
  planIncremental,
  USUAL_POLICY,
} from './match/incremental/plan.ts';
import { matchIncrement } from './match/incremental/run.ts';
import {
  type KeptStats,
  type MatchStats,
  matchEntities,
  matchedEntities,
  switchMatch,
} from './match/stage.ts';

/**
 * How to match. `usual`: what came, changed or went since the last run only, where that is allowed and worth while; `full`:
 * everything anew, with training; `changes`: what changed only, wherever it is allowed.
 */
export type MatchWay = 'usual' | 'full' | 'changes';

/** The way a run went. */
export type WayTaken =
  | ({ readonly kind: 'full' } & FullRun)
  | {
      readonly kind: 'changes';
      /** Records that came and went since the last run; a changed one did both. */
      readonly came: number;
      readonly gone: number;
      /** Share of the records of the last full run that came or went since. */
      readonly sinceFull: number;
    };

export interface MatchOutcome {
  readonly way: WayTaken;
  readonly entities: Readonly<Record<string, MatchStats & { readonly identities: IdentityCounts }>>;
}

/** Matching with its golden ids: pairs, memberships, events and history change together or not at all. */
export function runMatching(db: WriteDb, control: JobControl, actor: string, way: MatchWay): MatchOutcome {
  if (way === 'full') return matchAll(db, control, actor, { reason: 'asked', entity: null });
  const policy = way === 'changes' ? EAGER_POLICY : USUAL_POLICY;
  const planned = planIncremental(db, matchedEntities(db), policy);
  if ('full' in planned) return matchAll(db, control, actor, planned.full);
  try {
    return matchChanges(db, control, actor, planned.plans);
  } catch (error) {
    if (!(error instanceof BlockGrew)) throw error;
    return matchAll(db, control, actor, { reason: 'block_grew', entity: null });
  }
}

function matchAll(db: WriteDb, control: JobControl, actor: string, full: FullRun): MatchOutcome {
  const version = dataVersion(db);
  const runId = nextRun(db);
  const matches = matchEntities(db, control);
  createIdentityTables(db, runId);
  const identities = matches.map((found) => stageIdentities(db, found, control));
  const way = { kind: 'full', ...full } as const;
  control.check();
  return transact(db, () => {
    switchMatch(db);
    replaceTable(db, 'membership');
    switchIdentities(db, runId);
    const runs = matches.map(({ entity, model, stats, weights, history, start }, k) => ({
      entity,
      model: JSON.stringify(model),
      stats: { ...stats, weights, history, start },
      identities: identities[k]!,
    }));
    return noteRuns(db, { version, runId, actor, way, runs });
  });
}

/** Writes in one short transaction: a run that is killed leaves the last one as it was. */
function matchChanges(db: WriteDb, control: JobControl, actor: string, plans: readonly Plan[]): MatchOutcome {
  const version = dataVersion(db);
  const runId = nextRun(db);
  const found = plans.map((plan) => {
    const increment = matchIncrement(db, plan, control);
    const { stats, state } = figuresAfter(db, increment);
    const { clusters } = stats;
    const { recordIds, clusterOf } = increment;
    const touched = { entity: plan.entity.name, recordIds, clusterOf, gone: plan.gone, clusters };
    return { increment, stats, state, identities: touchedIdentities(db, touched, control) };
  });
  control.check();
  const way = wayOf(plans);
  return transact(db, () => {
    const runs = found.map(({ increment, stats, state, identities }, k) => {
      applyIncrement(db, increment, state);
      applyIdentities(db, runId, identities);
      const { entity } = plans[k]!;
      return {
        entity: entity.name,
        model: JSON.stringify(increment.model),
        stats,
        identities: identities.counts,
      };
    });
    return noteRuns(db, { version, runId, actor, way, runs });
  });
}

function wayOf(plans: readonly Plan[]): WayTaken {
  const sum = (count: (plan: Plan) => number): number =>
    plans.reduce((total, plan) => total + count(plan), 0);
  const changed = sum(({ state, fresh, gone }) => state.changed + fresh.length + gone.length);
  return {
    kind: 'changes',
    came: sum(({ fresh }) => fresh.length),
    gone: sum(({ gone }) => gone.length),
    sinceFull:
      changed /
      Math.max(
        1,
        sum(({ state }) => state.records),
      ),
  };
}

const nextRun = (db: WriteDb): number =>
  1 + (db.prepare('SELECT coalesce(max(id), 0) FROM match_run').pluck().get() as number);

interface Runs {
  readonly version: number;
  readonly runId: number;
  readonly actor: string;
  readonly way: WayTaken;
  readonly runs: readonly {
    readonly entity: string;
    readonly model: string;
    readonly stats: KeptStats;
    readonly identities: IdentityCounts;
  }[];
}

function noteRuns(db: WriteDb, { version, runId, actor, way, runs }: Runs): MatchOutcome {
  const put = db.prepare('INSERT INTO match_run (id, entity, model, stats, at) VALUES (?, ?, ?, ?, ?)');
  const entities: Record<string, MatchStats & { identities: IdentityCounts }> = {};
  for (const [index, { entity, model, stats: kept, identities }] of runs.entries()) {
    const { weights, history, start, ...stats } = kept;
    entities[entity] = { ...stats, identities };
    const text = JSON.stringify({ ...stats, identities, way, weights, history, start });
    put.run(runId + index, entity, model, text, new Date().toISOString());
    writeJournal(db, {
      actor,
      action: 'match.run',
      subject: `entity:${entity}`,
      payload: { runId, way, ...identities },
    });
  }
  markStage(db, 'match', version);
  return { way, entities };
}
