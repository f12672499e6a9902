import type { ChangeKind, DifferenceView } from '../../../../shared/contract/what-if.ts';
import { slicer } from '../../db/pause.ts';
import { commonRanges, type Partition, recordCount } from './partition.ts';

/** People of one side who share records with people of the other and are not the same: one change. */
export interface Changes {
  readonly count: number;
  /** Members of change c: `records[starts[c] … starts[c + 1]]`, ascending. */
  readonly starts: Uint32Array;
  readonly records: Uint32Array;
  /** Of each member, the number of its person on either side; numbers mean nothing but “the same”. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Of each change, a position in {@link KINDS}. */
  readonly kinds: Uint8Array;
  /** Pairs of records together on the right only, and on the left only. */
  readonly gained: Float64Array;
  readonly lost: Float64Array;
  /** Numbers of the changes, that with most pairs first, then by their first record. */
  readonly order: Uint32Array;
}

export interface Difference {
  readonly counts: DifferenceView;
  readonly changes: Changes;
}

export const KINDS = ['merged', 'split', 'rearranged'] as const satisfies readonly ChangeKind[];

/** Records gone through between two looks at the clock. */
const STRETCH = 20_000;

/**
 * What is different between two partitions, in time that grows with the records that are together on either side. The
 * people of both sides who share records are connected: a component of one person on each side is unchanged, of several
 * on the left only a merge, of several on the right only a split, of several on both a rearrangement. Records that only
 * one side knows are left out.
 */
export async function differenceOf(left: Partition, right: Partition): Promise<Difference> {
  const ranges = commonRanges(left.ranges, right.ranges);
  const records = recordCount({ ranges });
  const joined = await join(left, right, ranges);
  const { changes, leftPeople, rightPeople } = await changesOf(joined);
  const kinds = {
    merged: { changes: 0, left: 0, right: 0 },
    split: { changes: 0, left: 0, right: 0 },
    rearranged: { changes: 0, left: 0, right: 0 },
  };
  let pairsGained = 0;
  let pairsLost = 0;
  let changedPeople = 0;
  for (let c = 0; c < changes.count; c++) {
    const kind = kinds[KINDS[changes.kinds[c]!]!];
    kind.changes++;
    kind.left += leftPeople[c]!;
    kind.right += rightPeople[c]!;
    changedPeople += leftPeople[c]!;
    pairsGained += changes.gained[c]!;
    pairsLost += changes.lost[c]!;
  }
  return {
    changes,
    counts: {
      records,
      onlyLeft: recordCount(left) - records,
      onlyRight: recordCount(right) - records,
      unchanged: records - joined.spare - changedPeople,
      kinds,
      pairsGained,
      pairsLost,
    },
  };
}

/** Records that are together with others on a side at least, with the number of their person on both. */
interface Joined {
  readonly ids: Uint32Array;
  /** Below `people`; a person of the left and one of the right never have the same number. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly people: number;
  /** Records less people, on the left. */
  readonly spare: number;
}

async function join(left: Partition, right: Partition, ranges: Uint32Array): Promise<Joined> {
  const pause = slicer();
  const most = left.recordIds.length + right.recordIds.length;
  const ids = new Uint32Array(most);
  const a = new Uint32Array(most);
  const b = new Uint32Array(most);
  const firstRight = 1 + maximum(left.clusterOf);
  let next = firstRight + 1 + maximum(right.clusterOf);
  const seen = new Uint8Array(firstRight);
  let leftPeople = 0;
  let count = 0;
  for (let i = 0, j = 0, r = 0, turn = 0; i < left.recordIds.length || j < right.recordIds.length; turn++) {
    const l = left.recordIds[i] ?? Number.POSITIVE_INFINITY;
    const m = right.recordIds[j] ?? Number.POSITIVE_INFINITY;
    const id = Math.min(l, m);
    const onLeft = l === id ? left.clusterOf[i++]! : -1;
    const onRight = m === id ? right.clusterOf[j++]! : -1;
    if (turn % STRETCH === 0) await pause();
    while (r < ranges.length && ranges[r + 1]! < id) r += 2;
    if (r >= ranges.length || ranges[r]! > id) continue;
    ids[count] = id;
    if (onLeft < 0) leftPeople++;
    else if (seen[onLeft] === 0) {
      seen[onLeft] = 1;
      leftPeople++;
    }
    a[count] = onLeft < 0 ? next++ : onLeft;
    b[count++] = onRight < 0 ? next++ : firstRight + onRight;
  }
  return {
    ids: ids.subarray(0, count),
    left: a.subarray(0, count),
    right: b.subarray(0, count),
    people: next,
    spare: count - leftPeople,
  };
}

const maximum = (numbers: Uint32Array): number => {
  let most = -1;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, numbers[i]!);
  return most;
};

async function changesOf(
  joined: Joined,
): Promise<{ changes: Changes; leftPeople: Uint32Array; rightPeople: Uint32Array }> {
  const pause = slicer();
  const { ids, left, right, people } = joined;
  const root = connect(joined);
  await pause();
  // People of either side in each component, by its root.
  const leftIn = new Uint32Array(people);
  const rightIn = new Uint32Array(people);
  const sizes = new Uint32Array(people);
  const counted = new Uint8Array(people);
  for (let i = 0; i < ids.length; i++) {
    const component = root(left[i]!);
    sizes[component]!++;
    if (counted[left[i]!] === 0) leftIn[component]!++;
    if (counted[right[i]!] === 0) rightIn[component]!++;
    counted[left[i]!] = 1;
    counted[right[i]!] = 1;
  }
  await pause();
  // Changes are numbered in the order of their first record, and their records put together.
  const numberOf = new Int32Array(people).fill(-1);
  const bounds: number[] = [0];
  const kinds: number[] = [];
  const roots: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    const component = root(left[i]!);
    const isChanged = leftIn[component]! > 1 || rightIn[component]! > 1;
    if (!isChanged || numberOf[component]! >= 0) continue;
    numberOf[component] = roots.length;
    roots.push(component);
    bounds.push(bounds.at(-1)! + sizes[component]!);
    kinds.push(rightIn[component] === 1 ? 0 : leftIn[component] === 1 ? 1 : 2);
  }
  await pause();
  const starts = Uint32Array.from(bounds);
  const place = starts.slice();
  const records = new Uint32Array(bounds.at(-1)!);
  const leftOf = new Uint32Array(records.length);
  const rightOf = new Uint32Array(records.length);
  for (let i = 0; i < ids.length; i++) {
    const change = numberOf[root(left[i]!)]!;
    if (change < 0) continue;
    const at = place[change]!++;
    records[at] = ids[i]!;
    leftOf[at] = left[i]!;
    rightOf[at] = right[i]!;
  }
  await pause();
  const { gained, lost } = await pairsOf(starts, leftOf, rightOf, people);
  return {
    changes: {
      count: roots.length,
      starts,
      records,
      left: leftOf,
      right: rightOf,
      kinds: Uint8Array.from(kinds),
      gained,
      lost,
      order: Uint32Array.from(roots.keys()).sort(
        (c, d) => gained[d]! + lost[d]! - gained[c]! - lost[c]! || c - d,
      ),
    },
    leftPeople: Uint32Array.from(roots, (component) => leftIn[component]!),
    rightPeople: Uint32Array.from(roots, (component) => rightIn[component]!),
  };
}

/** Disjoint sets of people who share records; gives the one that stands for the set. */
function connect({ ids, left, right, people }: Joined): (person: number) => number {
  const parent = Uint32Array.from({ length: people }, (_, person) => person);
  const root = (person: number): number => {
    let at = person;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (let i = 0; i < ids.length; i++) {
    const a = root(left[i]!);
    const b = root(right[i]!);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  return root;
}

/** Pairs together on one side only, per change: those of the person of that side less those of both. */
async function pairsOf(
  starts: Uint32Array,
  left: Uint32Array,
  right: Uint32Array,
  people: number,
): Promise<{ gained: Float64Array; lost: Float64Array }> {
  const pause = slicer();
  const count = starts.length - 1;
  const gained = new Float64Array(count);
  const lost = new Float64Array(count);
  for (let c = 0; c < count; c++) {
    const [from, to] = [starts[c]!, starts[c + 1]!];
    const both = pairsWithin(from, to, (k) => left[k]! * people + right[k]!);
    gained[c] = pairsWithin(from, to, (k) => right[k]!) - both;
    lost[c] = pairsWithin(from, to, (k) => left[k]!) - both;
    if (c % 2_000 === 0) await pause();
  }
  return { gained, lost };
}

function pairsWithin(from: number, to: number, keyOf: (k: number) => number): number {
  const sizes = new Map<number, number>();
  let pairs = 0;
  for (let k = from; k < to; k++) {
    const key = keyOf(k);
    const size = sizes.get(key) ?? 0;
    pairs += size;
    sizes.set(key, size + 1);
  }
  return pairs;
}
