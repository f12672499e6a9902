import type { Page } from 'playwright-core';
import type { Words } from './words.ts';

export interface PageAddress {
  readonly name: string;
  /** After the # of the address. */
  readonly path: string;
  /** Title of the page, `namespace:key`; absent where it is the name of a record. */
  readonly title?: string;
}

/** Every page, as the rail names them. */
export const PAGES: readonly PageAddress[] = [
  { name: 'home', path: '/', title: 'workspace:title' },
  { name: 'overview', path: '/overview', title: 'overview:title' },
  { name: 'sources', path: '/sources', title: 'sources:title' },
  { name: 'mapping', path: '/mapping', title: 'mapping:title' },
  { name: 'matching', path: '/match', title: 'match:title' },
  { name: 'review', path: '/review', title: 'review:title' },
  { name: 'golden', path: '/golden', title: 'golden:title' },
  { name: 'exports', path: '/exports', title: 'exports:title' },
  { name: 'settings', path: '/settings', title: 'workspace:settings.title' },
];

/** The records behind a figure of the overview: a page that no link of the rail leads to. */
export const BEHIND: PageAddress = {
  name: 'records',
  path: '/records?figure=unlinked',
  title: 'overview:behind.unlinked',
};

/** The blind sample of the matching: reached from the page of the matching. */
export const ACCURACY: PageAddress = { name: 'accuracy', path: '/accuracy', title: 'accuracy:title' };

/** Scenarios of the matching side by side: a tab of its workbench. */
export const WHAT_IF: PageAddress = {
  name: 'what-if',
  path: '/match/individual/what-if',
  title: 'what-if:title',
};

/** What can be done about the matching of one entity: tabs of the workbench, of an entity that is there. */
export const MODEL: PageAddress = {
  name: 'match-model',
  path: '/match/individual/model',
  title: 'match-model:title',
};

/** More tabs of the workbench. */
export const WORKBENCH: readonly PageAddress[] = [
  { name: 'blocking', path: '/match/individual/blocking', title: 'blocking:title' },
  { name: 'training', path: '/match/individual/training', title: 'training:title' },
];

/** Pages that no link of the rail leads to, once there is something on them. */
export const INNER: readonly PageAddress[] = [BEHIND, ACCURACY, MODEL, WHAT_IF, ...WORKBENCH];

/** Goes to a page by its address and waits until what it shows is there. */
export async function visit(page: Page, address: PageAddress, t: Words): Promise<void> {
  // Only the part after the # changes: the window stays, as it does behind a link.
  await page.goto(new URL(`#${address.path}`, page.url()).href);
  const heading = page.getByRole('main').getByRole('heading', { level: 1 });
  await (address.title ? heading.filter({ hasText: t(address.title) }) : heading).first().waitFor();
  await settled(page);
}

/** Nothing is being loaded, drawn or moved any more. */
export async function settled(page: Page): Promise<void> {
  // Long enough for what a page asks for to show that it is being asked for.
  await page.waitForTimeout(100);
  await page.getByRole('main').locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))');
}
