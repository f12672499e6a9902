import type { Page } from 'playwright-core';
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
  const before = await openTray(page, t);
  const known = await before.ended.count();
  await before.close();
  await start();
  await jobEnds(page, t, known);
}

/**
 * Waits until a job more than those known has ended well; with none known, the first one of a project just opened.
 * @throws Error with what the tray says, when it did not.
 */
export async function jobEnds(page: Page, t: Words, known = 0): Promise<void> {
  const end = Date.now() + PATIENCE;
  let tray = await openTray(page, t);
  while ((await tray.ended.count()) <= known) {
    if (Date.now() > end) throw new Error('The job did not end.');
    await page.waitForTimeout(INTERVAL);
    // A page that is gone to meanwhile closes it.
    tray = await openTray(page, t);
  }
  // The newest is the first.
  const text = await tray.ended.first().innerText();
  if (!text.toLowerCase().includes(t('app:jobs.state.done').toLowerCase())) throw new Error(text);
  await tray.close();
}

async function openTray(page: Page, t: Words) {
  const title = t('app:jobs.title');
  const banner = page.getByRole('banner');
  const running = banner.getByRole('button', { name: t('app:jobs.running_one', { count: '1' }) });
  const button = banner.getByRole('button', { name: title, exact: true }).or(running);
  const tray = page.getByRole('dialog', { name: title, exact: true });
  for (let attempt = 0; attempt < ATTEMPTS && !(await tray.isVisible()); attempt++) {
    await button.click();
    await tray.waitFor({ timeout: SHOWN }).catch(() => undefined);
  }
  const states = ['done', 'failed', 'cancelled'].map((state) =>
    page.getByText(t(`app:jobs.state.${state}`), { exact: true }),
  );
  const [first, ...others] = states;
  const has = others.reduce((one, other) => one.or(other), first!);
  await tray.waitFor();
  return {
    ended: tray.getByRole('listitem').filter({ has }),
    close: async () => {
      await page.keyboard.press('Escape');
      await tray.waitFor({ state: 'detached' });
    },
  };
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
