import { Button, Group, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { type OpenProject, useCloseProject } from '../app/session.ts';
import { notifyError } from '../app/undo.ts';
import classes from './workspace.module.css';

/** The project that is open: go on with it, or close it. */
export function OpenProjectCard({ project }: { readonly project: OpenProject }) {
  const { t } = useTranslation('workspace');
  const [, go] = useLocation();
  const close = useCloseProject();
  return (
    <section className={classes.card} aria-labelledby="open-project">
      <div className={classes.cardText}>
        <Text size="xs" c="dimmed">
          {t('current')}
        </Text>
        <Title order={2} id="open-project" dir="auto" className={classes.cut}>
          {project.name}
        </Title>
        <Text size="xs" c="dimmed" className={classes.path} title={project.path}>
          {project.path}
        </Text>
      </div>
      <Group gap="sm" wrap="nowrap">
        <Button
          variant="default"
          loading={close.isPending}
          onClick={() => close.mutate(undefined, { onSuccess: () => go('/'), onError: notifyError })}
        >
          {t('close')}
        </Button>
        <Button
          component={Link}
          href="/overview"
          rightSection={<IconArrowRight size={16} aria-hidden="true" />}
        >
          {t('goOn')}
        </Button>
      </Group>
    </section>
  );
}
