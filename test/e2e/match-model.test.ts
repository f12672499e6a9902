import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MatchModel } from '../../shared/model/match-model.ts';
import { type App, startApp, type Window } from './browser.ts';
import { FolderDialog } from './folder-dialog.ts';
import { MODEL, settled, visit } from './pages.ts';
import { sampleInto } from './sample.ts';
import { type Words, wordsOf } from './words.ts';

const entity = 'individual';
/** Letters typed after such a pause, in ms, begin another word. */
const TYPING_PAUSE = 750;
let app: App;
let opened: Window;
/** What the first run proposed and trained. */
let trained: MatchModel;

beforeAll(async () => {
  app = await startApp();
  await sampleInto(app, join(app.folder, 'sample'), 150);
  trained = (await inForce()).model!;
  opened = await app.open({ language: 'fr', theme: 'light' });
}, 240_000);
afterAll(async () => {
  await opened?.context.close();
  await app?.close();
});
beforeEach(async () => {
  await app.client.match.resetModel({ entity });
  await opened.page.evaluate(
    'sessionStorage.removeItem(Object.keys(sessionStorage).find((one) => one.includes("match-model")) ?? "")',
  );
  await opened.page.reload();
});

const inForce = () => app.client.match.model({ entity });
const versions = () => app.client.match.modelVersions({ entity });

const axe = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(
    ({ id, nodes }) => `${id} ${nodes[0]?.html}`,
  );

/** The editor, as a steward finds things on it. */
function editorOf(page: Page, t: Words) {
  const main = page.getByRole('main');
  const outline = page.getByRole('navigation', { name: t('match-model:outline') });
  return {
    main,
    outline,
    go: (name: string) => outline.getByRole('button', { name }).first().click(),
    value: (which: 'm' | 'u', level: string) =>
      main.getByRole('textbox', { name: t('match-model:levels.valueOf', { which, level }), exact: true }),
    problems: main.getByRole('region', { name: t('match-model:problems.title') }),
    save: main.getByRole('button', { name: t('match-model:save') }),
    changed: main.getByText(t('match-model:changed')),
    rules: main.locator('ol > li'),
  };
}

describe('the match model', () => {
  it('is edited level by level: a wrong value is said where it is and not saved, a right one is a version', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    const { main, go, value, problems, save, changed, outline } = editorOf(page, t);
    await visit(page, MODEL, t);
    const before = (await versions()).length;
    await go('E-mail');
    const exact = t('review:level.exact');
    await value('m', exact).fill('1,5');
    await problems.getByRole('button').waitFor();
    await outline.getByRole('button', { name: /E-mail.*1 problème/ }).waitFor();
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Control+s');
    // Nor is what makes no number taken: it is said, and forgotten on leaving the field.
    await value('m', exact).fill('beaucoup');
    await value('u', exact).focus();
    expect(await value('m', exact).inputValue()).toBe('1,5');
    // Right by itself, but the column no longer adds up to 1.
    await value('m', exact).fill('0,05');
    await problems.getByText(/somme/).waitFor();
    await main.getByRole('button', { name: t('match-model:levels.rescale') }).click();
    await problems.getByRole('button').waitFor({ state: 'detached' });
    expect(await axe(page)).toEqual([]);
    expect((await versions()).length).toBe(before);
    await page.keyboard.press('Control+s');
    await main.getByText(t('match-model:part.versions')).first().waitFor();
    await changed.waitFor({ state: 'detached' });
    const [latest] = await versions();
    expect(latest).toMatchObject({ version: before + 1, current: true });
    const { model } = await inForce();
    const { levels } = model!.comparisons.find(({ name }) => name === 'email')!;
    expect(levels.reduce((sum, { m }) => sum + m, 0)).toBeCloseTo(1);
    expect(levels[0]!.m).not.toBe(trained.comparisons.find(({ name }) => name === 'email')!.levels[0]!.m);
    // What the last run trained stands beside, and is taken back with one press.
    await main.getByRole('button', { name: t('match-model:levels.take') }).click();
    await page.keyboard.press('Control+s');
    await expect.poll(async () => (await inForce()).model).toEqual(trained);
    expect(faults).toEqual([]);
  }, 120_000);

  it('takes levels by conditions that a steward writes: what cannot be asked is said at its field', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    const { main, go, problems, save, value } = editorOf(page, t);
    await visit(page, MODEL, t);
    await go('E-mail');
    await main.getByRole('combobox', { name: t('match-model:comparisons.comparator') }).click();
    await page.getByRole('option', { name: t('match:comparator.custom'), exact: true }).click();
    const condition = (level: string) =>
      main.getByRole('textbox', { name: t('match-model:conditions.of', { level }), exact: true });
    const group = main.getByRole('group', { name: t('match-model:conditions.title') });
    const agree = t('review:level.agree');
    await group.getByText(/n’a pas de condition/).waitFor();
    await condition(agree).fill('email_l = courriel_r');
    await group.getByText(/« courriel_r »/).waitFor();
    expect(await condition(agree).getAttribute('aria-invalid')).toBe('true');
    // Said once, where it is wrong.
    expect(await main.getByText(/« courriel_r »/).count()).toBe(2);
    expect(await problems.getByText(/« courriel_r »/).count()).toBe(1);
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    expect(await axe(page)).toEqual([]);
    await condition(agree).fill('email_l = email_r');
    await problems.getByRole('button').waitFor({ state: 'detached' });
    // Another level goes before the last, which has none: it takes what is left.
    await group.getByRole('button', { name: t('match-model:levels.add') }).click();
    const fresh = t('match-model:conditions.newName');
    await group
      .getByRole('textbox', { name: t('match-model:conditions.nameOf', { number: '2' }) })
      .fill('presque');
    await condition('presque').fill('levenshtein(email_l, email_r) <= 2');
    expect(await condition(fresh).count()).toBe(0);
    await problems.getByRole('button').waitFor({ state: 'detached' });
    await value('m', 'presque').waitFor();
    await page.keyboard.press('Control+s');
    await expect
      .poll(async () => (await inForce()).model!.comparisons.find(({ name }) => name === 'email'))
      .toMatchObject({
        comparator: 'custom',
        levels: [
          { name: 'agree', condition: 'email_l = email_r' },
          { name: 'presque', condition: 'levenshtein(email_l, email_r) <= 2' },
          { name: 'different' },
        ],
      });
    expect(faults).toEqual([]);
  }, 60_000);

  it('keeps changes that are not saved when the page is left, and Ctrl Z takes them back one by one', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    const { main, changed, rules } = editorOf(page, t);
    await visit(page, MODEL, t);
    const count = trained.blockingRules.length;
    const first = rules.first().getByRole('button');
    const name = (await first.first().innerText()).replace(/^\d+\s*/, '');
    await main
      .getByRole('button', { name: t('match-model:rules.down', { rule: name }), exact: true })
      .press('Enter');
    // The button goes with the rule, for the next press.
    const focused = () => page.evaluate('document.activeElement?.closest("li")?.innerText ?? ""');
    expect(await focused()).toContain(name);
    await main
      .getByRole('button', { name: t('match-model:rules.remove', { rule: name }), exact: true })
      .click();
    await expect.poll(() => rules.count()).toBe(count - 1);
    await main.getByRole('link', { name: t('match:tab.run') }).click();
    await page.getByRole('heading', { level: 1, name: t('match:title') }).waitFor();
    await main.getByRole('link', { name: t('match:tab.model') }).click();
    await changed.waitFor();
    expect(await rules.count()).toBe(count - 1);
    await page.reload();
    await changed.waitFor();
    expect(await rules.count()).toBe(count - 1);

    // Another person's choice meanwhile is not written over without a word.
    await app.client.match.saveModel({ entity, model: { ...trained, train: false } });
    await page.reload();
    await main.getByRole('button', { name: t('match-model:stale.discard') }).click();
    await changed.waitFor({ state: 'detached' });
    expect(await rules.count()).toBe(count);

    await main
      .getByRole('button', { name: t('match-model:rules.remove', { rule: name }), exact: true })
      .click();
    await main.getByRole('button', { name: t('match-model:rules.add') }).click();
    await expect.poll(() => rules.count()).toBe(count);
    await page.keyboard.press('Control+z');
    await page.getByText(t('app:undo.done', { label: t('match-model:undo.addRule') })).waitFor();
    await expect.poll(() => rules.count()).toBe(count - 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => rules.count()).toBe(count);
    await changed.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  }, 120_000);

  it('is brought back in an earlier version, with what each changed in words', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    const { main, go } = editorOf(page, t);
    const earlier = { ...trained, thresholds: { autoMerge: 7, review: 1 } };
    const { version } = await app.client.match.saveModel({ entity, model: earlier });
    const thresholds = { autoMerge: 12, review: 4 };
    await app.client.match.saveModel({ entity, model: { ...trained, thresholds } });
    await visit(page, MODEL, t);
    await go(t('match-model:part.versions'));
    await main
      .getByRole('cell', { name: t('match-model:what.thresholds'), exact: true })
      .first()
      .waitFor();
    expect(await axe(page)).toEqual([]);
    await main
      .getByRole('button', { name: t('match-model:versions.restoreOne', { version: String(version) }) })
      .click();
    await main
      .getByText(t('match-model:versions.sameAs', { version: String(version) }))
      .first()
      .waitFor();
    expect((await inForce()).model).toEqual(earlier);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await inForce()).model?.thresholds).toEqual(thresholds);
    await main.getByRole('button', { name: t('match-model:reset') }).click();
    await expect.poll(async () => (await inForce()).origin).toBe('last_run');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await inForce()).model?.thresholds).toEqual(thresholds);
    expect(faults).toEqual([]);
  }, 120_000);

  it('goes to Splink and comes back, with what is lost said before anything is saved', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    const { main, changed } = editorOf(page, t);
    await visit(page, MODEL, t);
    const dialog = new FolderDialog(page, t);
    const menu = main.getByRole('button', { name: t('match-model:splink.title'), exact: true });
    await menu.click();
    await page.getByRole('menuitem', { name: t('match-model:splink.export') }).click();
    const exporting = page.getByRole('dialog', { name: t('match-model:splink.export') });
    await exporting.getByRole('region', { name: t('match-model:splink.notes') }).waitFor();
    expect(await axe(page)).toEqual([]);
    await exporting.getByRole('button', { name: t('match-model:splink.saveAs') }).click();
    await dialog.save(app.folder, 'splink.json');
    const path = join(app.folder, 'splink.json');
    await expect.poll(() => existsSync(path)).toBe(true);
    await exporting.waitFor({ state: 'detached' });

    // As Splink's own files have it: a column that is called otherwise, and no word of what it was.
    const settings = JSON.parse(readFileSync(path, 'utf8').replaceAll('company', 'employer'));
    writeFileSync(path, JSON.stringify(settings));
    await menu.click();
    await page.getByRole('menuitem', { name: t('match-model:splink.import') }).click();
    await dialog.files([path]);
    const importing = page.getByRole('dialog', { name: t('match-model:splink.import') });
    await importing.getByRole('region', { name: t('match-model:splink.notes') }).waitFor();
    await importing.getByRole('combobox', { name: 'employer' }).fill('Société');
    await page.getByRole('option', { name: 'Société' }).click();
    expect(await axe(page)).toEqual([]);
    await importing.getByRole('button', { name: t('match-model:splink.take'), disabled: false }).click();
    await changed.waitFor();
    expect((await inForce()).origin).toBe('last_run');
    await settled(page);
    await page.keyboard.press('Control+s');
    await expect.poll(async () => (await inForce()).origin).toBe('chosen');
    const compared = (await inForce()).model!.comparisons.map(({ attributes }) => attributes[0]);
    expect(compared).toContain('company');
    expect(faults).toEqual([]);
  }, 120_000);

  it('has every part usable by everybody in the dark, in English', async () => {
    const window = await app.open({ language: 'en', theme: 'dark', width: 1024, height: 640 });
    const { page, faults } = window;
    const t = wordsOf('en');
    try {
      await visit(page, MODEL, t);
      const { main, outline } = editorOf(page, t);
      await main.locator('ol > li button[aria-expanded]').nth(2).click();
      expect(await axe(page)).toEqual([]);
      const kinds = ['Comparisons', 'Email', 'Lookalikes', 'Twins', 'Decision', 'Versions'];
      await outline.getByRole('button').first().focus();
      for (const part of kinds) {
        // Letters go to the part that begins with them.
        await page.keyboard.type(part.slice(0, 3));
        await page.waitForTimeout(TYPING_PAUSE);
        await page.keyboard.press('Enter');
        await outline.getByRole('button', { name: part }).and(page.locator('[aria-current]')).waitFor();
        await settled(page);
        expect(await axe(page)).toEqual([]);
      }
      expect(faults).toEqual([]);
    } finally {
      await window.context.close();
    }
  }, 120_000);

  it('can only be looked at in a project that is read-only, and waits for a run in a new one', async () => {
    const window = await app.open({ language: 'fr', theme: 'dark' });
    const t = wordsOf('fr');
    try {
      const { page } = window;
      await page.route('**/rpc/workspace/session', async (route) => {
        const response = await route.fetch();
        const text = (await response.text()).replace(
          '"readOnly":false',
          '"readOnly":true,"readOnlyReason":"busy"',
        );
        await route.fulfill({ response, body: text });
      });
      await page.reload();
      await visit(page, MODEL, t);
      const { main, go, value, save } = editorOf(page, t);
      expect(await main.getByRole('button', { name: t('match-model:rules.add') }).isDisabled()).toBe(true);
      await go('E-mail');
      expect(await value('m', t('review:level.exact')).isDisabled()).toBe(true);
      expect(await save.isDisabled()).toBe(true);
      expect(await axe(page)).toEqual([]);
      await page.unroute('**/rpc/workspace/session');
      await app.client.workspace.open({ path: join(app.folder, 'new.orfevre'), create: true });
      await page.reload();
      await visit(page, MODEL, t);
      await page.getByRole('heading', { name: t('match-model:none.title') }).waitFor();
      expect(await axe(page)).toEqual([]);
    } finally {
      await window.context.close();
    }
  }, 60_000);
});
