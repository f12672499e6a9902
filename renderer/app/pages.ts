import { fetchedPage } from './fetched-page.tsx';

const pages = {
  overview: fetchedPage(() => import('../overview/page.tsx')),
  records: fetchedPage(() => import('../overview/records-page.tsx')),
  sources: fetchedPage(() => import('../sources/page.tsx')),
  mapping: fetchedPage(() => import('../mapping/page.tsx')),
  blocking: fetchedPage(() => import('../match/blocking/page.tsx')),
  training: fetchedPage(() => import('../match/training/page.tsx')),
  match: fetchedPage(() => import('../match/page.tsx')),
  matchModel: fetchedPage(() => import('../match/model/page.tsx')),
  whatIf: fetchedPage(() => import('../match/what-if/page.tsx')),
  accuracy: fetchedPage(() => import('../accuracy/page.tsx')),
  review: fetchedPage(() => import('../review/page.tsx')),
  golden: fetchedPage(() => import('../golden/page.tsx')),
  record: fetchedPage(() => import('../golden/record-page.tsx')),
  exports: fetchedPage(() => import('../exports/page.tsx')),
  settings: fetchedPage(() => import('../workspace/settings-page.tsx')),
};

/** Where each page is; read with `useParams()` of wouter. */
export const PAGES = [
  { path: '/overview', page: pages.overview.Page },
  { path: '/records', page: pages.records.Page },
  { path: '/sources/:name?', page: pages.sources.Page },
  { path: '/mapping/:name?', page: pages.mapping.Page },
  { path: '/match/:entity/blocking', page: pages.blocking.Page },
  { path: '/match/:entity/training', page: pages.training.Page },
  { path: '/match/:entity?', page: pages.match.Page },
  { path: '/match/:entity/model', page: pages.matchModel.Page },
  { path: '/match/:entity/what-if', page: pages.whatIf.Page },
  { path: '/accuracy/:entity?', page: pages.accuracy.Page },
  { path: '/review/:entity?', page: pages.review.Page },
  { path: '/golden/:entity?', page: pages.golden.Page },
  { path: '/golden-record/:id', page: pages.record.Page },
  { path: '/exports', page: pages.exports.Page },
] as const;

export const SettingsPage = pages.settings.Page;

const standBy = () => import('../ui/grid-stand-by.ts').then(({ keepGridOnStandBy }) => keepGridOnStandBy());

/** Fetches the pages while nothing else is going on, so that the first visit of each is as quick as the next. */
export function fetchPagesWhenIdle(): void {
  const rest: (() => Promise<unknown>)[] = [...Object.values(pages).map(({ fetch }) => fetch), standBy];
  const next = () => {
    const load = rest.shift();
    if (load) void load().then(() => requestIdleCallback(next));
  };
  requestIdleCallback(next);
}
