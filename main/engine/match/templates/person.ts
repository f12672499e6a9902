import type { Comparison, Lookalike } from '../../../../shared/model/match-model.ts';
import { comparison, type Filled, inCommon, rule } from './build.ts';
import type { Template } from './template.ts';

/** Individuals. Lookalikes: people of one household or workplace. */
export function personTemplate(filled: Filled): Template {
  const comparisons = personComparisons(filled);
  return {
    template: 'person',
    comparisons,
    lookalikes: [household(comparisons)],
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

/** People who live or work together: the same name, address, phone or e-mail, other given names and birth dates. */
function household(comparisons: readonly Comparison[]): Lookalike {
  const of = (comparator: string): Comparison[] => comparisons.filter((c) => c.comparator === comparator);
  return {
    name: 'household',
    ratio: 0.5,
    comparisons: [
      // A father and a son, or a grandmother and her granddaughter, with one given name.
      ...of('given_name').flatMap((c) => inCommon(c, 0.015, { exact: 1 }, true)),
      // Twins.
      ...of('date').flatMap((c) => inCommon(c, 0.02, { exact: 1 }, true)),
      ...of('family_name').flatMap((c) =>
        inCommon(
          c,
          1,
          {
            exact: 0.6,
            close: 0.02,
            sound: 0.01,
            compound: 0.03,
            married: 0.06,
            fuzzy: 0.01,
            different_women: 0.06,
          },
          true,
        ),
      ),
      ...of('email').flatMap((c) =>
        inCommon(
          c,
          1,
          { exact: 0.15, typo: 0.01, same_local: 0.005, same_name_local: 0.005, shared: 0.01, similar: 0.01 },
          true,
        ),
      ),
      ...of('phone').flatMap((c) =>
        inCommon(c, 1, { exact: 0.35, last_8: 0.005, digit: 0.01, shared: 0.01 }, true),
      ),
      ...of('address').flatMap((c) =>
        inCommon(
          c,
          1,
          { exact: 0.55, close: 0.12, street: 0.02, neighbour: 0.03, postcode: 0.06, city: 0.02 },
          true,
        ),
      ),
      ...of('text').flatMap((c) =>
        inCommon(
          c,
          1,
          {
            exact: 0.4,
            same_words: 0.02,
            very_similar: 0.05,
            similar: 0.05,
            contained: 0.03,
            some_words: 0.03,
            other_numbers: 0.01,
          },
          true,
        ),
      ),
    ],
  };
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
