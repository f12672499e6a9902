import { Badge, Button, Group, Popover, Progress, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconLoader2, IconProgressCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { isLive, jobRegistry, type TrackedJob } from '../api/job-registry.ts';
import { useJobs } from '../api/use-job.ts';
import { type Format, useFormat } from '../ui/format.ts';
import classes from './app.module.css';
import { labelOf } from './job-label.ts';
import { notifyError } from './undo.ts';

/** Jobs under way and ended: progress, rate, time left, cancel, result. Pages stay usable meanwhile. */
export function JobTray() {
  const { t } = useTranslation('app');
  const jobs = useJobs();
  const [opened, setOpened] = useState(false);
  const [location] = useLocation();
  const page = location.split('/')[1];
  // Another entity, tab or record on the same page is no reason.
  // biome-ignore lint/correctness/useExhaustiveDependencies: closed by going elsewhere
  useEffect(() => setOpened(false), [page]);
  // Heard wherever the focus is: the button it was on may have gone with its job.
  useHotkeys([['Escape', () => setOpened(false)]]);
  const live = jobs.filter(isLive);
  const current = live[0];
  const share = current && shareOf(current);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={380} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          onClick={() => setOpened((was) => !was)}
          aria-expanded={opened}
          leftSection={
            current ? (
              <IconLoader2 size={16} className={classes.turning} aria-hidden="true" />
            ) : (
              <IconProgressCheck size={16} aria-hidden="true" />
            )
          }
        >
          {live.length === 0 ? t('jobs.title') : t('jobs.running', { count: live.length })}
          {share !== undefined && <JobShare share={share} />}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.tray} aria-label={t('jobs.title')}>
        {jobs.length === 0 && <Text c="dimmed">{t('jobs.none')}</Text>}
        <ul className={classes.jobs}>
          {jobs.map((job) => (
            <JobItem key={job.view.id} job={job} />
          ))}
        </ul>
        {jobs.some((job) => !isLive(job)) && (
          <Button variant="subtle" color="gray" onClick={() => jobRegistry.clear()}>
            {t('jobs.clear')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function JobShare({ share }: { readonly share: number }) {
  const { percent } = useFormat();
  return <span className={`o-num ${classes.share}`}>{percent(share)}</span>;
}

/** From 0 to 1; undefined while the total is not known. */
function shareOf({ view: { progress } }: TrackedJob): number | undefined {
  return progress?.total ? Math.min(1, progress.done / progress.total) : undefined;
}

const STATE_COLORS = {
  waiting: 'gray',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'gray',
} as const;

function JobItem({ job }: { readonly job: TrackedJob }) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const { view } = job;
  const share = shareOf(job);
  const label = labelOf(job, t);
  return (
    <li className={classes.job}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} truncate title={label}>
          {label}
        </Text>
        <Badge color={STATE_COLORS[view.state]} flex="none">
          {t(`jobs.state.${job.cancelling && isLive(job) ? 'cancelling' : view.state}`)}
        </Badge>
      </Group>
      {isLive(job) ? (
        <>
          <Progress
            value={share === undefined ? 100 : share * 100}
            animated={share === undefined}
            size="sm"
            aria-label={label}
          />
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <Text size="xs" c="dimmed" className="o-num">
              <JobFigures job={job} format={format} />
            </Text>
            <Button
              variant="subtle"
              color="gray"
              flex="none"
              disabled={job.cancelling}
              onClick={() => void jobRegistry.cancel(view.id).catch(notifyError)}
            >
              {t('cancel')}
            </Button>
          </Group>
        </>
      ) : (
        <JobResult job={job} format={format} />
      )}
    </li>
  );
}

interface JobPart {
  readonly job: TrackedJob;
  readonly format: Format;
}

/** “Import of clients.csv · 41 000 of 100 000 rows · 82 000 rows/s · 1 s left”. */
function JobFigures({ job, format }: JobPart) {
  const { t } = useTranslation('app');
  const { progress } = job.view;
  if (!progress) return t('jobs.starting');
  const { done, total, rate, unit, stage, subject } = progress;
  const amount = (value: number) => (unit === 'bytes' ? format.bytes(value) : format.number(value));
  // Amounts of bytes name their unit themselves.
  const unitName = unit === 'bytes' ? '' : t(`jobs.unit.${unit}`);
  const left = rate && total ? (total - done) / rate : undefined;
  const parts = [
    t(`jobs.stage.${stage.replaceAll('.', '_')}`, { defaultValue: stage, subject: subject ?? '' })
      .replace('()', '')
      .trim(),
    total
      ? t('jobs.of', { done: amount(done), total: amount(total), unit: unitName }).trim()
      : done > 0
        ? amount(done)
        : '',
    rate ? t('jobs.rate', { rate: amount(Math.round(rate)), unit: unitName }).replace(' /', '/') : '',
    left === undefined ? '' : t('jobs.left', { time: format.duration(left) }),
  ];
  return parts.filter(Boolean).join(' · ');
}

function JobResult({ job, format }: JobPart) {
  const { t } = useTranslation('app');
  const { view, startedAt, endedAt } = job;
  if (view.state === 'failed' && view.error) {
    return (
      <Text size="xs">
        {view.error.message} {view.error.next}
      </Text>
    );
  }
  if (view.state === 'cancelled') return <Text size="xs">{t('jobs.cancelledSafe')}</Text>;
  const seconds = ((endedAt ?? startedAt) - startedAt) / 1000;
  return (
    <Text size="xs" c="dimmed">
      {t('jobs.took', { time: format.duration(seconds) })}
    </Text>
  );
}
