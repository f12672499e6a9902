import type { ReviewCluster, ReviewSide } from '../../shared/contract/review.ts';

/** Which person each record stands for, 1 …, in the order of the records. */
export type Groups = readonly number[];

/** Most persons that can be told apart at once: the digits of the keyboard. */
export const MOST_GROUPS = 9;

interface Row {
  readonly source: string;
  readonly key: string;
}
export interface ClusterDecision {
  readonly kind: 'link' | 'keep_apart';
  readonly left: Row;
  readonly right: Row;
}

const rowOf = ({ source, key }: Row): Row => ({ source, key });

/** At first, records stand for the golden record they are in. */
export function firstGroups(records: readonly ReviewSide[]): Groups {
  const ids = [...new Set(records.map(({ goldenId }) => goldenId))];
  return records.map(({ goldenId }) => Math.min(MOST_GROUPS, ids.indexOf(goldenId) + 1));
}

/** Every record is the same person: a chain of links, whatever scores say later. */
export function asOne(records: readonly Row[]): ClusterDecision[] {
  return records.slice(1).map((record, index) => ({
    kind: 'link',
    left: rowOf(records[index]!),
    right: rowOf(record),
  }));
}

/**
 * Records of different numbers are different persons. Those of the first number are left to the matching among
 * themselves: they are what was not touched. Those of another number were named one person, so they are linked, and one
 * of them kept apart from all others speaks for all.
 */
export function asNumbered(records: readonly Row[], groups: Groups): ClusterDecision[] {
  const [first = [], ...others] = [...new Set(groups)]
    .sort((a, b) => a - b)
    .map((number) => records.filter((_, index) => groups[index] === number));
  const apart = (left: Row, right: Row): ClusterDecision => ({
    kind: 'keep_apart',
    left: rowOf(left),
    right: rowOf(right),
  });
  return others.flatMap((group, index) => [
    ...asOne(group),
    ...first.map((record) => apart(record, group[0]!)),
    ...others.slice(0, index).map((earlier) => apart(earlier[0]!, group[0]!)),
  ]);
}

/** The strongest link of each record to another one of the cluster, in bits; absent where none was scored. */
export function strongestLinks({ pairs }: Pick<ReviewCluster, 'pairs'>): ReadonlyMap<number, number> {
  const links = new Map<number, number>();
  for (const { leftId, rightId, weight } of pairs)
    for (const id of [leftId, rightId])
      links.set(id, Math.max(weight, links.get(id) ?? Number.NEGATIVE_INFINITY));
  return links;
}

/** How many records say each value. */
export function countValues(columns: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const values of columns)
    for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The value most records say; of several, the one said first. */
export function commonest(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [value, count] of counts) if (best === undefined || count > counts.get(best)!) best = value;
  return best;
}
