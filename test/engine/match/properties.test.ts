import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BATCH,
  BLANK,
  type Comparator,
  type ComparatorFamily,
  PairBatch,
} from '../../../main/engine/match/comparators/comparator.ts';
import { COMPARATORS, prepareComparisons } from '../../../main/engine/match/comparators/index.ts';
import { wantsOf } from '../../../main/engine/match/model/catalogue.ts';
import { modelProblems } from '../../../main/engine/match/model/validate.ts';
import type { Kind } from '../../../shared/kinds/kinds.ts';
import type { EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import type { Comparison, ComparisonLevel, MatchModel } from '../../../shared/model/match-model.ts';
import { encode } from './people.ts';

const KINDS = {
  given_name: 'given_name',
  family_name: 'family_name',
  birth_name: 'birth_name',
  sex: 'sex',
  born: 'date',
  email: 'email',
  phone: 'phone',
  address: 'address',
  number: 'identifier',
  latitude: 'amount',
  longitude: 'amount',
  price: 'amount',
  title: 'text',
  place: 'text',
  labels: 'text',
} as const satisfies Record<string, Kind>;
type Name = keyof typeof KINDS;
const MANY: readonly Name[] = ['email', 'phone', 'address', 'labels'];

const entity: EntityType = {
  name: 'thing',
  role: 'custom',
  label: { fr: '', en: '' },
  attributes: (Object.keys(KINDS) as Name[]).map((name) => ({
    name,
    kind: KINDS[name],
    label: { fr: '', en: '' },
    cardinality: MANY.includes(name) ? 'many' : 'one',
  })),
};

const from = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const word = fc.oneof(
  from('MARTIN', 'MARTINE', 'DUPONT', 'DUPOND', 'CENTRE', 'CTR', 'J', '64', '128', 'NOIR'),
  fc.string({ unit: from(...'ABCDE'), minLength: 1, maxLength: 7 }),
);
const phrase = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '));
const two = (n: number): string => String(n).padStart(2, '0');
const date = fc
  .tuple(
    fc.integer({ min: 1930, max: 2010 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    from(4, 7, 10, 10),
  )
  .map(([y, m, d, length]) => `${y}-${two(m)}-${two(d)}`.slice(0, length));
const email = fc
  .tuple(
    from('jean', 'jeann', 'j.martin', 'martin12', 'superzzz', 'contact'),
    from('free.fr', 'gmail.com', 'fere.fr'),
  )
  .map((parts) => parts.join('@'));
const phone = fc
  .string({ unit: from(...'0123'), minLength: 7, maxLength: 10 })
  .map((digits) => `+33${digits}`);
const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true }).map((n) => n.toFixed(4));
const address = fc.record(
  {
    number: from('1', '12', '12BIS', '40'),
    street: fc.oneof(phrase, from('Rue de la Paix', 'W 3rd St', 'West 3', 'North Point', 'Northpoint')),
    postcode: from('75002', '75020', '59000'),
    city: from('Paris', 'Lille', 'New York', 'New York City'),
  },
  { requiredKeys: [] },
);

/** Two records out of this share values often enough to reach every level now and then. */
const thing = fc.record(
  {
    given_name: word,
    family_name: phrase,
    birth_name: word,
    sex: from('male', 'female'),
    born: date,
    number: fc.string({ unit: from(...'AB1'), minLength: 5, maxLength: 8 }),
    latitude: degrees(90),
    longitude: degrees(180),
    price: fc.double({ min: -50, max: 500, noNaN: true }).map((n) => n.toFixed(1)),
    title: phrase,
    place: fc.tuple(degrees(90), degrees(180)).map((both) => both.join(', ')),
    email: fc.array(email, { maxLength: 3 }),
    phone: fc.array(phone, { maxLength: 2 }),
    labels: fc.array(word, { maxLength: 4 }),
    address: fc.array(address, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
type Thing = typeof thing extends fc.Arbitrary<infer T> ? T : never;

function rowOf({ email = [], phone: phones = [], labels = [], address: addresses = [], ...one }: Thing) {
  const list = (values: readonly string[]): ManyValue[] => values.map((value) => ({ value }));
  const many = {
    email: list(email),
    phone: list(phones),
    labels: list(labels),
    address: addresses.map((parts) => ({ value: 'address', parts })),
  };
  const given = Object.entries(one).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { one: Object.fromEntries(given), many, issues: [] };
}

const CONDITIONS: readonly (readonly [string, string?])[] = [
  ['same', 'title_l = title_r'],
  ['dearer', 'l.price > r.price + 10 and title_l like title_r'],
  ['near', 'jaro_winkler(title_l, title_r) >= 0.9 or abs(price_l - price_r) < 5'],
  ['different'],
];

/** Attributes of each comparator: those of the templates, and one of its kinds where these have none. */
const USED: Readonly<Record<string, readonly Name[]>> = {
  given_name: ['given_name', 'family_name'],
  family_name: ['family_name', 'birth_name', 'given_name', 'sex'],
  date: ['born'],
  email: ['email'],
  phone: ['phone'],
  address: ['address'],
  identifier: ['number'],
  category: ['sex'],
  number: ['price'],
  number_gap: ['price'],
  geographic_distance: ['latitude', 'longitude'],
  overlap: ['labels'],
  custom: ['title', 'price'],
};

/** Names entered the wrong way round are found where the name itself is blank: that is left out. */
const WITHOUT_SWAPS: Readonly<Record<string, readonly Name[]>> = {
  given_name: ['given_name'],
  family_name: ['family_name', 'birth_name'],
};

function comparisonOf({ name, levels }: ComparatorFamily, attributes: readonly Name[]): Comparison {
  const own = CONDITIONS.map(
    ([level, condition]): ComparisonLevel => ({
      name: level,
      m: 0.25,
      u: 0.25,
      ...(condition && { condition }),
    }),
  );
  return { name, comparator: name, attributes, levels: name === 'custom' ? own : levels };
}

const modelOf = (comparisons: readonly Comparison[]): MatchModel => ({
  entity: 'thing',
  template: 'anything',
  blockingRules: [{ name: 'title', keys: [{ attribute: 'title', transform: 'exact' }] }],
  comparisons,
  lookalikes: [],
  thresholds: { autoMerge: 2, review: -2 },
  guards: { identifiers: [], sharedContactLimit: 5, maxClusterSize: 200 },
  train: false,
});

/** Runs `check` on every two of a few records, under one comparator over given attributes. */
function forPairs(
  comparison: Comparison,
  check: (comparator: Comparator, i: number, j: number) => void,
): void {
  expect(modelProblems(modelOf([comparison]), entity)).toEqual([]);
  fc.assert(
    fc.property(fc.array(thing, { minLength: 2, maxLength: 6 }), (things) => {
      const records = encode(things.map(rowOf), entity);
      const [prepared] = prepareComparisons(records, modelOf([comparison]));
      for (let i = 0; i < things.length; i++)
        for (let j = 0; j < things.length; j++) check(prepared!.comparator, i, j);
    }),
    { numRuns: 30 },
  );
}

const families = [...COMPARATORS.values()].flatMap((family): [string, Comparison][] => {
  const attributes = USED[family.name] ?? ['title'];
  const alone: [string, Comparison][] = [[family.name, comparisonOf(family, attributes)]];
  if (family.name === 'geographic_distance')
    alone.push(['geographic_distance of a text', comparisonOf(family, ['place'])]);
  return alone;
});

/** Comparators of people, with a loop of their own. */
const IN_BATCHES = new Set(['given_name', 'family_name', 'date', 'email', 'phone', 'address', 'category']);

describe.each(families)('the comparator %s', (name, comparison) => {
  const count = comparison.levels.length;

  test('does not depend on which record comes first, and finds a level it has or no evidence', () => {
    forPairs(comparison, (comparator, i, j) => {
      const level = comparator.compare(i, j);
      expect(comparator.compare(j, i)).toBe(level);
      expect(level === BLANK || (Number.isInteger(level) && level >= 0 && level < count)).toBe(true);
    });
  });

  test('finds for many pairs in one go what it finds for each', () => {
    const pairs = new PairBatch();
    forPairs(comparison, (comparator, i, j) => {
      const levels = new Uint8Array(BATCH);
      [pairs.left[0], pairs.right[0], pairs.left[1], pairs.right[1]] = [i, j, j, i];
      pairs.size = 2;
      expect(comparator.compareAll !== undefined).toBe(IN_BATCHES.has(name));
      if (comparator.compareAll === undefined) return;
      comparator.compareAll(pairs, levels);
      expect([...levels.subarray(0, 2)]).toEqual([comparator.compare(i, j), comparator.compare(j, i)]);
    });
  });

  test('finds no record more like a record than itself', () => {
    const attributes = WITHOUT_SWAPS[name] ?? comparison.attributes;
    forPairs({ ...comparison, attributes }, (comparator, i, j) => {
      const own = comparator.compare(i, i);
      // Of dates given in part, or towns without a street, not even a copy is surely the same.
      if (own !== BLANK) expect(own).toBeLessThanOrEqual(comparator.compare(i, j));
      else if (name !== 'custom') expect(comparator.compare(i, j)).toBe(BLANK);
    });
  });

  test('gives frequencies between 0 and 1, the same in both directions', () => {
    forPairs(comparison, (comparator, i, j) => {
      const level = comparator.compare(i, j);
      if (level === BLANK || i === j) return;
      const frequency = comparator.frequency(i, j, level);
      expect(comparator.frequency(j, i, level)).toBeCloseTo(frequency, 12);
      expect(frequency).toBeGreaterThanOrEqual(0);
    });
  });

  test('compares no more attributes than the catalogue says', () => {
    expect(comparison.attributes.length).toBeLessThanOrEqual(wantsOf(comparison.comparator).most);
  });
});
