import { Button, Checkbox } from '@mantine/core';
import { IconArrowLeft, IconArrowsSplit2, IconDiamond, IconGitMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { ReviewCluster } from '../../shared/contract/review.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api, invalidate } from '../api/queries.ts';
import { isWriting } from '../app/keys.ts';
import { useReadOnly } from '../app/session.ts';
import { usePageShortcuts } from '../app/shell-state.tsx';
import { notify, notifyError, useUndo } from '../app/undo.ts';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import own from './cluster.module.css';
import { asNumbered, asOne, type ClusterDecision, firstGroups, type Groups } from './cluster-groups.ts';
import { ClusterTable } from './cluster-table.tsx';
import { useMemberReasons } from './member-reason.tsx';
import classes from './review.module.css';

interface ClusterDeskProps {
  readonly entity: string;
  readonly goldenIds: readonly string[];
  /** Where the way back leads. */
  readonly back: string;
}

/** A whole cluster, or the two of a pair, with its records as columns: who is the same person, who is not. */
export function ClusterDesk({ entity, goldenIds, back }: ClusterDeskProps) {
  const { t } = useTranslation('review');
  const { number } = useFormat();
  const cluster = useQuery(api.review.cluster.queryOptions({ input: { entity, goldenIds: [...goldenIds] } }));
  const total = cluster.data?.total ?? 0;
  const shown = cluster.data?.records.length ?? 0;
  return (
    <Page
      title={t('group.title')}
      body="fill"
      subtitle={
        <>
          {goldenIds.map((goldenId) => (
            <Link
              key={goldenId}
              href={`/golden-record/${encodeURIComponent(goldenId)}`}
              className={classes.cluster}
            >
              <IconDiamond size={12} aria-hidden="true" /> {goldenId}{' '}
            </Link>
          ))}
          {cluster.data &&
            t(shown < total ? 'group.some' : 'group.all', {
              count: total,
              shown: number(shown),
              total: number(total),
            })}
        </>
      }
      action={
        <Button
          component={Link}
          href={back}
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
        >
          {t('group.back')}
        </Button>
      }
    >
      {cluster.isPending && <LoadingState />}
      {cluster.isError && (
        <ErrorState error={toUserError(cluster.error)} onRetry={() => void cluster.refetch()} />
      )}
      {cluster.data && (
        <ClusterBody
          key={goldenIds.join()}
          entity={entity}
          cluster={cluster.data}
          goldenIds={goldenIds}
          back={back}
        />
      )}
    </Page>
  );
}

interface BodyProps {
  readonly entity: string;
  readonly cluster: ReviewCluster;
  readonly goldenIds: readonly string[];
  readonly back: string;
}

function ClusterBody({ entity, cluster, goldenIds, back }: BodyProps) {
  const { t } = useTranslation('review');
  const [, navigate] = useLocation();
  const isReadOnly = useReadOnly();
  const decide = useDecideMany(entity);
  const reasons = useMemberReasons(entity, goldenIds);
  const area = useRef<HTMLElement>(null);
  const [groups, setGroups] = useState<Groups>(() => firstGroups(cluster.records));
  const [current, setCurrent] = useState(0);
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const persons = new Set(groups).size;
  const canDecide = !isReadOnly && cluster.records.length > 1;
  const setGroup = useCallback(
    (index: number, group: number) =>
      setGroups((known) => known.map((one, at) => (at === index ? group : one))),
    [],
  );
  const apply = async (decisions: readonly ClusterDecision[], label: string) => {
    if (canDecide && decisions.length > 0 && (await decide(decisions, label))) navigate(back);
  };
  const merge = () => void apply(asOne(cluster.records), t('group.undoOne'));
  const split = () => {
    if (persons > 1) void apply(asNumbered(cluster.records, groups), t('group.undoSplit'));
  };
  const step = (by: 1 | -1) => {
    const next = Math.min(cluster.records.length - 1, Math.max(0, current + by));
    setCurrent(next);
    area.current
      ?.querySelector(`[data-record="${cluster.records[next]?.recordId}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  useClusterKeys({
    merge,
    split,
    step,
    differences: () => setOnlyDifferences((only) => !only),
    group: (group) => setGroup(current, group),
  });
  return (
    <>
      <div className={own.clusterBar}>
        <Button
          disabled={!canDecide}
          onClick={merge}
          leftSection={<IconGitMerge size={16} aria-hidden="true" />}
          rightSection={<Shortcut keys="M" />}
        >
          {t('group.one')}
        </Button>
        <Button
          variant="default"
          disabled={!canDecide || persons < 2}
          onClick={split}
          leftSection={<IconArrowsSplit2 size={16} aria-hidden="true" />}
          rightSection={<Shortcut keys="K" />}
        >
          {t('group.split', { count: persons })}
        </Button>
        <Checkbox
          label={t('group.differences')}
          checked={onlyDifferences}
          onChange={(event) => setOnlyDifferences(event.currentTarget.checked)}
        />
        <p>
          {t('group.help')}{' '}
          {cluster.decisions.length > 0 && t('group.decided', { count: cluster.decisions.length })}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section ref={area} className={own.clusterScroll} tabIndex={0} aria-label={t('group.table')}>
        <ClusterTable
          entity={entity}
          cluster={cluster}
          groups={groups}
          reasons={reasons}
          current={current}
          onlyDifferences={onlyDifferences}
          onCurrent={setCurrent}
          onGroup={setGroup}
        />
      </section>
    </>
  );
}

/** Takes decisions together; Ctrl Z takes them back together. @returns whether they were taken. */
function useDecideMany(entity: string) {
  const { t } = useTranslation('review');
  const { push } = useUndo();
  const refresh = () => invalidate([api.review.key(), api.match.reasons.key(), api.overview.key()]);
  return async (decisions: readonly ClusterDecision[], label: string): Promise<boolean> => {
    try {
      const { uids } = await client.review.decideMany({ entity, decisions: [...decisions] });
      push({
        label,
        async undo() {
          await client.review.revertMany({ uids });
          await refresh();
        },
      });
      notify(t('group.done', { count: uids.length }));
      await refresh();
      return true;
    } catch (error) {
      notifyError(error);
      return false;
    }
  };
}

interface ClusterKeys {
  readonly merge: () => void;
  readonly split: () => void;
  readonly step: (by: 1 | -1) => void;
  readonly group: (group: number) => void;
  readonly differences: () => void;
}

function useClusterKeys(keys: ClusterKeys): void {
  const { t } = useTranslation('review');
  const latest = useRef(keys);
  latest.current = keys;
  usePageShortcuts([
    { keys: 'ArrowLeft', label: t('group.previous') },
    { keys: 'ArrowRight', label: t('group.next') },
    { keys: '1–9', label: t('group.assign') },
    { keys: 'M', label: t('group.one') },
    { keys: 'K', label: t('group.splitKey') },
    { keys: 'D', label: t('group.differences') },
  ]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isWriting(event.target) || document.querySelector('[role="dialog"]')) return;
      const key = event.key.toLowerCase();
      const { step, group, merge, split, differences } = latest.current;
      if (key === 'arrowleft') step(-1);
      else if (key === 'arrowright') step(1);
      else if (/^[1-9]$/.test(key)) group(Number(key));
      else if (key === 'm') merge();
      else if (key === 'k') split();
      else if (key === 'd') differences();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
