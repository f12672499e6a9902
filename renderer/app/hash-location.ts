import { useSyncExternalStore } from 'react';
import type { BaseLocationHook, BaseSearchHook } from 'wouter';

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};
/** `#/review/individual?state=cut` → path and query; both stand behind the #, so that a page without a query has none. */
const parts = (): readonly string[] => window.location.hash.replace(/^#?\/?/, '').split('?');
const path = (): string => `/${parts()[0] ?? ''}`;
const query = (): string => parts()[1] ?? '';

interface Options {
  readonly replace?: boolean;
  readonly state?: unknown;
}

function navigate(to: string, { replace = false, state = null }: Options = {}): void {
  const url = new URL(window.location.href);
  url.search = '';
  url.hash = `/${to.replace(/^#?\/?/, '')}`;
  const oldURL = window.location.href;
  window.history[replace ? 'replaceState' : 'pushState'](state, '', url);
  window.dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: url.href }));
}

/** The address behind the #, for wouter. Its own hook leaves the query of the page before in the address. */
export const useHashLocation: BaseLocationHook & { hrefs: (href: string) => string } = Object.assign(
  (): [string, typeof navigate] => [useSyncExternalStore(subscribe, path), navigate],
  { hrefs: (href: string) => `#${href}` },
);

export const useHashSearch: BaseSearchHook = () => useSyncExternalStore(subscribe, query);
