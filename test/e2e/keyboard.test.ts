import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../../shared/model/default-model.ts';
import { type App, startApp, type Window } from './browser.ts';
import { expectRight, readExport, silosOf } from './exported.ts';
import { jobsEnd } from './jobs.ts';
import { Keyboard } from './keyboard.ts';
import { PAGES, settled } from './pages.ts';
import { type Decided, pairWhere, same } from './review-step.ts';
import { type Words, wordsOf } from './words.ts';

let app: App;
let window: Window;
beforeAll(async () => {
  app = await startApp();
  window = await app.open({ language: 'fr', theme: 'light' });
});
afterAll(() => app?.close());

describe('without a mouse', () => {
  it('does the whole job, then goes round every page', async () => {
    const { page, faults } = window;
    const t = wordsOf('fr');
    const keys = new Keyboard(page);
    const job = new JobByKeyboard(page, keys, t, app);
    const silos = await silosOf(join(app.folder, 'silos'));
    const exported = mkdirSync(join(app.folder, 'export'), { recursive: true })!;

    await job.createProject(join(app.folder, 'clavier.orfevre'));
    await job.addFiles(silos.files);
    for (const { source, added } of silos.mappings) if (added) await job.mapColumn(source, added);
    expect((await app.client.mapping.get({ name: 'loyalty' }))?.version).toBe(2);
    await job.correctRules();
    await job.match();
    const decided = await job.decideThree();
    await job.applyDecisions();
    await job.exportTo(exported);
    expectRight(readExport(exported), silos, decided);

    const stops: Record<string, number> = {};
    for (const { name, title } of PAGES) {
      await job.goTo(title!);
      await settled(page);
      stops[name] = await keys.round(150);
    }
    expect(Math.max(...Object.values(stops))).toBeLessThan(150);
    // Its many rules and columns are one stop each.
    expect(stops.mapping).toBeLessThan(50);
    expect(Math.max(...keys.distances.map(({ presses }) => presses))).toBeLessThan(15);
    expect([...keys.unseen]).toEqual([]);
    expect(faults).toEqual([]);
  }, 180_000);
});

/** Each step of the job as it is done with keys alone. */
class JobByKeyboard {
  readonly #page: Page;
  readonly #keys: Keyboard;
  readonly #t: Words;
  readonly #app: App;

  constructor(page: Page, keys: Keyboard, t: Words, app: App) {
    this.#page = page;
    this.#keys = keys;
    this.#t = t;
    this.#app = app;
  }

  /** To a page, by the palette, from anywhere. */
  async goTo(title: string): Promise<void> {
    const name = this.#t(title);
    await this.#keys.command(name, this.#heading(name));
  }

  async createProject(path: string): Promise<void> {
    const keys = this.#keys;
    // The first stop of the window leads past its frame.
    await keys.tabTo('button', this.#t('app:skip'));
    await keys.press('Enter');
    await keys.tabTo('button', this.#t('workspace:new'));
    await keys.press('Enter');
    await this.#focus('textbox', this.#t('ui:folder.name'));
    await keys.write(basename(path));
    await keys.tabTo('textbox', this.#t('ui:folder.path'), 'Shift+Tab');
    await keys.write(dirname(path));
    await keys.press('Enter');
    await keys.tabTo('button', this.#t('ui:folder.accept.save_one'));
    await keys.press('Enter');
    await this.#heading(this.#t('sources:title')).waitFor();
  }

  async addFiles(paths: readonly [string, ...string[]]): Promise<void> {
    const keys = this.#keys;
    const t = this.#t;
    await keys.tabTo('button', t('ui:drop.choose_other'));
    await keys.press('Enter');
    await this.#focus('textbox', t('ui:folder.path'));
    await keys.write(dirname(paths[0]));
    await keys.press('Enter');
    const contents = this.#page.getByRole('group', { name: t('ui:folder.contents') });
    await contents.getByRole('button', { name: basename(paths[0]) }).waitFor();
    await keys.press('ArrowDown', 'Home');
    for (const path of paths) {
      await keys.goTo('button', basename(path), 'ArrowDown');
      await keys.press('Space');
    }
    const count = String(paths.length);
    await keys.tabTo('button', t('ui:folder.accept.files_other', { count }));
    await keys.press('Enter');
    await this.#heading(t('sources:add.title')).waitFor();
    const load = this.#page.getByRole('button', {
      name: t('sources:add.load_other', { count }),
      disabled: false,
    });
    await load.waitFor({ timeout: 60_000 });
    expect((await keys.focused()).what).toMatch(/^main /);
    await keys.press('Control+Enter');
    await this.#heading(t('sources:title')).waitFor({ timeout: 60_000 });
    await jobsEnd(this.#page, t);
  }

  /** Gives a column that nothing reads a place in the model, and saves. */
  async mapColumn(source: string, { column, to }: { readonly column: string; readonly to: string }) {
    const keys = this.#keys;
    const t = this.#t;
    await this.goTo('mapping:title');
    await this.#page.getByRole('combobox', { name: t('mapping:source'), exact: true }).waitFor();
    await keys.tabTo('combobox', t('mapping:source'));
    await keys.write(source);
    await keys.press('ArrowDown', 'Enter');
    const map = this.#page.getByRole('button', { name: t('mapping:columns.map', { column }), exact: true });
    await map.waitFor();
    await keys.tabTo('button', t('mapping:columns.map', { column }));
    await keys.press('Enter');
    // The new rule has the focus where it lacks something: in its target.
    const target = t('mapping:rules.targetOf', { columns: column });
    await this.#page.getByRole('combobox', { name: target }).and(this.#page.locator(':focus')).waitFor();
    const label = DEFAULT_MODEL.entities[0]?.attributes.find(({ name }) => name === to)?.label.fr ?? to;
    await keys.write(label);
    await this.#page.getByRole('option', { name: label, exact: true }).waitFor();
    await keys.press('ArrowDown', 'Enter', 'Control+s');
    await this.#page.getByText(t('mapping:version', { version: '2' }), { exact: true }).waitFor();
  }

  /** The rules are one stop of Tab, gone through by arrows; Enter writes in one, Escape goes back to the list. */
  async correctRules(): Promise<void> {
    const keys = this.#keys;
    const t = this.#t;
    await this.goTo('mapping:title');
    const rows = this.#page.getByRole('grid', { name: t('mapping:rules.title') }).locator('[data-rule]');
    const first = await rows.first().textContent();
    await keys.tabTo('row', first!.trim().slice(0, 8));
    const at = () =>
      this.#page.evaluate<number>(
        "[...document.querySelectorAll('[data-rule]')].indexOf(document.activeElement)",
      );
    expect(await at()).toBe(0);
    await keys.press('End');
    expect(await at()).toBe((await rows.count()) - 1);
    await keys.press('Home', 'ArrowDown');
    expect(await at()).toBe(1);
    const field = this.#page.getByRole('combobox').and(this.#page.locator('[data-rule] :focus'));
    await keys.press('Enter');
    await field.waitFor();
    const label = await field.inputValue();
    await keys.press('Escape');
    await rows.nth(1).getByText(label, { exact: true }).waitFor();
    expect(await at()).toBe(1);
    await keys.press('F2');
    await field.waitFor();
    await keys.press('Control+ArrowDown');
    await rows.nth(2).getByRole('combobox').and(this.#page.locator(':focus')).waitFor();
    expect(await rows.getByRole('combobox').count()).toBe(2);
    await keys.press('Escape', 'Tab');
    expect(await at()).toBe(-1);
    await keys.press('Shift+Tab');
    expect(await at()).toBe(2);
  }

  async match(): Promise<void> {
    await this.goTo('match:title');
    await this.#page.getByRole('button', { name: this.#t('match:run'), disabled: false }).waitFor();
    await this.#keys.tabTo('button', this.#t('match:run'));
    await this.#jobByEnter('Enter');
  }

  /** Merges a pair by its button, keeps another apart by its key, merges a third and takes that back. */
  async decideThree(): Promise<Decided> {
    const keys = this.#keys;
    const t = this.#t;
    await this.goTo('review:title');
    const merged = await pairWhere(this.#page, t, () => true);
    await keys.tabTo('button', t('review:merge'));
    await keys.press('Enter');
    const keptApart = await pairWhere(this.#page, t, (pair) => !same(pair, merged));
    await keys.press('k');
    const undone = await pairWhere(this.#page, t, (pair) => !same(pair, keptApart));
    await keys.press('m');
    await pairWhere(this.#page, t, (pair) => !same(pair, undone));
    await keys.press('Control+z');
    await pairWhere(this.#page, t, (pair) => same(pair, undone));
    return { merged, keptApart, undone };
  }

  async applyDecisions(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('review:apply'), disabled: false }).waitFor();
    await this.#jobByEnter('Control+Enter');
  }

  async exportTo(folder: string): Promise<void> {
    const keys = this.#keys;
    const t = this.#t;
    await this.goTo('exports:title');
    await this.#page.getByRole('button', { name: t('exports:run'), disabled: false }).waitFor();
    await keys.tabTo('button', t('exports:run'));
    await keys.press('Enter');
    await this.#focus('textbox', t('ui:folder.path'));
    await keys.write(folder);
    await keys.press('Enter');
    await keys.tabTo('button', t('ui:folder.accept.folder_one'));
    await keys.press('Enter');
    await this.#page.getByText(t('exports:done', { folder })).first().waitFor({ timeout: 60_000 });
    await jobsEnd(this.#page, t);
  }

  /** Starts a job and waits for its end, which may come before anybody sees it run. */
  async #jobByEnter(key: string): Promise<void> {
    const { jobs } = this.#app.client;
    const known = (await jobs.list()).length;
    await this.#keys.press(key);
    await expect.poll(async () => (await jobs.list()).length, { timeout: 45_000 }).toBeGreaterThan(known);
    await jobs.result({ jobId: Math.max(...(await jobs.list()).map(({ id }) => id)) });
    await jobsEnd(this.#page, this.#t);
  }

  #focus(role: 'textbox', name: string): Promise<void> {
    return this.#page.getByRole(role, { name }).and(this.#page.locator(':focus')).waitFor();
  }

  #heading(name: string) {
    return this.#page.getByRole('heading', { level: 1, name, exact: true });
  }
}
