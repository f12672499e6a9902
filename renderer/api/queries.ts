import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { MutationCache, QueryClient, type QueryKey } from '@tanstack/react-query';
import { client, onReconnect } from './client.ts';
import { isNetworkError } from './errors.ts';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** What a success makes out of date; absent: everything of the project; empty: nothing. */
      invalidates?: readonly QueryKey[];
    };
  }
}

const mutations = new MutationCache({
  onSuccess: (_data, _input, _context, { meta }) => invalidate(meta?.invalidates),
});

/** Data changes only by what is done here, so nothing is asked again on focus; only a lost connection is tried again. */
export const queryClient = new QueryClient({
  mutationCache: mutations,
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && isNetworkError(error),
      retryDelay: 500,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** `api.sources.list.queryOptions()`, `api.mapping.save.mutationOptions()`, `api.review.key()` … */
export const api = createTanstackQueryUtils(client);

/** Marks what is shown as out of date and asks for it again; everything when no keys are given. */
export async function invalidate(keys?: readonly QueryKey[]): Promise<void> {
  if (keys === undefined) return queryClient.invalidateQueries();
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

onReconnect(() => void invalidate());
