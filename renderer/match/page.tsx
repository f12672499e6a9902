import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core';
import { IconArrowRight, IconChevronDown, IconGitMerge, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Overview } from '../../shared/contract/overview.ts';
import { client } from '../api/client.ts';
import { useJob } from '../api/use-job.ts';
import { useReadOnly } from '../app/session.ts';
import { useFormat } from '../ui/format.ts';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { LastRun } from './last-run.tsx';
import classes from './match.module.css';
import { useMatchedEntity, Workbench } from './workbench.tsx';

/** What has to be there before anything can be matched, and where it is done. */
const WAITS = { add_sources: '/sources', map_sources: '/mapping' } as const;
type Wait = keyof typeof WAITS;

/** What matching waits for; undefined when it can run. */
function waitOf(overview: Overview): Wait | undefined {
  if (overview.entities.some(({ lastRun }) => lastRun)) return undefined;
  return (['add_sources', 'map_sources'] as const).find((step) => overview.next.includes(step));
}

/** Run the matching; counts by rule, weights with both thresholds and what they catch. */
export default function MatchPage() {
  const { t } = useTranslation('match');
  const { dateTime } = useFormat();
  const { overview, entity } = useMatchedEntity();
  const job = useJob<boolean>({ start: (full) => client.match.run({ full }), label: t('running') });
  const pending = (overview?.pending.length ?? 0) > 0;
  const wait = overview && waitOf(overview);
  const subtitle = entity?.lastRun ? t('lastRun', { at: dateTime(entity.lastRun.at) }) : t('subtitle');
  return (
    <Workbench
      tab="run"
      title={t('title')}
      subtitle={pending && entity?.lastRun ? `${subtitle} – ${t('pending')}` : subtitle}
      action={overview && <RunButton wait={wait} isRunning={job.isRunning} onRun={job.run} />}
    >
      {job.error && <ErrorState error={job.error} onRetry={() => job.run(false)} />}
      {entity?.lastRun ? <LastRun key={entity.entity} entity={entity.entity} /> : <NeverRun wait={wait} />}
    </Workbench>
  );
}

interface RunButtonProps {
  readonly wait: Wait | undefined;
  readonly isRunning: boolean;
  readonly onRun: (full: boolean) => void;
}

/** Matches what changed where that is worth while; beside it, whoever wants everything matched anew can say so. */
function RunButton(props: RunButtonProps) {
  const { t } = useTranslation('match');
  const readOnly = useReadOnly();
  const { wait, isRunning, onRun } = props;
  if (wait !== undefined) return <MainButton {...props} />;
  return (
    <Group gap={2} wrap="nowrap">
      <MainButton {...props} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} disabled={readOnly || isRunning} aria-label={t('otherWays')}>
            <IconChevronDown size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown className={classes.ways}>
          <Menu.Item leftSection={<IconRefresh size={16} aria-hidden="true" />} onClick={() => onRun(true)}>
            {t('runFull')}
            <span className={classes.wayHelp}>{t('runFullHelp')}</span>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** Disabled while there is nothing to match, saying what is missing; reachable all the same, to be read. */
function MainButton({ wait, isRunning, onRun }: RunButtonProps) {
  const { t } = useTranslation('match');
  const readOnly = useReadOnly();
  const reason = wait ? t(`waits.${wait}.title`) : '';
  return (
    <Tooltip label={reason} disabled={wait === undefined} events={{ hover: true, focus: true, touch: true }}>
      <Button
        leftSection={<IconGitMerge size={16} aria-hidden="true" />}
        loading={isRunning}
        disabled={readOnly}
        data-disabled={wait !== undefined || undefined}
        aria-disabled={wait !== undefined || undefined}
        aria-description={reason}
        onClick={() => wait === undefined && onRun(false)}
      >
        {t('run')}
      </Button>
    </Tooltip>
  );
}

function NeverRun({ wait }: { readonly wait: Wait | undefined }) {
  const { t } = useTranslation('match');
  if (wait === undefined) {
    return (
      <EmptyState icon={<IconGitMerge size={40} />} title={t('neverTitle')}>
        {t('never')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconGitMerge size={40} />}
      title={t(`waits.${wait}.title`)}
      action={
        <Button
          component={Link}
          href={WAITS[wait]}
          rightSection={<IconArrowRight size={16} aria-hidden="true" />}
        >
          {t(`waits.${wait}.action`)}
        </Button>
      }
    >
      {t(`waits.${wait}.text`)}
    </EmptyState>
  );
}
