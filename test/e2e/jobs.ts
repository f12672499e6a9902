import type { Locator, Page } from 'playwright-core';
import type { Words } from './words.ts';

/** How long a job may take on a busy machine, in ms. */
const PATIENCE = 60_000;
const INTERVAL = 100;
/** How often the tray is opened, and how long it may take to show, in ms. */
const ATTEMPTS = 5;
const SHOWN = 3_000;

/**
 * Starts a job and waits until the tray lists one more that ended. A short job is over before anybody sees it run, so what
 * has ended is counted, never what runs.
 * @throws Error as {@link jobEnds}.
 */
export async function runsToEnd(page: Page, t: Words, start: () => Promise<void>): Promise<void> {
  const { length } = await endedJobs(page, t);
  await closeTray(page, t);
  await start();
  await jobEnds(page, t, length);
}

/**
 * Waits until a job more than those known has ended well; with none known, the first one of a project just opened.
 * @throws Error with what the tray says, when it did not.
 */
export async function jobEnds(page: Page, t: Words, known = 0): Promise<void> {
  const end = Date.now() + PATIENCE;
  let ended = await endedJobs(page, t);
  while (ended.length <= known) {
    if (Date.now() > end) throw new Error('The job did not end.');
    await page.waitForTimeout(INTERVAL);
    ended = await endedJobs(page, t);
  }
  // The newest is the first.
  const [text = ''] = ended;
  if (!text.toLowerCase().includes(t('app:jobs.state.done').toLowerCase())) throw new Error(text);
  await closeTray(page, t);
}

const trayOf = (page: Page, t: Words): Locator =>
  page.getByRole('dialog', { name: t('app:jobs.title'), exact: true });

/**
 * The texts of the jobs that ended, the newest first. Opens the tray, as often as a page gone to meanwhile closes it, at
 * whatever moment that is.
 */
async function endedJobs(page: Page, t: Words): Promise<readonly string[]> {
  const states = ['done', 'failed', 'cancelled'].map((state) =>
    page.getByText(t(`app:jobs.state.${state}`), { exact: true }),
  );
  const [first, ...others] = states;
  const has = others.reduce((one, other) => one.or(other), first!);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const tray = await openTray(page, t);
    const texts = await tray.getByRole('listitem').filter({ has }).allInnerTexts();
    // A tray that closed meanwhile lists nothing: only one that is still there has nothing to list.
    if (texts.length > 0 || (await tray.isVisible())) return texts;
  }
  throw new Error('The tray of jobs does not stay open.');
}

async function openTray(page: Page, t: Words): Promise<Locator> {
  const banner = page.getByRole('banner');
  const running = banner.getByRole('button', { name: t('app:jobs.running_one', { count: '1' }) });
  const button = banner.getByRole('button', { name: t('app:jobs.title'), exact: true }).or(running);
  const tray = trayOf(page, t);
  for (let attempt = 0; attempt < ATTEMPTS && !(await tray.isVisible()); attempt++) {
    await button.click();
    await tray.waitFor({ timeout: SHOWN }).catch(() => undefined);
  }
  return tray;
}

async function closeTray(page: Page, t: Words): Promise<void> {
  await page.keyboard.press('Escape');
  await trayOf(page, t).waitFor({ state: 'detached' });
}

/** Waits until the tray says that something runs. */
export async function jobRuns(page: Page, t: Words): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: t('app:jobs.running_one', { count: '1' }) })
    .waitFor();
}

/** Waits until the tray says that nothing runs. */
export async function jobsEnd(page: Page, t: Words): Promise<void> {
  const idle = page.getByRole('banner').getByRole('button', { name: t('app:jobs.title'), exact: true });
  await idle.waitFor({ timeout: PATIENCE });
}
