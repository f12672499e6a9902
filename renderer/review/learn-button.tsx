import { Button } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const LessonDialog = lazy(() =>
  import('./lesson-dialog.tsx').then((module) => ({ default: module.LessonDialog })),
);

interface LearnButtonProps {
  readonly entity: string;
  /** Decisions in force. */
  readonly decisions: number;
}

/** Opens what the decisions so far teach; there once there is a decision. */
export function LearnButton({ entity, decisions }: LearnButtonProps) {
  const { t } = useTranslation('review');
  const [isOpen, setOpen] = useState(false);
  if (decisions === 0) return null;
  return (
    <>
      <Button
        variant="default"
        onClick={() => setOpen(true)}
        leftSection={<IconSchool size={16} aria-hidden="true" />}
      >
        {t('lesson.open', { count: decisions })}
      </Button>
      {isOpen && (
        <Suspense>
          <LessonDialog entity={entity} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
