import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modelProblems } from '../../../main/engine/match/model/validate.ts';
import { recipeJsonSchema } from '../../../main/engine/recipe/json-schema.ts';
import { applyModelDifferences, modelDifferences } from '../../../main/engine/recipe/model-differences.ts';
import { readRecipe } from '../../../main/engine/recipe/read-recipe.ts';
import { survivorshipOf } from '../../../main/engine/recipe/survivorship-of.ts';
import { writeRecipe } from '../../../main/engine/recipe/write-recipe.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { DEFAULT_SURVIVORSHIP } from '../../../shared/model/survivorship.ts';
import { anyRecipe } from './arbitrary-recipe.ts';

const SMALL = `
version: 1
sources:
  - name: crm
    file: crm.csv
    key: ID_CLIENT
    mapping:
      entity: individual
      rules:
        - {to: email, from: EMAIL}
        - {to: full_name, from: [PRENOM, NOM], transforms: [trim, {op: blank_if, values: [0000, no, 'N/A']}]}
        - {to: title, from: 2024, codes: {01: M, no: F}, group: 2}
`;

function problemsOf(text: string): string {
  try {
    readRecipe(text, 'recipe.yml', modelProblems);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const { data } = error as UserError;
    expect(data).toMatchObject({
      operation: 'recipe.read',
      code: 'recipe.invalid',
      where: { file: 'recipe.yml' },
    });
    return data.message;
  }
  return 'no problem';
}

describe('reading a recipe', () => {
  test('fills in defaults and writes shorthands out', () => {
    expect(readRecipe(SMALL, 'recipe.yml')).toEqual({
      version: 1,
      defaults: { country: 'FR', language: 'fr' },
      sources: [
        {
          name: 'crm',
          file: 'crm.csv',
          key: ['ID_CLIENT'],
          complete: true,
          keepOriginal: true,
          maxQuarantine: 0.05,
          mapping: {
            entity: 'individual',
            rules: [
              { to: 'email', from: ['EMAIL'] },
              {
                to: 'full_name',
                from: ['PRENOM', 'NOM'],
                transforms: [{ op: 'trim' }, { op: 'blank_if', values: ['0000', 'no', 'N/A'] }],
              },
              { to: 'title', from: ['2024'], codes: { '01': 'M', no: 'F' }, group: '2' },
            ],
          },
        },
      ],
      model: { entities: [], codeLists: [] },
      matching: [],
      survivorship: { attributes: {} },
      exports: [],
    });
  });

  test('an unknown key names its line, its path and the key that was meant', () => {
    expect(problemsOf(SMALL.replace('key:', 'kee:'))).toBe(
      'recipe.yml, line 6 (sources[0].kee): unknown key "kee" – did you mean "key"?',
    );
    expect(problemsOf(SMALL.replace('{to: email, from', '{to: email, form'))).toContain(
      'line 10 (sources[0].mapping.rules[0].form): unknown key "form" – did you mean "from"?',
    );
    expect(problemsOf(SMALL.replace('values:', 'value:'))).toContain('did you mean "values"?');
  });

  test('several problems are listed at once, in the order of the lines', () => {
    const text = `${SMALL.replace('file: crm.csv', 'file: [a]')}exports:\n  - {what: gold, file: x.csv}\nextra: 1\n`;
    expect(problemsOf(text)).toBe(
      [
        'recipe.yml has 3 problems:',
        '  line 5 (sources[0].file): "file": expected a text',
        '  line 14 (exports[0].what): "what": expected golden | crosswalk | relations',
        '  line 15 (extra): unknown key "extra"',
      ].join('\n'),
    );
  });

  test('a name that nothing defines is an error with a hint', () => {
    expect(problemsOf(SMALL.replace('to: email', 'to: emial'))).toContain('did you mean "email"?');
    expect(problemsOf(SMALL.replace('individual', 'person'))).toContain('"person" is not a known entity');
    expect(problemsOf(`${SMALL}survivorship: {source_priority: [crn]}\n`)).toContain('did you mean "crm"?');
    expect(problemsOf(`${SMALL}survivorship: {attributes: {emails: union}}\n`)).toContain(
      'did you mean "email"?',
    );
    expect(
      problemsOf(`${SMALL}exports: [{what: golden, file: g.csv, columns: [{attribute: mail}]}]\n`),
    ).toContain('is not a known column');
  });

  test('a lookalike must name a comparison of its model, with a number for each level', () => {
    const matching = (comparison: string, levels: string) => `${SMALL}matching:
  - entity: individual
    template: person
    blocking_rules: [{name: e, keys: [{attribute: email, transform: exact}]}]
    comparisons: [{name: e-mail, attributes: [email], comparator: email, levels: [{name: exact, m: 1, u: 0}, {name: different, m: 0, u: 1}]}]
    lookalikes: [{name: home, ratio: 1, comparisons: [{comparison: ${comparison}, share: 1, levels: ${levels}, train: true}]}]
    thresholds: {auto_merge: 3, review: -3}
    guards: {identifiers: [], shared_contact_limit: 5, max_cluster_size: 50}
    train: true
`;
    expect(problemsOf(matching('e-mail', '[1, 0]'))).toBe('no problem');
    expect(problemsOf(matching('email', '[1, 0]'))).toContain('did you mean "e-mail"?');
    expect(problemsOf(matching('e-mail', '[1]'))).toContain('e-mail has 2 levels');
  });

  test('a match model is judged as the matching judges it, at its line', () => {
    const matching = (transform: string, level: string, sum: number) => `${SMALL}matching:
  - entity: individual
    template: person
    blocking_rules:
      - {name: e, keys: [{attribute: email, transform: ${transform}}]}
    comparisons:
      - name: e-mail
        attributes: [email]
        comparator: email
        levels: [{name: ${level}, m: ${sum}, u: 0}, {name: different, m: 0, u: 1}]
    thresholds: {auto_merge: 3, review: -3}
    guards: {identifiers: [], shared_contact_limit: 5, max_cluster_size: 50}
    train: true
`;
    expect(problemsOf(matching('exact', 'exact', 1))).toBe('no problem');
    expect(problemsOf(matching('domian', 'exact', 1))).toMatch(
      /line 17 \(matching\[0\]\.blocking_rules\[0\]\.keys\[0\]\.transform\).*did you mean "domain"\?/,
    );
    expect(problemsOf(matching('exact', 'exakt', 1))).toContain('did you mean "exact"?');
    expect(problemsOf(matching('exact', 'exact', 0.5))).toContain('add up to 0.5, not to 1');
  });

  test('one name for two sources is an error', () => {
    const second = '  - {name: crm, file: b.csv, mapping: {entity: individual, rules: []}}\n';
    expect(problemsOf(SMALL + second)).toContain(
      'line 13 (sources[1].name): the source "crm" is defined twice',
    );
  });

  test('text that is not YAML names the line', () => {
    expect(problemsOf('version: 1\nsources:\n  - name: "crm\n')).toMatch(/line \d+: not valid YAML/);
    expect(problemsOf('version: 1\nversion: 1\n')).toContain('line 2: not valid YAML');
    expect(problemsOf('')).toContain('the recipe is empty');
    expect(problemsOf('- 1\n')).toContain('expected a block of keys');
  });

  test('a recipe of another version is refused', () => {
    expect(problemsOf(SMALL.replace('version: 1', 'version: 2'))).toContain(
      'line 2 (version): "version": expected 1',
    );
  });

  test('aliases that multiply are refused quickly', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `a${i}: &a${i} [${`*a${i - 1},`.repeat(9).slice(0, -1)}]`,
    );
    const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x]', ...levels.slice(1)].join('\n');
    const start = performance.now();
    expect(problemsOf(bomb)).toContain('too many aliases');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('keys that reach for the prototype do nothing but get refused', () => {
    expect(problemsOf(`${SMALL}__proto__: {polluted: true}\n`)).toContain('__proto__');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('a recipe as JSON is read too', () => {
    const recipe = readRecipe(SMALL, 'recipe.yml');
    const json = JSON.stringify({
      version: 1,
      sources: [
        { name: 'crm', file: 'crm.csv', key: 'ID_CLIENT', mapping: { entity: 'individual', rules: [] } },
      ],
    });
    expect(readRecipe(json, 'recipe.json').sources[0]?.name).toEqual(recipe.sources[0]?.name);
  });
});

describe('writing a recipe', () => {
  test('read(write(recipe)) is the recipe, whatever the texts in it', () => {
    fc.assert(
      fc.property(anyRecipe, (recipe) => {
        expect(readRecipe(writeRecipe(recipe), 'recipe.yml')).toEqual(recipe);
      }),
      { numRuns: 300 },
    );
  });

  test('is pleasant to read: one line per rule, defaults left out, comments where they help', () => {
    const recipe = readRecipe(SMALL, 'recipe.yml');
    const text = writeRecipe(recipe, {
      head: ['Made by orfevre suggest.'],
      sources: {
        crm: { before: ['Individuals (0.98)', 'Not mapped: NOTES\u0007'], rules: ['0.99', undefined, '0.5'] },
      },
    });
    expect(text).toBe(`# Made by orfevre suggest.

version: 1

defaults:
  country: FR
  language: fr

sources:
  # Individuals (0.98)
  # Not mapped: NOTES${' '}
  - name: crm
    file: crm.csv
    key: ID_CLIENT
    mapping:
      entity: individual
      rules:
        - {to: email, from: EMAIL} # 0.99
        - {to: full_name, from: [PRENOM, NOM], transforms: [trim, {op: blank_if, values: ['0000', 'no', N/A]}]}
        - {to: title, from: '2024', group: '2', codes: {'01': M, 'no': F}} # 0.5
`);
    expect(readRecipe(text, 'recipe.yml')).toEqual(recipe);
  });
});

test('the published JSON Schema is up to date', () => {
  const file = new URL('../../../shared/model/recipe.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(recipeJsonSchema())));
});

describe('the model of a recipe', () => {
  const differences = {
    entities: [
      {
        name: 'individual',
        role: 'party' as const,
        label: { fr: 'Adhérent', en: 'Member' },
        attributes: [
          { name: 'email', kind: 'email' as const, label: { fr: 'E', en: 'E' }, cardinality: 'one' as const },
          {
            name: 'club',
            kind: 'text' as const,
            label: { fr: 'Club', en: 'Club' },
            cardinality: 'one' as const,
          },
        ],
      },
    ],
    codeLists: [{ name: 'size', codes: [{ value: 'S' }] }],
  };

  test('changes and adds by name, and the differences come back', () => {
    const model = applyModelDifferences(DEFAULT_MODEL, differences);
    const individual = model.entities.find((entity) => entity.name === 'individual');
    expect(individual?.label.fr).toBe('Adhérent');
    expect(individual?.attributes.find((a) => a.name === 'email')?.cardinality).toBe('one');
    expect(individual?.attributes.at(-1)?.name).toBe('club');
    expect(individual?.attributes).toHaveLength(DEFAULT_MODEL.entities[0]!.attributes.length + 1);
    expect(modelDifferences(DEFAULT_MODEL, model)).toEqual(differences);
    expect(modelDifferences(DEFAULT_MODEL, DEFAULT_MODEL)).toEqual({ entities: [], codeLists: [] });
  });
});

describe('survivorship of a recipe', () => {
  const organisation = DEFAULT_MODEL.entities.find((entity) => entity.name === 'organisation')!;

  test('an entity and attribute beats an attribute, which beats the default', () => {
    const recipe = readRecipe(
      `${SMALL}survivorship:
  attributes:
    name: longest
    organisation.name: {strategies: [source_priority, most_recent], with: [organisation.legal_form]}
    website: [most_recent]
`,
      'recipe.yml',
    );
    const rules = survivorshipOf(recipe, organisation);
    expect(rules.default).toEqual(DEFAULT_SURVIVORSHIP.default);
    expect(rules.attributes.name).toEqual({
      strategies: ['source_priority', 'most_recent'],
      with: ['legal_form'],
    });
    expect(rules.attributes.website).toEqual({ strategies: ['most_recent'] });
    expect(rules.attributes.updated_at).toEqual(DEFAULT_SURVIVORSHIP.attributes.updated_at);
    // Rules of attributes that the entity does not have stay out.
    expect(Object.keys(rules.attributes)).not.toContain('birth_date');
  });

  test('trust ranks of the sources give the priority when none is written', () => {
    const two = `${SMALL.replace('file: crm.csv', 'file: crm.csv\n    priority: 2')}  - {name: shop, file: s.csv, priority: 1, mapping: {entity: individual, rules: []}}\n`;
    expect(survivorshipOf(readRecipe(two, 'r'), organisation).sourcePriority).toEqual(['shop', 'crm']);
  });
});
