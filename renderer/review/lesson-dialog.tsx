import { Alert, Button, Group, Modal } from '@mantine/core';
import { IconInfoCircle, IconSchool } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LessonView } from '../../shared/contract/review.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useReadOnly } from '../app/session.ts';
import { notify, useUndo } from '../app/undo.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { LessonTables } from './lesson-tables.tsx';
import classes from './review.module.css';

interface LessonDialogProps {
  readonly entity: string;
  readonly onClose: () => void;
}

/** What the decisions so far teach the match model, before and after: to be used, or left. */
export function LessonDialog({ entity, onClose }: LessonDialogProps) {
  const { t } = useTranslation(['review', 'ui']);
  const lesson = useQuery(api.review.learn.queryOptions({ input: { entity }, staleTime: 0 }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('lesson.title')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {lesson.isPending && <LoadingState />}
      {lesson.isError && (
        <ErrorState error={toUserError(lesson.error)} onRetry={() => void lesson.refetch()} />
      )}
      {lesson.data && <Lesson lesson={lesson.data} onClose={onClose} />}
    </Modal>
  );
}

function Lesson({ lesson, onClose }: { readonly lesson: LessonView; readonly onClose: () => void }) {
  const { t } = useTranslation('review');
  const isReadOnly = useReadOnly();
  const accept = useAccept(lesson.entity);
  const { model } = lesson;
  const { links, apart, reason } = lesson.learning;
  const use = async () => {
    if (model === null) return;
    try {
      await accept(model);
    } catch {
      return;
    }
    notify(t('lesson.used'));
    onClose();
  };
  return (
    <div className={classes.lesson}>
      <p>
        {t('lesson.from', {
          links: t('lesson.links', { count: links }),
          apart: t('lesson.apart', { count: apart }),
        })}{' '}
        {lesson.unknown > 0 && t('lesson.unknown', { count: lesson.unknown })}
      </p>
      <Alert
        color={model === null ? 'gray' : 'green'}
        icon={model === null ? <IconInfoCircle size={20} /> : <IconSchool size={20} />}
        title={t(`lesson.verdict.${reason ?? 'learned'}.title`)}
      >
        {t(`lesson.verdict.${reason ?? 'learned'}.text`)}
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus={model === null || undefined}>
          {t(model === null ? 'lesson.close' : 'lesson.discard')}
        </Button>
        {model !== null && (
          <Button onClick={() => void use()} disabled={isReadOnly} data-autofocus>
            {t('lesson.accept')}
          </Button>
        )}
      </Group>
      {reason !== 'too_few' && reason !== 'one_sided' && <LessonTables lesson={lesson} />}
    </div>
  );
}

/** Makes the model a version; undone by going back to what was in force. */
function useAccept(entity: string): (model: NonNullable<LessonView['model']>) => Promise<void> {
  const { t } = useTranslation('review');
  const { push } = useUndo();
  const { mutateAsync: save } = useMutation({
    mutationFn: async (model: NonNullable<LessonView['model']>) => {
      const before = await client.match.model({ entity });
      await client.match.saveModel({ entity, model, through: 'review.learn' });
      return before.version;
    },
  });
  const { mutateAsync: back } = useMutation({
    mutationFn: async (version: number | null): Promise<void> => {
      if (version === null) await client.match.resetModel({ entity });
      else await client.match.restoreModel({ entity, version });
    },
  });
  return async (model) => {
    const version = await save(model);
    push({ label: t('lesson.undo'), undo: () => back(version) });
  };
}
