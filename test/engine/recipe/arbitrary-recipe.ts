import fc from 'fast-check';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import type { MappingRule, Transform } from '../../../shared/model/mapping.ts';
import type { Recipe, RecipeExport, RecipeSource } from '../../../shared/model/recipe.ts';
import { STRATEGIES } from '../../../shared/model/survivorship.ts';

/** Texts that YAML likes to take for something else, and anything at all. */
const awkwardText = fc.oneof(
  fc.constantFrom(
    'no',
    'yes',
    'NO',
    'null',
    '~',
    'true',
    '01000',
    '1',
    '1.0',
    '1e3',
    '0x1F',
    '12:30',
    '2024-01-02',
    '- a',
    '# x',
    'a: b',
    "d'",
    '"q"',
    '*a',
    '&a',
    '!t',
    '|',
    '>',
    '%',
    '@',
    '`',
    ' lead',
    'trail ',
    'é',
    'a\nb',
    '<<',
    '[a]',
    '{a}',
  ),
  fc.string({ minLength: 1, unit: 'grapheme' }),
);

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const codesKey = awkwardText.filter((key) => key !== '__proto__');

const transform: fc.Arbitrary<Transform> = fc.oneof(
  fc.constantFrom<Transform>({ op: 'trim' }, { op: 'upper' }, { op: 'collapse_spaces' }, { op: 'digits' }),
  fc.record({ op: fc.constant('replace' as const), pattern: fc.string(), with: fc.string() }),
  fc.record({
    op: fc.constant('split' as const),
    separator: awkwardText,
    part: fc.integer({ min: -3, max: 9 }),
  }),
  fc.record({
    op: fc.constant('pad_start' as const),
    length: fc.integer({ min: 1, max: 9 }),
    with: awkwardText,
  }),
  fc.record({ op: fc.constant('blank_if' as const), values: fc.array(awkwardText) }),
);

const rule: fc.Arbitrary<MappingRule> = fc.record(
  {
    to: fc.constantFrom('email', 'full_name', 'address.postcode', 'birth_date', 'phone'),
    from: fc.array(awkwardText, { minLength: 1, maxLength: 3 }),
    type: awkwardText,
    group: awkwardText,
    join: fc.string(),
    transforms: fc.array(transform, { maxLength: 3 }),
    codes: fc.dictionary(codesKey, awkwardText, { noNullPrototype: true }),
    dateOrder: fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const),
  },
  { requiredKeys: ['to', 'from'] },
);

const source: fc.Arbitrary<RecipeSource> = fc
  .record({
    name: awkwardText.map((text) => text.slice(0, 90)),
    file: awkwardText,
    options: optional(
      fc.record(
        {
          encoding: awkwardText,
          delimiter: awkwardText,
          headerRow: fc.nat(9),
          quote: fc.constantFrom('', '"'),
        },
        { requiredKeys: [] },
      ),
    ),
    key: fc.option(fc.array(awkwardText, { minLength: 1, maxLength: 3 })),
    complete: fc.boolean(),
    keepOriginal: fc.boolean(),
    maxQuarantine: fc.constantFrom(0, 0.05, 0.5, 1),
    priority: optional(fc.integer({ min: 1, max: 9 })),
    owner: optional(awkwardText),
    legalBasis: optional(awkwardText),
    mapping: fc.record({ entity: fc.constant('individual'), rules: fc.array(rule, { maxLength: 4 }) }),
  })
  .map(withoutBlanks);

const exportRule: fc.Arbitrary<RecipeExport> = fc
  .record({
    what: fc.constant('golden' as const),
    entity: optional(fc.constant('individual')),
    format: fc.constantFrom('csv' as const, 'xlsx' as const),
    file: awkwardText,
    columns: optional(
      fc.array(fc.record({ attribute: fc.constantFrom('email', 'golden_id'), as: awkwardText }), {
        minLength: 1,
        maxLength: 3,
      }),
    ),
    delimiter: optional(fc.constantFrom(';', '\t', '|', '#')),
    formulaProtection: fc.boolean(),
  })
  .map(withoutBlanks);

const personModel: Recipe['matching'][number] = {
  entity: DEFAULT_MODEL.entities[0]!.name,
  template: 'person',
  blockingRules: [
    {
      name: 'e-mail',
      keys: [{ attribute: 'family_name|birth_name', transform: 'sound' }],
      unordered: true,
      maxBlockSize: 500,
    },
  ],
  comparisons: [
    {
      name: 'name',
      attributes: ['given_name', 'family_name'],
      comparator: 'person_name',
      termFrequency: true,
      levels: [
        { name: 'exact', m: 0.9, u: 0.001 },
        { name: 'else', m: 0.1, u: 0.999 },
      ],
    },
  ],
  lookalikes: [
    {
      name: 'household',
      ratio: 0.5,
      comparisons: [{ comparison: 'name', share: 0.1, levels: [0.2, 0.8], train: false }],
    },
  ],
  prior: 0.0001,
  thresholds: { autoMerge: 8, review: 2 },
  guards: { identifiers: ['national_id'], sharedContactLimit: 4, maxClusterSize: 50 },
  train: true,
};

/** Any valid recipe on the default model. */
export const anyRecipe: fc.Arbitrary<Recipe> = fc.record({
  version: fc.constant(1 as const),
  defaults: fc.record({
    country: fc.constantFrom('FR', 'NO', 'BE'),
    language: fc.constantFrom('fr' as const, 'en' as const),
  }),
  sources: fc.uniqueArray(source, { minLength: 1, maxLength: 3, selector: (one) => one.name }),
  model: fc.constantFrom(
    { entities: [], codeLists: [] },
    {
      entities: [
        {
          name: 'book',
          role: 'custom' as const,
          label: { fr: 'Livre', en: 'Book' },
          attributes: [
            {
              name: 'year',
              kind: 'integer' as const,
              label: { fr: 'year', en: 'year' },
              cardinality: 'one' as const,
            },
          ],
        },
      ],
      codeLists: [{ name: 'size', codes: [{ value: '01' }, { value: 'no', synonyms: ['1', 'non'] }] }],
    },
  ),
  matching: fc.constantFrom([], [personModel]),
  survivorship: fc
    .record({
      default: optional(fc.uniqueArray(fc.constantFrom(...STRATEGIES), { minLength: 1 })),
      attributes: fc.dictionary(
        fc.constantFrom('email', 'organisation.name'),
        fc.constantFrom(
          { strategies: ['union' as const] },
          { strategies: ['longest' as const, 'min' as const], ignoreBlanks: false, with: ['phone'] },
        ),
        { noNullPrototype: true },
      ),
    })
    .map(withoutBlanks),
  exports: fc.uniqueArray(exportRule, { maxLength: 3, selector: (one) => one.file }),
});

function withoutBlanks<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
