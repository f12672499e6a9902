import { type ComponentType, lazy } from 'react';

type Module = { default: ComponentType };

/**
 * A page that has been fetched is there at once: a promise, even a settled one, would make React show the placeholder
 * first, and keep it for its 300 ms.
 */
function fetched(load: () => Promise<Module>): () => Promise<Module> {
  let module: Module | undefined;
  return () => {
    // biome-ignore lint/suspicious/noThenProperty: React takes any thenable, and one that answers at once without waiting
    if (module) return { then: (use: (module: Module) => void) => use(module!) } as Promise<Module>;
    return load().then((one) => {
      module = one;
      return one;
    });
  };
}

const loaders = {
  overview: fetched(() => import('../overview/page.tsx')),
  records: fetched(() => import('../overview/records-page.tsx')),
  sources: fetched(() => import('../sources/page.tsx')),
  mapping: fetched(() => import('../mapping/page.tsx')),
  blocking: fetched(() => import('../match/blocking/page.tsx')),
  training: fetched(() => import('../match/training/page.tsx')),
  match: fetched(() => import('../match/page.tsx')),
  matchModel: fetched(() => import('../match/model/page.tsx')),
  whatIf: fetched(() => import('../match/what-if/page.tsx')),
  accuracy: fetched(() => import('../accuracy/page.tsx')),
  review: fetched(() => import('../review/page.tsx')),
  golden: fetched(() => import('../golden/page.tsx')),
  record: fetched(() => import('../golden/record-page.tsx')),
  exports: fetched(() => import('../exports/page.tsx')),
  settings: fetched(() => import('../workspace/settings-page.tsx')),
};

/** Where each page is; read with `useParams()` of wouter. */
export const PAGES = [
  { path: '/overview', page: lazy(loaders.overview) },
  { path: '/records', page: lazy(loaders.records) },
  { path: '/sources/:name?', page: lazy(loaders.sources) },
  { path: '/mapping/:name?', page: lazy(loaders.mapping) },
  { path: '/match/:entity/blocking', page: lazy(loaders.blocking) },
  { path: '/match/:entity/training', page: lazy(loaders.training) },
  { path: '/match/:entity?', page: lazy(loaders.match) },
  { path: '/match/:entity/model', page: lazy(loaders.matchModel) },
  { path: '/match/:entity/what-if', page: lazy(loaders.whatIf) },
  { path: '/accuracy/:entity?', page: lazy(loaders.accuracy) },
  { path: '/review/:entity?', page: lazy(loaders.review) },
  { path: '/golden/:entity?', page: lazy(loaders.golden) },
  { path: '/golden-record/:id', page: lazy(loaders.record) },
  { path: '/exports', page: lazy(loaders.exports) },
] as const;

export const SettingsPage = lazy(loaders.settings);

const standBy = () => import('../ui/grid-stand-by.ts').then(({ keepGridOnStandBy }) => keepGridOnStandBy());

/** Fetches the pages while nothing else is going on, so that the first visit of each is as quick as the next. */
export function fetchPagesWhenIdle(): void {
  const rest: (() => Promise<unknown>)[] = [...Object.values(loaders), standBy];
  const next = () => {
    const load = rest.shift();
    if (load) void load().then(() => requestIdleCallback(next));
  };
  requestIdleCallback(next);
}
