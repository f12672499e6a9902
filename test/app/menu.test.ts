import { describe, expect, it } from 'vitest';
import { type EngineState, NO_STATE } from '../../main/app/engine-messages.ts';
import { menuTemplate } from '../../main/app/menu.ts';
import { MENU_LABELS } from '../../main/app/menu-labels.ts';
import { projectIn } from '../../main/app/opened-files.ts';

interface Item {
  readonly label?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly role?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly Item[];
  click?(): void;
}

const OPEN: EngineState = {
  ...NO_STATE,
  theme: 'dark',
  recents: [{ path: '/data/Dupont & fils.orfevre', name: 'Dupont & fils' }],
  project: { path: '/data/Dupont & fils.orfevre', name: 'Dupont & fils', readOnly: false },
};

function menus(language: 'fr' | 'en', state: EngineState, { mac = false, developing = false } = {}) {
  const sent: (string | undefined)[][] = [];
  const actions = {
    send: (...command: (string | undefined)[]) => sent.push(command),
    chooseProject: () => sent.push(['choose']),
    createProject: () => sent.push(['make']),
  };
  const situation = { labels: MENU_LABELS[language], state, mac, developing };
  const items = menuTemplate(situation, actions as never) as unknown as Item[];
  return { items: flat(items), sent };
}

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...(item.submenu ? flat(item.submenu) : [])]);

const find = (items: readonly Item[], label: string): Item => {
  const item = items.find((candidate) => candidate.label === label);
  if (!item) throw new Error(`No item ${label}`);
  return item;
};

describe('the menus', () => {
  it('offer the same in both languages, no shortcut twice', () => {
    for (const mac of [false, true]) {
      const [fr, en] = [menus('fr', OPEN, { mac }).items, menus('en', OPEN, { mac }).items];
      expect(fr.map(({ role, accelerator }) => [role, accelerator])).toEqual(
        en.map(({ role, accelerator }) => [role, accelerator]),
      );
      const shortcuts = fr.flatMap(({ accelerator }) => accelerator ?? []);
      expect(new Set(shortcuts).size).toBe(shortcuts.length);
    }
  });

  it('hold pages and closing back until a project is open', () => {
    for (const label of ['Close project', 'Overview', 'Exports']) {
      expect(find(menus('en', NO_STATE).items, label).enabled).toBe(false);
      expect(find(menus('en', OPEN).items, label).enabled).toBe(true);
    }
  });

  it('send the page what was chosen', () => {
    const { items, sent } = menus('fr', OPEN);
    for (const label of [
      'Vue d’ensemble',
      'Clair',
      'Fermer le projet',
      'Raccourcis clavier',
      'Ouvrir un projet…',
    ])
      find(items, label).click!();
    expect(sent).toEqual([['go', '/overview'], ['theme', 'light'], ['close'], ['help'], ['choose']]);
    expect(find(items, 'Sombre').checked).toBe(true);
  });

  it('open a recent project by its path, an ampersand in its name shown as one', () => {
    const { items, sent } = menus('en', OPEN);
    find(items, 'Dupont && fils – /data/Dupont && fils.orfevre').click!();
    expect(sent).toEqual([['open', '/data/Dupont & fils.orfevre']]);
  });

  it('offer developer tools while developing only', () => {
    const roles = (developing: boolean) => menus('en', OPEN, { developing }).items.map(({ role }) => role);
    expect(roles(true)).toContain('toggleDevTools');
    expect(roles(false)).not.toContain('toggleDevTools');
  });
});

describe('the project that a start is given', () => {
  it('is found among switches, relative to the folder of the start', () => {
    expect(projectIn(['orfevre', '--lang=fr', 'a b/Clients.ORFEVRE'], '/data')).toBe(
      '/data/a b/Clients.ORFEVRE',
    );
    expect(projectIn(['electron', '.', '/x/Clients.orfevre'], '/data')).toBe('/x/Clients.orfevre');
  });
  it('is none for any other file, or a switch that looks like one', () => {
    expect(projectIn(['orfevre', 'clients.csv', '--open=x.orfevre'], '/data')).toBeUndefined();
  });
});
