import { Button } from '@mantine/core';
import { IconDiamond } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearch } from 'wouter';
import type { EntityOverview } from '../../shared/contract/overview.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { filtersOf } from './filters.ts';
import { GoldenDesk } from './golden-desk.tsx';

/** All golden records of an entity. */
export default function GoldenPage() {
  const { t } = useTranslation('golden');
  const { entity } = useParams<{ entity?: string }>();
  const search = useSearch();
  const overview = useQuery(api.overview.get.queryOptions());
  const entities = overview.data?.entities ?? [];
  const shown = entities.find((one) => one.entity === entity) ?? largest(entities);
  if (shown && shown.golden > 0) {
    return (
      <GoldenDesk
        key={`${shown.entity} ${search}`}
        entity={shown}
        entities={entities}
        filters={filtersOf(search)}
      />
    );
  }
  return (
    <Page title={t('title')}>
      {overview.isPending && <LoadingState />}
      {overview.isError && (
        <ErrorState error={toUserError(overview.error)} onRetry={() => void overview.refetch()} />
      )}
      {overview.data && (
        <EmptyState
          icon={<IconDiamond size={40} />}
          title={t('empty.title')}
          action={
            <Button component={Link} href={shown ? '/match' : '/sources'}>
              {t(shown ? 'empty.match' : 'empty.add')}
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      )}
    </Page>
  );
}

const largest = (entities: readonly EntityOverview[]): EntityOverview | undefined =>
  entities.toSorted((a, b) => b.golden - a.golden)[0];
