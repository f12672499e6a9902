import { Button, Select } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useJob } from '../api/use-job.ts';
import { useReadOnly } from '../app/session.ts';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { LastRun } from './last-run.tsx';

/** Run the matching; counts by rule, weights with both thresholds and what they catch. */
export default function MatchPage() {
  const { t } = useTranslation('match');
  const { dateTime } = useFormat();
  const readOnly = useReadOnly();
  const overview = useQuery(api.overview.get.queryOptions());
  const [, navigate] = useLocation();
  const params = useParams<{ entity?: string }>();
  const entities = overview.data?.entities ?? [];
  const entity = entities.find(({ entity: name }) => name === params.entity) ?? entities[0];
  const job = useJob({ start: () => client.match.run(), label: t('running') });
  const pending = (overview.data?.pending.length ?? 0) > 0;
  const subtitle = entity?.lastRun ? t('lastRun', { at: dateTime(entity.lastRun.at) }) : t('subtitle');
  return (
    <Page
      title={t('title')}
      subtitle={pending && entity?.lastRun ? `${subtitle} – ${t('pending')}` : subtitle}
      action={
        <Button
          leftSection={<IconGitMerge size={16} aria-hidden="true" />}
          loading={job.isRunning}
          disabled={readOnly || overview.data === undefined}
          onClick={() => job.run()}
        >
          {t('run')}
        </Button>
      }
      filters={
        entities.length > 1 && (
          <Select
            aria-label={t('entity')}
            data={entities.map(({ entity: name }) => ({
              value: name,
              label: t(`overview:entity.${name}`, { defaultValue: name }),
            }))}
            value={entity?.entity ?? null}
            allowDeselect={false}
            onChange={(name) => name && navigate(`/matching/${name}`)}
          />
        )
      }
    >
      {job.error && <ErrorState error={job.error} onRetry={() => job.run()} />}
      {overview.isPending && <LoadingState />}
      {overview.isError && (
        <ErrorState error={toUserError(overview.error)} onRetry={() => void overview.refetch()} />
      )}
      {overview.data && !entity?.lastRun && (
        <EmptyState icon={<IconGitMerge size={40} />} title={t('neverTitle')}>
          {t('never')}
        </EmptyState>
      )}
      {entity?.lastRun && <LastRun key={entity.entity} entity={entity.entity} />}
    </Page>
  );
}
