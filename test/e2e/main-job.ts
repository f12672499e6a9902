import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { type Files, Home } from './home.ts';
import { runsToEnd } from './jobs.ts';
import { checkMappings, type MappingCheck } from './mapping-step.ts';
import { type Decided, decideThree, expectDecided, waitingBar } from './review-step.ts';
import type { Words } from './words.ts';

/** What the job works on and where it writes. */
export interface JobPaths {
  /** The project to be made. */
  readonly project: string;
  /** The files of four silos. */
  readonly sources: readonly [string, ...string[]];
  /** What is looked at and changed in the mapping of each. */
  readonly mappings: readonly MappingCheck[];
  /** A folder that is there: what is exported before closing. */
  readonly exported: string;
  /** Another one: what is exported after opening again and matching again. */
  readonly again: string;
}

/** A window and what answers its dialogs. */
export interface Desk {
  readonly page: Page;
  readonly files: Files;
}

/**
 * The whole work of a data owner through what is seen on the page, by names and roles alone: in a browser and, with
 * `files` that answers for the system's dialogs, in Electron. After closing and opening again, and after matching again,
 * what was decided still is, and the pair that was undone still waits.
 * @param reopen ends the application and starts another, once the project is closed; absent: the same window goes on.
 */
export async function runMainJob(
  page: Page,
  t: Words,
  files: Files,
  paths: JobPaths,
  reopen: () => Promise<Desk> = () => Promise.resolve({ page, files }),
): Promise<Decided> {
  const home = new Home(page, t, files);
  await home.visit();
  await home.create(paths.project);
  await addFiles(page, t, files, paths.sources);
  await visitStep(page, t, 'mapping');
  await checkMappings(page, t, paths.mappings);
  await match(page, t);
  await visitStep(page, t, 'review');
  const decided = await decideThree(page, t);
  await expectDecided(page, t, decided, 2);
  await runsToEnd(page, t, () =>
    waitingBar(page, t, 2)
      .getByRole('button', { name: t('review:apply') })
      .click(),
  );
  await expectDecided(page, t, decided, 0);
  await exportTo(page, t, files, paths.exported);
  await home.visit();
  await home.close();
  await takeUpAgain(await reopen(), t, paths, decided);
  return decided;
}

async function takeUpAgain(
  { page, files }: Desk,
  t: Words,
  paths: JobPaths,
  decided: Decided,
): Promise<void> {
  const home = new Home(page, t, files);
  await home.visit();
  await home.openRecent(basename(paths.project, '.orfevre'));
  await visitStep(page, t, 'review');
  await expectDecided(page, t, decided, 0);
  await match(page, t);
  await visitStep(page, t, 'review');
  await expectDecided(page, t, decided, 0);
  await exportTo(page, t, files, paths.again);
}

async function visitStep(page: Page, t: Words, name: string): Promise<void> {
  const title = t(`${name}:title`);
  const rail = page.getByRole('navigation', { name: t('app:rail.label') });
  await rail.getByRole('link', { name: title }).click();
  await heading(page, title).waitFor();
}

const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 1, name, exact: true });

/** Drops files and loads them as they are recognised: each becomes a source, mapped as proposed. */
async function addFiles(page: Page, t: Words, files: Files, paths: JobPaths['sources']): Promise<void> {
  await files.drop(paths);
  await heading(page, t('sources:add.title')).waitFor();
  const load = page.getByRole('button', {
    name: t('sources:add.load_other', { count: String(paths.length) }),
  });
  await load.waitFor({ timeout: 60_000 });
  await expectNoScrolling(page);
  await load.click({ timeout: 60_000 });
  await heading(page, t('sources:title')).waitFor({ timeout: 60_000 });
}

/** Panes scroll, the window does not. */
async function expectNoScrolling(page: Page): Promise<void> {
  const root = 'document.documentElement';
  const over = await page.evaluate(
    `[${root}.scrollWidth - ${root}.clientWidth, ${root}.scrollHeight - ${root}.clientHeight].join()`,
  );
  if (over !== '0,0') throw new Error(`The window scrolls by ${over} pixels.`);
}

async function match(page: Page, t: Words): Promise<void> {
  await visitStep(page, t, 'match');
  await runsToEnd(page, t, () =>
    page
      .getByRole('main')
      .getByRole('button', { name: t('match:run') })
      .click(),
  );
}

async function exportTo(page: Page, t: Words, files: Files, folder: string): Promise<void> {
  await visitStep(page, t, 'exports');
  await runsToEnd(page, t, () =>
    files.folder(folder, () =>
      page
        .getByRole('main')
        .getByRole('button', { name: t('exports:run') })
        .click(),
    ),
  );
}
