import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from './browser.ts';
import { ACCURACY, MODEL, PAGES, visit, WORKBENCH } from './pages.ts';
import { sampleInto } from './sample.ts';
import { wordsOf } from './words.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
  await sampleInto(app, join(app.folder, 'sample'), 60);
}, 240_000);
afterAll(() => app?.close());

describe('the help', () => {
  it('follows the page with F1, by keyboard alone, and is usable by everybody', async () => {
    const { page, context, faults } = await app.open({ language: 'fr', theme: 'light' });
    const t = wordsOf('fr');
    try {
      await page.keyboard.press('F1');
      const panel = page.getByRole('complementary', { name: t('help:open') });
      for (const address of [...PAGES, ACCURACY, MODEL, ...WORKBENCH]) {
        await visit(page, address, t);
        const name = address.name === 'matching' ? 'match' : address.name;
        await panel.getByText(t(`help:page.${name}.what`)).waitFor();
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
      await panel.getByRole('button', { name: t('help:close') }).focus();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  }, 240_000);

  it('explains a word where it stands: Enter opens, Escape closes and leaves the focus there', async () => {
    const { page, context, faults } = await app.open({ language: 'en', theme: 'dark' });
    const t = wordsOf('en');
    try {
      await visit(page, { name: 'matching', path: '/match', title: 'match:title' }, t);
      const word = page.getByRole('button', { name: t('match:rules') });
      const meaning = page.getByRole('dialog').getByText(t('help:term.blockingRule.text'));
      await word.focus();
      await page.keyboard.press('Enter');
      await meaning.waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
      await page.keyboard.press('Escape');
      await meaning.waitFor({ state: 'detached' });
      expect(await page.evaluate('document.activeElement?.textContent')).toBe(t('match:rules'));
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  }, 60_000);
});
