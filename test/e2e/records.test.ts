import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, type Window } from './browser.ts';
import { browserFiles } from './home.ts';
import { jobsEnd } from './jobs.ts';
import { visit } from './pages.ts';
import { sampleInto } from './sample.ts';
import { wordsOf } from './words.ts';

const entity = 'individual';
const t = wordsOf('fr');
let app: App;
let window: Window;

beforeAll(async () => {
  app = await startApp();
  await sampleInto(app, join(app.folder, 'sample'), 200);
  window = await app.open({ language: 'fr', theme: 'light', width: 1440, height: 900 });
  await window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
}, 240_000);
afterAll(async () => {
  await window?.context.close();
  await app?.close();
});

const golden = () => visit(window.page, { name: 'golden', path: '/golden', title: 'golden:title' }, t);
const button = (key: string) =>
  window.page.getByRole('main').getByRole('button', { name: t(key), exact: true });
const csvLines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\r\n');

/** The first golden record with links, and these. */
async function linkedGolden() {
  const records = await app.client.golden.list({ entity, limit: 500 });
  for (const { goldenId } of records) {
    const { related } = await app.client.golden.related({ goldenId, limit: 8 });
    if (related.length > 0) return { goldenId, related };
  }
  throw new Error('No golden record of the sample is linked to another.');
}

describe('golden records in the grid', () => {
  it('are selected all at once, loaded or not, copied with their headers and exported', async () => {
    const { page } = window;
    const { total } = await app.client.golden.query({ entity, limit: 1 });
    await golden();
    await page.getByRole('checkbox', { name: t('ui:grid.selectAll') }).click();
    await page.locator('.ag-row .ag-checkbox-input').nth(1).click();
    await page
      .getByText(t('golden:selection.all_other', { picked: String(total - 1), total: String(total) }))
      .waitFor();
    await button('golden:selection.copy').click();
    await page.getByText(t('golden:selection.copied_other', { picked: String(total - 1) })).waitFor();
    const lines = String(await page.evaluate('navigator.clipboard.readText()')).split('\n');
    expect(lines).toHaveLength(total);
    const [header = [], first = []] = lines.map((line) => line.split('\t'));
    expect(header.slice(0, 3)).toEqual([t('golden:goldenId'), 'Prénom', 'Nom']);
    const shown = await app.client.golden.show({ goldenId: first[0]! });
    expect(first[2]).toBe(shown.values.family_name?.[0]?.value);
    expect(lines.join('\n')).not.toMatch(/\bfemale\b/);

    await button('golden:selection.export').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('exports:format')).selectOption('csv');
    const folder = mkdirSync(join(app.folder, 'choisies'), { recursive: true })!;
    await browserFiles(page, t).folder(folder, () =>
      dialog.getByRole('button', { name: t('exports:run') }).click(),
    );
    await page.getByText(t('exports:done', { folder })).waitFor({ timeout: 60_000 });
    await jobsEnd(page, t);
    const written = csvLines(join(folder, 'selection.csv'));
    expect(written[0]!.startsWith('\uFEFFgolden_id,')).toBe(true);
    expect(written).toHaveLength(total);
  }, 60_000);

  it('say why each record is in them: the tie that holds it, the weakest, and the pair behind it', async () => {
    const { page } = window;
    const { rows } = await app.client.golden.query({
      entity,
      sort: { column: '_members', descending: true },
      limit: 1,
    });
    const { goldenId } = rows[0]!;
    const { members } = await app.client.match.reasons({ entity, goldenId });
    await visit(page, { name: 'record', path: `/golden-record/${goldenId}` }, t);
    const section = page.getByRole('region', { name: t('golden:record.members') });
    const lines = section.getByRole('row');
    await section.getByText(t('golden:why.founder'), { exact: true }).waitFor();
    expect(await lines.count()).toBe(members.length + 1);
    const texts = (await lines.allInnerTexts()).slice(1);
    members.forEach(({ source, key, hold, isWeakest }, at) => {
      expect(texts[at]).toContain(`${source} ${key}`);
      expect(texts[at]!.includes(t('golden:why.weakest'))).toBe(isWeakest);
      if (hold.kind !== 'pair') return;
      const through = `${hold.through.source} ${hold.through.key}`;
      expect(texts[at]).toContain(t('golden:why.weighed', { through }));
      expect(texts[at]).toContain(hold.weight.toFixed(1).replace('.', ','));
    });
    expect(texts.filter((text) => text.includes(t('golden:why.weakest')))).toHaveLength(1);
    // From the keyboard, the tie opens the pair with its waterfall; a value takes its place, and back.
    const tie = lines.nth(2).getByRole('button');
    await tie.focus();
    await page.keyboard.press('Enter');
    const inspector = page.getByRole('complementary', { name: t('app:inspector.label') });
    await inspector.getByRole('table', { name: t('review:waterfall') }).waitFor();
    expect(await tie.getAttribute('aria-pressed')).toBe('true');
    expect(
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    ).toEqual([]);
    await page
      .getByRole('region', { name: t('golden:record.values') })
      .getByRole('button')
      .first()
      .click();
    await inspector.getByText(t('golden:candidates.title')).first().waitFor();
    expect(await inspector.getByRole('table', { name: t('review:waterfall') }).count()).toBe(0);
    expect(await tie.getAttribute('aria-pressed')).toBe('false');
  }, 60_000);

  it('are compared as columns, split by number from the keyboard, and taken back by Ctrl Z', async () => {
    const { page } = window;
    const [largest] = (
      await app.client.golden.query({ entity, sort: { column: '_members', descending: true }, limit: 1 })
    ).rows;
    const { goldenId, members } = largest!;
    await visit(page, { name: 'record', path: `/golden-record/${goldenId}` }, t);
    await page.getByRole('link', { name: t('golden:record.cluster') }).click();
    const table = page.getByRole('table', { name: t('review:group.table') });
    await table.waitFor();
    expect(await table.getByRole('columnheader').count()).toBe(members + 1);
    await table.getByText(t('review:group.why.founder'), { exact: true }).waitFor();
    await table.getByText(t('review:group.why.weakest')).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('2');
    await page.keyboard.press('k');
    await page.getByRole('heading', { level: 1, name: t('review:title'), exact: true }).waitFor();
    const decisions = await app.client.review.list({ entity });
    expect(decisions.map(({ kind }) => kind)).toEqual(
      Array.from({ length: members - 1 }, () => 'keep_apart'),
    );
    await page.keyboard.press('Control+z');
    await page.getByText(t('app:undo.done', { label: t('review:group.undoSplit') })).waitFor();
    expect(await app.client.review.list({ entity })).toEqual([]);
  }, 60_000);

  it('are linked to their household: one click to the other, or both side by side', async () => {
    const { page } = window;
    const { goldenId, related } = await linkedGolden();
    const [first] = related;
    await visit(page, { name: 'record', path: `/golden-record/${goldenId}` }, t);
    const links = page.getByRole('region', { name: t('golden:related.title') });
    await links.getByRole('row').nth(related.length).waitFor();
    expect(await links.getByRole('row').count()).toBe(related.length + 1);
    const row = links.getByRole('row').nth(1);
    expect(await row.innerText()).toContain(t(`review:lookalike.${first!.kind}`));
    await row.getByRole('button').click();
    await page.getByRole('heading', { name: t('review:why') }).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await row.getByRole('link').click();
    await page.getByText(first!.goldenId).first().waitFor();
  }, 60_000);

  it('show no fault', () => expect(window.faults).toEqual([]));
});
