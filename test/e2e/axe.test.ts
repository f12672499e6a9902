import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, type Window } from './browser.ts';
import { INNER, PAGES, visit } from './pages.ts';
import { sampleInto } from './sample.ts';
import { wordsOf } from './words.ts';

/** The rules of WCAG 2.2, A and AA, and axe's own good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let app: App;
beforeAll(async () => {
  app = await startApp();
  await sampleInto(app, join(app.folder, 'sample'), 200);
}, 240_000);
afterAll(() => app?.close());

describe.each(['fr', 'en'] as const)('the pages are usable by everybody in %s,', (language) => {
  describe.each(['light', 'dark'] as const)('%s:', (theme) => {
    let opened: Window;
    beforeAll(async () => {
      opened = await app.open({ language, theme });
    });
    afterAll(() => opened?.context.close());

    it.each([...PAGES, ...INNER])('$name', async (address) => {
      await visit(opened.page, address, wordsOf(language));
      expect(await violationsOf(opened)).toEqual([]);
      expect(opened.faults).toEqual([]);
    });
  });
});

async function violationsOf({ page }: Window): Promise<string[]> {
  // In the page itself, there being no frames: carrying every node that passes to a second page takes ten times as long.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly: RULES, resultTypes: ['violations'] })
    .analyze();
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`);
    return `${id}: ${help} (${nodes.length})\n  ${places.join('\n  ')}`;
  });
}
