import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, type Window } from './browser.ts';
import { Keyboard } from './keyboard.ts';
import { settled, visit, WHAT_IF } from './pages.ts';
import { sampleInto } from './sample.ts';
import { wordsOf } from './words.ts';

const entity = 'individual';
let app: App;
let opened: Window;

beforeAll(async () => {
  app = await startApp();
  await sampleInto(app, join(app.folder, 'sample'), 200);
  opened = await app.open({ language: 'fr', theme: 'light' });
}, 240_000);
afterAll(async () => {
  await opened?.context.close();
  await app?.close();
});

const axe = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(
    ({ id, nodes }) => `${id} ${nodes[0]?.html}`,
  );
const scenarios = async () => (await app.client.whatIf.list({ entity })).scenarios;
const number = new Intl.NumberFormat('fr-FR');

describe('what-if', () => {
  it('is asked by keyboard; the difference is listed, filtered, searched and explained', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    const keyboard = new Keyboard(page);
    await visit(page, WHAT_IF, t);
    expect(await axe(page)).toEqual([]);
    await keyboard.tabTo('button', t('what-if:add'));
    await keyboard.press('Enter');
    const name = page.getByRole('dialog').getByRole('textbox', { name: t('what-if:name') });
    await name.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Seuils prudents');
    await keyboard.tabTo('textbox', t('what-if:figure.autoMerge'));
    await page.keyboard.type('14,5');
    await keyboard.tabTo('textbox', t('what-if:figure.reviewFrom'));
    await page.keyboard.type('20');
    await page.getByText(t('what-if:thresholdOrder')).waitFor();
    expect(await axe(page)).toEqual([]);
    await keyboard.write('4');
    await keyboard.press('Enter');
    const table = page.getByRole('region', { name: t('what-if:scenarios') });
    await table.getByRole('columnheader', { name: /Seuils prudents/ }).waitFor();
    const [scenario] = await scenarios();
    expect(scenario).toMatchObject({ name: 'Seuils prudents', thresholds: { autoMerge: 14.5, review: 4 } });
    await table.getByText(number.format(scenario!.figures.clusters), { exact: false }).first().waitFor();

    const sides = { entity, left: 'golden', right: scenario!.uid };
    const { kinds } = await app.client.whatIf.difference(sides);
    const { rows } = await app.client.whatIf.changes(sides);
    const list = page.getByRole('region', { name: t('what-if:comparison') });
    const splits = t('what-if:kind.split', { changes: number.format(kinds.split.changes) });
    await list.getByText(splits).waitFor();
    const [largest] = rows;
    const grid = list.getByRole('grid', { name: t('what-if:changes') });
    await grid.getByRole('gridcell', { name: largest!.label }).first().click();
    const inspector = page.getByRole('complementary');
    await inspector.getByRole('heading', { name: largest!.label }).waitFor();
    await expect.poll(() => inspector.getByRole('article').count()).toBe(largest!.records);
    expect(await axe(page)).toEqual([]);

    await list.getByText(t('what-if:kind.merged', { changes: number.format(kinds.merged.changes) })).click();
    if (kinds.merged.changes === 0) await list.getByText(t('what-if:noneFound')).waitFor();
    await list.getByText(splits).click();
    const search = list.getByRole('textbox', { name: t('what-if:search') });
    await search.fill('personne de ce nom');
    await list.getByText(t('what-if:noneFound')).waitFor();
    await search.fill(largest!.label.toUpperCase());
    await grid.getByRole('gridcell', { name: largest!.label }).first().waitFor();
    expect([...keyboard.unseen]).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('is adopted and undone, renamed, computed again when out of date, and deleted', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    await visit(page, WHAT_IF, t);
    const act = async (scenario: string, action: RegExp) => {
      await page.getByRole('button', { name: t('what-if:actions', { name: scenario }) }).click();
      await page.getByRole('menuitem', { name: action }).click();
    };
    await act('Seuils prudents', /^Adopter/);
    await expect.poll(async () => (await app.client.match.model({ entity })).origin).toBe('chosen');
    await page.getByText(t('what-if:adopted', { name: 'Seuils prudents' })).waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await app.client.match.model({ entity })).origin).toBe('last_run');

    await act('Seuils prudents', /^Renommer/);
    const name = page.getByRole('dialog').getByRole('textbox', { name: t('what-if:name') });
    await name.fill('Très prudents');
    await name.press('Enter');
    await page.getByRole('columnheader', { name: /Très prudents/ }).waitFor();

    const [pair] = await app.client.match.pairs({ entity, state: 'merged', limit: 1 });
    await app.client.review.decide({ entity, kind: 'keep_apart', left: pair!.left, right: pair!.right });
    await page.reload();
    await visit(page, WHAT_IF, t);
    await page
      .getByRole('columnheader', { name: /Très prudents/ })
      .getByText(t('what-if:outOfDate'))
      .waitFor();
    await act('Très prudents', /^Recalculer/);
    await expect.poll(async () => (await scenarios())[0]!.isOutOfDate).toBe(false);
    await page
      .getByRole('columnheader', { name: /Très prudents/ })
      .getByText(t('what-if:outOfDate'))
      .waitFor({ state: 'detached' });
    expect(await axe(page)).toEqual([]);

    await act('Très prudents', /^Supprimer/);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('what-if:remove') })
      .click();
    await page.getByRole('heading', { name: t('what-if:empty.title') }).waitFor();
    expect(await scenarios()).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('waits for a matching in a new project, and can only be looked at in one that is read-only', async () => {
    const t = wordsOf('en');
    const window = await app.open({ language: 'en', theme: 'dark' });
    try {
      await window.page.route('**/rpc/workspace/session', async (route) => {
        const response = await route.fetch();
        const text = (await response.text()).replace(
          '"readOnly":false',
          '"readOnly":true,"readOnlyReason":"busy"',
        );
        await route.fulfill({ response, body: text });
      });
      await window.page.reload();
      await visit(window.page, WHAT_IF, t);
      expect(await window.page.getByRole('button', { name: t('what-if:add') }).isDisabled()).toBe(true);
      await window.page.unroute('**/rpc/workspace/session');
      await app.client.workspace.open({ path: join(app.folder, 'new.orfevre'), create: true });
      await window.page.reload();
      await visit(window.page, WHAT_IF, t);
      await window.page.getByRole('heading', { name: t('what-if:notMatched.title') }).waitFor();
      await settled(window.page);
      expect(await axe(window.page)).toEqual([]);
    } finally {
      await window.context.close();
    }
  }, 60_000);
});
