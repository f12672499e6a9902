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
/** So many looks in a row must be the same; a cursor that blinks changes them less often. */
const STILL = 3;
/** A dialog that never stands still is typed into all the same after this long, in ms. */
const RESTLESS = 3_000;

/** Types into the system's own dialogs, as a person does. A window has one of them at a time. */
export function nativeFiles(page: Page, t: Words, display: string): Files {
  const answer = (path: string, action: () => Promise<void>, isSaving: boolean) =>
    inDialog(display, action, async (x11, ready) => {
      // Opens the line for a path where there is none yet.
      if (!isSaving) await x11.type('/');
      await ready();
      await x11.control('a');
      await x11.type(path);
      await ready();
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
  fill: (x11: X11, ready: () => Promise<void>) => Promise<void>,
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
    const ready = () => settled(x11, window);
    await ready();
    await x11.focus(window);
    await ready();
    await fill(x11, ready);
    await ready();
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

/** Waits until a window looks the same for a while: what is typed while a dialog still builds itself up is lost. */
async function settled(x11: X11, window: number): Promise<void> {
  const end = Date.now() + RESTLESS;
  let before = await x11.picture(window);
  for (let same = 0; same < STILL && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    const now = await x11.picture(window);
    same = now.equals(before) ? same + 1 : 0;
    before = now;
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
