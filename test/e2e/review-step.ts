import type { Locator, Page } from 'playwright-core';
import type { Words } from './words.ts';

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

const PATIENCE = 60_000;
const INTERVAL = 50;

/** Merges one pair by its button, keeps another apart by its key, and merges a third, which is taken back by Ctrl Z. */
export async function decideThree(page: Page, t: Words): Promise<Decided> {
  const merged = await pairWhere(page, t, () => true);
  await page
    .getByRole('button', { name: t('review:merge') })
    .first()
    .click();
  const keptApart = await pairWhere(page, t, (pair) => !same(pair, merged));
  await page.keyboard.press('k');
  const undone = await pairWhere(page, t, (pair) => !same(pair, keptApart));
  await page.keyboard.press('m');
  await pairWhere(page, t, (pair) => !same(pair, undone));
  await page.keyboard.press('Control+z');
  await pairWhere(page, t, (pair) => same(pair, undone));
  return { merged, keptApart, undone };
}

/**
 * Of the three, the one that was undone waits for a person again, and nobody is asked about the others any more.
 * @param waiting decisions that no matching run has applied yet.
 */
export async function expectDecided(page: Page, t: Words, decided: Decided, waiting: number): Promise<void> {
  await search(page, t, decided.undone);
  await pairWhere(page, t, (pair) => same(pair, decided.undone));
  for (const gone of [decided.merged, decided.keptApart]) {
    await search(page, t, gone);
    await page.getByText(t('review:empty.filtered.title'), { exact: true }).waitFor();
  }
  await page.getByRole('textbox', { name: t('review:search') }).clear();
  await pairWhere(page, t, () => true);
  if (waiting > 0) await waitingBar(page, t, waiting).waitFor();
  else await page.getByRole('button', { name: t('review:apply') }).waitFor({ state: 'detached' });
}

/** Says how many decisions wait for a matching run, and starts it. */
export const waitingBar = (page: Page, t: Words, count: number): Locator =>
  page.getByRole('status').filter({ hasText: t('review:waiting_other', { count: String(count) }) });

const search = (page: Page, t: Words, [left, right]: PairName): Promise<void> =>
  page.getByRole('textbox', { name: t('review:search') }).fill(`${left.key} ${right.key}`);

export const same = (one: PairName, other: PairName): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Waits until a pair is shown that fits. */
export async function pairWhere(page: Page, t: Words, fits: (pair: PairName) => boolean): Promise<PairName> {
  const end = Date.now() + PATIENCE;
  let shown: PairName | undefined;
  do {
    shown = await shownPair(page, t);
    if (shown && fits(shown)) return shown;
    await page.waitForTimeout(INTERVAL);
  } while (Date.now() < end);
  throw new Error(`Another pair was awaited than ${JSON.stringify(shown)}.`);
}

/** Both sides are read at one moment: the next pair may come between two readings. */
async function shownPair(page: Page, t: Words): Promise<PairName | undefined> {
  const head = page
    .getByRole('table', { name: t('review:pair') })
    .getByRole('row')
    .first();
  const keys = head.getByTitle(t('review:key'), { exact: true });
  const texts = await head.locator('a[href*="/sources/"]').or(keys).allInnerTexts();
  const [leftSource, leftKey, rightSource, rightKey] = texts;
  if (!leftSource || !leftKey || !rightSource || !rightKey) return undefined;
  return [
    { source: leftSource, key: leftKey },
    { source: rightSource, key: rightKey },
  ];
}
