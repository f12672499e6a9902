import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decidePair, revertDecision } from '../../../main/engine/db/decisions.ts';
import {
  type Bonds,
  type HeldMember,
  heldTogether,
  weakestMember,
} from '../../../main/engine/match/membership/ties.ts';
import type { MembershipReasons } from '../../../shared/contract/match-reasons.ts';
import { refusedWith } from '../sample-project.ts';
import { GrowingProject, type Row } from './growing-project.ts';
import { seenAgain, town } from './people.ts';

type WeighedPair = readonly [left: number, right: number, weight: number];

function bonds(members: readonly number[], pairs: readonly WeighedPair[], more: Partial<Bonds> = {}): Bonds {
  return {
    members,
    links: [],
    ended: [],
    ...more,
    pairs: {
      left: Uint32Array.from(pairs, ([left]) => left),
      right: Uint32Array.from(pairs, ([, right]) => right),
      weight: Float32Array.from(pairs, ([, , weight]) => weight),
    },
  };
}

/** Each member in a word: `3<2 pair`. */
const told = (held: readonly HeldMember[]): string[] =>
  held.map(({ record, hold }) =>
    'through' in hold ? `${record}<${hold.through} ${hold.kind}` : `${record} ${hold.kind}`,
  );

describe('a cluster', () => {
  it('is told as it was joined: the strongest pair first, each member by the one tie that holds it', () => {
    // 1–2 is the strongest; 4–5 joined each other before 3 brought them in.
    const known = bonds(
      [1, 2, 3, 4, 5],
      [
        [2, 3, 9],
        [1, 2, 20],
        [1, 3, 7],
        [3, 4, 8],
        [4, 5, 18],
        [1, 5, 6],
      ],
    );
    const held = heldTogether(known);
    expect(told(held)).toEqual(['1 founder', '2<1 pair', '3<2 pair', '4<3 pair', '5<4 pair']);
    expect(weakestMember(held, known.pairs)).toBe(4);
  });

  it('is founded by the end of the strongest tie with the lower id', () => {
    expect(
      told(
        heldTogether(
          bonds(
            [1, 7, 9],
            [
              [1, 9, 5],
              [9, 7, 12],
            ],
          ),
        ),
      ),
    ).toEqual(['7 founder', '9<7 pair', '1<9 pair']);
  });

  it('is held by decisions before any pair', () => {
    const known = bonds(
      [1, 2, 3],
      [
        [1, 2, 30],
        [2, 3, 12],
      ],
      { links: [[3, 1]] },
    );
    const held = heldTogether(known);
    expect(told(held)).toEqual(['1 founder', '3<1 decision', '2<1 pair']);
    expect(weakestMember(held, known.pairs)).toBe(2);
  });

  it('says who is held by nothing but a decision taken back, or by nothing that is known', () => {
    const known = bonds(
      [1, 2, 3, 4, 8, 9],
      [
        [1, 2, 10],
        [8, 9, 11],
        [3, 4, 7],
      ],
      {
        ended: [
          [2, 3],
          [1, 2],
        ],
      },
    );
    const held = heldTogether(known);
    expect(told(held)).toEqual([
      '8 founder',
      '9<8 pair',
      '1 unknown',
      '2<1 pair',
      '3<2 taken_back',
      '4<3 pair',
    ]);
    // What is gone gives way before any pair.
    expect(weakestMember(held, known.pairs)).toBeNull();
  });

  it('of two has no weakest tie, of one only its founder', () => {
    const two = bonds([1, 2], [[1, 2, 10]]);
    expect(weakestMember(heldTogether(two), two.pairs)).toBeNull();
    expect(told(heldTogether(bonds([5], [])))).toEqual(['5 founder']);
  });

  it('is told the same whatever the order of its members and pairs, by a spanning tree of the most weight', () => {
    const members = [...Array(9).keys()];
    const pair = fc.tuple(fc.nat(8), fc.nat(8), fc.integer({ min: 5, max: 12 })).filter(([a, b]) => a !== b);
    const sample = fc.array(pair, { minLength: 8, maxLength: 30 }).chain((pairs) =>
      fc.record({
        pairs: fc.constant(pairs),
        shuffled: fc.shuffledSubarray([...pairs.keys()], { minLength: pairs.length }),
        order: fc.shuffledSubarray(members, { minLength: members.length }),
      }),
    );
    fc.assert(
      fc.property(sample, ({ pairs, shuffled, order }) => {
        const known = bonds(members, pairs);
        const held = heldTogether(known);
        const turned = shuffled.map((k): WeighedPair => [pairs[k]![1]!, pairs[k]![0]!, pairs[k]![2]!]);
        expect(told(heldTogether(bonds(order, turned)))).toEqual(told(held));
        // No pair is heavier than the lightest tie on the way between its two records: else it would be a tie.
        for (const [left, right, weight] of pairs)
          expect(weight).toBeLessThanOrEqual(lightestBetween(held, known, left, right));
      }),
    );
  });
});

/** The least weight on the way through the tree from one record to another. */
function lightestBetween(held: readonly HeldMember[], { pairs }: Bonds, from: number, to: number): number {
  const ways = held.flatMap(({ record, hold }) =>
    hold.kind === 'pair' ? [{ ends: [record, hold.through], weight: pairs.weight[hold.at]! }] : [],
  );
  const least = new Map([[from, Number.POSITIVE_INFINITY]]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { ends, weight } of ways)
      for (const [a, b] of [ends, ends.toReversed()] as [number, number][])
        if (least.has(a) && !least.has(b)) {
          least.set(b, Math.min(weight, least.get(a)!));
          grown = true;
        }
  }
  return least.get(to)!;
}

const PEOPLE = town(120, 11);
const entity = 'individual';

describe('a golden record', () => {
  let project: GrowingProject;
  beforeAll(async () => {
    project = new GrowingProject();
    const again = seenAgain(PEOPLE, 2);
    const rows: Row[] = [...PEOPLE, ...again].map((person, k) => ({ ...person, key: `K${k}` }));
    // Three equal rows of one person, and somebody whom only a decision brings to another.
    rows.push({ ...PEOPLE[0]!, key: 'E1' }, { ...PEOPLE[0]!, key: 'E2' });
    await project.refresh(rows, 'full');
  }, 120_000);
  afterAll(() => project.close());

  const goldenOf = (key: string) => [...project.golden()].find(([, keys]) => keys.includes(key))![0];
  const reasons = (key: string, limit?: number): Promise<MembershipReasons> =>
    project.engine.client.match.reasons({
      entity,
      goldenId: goldenOf(key),
      ...(limit !== undefined && { limit }),
    });
  const member = (found: MembershipReasons, key: string) => found.members.find((one) => one.key === key)!;

  it('tells of every golden record of several records why each is in it, by a pair the run joined', async () => {
    const state = project.db.prepare(
      'SELECT weight, state, reason FROM pair WHERE left_id = ? AND right_id = ?',
    );
    const several = [...project.golden()].filter(([, keys]) => keys.length > 1);
    expect(several.length).toBeGreaterThan(30);
    for (const [goldenId, keys] of several) {
      const found = await project.engine.client.match.reasons({ entity, goldenId });
      expect(found.members.map(({ key }) => key).sort()).toEqual(keys.toSorted());
      expect(found.members[0]!.hold.kind).toBe('founder');
      const before = new Set([found.members[0]!.recordId]);
      for (const { recordId, hold } of found.members.slice(1)) {
        if (hold.kind !== 'pair') throw new Error(`held by ${hold.kind}`);
        expect(before.has(hold.through.recordId)).toBe(true);
        before.add(recordId);
        const kept = state.get(...[recordId, hold.through.recordId].sort((a, b) => a - b));
        expect(kept).toEqual({ weight: hold.weight, state: 'merged', reason: null });
        expect(hold.weight).toBeGreaterThanOrEqual(found.autoMerge);
        expect(hold.evidence!.length).toBeGreaterThan(0);
      }
    }
  });

  it('tells of equal rows that everything they say is the same', async () => {
    const found = await reasons('E1');
    const { hold } = member(found, 'E2');
    if (hold.kind !== 'pair') throw new Error(hold.kind);
    expect(hold.evidence!.every(({ level }) => level === 'exact')).toBe(true);
    const votes = found.members.reduce((sum, { votes: { above } }) => sum + above, 0);
    const pairs = project.db
      .prepare(
        `SELECT count(*) FROM pair p JOIN membership m ON m.record_id = p.left_id
         WHERE m.golden_id = ? AND p.state = 'merged' AND p.weight >= ?`,
      )
      .pluck()
      .get(found.goldenId, found.autoMerge) as number;
    // Each pair is seen from both its ends, but for those that hold a member.
    expect(votes).toBe(2 * (pairs - (found.total - 1)));
  });

  it('does not say that a pair holds a member which was refused when its turn came', async () => {
    const { db } = project.engine.project;
    const refuse = db.prepare(
      'UPDATE pair SET reason = ? WHERE left_id = min(@a, @b) AND right_id = max(@a, @b)',
    );
    const before = await reasons('E1');
    const last = before.members.at(-1)!;
    if (last.hold.kind !== 'pair') throw new Error(last.hold.kind);
    const ends = { a: last.recordId, b: last.hold.through.recordId };
    refuse.run('weak_bridge', ends);
    const after = member(await reasons('E1'), last.key);
    refuse.run(null, ends);
    // Another pair of it may hold it just as well; the one that was refused does not.
    expect(after.hold).not.toEqual(last.hold);
    expect(after.votes.above).toBe(last.votes.above + (after.hold.kind === 'pair' ? 0 : 1));
    expect(await reasons('E1')).toEqual(before);
  });

  it('lists the first members asked for, and how many there are', async () => {
    const { members, total } = await reasons('E1', 2);
    expect(members).toHaveLength(2);
    expect(total).toBeGreaterThan(2);
  });

  it('names the decision that holds a member, and says so once it is taken back', async () => {
    const alone = [...project.golden().values()].filter((keys) => keys.length === 1).map(([key]) => key!);
    const [left, right] = [alone[0]!, alone[1]!];
    const { db } = project.engine.project;
    const row = (key: string) => ({ source: 'crm', key });
    const uid = decidePair(
      db,
      { kind: 'link', entity, left: row(left), right: row(right), reason: 'rang her' },
      'anne',
    );
    await project.match('changes');
    const linked = await reasons(right);
    const heldBy = linked.members.find(({ hold }) => hold.kind !== 'founder')!;
    expect(heldBy.hold).toMatchObject({ kind: 'decision', uid, actor: 'anne', reason: 'rang her' });
    expect(linked.members.map(({ key }) => key).sort()).toEqual([left, right].sort());

    revertDecision(db, uid, 'bruno');
    const after = (await reasons(right)).members.find(({ recordId }) => recordId === heldBy.recordId)!;
    expect(after.hold).toMatchObject({
      kind: 'taken_back',
      uid,
      actor: 'anne',
      ended: { how: 'reverted', actor: 'bruno' },
    });
    expect(after.hold).toHaveProperty('through.key', linked.members[0]!.key);

    // Decided anew, but not run anew: the decision of now is the one that holds.
    decidePair(db, { kind: 'link', entity, left: row(right), right: row(left) }, 'chloé');
    const again = (await reasons(right)).members.find(({ recordId }) => recordId === heldBy.recordId)!;
    expect(again.hold).toMatchObject({ kind: 'decision', actor: 'chloé' });

    decidePair(db, { kind: 'keep_apart', entity, left: row(left), right: row(right) }, 'denis');
    const apart = (await reasons(right)).members.find(({ recordId }) => recordId === heldBy.recordId)!;
    expect(apart.hold).toMatchObject({ kind: 'taken_back', ended: { how: 'kept_apart', actor: 'denis' } });
    await project.match('changes');
    expect((await reasons(right)).members.map(({ key }) => key)).toEqual([right]);
  });

  it('leaves out a decision that the last run did not go by', async () => {
    const found = await reasons('E1');
    const [first, second] = found.members;
    decidePair(
      project.engine.project.db,
      {
        kind: 'link',
        entity,
        left: { source: 'crm', key: first!.key },
        right: { source: 'crm', key: second!.key },
      },
      'anne',
    );
    expect((await reasons('E1')).members.map(({ hold }) => hold.kind)).not.toContain('decision');
  });

  it('is refused where there is none', async () => {
    const unknown = project.engine.client.match.reasons({ entity, goldenId: 'G000' });
    expect((await refusedWith(unknown)).code).toBe('golden record.unknown');
  });
});
