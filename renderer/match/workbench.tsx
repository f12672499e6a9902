import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { EntityOverview, Overview } from '../../shared/contract/overview.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useModelWords } from '../app/model.ts';
import { Page } from '../ui/page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { type MatchTab, MatchTabs, tabPath } from './tabs.tsx';

export interface MatchedEntity {
  /** undefined until it is known. */
  readonly overview: Overview | undefined;
  /** The one of the address, else the first; undefined while there is none. */
  readonly entity: EntityOverview | undefined;
}

/** The entity that the workbench is about. */
export function useMatchedEntity(): MatchedEntity {
  const { data: overview } = useQuery(api.overview.get.queryOptions());
  const { entity: asked } = useParams<{ entity?: string }>();
  const entities = overview?.entities ?? [];
  return { overview, entity: entities.find(({ entity }) => entity === asked) ?? entities[0] };
}

interface WorkbenchProps {
  readonly tab: MatchTab;
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly action?: ReactNode;
  readonly filters?: ReactNode;
  readonly body?: 'fill' | 'scroll';
  /** Drawn once the overview is known. */
  readonly children: ReactNode;
}

/** The frame of a page of the matching: its tabs, and the choice of the entity where there are several. */
export function Workbench({ tab, filters, children, ...page }: WorkbenchProps) {
  const { t } = useTranslation('match');
  const words = useModelWords();
  const [, navigate] = useLocation();
  const overview = useQuery(api.overview.get.queryOptions());
  const { entity } = useMatchedEntity();
  const entities = overview.data?.entities ?? [];
  const choice = entities.length > 1 && (
    <Select
      aria-label={t('entity')}
      data={entities.map(({ entity: name }) => ({ value: name, label: words.entity(name) }))}
      value={entity?.entity ?? null}
      allowDeselect={false}
      onChange={(name) => name && navigate(tabPath(tab, name))}
    />
  );
  return (
    <Page
      {...page}
      tabs={entity && <MatchTabs entity={entity.entity} here={tab} />}
      filters={
        (choice || filters) && (
          <>
            {choice}
            {filters}
          </>
        )
      }
    >
      {overview.isPending && <LoadingState />}
      {overview.isError && (
        <ErrorState error={toUserError(overview.error)} onRetry={() => void overview.refetch()} />
      )}
      {overview.data && children}
    </Page>
  );
}
