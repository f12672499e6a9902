import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT_VERSION } from '../../main/engine/db/migrate.ts';
import { openProject } from '../../main/engine/db/open.ts';
import { type App, startApp, type Window } from './browser.ts';
import { FolderDialog } from './folder-dialog.ts';
import { Home } from './home.ts';
import { jobRuns, jobsEnd, runsToEnd } from './jobs.ts';
import { flat, type Words, wordsOf } from './words.ts';

// One window, in which one thing after the other goes wrong. What is said stands where it happened, in French, and the
// project is as it was.

const t: Words = wordsOf('fr');
const ENGINE = join(import.meta.dirname, '../../renderer/app/i18n/engine-errors-fr.json');
const french = flat(JSON.parse(readFileSync(ENGINE, 'utf8')) as Parameters<typeof flat>[0]);

/** What the window says in French of an error of the engine; up to the first place that is filled in. */
function said(code: string): string {
  const text = french.get(`${code}.message`);
  if (text === undefined) throw new Error(`No text for ${code}.`);
  return text.replace(/\{\{.*$/, '').trim();
}

let app: App;
let window: Window;
let page: Page;
let before: string;
const path = (name: string): string => join(app.folder, name);
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(path(name), content);
  return path(name);
};

/** All that bad input must not change. */
async function contents(): Promise<string> {
  const { client } = app;
  const [info, sources, model] = await Promise.all([
    client.project.info(),
    client.sources.list(),
    client.mapping.model(),
  ]);
  const mapped = await Promise.all(sources.map(({ name }) => client.mapping.get({ name })));
  return JSON.stringify({ info, sources, model, mapped });
}

const main = (): Locator => page.getByRole('main');
const button = (key: string, values?: Record<string, string>): Locator =>
  main().getByRole('button', { name: t(key, values) });
const alert = (text: string): Locator => main().getByRole('alert').filter({ hasText: text });

async function goTo(hash: string, title: string): Promise<void> {
  await page.goto(new URL(`#${hash}`, page.url()).href);
  await main()
    .getByRole('heading', { level: 1, name: t(title), exact: true })
    .waitFor();
}

async function addFiles(...files: readonly [string, ...string[]]): Promise<void> {
  await goTo('/sources', 'sources:title');
  await button('sources:add.action').click();
  await new FolderDialog(page, t).files(files);
  await main()
    .getByRole('heading', { level: 1, name: t('sources:add.title') })
    .waitFor();
}

const card = (file: string): Locator => main().getByRole('region', { name: file, exact: true });

beforeAll(async () => {
  app = await startApp();
  await app.client.workspace.open({ path: path('clients.orfevre'), create: true });
  const file = write(
    'clients.csv',
    'id;nom;prénom;ville\n1;Durand;Anne;Lyon\n2;Petit;Luc;Nice\n3;Petit;Luce;Nice\n',
  );
  window = await app.open({ language: 'fr', theme: 'light' });
  page = window.page;
  page.setDefaultTimeout(20_000);
  await goTo('/sources', 'sources:title');
  await button('ui:drop.choose_other').click();
  await new FolderDialog(page, t).files([file]);
  await button('sources:add.load_one', { count: '1' }).click({ timeout: 45_000 });
  await main()
    .getByRole('heading', { level: 1, name: t('sources:title'), exact: true })
    .waitFor();
  await jobsEnd(page, t);
});
afterAll(() => app?.close());
beforeEach(async () => {
  before = await contents();
});

describe('bad input, in the window', () => {
  it('says of each file that cannot be read why, beside those that can', async () => {
    // The first bytes of a protected workbook: an OLE container that names its encrypted package.
    const locked = new Uint8Array(2048);
    locked.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    locked.set(new Uint8Array(Buffer.from('EncryptedPackage', 'utf16le')), 1024);
    await addFiles(
      write('secret.xlsx', locked),
      write('vide.csv', ''),
      write('cassé.xlsx', 'PK\u0003\u0004 rien de bon'),
      write('entête.csv', 'id;nom;ville\n'),
      write('doublons.csv', 'id;nom;nom\n1;Durand;Anne\n'),
    );
    await card('secret.xlsx')
      .getByRole('alert')
      .filter({ hasText: said('file.encrypted') })
      .waitFor();
    await card('vide.csv')
      .getByRole('alert')
      .filter({ hasText: said('file.empty') })
      .waitFor();
    await card('cassé.xlsx')
      .getByRole('alert')
      .filter({ hasText: t('errors:safe') })
      .waitFor();
    await card('entête.csv').getByText(t('sources:add.noRows')).waitFor();
    await card('doublons.csv')
      .getByText(t('sources:remark.renamed_one', { columns: 'nom (2)' }))
      .waitFor();
    expect(await page.getByRole('alert').count()).toBe(3);
    expect(await contents()).toBe(before);
    await button('sources:add.back').click();
  });

  it('refuses a key that is not unique, and names it', async () => {
    await addFiles(write('clés.csv', 'code;nom\nA;Durand\nB;Petit\nA;Roux\n'));
    const key = card('clés.csv').getByRole('combobox', { name: t('sources:list.key') });
    await key.fill('code');
    await page.getByRole('option', { name: 'code' }).click();
    await page.keyboard.press('Escape');
    await button('sources:add.load_one', { count: '1' }).click();
    await alert(said('key.not_unique')).waitFor();
    await jobsEnd(page, t);
    // Told where it happened, and there alone.
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(await contents()).toBe(before);
    await button('sources:add.back').click();
  });

  it('takes a file of 3,000 columns, and shows its mapping', async () => {
    const columns = Array.from({ length: 3000 }, (_, index) => `colonne_${index + 1}`);
    await addFiles(
      write('large.csv', `${columns.join(';')}\n${columns.map((_, index) => index).join(';')}\n`),
    );
    await button('sources:add.load_one', { count: '1' }).click({ timeout: 60_000 });
    await main()
      .getByRole('heading', { level: 1, name: t('sources:title'), exact: true })
      .waitFor({ timeout: 50_000 });
    await jobsEnd(page, t);
    await goTo('/mapping/large', 'mapping:title');
    await main()
      .getByRole('heading', { name: t('mapping:columns.title') })
      .or(main().getByRole('region', { name: t('mapping:columns.title') }))
      .first()
      .waitFor();
  }, 240_000);

  it('says which mapped column a new version no longer has', async () => {
    await addFiles(write('clients.csv', 'id;prénom;ville\n1;Anne;Lyon\n2;Luc;Nice\n3;Luce;Nice\n'));
    await button('sources:add.load_one', { count: '1' }).click({ timeout: 45_000 });
    await main()
      .getByText(t('sources:drift.missing_one', { columns: 'nom' }))
      .waitFor();
    expect(await contents()).toBe(before);
    // Left as it is: it waits in the history of the source, where it can be decided upon.
    await goTo('/match', 'match:title');
    await goTo('/sources/clients', 'sources:title');
    await main()
      .getByRole('tab', { name: t('sources:detail.history') })
      .click();
    await button('sources:staged.apply').click();
    await button('sources:staged.apply').waitFor({ state: 'detached' });
    // What can be undone is told once it can be.
    await page.getByText(t('sources:staged.applied_one', { count: '1' })).waitFor();
    // The mapping says so where the column is used.
    await goTo('/mapping/clients', 'mapping:title');
    await main()
      .getByText(t('mapping:rules.gone_one', { columns: 'nom' }))
      .waitFor();
    await goTo('/sources/clients', 'sources:title');
    // Ctrl Z takes the version back: what it replaced counts again.
    await page.keyboard.press('Control+z');
    await page
      .getByText(t('app:undo.done', { label: t('sources:staged.undo_one', { count: '1' }) }))
      .waitFor();
    expect(await contents()).toBe(before);
  });

  it('refuses a recipe with an unknown key, and says on which line', async () => {
    await goTo('/settings', 'workspace:settings.title');
    const recipe = (extra: string) =>
      `version: 1\n${extra}sources:\n  - name: crm\n    file: clients.csv\n    mapping: {entity: individual, rules: []}\n`;
    await button('workspace:recipe.run').click();
    await new FolderDialog(page, t).files([write('inconnue.yml', recipe('couleur: bleue\n'))]);
    const refused = alert(said('recipe.invalid'));
    await refused.getByText('2', { exact: true }).waitFor();
    expect(await contents()).toBe(before);
  });

  it('says that the folder of an export cannot be written', async () => {
    await goTo('/match', 'match:title');
    await runsToEnd(page, t, () => button('match:run').click());
    before = await contents();
    // A file where the export wants a folder: nobody can write there, the superuser included.
    const folder = path('export');
    mkdirSync(folder);
    writeFileSync(join(folder, 'pris'), '');
    await goTo('/exports', 'exports:title');
    await main()
      .getByRole('textbox', { name: t('exports:file'), exact: true })
      .first()
      .fill('pris/golden.csv');
    await button('exports:run').click();
    await new FolderDialog(page, t).folder(folder);
    await alert(said('folder_not_writable')).waitFor();
    await jobsEnd(page, t);
    expect(await contents()).toBe(before);
  });

  it('leaves a project while its job runs: the job is stopped, and nothing else is said to have failed', async () => {
    const rows = Array.from({ length: 150_000 }, (_, index) => `${index};Nom ${index}`);
    const file = write('long.csv', `id;nom\n${rows.join('\n')}\n`);
    await app.client.workspace.open({ path: path('autre.orfevre'), create: true });
    await app.client.workspace.open({ path: path('clients.orfevre') });
    await page.reload();
    const home = new Home(page, t);
    await home.visit();
    await app.client.sources.import({
      requests: [
        {
          path: file,
          source: {
            name: 'long',
            priority: 9,
            complete: true,
            keepOriginal: false,
            maxQuarantine: 0.05,
            keyColumns: ['id'],
            options: {},
            inventory: {},
          },
        },
      ],
    });
    await page.reload();
    await jobRuns(page, t);
    window.faults.length = 0;
    await home.openRecent('autre');
    await jobsEnd(page, t);
    expect(window.faults).toEqual([]);
    await home.visit();
    await home.openRecent('clients');
    expect(await contents()).toBe(before);
  });

  it('does not open a project of a newer version, and keeps the one that is open', async () => {
    openProject(path('demain.orfevre'), { what: 'test', actor: 'test', create: true }).close();
    const db = new Database(path('demain.orfevre'));
    db.pragma(`user_version = ${PROJECT_VERSION + 1}`);
    db.close();
    await goTo('/', 'workspace:title');
    await main()
      .getByRole('button', { name: t('workspace:open'), exact: true })
      .click();
    await new FolderDialog(page, t).files([path('demain.orfevre')]);
    await alert(said('project.newer')).waitFor();
    expect(await contents()).toBe(before);
  });

  it('opens a project that another process has open to be read only, and says so', async () => {
    const held = openProject(path('pris.orfevre'), { what: 'test', actor: 'test', create: true });
    try {
      const home = new Home(page, t);
      await home.visit();
      await home.openFile(path('pris.orfevre'));
      await page.getByText(t('app:readOnly', { reason: t('app:readOnlyReason.busy') })).waitFor();
      await goTo('/match', 'match:title');
      expect(await button('match:run').isDisabled()).toBe(true);
    } finally {
      held.close();
    }
  });

  it('met nothing but refusals with words', () => {
    expect(window.faults.filter((fault) => !fault.startsWith('422 '))).toEqual([]);
  });
});
