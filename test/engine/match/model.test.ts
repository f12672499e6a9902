import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transact } from '../../../main/engine/db/handles.ts';
import { saveModel } from '../../../main/engine/db/settings.ts';
import { RecordEncoder } from '../../../main/engine/match/encode.ts';
import { NEVER_COMPARED } from '../../../main/engine/match/model/catalogue.ts';
import { parseJson, readModel } from '../../../main/engine/match/model/read-model.ts';
import { modelProblems } from '../../../main/engine/match/model/validate.ts';
import { recipeOf } from '../../../main/engine/recipe/from-project.ts';
import { readRecipe } from '../../../main/engine/recipe/read-recipe.ts';
import { writeRecipe } from '../../../main/engine/recipe/write-recipe.ts';
import { KINDS } from '../../../shared/kinds/kinds.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

const entity = 'individual';
let project: SampleProject;
/** The model the template proposed and the first run trained. */
let trained: MatchModel;
beforeAll(async () => {
  project = await sampleProject(250);
  trained = (await inForce()).model!;
}, 240_000);
afterAll(() => project.close());

const inForce = () => project.client.match.model({ entity });
const save = (model: MatchModel) => project.client.match.saveModel({ entity, model });
const audits = (): number =>
  project.engine.project.db.prepare('SELECT count(*) FROM audit').pluck().get() as number;
const pairsOfRules = async (): Promise<string[]> => {
  const { stats } = (await project.client.match.summary({ entity }))!;
  return (stats as { rules: { rule: string }[] }).rules.map(({ rule }) => rule);
};

/** The model with one comparison changed. */
function withComparison(name: string, change: Partial<MatchModel['comparisons'][number]>): MatchModel {
  return {
    ...trained,
    comparisons: trained.comparisons.map((one) => (one.name === name ? { ...one, ...change } : one)),
  };
}

describe('the model in force', () => {
  beforeEach(async () => {
    await project.client.match.resetModel({ entity });
  });

  it('is that of the last run, with its trained probabilities, as long as none was chosen', async () => {
    const { origin, version, lastRun, problems } = await inForce();
    expect({ origin, version, problems }).toEqual({ origin: 'last_run', version: null, problems: [] });
    expect(lastRun!.model).toEqual(trained);
    expect(trained.prior).toBeGreaterThan(0);
  });

  it('is yet to be proposed by the template where nothing has run', async () => {
    const view = await project.client.match.model({ entity: 'product' });
    expect([view.origin, view.model, view.lastRun]).toEqual(['template', null, null]);
    const refused = await refusedWith(
      project.client.match.exportSplink({ entity: 'product', dialect: 'duckdb' }),
    );
    expect(refused.code).toBe('match.no_model');
  });

  it('is refused for what is linked and not matched, and for what does not exist', async () => {
    expect((await refusedWith(project.client.match.model({ entity: 'activity' }))).code).toBe(
      'match.not_matched',
    );
    expect((await refusedWith(project.client.match.model({ entity: 'pets' }))).code).toBe('entity.unknown');
  });

  it('once chosen is a version in the journal, obeyed by the next matching', async () => {
    const before = audits();
    const [first] = trained.blockingRules;
    const model = { ...trained, train: false, blockingRules: [first!] };
    const { saved, version } = await save(model);
    expect(saved).toBe(true);
    expect(audits()).toBe(before + 1);
    expect(await inForce()).toMatchObject({ origin: 'chosen', version, model });
    await project.rebuild();
    expect(await pairsOfRules()).toEqual([first!.name]);
    expect((await inForce()).lastRun!.model.comparisons).toEqual(model.comparisons);
  });

  it('chosen again as it is makes no version', async () => {
    const model = { ...trained, train: false };
    const one = await save(model);
    const before = audits();
    expect(await save(model)).toEqual({ version: one.version, saved: false });
    expect(audits()).toBe(before);
  });

  it('goes back to the template at the next matching once it is reset', async () => {
    await save({ ...trained, blockingRules: trained.blockingRules.slice(0, 1) });
    expect(await project.client.match.resetModel({ entity })).toEqual({ reset: true });
    expect(await project.client.match.resetModel({ entity })).toEqual({ reset: false });
    await project.rebuild();
    expect(await pairsOfRules()).toEqual(trained.blockingRules.map(({ name }) => name));
    expect((await inForce()).origin).toBe('last_run');
  });

  it('lists its versions with who, when and what, and brings an earlier one back', async () => {
    const start = (await project.client.match.modelVersions({ entity })).length;
    await save(trained);
    await save({ ...trained, thresholds: { autoMerge: 9, review: 3 } });
    await project.client.match.resetModel({ entity });
    const restored = await project.client.match.restoreModel({ entity, version: start + 1 });
    expect(restored).toEqual({ version: start + 4, saved: true });
    const versions = await project.client.match.modelVersions({ entity });
    expect(versions.slice(0, 4).map(({ what, current }) => [what, current])).toEqual([
      [['first'], true],
      [['reset'], false],
      [['thresholds'], false],
      [['first'], false],
    ]);
    expect(versions[0]!.sameAs).not.toBeNull();
    expect(versions.every(({ actor, at }) => actor === 'test' && !Number.isNaN(Date.parse(at)))).toBe(true);
    expect((await inForce()).model).toEqual(trained);
    const old = await project.client.match.modelOfVersion({ entity, version: start + 2 });
    expect(old.model!.thresholds).toEqual({ autoMerge: 9, review: 3 });
    const none = await refusedWith(project.client.match.restoreModel({ entity, version: 10_000 }));
    expect(none.code).toBe('version.unknown');
  });

  it('says in the journal through what it was chosen', async () => {
    const model = (autoMerge: number) => ({ ...trained, thresholds: { autoMerge, review: 2 } });
    const { version } = await save(model(5));
    await project.client.match.saveModel({ entity, model: model(6), through: 'review.learn' });
    await project.client.match.restoreModel({ entity, version });
    await project.client.match.resetModel({ entity });
    const payloads = project.engine.project.db
      .prepare("SELECT payload FROM audit WHERE action = 'match.change' ORDER BY sequence DESC LIMIT 4")
      .pluck()
      .all() as string[];
    expect(payloads.map((payload) => JSON.parse(payload).through)).toEqual([
      'match.resetModel',
      'match.restoreModel',
      'review.learn',
      'match.saveModel',
    ]);
  });

  it('goes to a file of Splink and comes back from it, with what is lost named; nothing is saved', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'orfevre-splink-')), 'new', 'splink.json');
    try {
      const { settings, ...told } = await project.client.match.exportSplink({ entity, dialect: 'duckdb' });
      const written = await project.client.match.saveSplink({ entity, dialect: 'duckdb', path });
      expect(written).toEqual({ ...told, path });
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(settings);
      const before = await inForce();
      const read = await project.client.match.openSplink({ entity, path });
      expect(read).toEqual(await project.client.match.importSplink({ entity, settings }));
      expect(read.model.comparisons.map(({ name }) => name)).toEqual(
        trained.comparisons.map(({ name }) => name),
      );
      expect(await inForce()).toEqual(before);
      writeFileSync(path, 'not JSON');
      const bad = await refusedWith(project.client.match.openSplink({ entity, path }));
      expect(bad.code).toBe('match.model_not_json');
      const gone = await refusedWith(project.client.match.openSplink({ entity, path: `${path}.gone` }));
      expect(gone.code).toBe('file.unreadable');
    } finally {
      rmSync(dirname(dirname(path)), { recursive: true, force: true });
    }
  });

  it('survives a recipe: exported and read again, it is the same', async () => {
    await save(trained);
    const recipe = recipeOf(project.engine.project.db);
    const back = readRecipe(writeRecipe(recipe), 'recipe.yml', modelProblems);
    expect(back.matching).toEqual([trained]);
  });

  it('says what is wrong when an attribute has vanished since, and is not restored', async () => {
    const { version } = await save(trained);
    await project.client.match.resetModel({ entity });
    const { db, actor } = project.engine.project;
    const without = {
      ...DEFAULT_MODEL,
      entities: DEFAULT_MODEL.entities.map((one) =>
        one.name === entity
          ? { ...one, attributes: one.attributes.filter(({ name }) => name !== 'birth_date') }
          : one,
      ),
    };
    transact(db, () => saveModel(db, without, actor));
    const { problems } = await inForce();
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['match.unknown_attribute', 'match.unknown_blocking_key']),
    );
    const refused = await refusedWith(project.client.match.restoreModel({ entity, version }));
    expect(refused.where).toMatchObject({ attribute: 'birth_date' });
    transact(db, () => saveModel(db, DEFAULT_MODEL, actor));
  });
});

describe('a model that cannot be run is refused, naming where', () => {
  const level = (name: string, m: number, u: number) => ({ name, m, u });
  const cases: [string, (model: MatchModel) => MatchModel, string, Record<string, unknown>][] = [
    [
      'an attribute that does not exist',
      () => withComparison('email', { attributes: ['emial'] }),
      'match.unknown_attribute',
      { comparison: 'email', attribute: 'emial' },
    ],
    [
      'a comparator that does not exist',
      () => withComparison('email', { comparator: 'constructor' }),
      'match.unknown_comparator',
      { comparison: 'email' },
    ],
    [
      'a level the comparator does not have',
      () => withComparison('sex', { levels: [level('nearly', 0.9, 0.5), level('different', 0.1, 0.5)] }),
      'match.unknown_level',
      { comparison: 'sex', level: 'nearly' },
    ],
    [
      'levels in the wrong order',
      () => withComparison('sex', { levels: [level('different', 0.1, 0.5), level('exact', 0.9, 0.5)] }),
      'match.level_order',
      { comparison: 'sex', level: 'exact' },
    ],
    [
      'no level for what does not agree',
      () => withComparison('sex', { levels: [level('exact', 1, 1)] }),
      'match.no_else_level',
      { comparison: 'sex' },
    ],
    [
      'a probability above 1',
      () => withComparison('sex', { levels: [level('exact', 1.2, 0.5), level('different', -0.2, 0.5)] }),
      'match.probability',
      { comparison: 'sex' },
    ],
    [
      'probabilities that do not add up',
      () => withComparison('sex', { levels: [level('exact', 0.9, 0.5), level('different', 0.3, 0.5)] }),
      'match.probability_sum',
      { comparison: 'sex' },
    ],
    [
      'a comparator that cannot compare the attribute',
      () =>
        withComparison('email', {
          comparator: 'address',
          levels: [level('exact', 0.5, 0.1), level('different', 0.5, 0.9)],
        }),
      'match.attribute_kind',
      { comparison: 'email', attribute: 'email' },
    ],
    [
      'an attribute that is never compared',
      () => withComparison('sex', { attributes: ['updated_at'] }),
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
