import { implement } from '@orpc/server';
import { match as contract, type PairView } from '../../../shared/contract/match.ts';
import type { EngineContext } from '../db/context.ts';
import type { ReadDb } from '../db/handles.ts';
import { notFound, userErrors } from '../db/procedure.ts';
import { currentModel } from '../db/settings.ts';
import { explainStoredPair } from './explain-stored.ts';
import { weightHistogram } from './histogram.ts';
import { requireLastRun } from './last-run.ts';
import { membershipReasons } from './membership/reasons.ts';
import { matchedEntity } from './model/in-force.ts';
import { matchModel } from './model/procedures.ts';
import type { KeptStats } from './stage.ts';
import { saveThresholds } from './thresholds.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

/** All but what writes files: see router.ts. */
export const match = {
  ...matchModel,
  explain: os.explain.handler(({ input, context }) => {
    const { db } = context.project;
    const run = requireLastRun(db, input.entity, 'match.explain');
    const entity = currentModel(db).model.entities.find(({ name }) => name === input.entity);
    if (!entity) throw notFound('match.explain', 'entity', input.entity);
    const explanation = explainStoredPair(db, entity, run, input.leftId, input.rightId);
    return {
      ...explanation,
      comparisons: [...explanation.comparisons],
      lookalikes: [...explanation.lookalikes],
      thresholds: run.model.thresholds,
    };
  }),
  reasons: os.reasons.handler(({ input, context }) => {
    const { db } = context.project;
    const entity = matchedEntity(db, input.entity, 'match.reasons');
    return membershipReasons(db, entity, input.goldenId, input.limit);
  }),
  histogram: os.histogram.handler(({ input, context }) => {
    const { db } = context.project;
    const { entity, autoMerge, review } = input;
    const { model, stats } = requireLastRun(db, entity, 'match.histogram');
    return weightHistogram(stats.weights, model.thresholds, {
      ...(autoMerge !== undefined && { autoMerge }),
      ...(review !== undefined && { review }),
    });
  }),
  saveThresholds: os.saveThresholds.handler(({ input, context }) => {
    const { db, actor } = context.project;
    saveThresholds(db, input.entity, input, actor);
    return { saved: true };
  }),
  run: os.run.handler(({ input, context }) => ({
    jobId: context.jobs.start('rebuild', {
      from: 'match',
      ...(input?.full === true && { matching: 'full' }),
    }),
  })),
  summary: os.summary.handler(({ input, context }) => lastRun(context.project.db, input.entity)),
  pairs: os.pairs.handler(({ input, context }) =>
    listPairs(context.project.db, input.entity, input.state, input.limit),
  ),
};

function lastRun(db: ReadDb, entity: string): { at: string; model: unknown; stats: unknown } | null {
  const row = db
    .prepare('SELECT at, model, stats FROM match_run WHERE entity = ? ORDER BY id DESC LIMIT 1')
    .get(entity) as { at: string; model: string; stats: string } | undefined;
  if (!row) return null;
  // The weights and the rounds of training are for charts, and long.
  const { weights: _, history: __, start: ___, ...stats } = JSON.parse(row.stats) as KeptStats;
  return { at: row.at, model: JSON.parse(row.model), stats };
}

interface PairRow {
  left_id: number;
  right_id: number;
  weight: number;
  state: PairView['state'];
  reason: string | null;
  left_source: string;
  left_key: string;
  right_source: string;
  right_key: string;
}

/** Pairs of one state, heaviest first. */
function listPairs(db: ReadDb, entity: string, state: PairView['state'], limit: number): PairView[] {
  const rows = db
    .prepare(
      `SELECT p.left_id, p.right_id, p.weight, p.state, p.reason, ls.name AS left_source, l.key AS left_key, rs.name AS right_source, r.key AS right_key
       FROM (SELECT * FROM pair WHERE entity = ? AND state = ? ORDER BY weight DESC, left_id, right_id LIMIT ?) p
       JOIN record l ON l.id = p.left_id JOIN source ls ON ls.id = l.source_id
       JOIN record r ON r.id = p.right_id JOIN source rs ON rs.id = r.source_id ORDER BY p.weight DESC, p.left_id, p.right_id`,
    )
    .all(entity, state, limit) as PairRow[];
  return rows.map((row) => ({
    leftId: row.left_id,
    rightId: row.right_id,
    left: { source: row.left_source, key: row.left_key },
    right: { source: row.right_source, key: row.right_key },
    weight: row.weight,
    state: row.state,
    reason: row.reason,
  }));
}
