import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, type Window } from './browser.ts';
import { PAGES, visit } from './pages.ts';
import { sampleInto } from './sample.ts';
import { type Language, wordsOf } from './words.ts';

/** The rules of WCAG 2.2, A and AA, and axe's own good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let app: App;
beforeAll(async () => {
  app = await startApp();
  await sampleInto(app, join(app.folder, 'sample'), 200);
}, 120_000);
afterAll(() => app?.close());

describe('the pages are usable by everybody', () => {
  for (const language of ['fr', 'en'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      it(`in ${language}, ${theme}`, async () => {
        const opened = await app.open({ language, theme });
        try {
          expect(await violationsOf(opened, language)).toEqual([]);
          expect(opened.faults).toEqual([]);
        } finally {
          await opened.context.close();
        }
      }, 120_000);
    }
  }
});

async function violationsOf({ page }: Window, language: Language): Promise<string[]> {
  const found: string[] = [];
  for (const address of PAGES) {
    await visit(page, address, wordsOf(language));
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    for (const { id, help, nodes } of violations) {
      const places = nodes
        .slice(0, 3)
        .map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`);
      found.push(`${address.name}: ${id}: ${help} (${nodes.length})\n  ${places.join('\n  ')}`);
    }
  }
  return found;
}
