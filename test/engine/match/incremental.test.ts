import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectWriter } from '../../../main/engine/db/connect.ts';
import { decidePair, revertDecision } from '../../../main/engine/db/decisions.ts';
import type { WriteDb } from '../../../main/engine/db/handles.ts';
import { createIdentityTables, stageIdentities } from '../../../main/engine/golden/identities.ts';
import { EAGER_POLICY, type Plan, planIncremental } from '../../../main/engine/match/incremental/plan.ts';
import { matchIncrement } from '../../../main/engine/match/incremental/run.ts';
import { requireLastRun } from '../../../main/engine/match/last-run.ts';
import { saveMatchModel } from '../../../main/engine/match/model/in-force.ts';
import { cancelFlag, jobControl } from '../../../shared/model/job.ts';
import { GrowingProject, type Row } from './growing-project.ts';
import { entity, partners, seenAgain, town } from './people.ts';

const citizens = town(300, 5);
const people = [...citizens, ...seenAgain(citizens), ...seenAgain(citizens, 7), ...partners(citizens)];
const rows: readonly Row[] = people.map((one, k) => ({ ...one, key: `K${String(k).padStart(4, '0')}` }));
/** Some rows are there twice, word for word. */
const twice: readonly Row[] = rows
  .filter((_, k) => k % 25 === 4)
  .map((row) => ({ ...row, key: `T${row.key}` }));
/** One row in ten comes later. */
const early = [...rows, ...twice].filter((_, k) => k % 10 !== 3);
const all = [...rows, ...twice];

/** The project is as a full run with the model and the statistics of the last one would have left it. */
function expectAsFull(project: GrowingProject): void {
  const expected = project.expected();
  expect(project.clusters()).toEqual(expected.clusters);
  expect(project.pairs()).toEqual(expected.pairs);
  expect(project.relations()).toEqual(expected.relations);
  expectFigures(project);
}

/** The figures kept with the run are those of its tables. */
function expectFigures({ db }: GrowingProject, unmatched = 0): void {
  const stats = JSON.parse(
    db.prepare('SELECT stats FROM match_run ORDER BY id DESC LIMIT 1').pluck().get() as string,
  );
  const count = (sql: string) => db.prepare(sql).pluck().get() as number;
  const states = Object.fromEntries(
    db.prepare('SELECT state, count(*) FROM pair GROUP BY state').raw().all() as [string, number][],
  );
  expect(stats).toMatchObject({
    records: count('SELECT count(*) FROM value_individual') - unmatched,
    clusters: count('SELECT count(DISTINCT golden_id) FROM membership'),
    largestCluster: count('SELECT max(n) FROM (SELECT count(*) AS n FROM membership GROUP BY golden_id)'),
    pairs: count('SELECT count(*) FROM pair'),
    merged: states.merged ?? 0,
    review: states.review ?? 0,
    cut: states.cut ?? 0,
    related: Object.fromEntries(
      db.prepare('SELECT kind, count(*) FROM relation GROUP BY kind').raw().all() as [string, number][],
    ),
  });
  const weighed = (stats.weights as [number, number][]).reduce((sum, [, pairs]) => sum + pairs, 0);
  expect(weighed).toBe(stats.pairs);
}

/** A file that changes, story by story; each test goes on where the one before it ended. */
describe('a file that changed is matched against what is there', () => {
  let project: GrowingProject;
  beforeAll(async () => {
    project = new GrowingProject();
    const { way } = await project.refresh(early, 'usual');
    expect(way).toMatchObject({ kind: 'full', reason: 'first' });
    expectAsFull(project);
  });
  afterAll(() => project.close());

  test('rows that came: the same pairs, weights, levels and golden records as in a full run', async () => {
    const before = project.golden();
    const { way, entities } = await project.refresh(all, 'changes');
    expect(way).toMatchObject({ kind: 'changes', came: all.length - early.length, gone: 0 });
    expectAsFull(project);
    const { identities, clusters } = entities.individual!;
    expect(identities.created).toBeGreaterThan(0);
    expect(clusters).toBe(project.golden().size);
    // Whoever was there keeps the golden id, or was merged with somebody.
    const kept = [...before.keys()].filter((id) => project.golden().has(id));
    expect(kept.length).toBe(before.size - absorbed(project));
  });

  test('rows that changed keep their golden id', async () => {
    const changed = all.map((row, k) =>
      k % 17 === 2 ? { ...row, email: `new.${row.key}@example.fr` } : row,
    );
    const before = project.golden();
    const { way } = await project.refresh(changed, 'changes');
    expect(way).toMatchObject({ came: changed.filter((row, k) => row !== all[k]).length });
    expectAsFull(project);
    const after = project.golden();
    expect([...after.keys()].filter((id) => before.has(id)).length).toBeGreaterThan(before.size - 5);
  });

  test('rows that went leave no pair behind, and those that are the same word for word take over', async () => {
    const left = all.filter(({ key }, k) => k % 13 !== 5 && !twice.some((row) => row.key === `T${key}`));
    const { way } = await project.refresh(left, 'changes');
    expect(way.kind).toBe('changes');
    expectAsFull(project);
    // Back under new keys: they stand behind those that took over.
    const again = all.filter((row) => !left.includes(row)).map((row) => ({ ...row, key: `N${row.key}` }));
    await project.refresh([...left, ...again], 'changes');
    expectAsFull(project);
  });

  test("stewards' decisions, taken and taken back", async () => {
    const db = connectWriter(join(project.folder, 'p.orfevre'));
    const [pair] = [...project.golden().values()].filter((keys) => keys.length > 1);
    const alone = [...project.golden().values()].filter((keys) => keys.length === 1).slice(0, 2);
    const decide = (kind: 'link' | 'keep_apart', left: string, right: string) =>
      decidePair(
        db,
        {
          kind,
          entity: 'individual',
          left: { source: 'crm', key: left },
          right: { source: 'crm', key: right },
        },
        'test',
      );
    const uids = [decide('keep_apart', pair![0]!, pair![1]!), decide('link', alone[0]![0]!, alone[1]![0]!)];
    const { way } = await project.match('changes');
    expect(way).toMatchObject({ kind: 'changes', came: 0, gone: 0 });
    expectAsFull(project);
    const of = (key: string) => [...project.golden()].find(([, keys]) => keys.includes(key))![0];
    expect(of(pair![0]!)).not.toBe(of(pair![1]!));
    expect(of(alone[0]![0]!)).toBe(of(alone[1]![0]!));
    for (const uid of uids) revertDecision(db, uid, 'test');
    db.close();
    await project.match('changes');
    expectAsFull(project);
    expect(of(alone[0]![0]!)).not.toBe(of(alone[1]![0]!));
  });

  test('nothing changed: nothing happens', async () => {
    const before = [project.pairs(), project.golden()];
    const { entities } = await project.match('changes');
    expect(entities.individual!.identities).toMatchObject({ created: 0, merged: 0, split: 0, restored: 0 });
    expect(entities.individual!.identities.unchanged).toBe(project.golden().size);
    expect([project.pairs(), project.golden()]).toEqual(before);
  });
});

/** Golden ids that the last run merged into others. */
function absorbed({ db }: GrowingProject): number {
  const events = db
    .prepare(
      "SELECT other_ids FROM golden_event WHERE event = 'merged' AND run_id = (SELECT max(id) FROM match_run)",
    )
    .pluck()
    .all() as string[];
  return events.reduce((sum, ids) => sum + (JSON.parse(ids) as string[]).length, 0);
}

describe('golden ids', () => {
  test('are those that all records together would be given', async () => {
    const project = new GrowingProject();
    await project.refresh(all, 'usual');
    // Rows go, others come instead, and the first ones come back: their ids are contested.
    const months = [
      all.filter((_, k) => k % 3 !== 1),
      all
        .filter((_, k) => k % 4 !== 2)
        .map((row, k) => (k % 9 === 1 ? { ...row, phone: '+33600000001' } : row)),
      all.map((row, k) =>
        k % 11 === 1 ? { ...row, family: citizens[k % 40]!.family, email: citizens[k % 40]!.email } : row,
      ),
    ];
    for (const month of months) {
      const copy = join(project.folder, 'before.orfevre');
      project.db.pragma('wal_checkpoint(TRUNCATE)');
      copyFileSync(join(project.folder, 'p.orfevre'), copy);
      const { way, entities } = await project.refresh(month, 'changes');
      expect(way.kind).toBe('changes');
      expectAsFull(project);
      const { golden, counts } = givenToAll(copy, project);
      expect(entities.individual!.identities).toEqual(counts);
      expect([...project.golden()].sort()).toEqual(golden);
    }
    await project.close();
  });
});

/** The golden ids a full run would have given to the clusters there are now, from what was known before. */
function givenToAll(before: string, project: GrowingProject) {
  const db = connectWriter(before);
  db.prepare('ATTACH ? AS now').run(join(project.folder, 'p.orfevre'));
  const members = db
    .prepare('SELECT record_id, golden_id FROM now.membership ORDER BY record_id')
    .raw()
    .all() as [number, string][];
  db.exec('DELETE FROM main.record; INSERT INTO main.record SELECT * FROM now.record');
  const numbers = new Map<string, number>();
  const clusterOf = Uint32Array.from(members, ([, goldenId]) => {
    numbers.set(goldenId, numbers.get(goldenId) ?? numbers.size);
    return numbers.get(goldenId)!;
  });
  createIdentityTables(db, 999);
  const recordIds = members.map(([id]) => id);
  const counts = stageIdentities(db, { entity: 'individual', recordIds, clusterOf }, quiet());
  const rowsNow = db
    .prepare(
      'SELECT m.golden_id, r.key FROM staging_membership m JOIN record r ON r.id = m.record_id ORDER BY r.key',
    )
    .raw()
    .all() as [string, string][];
  db.close();
  rmSync(before);
  const golden = new Map<string, string[]>();
  for (const [goldenId, key] of rowsNow) golden.set(goldenId, [...(golden.get(goldenId) ?? []), key]);
  return { golden: [...golden].sort(), counts };
}

const quiet = () => jobControl(cancelFlag(), () => undefined);

describe('a run that is not left alone', () => {
  let project: GrowingProject;
  const path = () => join(project.folder, 'p.orfevre');
  beforeAll(async () => {
    project = new GrowingProject();
    await project.refresh(all, 'usual');
    const db = connectWriter(path());
    addStrangers(db);
    db.close();
  });
  afterAll(() => project.close());

  test('comes to the same with one, two and four threads', () => {
    const { plans } = planIncremental(project.db, [entity('individual')], EAGER_POLICY) as { plans: Plan[] };
    expect(plans[0]!.fresh).toHaveLength(STRANGERS);
    const [one, two, four] = [1, 2, 4].map((threads) => {
      const { plan: _, ...found } = matchIncrement(project.db, plans[0]!, quiet(), threads);
      return found;
    });
    expect(one!.pairs.found.length).toBeGreaterThan(STRANGERS);
    expect(two).toEqual(one);
    expect(four).toEqual(one);
  });

  test.each(['match.weigh', 'pair', 'membership', 'match_run'])(
    'is killed (%s): the project stays as the last run left it',
    (moment) => {
      const before = [project.pairs(), [...project.golden()], runs(project)];
      const script = join(import.meta.dirname, '../../reliability/killed-match.ts');
      const { signal, stderr } = spawnSync(process.execPath, [script, path(), moment], { encoding: 'utf8' });
      expect(signal, stderr).toBe('SIGKILL');
      expect([project.pairs(), [...project.golden()], runs(project)]).toEqual(before);
      expectFigures(project, STRANGERS);
    },
  );

  test('runs through when it is started again', async () => {
    const { way } = await project.match('changes');
    expect(way).toMatchObject({ kind: 'changes', came: STRANGERS });
    expectAsFull(project);
  });
});

const runs = ({ db }: GrowingProject): unknown[] => db.prepare('SELECT * FROM match_run').all();

const STRANGERS = 120;

/** Rows nobody has matched so far: others in the file, with another e-mail. */
function addStrangers(db: WriteDb): void {
  db.exec(
    `CREATE TEMP TABLE more AS SELECT * FROM record WHERE superseded_by IS NULL ORDER BY id LIMIT ${STRANGERS};
     UPDATE more SET id = id + 100000, key = 'S' || key; INSERT INTO record SELECT * FROM more;
     CREATE TEMP TABLE values_more AS SELECT * FROM value_individual WHERE record_id IN (SELECT id - 100000 FROM more);
     UPDATE values_more SET record_id = record_id + 100000, email = '[{"value":"s' || record_id || '@example.fr"}]';
     INSERT INTO value_individual SELECT * FROM values_more`,
  );
}

describe('blocks that were too large in the full run', () => {
  test('are cut as they were then, whether rows come at once or one after the other', async () => {
    const [atOnce, oneByOne] = [await withSmallBlocks(), await withSmallBlocks()];
    const half = all.filter((row, k) => early.includes(row) || k % 20 === 3);
    await atOnce.refresh(all, 'changes');
    await oneByOne.refresh(half, 'changes');
    const { way } = await oneByOne.refresh(all, 'changes');
    expect(way.kind).toBe('changes');
    expect(oneByOne.clusters()).toEqual(atOnce.clusters());
    expect(oneByOne.pairs()).toEqual(atOnce.pairs());
    expectFigures(oneByOne);
    const late = new Set(all.filter((row) => !early.includes(row)).map(({ key }) => key));
    const found = oneByOne.pairs().filter((pair) =>
      pair
        .split(' ')
        .slice(0, 2)
        .some((key) => late.has(key)),
    );
    expect(found.length).toBeGreaterThan(late.size / 2);
    await atOnce.close();
    await oneByOne.close();
  });
});

/** The early rows, matched under a model whose blocks may hold six records. */
async function withSmallBlocks(): Promise<GrowingProject> {
  const project = new GrowingProject();
  await project.refresh(early, 'usual');
  const { model } = requireLastRun(project.db, 'individual', 'test');
  const db = connectWriter(join(project.folder, 'p.orfevre'));
  // Rules of one key make large blocks; a repeated first key leaves others to cut by.
  const blockingRules = model.blockingRules.map((rule) => ({ ...rule, maxBlockSize: 6 }));
  saveMatchModel(db, 'individual', { ...model, train: false, blockingRules }, 'test');
  db.close();
  const { way, entities } = await project.match('usual');
  expect(way).toMatchObject({ kind: 'full', reason: 'model_changed' });
  expect(entities.individual!.rules.some(({ oversized }) => oversized.length > 0)).toBe(true);
  return project;
}

describe('everything is matched anew', () => {
  test('where little would be saved, where somebody wants it, and where much changed', async () => {
    const project = new GrowingProject();
    await project.refresh(early, 'changes');
    expect((await project.match('usual')).way).toMatchObject({ kind: 'full', reason: 'small' });
    expect((await project.match('full')).way).toMatchObject({ kind: 'full', reason: 'asked' });
    const planned = (mostChanged: number) =>
      planIncremental(project.db, [entity('individual')], { leastRecords: 0, mostChanged });
    const db = connectWriter(join(project.folder, 'p.orfevre'));
    addStrangers(db);
    expect(planned(0.1)).toMatchObject({ full: { reason: 'much_changed' } });
    expect(planned(0.9)).toHaveProperty('plans');
    db.exec("UPDATE value_state SET fingerprint = 'other'");
    expect(planned(0.9)).toMatchObject({ full: { reason: 'values_changed' } });
    db.close();
    await project.close();
  });
});
