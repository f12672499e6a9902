import type { TrainingView } from '../../../../shared/contract/match-training.ts';
import type { MatchModel } from '../../../../shared/model/match-model.ts';
import type { LastRun } from '../last-run.ts';
import { CONVERGED, type Round } from './expectation-maximisation.ts';

/** How a run was trained: its rounds, and every estimate beside what training started from. */
export function trainingView({ at, model, stats }: LastRun): TrainingView {
  const { training, history, start } = stats;
  // Pairs that are expected to match, by all pairs: the same in every round.
  const perMatch =
    training.trained && model.prior !== undefined && training.expectedMatches > 0
      ? model.prior / training.expectedMatches
      : null;
  return {
    at,
    trained: training.trained,
    reason: training.reason ?? null,
    converged: CONVERGED,
    sampledPairs: training.sampledPairs,
    expectedMatches: training.expectedMatches,
    prior: model.prior ?? null,
    rounds: history.map(({ change, expectedMatches }) => ({
      change,
      expectedMatches,
      prior: perMatch === null ? null : expectedMatches * perMatch,
    })),
    comparisons: comparisonsOf(model, start, history),
    lookalikes: lookalikesOf(model, start),
  };
}

function comparisonsOf(
  { comparisons }: MatchModel,
  start: MatchModel | undefined,
  history: readonly Round[],
): TrainingView['comparisons'] {
  return comparisons.map(({ name, levels }, c) => {
    const before = start?.comparisons.find((one) => one.name === name)?.levels;
    return {
      name,
      levels: levels.map(({ name: level, m, u }, l) => {
        const known = before?.find((one) => one.name === level);
        return {
          name: level,
          m,
          u,
          start: known ? { m: known.m, u: known.u } : null,
          rounds: history.map((round) => round.m[c]?.[l] ?? m),
        };
      }),
    };
  });
}

function lookalikesOf({ lookalikes }: MatchModel, start: MatchModel | undefined): TrainingView['lookalikes'] {
  return lookalikes.map(({ name, ratio, comparisons }) => {
    const before = start?.lookalikes.find((one) => one.name === name);
    return {
      name,
      ratio,
      startRatio: before?.ratio ?? null,
      comparisons: comparisons.map(({ comparison, share, train }) => ({
        comparison,
        share,
        startShare: before?.comparisons.find((one) => one.comparison === comparison)?.share ?? null,
        isTrained: train,
      })),
    };
  });
}
