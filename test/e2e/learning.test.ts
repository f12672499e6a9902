import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTruth, recordId } from '../../main/engine/evaluate/truth-file.ts';
import { type App, startApp, type Window } from './browser.ts';
import { settled, visit } from './pages.ts';
import { sampleInto } from './sample.ts';
import { wordsOf } from './words.ts';

const entity = 'individual';
const TELLING = { name: 'review', path: `/review/${entity}?state=telling`, title: 'review:title' };
const DECISIONS = 40;
let app: App;
let opened: Window;

beforeAll(async () => {
  app = await startApp();
  const folder = join(app.folder, 'sample');
  await sampleInto(app, folder, 400);
  await answerFrom(await readTruth(join(folder, 'truth.csv')));
  opened = await app.open({ language: 'fr', theme: 'light' });
}, 400_000);
afterAll(async () => {
  await opened?.context.close();
  await app?.close();
});

/** Decides the pairs most worth asking about as the truth says. */
async function answerFrom(truth: ReadonlyMap<string, string>): Promise<void> {
  for (let decided = 0; decided < DECISIONS; decided += 10) {
    const { pairs } = await app.client.review.queue({ entity, state: 'telling', limit: 10 });
    for (const { leftId, rightId } of pairs) {
      const { left, right } = await app.client.review.pair({ entity, leftId, rightId });
      const [one, other] = [left, right].map(({ source, key }) => truth.get(recordId(source, key)));
      const row = ({ source, key }: typeof left) => ({ source, key });
      const kind = one === other ? 'link' : 'keep_apart';
      await app.client.review.decide({ entity, kind, left: row(left), right: row(right) });
    }
  }
}

const axe = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(
    ({ id, nodes }) => `${id} ${nodes[0]?.html}`,
  );

describe('what decisions teach, in the window', () => {
  it('is asked for pair by pair, the most telling first', async () => {
    const { page } = opened;
    const t = wordsOf('fr');
    await visit(page, TELLING, t);
    const { pairs } = await app.client.review.queue({ entity, state: 'telling', limit: 10 });
    const list = page.getByRole('list', { name: t('review:queue') });
    await list.waitFor();
    expect(await list.getByRole('button').first().getAttribute('title')).toBe(pairs[0]!.label);
    expect(await axe(page)).toEqual([]);
  }, 120_000);

  it('is shown before and after by keyboard, used or left, and changes nothing unasked', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    const { model, learning } = await app.client.review.learn({ entity });
    const before = await app.client.match.model({ entity });
    await page
      .getByRole('button', { name: t('review:lesson.open_other', { count: String(DECISIONS) }) })
      .press('Enter');
    const dialog = page.getByRole('dialog', { name: t('review:lesson.title') });
    await dialog.getByText(t(`review:lesson.verdict.${learning.reason ?? 'learned'}.title`)).waitFor();
    await settled(page);
    expect(await axe(page)).toEqual([]);
    if (model === null) {
      const close = dialog.getByRole('button', { name: t('review:lesson.close') });
      await close.filter({ hasText: t('review:lesson.close') }).press('Enter');
      await dialog.waitFor({ state: 'detached' });
      expect(await app.client.match.model({ entity })).toEqual(before);
    } else {
      await dialog.getByRole('button', { name: t('review:lesson.accept') }).press('Enter');
      await dialog.waitFor({ state: 'detached' });
      expect((await app.client.match.model({ entity })).model).toEqual(model);
      await page.keyboard.press('Control+z');
      await expect
        .poll(async () => (await app.client.match.model({ entity })).model, { timeout: 30_000 })
        .toEqual(before.model);
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('is readable in the dark and in English', async () => {
    const { page, context } = await app.open({ language: 'en', theme: 'dark' });
    const t = wordsOf('en');
    await visit(page, TELLING, t);
    await page
      .getByRole('button', { name: t('review:lesson.open_other', { count: String(DECISIONS) }) })
      .click();
    await page
      .getByRole('dialog', { name: t('review:lesson.title') })
      .getByRole('table')
      .first()
      .waitFor();
    await settled(page);
    expect(await axe(page)).toEqual([]);
    await context.close();
  }, 120_000);
});
