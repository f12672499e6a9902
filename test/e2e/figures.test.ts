import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, type Window } from './browser.ts';
import { PAGES, settled, visit } from './pages.ts';
import { sampleInto } from './sample.ts';
import { wordsOf } from './words.ts';

const t = wordsOf('en');
const OVERVIEW = PAGES.find(({ name }) => name === 'overview')!;
let app: App;
let opened: Window;

beforeAll(async () => {
  app = await startApp();
  await sampleInto(app, join(app.folder, 'sample'), 200);
  opened = await app.open({ language: 'en', theme: 'light' });
});
afterAll(() => app?.close());

/** Presses a figure of the overview that leads to an address, and says what the page it opens counts. */
async function open(address: string): Promise<{ figure: string; counted: string; rows: number }> {
  const { page } = opened;
  await visit(page, OVERVIEW, t);
  const link = page.getByRole('main').locator(`a[href="#${address}"]`).first();
  const figure = await link.innerText();
  await link.click();
  await page.locator('.ag-row').first().waitFor();
  await settled(page);
  const counted = await page.getByRole('main').locator('header').first().innerText();
  return { figure, counted, rows: await page.locator('.ag-row').count() };
}

describe('the figures of the overview', () => {
  it('open the golden records they count', async () => {
    const { sizes, sources } = (await app.client.overview.get()).entities[0]!;
    const [members, golden] = sizes.at(-1)!;
    const bySize = await open(`/golden/individual?members=${members}`);
    expect(bySize.figure).toBe(String(golden));
    expect(bySize.counted).toContain(`${golden} of `);
    const { source } = sources.find(({ alone }) => alone > 0)!;
    const bySource = await open(`/golden/individual?only=${source}`);
    await opened.page.getByText(t('golden:filter.figure.only', { source })).waitFor();
    const found = Number(/(\d+) of /.exec(bySource.counted)![1]);
    // The condition is taken away like any other.
    await opened.page.getByRole('button', { name: t('golden:filter.remove') }).click();
    await expect
      .poll(async () => Number(/(\d+) of /.exec(await opened.page.getByRole('main').innerText())![1]))
      .toBeGreaterThan(found);
    const { counted } = await open('/golden/individual?event=created');
    const { created } = (await app.client.overview.get()).entities[0]!.lastRun!;
    expect(counted).toContain(`${created} of `);
    expect(opened.faults).toEqual([]);
  });

  it('open the records they count, and those the golden record they are part of', async () => {
    const { page } = opened;
    const { issues } = await app.client.overview.get();
    const { code, count } = issues.find((issue) => issue.count < 20)!;
    const { figure, rows } = await open(`/records?figure=issue&code=${code}`);
    expect(figure).toBe(String(count));
    expect(rows).toBe(count);
    await page.locator('.ag-row [col-id="label"]').first().dblclick();
    await expect.poll(() => page.url()).toMatch(/#\/(golden-record|sources)\//);
    expect((await open('/records?figure=unlinked')).rows).toBeGreaterThan(0);
    expect(opened.faults).toEqual([]);
  });
});
