import { Button, Tabs } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SourceFile, SourceView } from '../../shared/contract/sources.ts';
import { toUserError } from '../api/errors.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { History } from './history.tsx';
import { Profile } from './profile.tsx';
import { Quarantine } from './quarantine.tsx';
import { Rows } from './rows.tsx';
import { lastApplied, profilesOf, useFiles } from './source-files.ts';
import { SourceSettings } from './source-settings.tsx';
import classes from './sources.module.css';

const TABS = ['profile', 'rows', 'history', 'quarantine', 'settings'] as const;

/** Everything known of one source. */
export function SourceDetail({ source }: { readonly source: SourceView }) {
  const { t } = useTranslation('sources');
  const files = useFiles(source.name);
  if (files.isError) {
    return <ErrorState error={toUserError(files.error)} onRetry={() => void files.refetch()} />;
  }
  if (!files.data) return <LoadingState />;
  return (
    <section className={classes.detail} aria-labelledby="source-detail">
      <div className={classes.detailHead}>
        <h2 id="source-detail">{source.name}</h2>
        <Button
          component={Link}
          href={`/mapping/${encodeURIComponent(source.name)}`}
          variant="default"
          leftSection={<IconArrowsExchange size={16} aria-hidden="true" />}
        >
          {t('detail.mapping')}
        </Button>
      </div>
      <Tabs defaultValue="profile" keepMounted={false} className={classes.tabs}>
        <Tabs.List>
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`detail.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Panels source={source} files={files.data} />
      </Tabs>
    </section>
  );
}

function Panels({ source, files }: { readonly source: SourceView; readonly files: readonly SourceFile[] }) {
  const last = lastApplied(files);
  return (
    <>
      <Tabs.Panel value="profile" className={classes.panel} tabIndex={0}>
        <Profile profiles={profilesOf(last)} />
      </Tabs.Panel>
      <Tabs.Panel value="rows" className={classes.panelFill}>
        <Rows source={source} columns={last?.columns ?? []} />
      </Tabs.Panel>
      <Tabs.Panel value="history" className={classes.panel} tabIndex={0}>
        <History files={files} />
      </Tabs.Panel>
      <Tabs.Panel value="quarantine" className={classes.panel} tabIndex={0}>
        <Quarantine files={files} />
      </Tabs.Panel>
      <Tabs.Panel value="settings" className={classes.panel} tabIndex={0}>
        <SourceSettings source={source} />
      </Tabs.Panel>
    </>
  );
}
