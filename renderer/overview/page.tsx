import { Button } from '@mantine/core';
import { IconDiamond, IconTableImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Overview } from '../../shared/contract/overview.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { Completeness } from './completeness.tsx';
import { EntityFigures } from './entity-figures.tsx';
import { NextSteps } from './next-steps.tsx';
import classes from './overview.module.css';
import { Issues, Largest, Sizes, SourceTable } from './tables.tsx';

/** How many people do I really have, how sure, what is doubtful, what changed, what next; every number opens its rows. */
export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const overview = useQuery(api.overview.get.queryOptions());
  return (
    <Page title={t('title')} subtitle={t('people')}>
      {overview.isPending && <LoadingState />}
      {overview.isError && (
        <ErrorState error={toUserError(overview.error)} onRetry={() => void overview.refetch()} />
      )}
      {overview.data && <Figures overview={overview.data} />}
    </Page>
  );
}

function Figures({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('overview');
  if (overview.entities.length === 0 && overview.next.includes('add_sources')) {
    return (
      <EmptyState
        icon={<IconTableImport size={40} />}
        title={t('emptyTitle')}
        action={
          <Button component={Link} href="/sources">
            {t('emptyAction')}
          </Button>
        }
      >
        {t('empty')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.page}>
      <NextSteps overview={overview} />
      {overview.entities.map((entity) => (
        <section key={entity.entity} className={classes.entity}>
          <h2 className={classes.heading}>
            <IconDiamond size={16} aria-hidden="true" className={classes.gold} />
            <span className={classes.name}>
              {t(`entity.${entity.entity}`, {
                defaultValue: t('entityOther', { name: entity.entity }),
              })}
            </span>
          </h2>
          <EntityFigures entity={entity} />
          <div className={classes.columns}>
            <SourceTable entity={entity} />
            <Sizes entity={entity} />
            <Largest entity={entity} />
          </div>
        </section>
      ))}
      <div className={classes.columns}>
        <Issues overview={overview} />
        <Completeness overview={overview} />
      </div>
    </div>
  );
}
