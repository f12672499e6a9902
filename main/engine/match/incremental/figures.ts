import type { ReadDb } from '../../db/handles.ts';
import { adjustWeights } from '../histogram.ts';
import { requireLastRun } from '../last-run.ts';
import { countByKind } from '../relations.ts';
import type { KeptStats } from '../stage.ts';
import { placeOf } from './ids.ts';
import type { IncrementalMatch, PairState } from './run.ts';
import type { RunState } from './state.ts';

/** Share of the records of the last full run after whose change a person is told that another one is due. */
const DUE = 0.1;
const DUE_REMARK = 'match.full_run_due';

/** The figures of a run after what an incremental run found, and what the next run goes by. */
export interface FiguresAfter {
  readonly stats: KeptStats;
  readonly state: RunState;
}

/**
 * Figures of the last run with what came and went taken into account: nothing is counted again. Those of blocking rules
 * are of the last full run and of the pairs weighed since.
 */
export function figuresAfter(db: ReadDb, found: IncrementalMatch): FiguresAfter {
  const { plan, pairs } = found;
  const { stats: last } = requireLastRun(db, plan.entity.name, 'match');
  const sizes = sizesAfter(db, found);
  const changed = plan.state.changed + plan.fresh.length + plan.gone.length;
  const tally = tallyAfter(last, pairs);
  const isDue = changed > DUE * plan.state.records;
  return {
    stats: {
      ...last,
      ...tally,
      related: relatedAfter(last, found),
      records: plan.ids.length,
      clusters: sizes.reduce((sum, [, clusters]) => sum + clusters, 0),
      largestCluster: sizes.reduce((most, [size]) => Math.max(most, size), 0),
      rules: last.rules.map((rule, r) => ({
        ...rule,
        pairs: rule.pairs + found.rulePairs[r]!,
        newPairs: rule.newPairs + found.ruleNewPairs[r]!,
      })),
      decisionsWaiting: found.waiting,
      remarks: [
        ...last.remarks.filter((remark) => !remark.startsWith(DUE_REMARK)),
        ...(isDue ? [`${DUE_REMARK}: ${changed} / ${plan.state.records}`] : []),
      ],
      weights: adjustWeights(
        last.weights,
        pairs.found.map(({ weight }) => weight),
        pairs.dropped.map(({ weight }) => weight),
      ),
    },
    state: {
      ...plan.state,
      basedOn: plan.basedOn,
      changed,
      decisions: found.decisions,
      sizes,
      equal: found.equal,
    },
  };
}

function tallyAfter(
  last: KeptStats,
  { dropped, found, changed }: IncrementalMatch['pairs'],
): Pick<KeptStats, 'pairs' | 'merged' | 'review' | 'cut'> {
  const tally = { merged: last.merged, review: last.review, cut: last.cut, apart: 0 };
  const count = (state: PairState, by: number): void => {
    tally[state] += by;
  };
  for (const { state } of dropped) count(state, -1);
  for (const { state } of found) count(state, 1);
  for (const { state, was } of changed) {
    count(was, -1);
    count(state, 1);
  }
  const { apart: _, ...kept } = tally;
  return { ...kept, pairs: last.pairs + found.length - dropped.length };
}

function relatedAfter({ related = {} }: KeptStats, { relations }: IncrementalMatch): Record<string, number> {
  const counts: Record<string, number> = { ...related };
  const count = (changes: Readonly<Record<string, number>>, sign: 1 | -1): void => {
    for (const [kind, by] of Object.entries(changes)) counts[kind] = (counts[kind] ?? 0) + sign * by;
  };
  count(countByKind(relations.dropped), -1);
  count(countByKind(relations.found), 1);
  return Object.fromEntries(Object.entries(counts).filter(([, links]) => links > 0));
}

/** Number of clusters by size: those that were looked at again are taken out as they were and put in as they are. */
function sizesAfter(db: ReadDb, { plan, recordIds, clusterOf }: IncrementalMatch): RunState['sizes'] {
  const sizes = new Map(plan.state.sizes);
  const count = (clusters: Iterable<string | number>, by: number): void => {
    const members = new Map<string | number, number>();
    for (const cluster of clusters) members.set(cluster, (members.get(cluster) ?? 0) + 1);
    for (const size of members.values()) sizes.set(size, (sizes.get(size) ?? 0) + by);
  };
  const goldenOf = db.prepare('SELECT golden_id FROM membership WHERE record_id = ?').pluck();
  const before = [...recordIds.filter((id) => placeOf(plan.fresh, id) < 0), ...plan.gone];
  count(
    before.map((id) => goldenOf.get(id) as string),
    -1,
  );
  count(clusterOf, 1);
  return [...sizes].filter(([, clusters]) => clusters > 0).sort(([a], [b]) => a - b);
}
