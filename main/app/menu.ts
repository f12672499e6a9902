import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/model/menu-command.ts';
import type { EngineState } from './engine-messages.ts';
import type { MenuLabels } from './menu-labels.ts';

type Item = MenuItemConstructorOptions;

/** Most recent projects that the menu lists. */
const RECENTS = 10;
/** Pages that show a project, in the order of the flow; Ctrl 1 and on. */
const PAGES = ['overview', 'sources', 'mapping', 'match', 'review', 'golden', 'exports'] as const;
const THEMES = ['system', 'light', 'dark'] as const;

export interface MenuSituation {
  readonly labels: MenuLabels;
  readonly state: EngineState;
  readonly mac: boolean;
  /** Developer tools are offered while developing only. */
  readonly developing: boolean;
}

export interface MenuActions {
  /** To the page. */
  send(command: MenuCommand, argument?: string): void;
  chooseProject(): void;
  createProject(): void;
}

/** The menu bar, as data. Items that need a project are disabled without one. */
export function menuTemplate(situation: MenuSituation, actions: MenuActions): Item[] {
  const { mac } = situation;
  return [
    ...(mac ? [applicationMenu(situation, actions)] : []),
    fileMenu(situation, actions),
    editMenu(situation),
    viewMenu(situation, actions),
    goMenu(situation, actions),
    ...(mac ? [windowMenu(situation)] : []),
    helpMenu(situation, actions),
  ];
}

const separator: Item = { type: 'separator' };

const settingsItem = ({ labels }: MenuSituation, { send }: MenuActions): Item => ({
  label: labels.settings,
  accelerator: 'CmdOrCtrl+,',
  click: () => send('settings'),
});

function applicationMenu(situation: MenuSituation, actions: MenuActions): Item {
  const { labels } = situation;
  return {
    label: 'Orfèvre',
    submenu: [
      { role: 'about', label: labels.about },
      separator,
      settingsItem(situation, actions),
      separator,
      { role: 'hide', label: labels.hide },
      { role: 'hideOthers', label: labels.hideOthers },
      { role: 'unhide', label: labels.showAll },
      separator,
      { role: 'quit', label: labels.quit },
    ],
  };
}

function fileMenu(situation: MenuSituation, actions: MenuActions): Item {
  const { labels, state, mac } = situation;
  const recents: Item[] = state.recents.slice(0, RECENTS).map(({ path, name }) => ({
    // An ampersand would mark a letter to press.
    label: `${name} – ${path}`.replaceAll('&', '&&'),
    click: () => actions.send('open', path),
  }));
  return {
    label: labels.file,
    submenu: [
      { label: labels.create, accelerator: 'CmdOrCtrl+N', click: () => actions.createProject() },
      { label: labels.open, accelerator: 'CmdOrCtrl+O', click: () => actions.chooseProject() },
      {
        label: labels.recent,
        submenu: recents.length > 0 ? recents : [{ label: labels.noRecent, enabled: false }],
      },
      separator,
      {
        label: labels.close,
        accelerator: 'CmdOrCtrl+W',
        enabled: state.project !== null,
        click: () => actions.send('close'),
      },
      ...(mac
        ? []
        : [
            separator,
            settingsItem(situation, actions),
            separator,
            { role: 'quit', label: labels.quit } as Item,
          ]),
    ],
  };
}

function editMenu({ labels }: MenuSituation): Item {
  return {
    label: labels.edit,
    submenu: [
      { role: 'undo', label: labels.undo },
      { role: 'redo', label: labels.redo },
      separator,
      { role: 'cut', label: labels.cut },
      { role: 'copy', label: labels.copy },
      { role: 'paste', label: labels.paste },
      { role: 'selectAll', label: labels.selectAll },
    ],
  };
}

function viewMenu({ labels, state, developing }: MenuSituation, { send }: MenuActions): Item {
  const themes: Item[] = THEMES.map((theme) => ({
    type: 'radio',
    label: labels[theme],
    checked: state.theme === theme,
    click: () => send('theme', theme),
  }));
  const tools: Item[] = [
    separator,
    { role: 'reload', label: labels.reload },
    { role: 'toggleDevTools', label: labels.devTools },
  ];
  return {
    label: labels.view,
    submenu: [
      { role: 'zoomIn', label: labels.zoomIn },
      { role: 'zoomOut', label: labels.zoomOut },
      { role: 'resetZoom', label: labels.resetZoom },
      separator,
      { label: labels.theme, submenu: themes },
      { role: 'togglefullscreen', label: labels.fullScreen },
      ...(developing ? tools : []),
    ],
  };
}

function goMenu({ labels, state }: MenuSituation, { send }: MenuActions): Item {
  const pages: Item[] = PAGES.map((page, index) => ({
    label: labels[page],
    accelerator: `CmdOrCtrl+${index + 1}`,
    enabled: state.project !== null,
    click: () => send('go', `/${page}`),
  }));
  return {
    label: labels.go,
    submenu: [
      { label: labels.palette, accelerator: 'CmdOrCtrl+K', click: () => send('palette') },
      separator,
      { label: labels.home, click: () => send('home') },
      ...pages,
    ],
  };
}

const windowMenu = ({ labels }: MenuSituation): Item => ({
  label: labels.window,
  submenu: [
    { role: 'minimize', label: labels.minimise },
    { role: 'togglefullscreen', label: labels.fullScreen },
  ],
});

const helpMenu = ({ labels, mac }: MenuSituation, { send }: MenuActions): Item => ({
  label: labels.help,
  role: 'help',
  submenu: [
    { label: labels.shortcuts, click: () => send('help') },
    ...(mac ? [] : [separator, { role: 'about', label: labels.about } as Item]),
  ],
});
