import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CHANNEL } from './channels.ts';
import type { ChooseOptions, SaveOptions } from './dialogs.ts';

type MenuHandler = (command: string, argument?: string) => void;

/** As much of the page's window as is used here: this is the one file outside renderer/ that runs in a page. */
interface Page {
  readonly location: { readonly origin: string };
  addEventListener(type: 'message', listener: (event: { source: unknown; data: unknown }) => void): void;
  postMessage(message: unknown, target: string, transfer?: readonly unknown[]): void;
}
const page = globalThis as unknown as Page;

const toPage = (message: unknown, ports: readonly unknown[] = []) =>
  page.postMessage(message, page.location.origin, ports);

// The page asks for its port when it is ready to receive it; main answers with one end of a new channel.
page.addEventListener('message', ({ source, data }) => {
  if (source === globalThis && (data as { type?: unknown } | null)?.type === 'orfevre:ready')
    ipcRenderer.send(CHANNEL.connect);
});
ipcRenderer.on(CHANNEL.port, ({ ports }) => toPage({ type: 'orfevre:port' }, ports));
ipcRenderer.on(CHANNEL.engineLost, (_event, loss: object) =>
  toPage({ type: 'orfevre:engine-lost', ...loss }),
);

// Commands that come before the page listens (a project opened by double click) wait for it.
const handlers = new Set<MenuHandler>();
const waiting: [string, string | undefined][] = [];
ipcRenderer.on(CHANNEL.menu, (_event, command: string, argument?: string) => {
  if (handlers.size === 0) waiting.push([command, argument]);
  for (const handler of handlers) handler(command, argument);
});

/** `Bridge` of renderer/api/bridge.ts: nothing of Electron passes, neither objects nor events. */
contextBridge.exposeInMainWorld('orfevre', {
  pathOf: (file: File): string => webUtils.getPathForFile(file),
  chooseFiles: (options: ChooseOptions): Promise<string[]> =>
    ipcRenderer.invoke(CHANNEL.chooseFiles, options),
  chooseFolder: (): Promise<string | null> => ipcRenderer.invoke(CHANNEL.chooseFolder),
  chooseSave: (options: SaveOptions): Promise<string | null> =>
    ipcRenderer.invoke(CHANNEL.chooseSave, options),
  showInFolder: (path: string): Promise<void> => ipcRenderer.invoke(CHANNEL.showInFolder, path),
  platform: process.platform,
  onMenu(handler: MenuHandler): () => void {
    handlers.add(handler);
    for (const [command, argument] of waiting.splice(0)) handler(command, argument);
    return () => {
      handlers.delete(handler);
    };
  },
});
