import { describe, expect, test } from 'vitest';
import { matchPeople, type Person, partners, seenAgain, town } from './people.ts';

const citizens = town(450);
const background = [...citizens, ...seenAgain(citizens), ...partners(citizens)];
const home = { number: '14', street: 'Rue des Tanneurs', postcode: '68100', city: 'Mulhouse' };
const odile: Person = {
  given: 'Odile',
  family: 'Wagner',
  born: '1961-04-02',
  phone: '+33389112233',
  address: home,
};

/** How the first two of a town are linked; undefined: they are not. */
function linkOf(a: Person, b: Person): { kind: string; probability: number } | undefined {
  const { pairs, model, clusterOf } = matchPeople([a, b, ...background]);
  const { left, right, lookalike, probability } = pairs.related;
  const p = left.findIndex((one, k) => Math.min(one, right[k]!) === 0 && Math.max(one, right[k]!) === 1);
  if (p < 0 || clusterOf[0] === clusterOf[1]) return undefined;
  return { kind: model.lookalikes[lookalike[p]!]!.name, probability: probability[p]! };
}

describe('people who belong together without being one', () => {
  test('a couple at one door, with one telephone: a household', () => {
    const gaston: Person = { ...odile, given: 'Gaston', born: '1958-11-23' };
    const link = linkOf(odile, gaston);
    expect(link?.kind).toBe('household');
    expect(link!.probability).toBeGreaterThan(0.9);
  });

  test('a couple at one door, and nothing else in common but the name', () => {
    const gaston: Person = { given: 'Gaston', family: 'Wagner', born: '1958-11-23', address: home };
    expect(linkOf(odile, gaston)?.kind).toBe('household');
  });

  test.each<[string, Person]>([
    [
      'a namesake in another town',
      {
        given: 'Gaston',
        family: 'Wagner',
        born: '1958-11-23',
        address: { ...home, street: 'Quai du Port', postcode: '13002', city: 'Marseille' },
      },
    ],
    ['the same person', { ...odile, email: 'odile.wagner@free.fr' }],
    [
      'somebody with nothing in common',
      { given: 'Hugo', family: 'Martin', born: '1990-01-31', phone: '+33611223344' },
    ],
  ])('%s: no link', (_, other) => {
    expect(linkOf(odile, other)).toBeUndefined();
  });

  test('the same links in whatever order, by 1, 2 or 4 threads', () => {
    const linked = (people: readonly Person[], threads: number): string[] => {
      const { pairs, model } = matchPeople(people, { threads });
      const { left, right, lookalike, probability } = pairs.related;
      return Array.from(left, (one, p) => {
        const ends = [people[one]!, people[right[p]!]!].map((who) => JSON.stringify(who)).sort();
        return `${ends.join()} ${model.lookalikes[lookalike[p]!]!.name} ${probability[p]!.toFixed(5)}`;
      }).sort();
    };
    const expected = linked(background, 1);
    expect(expected.length).toBeGreaterThan(80);
    expect(linked(background, 2)).toEqual(expected);
    expect(linked([...background].reverse(), 4)).toEqual(expected);
  });
});
