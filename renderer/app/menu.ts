import { spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { bridge } from '../api/bridge.ts';
import { useCloseProject, useOpenProject } from './session.ts';
import { useShell } from './shell-state.tsx';
import { notifyError, undoLast } from './undo.ts';

/**
 * What the native menu asks of the window. Commands: `open` and `create` (with the path chosen in the native dialog),
 * `close`, `home`, `settings`, `palette`, `undo`, `help`.
 */
export function useMenu(): void {
  const [, go] = useLocation();
  const { mutate: open } = useOpenProject();
  const { mutate: close } = useCloseProject();
  const { setHelpOpened } = useShell();
  useEffect(() => {
    return bridge?.onMenu((command, argument) => {
      const opened = { onSuccess: () => go('/overview'), onError: notifyError };
      const commands: Readonly<Record<string, () => void>> = {
        open: () => argument && open({ path: argument }, opened),
        create: () => argument && open({ path: argument, create: true }, opened),
        close: () => close(undefined, { onSuccess: () => go('/'), onError: notifyError }),
        home: () => go('/'),
        settings: () => go('/settings'),
        palette: () => spotlight.open(),
        undo: () => void undoLast(),
        help: () => setHelpOpened(true),
      };
      commands[command]?.();
    });
  }, [go, open, close, setHelpOpened]);
}
