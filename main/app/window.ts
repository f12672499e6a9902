import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { WEB_PREFERENCES } from './hardening.ts';
import { START } from './protocol.ts';
import { readWindowState, SMALLEST, USUAL, visibleBounds, writeWindowState } from './window-state.ts';

/** Changes of the window are kept after this long without another, in ms. */
const SAVE_DELAY = 300;
/** A page that crashes again within this long is not loaded once more, in ms. */
const CRASH_PERIOD = 10_000;

/** The window, where it was left; shown with its first paint. */
export function createWindow(): BrowserWindow {
  const path = join(app.getPath('userData'), 'window.json');
  const { bounds, maximised } = readWindowState(path);
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...(visibleBounds(bounds, areas) ?? USUAL),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Orfèvre',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1a18' : '#faf9f7',
    webPreferences: { ...WEB_PREFERENCES, preload: join(import.meta.dirname, 'preload.cjs') },
  });
  if (maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  keepState(window, path);
  reloadAfterCrash(window);
  void window.loadURL(START);
  return window;
}

function keepState(window: BrowserWindow, path: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    writeWindowState(path, { bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_DELAY);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('maximize', saveSoon);
  window.on('unmaximize', saveSoon);
  window.on('close', save);
}

/** The engine goes on when the page crashes: what was saved is there when it is loaded again. */
function reloadAfterCrash(window: BrowserWindow): void {
  let last = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const now = Date.now();
    if (reason === 'clean-exit' || now - last < CRASH_PERIOD) return;
    last = now;
    window.webContents.reload();
  });
}
