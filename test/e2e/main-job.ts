import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { type Files, Home, jobRuns, jobsEnd } from './home.ts';
import type { Words } from './words.ts';

/** What the job works on and where it writes. */
export interface JobPaths {
  /** The project to be made. */
  readonly project: string;
  /** The files of four silos. */
  readonly sources: readonly [string, ...string[]];
  /** A folder that is there: what is exported before closing. */
  readonly exported: string;
  /** Another one: what is exported after opening again and matching again. */
  readonly again: string;
}

/** A row of a source, as its pair names it. */
export interface RowName {
  readonly source: string;
  readonly key: string;
}
export type PairName = readonly [RowName, RowName];

/** What was decided, for whoever reads the exported files. */
export interface Decided {
  readonly merged: PairName;
  readonly keptApart: PairName;
  /** Decided as well, and undone at once. */
  readonly undone: PairName;
}

/**
 * The whole work of a data owner through what is seen on the page, by names and roles alone: in a browser and, with
 * `files` that answers for the system's dialogs, in Electron.
 */
export async function runMainJob(page: Page, t: Words, files: Files, paths: JobPaths): Promise<Decided> {
  const home = new Home(page, t, files);
  await home.visit();
  await home.create(paths.project);
  await addFiles(page, t, files, paths.sources);
  await visitStep(page, t, 'mapping');
  await match(page, t);
  const decided = await decideThree(page, t);
  await applyDecisions(page, t, 2);
  await exportTo(page, t, files, paths.exported);
  await home.visit();
  await home.close();
  await home.openRecent(basename(paths.project, '.orfevre'));
  await match(page, t);
  await exportTo(page, t, files, paths.again);
  return decided;
}

async function visitStep(page: Page, t: Words, name: string): Promise<void> {
  const title = t(`${name}:title`);
  const rail = page.getByRole('navigation', { name: t('app:rail.label') });
  await rail.getByRole('link', { name: title }).click();
  await heading(page, title).waitFor();
}

const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 1, name, exact: true });

/** Adds files as they are recognised: each becomes a source, mapped as proposed. */
async function addFiles(page: Page, t: Words, files: Files, paths: JobPaths['sources']): Promise<void> {
  await files.choose(paths, () =>
    page
      .getByRole('main')
      .getByRole('button', { name: t('ui:drop.choose_other') })
      .click(),
  );
  await heading(page, t('sources:add.title')).waitFor();
  const load = page.getByRole('button', {
    name: t('sources:add.load_other', { count: String(paths.length) }),
  });
  await load.click({ timeout: 30_000 });
  await heading(page, t('sources:title')).waitFor({ timeout: 60_000 });
  await jobsEnd(page, t);
}

async function match(page: Page, t: Words): Promise<void> {
  await visitStep(page, t, 'match');
  const run = page.getByRole('main').getByRole('button', { name: t('match:run') });
  await run.click();
  await jobRuns(page, t);
  await jobsEnd(page, t);
}

/** Merges one pair by its button, keeps another apart by its key, and merges a third, which is taken back by Ctrl Z. */
async function decideThree(page: Page, t: Words): Promise<Decided> {
  await visitStep(page, t, 'review');
  const merged = await currentPair(page, t);
  await page
    .getByRole('button', { name: t('review:merge') })
    .first()
    .click();
  const keptApart = await nextPair(page, t, merged);
  await page.keyboard.press('k');
  const undone = await nextPair(page, t, keptApart);
  await page.keyboard.press('m');
  await nextPair(page, t, undone);
  await page.keyboard.press('Control+z');
  await nextPair(page, t, undone, undone);
  return { merged, keptApart, undone };
}

async function currentPair(page: Page, t: Words): Promise<PairName> {
  const sides = page
    .getByRole('table', { name: t('review:pair') })
    .getByRole('row')
    .first();
  const keys = sides.getByTitle(t('review:key'), { exact: true });
  await keys.nth(1).waitFor();
  const sources = sides
    .getByRole('link')
    .filter({ has: page.locator('xpath=self::*[contains(@href, "/sources/")]') });
  const row = async (side: 0 | 1): Promise<RowName> => ({
    source: await sources.nth(side).innerText(),
    key: await keys.nth(side).innerText(),
  });
  return [await row(0), await row(1)];
}

const same = (one: PairName, other: PairName): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Waits until another pair than `before` is shown, or the one `expected`. */
async function nextPair(page: Page, t: Words, before: PairName, expected?: PairName): Promise<PairName> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const now = await currentPair(page, t);
    if (expected ? same(now, expected) : !same(now, before)) return now;
    await page.waitForTimeout(50);
  }
  throw new Error(`The pair ${JSON.stringify(before)} stayed.`);
}

async function applyDecisions(page: Page, t: Words, count: number): Promise<void> {
  const apply = page
    .getByRole('status')
    .filter({ hasText: t('review:waiting_other', { count: String(count) }) });
  await apply.getByRole('button', { name: t('review:apply') }).click();
  await jobRuns(page, t);
  await jobsEnd(page, t);
}

async function exportTo(page: Page, t: Words, files: Files, folder: string): Promise<void> {
  await visitStep(page, t, 'exports');
  await files.folder(folder, () =>
    page
      .getByRole('main')
      .getByRole('button', { name: t('exports:run') })
      .click(),
  );
  await page
    .getByRole('alert')
    .or(page.getByText(t('exports:done', { folder })))
    .first()
    .waitFor({ timeout: 30_000 });
  await jobsEnd(page, t);
}
