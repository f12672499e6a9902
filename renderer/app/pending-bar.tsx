import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { api } from '../api/queries.ts';
import { useJob } from '../api/use-job.ts';
import { ErrorState } from '../ui/states.tsx';
import classes from './app.module.css';
import { useReadOnly } from './session.ts';

/** What is shown is older than the data it stands on: what waits, and the run that brings it up to date. */
export function PendingBar() {
  const { t } = useTranslation('app');
  const isReadOnly = useReadOnly();
  const { data: overview } = useQuery(api.overview.get.queryOptions());
  const pending = overview?.pending ?? [];
  const isMatchDue = pending.includes('standardise') || pending.includes('match');
  const run = useJob({
    start: () => (isMatchDue ? client.match.run() : client.golden.run()),
    label: t('pending.job'),
  });
  const isAny = overview?.entities.some(({ golden }) => golden > 0) ?? false;
  if (!isAny || (pending.length === 0 && !run.isRunning && !run.error)) return null;
  return (
    <>
      <div className={classes.pending} role="status">
        <IconAlertTriangle size={16} aria-hidden="true" />
        <span>{t(run.isRunning ? 'pending.running' : isMatchDue ? 'pending.match' : 'pending.golden')}</span>
        <Button
          variant="light"
          disabled={isReadOnly}
          loading={run.isRunning}
          onClick={() => run.run()}
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
        >
          {t('pending.run')}
        </Button>
      </div>
      {run.error && <ErrorState error={run.error} onRetry={run.reset} />}
    </>
  );
}
