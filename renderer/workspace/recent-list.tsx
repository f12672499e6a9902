import { ActionIcon, Badge, Tooltip } from '@mantine/core';
import { IconPin, IconPinFilled, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RecentProject } from '../../shared/contract/workspace.ts';
import { client } from '../api/client.ts';
import { api, queryClient } from '../api/queries.ts';
import { notifyError } from '../app/undo.ts';
import { useFormat } from '../ui/format.ts';
import classes from './workspace.module.css';

interface RecentListProps {
  /** Pinned first. */
  readonly projects: readonly RecentProject[];
  readonly current: string | undefined;
  readonly onOpen: (path: string) => void;
}

export function RecentList({ projects, current, onOpen }: RecentListProps) {
  const { t } = useTranslation('workspace');
  return (
    <section aria-labelledby="recents">
      <h2 id="recents" className={classes.heading}>
        {t('recents.title')}
      </h2>
      <ul className={classes.recents}>
        {projects.map((project) => (
          <RecentItem
            key={project.path}
            project={project}
            isCurrent={project.path === current}
            onOpen={() => onOpen(project.path)}
          />
        ))}
      </ul>
    </section>
  );
}

const keep = (recents: RecentProject[]) =>
  queryClient.setQueryData(api.workspace.recents.queryKey(), recents);

interface RecentItemProps {
  readonly project: RecentProject;
  readonly isCurrent: boolean;
  readonly onOpen: () => void;
}

function RecentItem({ project, isCurrent, onOpen }: RecentItemProps) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  const { path, name, pinned, exists, bytes, openedAt } = project;
  const meta = { invalidates: [] };
  const pin = useMutation({
    mutationFn: () => client.workspace.pin({ path, pinned: !pinned }),
    onSuccess: keep,
    onError: notifyError,
    meta,
  });
  const forget = useMutation({
    mutationFn: () => client.workspace.forget({ path }),
    onSuccess: keep,
    onError: notifyError,
    meta,
  });
  const pinLabel = t(pinned ? 'recents.unpin' : 'recents.pin', { name });
  const forgetLabel = t('recents.forget', { name });
  const Pin = pinned ? IconPinFilled : IconPin;
  return (
    <li className={classes.recent}>
      <button type="button" className={classes.recentOpen} onClick={onOpen} disabled={!exists || isCurrent}>
        <span className={classes.recentName} dir="auto">
          {name}
        </span>
        <span className={classes.path} title={path}>
          {path}
        </span>
      </button>
      {isCurrent && <Badge color="green">{t('recents.current')}</Badge>}
      {!exists && <Badge color="red">{t('recents.gone')}</Badge>}
      <span className={classes.figure}>{bytes === null ? '' : format.bytes(bytes)}</span>
      <span className={classes.figure}>{format.dateTime(openedAt)}</span>
      <Tooltip label={pinLabel}>
        <ActionIcon aria-label={pinLabel} aria-pressed={pinned} onClick={() => pin.mutate()}>
          <Pin size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={forgetLabel}>
        <ActionIcon aria-label={forgetLabel} onClick={() => forget.mutate()}>
          <IconX size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
