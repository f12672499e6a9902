import { useMutation, useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import type { SessionState } from '../../shared/contract/workspace.ts';
import { client } from '../api/client.ts';
import { isLive, jobRegistry } from '../api/job-registry.ts';
import { api, queryClient } from '../api/queries.ts';
import { labelOf } from './job-label.ts';
import { forgetUndo, notify } from './undo.ts';

export type OpenProject = NonNullable<SessionState['project']>;

export const useSession = () => useQuery({ ...api.workspace.session.queryOptions(), staleTime: Infinity });

/** The open project; pages are shown only while there is one. */
export function useProject(): OpenProject | null {
  return useSession().data?.project ?? null;
}

/** May nothing be changed, since another process holds the project? Buttons that write are disabled by it. */
export const useReadOnly = (): boolean => useProject()?.readOnly ?? false;

/** Everything shown belonged to the project that was open before. */
export async function enterSession(session: SessionState): Promise<void> {
  jobRegistry.forget();
  forgetUndo();
  queryClient.removeQueries({ predicate: ({ queryKey }) => !isOfWorkstation(queryKey) });
  queryClient.setQueryData(api.workspace.session.queryKey(), session);
  await queryClient.invalidateQueries({ queryKey: api.workspace.recents.key() });
  if (session.project) await jobRegistry.findRunning();
}

/** Asks anew what is open, e.g. of an engine that was started again. */
export const refreshSession = async (): Promise<void> => enterSession(await client.workspace.session());

/** Keys of oRPC start with the path: [['workspace', 'session'], …]. */
const isOfWorkstation = ([path]: readonly unknown[]): boolean =>
  Array.isArray(path) && path[0] === 'workspace';

/** What leaves the project ends its jobs: they are no longer followed, unless it could not be left. */
export async function leaving<T>(body: () => Promise<T>): Promise<T> {
  const stopped = jobRegistry.list().filter(isLive);
  jobRegistry.forget();
  try {
    const left = await body();
    for (const job of stopped) {
      notify(i18next.t('app:jobs.ended.cancelled', { label: labelOf(job, i18next.t) }), 'orange');
    }
    return left;
  } catch (error) {
    void jobRegistry.findRunning();
    throw error;
  }
}

export const useOpenProject = () =>
  useMutation({
    mutationFn: (input: { path: string; create?: boolean }) => leaving(() => client.workspace.open(input)),
    onSuccess: enterSession,
    meta: { invalidates: [] },
  });

export const useCloseProject = () =>
  useMutation({
    mutationFn: () => leaving(() => client.workspace.close()),
    onSuccess: enterSession,
    meta: { invalidates: [] },
  });
