import type { TermName } from '../ui/terms.ts';

interface HelpPage {
  /** As in help.json, `page.<name>`. */
  readonly name: string;
  readonly isAt: (location: string) => boolean;
  /** The words of the field that the page uses, in the order one meets them. */
  readonly terms: readonly TermName[];
}

const page = (name: string, path: string, terms: readonly TermName[]): HelpPage => ({
  name,
  isAt: (location) =>
    location === path ||
    (path !== '/' && location.startsWith(`${path}/`)) ||
    // The records behind a figure belong to the page of the figures.
    (path === '/overview' && location === '/records'),
  terms,
});

/** A tab of the workbench, `/match/<entity>/<tab>`. */
const tab = (name: string, last: string, terms: readonly TermName[]): HelpPage => ({
  name,
  isAt: (location) => new RegExp(`^/match/[^/]+/${last}$`).test(location),
  terms,
});

/** What the help panel says on which page: the first that fits. */
export const HELP_PAGES: readonly HelpPage[] = [
  page('home', '/', ['source', 'goldenRecord', 'readOnly']),
  page('overview', '/overview', [
    'goldenRecord',
    'record',
    'consolidation',
    'precision',
    'review',
    'guard',
    'issue',
    'completeness',
  ]),
  page('sources', '/sources', ['source', 'key', 'coverage', 'trust', 'profile', 'quarantine', 'drift']),
  page('mapping', '/mapping', [
    'mappingRule',
    'canonicalModel',
    'entity',
    'attribute',
    'confidence',
    'transform',
    'codeList',
    'standardised',
    'issue',
  ]),
  tab('blocking', 'blocking', [
    'blockingRule',
    'pair',
    'oversizedBlock',
    'matchWeight',
    'threshold',
    'record',
  ]),
  tab('training', 'training', [
    'expectationMaximisation',
    'matchWeight',
    'comparison',
    'level',
    'mProbability',
    'uProbability',
    'prior',
    'lookalike',
  ]),
  tab('match-model', 'model', [
    'blockingRule',
    'comparison',
    'level',
    'mProbability',
    'uProbability',
    'matchWeight',
    'termFrequency',
    'lookalike',
    'threshold',
    'guard',
  ]),
  tab('what-if', 'what-if', [
    'scenario',
    'threshold',
    'goldenRecord',
    'pair',
    'review',
    'guard',
    'cluster',
    'decision',
  ]),
  page('match', '/match', [
    'pair',
    'blockingRule',
    'matchWeight',
    'threshold',
    'comparison',
    'level',
    'mProbability',
    'uProbability',
    'termFrequency',
    'cluster',
    'guard',
    'precision',
    'recall',
  ]),
  page('accuracy', '/accuracy', [
    'blindSample',
    'pair',
    'precisionOfPairs',
    'recall',
    'f1',
    'confidenceInterval',
    'stratum',
    'matchWeight',
    'decision',
  ]),
  page('review', '/review', ['pair', 'review', 'decision', 'matchWeight', 'comparison', 'level', 'guard']),
  page('golden', '/golden', ['goldenRecord', 'record', 'survivorship', 'candidate']),
  page('record', '/golden-record', [
    'goldenRecord',
    'candidate',
    'survivorship',
    'lineage',
    'standardised',
    'relation',
  ]),
  page('exports', '/exports', ['goldenRecord', 'crosswalk', 'relation', 'manifest', 'formulaProtection']),
  page('settings', '/settings', ['snapshot', 'journal', 'decision']),
];
