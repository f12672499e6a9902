import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transact } from '../../../main/engine/db/handles.ts';
import { saveModel } from '../../../main/engine/db/settings.ts';
import { modelProblems } from '../../../main/engine/match/model/validate.ts';
import { recipeOf } from '../../../main/engine/recipe/from-project.ts';
import { readRecipe } from '../../../main/engine/recipe/read-recipe.ts';
import { writeRecipe } from '../../../main/engine/recipe/write-recipe.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
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
