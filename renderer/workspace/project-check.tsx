import { Button, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconClock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CheckFinding } from '../../shared/contract/project.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { ErrorState } from '../ui/states.tsx';
import classes from './workspace.module.css';

const ICONS = { ok: IconCircleCheck, failed: IconCircleX, pending: IconClock };

/** Integrity, row accounting, crosswalk, audit chain: what the command line's “check” says. */
export function ProjectCheck() {
  const { t } = useTranslation('workspace');
  const check = useMutation({ mutationFn: () => client.project.check(), meta: { invalidates: [] } });
  return (
    <>
      <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        {t('settings.checkNow')}
      </Button>
      {check.error && <ErrorState error={toUserError(check.error)} />}
      {check.data && (
        <div role="status">
          <Text fw={600} mt="sm">
            {t(check.data.ok ? 'settings.checkOk' : 'settings.checkFailed')}
          </Text>
          <ul className={classes.findings}>
            {check.data.findings.map((finding) => (
              <Finding key={finding.check + finding.message} finding={finding} />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Finding({ finding }: { readonly finding: CheckFinding }) {
  const { t } = useTranslation('workspace');
  const Icon = ICONS[finding.state];
  return (
    <li data-state={finding.state}>
      <Icon size={16} aria-hidden="true" />
      <span>
        {t(`settings.checks.${finding.check}`)} – {t(`settings.findings.${finding.state}`)}
        {finding.state !== 'ok' && <span className={classes.detail}>{finding.message}</span>}
      </span>
    </li>
  );
}
