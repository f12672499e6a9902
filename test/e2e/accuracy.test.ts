import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, type Window } from './browser.ts';
import { ACCURACY, settled, visit } from './pages.ts';
import { sampleInto } from './sample.ts';
import { type Words, wordsOf } from './words.ts';

const entity = 'individual';
const SIZE = 40;
const MATCHING = { name: 'matching', path: `/match/${entity}`, title: 'match:title' };
let app: App;
let opened: Window;
/** Person by “source/key”. */
let truth: ReadonlyMap<string, string>;

beforeAll(async () => {
  app = await startApp();
  const folder = join(app.folder, 'sample');
  await sampleInto(app, folder, 200);
  const [, ...lines] = readFileSync(join(folder, 'truth.csv'), 'utf8').trim().split(/\r?\n/);
  truth = new Map(
    lines.map((line) => {
      const [source, key, person] = line.split(',');
      return [`${source}/${key}`, person!] as const;
    }),
  );
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

/** “source/key” of both records shown. */
async function shownPair(page: Page, t: Words): Promise<readonly string[]> {
  const head = page
    .getByRole('table', { name: t('review:pair') })
    .getByRole('row')
    .first();
  const keys = head.getByTitle(t('review:key'), { exact: true });
  const texts = await head.locator('a[href*="/sources/"]').or(keys).allInnerTexts();
  return [`${texts[0]}/${texts[1]}`, `${texts[2]}/${texts[3]}`];
}

/** Waits until another pair than this one is in hand. */
async function pairAfter(page: Page, t: Words, before: readonly string[]): Promise<readonly string[]> {
  await expect.poll(async () => (await shownPair(page, t)).join()).not.toBe(before.join());
  return shownPair(page, t);
}

const labelled = async () => (await app.client.accuracy.list({ entity }))[0]!.labelled;

describe('accuracy without truth', () => {
  it('is measured by keyboard, pair by pair, blind, with a pause in between', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    await visit(page, MATCHING, t);
    const section = page.getByRole('region', { name: t('accuracy:title') });
    await section.getByRole('textbox', { name: t('accuracy:size') }).fill(String(SIZE));
    await section.getByRole('button', { name: t('accuracy:start') }).press('Enter');
    await page.getByRole('heading', { level: 2, name: t(`accuracy:question.${entity}`) }).waitFor();
    // Nothing on the page tells what the matching made of the pair.
    const main = page.getByRole('main');
    expect(await main.innerText()).not.toMatch(/\bbits\b|fiche de \d|seul dans sa fiche|%/);
    expect(await main.locator('a[href*="golden-record"]').count()).toBe(0);
    expect(await axe(page)).toEqual([]);

    let pair = await shownPair(page, t);
    const first = pair;
    await page.keyboard.press('u');
    pair = await pairAfter(page, t, pair);
    await page.keyboard.press('z');
    expect(await pairAfter(page, t, pair)).toEqual(first);
    await expect.poll(labelled).toBe(0);
    await page.keyboard.press('u');
    pair = await pairAfter(page, t, first);
    await page.keyboard.press('Control+z');
    expect(await pairAfter(page, t, pair)).toEqual(first);

    pair = first;
    for (let done = 0; done < SIZE; done++) {
      const [left, right] = pair;
      await page.keyboard.press(truth.get(left!) === truth.get(right!) ? 's' : 'd');
      if (done === 9) {
        // Stopped, and gone on with later where it was left.
        await expect.poll(labelled).toBe(10);
        await page.getByRole('link', { name: t('accuracy:stop') }).click();
        await section.getByRole('link', { name: t('accuracy:goOn') }).click();
        await page.getByRole('heading', { level: 2, name: t(`accuracy:question.${entity}`) }).waitFor();
        pair = await shownPair(page, t);
      } else if (done < SIZE - 1) pair = await pairAfter(page, t, pair);
    }
    await page
      .getByRole('link', { name: t('accuracy:seeResult') })
      .first()
      .click();
    await page.getByRole('heading', { level: 2, name: t('accuracy:figures') }).waitFor();
    await settled(page);

    const [sample] = await app.client.accuracy.list({ entity });
    expect(sample).toMatchObject({ size: SIZE, labelled: SIZE, unsure: 0 });
    const result = await app.client.accuracy.result({ sample: sample!.uid });
    for (const { answer, left, right } of result.pairs) {
      const same = truth.get(`${left.source}/${left.key}`) === truth.get(`${right.source}/${right.key}`);
      expect(answer).toBe(same ? 'same' : 'different');
    }
    const percent = new Intl.NumberFormat('fr-FR', {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    const figures = page.getByRole('table', { name: t('accuracy:figures') });
    for (const share of [result.precision!, result.recall!, result.f1!]) {
      await figures.getByText(percent.format(share.value), { exact: true }).first().waitFor();
      const { low, high } = share;
      await figures
        .getByText(t('accuracy:between', { low: percent.format(low), high: percent.format(high) }))
        .first()
        .waitFor();
    }
    expect(await axe(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 240_000);

  it('leads from a labelled pair to its golden record, and turns answers into decisions that can be undone', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    await visit(page, { ...ACCURACY, path: `/accuracy/${entity}?view=result` }, t);
    await page
      .getByRole('radiogroup', { name: t('accuracy:lists.label') })
      .getByText(/Toutes/)
      .click();
    await page.locator('a[href*="golden-record"]').first().click();
    await expect.poll(() => page.url()).toMatch(/golden-record/);
    await page.goBack();
    await page.getByRole('button', { name: t('accuracy:toDecisions') }).click();
    await page.getByText(t('accuracy:decided_other', { decisions: String(SIZE) })).waitFor();
    expect(await app.client.review.list({ entity })).toHaveLength(SIZE);
    await page.getByText(/sans biais\. Tirez/).waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await app.client.review.list({ entity })).length).toBe(0);
    await visit(page, MATCHING, t);
    await page
      .getByRole('region', { name: t('accuracy:title') })
      .getByRole('table', { name: t('accuracy:figures') })
      .waitFor();
    expect(await axe(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);

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
      await visit(window.page, MATCHING, t);
      const section = window.page.getByRole('region', { name: t('accuracy:title') });
      expect(await section.getByRole('button', { name: t('accuracy:startAnother') }).isDisabled()).toBe(true);
      await window.page.unroute('**/rpc/workspace/session');
      await app.client.workspace.open({ path: join(app.folder, 'new.orfevre'), create: true });
      await window.page.reload();
      await visit(window.page, ACCURACY, t);
      await window.page.getByRole('heading', { name: t('accuracy:notMatched.title') }).waitFor();
      expect(await axe(window.page)).toEqual([]);
    } finally {
      await window.context.close();
    }
  }, 60_000);
});
