import type { Comparison, Lookalike } from '../../../../shared/model/match-model.ts';
import { comparison, type Filled, inCommon, rule } from './build.ts';
import type { Template } from './template.ts';

/** Individuals. Lookalikes: people of one household or workplace. */
export function personTemplate(filled: Filled): Template {
  const comparisons = personComparisons(filled);
  return {
    template: 'person',
    comparisons,
    lookalikes: personLookalikes(comparisons),
    candidates: personRules(filled),
    identifiers: [],
  };
}

function personComparisons(filled: Filled): Comparison[] {
  const list: Comparison[] = [];
  const [given] = filled.ofKind('given_name');
  const [family] = filled.ofKind('family_name');
  const birth = filled.ofKind('birth_name')[0] ?? 'birth_name';
  const sex = 'sex';
  const has = (name: string): string => (filled.records.columns.has(name) ? name : (family ?? given)!);
  if (given !== undefined) {
    list.push(comparison('given_name', 'given_name', family === undefined ? [given] : [given, family], true));
  }
  if (family !== undefined) {
    const attributes = [family, has(birth), given ?? family, ...(filled.has(sex) ? [sex] : [])];
    list.push(comparison('family_name', 'family_name', attributes, true));
  }
  if (filled.share(sex) > 0.05) list.push(comparison('sex', 'category', [sex]));
  for (const attribute of filled.ofKind('date')) list.push(comparison(attribute, 'date', [attribute], true));
  for (const attribute of filled.ofKind('email'))
    list.push(comparison(attribute, 'email', [attribute], true));
  for (const attribute of filled.ofKind('phone'))
    list.push(comparison(attribute, 'phone', [attribute], true));
  for (const attribute of filled.ofKind('address'))
    list.push(comparison(attribute, 'address', [attribute], true));
  for (const attribute of filled.ofKind('identifier', 'iban')) {
    if (filled.variety(attribute) > 0.2) list.push(comparison(attribute, 'identifier', [attribute], true));
  }
  for (const attribute of filled.ofKind('organisation_name').slice(0, 1))
    list.push(comparison(attribute, 'text', [attribute], true));
  return list;
}

/** What people of one household or workplace have in common. */
const SHARED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  family_name: {
    exact: 0.6,
    close: 0.02,
    sound: 0.01,
    compound: 0.03,
    married: 0.06,
    fuzzy: 0.01,
    different_women: 0.06,
  },
  email: { exact: 0.15, typo: 0.01, same_local: 0.005, same_name_local: 0.005, shared: 0.01, similar: 0.01 },
  phone: { exact: 0.35, last_8: 0.005, digit: 0.01, shared: 0.01 },
  address: { exact: 0.55, close: 0.12, street: 0.02, neighbour: 0.03, postcode: 0.06, city: 0.02 },
  text: {
    exact: 0.4,
    same_words: 0.02,
    very_similar: 0.05,
    similar: 0.05,
    contained: 0.03,
    other_words: 0.02,
    some_words: 0.02,
    few_words: 0.02,
    other_numbers: 0.01,
  },
};
const ONE_NAME = { ...SHARED, family_name: { exact: 0.94, close: 0.02, sound: 0.01, compound: 0.01 } };

function personLookalikes(comparisons: readonly Comparison[]): Lookalike[] {
  const of = (comparator: string): Comparison[] => comparisons.filter((c) => c.comparator === comparator);
  const common = (shared: typeof SHARED, train: boolean) =>
    Object.entries(shared).flatMap(([comparator, levels]) =>
      of(comparator).flatMap((c) => inCommon(c, 1, levels, train)),
    );
  const given = (levels: Readonly<Record<string, number>>) =>
    of('given_name').flatMap((c) => inCommon(c, 1, levels, false));
  const born = (levels: Readonly<Record<string, number>>) =>
    of('date').flatMap((c) => inCommon(c, 1, levels, false));
  const relatives = of('family_name').length > 0 && of('given_name').length > 0;
  const household: Lookalike = {
    name: 'household',
    ratio: 0.5,
    comparisons: [
      ...of('given_name').flatMap((c) => inCommon(c, 0.02, { exact: 0.75, gender_form: 0.25 }, true)),
      ...of('date').flatMap((c) => inCommon(c, 0.02, { exact: 1 }, true)),
      ...common(SHARED, false),
    ],
  };
  if (!relatives) return [household];
  const namesakes: Lookalike = {
    name: 'parent_and_child',
    ratio: 0.02,
    comparisons: [
      ...given({ exact: 0.9, close: 0.03, initial: 0.02 }),
      ...born({ generation: 0.95 }),
      ...common(ONE_NAME, false),
    ],
  };
  const twins: Lookalike = {
    name: 'twins',
    ratio: 0.015,
    comparisons: [
      ...given({ different: 0.9, gender_form: 0.01, fuzzy: 0.03 }),
      ...born({ exact: 0.95, digit: 0.03 }),
      ...common(ONE_NAME, false),
    ],
  };
  return of('date').length > 0 ? [household, namesakes, twins] : [household];
}

function personRules(filled: Filled): Template['candidates'] {
  const [given] = filled.ofKind('given_name');
  const [family] = filled.ofKind('family_name');
  const [birth] = filled.ofKind('birth_name');
  const names = [family, birth].filter((x) => x !== undefined).join('|');
  const [date] = filled.ofKind('date');
  const [email] = filled.ofKind('email');
  const [phone] = filled.ofKind('phone');
  const [address] = filled.ofKind('address');
  const ids = filled.ofKind('identifier', 'iban').filter((attribute) => filled.variety(attribute) > 0.2);
  const always = [
    ...ids.map((attribute) => rule(filled, [attribute])),
    email && rule(filled, [email]),
    phone && rule(filled, [`${phone}:last8`]),
    given && family && rule(filled, [`${given}:sound`, `${names}:sound`], true),
    date && given && rule(filled, [date, `${given}:first_sound`]),
    date && family && rule(filled, [date, `${names}:sound`]),
    email && rule(filled, [`${email}:local_part`]),
    address && given && rule(filled, [`${address}:street`, `${given}:initial`]),
    // Relatives at one door: few pairs, and most households are found by nothing else.
    address && family && rule(filled, [`${names}:sound`, `${address}:street`]),
    address && date && rule(filled, [`${address}:postcode`, date]),
  ];
  const loose = [
    address && family && rule(filled, [`${names}:sound`, `${address}:postcode`]),
    address && given && rule(filled, [`${given}:sound`, `${address}:postcode`]),
    date && given && rule(filled, [`${date}:day_month`, `${given}:first_sound`]),
    date && family && rule(filled, [`${date}:day_month`, `${names}:sound`]),
    date && given && rule(filled, [`${date}:year_month`, `${given}:first_sound`]),
    date && family && rule(filled, [`${date}:year_month`, `${names}:sound`]),
    address && rule(filled, [`${address}:street`]),
    given && family && rule(filled, [`${given}:first3`, `${names}:first3`], true),
    date && rule(filled, [date]),
    address && family && rule(filled, [`${names}:sound`, `${address}:city`]),
    address && given && rule(filled, [`${given}:sound`, `${address}:city`]),
    date && given && rule(filled, [`${date}:year`, `${given}:first_sound`]),
    date && family && rule(filled, [`${date}:year`, `${names}:sound`]),
    given && family && rule(filled, [`${given}:initial`, `${names}:sound`], true),
    family && rule(filled, [`${names}:sound`]),
    date && rule(filled, [`${date}:year_month`]),
    date && rule(filled, [`${date}:day_month`]),
    given && rule(filled, [`${given}:sound`]),
  ];
  return {
    always: always.filter((r) => r !== undefined && r !== ''),
    loose: loose.filter((r) => r !== undefined && r !== ''),
  };
}
