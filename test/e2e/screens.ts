import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { type App, type Look, startApp } from './browser.ts';
import { INNER, PAGES, settled, visit } from './pages.ts';
import { sampleInto } from './sample.ts';
import { wordsOf } from './words.ts';

// Pictures of every page in both languages and themes: `npm run screens`, or with names to take only those pages.

const FOLDER = join(import.meta.dirname, 'screens');
const ROOT = join(import.meta.dirname, '../..');
const LOOKS = (['fr', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);
const PEOPLE = 2_000;

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

async function shoot(page: Page, name: string, { language, theme }: Look): Promise<void> {
  const path = join(FOLDER, `${name}-${language}-${theme}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  console.log(relative(ROOT, path));
}

async function inWindow(app: App, look: Look, body: (page: Page) => Promise<void>): Promise<void> {
  const { page, context, faults } = await app.open(look);
  try {
    await body(page);
  } finally {
    await context.close();
  }
  for (const fault of faults) console.error(`${look.language} ${look.theme}: ${fault}`);
}

/** Nothing done yet on this workstation. */
async function shootEmpty(app: App, look: Look): Promise<void> {
  await inWindow(app, look, async (page) => {
    await settled(page);
    await shoot(page, 'home-empty', look);
  });
}

/** A project without anything in it: what every page says before there is something to show. */
async function shootNew(app: App, look: Look): Promise<void> {
  await inWindow(app, look, async (page) => {
    for (const address of PAGES.filter(
      ({ name }) => isWanted(`${name}-empty`) && name !== 'home' && name !== 'settings',
    )) {
      await visit(page, address, wordsOf(look.language));
      await shoot(page, `${address.name}-empty`, look);
    }
  });
}

async function shootPages(app: App, look: Look): Promise<void> {
  await inWindow(app, look, async (page) => {
    for (const address of [...PAGES, ...INNER].filter(({ name }) => isWanted(name))) {
      await visit(page, address, wordsOf(look.language)).catch((error: Error) =>
        console.error(`${address.name}: ${error.message}`),
      );
      await shoot(page, address.name, look);
    }
    if (isWanted('record')) await shootRecord(app, page, look);
  });
}

async function shootRecord(app: App, page: Page, look: Look): Promise<void> {
  const [entity] = (await app.client.mapping.model()).entities;
  if (!entity) return;
  const { goldenId } = (await app.client.golden.list({ entity: entity.name, limit: 1 }))[0] ?? {};
  if (goldenId === undefined) return;
  await visit(page, { name: 'record', path: `/golden-record/${goldenId}` }, wordsOf(look.language));
  await shoot(page, 'record', look);
}

/** The overview while the engine takes its time, and when it has failed. */
async function shootWaitingAndFailed(app: App, look: Look): Promise<void> {
  await inWindow(app, look, async (page) => {
    const t = wordsOf(look.language);
    const asked = '**/rpc/overview/get';
    await page.route(asked, () => new Promise(() => {}));
    await page.reload();
    await page.goto(new URL('#/overview', page.url()).href);
    await page.getByRole('heading', { level: 1, name: t('overview:title') }).waitFor();
    await page.waitForTimeout(800);
    await shoot(page, 'loading', look);
    await page.unroute(asked);
    await page.route(asked, (route) => route.abort('connectionrefused'));
    await page.reload();
    await page.getByRole('alert').first().waitFor();
    await shoot(page, 'error', look);
  });
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const app = await startApp();
try {
  if (isWanted('home-empty')) for (const look of LOOKS) await shootEmpty(app, look);
  await app.client.workspace.open({ path: join(app.folder, 'nouveau.orfevre'), create: true });
  for (const look of LOOKS) await shootNew(app, look);
  await sampleInto(app, join(app.folder, 'sample'), PEOPLE);
  for (const look of LOOKS) await shootPages(app, look);
  if (isWanted('loading')) for (const look of LOOKS) await shootWaitingAndFailed(app, look);
} finally {
  await app.close();
}
