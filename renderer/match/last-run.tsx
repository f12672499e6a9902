import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MatchModel } from '../../shared/model/match-model.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { Count } from '../ui/count.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Term } from '../ui/term.tsx';
import type { TermName } from '../ui/terms.ts';
import { Accuracy } from './accuracy.tsx';
import classes from './match.module.css';
import { type RuleCount, Rules } from './rules.tsx';
import { Thresholds } from './thresholds.tsx';
import { Way, type WayTaken } from './way.tsx';

/** What a run keeps of itself (MatchStats of the engine), as far as it is shown here. */
interface Stats {
  readonly records: number;
  readonly clusters: number;
  readonly merged: number;
  readonly review: number;
  readonly cut: number;
  readonly rules: readonly RuleCount[];
  readonly remarks: readonly string[];
  /** Absent in runs of earlier builds. */
  readonly way?: WayTaken;
}

/** The last run of one entity: figures, thresholds over the histogram, and rules. */
export function LastRun({ entity }: { readonly entity: string }) {
  const summary = useQuery(api.match.summary.queryOptions({ input: { entity } }));
  if (summary.isPending) return <LoadingState />;
  if (summary.isError) {
    return <ErrorState error={toUserError(summary.error)} onRetry={() => void summary.refetch()} />;
  }
  if (summary.data === null) return null;
  const stats = summary.data.stats as Stats;
  const model = summary.data.model as MatchModel;
  return (
    <div className={classes.page}>
      {stats.way && <Way way={stats.way} />}
      <Figures entity={entity} stats={stats} />
      <Thresholds entity={entity} outcome={stats} />
      <Accuracy entity={entity} />
      <Rules entity={entity} counts={stats.rules} rules={model.blockingRules} remarks={stats.remarks} />
    </div>
  );
}

interface FigureLine {
  readonly label: string;
  readonly value: number;
  readonly to?: string;
  readonly term?: TermName;
}

function Figures({ entity, stats }: { readonly entity: string; readonly stats: Stats }) {
  const { t } = useTranslation('match');
  const compared = stats.rules.reduce((sum, { newPairs }) => sum + newPairs, 0);
  const figures: readonly FigureLine[] = [
    { label: t('records'), value: stats.records, term: 'record' },
    { label: t('golden'), value: stats.clusters, to: `/golden/${entity}`, term: 'goldenRecord' },
    { label: t('pairs'), value: compared, term: 'pair' },
    { label: t('merged'), value: stats.merged },
    { label: t('review'), value: stats.review, to: `/review/${entity}`, term: 'review' },
    { label: t('cut'), value: stats.cut, to: `/review/${entity}?state=cut`, term: 'guard' },
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, to, term }) => (
        <div key={label}>
          <dt>{term ? <Term name={term}>{label}</Term> : label}</dt>
          <dd>
            <Count value={value} {...(to !== undefined && { to })} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
