import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type App, startApp } from '../e2e/browser.ts';
import { PAGES, type PageAddress } from '../e2e/pages.ts';
import { sampleInto } from '../e2e/sample.ts';
import { type Words, wordsOf } from '../e2e/words.ts';
import { writeWideCsv } from './generate-rows.ts';
import { printTable } from './measure.ts';

const FOLDER = resolve(import.meta.dirname, '../../.bench');
const MILLION = 1_000_000;
/** How often each page is gone to; the middle and the worst are told. */
const ROUNDS = 5;
const JUMPS = [0.5, 0.99, 0.1, 0.73, 0.31, 0.0002, 0.87, 0.62];

/**
 * What a person feels in the window, in a real Chromium: how long each page takes to stand, the grid of golden records
 * sorted, filtered and jumped through, the longest task that kept the window from answering, its memory, and all that
 * again while a million rows are imported. On the project named (a large one: `npm run bench -- job 1000000 --keep`),
 * else on the sample.
 */
export async function run(args: string[]): Promise<void> {
  const app = await startApp();
  try {
    const project = args.find((arg) => !arg.startsWith('--'));
    if (project) await app.client.workspace.open({ path: resolve(project), create: false });
    else await sampleInto(app, join(app.folder, 'sample'), 5_000);
    const { records, goldenRecords } = await app.client.project.info();
    console.log(`${records} records, ${goldenRecords.individual ?? 0} golden records`);
    const t = wordsOf('en');
    const { page } = await app.open({ language: 'en', theme: 'light', width: 1440, height: 900 });
    await page.evaluate(readFileSync(join(import.meta.dirname, 'window-probe.js'), 'utf8'));
    await pages(page, t, 'page change');
    await grid(page, t);
    console.log(`memory of the window: ${await windowMemory(page)} MB`);
    if (!args.includes('--no-import')) await importing(app, page, t);
    console.log(`memory of the window at the end: ${await windowMemory(page)} MB`);
  } finally {
    await app.close();
  }
}

async function pages(page: Page, t: Words, what: string): Promise<void> {
  const rows: string[][] = [];
  const times = new Map<string, number[]>();
  const tasks = new Map<string, number>();
  for (let round = 0; round <= ROUNDS; round++) {
    for (const address of PAGES) {
      const ms = await change(page, address, t);
      // The first time, its code is fetched and its queries are asked for the first time: told apart.
      if (round === 0) rows.push([address.name, ms.toFixed(0)]);
      else times.set(address.name, [...(times.get(address.name) ?? []), ms]);
      tasks.set(address.name, Math.max(tasks.get(address.name) ?? 0, await longestTask(page)));
    }
  }
  printTable(
    [what, 'first (ms)', 'middle (ms)', 'worst (ms)', 'longest task (ms)'],
    rows.map(([name = '', first = '']) => {
      const sorted = (times.get(name) ?? []).toSorted((a, b) => a - b);
      const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
      return [name, first, middle.toFixed(0), (sorted.at(-1) ?? 0).toFixed(0), `${tasks.get(name) ?? 0}`];
    }),
  );
}

/** Goes to a page by the rail; ms from the click to the frame in which it stands with what it shows. */
const change = (page: Page, { path, title }: PageAddress, t: Words): Promise<number> =>
  ask(page, 'change', `#${path}`, t(title ?? ''));

/** Calls a function of window-probe.js. */
const ask = (page: Page, what: string, ...given: (string | number)[]): Promise<number> =>
  page.evaluate(`probe.${what}(${given.map((one) => JSON.stringify(one)).join(', ')})`);

/** The longest task since this was last asked, in ms; 0 when none took over 50. */
async function longestTask(page: Page): Promise<number> {
  // The browser tells of a task a little after it.
  await page.waitForTimeout(20);
  return ask(page, 'longestTask');
}

async function grid(page: Page, t: Words): Promise<void> {
  await change(page, PAGES.find(({ name }) => name === 'golden')!, t);
  await ask(page, 'rowsStand');
  const rows: string[][] = [];
  const note = async (what: string, times: number[]) =>
    rows.push([what, Math.max(...times).toFixed(0), `${await longestTask(page)}`]);
  const jumps = async () => {
    const times: number[] = [];
    for (const part of JUMPS) times.push(await ask(page, 'jump', part));
    await ask(page, 'jump', 0);
    return times;
  };
  await longestTask(page);
  await note('slowest jump', await jumps());
  await note('sorted by family name, the first time', [await ask(page, 'sort', 'family_name')]);
  await note('and the other way round', [await ask(page, 'sort', 'family_name')]);
  await note('slowest jump in this order', await jumps());
  const search = page.getByRole('textbox', { name: t('golden:search') });
  const before = String(await page.evaluate('probe.firstRow()'));
  await search.fill('marie du');
  // The window waits a quarter of a second for the word to end: that wait is in the figure.
  await note('searched and sorted', [await ask(page, 'rowsStand', before)]);
  await note('slowest jump in what was found', await jumps());
  await search.fill('');
  printTable(['grid', 'ms', 'longest task (ms)'], rows);
}

/** MB of memory that the process of the page holds (Linux). */
async function windowMemory(page: Page): Promise<string> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const info = (await session?.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  const resident = info.processInfo
    .filter(({ type, id }) => type === 'renderer' && existsSync(`/proc/${id}/status`))
    .map(
      ({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    );
  return Math.max(...resident).toFixed(0);
}

/** Pages and cancelling while a million rows come in. */
async function importing({ client }: App, page: Page, t: Words): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `rows-${MILLION}.csv`);
  if (!existsSync(file)) await writeWideCsv(file, MILLION);
  const { path } = await client.project.info();
  const before = await client.project.info();
  const bytes = statSync(path).size;
  const source = { name: 'bench_rows', keyColumns: ['id'] };
  const { jobId } = await client.sources.import({ requests: [{ source, path: file }], apply: true });
  const ended = client.jobs.result({ jobId }).then(
    () => 'done',
    (error: Error) => error.message,
  );
  await pages(page, t, 'while importing');
  const view = (await client.jobs.list()).find(({ id }) => id === jobId);
  const start = performance.now();
  await client.jobs.cancel({ jobId });
  const end = await ended;
  const ms = performance.now() - start;
  const after = await client.project.info();
  const same = JSON.stringify(before) === JSON.stringify(after);
  const done = view?.progress ? Math.round((100 * view.progress.done) / (view.progress.total ?? 1)) : 0;
  console.log(
    `cancelled at ${done} % in ${ms.toFixed(0)} ms (“${end}”); project ${same ? 'as before' : 'CHANGED'}, ${Math.round((statSync(path).size - bytes) / 2 ** 20)} MB larger until it is closed`,
  );
}
