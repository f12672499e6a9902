import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordEncoder } from '../../../main/engine/match/encode.ts';
import { NEVER_COMPARED } from '../../../main/engine/match/model/catalogue.ts';
import { parseJson, readModel } from '../../../main/engine/match/model/read-model.ts';
import { modelProblems } from '../../../main/engine/match/model/validate.ts';
import { KINDS } from '../../../shared/kinds/kinds.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';
import { withComparison } from './models.ts';

const entity = 'individual';
let project: SampleProject;
/** The model the template proposed and the first run trained. */
let trained: MatchModel;
beforeAll(async () => {
  project = await sampleProject(250);
  trained = (await project.client.match.model({ entity })).model!;
}, 240_000);
afterAll(() => project.close());

const save = (model: MatchModel) => project.client.match.saveModel({ entity, model });
const audits = (): number =>
  project.engine.project.db.prepare('SELECT count(*) FROM audit').pluck().get() as number;

describe('a model that cannot be run is refused, naming where', () => {
  const level = (name: string, m: number, u: number) => ({ name, m, u });
  const cases: [string, (model: MatchModel) => MatchModel, string, Record<string, unknown>][] = [
    [
      'an attribute that does not exist',
      () => withComparison(trained, 'email', { attributes: ['emial'] }),
      'match.unknown_attribute',
      { comparison: 'email', attribute: 'emial' },
    ],
    [
      'a comparator that does not exist',
      () => withComparison(trained, 'email', { comparator: 'constructor' }),
      'match.unknown_comparator',
      { comparison: 'email' },
    ],
    [
      'a level the comparator does not have',
      () =>
        withComparison(trained, 'sex', { levels: [level('nearly', 0.9, 0.5), level('different', 0.1, 0.5)] }),
      'match.unknown_level',
      { comparison: 'sex', level: 'nearly' },
    ],
    [
      'levels in the wrong order',
      () =>
        withComparison(trained, 'sex', { levels: [level('different', 0.1, 0.5), level('exact', 0.9, 0.5)] }),
      'match.level_order',
      { comparison: 'sex', level: 'exact' },
    ],
    [
      'no level for what does not agree',
      () => withComparison(trained, 'sex', { levels: [level('exact', 1, 1)] }),
      'match.no_else_level',
      { comparison: 'sex' },
    ],
    [
      'a probability above 1',
      () =>
        withComparison(trained, 'sex', { levels: [level('exact', 1.2, 0.5), level('different', -0.2, 0.5)] }),
      'match.probability',
      { comparison: 'sex' },
    ],
    [
      'probabilities that do not add up',
      () =>
        withComparison(trained, 'sex', { levels: [level('exact', 0.9, 0.5), level('different', 0.3, 0.5)] }),
      'match.probability_sum',
      { comparison: 'sex' },
    ],
    [
      'a comparator that cannot compare the attribute',
      () =>
        withComparison(trained, 'email', {
          comparator: 'address',
          levels: [level('exact', 0.5, 0.1), level('different', 0.5, 0.9)],
        }),
      'match.attribute_kind',
      { comparison: 'email', attribute: 'email' },
    ],
    [
      'an attribute that is never compared',
      () => withComparison(trained, 'sex', { attributes: ['updated_at'] }),
      'match.attribute_kind',
      { attribute: 'updated_at' },
    ],
    [
      'two comparisons of one name',
      (m) => ({ ...m, comparisons: [...m.comparisons, m.comparisons[0]!] }),
      'match.name_twice',
      {},
    ],
    ['no comparison', (m) => ({ ...m, comparisons: [], lookalikes: [] }), 'match.no_comparison', {}],
    ['no blocking rule', (m) => ({ ...m, blockingRules: [] }), 'match.no_blocking_rule', {}],
    [
      'more blocking rules than can be told apart',
      (m) => ({
        ...m,
        blockingRules: Array.from({ length: 251 }, (_, k) => ({
          name: `r${k}`,
          keys: [{ attribute: 'email', transform: 'exact' }],
        })),
      }),
      'match.too_many',
      {},
    ],
    [
      'a transform that does not exist',
      (m) => ({
        ...m,
        blockingRules: [{ name: 'odd', keys: [{ attribute: 'email', transform: '__proto__' }] }],
      }),
      'match.unknown_transform',
      { rule: 'odd', transform: '__proto__' },
    ],
    [
      'a blocking key of an attribute that does not exist',
      (m) => ({
        ...m,
        blockingRules: [{ name: 'odd', keys: [{ attribute: 'email|mail', transform: 'exact' }] }],
      }),
      'match.unknown_blocking_key',
      { rule: 'odd', attribute: 'mail' },
    ],
    [
      'a part of an address where there is none',
      (m) => ({
        ...m,
        blockingRules: [{ name: 'odd', keys: [{ attribute: 'email', transform: 'postcode' }] }],
      }),
      'match.rule_kind',
      { rule: 'odd', attribute: 'email' },
    ],
    [
      'a rule without keys',
      (m) => ({ ...m, blockingRules: [{ name: 'all', keys: [] }] }),
      'match.rule_empty',
      { rule: 'all' },
    ],
    [
      'thresholds the wrong way round',
      (m) => ({ ...m, thresholds: { autoMerge: 1, review: 2 } }),
      'match.thresholds',
      { autoMerge: 1, review: 2 },
    ],
    ['a prior of 1', (m) => ({ ...m, prior: 1 }), 'match.prior', {}],
    [
      'a guard on what does not exist',
      (m) => ({ ...m, guards: { ...m.guards, identifiers: ['passport'] } }),
      'match.guard_attribute',
      { attribute: 'passport' },
    ],
    [
      'a cluster of one',
      (m) => ({ ...m, guards: { ...m.guards, maxClusterSize: 1 } }),
      'match.guard_limit',
      { limit: 1 },
    ],
    [
      'lookalikes of a comparison the model does not have',
      (m) => ({
        ...m,
        lookalikes: [
          { name: 'twins', ratio: 1, comparisons: [{ comparison: 'x', share: 1, levels: [], train: false }] },
        ],
      }),
      'match.unknown_comparison',
      { lookalike: 'twins', comparison: 'x' },
    ],
    [
      'a model of another entity',
      (m) => ({ ...m, entity: 'organisation' }),
      'match.other_entity',
      { entity: 'organisation' },
    ],
  ];

  it.each(cases)('%s', async (_, change, code, where) => {
    const before = audits();
    const model = change(trained);
    const refused = await refusedWith(save(model));
    expect(refused.code).toBe(code);
    expect(refused.where).toMatchObject(where);
    expect(refused.next).not.toBe('');
    expect(audits()).toBe(before);
    const { problems } = await project.client.match.checkModel({ entity, model });
    expect(problems[0]!.code).toBe(code);
  });

  it('everything at once is listed, and counted in the refusal', async () => {
    const model = { ...trained, blockingRules: [], prior: 3, thresholds: { autoMerge: 0, review: 1 } };
    const { problems } = await project.client.match.checkModel({ entity, model });
    expect(problems.map(({ code }) => code)).toEqual([
      'match.no_blocking_rule',
      'match.prior',
      'match.thresholds',
    ]);
    expect((await refusedWith(save(model))).message).toContain('2 more problems');
  });
});

describe('a model from a file of unknown origin', () => {
  const refusal = (data: unknown): string => {
    try {
      readModel(data, 'test');
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return (error as UserError).data.code;
    }
    return 'read';
  };

  it('is refused when its shape is wrong, whatever is in it', () => {
    const text = JSON.stringify(trained);
    expect(refusal(JSON.parse(text))).toBe('read');
    for (const wrong of [null, 1, 'x', [], {}, { ...trained, train: 'yes' }, { ...trained, extra: 1 }])
      expect(refusal(wrong)).toBe('match.model_invalid');
    expect(refusal(JSON.parse(text.replace('{', '{"__proto__":{"polluted":true},')))).toBe(
      'match.model_invalid',
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(
      refusal({ ...trained, comparisons: [{ ...trained.comparisons[0], name: 'x'.repeat(10_000_000) }] }),
    ).toBe('match.model_invalid');
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    expect(refusal({ ...trained, comparisons: deep })).toBe('match.model_invalid');
    expect(refusal(deep)).toBe('match.model_invalid');
  });

  it('is refused when it is not JSON, or far too long', () => {
    const code = (text: string): string => {
      try {
        parseJson(text, 'test');
      } catch (error) {
        return (error as UserError).data.code;
      }
      return 'read';
    };
    expect(code('{"a": 1}')).toBe('read');
    expect(code('\uFEFF{}')).toBe('read');
    expect(code('{a: 1}')).toBe('match.model_not_json');
    expect(code(`"${'x'.repeat(10_000_000)}"`)).toBe('match.model_too_large');
  });

  it('is judged without failing, whatever numbers and names stand in it', () => {
    const individual = DEFAULT_MODEL.entities[0]!;
    const word = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('email', 'exact', '__proto__', 'toString', 'different'),
    );
    const number = fc.oneof(fc.double({ noNaN: true }), fc.double());
    const anyModel: fc.Arbitrary<MatchModel> = fc.record({
      entity: word,
      template: fc.constant('person' as const),
      blockingRules: fc.array(
        fc.record({ name: word, keys: fc.array(fc.record({ attribute: word, transform: word })) }),
      ),
      comparisons: fc.array(
        fc.record({
          name: word,
          attributes: fc.array(word),
          comparator: word,
          levels: fc.array(fc.record({ name: word, m: number, u: number })),
        }),
      ),
      lookalikes: fc.array(
        fc.record({
          name: word,
          ratio: number,
          comparisons: fc.array(
            fc.record({ comparison: word, share: number, levels: fc.array(number), train: fc.boolean() }),
          ),
        }),
      ),
      prior: number,
      thresholds: fc.record({ autoMerge: number, review: number }),
      guards: fc.record({
        identifiers: fc.array(word),
        sharedContactLimit: fc.integer(),
        maxClusterSize: fc.integer(),
      }),
      train: fc.boolean(),
    });
    fc.assert(
      fc.property(anyModel, (model) => {
        for (const problem of modelProblems(model, individual)) {
          expect(problem.message).not.toBe('');
          expect(problem.path.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the catalogue', () => {
  it('lists every comparator with its levels and every transform, with words for it', async () => {
    const { comparators, transforms } = await project.client.match.catalogue();
    for (const { levels, kinds } of comparators) {
      expect(levels.length).toBeGreaterThan(1);
      expect(kinds.length).toBeGreaterThan(0);
    }
    expect(comparators.map(({ name }) => name)).toEqual(
      expect.arrayContaining(trained.comparisons.map(({ comparator }) => comparator)),
    );
    expect(transforms.find(({ name }) => name === 'postcode')).toEqual({
      name: 'postcode',
      kinds: ['address'],
      words: 'transform.postcode',
    });
  });

  it('leaves out exactly the kinds that matching does not keep', () => {
    const encoder = new RecordEncoder({
      name: 'all',
      role: 'custom',
      label: { fr: '', en: '' },
      attributes: KINDS.map((kind) => ({ name: kind, kind, label: { fr: '', en: '' }, cardinality: 'one' })),
    });
    const kept = encoder.finish().columns;
    expect(KINDS.filter((kind) => !kept.has(kind)).sort()).toEqual([...NEVER_COMPARED].sort());
  });
});
