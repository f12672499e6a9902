import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fr } from '../../../main/cli/text/fr.ts';
import { COMPARATORS } from '../../../main/engine/match/comparators/index.ts';
import { exportSplink } from '../../../main/engine/match/model/splink/export.ts';
import { importSplink } from '../../../main/engine/match/model/splink/import.ts';
import { levelConditions, levelOrder } from '../../../main/engine/match/model/splink/level-sql.ts';
import { NOTE_CODES } from '../../../main/engine/match/model/splink/note.ts';
import { recognise } from '../../../main/engine/match/model/splink/recognise.ts';
import { DIALECTS, type Dialect } from '../../../main/engine/match/model/splink/settings.ts';
import { SqlWriter } from '../../../main/engine/match/model/splink/sql.ts';
import { modelProblems } from '../../../main/engine/match/model/validate.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { Comparison, MatchModel } from '../../../shared/model/match-model.ts';

const individual = DEFAULT_MODEL.entities.find(({ name }) => name === 'individual')!;
const COLUMNS = {
  first_name: 'given_name',
  surname: 'family_name',
  dob: 'birth_date',
  postcode: 'address.postcode',
  city: 'address.city',
  phones: 'phone',
};

/** What Splink 4.0.17 writes of a model made with its own libraries. */
const saved = (dialect: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/splink-people-${dialect}.json`, import.meta.url), 'utf8'));
const read = (
  settings: unknown,
  columns: Record<string, string> = COLUMNS,
  present: MatchModel | null = null,
) => importSplink(settings, { entity: individual, present, columns });

/** Settings with one comparison of these conditions, each with an m and u of its own. */
function settingsOf(
  conditions: readonly string[],
  rules: readonly unknown[] = ['l.email = r.email'],
  more = {},
) {
  const total = (conditions.length * (conditions.length + 1)) / 2;
  return {
    link_type: 'dedupe_only',
    blocking_rules_to_generate_predictions: rules,
    comparisons: [
      {
        output_column_name: 'tried',
        comparison_levels: conditions.map((sql_condition, k) => ({
          sql_condition,
          m_probability: (conditions.length - k) / total,
          u_probability: (k + 1) / total,
        })),
      },
    ],
    ...more,
  };
}
const levelsOf = (model: MatchModel): string[] => model.comparisons[0]!.levels.map(({ name }) => name);

describe('a model that Splink has saved', () => {
  it('comes in with its m and u, level by level', () => {
    const { model } = read(saved('duckdb'));
    expect(modelProblems(model, individual)).toEqual([]);
    const names = model.comparisons.map(({ name, comparator }) => `${name}: ${comparator}`);
    expect(names).toEqual([
      'first_name: given_name',
      'surname: family_name',
      'dob: date',
      'email: email',
      'postcode: address',
      'city: address',
      'phones: phone',
    ]);
    const [first, , dob] = model.comparisons;
    const given = (
      saved('duckdb') as {
        comparisons: { comparison_levels: { m_probability: number; u_probability: number }[] }[];
      }
    ).comparisons[0]!.comparison_levels;
    expect(first!.levels.map(({ name }) => name)).toEqual(['exact', 'close', 'fuzzy', 'different']);
    expect(first!.levels[0]!.m).toBeCloseTo(given[1]!.m_probability, 9);
    expect(first!.levels[1]!.u).toBeCloseTo(given[2]!.u_probability, 9);
    // No level comes near a similarity of 0.7: its pairs are among those that do not agree.
    expect(first!.levels[3]!.u).toBeCloseTo(given[4]!.u_probability + given[5]!.u_probability, 9);
    expect(first!.termFrequency).toBe(true);
    expect(dob!.levels.map(({ name }) => name)).toEqual(['exact', 'digit', 'near', 'year', 'different']);
    expect([model.prior, model.train]).toEqual([0.0002, false]);
  });

  it('brings its blocking rules, never making fewer pairs', () => {
    const { model } = read(saved('duckdb'));
    expect(
      model.blockingRules.map(({ name, unordered }) => (unordered ? `${name} (any order)` : name)),
    ).toEqual([
      'given_name:first3 + family_name:first3',
      'birth_date',
      'birth_date:year + family_name',
      'phone',
      'given_name + family_name (any order)',
      'address:postcode',
      'email',
      'address:city',
    ]);
  });

  it('is the same whichever dialect it was written for', () => {
    const { model } = read(saved('spark'));
    const duck = read(saved('duckdb')).model;
    const date = (of: MatchModel) => of.comparisons.find(({ name }) => name === 'dob')!;
    expect(date(model)).toEqual(date(duck));
    expect(model.blockingRules).toEqual(duck.blockingRules);
  });

  it('with both names in one comparison becomes a comparison for each', () => {
    const { model, notes } = read(saved('spark'));
    expect(
      model.comparisons.slice(0, 2).map(({ comparator, attributes }) => [comparator, attributes]),
    ).toEqual([
      ['given_name', ['given_name', 'family_name']],
      ['family_name', ['family_name', 'family_name', 'given_name']],
    ]);
    expect(notes).toContainEqual(
      expect.objectContaining({ code: 'comparison_split', subject: 'first_name_surname' }),
    );
  });

  it('lists everything that is not carried over as it is', () => {
    const { notes } = read(saved('duckdb'));
    const of = (code: string) =>
      notes.filter((one) => one.code === code).map(({ subject, detail }) => `${subject}|${detail}`);
    expect(of('column_unknown')).toEqual([
      'surname|surname_dm',
      'lat_lng|lat',
      'lat_lng|lng',
      'shoe_size|shoe_size',
      'l.shoe_size = r.shoe_size|shoe_size',
    ]);
    expect(of('comparison_left_out')).toEqual(['lat_lng|', 'shoe_size|']);
    expect(of('level_to_rest').length).toBe(7);
    expect(of('rule_left_out')).toEqual([
      'l.shoe_size = r.shoe_size|',
      'levenshtein(l.surname, r.surname) < 2|',
    ]);
    expect(of('rule_condition_dropped')[0]).toContain('levenshtein(l.dob, r.dob) <= 2');
    expect(of('link_type')).toEqual(['|link_and_dedupe']);
    expect(of('setting_ignored')).toEqual(['em_convergence|0.0001', 'max_iterations|25']);
  });

  it('finds its columns by name, label and the columns of the sources, whatever the case and accents', () => {
    const settings = settingsOf(
      ['"PRÉNOM_l" = "PRÉNOM_r"', 'ELSE'],
      ['l.NAISSANCE = r.NAISSANCE', 'l."E-Mail" = r."E-Mail"'],
    );
    const { model } = importSplink(settings, {
      entity: individual,
      present: null,
      mappings: [{ entity: 'individual', rules: [{ to: 'birth_date', from: ['Naissance'] }] }],
    });
    expect(model.comparisons[0]!.attributes).toEqual(['given_name']);
    expect(model.blockingRules.map(({ name }) => name)).toEqual(['birth_date', 'email']);
  });
});

describe('conditions that are read', () => {
  const cases: [string, string, string][] = [
    ['first_name', 'first_name_l = first_name_r', 'exact'],
    ['first_name', 'lower(trim(first_name_l)) = lower(trim(first_name_r))', 'exact'],
    ['first_name', '0.9 <= jaro_winkler_similarity(first_name_l, first_name_r)', 'close'],
    ['first_name', 'jaro_sim(`first_name_l`, `first_name_r`) > 0.83', 'fuzzy'],
    ['first_name', 'levenshtein(first_name_l, first_name_r) < 2', 'close'],
    ['first_name', 'soundex(first_name_l) = soundex(first_name_r)', 'sound'],
    ['first_name', 'substr(first_name_l, 1, 1) = substr(first_name_r, 1, 1)', 'initial'],
    ['first_name', 'first_name_l = surname_r AND surname_l = first_name_r', 'swapped'],
    ['surname', 'damerau_levenshtein("surname_l", "surname_r") <= 1', 'close'],
    ['dob', 'year(dob_l) = year(dob_r)', 'year'],
    ['dob', 'substr(dob_l, 1, 7) = substr(dob_r, 1, 7)', 'near'],
    ['dob', "abs(date_diff('day', dob_l, dob_r)) <= 31", 'near'],
    ['dob', 'abs(julianday(dob_l) - julianday(dob_r)) <= 365', 'year'],
    ['dob', 'abs(datediff(dob_l, dob_r)) < 400', 'year'],
    ['dob', "strftime('%Y', dob_l) = strftime('%Y', dob_r)", 'different'],
    ['dob', "strftime(dob_l, '%Y') = strftime(dob_r, '%Y')", 'year'],
    ['email', "split_part(email_l, '@', 1) = split_part(email_r, '@', 1)", 'same_local'],
    [
      'email',
      "substr(email_l, 1, instr(email_l, '@') - 1) = substr(email_r, 1, instr(email_r, '@') - 1)",
      'same_local',
    ],
    ['phones', 'right(phones_l, 9) = right(phones_r, 9)', 'last_8'],
    ['phones', 'list_has_any(phones_l, phones_r)', 'exact'],
    ['siret', 'levenshtein(siret_l, siret_r) <= 1', 'typo'],
    ['company', 'jaccard(company_l, company_r) >= 0.5', 'some_words'],
    ['company', 'company_l = company_r OR jaro_winkler(company_l, company_r) >= 0.97', 'very_similar'],
    ['city', 'city_l = city_r', 'city'],
  ];
  it.each(cases)('%s: %s', (column, condition, level) => {
    const first = `"${column}_l" = "${column}_r"`;
    const conditions = [`${column}_l IS NULL OR ${column}_r IS NULL`, condition, 'ELSE'];
    const settings = settingsOf(level === 'different' ? [first, ...conditions.slice(1)] : conditions);
    const { model } = read(settings);
    expect(levelsOf(model)).toEqual(level === 'different' ? ['exact', 'different'] : [level, 'different']);
  });

  it('an exact condition of what is no name is a category, of an amount a number', () => {
    expect(read(settingsOf(['job_title_l = job_title_r', 'ELSE'])).model.comparisons[0]!.comparator).toBe(
      'category',
    );
    const product = DEFAULT_MODEL.entities.find(({ name }) => name === 'product')!;
    const share = 'abs(price_l - price_r) / greatest(price_l, price_r) <= 0.1';
    const { model } = importSplink(settingsOf([share, 'ELSE'], ['l.ean = r.ean']), {
      entity: product,
      present: null,
    });
    expect([model.comparisons[0]!.comparator, ...levelsOf(model)]).toEqual([
      'number',
      'within_10_percent',
      'different',
    ]);
  });

  it('what has no level goes with the rest, with its m and u, and is told', () => {
    const { model, notes } = read(
      settingsOf([
        'email_l = email_r',
        'cosine_similarity(email_l, email_r) > 0.9',
        'email_l LIKE email_r',
        '((',
        'ELSE',
      ]),
    );
    expect(levelsOf(model)).toEqual(['exact', 'different']);
    expect(model.comparisons[0]!.levels[1]!.m).toBeCloseTo(10 / 15, 9);
    expect(notes.filter(({ became }) => became === 'different').map(({ code }) => code)).toEqual([
      'condition_unsupported',
      'condition_unsupported',
      'condition_unreadable',
    ]);
  });

  it('conditions that no comparison stands for run as they are, with their m and u, and go back', () => {
    const conditions = [
      "surname_l = surname_r AND substr(dob_l, 1, 2) || '99' < dob_r",
      "CASE WHEN dob_l > '2000' THEN dob_r ELSE surname_l END = surname_r",
      'ELSE',
    ];
    const { model, notes } = read(settingsOf(conditions));
    expect(notes.map(({ code }) => code)).toContain('comparison_as_conditions');
    const [comparison] = model.comparisons;
    expect(comparison).toMatchObject({ comparator: 'custom', attributes: ['family_name', 'birth_date'] });
    expect(comparison!.levels.map(({ m }) => m)).toEqual([3 / 6, 2 / 6, 1 / 6]);
    expect(comparison!.levels.map(({ condition }) => condition)).toEqual([
      "(family_name_l = family_name_r) AND ((substr(birth_date_l, 1, 2) || '99') < birth_date_r)",
      "(CASE WHEN birth_date_l > '2000' THEN birth_date_r ELSE family_name_l END) = family_name_r",
      undefined,
    ]);
    expect(modelProblems(model, individual)).toEqual([]);
    for (const dialect of DIALECTS) {
      const exported = exportSplink(model, individual, dialect);
      const again = importSplink(exported.settings, { entity: individual, present: null }).model;
      expect(again.comparisons).toEqual(model.comparisons);
      expect(exported.columns.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['family_name', 'birth_date']),
      );
    }
  });

  it('probabilities Splink has not estimated are those every comparison starts from', () => {
    const settings = settingsOf(['email_l = email_r', 'ELSE']);
    const levels = settings.comparisons[0]!.comparison_levels as Record<string, unknown>[];
    delete levels[0]!.m_probability;
    const { model, notes } = read(settings);
    expect(notes.map(({ code }) => code)).toContain('probabilities_missing');
    expect(model.train).toBe(true);
    expect(modelProblems(model, individual)).toEqual([]);
  });

  it('thresholds, guards and, where no rule can be read, rules are those of the present model', () => {
    const present = read(saved('duckdb')).model;
    const own = {
      ...present,
      thresholds: { autoMerge: 7, review: 1 },
      guards: { ...present.guards, maxClusterSize: 9 },
    };
    const { model, notes } = read(settingsOf(['email_l = email_r', 'ELSE'], ['1 = 1']), COLUMNS, own);
    expect([model.thresholds, model.guards, model.blockingRules]).toEqual([
      own.thresholds,
      own.guards,
      own.blockingRules,
    ]);
    expect(notes.map(({ code }) => code)).toContain('rules_kept');
  });
});

describe('settings that cannot be taken', () => {
  const refusal = (settings: unknown, columns: Record<string, string> = COLUMNS): string => {
    try {
      read(settings, columns);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return (error as UserError).data.code;
    }
    return 'taken';
  };

  it('are refused when they are not settings of Splink', () => {
    for (const wrong of [
      null,
      3,
      'x',
      [],
      {},
      { comparisons: {} },
      { comparisons: [null] },
      { comparisons: [{ comparison_levels: [{}] }] },
    ])
      expect(refusal(wrong)).toBe('match.splink_invalid');
    expect(refusal(settingsOf(['a_l = a_r'], [{ blocking_rule: 1 }]))).toBe('match.splink_invalid');
    expect(refusal(settingsOf(['a_l = a_r'], [], { probability_two_random_records_match: '1' }))).toBe(
      'match.splink_invalid',
    );
  });

  it('are refused when nothing in them is known, naming the columns', () => {
    expect(refusal(settingsOf(['shoe_l = shoe_r', 'ELSE']))).toBe('match.splink_nothing');
    expect(refusal(settingsOf(['email_l = email_r', 'ELSE'], ['l.shoe = r.shoe']))).toBe(
      'match.splink_no_rule',
    );
    expect(refusal(saved('duckdb'), { first_name: 'nick_name' })).toBe('attribute.unknown');
  });

  it('do no harm with keys of the prototype, endless texts or deep nesting', () => {
    const text = JSON.stringify(settingsOf(['email_l = email_r', 'ELSE'])).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":2,',
    );
    const { notes } = read(JSON.parse(text));
    expect(notes.filter(({ code }) => code === 'setting_ignored').map(({ subject }) => subject)).toContain(
      'constructor',
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const start = performance.now();
    for (const sql of [
      'x'.repeat(10_000_000),
      `${'('.repeat(9_000)}email_l = email_r`,
      `email_l = email_r${' AND email_l = email_r'.repeat(800)}`,
      `${'NOT '.repeat(4_000)}email_l = email_r`,
      `'${"''".repeat(9_000)}`,
      `email_l${'[1]'.repeat(6_000)} = email_r`,
      `lower(${'lower('.repeat(3_000)}email_l`,
      `email_l ${'BETWEEN 1 AND '.repeat(1_000)}2`,
      '\u0000\uFFFF\u202E',
      'constructor(__proto__.toString) = email_l',
      'CASE WHEN email_l = email_r',
      '',
    ])
      expect(read(settingsOf(['email_l = email_r', sql, 'ELSE'])).notes.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('whatever a condition says, it is read or told to be unreadable, in no time', () => {
    const piece = fc.constantFrom(
      ...[
        'email_l',
        'email_r',
        '=',
        '(',
        ')',
        'AND',
        'or',
        'NOT',
        'IS',
        'NULL',
        "'@'",
        ',',
        'jaro(',
        '<=',
        '0.9',
        'CASE',
      ],
      ...[
        'WHEN',
        'END',
        '[',
        ']',
        '->',
        '::',
        'cast(',
        'AS',
        'text',
        '"',
        '`',
        'l.',
        'between',
        'in',
        '-',
        '/',
        'lambda',
        ':',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 60 }).map((all) => all.join(' ')),
        ),
        (sql) => {
          expect(recognise(sql).type).not.toBe('');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

// ----------------------------------------------------------------------------------------------- there and back

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  given_name: ['given_name', 'family_name'],
  family_name: ['family_name', 'birth_name', 'given_name', 'sex'],
  date: ['birth_date'],
  email: ['email'],
  phone: ['phone'],
  address: ['address'],
  identifier: ['national_id'],
  category: ['sex'],
  number: ['loyalty_number'],
  text: ['company'],
};

/** A comparison of every comparator with the levels that SQL can say, with any probabilities. */
function comparisonsOf(dialect: Dialect, numbers: readonly number[]): Comparison[] {
  let at = 0;
  const next = (): number => numbers[at++ % numbers.length]!;
  return Object.entries(ATTRIBUTES).map(([comparator, attributes]) => {
    const all = COMPARATORS.get(comparator)!.levels.map(({ name, m, u }) => ({ name, m, u }));
    const whole: Comparison = { name: `of ${comparator}`, attributes, comparator, levels: all };
    const said = levelConditions(whole, individual, new SqlWriter(dialect));
    const kept = all.filter(({ name }) => said.has(name) || name === 'different');
    const m = kept.map(next);
    const u = kept.map(next);
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    const levels = kept.map(({ name }, k) => ({ name, m: m[k]! / sum(m), u: u[k]! / sum(u) }));
    return { ...whole, levels };
  });
}

const modelOf = (comparisons: readonly Comparison[], prior = 0.001): MatchModel => ({
  entity: 'individual',
  template: 'person',
  comparisons,
  blockingRules: [
    { name: 'email', keys: [{ attribute: 'email', transform: 'exact' }] },
    {
      name: 'birth_date:year + given_name:initial',
      keys: [
        { attribute: 'birth_date', transform: 'year' },
        { attribute: 'given_name', transform: 'initial' },
      ],
    },
    {
      name: 'given_name + family_name|birth_name',
      keys: [
        { attribute: 'given_name', transform: 'exact' },
        { attribute: 'family_name|birth_name', transform: 'exact' },
      ],
      unordered: true,
    },
    {
      name: 'address:postcode + phone:last8',
      keys: [
        { attribute: 'address', transform: 'postcode' },
        { attribute: 'phone', transform: 'last8' },
      ],
    },
  ],
  lookalikes: [],
  prior,
  thresholds: { autoMerge: 4, review: 0 },
  guards: { identifiers: [], sharedContactLimit: 5, maxClusterSize: 200 },
  train: false,
});

describe('to Splink and back', () => {
  it.each(DIALECTS)('m and u, levels, attributes and rules come back as they were, in %s', (dialect) => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
        fc.double({ min: 1e-9, max: 0.5, noNaN: true }),
        (numbers, prior) => {
          const model = modelOf(comparisonsOf(dialect, numbers), prior);
          expect(modelProblems(model, individual)).toEqual([]);
          const { settings } = exportSplink(model, individual, dialect);
          const back = importSplink(JSON.parse(JSON.stringify(settings)), {
            entity: individual,
            present: model,
          });
          expect(back.model.blockingRules).toEqual(model.blockingRules);
          expect(back.model.prior).toBeCloseTo(prior, 9);
          for (const [c, comparison] of model.comparisons.entries()) {
            const returned = back.model.comparisons[c]!;
            expect({ ...returned, levels: returned.levels.map(({ name }) => name) }).toEqual({
              ...comparison,
              levels: comparison.levels.map(({ name }) => name),
            });
            for (const [k, { m, u }] of comparison.levels.entries()) {
              expect(Math.abs(returned.levels[k]!.m - m)).toBeLessThan(1e-9);
              expect(Math.abs(returned.levels[k]!.u - u)).toBeLessThan(1e-9);
            }
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('what was edited in Splink counts, not what the model once was', () => {
    const model = modelOf(comparisonsOf('duckdb', [0.5, 0.25]));
    const { settings } = exportSplink(model, individual, 'duckdb');
    const edited = JSON.parse(
      JSON.stringify(settings).replaceAll(
        'damerau_levenshtein(\\"national_id_l\\", \\"national_id_r\\") <= 1',
        'ELSE',
      ),
    ) as unknown;
    const back = importSplink(edited, { entity: individual, present: model });
    const identifier = back.model.comparisons.find(({ name }) => name === 'of identifier')!;
    expect(identifier.levels.map(({ name }) => name)).toEqual(['exact', 'different']);
  });

  it('levels SQL cannot say give their m and u to where their pairs go, and are listed', () => {
    const all = COMPARATORS.get('given_name')!.levels.map(({ name, m, u }) => ({ name, m, u }));
    const names: Comparison = {
      name: 'n',
      attributes: ['given_name'],
      comparator: 'given_name',
      levels: all,
    };
    const household = { name: 'household', ratio: 1, comparisons: [] };
    const { settings, notes } = exportSplink(
      { ...modelOf([names]), lookalikes: [household] },
      individual,
      'duckdb',
    );
    const [comparison] = settings.comparisons as {
      comparison_levels: { label_for_charts: string; m_probability?: number }[];
    }[];
    const m = new Map(
      comparison!.comparison_levels.map((level) => [level.label_for_charts, level.m_probability]),
    );
    const of = (name: string): number => all.find((level) => level.name === name)!.m;
    expect(m.get('fuzzy')).toBeCloseTo(of('fuzzy') + of('sound') + of('compound'), 9);
    expect(m.get('different')).toBeCloseTo(of('different') + of('nickname') + of('gender_form'), 9);
    const left = notes.filter(({ code }) => code === 'level_left_out').map(({ detail }) => detail);
    expect(left).toEqual(['sound', 'nickname', 'compound', 'swapped', 'gender_form']);
    expect(notes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['lookalike_left_out', 'guards_left_out', 'thresholds_left_out']),
    );
  });

  it('a blocking key SQL cannot make takes its rule with it, and says so', () => {
    const model = {
      ...modelOf(comparisonsOf('duckdb', [1])),
      blockingRules: [
        { name: 's', keys: [{ attribute: 'address', transform: 'street' }] },
        { name: 'n', keys: [{ attribute: 'family_name', transform: 'sound' }] },
      ],
    };
    const { settings, notes } = exportSplink(model, individual, 'duckdb');
    expect(settings.blocking_rules_to_generate_predictions).toEqual([
      {
        blocking_rule: 'substr(l."family_name", 1, 3) = substr(r."family_name", 1, 3)',
        sql_dialect: 'duckdb',
      },
    ]);
    expect(notes).toContainEqual({
      code: 'key_left_out',
      subject: 's',
      detail: 'address:street',
      became: '',
    });
    expect(notes.some(({ code, subject }) => code === 'key_nearest' && subject === 'n')).toBe(true);
  });

  it('every comparison starts with blanks and ends with the rest, as Splink asks', () => {
    for (const dialect of DIALECTS) {
      const model = modelOf(comparisonsOf(dialect, [0.3, 0.6]));
      const { settings, columns } = exportSplink(model, individual, dialect);
      for (const { comparison_levels: levels } of settings.comparisons as {
        comparison_levels: Record<string, unknown>[];
      }[]) {
        expect(levels[0]!.is_null_level).toBe(true);
        expect(levels.filter(({ sql_condition: sql }) => sql === 'ELSE')).toEqual([levels.at(-1)]);
      }
      expect(columns.find(({ name }) => name === 'email')!.list).toBe(dialect !== 'sqlite');
      for (const comparison of model.comparisons) expect(levelOrder(comparison).at(-1)).toBe('different');
    }
  });
});

it('the command line has words for everything the exchange may tell', () => {
  expect(Object.keys(fr.modelNote).sort()).toEqual([...NOTE_CODES].sort());
});
