import type { Comparison, Lookalike } from '../../../../shared/model/match-model.ts';
import { comparison, type Filled, inCommon, rule } from './build.ts';
import type { Template } from './template.ts';

/** Organisations. Lookalikes: other sites of one organisation, and other organisations at one address. */
export function organisationTemplate(filled: Filled): Template {
  const names = filled.ofKind('organisation_name');
  const comparisons: Comparison[] = [comparison('name', 'text', names, true)];
  for (const attribute of filled.ofKind('email'))
    comparisons.push(comparison(attribute, 'email', [attribute], true));
  for (const attribute of filled.ofKind('phone'))
    comparisons.push(comparison(attribute, 'phone', [attribute], true));
  for (const attribute of filled.ofKind('address'))
    comparisons.push(comparison(attribute, 'address', [attribute], true));
  for (const attribute of filled.ofKind('siren', 'siret', 'vat', 'identifier', 'iban')) {
    if (filled.variety(attribute) > 0.05)
      comparisons.push(comparison(attribute, 'identifier', [attribute], true));
  }
  for (const attribute of filled.ofKind('url'))
    comparisons.push(comparison(attribute, 'text', [attribute], true));
  comparisons.push(...descriptions(filled));
  return {
    template: 'organisation',
    comparisons,
    lookalikes: [sites(comparisons, filled), neighbours(comparisons)],
    candidates: organisationRules(filled, names.join('|')),
    identifiers: filled.ofKind('siret'),
  };
}

/** Share of the records that have a description for it to be worth a comparison. */
const DESCRIBED = 0.2;
/** Two files seldom describe one thing in the same words: before training, difference says little. */
const DESCRIPTION = { exact: 0.4, different: 0.4 };

/** What kind of organisation it is, who is to be asked for: seldom telling, often there when all else is missing. */
function descriptions(filled: Filled): Comparison[] {
  const worth = (attribute: string): boolean =>
    filled.share(attribute) > DESCRIBED && filled.variety(attribute) < 1;
  return [
    ...filled.ofKind('text').map((attribute) => described(comparison(attribute, 'text', [attribute], true))),
    ...filled.ofKind('legal_form', 'code').map((attribute) => comparison(attribute, 'category', [attribute])),
  ].filter(({ name }) => worth(name));
}

function described({ levels, ...rest }: Comparison): Comparison {
  const { exact, different } = DESCRIPTION;
  const others = levels.slice(1, -1).reduce((sum, { m }) => sum + m, 0);
  const m = levels.map((level) => (level.m * (1 - exact - different)) / others);
  m[0] = exact;
  m[levels.length - 1] = different;
  return { ...rest, levels: levels.map((level, k) => ({ ...level, m: m[k]! })) };
}

const SIMILAR_TEXT = {
  exact: 0.45,
  same_words: 0.05,
  very_similar: 0.1,
  similar: 0.1,
  contained: 0.1,
  other_words: 0.1,
  some_words: 0.04,
  few_words: 0.02,
  other_numbers: 0.05,
};

/** Sites of one organisation: the same name, site on the web or SIREN; another address, phone, SIRET. */
function sites(comparisons: readonly Comparison[], filled: Filled): Lookalike {
  const shared = comparisons.flatMap((c) => {
    // What describes the organisation is told of its sites as it is of one site twice.
    if (filled.ofKind('text').includes(c.name))
      return inCommon(c, 1, Object.fromEntries(c.levels.map(({ name, m }) => [name, m])), false);
    if (c.comparator === 'text') return inCommon(c, 1, SIMILAR_TEXT, true);
    if (c.name === 'siren' || c.name === 'vat') return inCommon(c, 1, { exact: 0.9, typo: 0.01 }, true);
    if (c.comparator === 'email')
      return inCommon(
        c,
        1,
        { exact: 0.3, typo: 0.01, same_local: 0.01, same_name_local: 0.01, shared: 0.01, similar: 0.02 },
        true,
      );
    if (c.comparator === 'phone')
      return inCommon(c, 1, { exact: 0.15, last_8: 0.01, digit: 0.02, shared: 0.01 }, true);
    if (c.comparator === 'address')
      return inCommon(
        c,
        1,
        { exact: 0.01, close: 0.01, street: 0.002, neighbour: 0.02, postcode: 0.1, city: 0.2 },
        true,
      );
    return [];
  });
  return { name: 'sites', ratio: 0.25, comparisons: shared };
}

/** Organisations at one address: the same address, perhaps the same phone; other names. */
function neighbours(comparisons: readonly Comparison[]): Lookalike {
  const shared = comparisons.flatMap((c) => {
    if (c.comparator === 'address')
      return inCommon(
        c,
        1,
        { exact: 0.74, close: 0.15, street: 0.01, neighbour: 0.05, postcode: 0.03, city: 0.02 },
        true,
      );
    if (c.comparator === 'phone')
      return inCommon(c, 1, { exact: 0.15, last_8: 0.01, digit: 0.02, shared: 0.01 }, true);
    return [];
  });
  return { name: 'neighbours', ratio: 0.1, comparisons: shared };
}

function organisationRules(filled: Filled, names: string): Template['candidates'] {
  const [email] = filled.ofKind('email');
  const [phone] = filled.ofKind('phone');
  const [address] = filled.ofKind('address');
  const [url] = filled.ofKind('url').filter((attribute) => filled.variety(attribute) > 0.05);
  const ids = filled
    .ofKind('siren', 'siret', 'vat', 'identifier', 'iban')
    .filter((a) => filled.variety(a) > 0.05);
  const always = [
    ...ids.map((attribute) => rule(filled, [attribute])),
    rule(filled, [names]),
    email && rule(filled, [email]),
    phone && rule(filled, [`${phone}:last8`]),
    address && rule(filled, [`${address}:street`]),
    address && rule(filled, [`${names}:rare_word`, `${address}:postcode`]),
    url && rule(filled, [`${url}:domain`]),
  ];
  const loose = [
    address && rule(filled, [`${names}:rare_word`, `${address}:city`]),
    rule(filled, [`${names}:rare_word`]),
    address && rule(filled, [`${names}:word`, `${address}:postcode`]),
    address && rule(filled, [`${address}:street_name`]),
    rule(filled, [`${names}:first5`]),
    rule(filled, [`${names}:word`]),
  ];
  return {
    always: always.filter((r) => r !== undefined && r !== ''),
    loose: loose.filter((r) => r !== undefined && r !== ''),
  };
}
