import { Button } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileImport, IconTableImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { SourceView } from '../../shared/contract/sources.ts';
import { bridge } from '../api/bridge.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useReadOnly } from '../app/session.ts';
import { FileDrop } from '../ui/file-drop.tsx';
import { Page } from '../ui/page.tsx';
import { usePathPicker } from '../ui/path-picker.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { AddFiles } from './add/add-files.tsx';
import { useFileKinds } from './file-kinds.ts';
import { SourceDetail } from './source-detail.tsx';
import { SourceTable } from './source-table.tsx';
import classes from './sources.module.css';

/** The silos of the project: what each holds, how well it was read; files are added here. */
export default function SourcesPage() {
  const { t } = useTranslation('sources');
  const [, go] = useLocation();
  const picker = usePathPicker();
  const kinds = useFileKinds();
  const readOnly = useReadOnly();
  const sources = useQuery(api.sources.list.queryOptions());
  const [paths, setPaths] = useState<readonly string[]>([]);

  const add = (more: readonly string[]) => setPaths((known) => [...new Set([...known, ...more])]);
  const choose = async () => add(await picker.files({ multiple: true, kinds }));
  const drop = (files: readonly File[]) =>
    bridge ? add(files.map((file) => bridge?.pathOf(file) ?? '').filter(Boolean)) : void choose();
  const close = (name?: string) => {
    setPaths([]);
    if (name !== undefined) go(`/sources/${encodeURIComponent(name)}`);
  };
  const isAdding = paths.length > 0;
  const isEmpty = sources.data?.length === 0;

  return (
    <Page
      title={isAdding ? t('add.title') : t('title')}
      subtitle={isAdding ? t('add.subtitle') : t('subtitle')}
      body={isAdding || isEmpty ? 'scroll' : 'fill'}
      action={
        !isEmpty && (
          <Button
            leftSection={<IconFileImport size={16} aria-hidden="true" />}
            variant={isAdding ? 'default' : 'filled'}
            disabled={readOnly}
            onClick={choose}
          >
            {t('add.action')}
          </Button>
        )
      }
    >
      {!readOnly && (
        <Dropzone.FullScreen
          active
          onDrop={drop}
          inputProps={{ 'aria-hidden': true, tabIndex: -1, 'aria-label': t('add.dropHere') }}
        >
          <div className={classes.dropAll} aria-hidden="true">
            <IconFileImport size={40} aria-hidden="true" />
            <span>{t('add.dropHere')}</span>
          </div>
        </Dropzone.FullScreen>
      )}
      {sources.isPending && <LoadingState />}
      {sources.isError && (
        <ErrorState error={toUserError(sources.error)} onRetry={() => void sources.refetch()} />
      )}
      {sources.data && isAdding && <AddFiles paths={paths} sources={sources.data} onClose={close} />}
      {sources.data && isEmpty && !isAdding && (
        <EmptyState
          icon={<IconTableImport size={40} />}
          title={t('empty.title')}
          action={
            <FileDrop
              native={bridge}
              kinds={kinds}
              hint={t('empty.hint')}
              disabled={readOnly}
              isPrimary
              onPaths={add}
            />
          }
        >
          {t('empty.text')}
        </EmptyState>
      )}
      {sources.data && !isEmpty && !isAdding && <SourceBrowser sources={sources.data} />}
    </Page>
  );
}

/** The list above, the chosen source below; the first one unless the address names another. */
function SourceBrowser({ sources }: { readonly sources: readonly SourceView[] }) {
  const { name } = useParams<{ name?: string }>();
  const chosen = sources.find((source) => source.name === (name && decodeURIComponent(name))) ?? sources[0];
  return (
    <div className={classes.browser}>
      <SourceTable sources={sources} chosen={chosen?.name} />
      {chosen && <SourceDetail key={chosen.id} source={chosen} />}
    </div>
  );
}
