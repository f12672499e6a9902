import { Button, Select } from '@mantine/core';
import { IconArrowsExchange, IconSitemap } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './mapping.module.css';
import { MappingLoader } from './mapping-loader.tsx';
import { ModelDialog } from './model-dialog.tsx';

/** Which column of a source feeds which attribute of the canonical model, tried on real rows. */
export default function MappingPage() {
  const { t } = useTranslation('mapping');
  const [, go] = useLocation();
  const { name } = useParams<{ name?: string }>();
  const [bar, setBar] = useState<HTMLElement | null>(null);
  const [isModelOpen, setModelOpen] = useState(false);
  const sources = useQuery(api.sources.list.queryOptions());
  const asked = name && decodeURIComponent(name);
  const source = sources.data?.find((candidate) => candidate.name === asked) ?? sources.data?.[0];
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      body="fill"
      action={
        <Button
          variant="default"
          leftSection={<IconSitemap size={16} aria-hidden="true" />}
          onClick={() => setModelOpen(true)}
        >
          {t('model.open')}
        </Button>
      }
    >
      {sources.isPending && <LoadingState />}
      {sources.isError && (
        <ErrorState error={toUserError(sources.error)} onRetry={() => void sources.refetch()} />
      )}
      {sources.data?.length === 0 && (
        <EmptyState
          icon={<IconArrowsExchange size={40} />}
          title={t('empty.title')}
          action={
            <Button component={Link} href="/sources">
              {t('empty.action')}
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      )}
      {source && (
        <>
          {/* It stays what it is while what is below it is fetched: whoever has opened it goes on choosing. */}
          <div className={classes.bar}>
            <Select
              aria-label={t('source')}
              searchable
              allowDeselect={false}
              value={source.name}
              onChange={(next) => next && go(`/mapping/${encodeURIComponent(next)}`)}
              data={(sources.data ?? []).map((one) => one.name)}
            />
            <div ref={setBar} className={classes.barRest} />
          </div>
          <MappingLoader key={source.name} name={source.name} bar={bar} />
        </>
      )}
      {isModelOpen && <ModelDialog onClose={() => setModelOpen(false)} />}
    </Page>
  );
}
