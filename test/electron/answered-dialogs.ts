import type { OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { ElectronApplication, Page } from 'playwright-core';
import { dropFiles } from '../e2e/drop.ts';
import type { Files } from '../e2e/home.ts';
import type { Words } from '../e2e/words.ts';

/** How an open and how a save dialog was asked for, one after the other. */
export type Asked = (OpenDialogOptions | SaveDialogOptions)[];

/** Answers in the place of the system's dialogs, in the main process. @param asked what was asked for is put there. */
export function answeredFiles(page: Page, t: Words, main: ElectronApplication, asked: Asked): Files {
  const answer = async (paths: readonly string[], action: () => Promise<void>) => {
    await main.evaluate(standIn, [...paths]);
    await action();
    const options = await main.evaluate(() => (globalThis as Answering).answered);
    asked.push(await options!);
  };
  return {
    drop: (paths) => dropFiles(page, t, paths),
    choose: (paths, action) => answer(paths, action),
    folder: (path, action) => answer([path], action),
    save: (path, action) => answer([path], action),
  };
}

type Options = OpenDialogOptions & SaveDialogOptions;
type Answering = typeof globalThis & { answered?: Promise<Options> };

/** Runs in the main process: knows nothing of this module. */
function standIn({ dialog }: typeof import('electron'), paths: string[]): void {
  (globalThis as Answering).answered = new Promise((resolve) => {
    const open = async (...given: unknown[]) => {
      resolve(given.at(-1) as Options);
      return { canceled: false, filePaths: paths };
    };
    const save = async (...given: unknown[]) => {
      resolve(given.at(-1) as Options);
      return { canceled: false, filePath: paths[0]! };
    };
    Object.assign(dialog, { showOpenDialog: open, showSaveDialog: save });
  });
}
