import { spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { EngineLost, MenuCommand } from '../../shared/model/menu-command.ts';
import { bridge } from '../api/bridge.ts';
import { onReconnect } from '../api/client.ts';
import { useSavePreferences } from './preferences.ts';
import { refreshSession, useCloseProject, useOpenProject } from './session.ts';
import { useShell } from './shell-state.tsx';
import { notify, notifyError, undoLast } from './undo.ts';

const THEMES = ['light', 'dark', 'system'] as const;

/** Does what the native menu asks of the page. */
export function useMenu(): void {
  const [, go] = useLocation();
  const { mutate: open } = useOpenProject();
  const { mutate: close } = useCloseProject();
  const save = useSavePreferences();
  const { setHelpOpened } = useShell();
  useEffect(() => {
    const opened = { onSuccess: () => go('/overview'), onError: notifyError };
    const commands: Readonly<Record<MenuCommand | 'undo', (argument?: string) => void>> = {
      open: (path) => path && open({ path }, opened),
      create: (path) =>
        path && open({ path, create: true }, { onSuccess: () => go('/sources'), onError: notifyError }),
      close: () => close(undefined, { onSuccess: () => go('/'), onError: notifyError }),
      home: () => go('/'),
      settings: () => go('/settings'),
      go: (address) => address && go(address),
      theme: (name) => {
        const theme = THEMES.find((known) => known === name);
        if (theme) save({ theme });
      },
      palette: () => spotlight.open(),
      undo: () => void undoLast(),
      help: () => setHelpOpened(true),
    };
    const has = (command: string): command is keyof typeof commands => Object.hasOwn(commands, command);
    return bridge?.onMenu((command, argument) => {
      if (has(command)) commands[command](argument);
    });
  }, [go, open, close, save, setHelpOpened]);
}

const isEngineLost = (data: unknown): data is EngineLost =>
  typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'orfevre:engine-lost';

/** An engine that died is said, with the jobs that died with it; one started anew is asked everything again. */
export function useEngineLoss(): void {
  const { t } = useTranslation('app');
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent<unknown>) => {
      if (source !== window || !isEngineLost(data)) return;
      const jobs = data.jobs.map((kind) => t(`jobs.kind.${kind}`, { defaultValue: kind })).join(', ');
      const text = t(data.restarted ? 'engine.restarted' : 'engine.gone');
      notify(jobs ? `${text} ${t('engine.jobs', { jobs })}` : text, data.restarted ? 'orange' : 'red');
    };
    window.addEventListener('message', listen);
    const forget = onReconnect(() => void refreshSession());
    return () => {
      window.removeEventListener('message', listen);
      forget();
    };
  }, [t]);
}
