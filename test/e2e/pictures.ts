import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Look, startApp } from './browser.ts';
import { type PageAddress, visit } from './pages.ts';
import { sampleInto } from './sample.ts';
import { wordsOf } from './words.ts';

// The pictures that README.md shows, of the sample, as WebP: node test/e2e/pictures.ts

const FOLDER = join(import.meta.dirname, '../../renderer/pictures');
const PEOPLE = 3_000;
const QUALITY = 0.9;

interface Picture {
  readonly address: PageAddress;
  readonly theme: Look['theme'];
}
const PICTURES: readonly Picture[] = [
  { address: { name: 'overview', path: '/overview', title: 'overview:title' }, theme: 'light' },
  { address: { name: 'mapping', path: '/mapping/crm', title: 'mapping:title' }, theme: 'light' },
  { address: { name: 'matching', path: '/match', title: 'match:title' }, theme: 'dark' },
  { address: { name: 'review', path: '/review', title: 'review:title' }, theme: 'light' },
];

/** The browser itself makes WebP of what it shows. */
async function webp(page: Page): Promise<Buffer> {
  const png = (await page.screenshot({ animations: 'disabled' })).toString('base64');
  const blank = await page.context().newPage();
  const text = await blank.evaluate(
    `(async () => {
      const image = await createImageBitmap(await (await fetch('data:image/png;base64,${png}')).blob());
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', ${QUALITY});
    })()`,
  );
  await blank.close();
  return Buffer.from(String(text).split(',')[1]!, 'base64');
}

mkdirSync(FOLDER, { recursive: true });
const app = await startApp();
try {
  await sampleInto(app, join(app.folder, 'sample'), PEOPLE);
  for (const { address, theme } of PICTURES) {
    const { page, context } = await app.open({ language: 'en', theme, width: 1440, height: 900 });
    await visit(page, address, wordsOf('en'));
    // Jobs and suggestions that follow the first sight.
    await page.waitForTimeout(5_000);
    const picture = await webp(page);
    writeFileSync(join(FOLDER, `${address.name}.webp`), picture);
    console.log(`${address.name}.webp ${Math.round(picture.length / 1000)} kB`);
    await context.close();
  }
} finally {
  await app.close();
}
