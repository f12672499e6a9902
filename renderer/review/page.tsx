import { Button } from '@mantine/core';
import { IconTableImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearch } from 'wouter';
import type { EntityOverview } from '../../shared/contract/overview.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { ClusterDesk } from './cluster-desk.tsx';
import type { QueueState } from './queue.ts';
import { ReviewDesk } from './review-desk.tsx';

const STATES: readonly QueueState[] = ['review', 'telling', 'cut', 'decided'];

/** Pairs that need a person, one after the other. */
export default function ReviewPage() {
  const { t } = useTranslation('review');
  const { entity } = useParams<{ entity?: string }>();
  const parameters = new URLSearchParams(useSearch());
  const asked = parameters.get('state');
  const goldenIds = idsIn(parameters.get('golden'));
  const cluster = idsIn(parameters.get('cluster'));
  const state = STATES.find((one) => one === asked) ?? 'review';
  const overview = useQuery(api.overview.get.queryOptions());
  if (!overview.data) {
    return (
      <Page title={t('title')}>
        {overview.isError ? (
          <ErrorState error={toUserError(overview.error)} onRetry={() => void overview.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Page>
    );
  }
  const { entities } = overview.data;
  const shown = entities.find((one) => one.entity === entity) ?? mostDoubtful(entities);
  if (!shown) return <NothingYet />;
  if (cluster) {
    const back = `/review/${shown.entity}?state=${state}${goldenIds ? `&golden=${goldenIds.join()}` : ''}`;
    return <ClusterDesk entity={shown.entity} goldenIds={cluster} back={back} />;
  }
  return (
    <ReviewDesk
      key={`${shown.entity} ${state} ${goldenIds?.join()}`}
      entity={shown}
      entities={entities}
      state={state}
      goldenIds={goldenIds}
    />
  );
}

const idsIn = (text: string | null): readonly string[] | undefined => {
  const ids = text?.split(',').filter(Boolean) ?? [];
  return ids.length > 0 ? ids : undefined;
};

/** Where most waits for a person. */
const mostDoubtful = (entities: readonly EntityOverview[]): EntityOverview | undefined =>
  entities.toSorted((a, b) => b.review - a.review || b.golden - a.golden)[0];

function NothingYet() {
  const { t } = useTranslation('review');
  return (
    <Page title={t('title')}>
      <EmptyState
        icon={<IconTableImport size={40} />}
        title={t('empty.noData.title')}
        action={
          <Button component={Link} href="/sources">
            {t('empty.noData.action')}
          </Button>
        }
      >
        {t('empty.noData.text')}
      </EmptyState>
    </Page>
  );
}
