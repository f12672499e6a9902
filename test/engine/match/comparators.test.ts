import { describe, expect, test } from 'vitest';
import { COMPARATORS } from '../../../main/engine/match/comparators/index.ts';
import { modelProblems } from '../../../main/engine/match/model/validate.ts';
import {
  encodeAmong,
  packStatistics,
  statisticsOf,
  unpackStatistics,
} from '../../../main/engine/match/statistics.ts';
import type { Kind } from '../../../shared/kinds/kinds.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import type { Comparison, MatchModel } from '../../../shared/model/match-model.ts';
import type { CanonicalRow } from '../../../shared/model/values.ts';
import { encode, explainPair } from './people.ts';

function entityOf(kinds: Readonly<Record<string, Kind>>, many: readonly string[] = []): EntityType {
  return {
    name: 'thing',
    role: 'custom',
    label: { fr: '', en: '' },
    attributes: Object.entries(kinds).map(([name, kind]) => ({
      name,
      kind,
      label: { fr: '', en: '' },
      cardinality: many.includes(name) ? 'many' : 'one',
    })),
  };
}

type Values = Readonly<Record<string, string | readonly string[]>>;

function row(values: Values): CanonicalRow {
  const one: Record<string, string> = {};
  const many: Record<string, { value: string }[]> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') one[name] = value;
    else many[name] = value.map((text) => ({ value: text }));
  }
  return { one, many, issues: [] };
}

const modelOf = (comparison: Comparison): MatchModel => ({
  entity: 'thing',
  template: 'anything',
  blockingRules: [{ name: 'a', keys: [{ attribute: comparison.attributes[0]!, transform: 'exact' }] }],
  comparisons: [comparison],
  lookalikes: [],
  prior: 0.001,
  thresholds: { autoMerge: 2, review: -2 },
  guards: { identifiers: [], sharedContactLimit: 5, maxClusterSize: 200 },
  train: false,
});

const using = (comparator: string, ...attributes: string[]): Comparison => ({
  name: comparator,
  comparator,
  attributes,
  levels: COMPARATORS.get(comparator)!.levels,
  termFrequency: true,
});

/** The level of two things, the same in both directions and when explained from the statistics kept with a run. */
function level(entity: EntityType, comparison: Comparison, a: Values, b: Values): string | null {
  const model = modelOf(comparison);
  expect(modelProblems(model, entity)).toEqual([]);
  const others: Values[] = [
    { title: 'CAFE DES SPORTS' },
    { title: 'BAR DES AMIS' },
    { title: 'HOTEL DU CENTRE' },
  ];
  const records = encode([a, b, ...others].map(row), entity);
  const forth = explainPair(records, model, 0, 1);
  expect(explainPair(records, model, 1, 0).weight).toBe(forth.weight);
  const kept = unpackStatistics(packStatistics(statisticsOf(records, model)));
  const later = explainPair(encodeAmong(entity, [a, b].map(row), kept), model, 0, 1);
  expect(later.weight).toBeCloseTo(forth.weight, 9);
  expect(later.comparisons[0]!.level).toBe(forth.comparisons[0]!.level);
  return forth.comparisons[0]!.level;
}

describe('names and titles', () => {
  const entity = entityOf({ title: 'organisation_name' });
  test.each([
    ['SALON RITZ CARLTON PARIS PLACE VENDOME', 'CAFE RITZ CARLTON PARIS PLACE VENDOME', 'other_words'],
    ['COMPTOIR GENERAL', 'COMPTOIR GENERAL NEGOCE MATERIAUX LYON', 'contained'],
    ['PALACE ROYAL COURT', 'EMPRESS ROYAL COURT', 'few_words'],
    ['COMMUNITY CTR LAKEVIEW', 'COMMUNITY CENTER LAKEVIEW', 'very_similar'],
    ['LAKEVIEW SVCS', 'LAKEVIEW SERVICES', 'very_similar'],
    ['BOULANGERIE MARTIN', 'GARAGE DUPONT', 'different'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(level(entity, using('text', 'title'), { title: a }, { title: b })).toBe(expected);
  });

  test.each([
    ['soft_tfidf', 'LES AMIS DU PORT', 'PORT DU AMIS LES', 'same_words'],
    ['soft_tfidf', 'LES AMIS DU PORT', 'LE GARAGE', 'different'],
    ['bigrams', 'LEBONCOIN', 'LE BON COIN', 'some_letters'],
    ['bigrams', 'MARTIN DUPONT', 'DUPONT MARTIN', 'similar'],
    ['bigrams', 'ABC', 'XYZ', 'different'],
    ['jaro_winkler', 'MARTHA', 'MARHTA', 'very_similar'],
    ['jaro_winkler', 'DIXON', 'DICKSONX', 'some_letters'],
    ['edit_distance', 'DUPONT', 'DUPOND', 'one_edit'],
    ['edit_distance', 'DUPONT', 'UDPOND', 'two_edits'],
    ['edit_distance', 'DUPONT', 'MARTIN', 'different'],
    ['phonetic', 'CHRISTOPHE', 'CRISTOF', 'sound'],
    ['phonetic', 'PHILIPPE NOIR', 'FILIP BLANC', 'first_sound'],
    ['phonetic', 'NOIR', 'BLANC', 'different'],
  ])('%s of %s and %s: %s', (comparator, a, b, expected) => {
    expect(level(entity, using(comparator, 'title'), { title: a }, { title: b })).toBe(expected);
  });
});

describe('places', () => {
  const numbers = entityOf({ latitude: 'amount', longitude: 'amount' });
  const eiffel = { latitude: '48.8584', longitude: '2.2945' };
  test.each([
    [{ latitude: '48.8585', longitude: '2.2946' }, 'within_100_m'],
    [{ latitude: '48.8606', longitude: '2.3000' }, 'within_1_km'],
    [{ latitude: '48.8530', longitude: '2.3499' }, 'within_10_km'],
    [{ latitude: '49.4432', longitude: '2.0999' }, 'within_100_km'],
    [{ latitude: '43.2965', longitude: '5.3698' }, 'different'],
    [{ latitude: '0', longitude: '0' }, null],
    [{ latitude: '48.8584' }, null],
    [{ latitude: '480.8584', longitude: '2.2945' }, null],
  ] as const)('the Eiffel tower and %o: %s', (other, expected) => {
    expect(
      level(numbers, using('geographic_distance', 'latitude', 'longitude'), eiffel, other as Values),
    ).toBe(expected);
  });

  test('may be one text with both, south and west included', () => {
    const texts = entityOf({ place: 'text' });
    const of = (a: string, b: string) =>
      level(texts, using('geographic_distance', 'place'), { place: a }, { place: b });
    expect(of('-33.8568, 151.2153', '-33.8570,151.2150')).toBe('within_100_m');
    expect(of('-33.8568, 151.2153', '33.8568, 151.2153')).toBe('different');
    expect(of('Opera House', '-33.8568, 151.2153')).toBeNull();
  });

  test('are not looked for in names, nor with one number only', () => {
    const names = entityOf({ title: 'organisation_name', latitude: 'amount' });
    const codes = (...attributes: string[]) =>
      modelProblems(modelOf(using('geographic_distance', ...attributes)), names).map(({ code }) => code);
    expect(codes('title', 'latitude')).toContain('match.attribute_kind');
    expect(codes('latitude')).toEqual(['match.not_a_place']);
  });
});

describe('numbers and lists', () => {
  test.each([
    ['10', '10.0', 'exact'],
    ['10', '10.5', 'within_1'],
    ['10', '19', 'within_10'],
    ['-10', '70', 'within_100'],
    ['10', '500', 'different'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(
      level(entityOf({ price: 'amount' }), using('number_gap', 'price'), { price: a }, { price: b }),
    ).toBe(expected);
  });

  test.each([
    [['A', 'B'], ['B', 'A'], 'same_values'],
    [['A', 'B', 'C'], ['A', 'B'], 'most_values'],
    [['A', 'B', 'C'], ['A', 'D', 'E'], 'any_value'],
    [['A'], ['B'], 'different'],
    [['A'], [], null],
  ] as const)('%o and %o: %s', (a, b, expected) => {
    const entity = entityOf({ labels: 'text' }, ['labels']);
    expect(level(entity, using('overlap', 'labels'), { labels: a }, { labels: b })).toBe(expected);
  });
});

describe('levels by conditions', () => {
  const entity = entityOf({ title: 'text', price: 'amount', labels: 'text', home: 'address' }, ['labels']);
  const custom = (attributes: string[], ...conditions: string[]): Comparison => ({
    name: 'c',
    comparator: 'custom',
    attributes,
    levels: [
      ...conditions.map((condition) => ({ name: condition, condition, m: 0.5, u: 0.01 })),
      { name: 'else', m: 0, u: 0 },
    ].map((one, _, all) => ({ ...one, m: 1 / all.length, u: 1 / all.length })),
  });
  const found = (comparison: Comparison, a: Values, b: Values) => level(entity, comparison, a, b);

  test('the first that holds counts, then the last; a blank leaves open what it might have been', () => {
    const near =
      'jaro_winkler_similarity(title_l, title_r) > 0.9 AND abs(price_l - price_r) / greatest(price_l, price_r) < 0.1';
    const comparison = custom(['title', 'price'], 'l.title = r.title', near);
    const chair = { title: 'chair oak', price: '100' };
    expect(found(comparison, chair, { title: 'Chair Oak', price: '900' })).toBe('l.title = r.title');
    expect(found(comparison, chair, { title: 'chairs oak', price: '95' })).toBe(near);
    expect(found(comparison, chair, { title: 'chairs oak', price: '50' })).toBe('else');
    expect(found(comparison, chair, { title: 'chairs oak' })).toBeNull();
    expect(found(comparison, chair, { title: 'table' })).toBe('else');
  });

  test('hold whichever record comes first, and for the best of several values', () => {
    const dearer = custom(['price'], 'price_l > price_r * 2');
    expect(found(dearer, { price: '100' }, { price: '10' })).toBe('price_l > price_r * 2');
    const labels = custom(['labels'], "labels_l = labels_r AND labels_l LIKE 'b%'");
    expect(found(labels, { labels: ['a', 'bcd'] }, { labels: ['bcd', 'x'] })).toContain('LIKE');
    expect(found(labels, { labels: ['a', 'x'] }, { labels: ['a', 'y'] })).toBe('else');
  });

  test('a part of an address has a name of its own', () => {
    const model = modelOf(custom(['home'], 'home_postcode_l = home_postcode_r'));
    const at = (home: string) => row({ home });
    const records = encode([at('75002 Paris'), at('75002 Lutèce')], entity);
    expect(modelProblems(model, entity)).toEqual([]);
    // A line that nobody took apart has no postcode.
    expect(explainPair(records, model, 0, 1).comparisons[0]!.level).toBeNull();
  });

  test.each([
    ["title_l = 'Été' || ''", 'ETE', 'ETE', true],
    ["title_l IN ('a', 'b')", 'A', 'C', true],
    ["title_l NOT IN ('a', 'c')", 'A', 'C', false],
    ['length(title_l) BETWEEN 2 AND 3', 'AB', 'ABCDEF', true],
    ["CASE WHEN title_l = 'A' THEN 1 ELSE 0 END = 1", 'A', 'B', true],
    ['substr(title_l, 1, 2) = left(title_r, 2)', 'ABC', 'ABD', true],
    ["split_part(title_l, ' ', -1) = right(title_r, 1)", 'X Y', 'Z Y', true],
    ['soundex(title_l) = soundex(title_r)', 'ROBERT', 'RUPERT', true],
    ['sound(title_l) = sound(title_r)', 'RENAUD', 'RENAULT', true],
    ['damerau_levenshtein(title_l, title_r) <= 1', 'CA', 'AC', true],
    ['NOT (title_l = title_r)', 'A', 'B', true],
    ["coalesce(nullif(title_l, 'A'), 'Z') = 'Z'", 'A', 'B', true],
    ['1 / 0 = 1 OR title_l = title_r', 'A', 'A', true],
    ["title_l LIKE '_B%D'", 'ABCCD', 'X', true],
  ])('%s of %s and %s', (condition, a, b, holds) => {
    expect(found(custom(['title'], condition), { title: a }, { title: b })).toBe(holds ? condition : 'else');
  });

  test.each([
    ['title_l = ', 'match.condition_unreadable', 9],
    ['title_l = price_r', 'match.condition_column', 11],
    ['1 = 1 AND danger(title_l)', 'match.condition_function', 11],
    ['title_l = substr(title_r)', 'match.condition_arguments', 11],
    ['list_max([title_l]) = 1', 'match.condition_function', 1],
    ['title_l = [1]', 'match.condition_construct', undefined],
    [Array(50).fill('greatest(1,2,3,4,5,6,7,8,9)').join(' = 1 AND '), 'match.condition_too_long', 1],
  ])('%s is refused: %s, at character %s', (condition, code, character) => {
    const [problem] = modelProblems(modelOf(custom(['title'], condition)), entity);
    expect(problem).toMatchObject({ code, where: { comparison: 'c', ...(character && { character }) } });
  });

  test('every level but the last has one, and no two levels one name', () => {
    const [first, last] = custom(['title'], 'title_l = title_r').levels;
    const codes = (levels: Comparison['levels']) =>
      modelProblems(modelOf({ ...custom(['title']), levels }), entity).map(({ code }) => code);
    expect(codes([{ ...first!, condition: undefined }, last!])).toEqual(['match.condition_missing']);
    expect(codes([first!, { ...last!, condition: 'title_l = title_r' }])).toEqual(['match.condition_last']);
    expect(codes([first!, { ...last!, name: first!.name }])).toEqual(['match.level_twice']);
    expect(
      modelProblems(modelOf(custom(['price', 'labels'], 'price_l = price_r')), entity).map(
        ({ code }) => code,
      ),
    ).toEqual(['match.several_values']);
  });
});
