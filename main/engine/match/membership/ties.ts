import type { WeightedPairs } from '../cluster.ts';

export type RecordPair = readonly [left: number, right: number];

/** What may hold the records of one cluster together; all by record id. */
export interface Bonds {
  readonly members: readonly number[];
  /** Decisions to link, in the order in which they were taken. */
  readonly links: readonly RecordPair[];
  /** Pairs that were free to join: at or above the merge threshold, and not refused when their turn came. */
  readonly pairs: WeightedPairs;
  /** Decisions the last run went by and that hold no more. */
  readonly ended: readonly RecordPair[];
}

type TieKind = 'decision' | 'pair' | 'taken_back';

/** Why a member is in its cluster; `at` is the place of the link or of the pair among those given. */
export type Hold =
  | { readonly kind: 'founder' }
  | { readonly kind: TieKind; readonly through: number; readonly at: number }
  | { readonly kind: 'unknown' };

export interface HeldMember {
  readonly record: number;
  readonly hold: Hold;
}

interface Tie {
  readonly kind: TieKind;
  readonly at: number;
  readonly left: number;
  readonly right: number;
}

/**
 * The members of a cluster as they joined, each with the one tie that holds it to a member before it: the maximum
 * spanning tree of the cluster (Kruskal 1956), in which decisions outweigh every pair, as in `clusterPairs`. The founder
 * is the end of the strongest tie with the lower id; to it the strongest tie left is added again and again (Prim 1957), so
 * that each member stands where it came in. What no tie of now reaches is `unknown`, and so said. Does not depend on
 * the order of members or pairs.
 */
export function heldTogether(bonds: Bonds): HeldMember[] {
  const ties = strongestTies(bonds);
  const tiesOf = new Map<number, number[]>(bonds.members.map((member) => [member, []]));
  ties.forEach(({ left, right }, rank) => {
    tiesOf.get(left)?.push(rank);
    tiesOf.get(right)?.push(rank);
  });
  const joined = new Map<number, Hold>();
  const begin = (record: number): void => {
    joined.set(record, { kind: joined.size === 0 ? 'founder' : 'unknown' });
    grow(record, ties, tiesOf, joined);
  };
  for (const { left, right } of ties) if (!joined.has(left)) begin(Math.min(left, right));
  for (const member of bonds.members.toSorted((a, b) => a - b)) if (!joined.has(member)) begin(member);
  return [...joined].map(([record, hold]) => ({ record, hold }));
}

/** Adds what hangs on a record, the strongest tie first. */
function grow(
  from: number,
  ties: readonly Tie[],
  tiesOf: ReadonlyMap<number, readonly number[]>,
  joined: Map<number, Hold>,
): void {
  // Ties by rank that lead on from those who joined, and the first rank where there may be one.
  const open = new Uint8Array(ties.length);
  let next = ties.length;
  const reach = (record: number): void => {
    for (const rank of tiesOf.get(record) ?? []) {
      open[rank] = 1;
      next = Math.min(next, rank);
    }
  };
  reach(from);
  while (next < ties.length) {
    const rank = next++;
    if (open[rank] === 0) continue;
    open[rank] = 0;
    const { kind, at, left, right } = ties[rank]!;
    const [record, through] = joined.has(left) ? [right, left] : [left, right];
    if (joined.has(record)) continue;
    joined.set(record, { kind, through, at });
    reach(record);
  }
}

/** The ties of the spanning tree, strongest first. */
function strongestTies({ members, links, pairs, ended }: Bonds): Tie[] {
  const groupOf = new Map(members.map((member) => [member, member]));
  const root = (record: number): number => {
    let node = record;
    for (let up = groupOf.get(node)!; up !== node; up = groupOf.get(node)!) {
      groupOf.set(node, groupOf.get(up)!);
      node = up;
    }
    return node;
  };
  const ties: Tie[] = [];
  const tie = (kind: TieKind, at: number, left: number, right: number): void => {
    if (!groupOf.has(left) || !groupOf.has(right)) return;
    const [a, b] = [root(left), root(right)];
    if (a === b) return;
    groupOf.set(Math.max(a, b), Math.min(a, b));
    ties.push({ kind, at, left, right });
  };
  links.forEach(([left, right], at) => {
    tie('decision', at, left, right);
  });
  for (const at of strongestFirst(pairs)) tie('pair', at, pairs.left[at]!, pairs.right[at]!);
  ended.forEach(([left, right], at) => {
    tie('taken_back', at, left, right);
  });
  return ties;
}

function strongestFirst({ left, right, weight }: WeightedPairs): Uint32Array {
  return Uint32Array.from({ length: weight.length }, (_, at) => at).sort(
    (p, q) =>
      weight[q]! - weight[p]! ||
      Math.min(left[p]!, right[p]!) - Math.min(left[q]!, right[q]!) ||
      Math.max(left[p]!, right[p]!) - Math.max(left[q]!, right[q]!),
  );
}

/**
 * The member that would be split off first were the merge threshold raised: the lightest pair of the tree, of several
 * the one that joined last. Null where there is nothing to choose from, or where a tie that is gone will give way before.
 */
export function weakestMember(held: readonly HeldMember[], { weight }: WeightedPairs): number | null {
  let weakest: { readonly record: number; readonly weight: number } | null = null;
  for (const { record, hold } of held) {
    if (hold.kind === 'unknown' || hold.kind === 'taken_back') return null;
    if (hold.kind === 'pair' && (weakest === null || weight[hold.at]! <= weakest.weight))
      weakest = { record, weight: weight[hold.at]! };
  }
  return held.length > 2 ? (weakest?.record ?? null) : null;
}
