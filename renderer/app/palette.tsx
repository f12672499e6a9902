import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import {
  IconArrowBackUp,
  IconFolder,
  IconHelp,
  IconHome,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconSearch,
  IconSettings,
  IconSun,
  IconTable,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../api/queries.ts';
import { FLOW } from './flow.ts';
import { useSavePreferences } from './preferences.ts';
import { useCloseProject, useOpenProject, useProject } from './session.ts';
import { useShell } from './shell-state.tsx';
import { notifyError, undoLast } from './undo.ts';

const icon = (element: ReactNode) => ({ leftSection: element });

/** Everything that can be done from anywhere, by its name: pages, sources, recent projects, settings. */
export function Palette() {
  const { t } = useTranslation('app');
  const pages = usePageActions();
  const sources = useSourceActions();
  const recents = useRecentActions();
  const commands = useCommandActions();
  const groups = [
    { group: t('palette.pages'), actions: pages },
    { group: t('palette.sources'), actions: sources },
    { group: t('palette.commands'), actions: commands },
    { group: t('palette.recents'), actions: recents },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      shortcut={['mod + K']}
      nothingFound={t('palette.nothing')}
      highlightQuery
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={16} aria-hidden="true" />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  );
}

function usePageActions(): SpotlightActionData[] {
  const { t } = useTranslation('app');
  const { t: title } = useTranslation(FLOW.map(({ name }) => name));
  const [, go] = useLocation();
  const project = useProject();
  const steps = project ? FLOW : [];
  return [
    { id: 'home', label: t('rail.home'), onClick: () => go('/'), ...icon(<IconHome size={16} />) },
    ...steps.map(({ name, path, icon: Icon }) => ({
      id: `page-${name}`,
      label: title('title', { ns: name }),
      onClick: () => go(path),
      ...icon(<Icon size={16} />),
    })),
    {
      id: 'settings',
      label: t('rail.settings'),
      onClick: () => go('/settings'),
      ...icon(<IconSettings size={16} />),
    },
  ];
}

function useSourceActions(): SpotlightActionData[] {
  const { t } = useTranslation('app');
  const [, go] = useLocation();
  const project = useProject();
  const { data = [] } = useQuery({ ...api.sources.list.queryOptions(), enabled: project !== null });
  return data.map(({ name }) => ({
    id: `source-${name}`,
    label: name,
    description: t('palette.source'),
    onClick: () => go(`/sources/${encodeURIComponent(name)}`),
    ...icon(<IconTable size={16} />),
  }));
}

function useRecentActions(): SpotlightActionData[] {
  const [, go] = useLocation();
  const open = useOpenProject();
  const { data = [] } = useQuery(api.workspace.recents.queryOptions());
  return data
    .filter(({ exists }) => exists)
    .map(({ path, name }) => ({
      id: `recent-${path}`,
      label: name,
      description: path,
      ...icon(<IconFolder size={16} />),
      onClick: () => open.mutate({ path }, { onSuccess: () => go('/overview'), onError: notifyError }),
    }));
}

function useCommandActions(): SpotlightActionData[] {
  const { t, i18n } = useTranslation('app');
  const [, go] = useLocation();
  const save = useSavePreferences();
  const { setHelpOpened, setPageHelpOpen } = useShell();
  const project = useProject();
  const close = useCloseProject();
  const other = i18n.language === 'fr' ? 'en' : 'fr';
  const always: SpotlightActionData[] = [
    {
      id: 'undo',
      label: t('shortcuts.undo'),
      onClick: () => void undoLast(),
      ...icon(<IconArrowBackUp size={16} />),
    },
    {
      id: 'language',
      label: t(`palette.language.${other}`),
      onClick: () => save({ language: other }),
      ...icon(<IconLanguage size={16} />),
    },
    {
      id: 'light',
      label: t('palette.light'),
      onClick: () => save({ theme: 'light' }),
      ...icon(<IconSun size={16} />),
    },
    {
      id: 'dark',
      label: t('palette.dark'),
      onClick: () => save({ theme: 'dark' }),
      ...icon(<IconMoon size={16} />),
    },
    {
      id: 'page-help',
      label: t('shortcuts.pageHelp'),
      onClick: () => setPageHelpOpen(true),
      ...icon(<IconHelp size={16} />),
    },
    {
      id: 'help',
      label: t('shortcuts.title'),
      onClick: () => setHelpOpened(true),
      ...icon(<IconKeyboard size={16} />),
    },
  ];
  if (!project) return always;
  return [
    ...always,
    {
      id: 'close',
      label: t('palette.close'),
      onClick: () => close.mutate(undefined, { onSuccess: () => go('/'), onError: notifyError }),
      ...icon(<IconX size={16} />),
    },
  ];
}
