import { describe, expect, it, test } from 'vitest';
import { type Advice, adviseBlocking } from '../../../main/engine/match/advisor/advise.ts';
import { singleKeys } from '../../../main/engine/match/advisor/candidates.ts';
import { estimateOf } from '../../../main/engine/match/advisor/estimate.ts';
import { TRANSFORM_NAMES } from '../../../main/engine/match/blocking/keys.ts';
import { countPairs, matchRecords, matchTemplate } from '../../../main/engine/match/match.ts';
import type { BlockingRule, MatchModel } from '../../../shared/model/match-model.ts';
import { encode, type Person, person, seenAgain, town } from './people.ts';

const rule = (...keys: readonly string[]): BlockingRule => ({
  name: keys.join(' + '),
  keys: keys.map((key) => {
    const [attribute, transform = 'exact'] = key.split(':');
    return { attribute: attribute!, transform };
  }),
});

const citizens = town(400);
const people = [...citizens, ...seenAgain(citizens)];

function advise(of: readonly Person[], rules: readonly BlockingRule[], threads = 1): Advice {
  const records = encode(of.map(person));
  return adviseBlocking(
    records,
    { ...matchTemplate(records.entity, records), blockingRules: rules },
    { threads },
  );
}

const valuesOf: Readonly<Record<string, (of: Person) => string | undefined>> = {
  email: ({ email }) => email as string | undefined,
  'phone:last8': ({ phone }) => (phone as string | undefined)?.slice(-8),
  birth_date: ({ born }) => born,
};

/** Pairs of each rule, those no earlier one makes, and those no other makes: each pair of people looked at. */
function bruteForce(
  of: readonly Person[],
  rules: readonly string[],
): { pairs: number; newPairs: number; onlyPairs: number }[] {
  const counts = rules.map(() => ({ pairs: 0, newPairs: 0, onlyPairs: 0 }));
  const { representative } = encode(of.map(person));
  of.forEach((a, i) => {
    of.slice(i + 1).forEach((b, k) => {
      if (representative[i] !== i || representative[i + 1 + k] !== i + 1 + k) return;
      const made = rules.flatMap((name, r) => {
        const value = valuesOf[name]!(a);
        return value !== undefined && value === valuesOf[name]!(b) ? [r] : [];
      });
      for (const r of made) counts[r]!.pairs++;
      if (made.length > 0) counts[made[0]!]!.newPairs++;
      if (made.length === 1) counts[made[0]!]!.onlyPairs++;
    });
  });
  return counts;
}

describe('what the blocking rules cost', () => {
  const names = ['email', 'phone:last8', 'birth_date'];
  const rules = names.map((name) => rule(name));

  it('is counted exactly: every pair of people looked at gives the same', () => {
    const { rules: advised, pairs } = advise(people, rules);
    const counted = bruteForce(people, names);
    expect(advised.map(({ pairs, newPairs, onlyPairs }) => ({ pairs, newPairs, onlyPairs }))).toEqual(
      counted,
    );
    expect(pairs).toBe(counted.reduce((sum, { newPairs }) => sum + newPairs, 0));
  });

  it('is what a run then compares', () => {
    const records = encode(people.map(person));
    const model: MatchModel = matchTemplate(records.entity, records);
    const advised = adviseBlocking(records, model).rules.map(({ rule: { name }, pairs, newPairs }) => ({
      rule: name,
      pairs,
      newPairs,
    }));
    const shapeOf = (counts: ReturnType<typeof countPairs>) =>
      counts.map(({ rule: name, pairs, newPairs }) => ({ rule: name, pairs, newPairs }));
    expect(advised).toEqual(shapeOf(countPairs(records, model)));
    expect(advised).toEqual(shapeOf([...matchRecords(records, model).rules]));
  });

  it('comes out the same for one, two and three threads', () => {
    const [one, two, three] = [1, 2, 3].map((threads) => advise(people, rules, threads));
    expect(two).toEqual(one);
    expect(three).toEqual(one);
  });

  it('says in clear what the records of an oversized block share', () => {
    const shop = Array.from({ length: 800 }, (_, k) => ({
      given: `Nom${k}`,
      family: `Famille${k * 7}`,
      phone: '+33102030405',
    }));
    const [phone] = advise([...people, ...shop], [rule('phone:last8'), rule('email')]).rules;
    expect(phone).toMatchObject({ oversized: 1, pairsUncut: expect.any(Number) });
    expect(phone!.largest[0]).toEqual({
      size: 800,
      inCommon: [{ attribute: 'phone', transform: 'last8', text: expect.stringContaining('102030405') }],
    });
    expect(phone!.pairsUncut).toBeGreaterThanOrEqual((800 * 799) / 2);
    expect(phone!.pairs).toBeLessThan(phone!.pairsUncut / 4);
  });
});

describe('rules that are proposed', () => {
  const moved = town(60, 9).map((p, k) => ({ ...p, email: `autre${k}@ailleurs.fr`, phone: undefined }));
  const before = town(60, 9).map((p) => ({ ...p, phone: undefined }));

  it('find the matches that the rules in force miss, and say how many pairs they take', () => {
    const all = [...people, ...before, ...moved];
    const rules = [rule('email'), rule('phone:last8')];
    const { proposals, rules: advised } = advise(all, rules);
    const [best] = proposals;
    expect(best!.adds.about).toBeGreaterThanOrEqual(55);
    // With the rule, a run finds them; without it, it does not.
    const records = encode(all.map(person));
    const model = { ...matchTemplate(records.entity, records), blockingRules: rules };
    const together = (of: MatchModel): number => {
      const { clusterOf } = matchRecords(records, of);
      return before.filter((_, k) => clusterOf[people.length + k] === clusterOf[people.length + 60 + k])
        .length;
    };
    const without = together(model);
    const with_ = together({ ...model, blockingRules: [...rules, best!.rule] });
    expect(without).toBeLessThan(5);
    expect(with_).toBeGreaterThan(45);
    const counts = countPairs(records, { ...model, blockingRules: [...rules, best!.rule] });
    expect(counts[2]).toMatchObject({ pairs: best!.pairs, newPairs: best!.newPairs });
    expect(advised.every(({ isRedundant }) => !isRedundant)).toBe(true);
  });

  it('are none where the rules in force find everything that could be found', () => {
    const records = encode(people.map(person));
    const all = matchTemplate(records.entity, records);
    expect(adviseBlocking(records, all).proposals).toEqual([]);
  });

  it('leave out what a golden record already holds together', () => {
    const all = [...people, ...before, ...moved];
    const records = encode(all.map(person));
    const model = { ...matchTemplate(records.entity, records), blockingRules: [rule('email')] };
    const clusterOf = new Uint32Array(all.length);
    expect(adviseBlocking(records, model, { clusterOf }).proposals).toEqual([]);
  });

  it('are made of transforms that exist', () => {
    const records = encode(people.map(person));
    const unknown = singleKeys(records).filter(({ transform }) => !TRANSFORM_NAMES.includes(transform));
    expect(unknown).toEqual([]);
  });
});

test('a rule whose matches another finds can go; two that only find each other’s cannot both', () => {
  const twice = [rule('email'), { ...rule('email'), name: 'again' }, rule('phone:last8')];
  const { rules } = advise(people, twice);
  expect(rules.map(({ isRedundant }) => isRedundant)).toEqual([false, true, false]);
});

test('advice stops when it is told to', () => {
  const records = encode(people.map(person));
  const stop = () => {
    throw new Error('enough');
  };
  expect(() => adviseBlocking(records, matchTemplate(records.entity, records), { progress: stop })).toThrow(
    'enough',
  );
});

test('a number of matches told from a sample comes with the most it may be', () => {
  expect(estimateOf(7, 1, 100)).toEqual({ about: 7, atMost: 7 });
  const none = estimateOf(0, 0.01, 10_000);
  expect(none.about).toBe(0);
  // The rule of three: nothing seen among n leaves 3/n.
  expect(none.atMost).toBeGreaterThan(270);
  expect(none.atMost).toBeLessThan(330);
  const some = estimateOf(100, 0.1, 1_000_000);
  expect(some.about).toBe(1000);
  expect(some.atMost).toBeGreaterThan(1150);
  expect(some.atMost).toBeLessThan(1250);
});
