import { type ComponentType, lazy } from 'react';

type Module = { default: ComponentType };
const loaders = {
  overview: () => import('../overview/page.tsx'),
  sources: () => import('../sources/page.tsx'),
  mapping: () => import('../mapping/page.tsx'),
  match: () => import('../match/page.tsx'),
  review: () => import('../review/page.tsx'),
  golden: () => import('../golden/page.tsx'),
  record: () => import('../golden/record-page.tsx'),
  exports: () => import('../exports/page.tsx'),
  settings: () => import('../workspace/settings-page.tsx'),
} satisfies Record<string, () => Promise<Module>>;

/** Where each page is; read with `useParams()` of wouter. */
export const PAGES = [
  { path: '/overview', page: lazy(loaders.overview) },
  { path: '/sources/:name?', page: lazy(loaders.sources) },
  { path: '/mapping/:name?', page: lazy(loaders.mapping) },
  { path: '/matching/:entity?', page: lazy(loaders.match) },
  { path: '/review/:entity?', page: lazy(loaders.review) },
  { path: '/golden/:entity?', page: lazy(loaders.golden) },
  { path: '/golden-record/:id', page: lazy(loaders.record) },
  { path: '/exports', page: lazy(loaders.exports) },
] as const;

export const SettingsPage = lazy(loaders.settings);

/** Fetches the pages while nothing else is going on, so that the first visit of each is as quick as the next. */
export function fetchPagesWhenIdle(): void {
  const rest = Object.values(loaders);
  const next = () => {
    const load = rest.shift();
    if (load) void load().then(() => requestIdleCallback(next));
  };
  requestIdleCallback(next);
}
