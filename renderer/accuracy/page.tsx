import { Button } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearch } from 'wouter';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { MatchTabs } from '../match/tabs.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { Desk } from './desk.tsx';
import { ResultPage } from './result-page.tsx';
import { hasResult, useSamples } from './samples.ts';
import { StartForm } from './start-form.tsx';

/** The labelling desk of the last sample while it has pairs to label, else what it says; before one is drawn, how to. */
export default function AccuracyPage() {
  const { entity: asked } = useParams<{ entity?: string }>();
  const overview = useQuery(api.overview.get.queryOptions());
  if (!overview.data) {
    return (
      <Frame>
        {overview.isError ? (
          <ErrorState error={toUserError(overview.error)} onRetry={() => void overview.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Frame>
    );
  }
  const matched = overview.data.entities.filter(({ lastRun }) => lastRun !== null);
  const entity = asked ?? matched[0]?.entity;
  if (entity === undefined || !matched.some((one) => one.entity === entity)) return <NotMatched />;
  return <OfEntity key={entity} entity={entity} />;
}

function OfEntity({ entity }: { readonly entity: string }) {
  const { t } = useTranslation('accuracy');
  const view = new URLSearchParams(useSearch()).get('view');
  const samples = useSamples(entity);
  if (!samples.data) {
    return (
      <Frame entity={entity}>
        {samples.isError ? (
          <ErrorState error={toUserError(samples.error)} onRetry={() => void samples.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Frame>
    );
  }
  const [sample] = samples.data;
  if (!sample) {
    return (
      <Frame entity={entity}>
        <EmptyState
          icon={<IconTargetArrow size={40} />}
          title={t('empty.title')}
          action={<StartForm entity={entity} isAnother={false} />}
        >
          {t('explain')}
        </EmptyState>
      </Frame>
    );
  }
  const isResultAsked = view === 'result' || (view === null && sample.labelled >= sample.size);
  if (isResultAsked && hasResult(sample)) return <ResultPage entity={entity} sample={sample} />;
  return <Desk key={sample.uid} entity={entity} sample={sample} />;
}

interface FrameProps {
  /** Absent where nothing is matched. */
  readonly entity?: string;
  readonly children: ReactNode;
}

function Frame({ entity, children }: FrameProps) {
  const { t } = useTranslation('accuracy');
  return (
    <Page title={t('title')} tabs={entity !== undefined && <MatchTabs entity={entity} here="accuracy" />}>
      {children}
    </Page>
  );
}

function NotMatched() {
  const { t } = useTranslation('accuracy');
  return (
    <Frame>
      <EmptyState
        icon={<IconTargetArrow size={40} />}
        title={t('notMatched.title')}
        action={
          <Button component={Link} href="/match">
            {t('notMatched.action')}
          </Button>
        }
      >
        {t('notMatched.text')}
      </EmptyState>
    </Frame>
  );
}
