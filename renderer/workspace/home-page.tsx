import { Button } from '@mantine/core';
import { IconFolderOpen, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useOpenProject, useProject } from '../app/session.ts';
import { Page } from '../ui/page.tsx';
import { usePathPicker } from '../ui/path-picker.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Guide } from './guide.tsx';
import { OpenProjectCard } from './open-project-card.tsx';
import { RecentList } from './recent-list.tsx';
import { Welcome } from './welcome.tsx';
import classes from './workspace.module.css';

/** The projects of this workstation: recent and pinned ones, a new one, another one, the sample. */
export default function HomePage() {
  const { t } = useTranslation('workspace');
  const [, go] = useLocation();
  const picker = usePathPicker();
  const project = useProject();
  const recents = useQuery(api.workspace.recents.queryOptions());
  const opening = useOpenProject();
  const kinds = [{ name: t('kind'), extensions: ['orfevre'] }];

  const open = (path: string, create = false) =>
    opening.mutate({ path, create }, { onSuccess: () => go(create ? '/sources' : '/overview') });
  const choose = async () => {
    const [path] = await picker.files({ title: t('open'), kinds });
    if (path) open(path);
  };
  const create = async () => {
    const path = await picker.save({ title: t('new'), defaultName: t('newName'), kinds });
    if (path) open(path, true);
  };
  const isFirstStart = !project && recents.data?.length === 0;

  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      action={
        <>
          <Button
            variant="default"
            leftSection={<IconFolderOpen size={16} aria-hidden="true" />}
            onClick={choose}
          >
            {t('open')}
          </Button>
          <Button
            variant={isFirstStart || project ? 'default' : 'filled'}
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={create}
            loading={opening.isPending}
          >
            {t('new')}
          </Button>
        </>
      }
    >
      <div className={classes.home}>
        {opening.error && <ErrorState error={toUserError(opening.error)} />}
        {project && <OpenProjectCard project={project} />}
        {isFirstStart && <Welcome isFirstStart />}
        {(project || isFirstStart) && <Guide />}
        {recents.isPending && <LoadingState rows={3} />}
        {recents.error && (
          <ErrorState error={toUserError(recents.error)} onRetry={() => void recents.refetch()} />
        )}
        {recents.data && recents.data.length > 0 && (
          <RecentList projects={recents.data} current={project?.path} onOpen={(path) => open(path)} />
        )}
        {!project && recents.data && !isFirstStart && <Welcome isFirstStart={false} />}
      </div>
    </Page>
  );
}
