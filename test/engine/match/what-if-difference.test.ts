import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Difference, differenceOf, KINDS } from '../../../main/engine/match/what-if/difference.ts';
import {
  commonRanges,
  type Partition,
  packNumbers,
  partitionOf,
  recordCount,
  unpackNumbers,
} from '../../../main/engine/match/what-if/partition.ts';

/** Records by id with their cluster, as a person would write it down. */
type Plain = ReadonlyMap<number, number>;

const plain = (ids: readonly number[], clusters: readonly number[]): Plain =>
  new Map(ids.map((id, i) => [id, clusters[i]! % ids.length]));
const packed = (side: Plain): Partition => partitionOf([...side.keys()], [...side.values()]);

/** Some records, not all of them on both sides, in few clusters, so that they meet. */
const side = fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 30 }).chain((ids) =>
  fc.array(fc.nat(9), { minLength: ids.length, maxLength: ids.length }).map((clusters) =>
    plain(
      [...ids].sort((a, b) => a - b),
      clusters,
    ),
  ),
);

/** The same, pair by pair and set by set. */
function byHand(left: Plain, right: Plain) {
  const ids = [...left.keys()].filter((id) => right.has(id));
  const together = (one: Plain, a: number, b: number) => one.get(a) === one.get(b);
  const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const));
  const groups: Set<number>[] = [];
  for (const id of ids) {
    const touching = groups.filter((group) =>
      [...group].some((other) => together(left, id, other) || together(right, id, other)),
    );
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(new Set([id, ...touching.flatMap((group) => [...group])]));
  }
  const people = (one: Plain, group: Set<number>) => new Set([...group].map((id) => one.get(id))).size;
  const changes = groups
    .map((group) => ({ group, left: people(left, group), right: people(right, group) }))
    .filter((one) => one.left > 1 || one.right > 1);
  const kindOf = (one: { left: number; right: number }) =>
    one.right === 1 ? 'merged' : one.left === 1 ? 'split' : 'rearranged';
  return {
    records: ids.length,
    onlyLeft: left.size - ids.length,
    onlyRight: right.size - ids.length,
    unchanged: groups.length - changes.length,
    pairsGained: pairs.filter(([a, b]) => together(right, a, b) && !together(left, a, b)).length,
    pairsLost: pairs.filter(([a, b]) => together(left, a, b) && !together(right, a, b)).length,
    kinds: Object.fromEntries(
      KINDS.map((kind) => {
        const ofKind = changes.filter((one) => kindOf(one) === kind);
        const sum = (of: 'left' | 'right') => ofKind.reduce((all, one) => all + one[of], 0);
        return [kind, { changes: ofKind.length, left: sum('left'), right: sum('right') }];
      }),
    ),
    changes: changes.map((one) => `${kindOf(one)} ${[...one.group].sort((a, b) => a - b).join(' ')}`).sort(),
  };
}

const listed = ({ changes }: Difference): string[] =>
  [...changes.order].map((c) => {
    const members = changes.records.subarray(changes.starts[c], changes.starts[c + 1]);
    return `${KINDS[changes.kinds[c]!]} ${[...members].join(' ')}`;
  });

describe('the difference between two partitions', () => {
  it('is what counting pair by pair and person by person gives', async () => {
    await fc.assert(
      fc.asyncProperty(side, side, async (left, right) => {
        const difference = await differenceOf(packed(left), packed(right));
        const { changes, ...counts } = byHand(left, right);
        expect(difference.counts).toEqual(counts);
        expect(listed(difference).sort()).toEqual(changes);
      }),
      { numRuns: 300 },
    );
  });

  it('is the other way round from the other side', async () => {
    await fc.assert(
      fc.asyncProperty(side, side, async (left, right) => {
        const there = (await differenceOf(packed(left), packed(right))).counts;
        const back = (await differenceOf(packed(right), packed(left))).counts;
        expect(back.pairsGained).toBe(there.pairsLost);
        expect(back.kinds.split?.changes).toBe(there.kinds.merged?.changes);
        expect(back.kinds.rearranged?.changes).toBe(there.kinds.rearranged?.changes);
      }),
      { numRuns: 50 },
    );
  });

  it('lists the change of most pairs first', async () => {
    const ids = [...Array(12).keys()];
    const left = plain(ids, [0, 0, 1, 2, 3, 3, 3, 3, 4, 5, 6, 7]);
    const right = plain(ids, [0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const difference = await differenceOf(packed(left), packed(right));
    expect(listed(difference)).toEqual(['split 4 5 6 7', 'split 0 1', 'merged 2 3']);
    expect(difference.counts.unchanged).toBe(4);
  });

  it('takes half a million records that are all of one change', async () => {
    const count = 500_000;
    const ids = Uint32Array.from({ length: count }, (_, i) => i + 1);
    const left = partitionOf(
      ids,
      Uint32Array.from(ids, (id) => id >> 1),
    );
    const right = partitionOf(
      ids,
      Uint32Array.from(ids, (id) => (id + 1) >> 1),
    );
    const { counts } = await differenceOf(left, right);
    expect(counts.unchanged).toBe(0);
    expect(counts.kinds.rearranged?.changes).toBe(1);
  }, 60_000);
});

describe('a partition', () => {
  it('knows all its records, and is the same once stored', () => {
    fc.assert(
      fc.property(side, side, (one, other) => {
        const partition = packed(one);
        expect(recordCount(partition)).toBe(one.size);
        expect(unpackNumbers(packNumbers(partition.clusterOf))).toEqual(partition.clusterOf);
        const common = commonRanges(partition.ranges, packed(other).ranges);
        expect(recordCount({ ranges: common })).toBe([...one.keys()].filter((id) => other.has(id)).length);
      }),
    );
  });
});
