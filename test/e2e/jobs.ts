import type { Page } from 'playwright-core';
import type { Words } from './words.ts';

/** How long a job may take on a busy machine, in ms. */
const PATIENCE = 60_000;

/**
 * Starts a job and waits until the tray lists one more that ended. A short job is over before anybody sees it run, so what
 * has ended is counted, never what runs.
 * @throws Error with what the tray says, when the job did not end well.
 */
export async function runsToEnd(page: Page, t: Words, start: () => Promise<void>): Promise<void> {
  const before = await openTray(page, t);
  const known = await before.ended.count();
  await before.close();
  await start();
  const { ended, close } = await openTray(page, t);
  await ended.nth(known).waitFor({ timeout: PATIENCE });
  // The newest is the first.
  const text = await ended.first().innerText();
  if (!text.toLowerCase().includes(t('app:jobs.state.done').toLowerCase())) throw new Error(text);
  await close();
}

async function openTray(page: Page, t: Words) {
  const title = t('app:jobs.title');
  const banner = page.getByRole('banner');
  const running = banner.getByRole('button', { name: t('app:jobs.running_one', { count: '1' }) });
  await banner.getByRole('button', { name: title, exact: true }).or(running).click();
  const tray = page.getByRole('dialog', { name: title, exact: true });
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
  const running = t('app:jobs.running_one', { count: '1' });
  await page.getByRole('banner').getByRole('button', { name: running }).waitFor();
}

/** Waits until the tray says that nothing runs. */
export async function jobsEnd(page: Page, t: Words): Promise<void> {
  const idle = page.getByRole('banner').getByRole('button', { name: t('app:jobs.title'), exact: true });
  await idle.waitFor({ timeout: PATIENCE });
}
