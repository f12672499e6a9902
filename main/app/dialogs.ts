import { stat } from 'node:fs/promises';
import { extname, isAbsolute } from 'node:path';
import { BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, shell } from 'electron';
import { z } from 'zod';
import { CHANNEL } from './channels.ts';
import { isOwnPage } from './hardening.ts';

const title = z.string().max(200).optional();
const kinds = z
  .array(
    z.object({
      name: z.string().max(200),
      extensions: z.array(z.string().regex(/^(\*|[\w.]{1,20})$/)).max(50),
    }),
  )
  .max(20)
  .default([]);
const chooseOptions = z.object({ title, multiple: z.boolean().default(false), kinds }).default({
  multiple: false,
  kinds: [],
});
const saveOptions = z
  .object({ title, defaultName: z.string().max(1000).optional(), kinds })
  .default({ kinds: [] });

export type ChooseOptions = z.input<typeof chooseOptions>;
export type SaveOptions = z.input<typeof saveOptions>;

type Kinds = z.output<typeof kinds>;
const filters = (given: Kinds) =>
  given.map(({ name, extensions }) => ({ name, extensions: [...extensions] }));

/** GTK's dialog, other than those of Windows and macOS, leaves a name without the extension of its kind as it was typed. */
function withExtension(path: string, [kind]: Kinds): string {
  const extension = kind?.extensions.find((one) => one !== '*');
  return extension === undefined || extname(path) !== '' ? path : `${path}.${extension}`;
}

/** What the page may ask of the operating system: to let a person choose files, and to show one. */
export function offerDialogs(): void {
  offer(CHANNEL.chooseFiles, async (window, input) => {
    const options = chooseOptions.parse(input);
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: options.title,
      filters: filters(options.kinds),
      properties: options.multiple ? ['openFile', 'multiSelections'] : ['openFile'],
    });
    return canceled ? [] : filePaths;
  });
  offer(CHANNEL.chooseFolder, async (window) => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openDirectory', 'createDirectory'],
    });
    return filePaths[0] ?? null;
  });
  offer(CHANNEL.chooseSave, async (window, input) => {
    const options = saveOptions.parse(input);
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: options.title,
      defaultPath: options.defaultName,
      filters: filters(options.kinds),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return canceled || filePath === '' ? null : withExtension(filePath, options.kinds);
  });
  offer(CHANNEL.showInFolder, async (_window, input) => {
    const path = z.string().refine(isAbsolute).parse(input);
    await stat(path);
    shell.showItemInFolder(path);
  });
}

function offer(channel: string, answer: (window: BrowserWindow, input: unknown) => Promise<unknown>): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, input: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!window || !isOwnPage(event)) throw new Error('Refused: not a page of this application.');
    return answer(window, input);
  });
}
