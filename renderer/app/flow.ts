import {
  IconArrowsSplit2,
  IconColumns3,
  IconDatabaseImport,
  IconDiamond,
  IconFileExport,
  IconGauge,
  IconGitMerge,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Overview } from '../../shared/contract/overview.ts';

export interface FlowStep {
  readonly name: 'overview' | 'sources' | 'mapping' | 'match' | 'review' | 'golden' | 'exports';
  readonly path: string;
  readonly icon: TablerIcon;
  /** How many things wait for a person there. */
  readonly waiting: (overview: Overview) => number;
  /** What `overview.next` names when this is the next step. */
  readonly next: readonly Overview['next'][number][];
}

const none = () => 0;

/** The rail follows the data. */
export const FLOW: readonly FlowStep[] = [
  { name: 'overview', path: '/overview', icon: IconGauge, waiting: none, next: [] },
  {
    name: 'sources',
    path: '/sources',
    icon: IconDatabaseImport,
    waiting: ({ quarantined }) => quarantined,
    next: ['add_sources', 'mend_quarantine'],
  },
  { name: 'mapping', path: '/mapping', icon: IconColumns3, waiting: none, next: ['map_sources'] },
  { name: 'match', path: '/match', icon: IconGitMerge, waiting: none, next: ['run_matching'] },
  {
    name: 'review',
    path: '/review',
    icon: IconArrowsSplit2,
    waiting: ({ entities }) => entities.reduce((sum, { review }) => sum + review, 0),
    next: ['review_pairs'],
  },
  { name: 'golden', path: '/golden', icon: IconDiamond, waiting: none, next: [] },
  { name: 'exports', path: '/exports', icon: IconFileExport, waiting: none, next: ['export'] },
];
