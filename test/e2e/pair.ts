import type { Page } from 'playwright-core';
import type { PairName, RowName } from './review-step.ts';
import type { Words } from './words.ts';

/** The rows of the pair that the review shows. */
export async function pairShown(page: Page, t: Words): Promise<PairName> {
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

/** Waits until another pair than `before` is shown, or the one `expected`. */
export async function pairAfter(
  page: Page,
  t: Words,
  before: PairName,
  expected?: PairName,
): Promise<PairName> {
  const same = (one: PairName, other: PairName) => JSON.stringify(one) === JSON.stringify(other);
  for (let attempt = 0; attempt < 100; attempt++) {
    const now = await pairShown(page, t);
    if (expected ? same(now, expected) : !same(now, before)) return now;
    await page.waitForTimeout(50);
  }
  throw new Error(`The pair ${JSON.stringify(before)} stayed.`);
}
