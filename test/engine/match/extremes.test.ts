import { describe, expect, test } from 'vitest';
import { countPairs, matchRecords, matchTemplate } from '../../../main/engine/match/match.ts';
import { encode, matchPeople, person, seenAgain, town } from './people.ts';

describe('files at the edge', () => {
  test('no record, one record', () => {
    expect(matchPeople([]).clusterOf).toHaveLength(0);
    expect([...matchPeople([{ given: 'Odile', family: 'Wagner' }]).clusterOf]).toEqual([0]);
  });

  test('records without any value stay alone', () => {
    expect([...matchPeople([{}, {}, {}, { given: 'Odile' }]).clusterOf]).toEqual([0, 1, 2, 3]);
  });

  test('a column that is blank everywhere is not compared', () => {
    const records = encode(town(80).map((p) => person({ ...p, phone: undefined })));
    const { comparisons, blockingRules } = matchTemplate(records.entity, records);
    expect(comparisons.map((c) => c.name)).not.toContain('phone');
    expect(blockingRules.flatMap((r) => r.keys.map((k) => k.attribute))).not.toContain('phone');
  });

  test('too few records to learn from: template values, and it says so', () => {
    const { training, remarks } = matchPeople(town(10));
    expect(training).toMatchObject({ trained: false, reason: 'too_few_pairs' });
    expect(remarks.join()).toContain('not_trained');
  });

  test('10,000 identical rows become one golden record in bounded time', () => {
    const rows = Array.from({ length: 10_000 }, () => town(1)[0]!);
    const started = performance.now();
    const { clusters, pairs } = matchPeople([...rows, ...town(200, 3)]);
    expect(clusters).toBe(201);
    expect(pairs.count).toBeLessThan(11_000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('a block of 20,000 equal values is cut, reported, and its true pairs are still found', () => {
    const citizens = town(20_000, 11).map((p) => ({
      given: 'Marie',
      family: 'Martin',
      born: p.born,
      phone: p.phone,
    }));
    const twice = seenAgain(citizens, 10).map((p) => ({
      ...p,
      family: 'Martin',
      born: p.born ?? '1950-05-05',
    }));
    const records = encode([...citizens, ...twice].map(person));
    const model = matchTemplate(records.entity, records);
    const names = {
      ...model,
      blockingRules: model.blockingRules.filter((r) => r.keys.some((k) => k.attribute.includes('name'))),
    };
    const counted = countPairs(records, names);
    const oversized = counted.flatMap((rule) => rule.oversized);
    expect(oversized[0]!.size).toBeGreaterThan(19_000);
    expect(oversized[0]!.comparedPairs).toBeLessThan(oversized[0]!.allPairs / 50);
    expect(counted.reduce((sum, rule) => sum + rule.newPairs, 0)).toBeLessThan(4_000_000);
    const { clusterOf, remarks } = matchRecords(records, model);
    let found = 0;
    for (let k = 0; k < twice.length; k++) if (clusterOf[10 * k] === clusterOf[citizens.length + k]) found++;
    expect(found / twice.length).toBeGreaterThan(0.6);
    expect(remarks.join()).toContain('oversized');
  }, 60_000);
});
