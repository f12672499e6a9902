import { describe, expect, test } from 'vitest';
import { matchRecords, matchTemplate } from '../../../main/engine/match/match.ts';
import { encode, entity, person, seenAgain, town } from './people.ts';

const citizens = town(900, 5);
const records = encode([...citizens, ...seenAgain(citizens), ...seenAgain(citizens, 7)].map(person));
const model = matchTemplate(entity('individual'), records);

describe('matching in several threads', () => {
  const alone = matchRecords(records, model, { threads: 1 });

  test.each([2, 4])(
    '%i threads find what one finds, in the same order and with the same model',
    (threads) => {
      const shared = matchRecords(records, model, { threads });
      expect(shared.model).toEqual(alone.model);
      expect(shared.training).toEqual(alone.training);
      expect(shared.pairs).toEqual(alone.pairs);
      expect(shared.clusterOf).toEqual(alone.clusterOf);
      expect(shared.rules).toEqual(alone.rules);
    },
  );

  test('can be cancelled while others work', () => {
    let asked = 0;
    const cancelled = () => ++asked > 6;
    expect(() => matchRecords(records, model, { threads: 3, cancelled })).toThrow();
    expect(asked).toBeLessThan(20);
  });

  test('the mistakes of a model are told as they are with one thread', () => {
    const wrong = {
      ...model,
      comparisons: model.comparisons.map((c, k) => (k === 0 ? { ...c, attributes: ['gone'] } : c)),
    };
    expect(() => matchRecords(records, wrong, { threads: 2 })).toThrow(/gone/);
  });
});
