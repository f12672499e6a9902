import type { MatchModel } from '../../../shared/model/match-model.ts';
import type { RecordRelation } from '../db/relations.ts';
import type { RelatedPairs } from './pairs.ts';

/**
 * Pairs that are lookalikes as links between records, in the order of their ids: people of one household, sites of one
 * organisation. Whether a pair is linked depends on its two records and the model alone, never on how they were clustered.
 */
export function relationsIn(
  { left, right, lookalike, probability }: RelatedPairs,
  { lookalikes }: MatchModel,
  idOf: (number: number) => number,
): RecordRelation[] {
  return Array.from(left, (one, p) => {
    const [a, b] = [idOf(one), idOf(right[p]!)];
    return {
      left: Math.min(a, b),
      right: Math.max(a, b),
      kind: lookalikes[lookalike[p]!]!.name,
      probability: probability[p]!,
    };
  }).sort((a, b) => a.left - b.left || a.right - b.right);
}

/** Number of relations of each kind, the kinds in the order of their names. */
export function countByKind(relations: readonly Pick<RecordRelation, 'kind'>[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of relations) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
