import type { Page } from 'playwright-core';
import { dropFiles } from '../e2e/drop.ts';
import type { Files } from '../e2e/home.ts';
import type { Words } from '../e2e/words.ts';
import { X11 } from './x11.ts';

/** How long the system's dialog may take to come up, and to go, in ms. */
const PATIENCE = 15_000;
const INTERVAL = 50;
/** A dialog that is still up after this long did not hear the key that ends it, in ms. */
const HEARD = 1_500;

/** Types into the system's own dialogs, as a person does. A window has one of them at a time. */
export function nativeFiles(page: Page, t: Words, display: string): Files {
  const answer = (path: string, action: () => Promise<void>, isSaving: boolean) =>
    inDialog(display, action, async (x11) => {
      if (isSaving) await x11.control('a');
      await x11.type(path);
      // What the dialog has completed by itself.
      await x11.press('Delete');
    });
  return {
    drop: (paths) => dropFiles(page, t, paths),
    choose([path], action) {
      return answer(path, action, false);
    },
    folder: (path, action) => answer(path, action, false),
    save: (path, action) => answer(path, action, true),
  };
}

async function inDialog(
  display: string,
  action: () => Promise<void>,
  fill: (x11: X11) => Promise<void>,
): Promise<void> {
  const x11 = await X11.open(display);
  try {
    await action();
    const window = await until(
      () => x11.dialog(),
      (found) => found !== undefined,
      PATIENCE,
    );
    if (window === undefined) throw new Error('No dialog of the system came up.');
    await x11.focus(window);
    await fill(x11);
    for (let attempt = 0; attempt < PATIENCE / HEARD; attempt++) {
      await x11.press('Return');
      if (
        (await until(
          () => x11.dialog(),
          (found) => found === undefined,
          HEARD,
        )) === undefined
      )
        return;
    }
    throw new Error('The dialog of the system stayed.');
  } finally {
    x11.close();
  }
}

/** Asks again until the answer fits or the time is over. @returns the last answer. */
async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, patience: number): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (fits(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}
