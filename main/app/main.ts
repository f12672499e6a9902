import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, nativeTheme, session } from 'electron';
import type { MenuCommand } from '../../shared/model/menu-command.ts';
import { configFolder } from '../engine/workspace/config-folder.ts';
import { CHANNEL } from './channels.ts';
import { offerDialogs } from './dialogs.ts';
import { EngineHost } from './engine-host.ts';
import type { EngineState } from './engine-messages.ts';
import { confineContents, isOwnPage, refusePermissions } from './hardening.ts';
import { menuTemplate } from './menu.ts';
import { MENU_LABELS, type MenuLabels } from './menu-labels.ts';
import { projectIn } from './opened-files.ts';
import { registerScheme, serveFolder } from './protocol.ts';
import { createWindow } from './window.ts';

const RENDERER = join(import.meta.dirname, '../renderer');
const ENGINE = join(import.meta.dirname, 'engine-process.js');

/** The desktop application: one window, one engine process. */
class Desktop {
  private window: BrowserWindow | undefined;
  private readonly engine = new EngineHost(ENGINE, (state) => this.show(state));
  /** A project to open as soon as there is a page. */
  private asked: string | undefined;
  private mayClose = false;
  private stopped = false;

  start(): void {
    this.asked = projectIn(process.argv, process.cwd());
    app.on('second-instance', (_event, argv, folder) => {
      this.focus();
      const project = projectIn(argv, folder);
      if (project) this.open(project);
    });
    // macOS: by double click, before or after the start.
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.open(path);
    });
    app.on('activate', () => this.focus());
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.on('will-quit', (event) => this.stop(event));
    void app.whenReady().then(() => this.ready());
  }

  private ready(): void {
    refusePermissions(session.defaultSession);
    serveFolder(session.defaultSession, RENDERER);
    offerDialogs();
    ipcMain.on(CHANNEL.connect, (event) => {
      if (!isOwnPage(event)) return;
      this.engine.connect(event.sender);
      if (this.asked !== undefined) this.send('open', this.asked);
      this.asked = undefined;
    });
    this.engine.start();
    this.show(this.engine.state);
    this.focus();
  }

  /** The window, in front; a new one where it was closed (macOS). */
  private focus(): void {
    if (!app.isReady()) return;
    if (!this.window) this.window = this.newWindow();
    else {
      if (this.window.isMinimized()) this.window.restore();
      this.window.show();
      this.window.focus();
    }
  }

  private newWindow(): BrowserWindow {
    const window = createWindow();
    window.on('close', (event) => this.confirmClose(event, window));
    window.on('closed', () => {
      this.window = undefined;
    });
    return window;
  }

  private open(project: string): void {
    if (this.window && !this.window.webContents.isLoading()) this.send('open', project);
    else this.asked = project;
    this.focus();
  }

  private send(command: MenuCommand, argument?: string): void {
    this.window?.webContents.send(CHANNEL.menu, command, argument);
  }

  private labels(): MenuLabels {
    const { language } = this.engine.state;
    const chosen = language === 'system' ? app.getLocale() : language;
    return MENU_LABELS[chosen.startsWith('fr') ? 'fr' : 'en'];
  }

  /** Menus, title, theme and the system's list of recent documents follow the engine. */
  private show(state: EngineState): void {
    nativeTheme.themeSource = state.theme;
    const situation = {
      labels: this.labels(),
      state,
      mac: process.platform === 'darwin',
      developing: !app.isPackaged,
    };
    const actions = {
      send: (command: MenuCommand, argument?: string) => this.send(command, argument),
      chooseProject: () => void this.chooseProject(),
      createProject: () => void this.createProject(),
    };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(situation, actions)));
    this.window?.setTitle(state.project ? `${state.project.name} – Orfèvre` : 'Orfèvre');
    if (!state.project) return;
    app.addRecentDocument(state.project.path);
    this.window?.setRepresentedFilename(state.project.path);
  }

  private kinds() {
    return [{ name: this.labels().project, extensions: ['orfevre'] }];
  }

  private async chooseProject(): Promise<void> {
    if (!this.window) return;
    const { filePaths } = await dialog.showOpenDialog(this.window, {
      filters: this.kinds(),
      properties: ['openFile'],
    });
    if (filePaths[0]) this.send('open', filePaths[0]);
  }

  private async createProject(): Promise<void> {
    if (!this.window) return;
    const { filePath } = await dialog.showSaveDialog(this.window, {
      filters: this.kinds(),
      defaultPath: `${this.labels().newName}.orfevre`,
    });
    if (filePath) this.send('create', filePath.endsWith('.orfevre') ? filePath : `${filePath}.orfevre`);
  }

  /** A running job would be cancelled: that is asked first. On macOS the engine goes on without a window. */
  private confirmClose(event: Electron.Event, window: BrowserWindow): void {
    if (this.mayClose || this.engine.state.jobs.length === 0 || process.platform === 'darwin') return;
    event.preventDefault();
    const labels = this.labels();
    void dialog
      .showMessageBox(window, {
        type: 'warning',
        message: labels.runningTitle,
        detail: labels.runningDetail,
        buttons: [labels.stay, labels.quitAnyway],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        this.mayClose = response === 1;
        if (this.mayClose) app.quit();
      });
  }

  /** The project is closed into its one file before the application ends. */
  private stop(event: Electron.Event): void {
    if (this.stopped) return;
    event.preventDefault();
    void this.engine.stop().finally(() => {
      this.stopped = true;
      app.quit();
    });
  }
}

// One folder for all that is remembered of this user; it is also what makes a second start one of the same application.
app.setPath('userData', join(configFolder(), 'window'));
app.setAppUserModelId('fr.orfevre.desktop');
if (app.requestSingleInstanceLock()) {
  registerScheme();
  confineContents();
  new Desktop().start();
} else {
  app.quit();
}
