import { MantineProvider, useMantineColorScheme } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Router } from 'wouter';
import { bridge } from '../api/bridge.ts';
import { client } from '../api/client.ts';
import { jobRegistry, type TrackedJob } from '../api/job-registry.ts';
import { queryClient } from '../api/queries.ts';
import { styleNonce } from '../ui/nonce.ts';
import { PathPickerProvider } from '../ui/path-picker.tsx';
import { useHashLocation, useHashSearch } from './hash-location.ts';
import { InspectorProvider } from './inspector.tsx';
import { labelOf } from './job-label.ts';
import { notify, notifyError } from './notify.ts';
import { fetchPagesWhenIdle } from './pages.ts';
import { applyPreferences, usePreferences } from './preferences.ts';
import { useSession } from './session.ts';
import { Shell } from './shell.tsx';
import { ShellStateProvider } from './shell-state.tsx';
import { cssVariables, theme } from './theme/theme.ts';

const listFolder = (path: string | undefined) => client.workspace.folders({ path });

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => styleNonce}
      >
        <ModalsProvider>
          <Notifications position="bottom-right" limit={4} />
          <Router hook={useHashLocation} searchHook={useHashSearch}>
            <PathPickerProvider native={bridge} list={listFolder}>
              <InspectorProvider>
                <ShellStateProvider>
                  <Start>
                    <Shell />
                  </Start>
                </ShellStateProvider>
              </InspectorProvider>
            </PathPickerProvider>
          </Router>
        </ModalsProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}

/** The end of a job, wherever the person is by then. */
function sayEnd(job: TrackedJob, t: TFunction): void {
  const label = labelOf(job, t);
  const { state, error } = job.view;
  if (state === 'failed') {
    if (!jobRegistry.isShown(job.view.id)) notifyError(error);
    return;
  }
  notify(t(`app:jobs.ended.${state}`, { label }), state === 'done' ? 'green' : 'gray');
}

/** What is done once, behind the first screen. */
function Start({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('app');
  const { setColorScheme } = useMantineColorScheme();
  const { data: preferences } = usePreferences();
  const { data: session } = useSession();
  // biome-ignore lint/correctness/useExhaustiveDependencies: preferences read at the start; later changes apply themselves
  useEffect(() => {
    if (preferences) applyPreferences(preferences, setColorScheme);
  }, [preferences === undefined]);
  const isOpen = session !== undefined && session.project !== null;
  useEffect(() => {
    if (isOpen) void jobRegistry.findRunning();
  }, [isOpen]);
  const interrupted = session?.interrupted.join(', ');
  useEffect(() => {
    if (interrupted) notify(t('interrupted', { jobs: interrupted }), 'orange');
  }, [interrupted, t]);
  useEffect(() => jobRegistry.onEnd((job) => sayEnd(job, t)), [t]);
  useEffect(fetchPagesWhenIdle, []);
  return children;
}
