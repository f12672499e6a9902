import type { Page } from 'playwright-core';
import type { Words } from './words.ts';

/** Drops files of this machine on the page as a file manager does: the page gets real files, with their paths in Electron. */
export async function dropFiles(page: Page, t: Words, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const box = await page.getByRole('main').boundingBox();
  if (!box) throw new Error('The page has nothing to drop on.');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  await page.getByText(t('sources:add.dropHere'), { exact: true }).waitFor();
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at });
  await session.detach();
}
