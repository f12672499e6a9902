import type { Guards, MatchModel } from '../../../shared/model/match-model.ts';
import { endOf, firstOf } from './comparators/comparator.ts';
import { identifierLevel } from './comparators/contact.ts';
import type { EncodedRecords } from './encode.ts';

/** Why two records with a weight above the threshold were not put together. */
export type CutReason = 'cannot_link' | 'identifier_conflict' | 'weak_bridge' | 'size';

export interface Cut {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
  readonly reason: CutReason;
}

export interface Clustering {
  /** Cluster number of each record, 0 … in order of first appearance. */
  readonly clusterOf: Uint32Array;
  readonly clusters: number;
  readonly cuts: readonly Cut[];
}

/** Pairs to cluster by; all arrays of the same length. */
export interface WeightedPairs {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly weight: Float32Array;
}

export interface ClusterInput {
  readonly records: EncodedRecords;
  readonly model: MatchModel;
  readonly pairs: WeightedPairs;
  readonly mustLink: readonly (readonly [number, number])[];
  readonly cannotLink: readonly (readonly [number, number])[];
  /** Weight of any pair, for the consistency of clusters. */
  weigh(i: number, j: number): number;
}

/** Pairs between two clusters that are looked at before they are joined. */
const MOST_CROSS_PAIRS = 48;
/** One pair counts for no more than this many bits when clusters are compared. */
const CLIP = 12;

/**
 * Joins records greedily, strongest pair first, and checks each union as a whole: decisions, identifiers, size, and
 * the mean weight between the two clusters, which a chain of people linked by one shared contact fails. Ties are
 * broken by content, so that the result does not depend on the order of the records. Must-links come first and are
 * joined whatever the weights say.
 */
export function clusterPairs(input: ClusterInput): Clustering {
  const forest = new Forest(input.records.count);
  const guard = new UnionGuard(input, forest);
  for (const [a, b] of input.mustLink) guard.join(forest.root(a), forest.root(b));
  guard.keepApart(input.cannotLink);
  const cuts: Cut[] = [];
  const { left, right, weight } = input.pairs;
  for (const p of strongestFirst(input)) {
    const a = forest.root(left[p]!);
    const b = forest.root(right[p]!);
    if (a === b) continue;
    const reason = guard.refuses(a, b, weight[p]!);
    if (reason === null) guard.join(a, b);
    else cuts.push({ left: left[p]!, right: right[p]!, weight: weight[p]!, reason });
  }
  return { ...forest.numbered(), cuts };
}

/** Positions of the pairs at or above the threshold, by descending weight, then by content. */
function strongestFirst(input: ClusterInput): Uint32Array {
  const { pairs, records, model } = input;
  const chosen: number[] = [];
  for (let p = 0; p < pairs.weight.length; p++)
    if (pairs.weight[p]! >= model.thresholds.autoMerge) chosen.push(p);
  const low = records.hashLow;
  const high = records.hashHigh;
  const least = (p: number): number => Math.min(high[pairs.left[p]!]!, high[pairs.right[p]!]!);
  const most = (p: number): number => Math.max(high[pairs.left[p]!]!, high[pairs.right[p]!]!);
  const sum = (p: number): number => low[pairs.left[p]!]! + low[pairs.right[p]!]!;
  return Uint32Array.from(chosen).sort(
    (p, q) =>
      pairs.weight[q]! - pairs.weight[p]! || least(p) - least(q) || most(p) - most(q) || sum(p) - sum(q),
  );
}

/** Disjoint sets whose members can be listed: each set is a ring. */
class Forest {
  private readonly parent: Uint32Array;
  private readonly next: Uint32Array;
  readonly size: Uint32Array;

  constructor(count: number) {
    this.parent = Uint32Array.from({ length: count }, (_, i) => i);
    this.next = this.parent.slice();
    this.size = new Uint32Array(count).fill(1);
  }

  root(i: number): number {
    let node = i;
    while (this.parent[node] !== node) {
      this.parent[node] = this.parent[this.parent[node]!]!;
      node = this.parent[node]!;
    }
    return node;
  }

  /** Joins the sets of two roots; returns the root of the union. */
  join(a: number, b: number): number {
    if (a === b) return a;
    const [large, small] = this.size[a]! >= this.size[b]! ? [a, b] : [b, a];
    this.parent[small] = large;
    this.size[large]! += this.size[small]!;
    const after = this.next[large]!;
    this.next[large] = this.next[small]!;
    this.next[small] = after;
    return large;
  }

  members(root: number): number[] {
    const list = [root];
    for (let i = this.next[root]!; i !== root; i = this.next[i]!) list.push(i);
    return list;
  }

  numbered(): { clusterOf: Uint32Array; clusters: number } {
    const clusterOf = new Uint32Array(this.parent.length);
    const numbers = new Map<number, number>();
    for (let i = 0; i < clusterOf.length; i++) {
      const root = this.root(i);
      let number = numbers.get(root);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(root, number);
      }
      clusterOf[i] = number;
    }
    return { clusterOf, clusters: numbers.size };
  }
}

/** Says why two clusters must not become one. */
class UnionGuard {
  private readonly input: ClusterInput;
  private readonly forest: Forest;
  private readonly guards: Guards;
  /** Records kept apart from each record, by a decision. */
  private readonly apart = new Map<number, number[]>();
  /** Roots of clusters that hold a record of `apart`. */
  private readonly decided = new Set<number>();
  /** One record per distinct content of each cluster with more than one content, by root. */
  private readonly contents = new Map<number, number[]>();

  constructor(input: ClusterInput, forest: Forest) {
    this.input = input;
    this.forest = forest;
    this.guards = input.model.guards;
  }

  keepApart(pairs: ClusterInput['cannotLink']): void {
    for (const [a, b] of pairs) {
      this.apart.set(a, [...(this.apart.get(a) ?? []), b]);
      this.apart.set(b, [...(this.apart.get(b) ?? []), a]);
      this.decided.add(this.forest.root(a));
      this.decided.add(this.forest.root(b));
    }
  }

  join(a: number, b: number): void {
    if (a === b) return;
    const union = this.union(this.contentsOf(a), this.contentsOf(b));
    this.contents.delete(a);
    this.contents.delete(b);
    const root = this.forest.join(a, b);
    if (union.length > 1) this.contents.set(root, union);
    if (this.decided.has(a) || this.decided.has(b)) this.decided.add(root);
  }

  refuses(a: number, b: number, weight: number): CutReason | null {
    if (this.decided.has(a) && this.decided.has(b) && this.keptApart(a, b)) return 'cannot_link';
    const left = this.contentsOf(a);
    const right = this.contentsOf(b);
    if (left.length === 1 && right.length === 1 && left[0] === right[0]) return null;
    if (this.identifiersConflict(left, right)) return 'identifier_conflict';
    if (left.length + right.length > this.guards.maxClusterSize) return 'size';
    return this.isWeakBridge(left, right, weight) ? 'weak_bridge' : null;
  }

  private contentsOf(root: number): readonly number[] {
    return this.contents.get(root) ?? [this.input.records.representative[root]!];
  }

  /** Ordered by content, so that whatever is computed from it does not depend on the order of the records. */
  private union(a: readonly number[], b: readonly number[]): number[] {
    if (a.length === 1 && b.length === 1 && a[0] === b[0]) return [a[0]!];
    const { hashHigh, hashLow } = this.input.records;
    return [...new Set([...a, ...b])].sort(
      (x, y) => hashHigh[x]! - hashHigh[y]! || hashLow[x]! - hashLow[y]!,
    );
  }

  private keptApart(a: number, b: number): boolean {
    return this.forest
      .members(a)
      .some((i) => (this.apart.get(i) ?? []).some((j) => this.forest.root(j) === b));
  }

  private identifiersConflict(left: readonly number[], right: readonly number[]): boolean {
    const { records } = this.input;
    for (const attribute of this.guards.identifiers) {
      const column = records.columns.get(attribute);
      if (column === undefined) continue;
      const own = (members: readonly number[]): number[] => {
        const ids: number[] = [];
        for (const i of members)
          for (let k = firstOf(column, i); k < endOf(column, i); k++)
            if (column.ids[k] !== 0) ids.push(column.ids[k]!);
        return ids;
      };
      const { dictionary } = column;
      const a = own(left);
      const b = own(right);
      if (a.length === 0 || b.length === 0) continue;
      // A slip in an identifier is no conflict; any agreement outweighs.
      if (!a.some((x) => b.some((y) => x === y || identifierLevel(dictionary, x, y) < 2))) return true;
    }
    return false;
  }

  private isWeakBridge(left: readonly number[], right: readonly number[], weight: number): boolean {
    const step = Math.max(1, Math.ceil((left.length * right.length) / MOST_CROSS_PAIRS));
    let sum = 0;
    let count = 0;
    for (let k = 0; k < left.length * right.length; k += step) {
      const i = left[Math.floor(k / right.length)]!;
      const j = right[k % right.length]!;
      sum += Math.max(-CLIP, Math.min(CLIP, this.input.weigh(i, j)));
      count++;
    }
    if (count <= 1) return false;
    return sum / count < 0 && weight < 3 * CLIP;
  }
}
