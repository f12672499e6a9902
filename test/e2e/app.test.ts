import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, type Window } from './browser.ts';
import { expectInForce, expectLoyaltyNumbers, expectRight, readExport, silosOf } from './exported.ts';
import { browserFiles, Home } from './home.ts';
import { runMainJob } from './main-job.ts';
import { wordsOf } from './words.ts';

let app: App;
const windows: Window[] = [];
const open = async (look: Parameters<App['open']>[0]): Promise<Window> => {
  const window = await app.open(look);
  windows.push(window);
  return window;
};

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());
afterEach(async () => {
  const opened = windows.splice(0);
  const faults = opened.flatMap((window) => window.faults);
  for (const { context } of opened) await context.close();
  expect(faults).toEqual([]);
});

describe('the window', () => {
  for (const language of ['fr', 'en'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      it(`comes up in ${language}, ${theme}`, async () => {
        const { page } = await open({ language, theme });
        const t = wordsOf(language);
        await page.getByRole('heading', { level: 1, name: t('workspace:title') }).waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(theme);
        expect(new URL(page.url()).hash).not.toContain('token');
      });
    }
  }

  it('makes a project, opens it again from the list, and shows the sample', async () => {
    const { page } = await open({ language: 'fr', theme: 'light' });
    const home = new Home(page, wordsOf('fr'));
    const path = join(app.folder, 'mon projet.orfevre');
    await home.create(path);
    expect((await app.client.workspace.session()).project?.path).toBe(path);
    await home.visit();
    await home.close();
    expect((await app.client.workspace.session()).project).toBeNull();
    await home.openRecent('mon projet');
    expect((await app.client.workspace.session()).project?.path).toBe(path);
    await home.visit();
    await home.close();
    await home.makeSample(join(app.folder, 'exemple'), 200);
    expect((await app.client.sources.list()).length).toBeGreaterThanOrEqual(4);
  });

  it('does the whole job: files added, mapped, matched, reviewed, exported, opened again, run again', async () => {
    const { page } = await open({ language: 'fr', theme: 'light' });
    const t = wordsOf('fr');
    const silos = await silosOf(join(app.folder, 'silos'));
    const paths = {
      project: join(app.folder, 'clients.orfevre'),
      sources: silos.files,
      mappings: silos.mappings,
      exported: mkdirSync(join(app.folder, 'export'), { recursive: true })!,
      again: mkdirSync(join(app.folder, 'export 2'), { recursive: true })!,
    };
    const decided = await runMainJob(page, t, browserFiles(page, t), paths);
    const [exported, again] = [readExport(paths.exported), readExport(paths.again)];
    expectRight(exported, silos, decided);
    expectLoyaltyNumbers(exported);
    expect(again).toEqual(exported);
    const decisions = await app.client.review.list({ entity: 'individual' });
    expectInForce(decisions, decided);
  }, 300_000);
});
