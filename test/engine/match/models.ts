import type { MatchModel } from '../../../shared/model/match-model.ts';

/** The model with one comparison changed. */
export function withComparison(
  model: MatchModel,
  name: string,
  change: Partial<MatchModel['comparisons'][number]>,
): MatchModel {
  return {
    ...model,
    comparisons: model.comparisons.map((one) => (one.name === name ? { ...one, ...change } : one)),
  };
}
