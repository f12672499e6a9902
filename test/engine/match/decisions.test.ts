import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countPairs, MatchCancelled, matchRecords, matchTemplate } from '../../../main/engine/match/match.ts';
import { encode, groups, matchPeople, type Person, person, seenAgain, town } from './people.ts';

const citizens = town(150, 5);
const people = [...citizens, ...seenAgain(citizens, 2)];

describe("stewards' decisions", () => {
  test('hold whatever the weights say', () => {
    const pair = fc.tuple(fc.nat(people.length - 1), fc.nat(people.length - 1)).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 6 }), fc.array(pair, { maxLength: 6 }), (links, asked) => {
        const linked = matchPeople(people, { mustLink: links }).clusterOf;
        const cannotLink = asked.filter(([a, b]) => !reaches(links, a, b));
        const { clusterOf } = matchPeople(people, { mustLink: links, cannotLink });
        for (const [a, b] of links) expect([linked[a], clusterOf[a]]).toEqual([linked[b], clusterOf[b]]);
        for (const [a, b] of cannotLink) expect(clusterOf[a]).not.toBe(clusterOf[b]);
      }),
      { numRuns: 8 },
    );
  });

  test('records of one content can be kept apart, and the cut says why', () => {
    const twice: Person[] = [citizens[0]!, citizens[0]!, ...people];
    expect(matchPeople(twice).clusterOf[0]).toBe(matchPeople(twice).clusterOf[1]);
    const { clusterOf, cuts } = matchPeople(twice, { cannotLink: [[0, 1]] });
    expect(clusterOf[0]).not.toBe(clusterOf[1]);
    expect(cuts.some((cut) => cut.reason === 'cannot_link')).toBe(true);
  });
});

/** True when must-links already bring two records together. */
function reaches(links: readonly (readonly [number, number])[], a: number, b: number): boolean {
  const seen = new Set([a]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [x, y] of links) {
      if (seen.has(x) !== seen.has(y)) {
        seen.add(x).add(y);
        grown = true;
      }
    }
  }
  return seen.has(b);
}

describe('a run', () => {
  test('gives the same clusters whatever the order of the records', () => {
    const expected = groups(matchPeople(people).clusterOf);
    fc.assert(
      fc.property(fc.shuffledSubarray([...people.keys()], { minLength: people.length }), (order) => {
        const { clusterOf } = matchPeople(order.map((k) => people[k]!));
        expect(groups(clusterOf, (i) => order[i]!)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  test('can be cancelled', () => {
    expect(() => matchPeople(people, { cancelled: () => true })).toThrow(MatchCancelled);
  });

  test('compares as many pairs as were counted before', () => {
    const records = encode(people.map(person));
    const model = matchTemplate(records.entity, records);
    const counted = countPairs(records, model);
    const { rules, pairs } = matchRecords(records, model);
    expect(rules).toEqual(counted);
    const seen = new Set<string>();
    for (let p = 0; p < pairs.count; p++) seen.add(`${pairs.left[p]} ${pairs.right[p]}`);
    expect(seen.size).toBe(pairs.count);
  });
});
