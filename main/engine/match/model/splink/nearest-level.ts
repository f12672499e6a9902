import type { Kind } from '../../../../../shared/kinds/kinds.ts';
import type { AddressPart, Place } from './columns.ts';
import type { Test } from './recognise.ts';

/** The level of a comparator that comes nearest to a condition. `as`: how near. */
export interface Nearest {
  readonly level: string;
  readonly as: 'same' | 'near';
}

/** Where a pair goes that no level of the comparator describes. */
export const REST = 'different';

type Compares = Extract<Test, { type: 'same' | 'metric' | 'days' | 'gap' | 'share' | 'overlap' }>;
type Rule = (test: Compares) => Nearest | undefined;

const same = (level: string): Nearest => ({ level, as: 'same' });
const near = (level: string): Nearest => ({ level, as: 'near' });

/** The comparator for an attribute of a kind, when `exactOnly` conditions are asked of it. */
export function comparatorFor({ attribute, part }: Place, exactOnly: boolean): string {
  if (part !== undefined) return 'address';
  return (
    BY_KIND.get(attribute.kind) ?? (exactOnly && attribute.kind !== 'organisation_name' ? 'category' : 'text')
  );
}

const BY_KIND: ReadonlyMap<Kind, string> = new Map<Kind, string>([
  ['given_name', 'given_name'],
  ['middle_name', 'given_name'],
  ['family_name', 'family_name'],
  ['birth_name', 'family_name'],
  ['date', 'date'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['address', 'address'],
  ['amount', 'number'],
  ['integer', 'number'],
  ['siren', 'identifier'],
  ['siret', 'identifier'],
  ['vat', 'identifier'],
  ['iban', 'identifier'],
  ['ean', 'identifier'],
  ['identifier', 'identifier'],
  ['sex', 'category'],
  ['code', 'category'],
  ['legal_form', 'category'],
]);

/**
 * The level nearest to what a condition asks of one column; undefined where none is. Of several conditions joined by AND
 * the strictest counts, joined by OR the loosest.
 */
export function nearestLevel(
  test: Test,
  comparator: string,
  part: AddressPart | undefined,
  levels: readonly string[],
): Nearest | undefined {
  switch (test.type) {
    case 'all':
    case 'any': {
      const found = test.tests
        .map((one) => nearestLevel(one, comparator, part, levels))
        .filter((one) => one !== undefined && levels.includes(one.level))
        .map((one) => levels.indexOf(one!.level));
      if (found.length === 0 || (test.type === 'any' && found.length < test.tests.length)) return undefined;
      return near(levels[test.type === 'all' ? Math.min(...found) : Math.max(...found)]!);
    }
    case 'crosswise':
      return comparator === 'given_name' ? same('swapped') : undefined;
    case 'same':
    case 'metric':
    case 'days':
    case 'gap':
    case 'share':
    case 'overlap': {
      const found = part === undefined ? RULES.get(comparator)?.(test) : partLevel(test, part);
      return found !== undefined && levels.includes(found.level) ? found : undefined;
    }
    default:
      return undefined;
  }
}

/** Edits a metric allows, for words of usual length; undefined for a similarity. */
function editsOf(test: Compares): number | undefined {
  if (test.type !== 'metric') return undefined;
  return test.metric === 'levenshtein' || test.metric === 'damerau_levenshtein' ? test.limit : undefined;
}

/** The whole values are the same, or lists share a value. */
function isExact(test: Compares): boolean {
  if (test.type === 'overlap') return test.least <= 1;
  return (test.type === 'same' && test.view === 'whole') || editsOf(test) === 0;
}

/** First the exact level, then what the rule says. */
const withExact =
  (rule: Rule): Rule =>
  (test) => {
    if (isExact(test)) return same('exact');
    // Two values in common: the levels here ask for one.
    return test.type === 'overlap' ? near('exact') : rule(test);
  };

/** The first level whose least similarity a metric reaches. */
function bySimilarity(test: Compares, steps: readonly (readonly [number, string])[]): Nearest | undefined {
  if (test.type !== 'metric' || test.view !== 'whole' || editsOf(test) !== undefined) return undefined;
  const level = steps.find(([least]) => test.limit >= least)?.[1];
  return level === undefined ? undefined : near(level);
}

function byEdits(test: Compares, steps: readonly (readonly [number, string])[]): Nearest | undefined {
  const edits = editsOf(test);
  if (edits === undefined || (test.type === 'metric' && test.view !== 'whole')) return undefined;
  const level = steps.find(([most]) => edits <= most)?.[1];
  return level === undefined ? undefined : near(level);
}

const personName: Rule = (test) => {
  if (test.type === 'same') {
    if (test.view === 'sound') return same('sound');
    if (test.view === 'start') return near(test.length <= 1 ? 'initial' : 'fuzzy');
    return test.view === 'first_word' ? near('compound') : undefined;
  }
  return (
    byEdits(test, [
      [1, 'close'],
      [3, 'fuzzy'],
    ]) ??
    bySimilarity(test, [
      [0.9, 'close'],
      [0.8, 'fuzzy'],
    ])
  );
};

const dates: Rule = (test) => {
  if (test.type === 'same') {
    if (test.view === 'date' || (test.view === 'start' && test.length >= 8)) return same('exact');
    if (test.view === 'year_month' || (test.view === 'start' && test.length >= 6)) return near('near');
    return test.view === 'year' || (test.view === 'start' && test.length === 4) ? same('year') : undefined;
  }
  if (test.type === 'days') {
    if (test.most < 1) return near('exact');
    if (test.most <= 62) return near('near');
    return test.most <= 549 ? near('year') : undefined;
  }
  return (
    byEdits(test, [
      [1, 'digit'],
      [2, 'near'],
    ]) ??
    bySimilarity(test, [
      [0.95, 'digit'],
      [0.88, 'near'],
    ])
  );
};

const emails: Rule = (test) => {
  if (test.type === 'same') return test.view === 'local_part' ? same('same_local') : undefined;
  if (test.type === 'metric' && test.view === 'local_part') return near('similar');
  return (
    byEdits(test, [
      [2, 'typo'],
      [4, 'similar'],
    ]) ??
    bySimilarity(test, [
      [0.95, 'typo'],
      [0.8, 'similar'],
    ])
  );
};

const phones: Rule = (test) => {
  if (test.type === 'same') return test.view === 'end' && test.length >= 6 ? near('last_8') : undefined;
  return byEdits(test, [[2, 'digit']]) ?? bySimilarity(test, [[0.95, 'digit']]);
};

const identifiers: Rule = (test) => byEdits(test, [[2, 'typo']]) ?? bySimilarity(test, [[0.9, 'typo']]);

const numbers: Rule = (test) => {
  if (test.type !== 'share') return undefined;
  if (test.most <= 0.03) return test.most === 0.01 ? same('within_1_percent') : near('within_1_percent');
  if (test.most > 0.3) return undefined;
  return test.most === 0.1 ? same('within_10_percent') : near('within_10_percent');
};

const texts: Rule = (test) => {
  if (test.type === 'same') return test.view === 'first_word' ? near('some_words') : undefined;
  if (test.type === 'metric' && test.metric === 'jaccard')
    return bySimilarity(test, [
      [0.85, 'very_similar'],
      [0.6, 'similar'],
      [0.3, 'some_words'],
    ]);
  return (
    byEdits(test, [
      [2, 'very_similar'],
      [5, 'similar'],
    ]) ??
    bySimilarity(test, [
      [0.94, 'very_similar'],
      [0.85, 'similar'],
      [0.75, 'some_words'],
    ])
  );
};

const addresses: Rule = (test) => byEdits(test, [[4, 'close']]) ?? bySimilarity(test, [[0.85, 'close']]);

const RULES: ReadonlyMap<string, Rule> = new Map([
  ['given_name', withExact(personName)],
  ['family_name', withExact(personName)],
  ['date', withExact(dates)],
  ['email', withExact(emails)],
  ['phone', withExact(phones)],
  ['identifier', withExact(identifiers)],
  ['category', withExact(() => undefined)],
  ['number', withExact(numbers)],
  ['text', withExact(texts)],
  ['address', withExact(addresses)],
]);

/** A column that holds one part of an address: the level up to which that part agrees. */
function partLevel(test: Compares, part: AddressPart): Nearest | undefined {
  const alike = isExact(test) || byEdits(test, [[2, 'alike']]) || bySimilarity(test, [[0.88, 'alike']]);
  if (!alike) return undefined;
  if (part === 'postcode') return isExact(test) ? near('postcode') : undefined;
  if (part === 'city') return near('city');
  return part === 'street' ? near('street') : undefined;
}
