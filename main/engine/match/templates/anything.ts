import type { Comparison, Lookalike } from '../../../../shared/model/match-model.ts';
import { comparison, type Filled, inCommon } from './build.ts';
import type { Template } from './template.ts';

/** Comparator of each kind where nothing more is known of the entity. */
function comparatorOf(filled: Filled, attribute: string): string | undefined {
  const column = filled.records.columns.get(attribute)!;
  switch (column.kind) {
    case 'email':
    case 'phone':
    case 'address':
    case 'date':
      return column.kind;
    case 'amount':
    case 'integer':
      return 'number';
    case 'siren':
    case 'siret':
    case 'vat':
    case 'iban':
    case 'ean':
    case 'identifier':
      return filled.variety(attribute) > 0.05 ? 'identifier' : 'category';
    case 'code':
    case 'sex':
    case 'legal_form':
      return 'category';
    default:
      return distinctCount(filled, attribute) <= 12 ? 'category' : 'text';
  }
}

function distinctCount(filled: Filled, attribute: string): number {
  return filled.variety(attribute) * filled.records.columns.get(attribute)!.filled;
}

/** Products and any other entity, from its attributes and how they are filled. Lookalikes: variants of one thing. */
export function anythingTemplate(filled: Filled, template: 'product' | 'anything'): Template {
  const comparisons: Comparison[] = [];
  for (const column of filled.records.columns.values()) {
    if (column.filled < 2 || filled.share(column.attribute) < 0.02) continue;
    const comparator = comparatorOf(filled, column.attribute);
    if (comparator === undefined) continue;
    const frequency = comparator !== 'number' && comparator !== 'category';
    comparisons.push(comparison(column.attribute, comparator, [column.attribute], frequency));
  }
  const lookalikes = comparisons.length >= 3 ? [variants(comparisons, filled)] : [];
  return {
    template,
    comparisons,
    lookalikes,
    candidates: anythingRules(comparisons),
    identifiers: filled.ofKind('ean'),
  };
}

/** Things of one range: alike in every respect but the one that names them. */
function variants(comparisons: readonly Comparison[], filled: Filled): Lookalike {
  const names = comparisons
    .filter((c) => c.comparator === 'text')
    .sort((a, b) => filled.variety(b.name) - filled.variety(a.name));
  const naming = names[0]?.name;
  const shared = comparisons.flatMap((c) => {
    if (c.name === naming)
      return inCommon(
        c,
        0.3,
        {
          similar: 0.2,
          contained: 0.1,
          other_words: 0.2,
          some_words: 0.15,
          few_words: 0.1,
          other_numbers: 0.25,
        },
        false,
      );
    if (c.comparator === 'identifier') return [];
    return inCommon(c, 1, Object.fromEntries(c.levels.map((level) => [level.name, level.m * 0.8])), false);
  });
  return { name: 'variants', ratio: 0.3, comparisons: shared };
}

function anythingRules(comparisons: readonly Comparison[]): Template['candidates'] {
  const of = (comparator: string): string[] =>
    comparisons.filter((c) => c.comparator === comparator).map((c) => c.attributes[0]!);
  const make = (...keys: readonly string[]) => ({
    name: keys.join(' + '),
    keys: keys.map((text) => ({ attribute: text.split(':')[0]!, transform: text.split(':')[1] ?? 'exact' })),
  });
  const texts = of('text');
  const always = [
    ...of('identifier').map((a) => make(a)),
    ...of('email').map((a) => make(a)),
    ...of('phone').map((a) => make(`${a}:last8`)),
    ...of('address').map((a) => make(`${a}:street`)),
    ...texts.map((a) => make(a)),
  ];
  const pairs = texts.flatMap((a, k) =>
    texts.slice(k + 1).map((b) => make(`${a}:rare_word`, `${b}:rare_word`)),
  );
  const loose = [
    ...pairs,
    ...of('date').flatMap((d) => texts.map((t) => make(d, `${t}:word`))),
    ...texts.map((a) => make(`${a}:rare_word`)),
    ...of('date').map((a) => make(a)),
    ...texts.map((a) => make(`${a}:first5`)),
    ...texts.map((a) => make(`${a}:sound`)),
  ];
  return { always, loose };
}
