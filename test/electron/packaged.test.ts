import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionState } from '../../shared/contract/workspace.ts';
import { wordsOf } from '../e2e/words.ts';
import { cannotRun } from './display.ts';
import { callEngine } from './engine-call.ts';
import { type LaunchedApp, launchApp, packaged, unstage } from './launch.ts';
import { nativeFiles } from './native-dialogs.ts';
import { npmBin, run } from './runtime/commands.ts';
import { doWholeJob } from './whole-job.ts';

const reason = cannotRun();
if (reason !== undefined) console.warn(`Skipped: ${reason}`);

describe.skipIf(reason !== undefined)('the packaged application', () => {
  let folder: string;
  let app: LaunchedApp | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'orfevre-packaged-'));
    packaged();
  }, 300_000);

  afterAll(async () => {
    await app?.close();
    unstage();
    rmSync(folder, { recursive: true, force: true });
  });

  it('cannot be made to run other code: its fuses, read back from the executable', () => {
    const said = run(npmBin('electron-fuses'), ['read', '--app', packaged()]);
    const fuses = Object.fromEntries(
      [...said.matchAll(/(\w+) is (Enabled|Disabled)/g)].map((match) => match.slice(1)),
    );
    expect(fuses).toMatchObject({
      RunAsNode: 'Disabled',
      EnableCookieEncryption: 'Enabled',
      EnableNodeOptionsEnvironmentVariable: 'Disabled',
      EnableNodeCliInspectArguments: 'Disabled',
      EnableEmbeddedAsarIntegrityValidation: 'Enabled',
      OnlyLoadAppFromAsar: 'Enabled',
      GrantFileProtocolExtraPrivileges: 'Disabled',
    });
  });

  it('makes, imports and matches the sample in its worker threads, and closes it into one file', async () => {
    app = await launchApp({ packaged: true });
    await app.page.getByRole('heading').first().waitFor();
    const directory = join(folder, 'sample');
    const { jobId, path } = await callEngine<{ jobId: number; path: string }>(app.page, 'workspace/sample', {
      directory,
      people: 60,
    });
    await callEngine(app.page, 'jobs/result', { jobId }, 50_000);
    const { project } = await callEngine<SessionState>(app.page, 'workspace/session');
    expect(project).toMatchObject({ path, readOnly: false });
    expect(app.faults).toEqual([]);
    await app.close();
    app = undefined;
    expect(existsSync(path)).toBe(true);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it('opens the project it was started with, as by a double click', async () => {
    const path = join(folder, 'sample/sample.orfevre');
    app = await launchApp({ packaged: true, args: [path] });
    const { page } = app;
    const opened = async () => (await callEngine<SessionState>(page, 'workspace/session')).project?.path;
    await expect.poll(opened, { timeout: 45_000, interval: 100 }).toBe(path);
    expect(app.faults).toEqual([]);
  });

  it('does the whole job, with the dialogs of the system', async () => {
    const own = mkdtempSync(join(folder, 'job-'));
    const t = wordsOf('fr');
    await doWholeJob(own, { packaged: true }, ({ page, display }) => nativeFiles(page, t, display));
  }, 400_000);
});
