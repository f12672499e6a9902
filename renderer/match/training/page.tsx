import { Alert, Button } from '@mantine/core';
import { IconChartLine, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TrainingView } from '../../../shared/contract/match-training.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../ui/format.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { Term } from '../../ui/term.tsx';
import match from '../match.module.css';
import { useMatchedEntity, Workbench } from '../workbench.tsx';
import { Convergence } from './convergence.tsx';
import { Estimates } from './estimates.tsx';
import { Lookalikes } from './lookalikes.tsx';

/** How the weights of the last run were learnt from the data. */
export default function TrainingPage() {
  const { t } = useTranslation('training');
  const { dateTime } = useFormat();
  const { entity } = useMatchedEntity();
  const subtitle = entity?.lastRun ? t('of', { at: dateTime(entity.lastRun.at) }) : t('subtitle');
  return (
    <Workbench tab="training" title={t('title')} subtitle={subtitle}>
      {entity?.lastRun ? <OfRun key={entity.entity} entity={entity.entity} /> : <NoRun />}
    </Workbench>
  );
}

function OfRun({ entity }: { readonly entity: string }) {
  const training = useQuery(api.match.training.queryOptions({ input: { entity } }));
  if (training.isPending) return <LoadingState />;
  if (training.isError)
    return <ErrorState error={toUserError(training.error)} onRetry={() => void training.refetch()} />;
  if (training.data === null) return <NoRun />;
  const { rounds, comparisons, lookalikes } = training.data;
  return (
    <div className={match.page}>
      <Outcome training={training.data} />
      {rounds.length > 0 && <Convergence entity={entity} training={training.data} />}
      <Estimates entity={entity} comparisons={comparisons} />
      <Lookalikes entity={entity} lookalikes={lookalikes} />
    </div>
  );
}

/** Whether the weights were learnt; in words why not. */
function Outcome({ training }: { readonly training: TrainingView }) {
  const { t } = useTranslation(['training', 'match']);
  const { number, probability } = useFormat();
  const { trained, reason, rounds, sampledPairs, expectedMatches, prior } = training;
  if (!trained) {
    return (
      <Alert icon={<IconInfoCircle size={20} aria-hidden="true" />} title={t('untrained')}>
        {t(`why.${reason}`)}
      </Alert>
    );
  }
  const figures = [
    { label: t('roundsDone'), value: number(rounds.length) },
    { label: t('sampled'), value: number(sampledPairs) },
    { label: t('expected'), value: number(Math.round(expectedMatches)) },
    { label: t('prior'), value: prior === null ? '–' : probability(prior), term: 'prior' as const },
  ];
  return (
    <dl className={match.figures}>
      {figures.map(({ label, value, term }) => (
        <div key={label}>
          <dt>{term ? <Term name={term}>{label}</Term> : label}</dt>
          <dd className="o-num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function NoRun() {
  const { t } = useTranslation('training');
  return (
    <EmptyState
      icon={<IconChartLine size={40} />}
      title={t('empty.title')}
      action={
        <Button component={Link} href="/match">
          {t('empty.action')}
        </Button>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
