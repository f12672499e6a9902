import { Button, Select, Tooltip } from '@mantine/core';
import { IconArrowRight, IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import type { Overview } from '../../shared/contract/overview.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useJob } from '../api/use-job.ts';
import { useModelWords } from '../app/model.ts';
import { useReadOnly } from '../app/session.ts';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { LastRun } from './last-run.tsx';

/** What has to be there before anything can be matched, and where it is done. */
const WAITS = { add_sources: '/sources', map_sources: '/mapping' } as const;
type Wait = keyof typeof WAITS;

/** What matching waits for; undefined when it can run. */
function waitOf(overview: Overview): Wait | undefined {
  if (overview.entities.some(({ lastRun }) => lastRun)) return undefined;
  return (['add_sources', 'map_sources'] as const).find((step) => overview.next.includes(step));
}

/** Run the matching; counts by rule, weights with both thresholds and what they catch. */
export default function MatchPage() {
  const { t } = useTranslation('match');
  const { dateTime } = useFormat();
  const words = useModelWords();
  const overview = useQuery(api.overview.get.queryOptions());
  const [, navigate] = useLocation();
  const params = useParams<{ entity?: string }>();
  const entities = overview.data?.entities ?? [];
  const entity = entities.find(({ entity: name }) => name === params.entity) ?? entities[0];
  const job = useJob({ start: () => client.match.run(), label: t('running') });
  const pending = (overview.data?.pending.length ?? 0) > 0;
  const wait = overview.data && waitOf(overview.data);
  const subtitle = entity?.lastRun ? t('lastRun', { at: dateTime(entity.lastRun.at) }) : t('subtitle');
  return (
    <Page
      title={t('title')}
      subtitle={pending && entity?.lastRun ? `${subtitle} – ${t('pending')}` : subtitle}
      action={overview.data && <RunButton wait={wait} isRunning={job.isRunning} onRun={() => job.run()} />}
      filters={
        entities.length > 1 && (
          <Select
            aria-label={t('entity')}
            data={entities.map(({ entity: name }) => ({ value: name, label: words.entity(name) }))}
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
      {overview.data && !entity?.lastRun && <NeverRun wait={wait} />}
      {entity?.lastRun && <LastRun key={entity.entity} entity={entity.entity} />}
    </Page>
  );
}

interface RunButtonProps {
  readonly wait: Wait | undefined;
  readonly isRunning: boolean;
  readonly onRun: () => void;
}

/** Disabled while there is nothing to match, saying what is missing; reachable all the same, to be read. */
function RunButton({ wait, isRunning, onRun }: RunButtonProps) {
  const { t } = useTranslation('match');
  const readOnly = useReadOnly();
  const reason = wait ? t(`waits.${wait}.title`) : '';
  return (
    <Tooltip label={reason} disabled={wait === undefined} events={{ hover: true, focus: true, touch: true }}>
      <Button
        leftSection={<IconGitMerge size={16} aria-hidden="true" />}
        loading={isRunning}
        disabled={readOnly}
        data-disabled={wait !== undefined || undefined}
        aria-disabled={wait !== undefined || undefined}
        aria-description={reason}
        onClick={() => wait === undefined && onRun()}
      >
        {t('run')}
      </Button>
    </Tooltip>
  );
}

function NeverRun({ wait }: { readonly wait: Wait | undefined }) {
  const { t } = useTranslation('match');
  if (wait === undefined) {
    return (
      <EmptyState icon={<IconGitMerge size={40} />} title={t('neverTitle')}>
        {t('never')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconGitMerge size={40} />}
      title={t(`waits.${wait}.title`)}
      action={
        <Button
          component={Link}
          href={WAITS[wait]}
          rightSection={<IconArrowRight size={16} aria-hidden="true" />}
        >
          {t(`waits.${wait}.action`)}
        </Button>
      }
    >
      {t(`waits.${wait}.text`)}
    </EmptyState>
  );
}
