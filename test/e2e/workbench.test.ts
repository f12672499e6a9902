import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, type Window } from './browser.ts';
import { settled, visit, WORKBENCH } from './pages.ts';
import { sampleInto } from './sample.ts';
import { wordsOf } from './words.ts';

const entity = 'individual';
const [BLOCKING, TRAINING] = WORKBENCH;
const MATCHING = { name: 'matching', path: `/match/${entity}`, title: 'match:title' };
let app: App;
let opened: Window;

beforeAll(async () => {
  app = await startApp();
  await sampleInto(app, join(app.folder, 'sample'), 250);
  // Two rules are not enough: others are to be proposed.
  const { model } = await app.client.match.model({ entity });
  const blockingRules = model!.blockingRules.slice(0, 2);
  await app.client.match.saveModel({ entity, model: { ...model!, blockingRules } });
  const { jobId } = await app.client.match.run();
  await app.client.jobs.result({ jobId });
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

const rulesInForce = async (): Promise<number> =>
  (await app.client.match.model({ entity })).model!.blockingRules.length;

describe('the workbench of matching', () => {
  it('counts the pairs of each rule, and takes a proposed rule into the model with one press', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    await visit(page, BLOCKING!, t);
    await page.getByRole('button', { name: t('blocking:countPairs') }).press('Enter');
    const proposals = page.getByRole('region', { name: t('blocking:proposals') });
    await proposals.getByRole('row').nth(1).waitFor();
    const advice = (await app.client.match.advice({ entity }))!;
    const number = new Intl.NumberFormat('fr-FR');
    const [best] = advice.proposals;
    const first = proposals.getByRole('row').nth(1);
    await first.getByText(number.format(best!.newPairs), { exact: true }).first().waitFor();
    // An example of what is missed opens beside it, with its weight explained.
    await first.getByRole('button', { name: best!.examples[0]!.label }).first().press('Enter');
    await page.getByRole('table', { name: t('review:waterfall') }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await rulesInForce()).toBe(2);
    await first.getByRole('button', { name: t('blocking:add') }).press('Enter');
    await first.getByText(t('blocking:isAdded')).waitFor();
    await expect.poll(rulesInForce).toBe(3);
    await page.getByText(t('blocking:outdated')).waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(rulesInForce).toBe(2);
    expect(faults).toEqual([]);
  }, 120_000);

  it('says what was counted when the page is come back to', async () => {
    const { page } = opened;
    const t = wordsOf('fr');
    await visit(page, TRAINING!, t);
    await visit(page, BLOCKING!, t);
    await page
      .getByRole('region', { name: t('blocking:proposals') })
      .getByRole('row')
      .nth(1)
      .waitFor();
    expect(await page.getByRole('button', { name: t('blocking:countPairs') }).count()).toBe(0);
  });

  it('shows how the weights were learnt, in pictures and in numbers', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    await visit(page, TRAINING!, t);
    const training = (await app.client.match.training({ entity }))!;
    await page.getByRole('figure', { name: t('training:change') }).waitFor();
    await page.getByText(t('training:numbers')).click();
    const lines = page.locator('details').getByRole('row');
    expect(await lines.count()).toBe(1 + training.rounds.length);
    const levels = training.comparisons.reduce((sum, comparison) => sum + comparison.levels.length, 0);
    const estimates = page.getByRole('region', { name: t('training:estimates') });
    expect(await estimates.getByRole('row').count()).toBe(1 + training.comparisons.length + levels);
    await page.getByRole('region', { name: t('training:lookalikes') }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);

  it('names the people whom a moved threshold concerns', async () => {
    const { page, faults } = opened;
    const t = wordsOf('fr');
    await visit(page, MATCHING, t);
    await page.getByRole('slider', { name: t('match:reviewFrom') }).press('PageDown');
    const affected = page.getByRole('region', { name: t('match:affected.title') });
    const first = affected.getByRole('row').nth(1);
    await first.waitFor();
    await settled(page);
    const { thresholds } = await app.client.match.histogram({ entity });
    const told = await app.client.match.affected({
      entity,
      ...thresholds,
      review: Number(
        await page.getByRole('slider', { name: t('match:reviewFrom') }).getAttribute('aria-valuenow'),
      ),
    });
    expect(told.changes[0]).toMatchObject({ from: 'apart', to: 'review' });
    const pair = first.getByRole('button');
    expect(await pair.innerText()).toBe(told.pairs[0]!.label);
    await pair.press('Enter');
    await page.getByRole('table', { name: t('review:pair') }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);
});
