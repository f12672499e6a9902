import type { Overview } from '../../shared/contract/overview.ts';

export interface GuideStep {
  readonly name: 'sources' | 'mapping' | 'match' | 'review' | 'exports';
  readonly path: string;
}

export const GUIDE_STEPS: readonly GuideStep[] = [
  { name: 'sources', path: '/sources' },
  { name: 'mapping', path: '/mapping' },
  { name: 'match', path: '/match' },
  { name: 'review', path: '/review' },
  { name: 'exports', path: '/exports' },
];

/** The steps of the guide that the project is past, from its figures; none without them. */
export function stepsDone(overview: Overview | undefined): ReadonlySet<GuideStep['name']> {
  const done = new Set<GuideStep['name']>();
  if (!overview || overview.next.includes('add_sources')) return done;
  done.add('sources');
  if (overview.next.includes('map_sources')) return done;
  done.add('mapping');
  const golden = overview.entities.reduce((sum, entity) => sum + entity.golden, 0);
  if (golden === 0 || overview.pending.length > 0) return done;
  done.add('match');
  if (overview.entities.every(({ review }) => review === 0)) done.add('review');
  if (overview.lastExport && !overview.lastExport.stale) done.add('exports');
  return done;
}
