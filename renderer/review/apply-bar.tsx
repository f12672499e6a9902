import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { useJob } from '../api/use-job.ts';
import { usePageKeys } from '../app/keys.ts';
import { useReadOnly } from '../app/session.ts';
import { Shortcut } from '../ui/shortcut.tsx';
import { ErrorState } from '../ui/states.tsx';
import classes from './review.module.css';

/** Decisions take effect with the next matching run: how many wait, and the run itself. */
export function ApplyBar({ decided }: { readonly decided: number }) {
  const { t } = useTranslation('review');
  const isReadOnly = useReadOnly();
  const run = useJob({ start: () => client.match.run(), label: t('applyJob') });
  usePageKeys([
    {
      key: 'Enter',
      label: t('apply'),
      run: () => run.run(),
      isOff: isReadOnly || decided === 0 || run.isRunning,
    },
  ]);
  if (decided === 0 && !run.isRunning && !run.error) return null;
  return (
    <>
      <div className={classes.apply} role="status">
        <span>{run.isRunning ? t('applying') : t('waiting', { count: decided })}</span>
        <Button
          variant="light"
          disabled={isReadOnly}
          loading={run.isRunning}
          onClick={() => run.run()}
          aria-keyshortcuts="Control+Enter"
          rightSection={<Shortcut keys="mod+Enter" isToldElsewhere />}
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
        >
          {t('apply')}
        </Button>
      </div>
      {run.error && <ErrorState error={run.error} onRetry={run.reset} />}
    </>
  );
}
