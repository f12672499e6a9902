import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProject } from '../../../main/engine/db/open.ts';
import { snapshotFolder } from '../../../main/engine/db/snapshots.ts';
import { startEngine } from '../../../main/engine/engine.ts';
import { Session } from '../../../main/engine/session.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import type { UserErrorData } from '../../../shared/model/errors.ts';

let folder: string;
let session: Session;
const path = (name = 'customers.orfevre') => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orfevre-session-'));
  process.env.ORFEVRE_HOME = join(folder, 'home');
  session = new Session('test');
});

afterEach(async () => {
  await session.close();
  delete process.env.ORFEVRE_HOME;
  rmSync(folder, { recursive: true, force: true });
});

async function refusal(answer: Promise<unknown>): Promise<UserErrorData> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'USER', defined: true });
  return (error as { data: UserErrorData }).data;
}

const changeModel = () => session.client.mapping.saveModel({ model: { ...DEFAULT_MODEL, entities: [] } });

describe('a session without a project', () => {
  it('says so, and every page that needs one is told in the same way', async () => {
    expect(await session.client.workspace.session()).toEqual({ project: null, interrupted: [] });
    expect((await refusal(session.client.project.info())).code).toBe('project.none');
    expect((await refusal(session.client.sources.list())).code).toBe('project.none');
    expect((await refusal(session.client.match.run())).code).toBe('project.none');
    expect(await session.client.jobs.list()).toEqual([]);
  });

  it('refuses a project that is not there, unless it is to be made', async () => {
    expect((await refusal(session.client.workspace.open({ path: path() }))).code).toBe('project.missing');
    const state = await session.client.workspace.open({ path: path(), create: true });
    expect(state.project).toEqual({ path: path(), name: 'customers', readOnly: false });
  });
});

describe('opening and closing', () => {
  it('leaves one file behind and another project in its place', async () => {
    await session.open(path(), { create: true });
    await session.open(path('second.orfevre'), { create: true });
    expect(existsSync(`${path()}-lock`)).toBe(false);
    expect((await session.client.project.info()).path).toBe(path('second.orfevre'));
    expect(await session.client.workspace.close()).toEqual({ project: null, interrupted: [] });
    expect(readdirSync(folder).sort()).toEqual(['customers.orfevre', 'home', 'second.orfevre']);
  });

  it('keeps the project that is open when another cannot be opened', async () => {
    await session.open(path(), { create: true });
    writeFileSync(path('letter.orfevre'), 'Dear customer');
    expect((await refusal(session.client.workspace.open({ path: path('letter.orfevre') }))).code).toBe(
      'project.foreign',
    );
    expect((await session.client.project.info()).path).toBe(path());
  });

  it('opens read-only what another process holds, and writable once it is free', async () => {
    await session.open(path(), { create: true });
    await changeModel();
    await session.close();
    const other = openProject(path(), { what: 'nightly run', actor: 'cron' });
    const state = await session.client.workspace.open({ path: path() });
    expect(state.project).toMatchObject({ readOnly: true, readOnlyReason: 'project.busy' });
    expect((await session.client.mapping.model()).entities).toEqual([]);
    const refused = await refusal(session.client.mapping.saveModel({ model: DEFAULT_MODEL }));
    expect(refused.code).toBe('project.read_only');
    expect((await refusal(session.client.match.run())).code).toBe('project.read_only');
    other.close();
    expect((await session.client.workspace.open({ path: path() })).project?.readOnly).toBe(false);
    await session.client.mapping.saveModel({ model: DEFAULT_MODEL });
  });

  it('opens read-only what lies in a folder that cannot be written', async () => {
    const engine = startEngine(path(), { what: 'test', actor: 'test', create: true });
    await engine.close();
    // A folder in the place of the lock file refuses it as a folder without rights does, to root too.
    mkdirSync(`${path()}-lock`);
    const state = await session.client.workspace.open({ path: path() });
    expect(state.project).toMatchObject({ readOnly: true, readOnlyReason: 'project.folder_not_writable' });
  });

  it('tells once of jobs that the death of an earlier process interrupted', async () => {
    const project = openProject(path(), { what: 'test', actor: 'test', create: true });
    project.db.prepare("INSERT INTO job (kind, state, started_at) VALUES ('import', 'running', '')").run();
    project.close();
    await session.open(path());
    expect((await session.client.workspace.session()).interrupted).toEqual(['import']);
    expect((await session.client.workspace.session()).interrupted).toEqual([]);
  });
});

describe('who acts', () => {
  it('is the profile, from the moment it is changed', async () => {
    await session.client.workspace.savePreferences({ profile: 'Aïcha Benali' });
    await session.open(path(), { create: true });
    await session.client.workspace.savePreferences({ profile: 'Élodie Martin' });
    await changeModel();
    const actors = (await session.client.audit.list({})).map(({ action, actor }) => [action, actor]);
    expect(actors).toEqual([
      ['model.change', 'Élodie Martin'],
      ['project.create', 'Aïcha Benali'],
    ]);
  });
});

describe('snapshots', () => {
  it('brings back what a project was, and keeps what it replaces', async () => {
    await session.open(path(), { create: true });
    await session.client.project.snapshot();
    await changeModel();
    const [snapshot] = await session.client.project.snapshots();
    expect(snapshot).toMatchObject({ reason: 'asked' });
    expect(Math.abs(Date.parse(snapshot!.at) - Date.now())).toBeLessThan(60_000);

    await session.client.project.restore({ name: snapshot!.name });
    expect((await session.client.mapping.model()).entities).toEqual(DEFAULT_MODEL.entities);
    expect((await session.client.audit.list({})).map(({ action }) => action)).toEqual([
      'project.restore',
      'project.create',
    ]);
    const after = await session.client.project.snapshots();
    expect(after.map(({ reason }) => reason)).toEqual(['before-restore', 'asked']);

    await session.client.project.restore({ name: after[0]!.name });
    expect((await session.client.mapping.model()).entities).toEqual([]);
    expect((await session.client.project.check()).ok).toBe(true);
  });

  it('does not touch the project for a snapshot that is not there or damaged', async () => {
    await session.open(path(), { create: true });
    const asked = (name: string) => refusal(session.client.project.restore({ name }));
    expect((await asked('../customers.orfevre')).code).toBe('snapshot.unknown');
    const name = '2026-01-01T00-00-00.000Z_asked.orfevre';
    mkdirSync(snapshotFolder(path()));
    writeFileSync(join(snapshotFolder(path()), name), 'SQLite format 3\0 but no more');
    expect((await asked(name)).code).toBe('snapshot.damaged');
    expect((await session.client.project.info()).path).toBe(path());
    await changeModel();
  });

  it('are taken by themselves when a project that changed is opened, and no more often than some hours', async () => {
    await session.open(path(), { create: true });
    await changeModel();
    await session.close();
    const settled = async () => {
      await session.open(path());
      await session.engine?.queue.idle();
      const names = (await session.client.project.snapshots()).map(({ reason }) => reason);
      await session.close();
      return names;
    };
    expect(await settled()).toEqual(['opened']);
    expect(await settled()).toEqual(['opened']);
    const folderOf = snapshotFolder(path());
    const [name] = readdirSync(folderOf);
    const earlier = name!.replace(/^\d{4}/, '2020');
    copyFileSync(join(folderOf, name!), join(folderOf, earlier));
    rmSync(join(folderOf, name!));
    expect(await settled(), 'nothing has changed since').toEqual(['opened']);
    await session.open(path());
    await session.client.mapping.saveModel({ model: DEFAULT_MODEL });
    await session.close();
    expect(await settled()).toEqual(['opened', 'opened']);
  });
});

describe('the sample project', () => {
  it('is made, opened, imported and matched', async () => {
    const directory = join(folder, 'sample');
    const { path: made, jobId } = await session.client.workspace.sample({ directory, people: 60 });
    expect(made).toBe(join(directory, 'sample.orfevre'));
    const stages = new Set<string>();
    for await (const { progress } of await session.client.jobs.watch({ jobId })) {
      if (progress) stages.add(progress.stage);
    }
    await session.client.jobs.result({ jobId });
    expect([...stages]).toEqual(expect.arrayContaining(['suggest', 'import']));
    const info = await session.client.project.info();
    expect(info.sources).toBe(6);
    expect(info.goldenRecords.individual).toBeGreaterThan(40);
    expect(info.pending).toEqual([]);
  });

  it('is not made among files of the user', async () => {
    const directory = join(folder, 'mine');
    mkdirSync(directory);
    writeFileSync(join(directory, 'crm.csv'), 'id\n1\n');
    expect((await refusal(session.client.workspace.sample({ directory }))).code).toBe('sample.folder_in_use');
    expect(readdirSync(directory)).toEqual(['crm.csv']);
  });
});
