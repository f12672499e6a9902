import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { EntityOverview } from '../../shared/contract/overview.ts';
import type { QueuedPair } from '../../shared/contract/review.ts';
import { toUserError } from '../api/errors.ts';
import { useModelWords } from '../app/model.ts';
import { useReadOnly } from '../app/session.ts';
import { notify, useUndo } from '../app/undo.ts';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { ApplyBar } from './apply-bar.tsx';
import { useReviewKeys } from './keys.ts';
import { LearnButton } from './learn-button.tsx';
import { NoPairs } from './no-pairs.tsx';
import { PairPanel } from './pair-panel.tsx';
import { pairKey, type QueueState, useDecisions, usePair, usePrefetch, useQueue } from './queue.ts';
import { QueueList } from './queue-list.tsx';
import classes from './review.module.css';

interface DeskProps {
  readonly entity: EntityOverview;
  readonly entities: readonly EntityOverview[];
  readonly state: QueueState;
  /** Only pairs with a record of these golden records. */
  readonly goldenIds?: readonly string[] | undefined;
}

/** Fetch more when this few pairs are left after the current one. */
const NEARLY_OUT = 20;

/** The queue beside the pair in hand. */
export function ReviewDesk({ entity, entities, state, goldenIds }: DeskProps) {
  const { t } = useTranslation('review');
  const { number } = useFormat();
  const [search, setSearch] = useState('');
  const [source, setSource] = useState<string | null>(null);
  const [searched] = useDebouncedValue(search.trim(), 250);
  const query = { entity: entity.entity, state, source: source ?? undefined, search: searched, goldenIds };
  const queue = useQueue(query);
  const [later, setLater] = useState<readonly string[]>([]);
  const pairs = useMemo(
    () => inOrder(queue.data?.pages.flatMap((page) => page.pairs) ?? [], later),
    [queue.data, later],
  );
  const last = queue.data?.pages.at(-1);
  const decided = last?.decided ?? 0;
  const all = (last?.total ?? 0) + decided;
  const isFiltered = searched !== '' || source !== null || goldenIds !== undefined;

  return (
    <Page
      title={t('title')}
      body="fill"
      subtitle={
        last && state === 'review' && !isFiltered
          ? t('progress', { decided: number(decided), all: number(all), count: all })
          : last && t('listed', { count: last.total, total: number(last.total) })
      }
      action={<Navigation entity={entity} entities={entities} state={state} goldenIds={goldenIds} />}
      filters={
        <>
          <TextInput
            aria-label={t('search')}
            placeholder={t('search')}
            leftSection={<IconSearch size={14} aria-hidden="true" />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Select
            aria-label={t('source')}
            placeholder={t('allSources')}
            data={entity.sources.map((one) => one.source)}
            value={source}
            onChange={setSource}
            clearable
            clearButtonProps={{ 'aria-label': t('allSources') }}
          />
          <LearnButton entity={entity.entity} decisions={last?.inForce ?? 0} />
          {goldenIds && (
            <span className={classes.chip}>
              {t('ofGolden', { count: goldenIds.length, id: goldenIds[0] })}
              <ActionIcon
                component={Link}
                href={`/review/${entity.entity}?state=${state}`}
                aria-label={t('allPairs')}
                size={24}
              >
                <IconX size={14} aria-hidden="true" />
              </ActionIcon>
            </span>
          )}
        </>
      }
    >
      <ApplyBar decided={decided} />
      {queue.isPending && <LoadingState />}
      {queue.isError && <ErrorState error={toUserError(queue.error)} onRetry={() => void queue.refetch()} />}
      {queue.data && pairs.length === 0 && !queue.isFetching && (
        <NoPairs entity={entity} state={state} isFiltered={isFiltered} />
      )}
      {pairs.length > 0 && (
        <Desk
          query={query}
          pairs={pairs}
          onLater={(key) => setLater((keys) => [...keys.filter((one) => one !== key), key])}
          onNotLater={(key) => setLater((keys) => keys.filter((one) => one !== key))}
          onNearlyOut={() => {
            if (queue.hasNextPage && !queue.isFetching) void queue.fetchNextPage();
          }}
        />
      )}
    </Page>
  );
}

/** What was put off comes last, in the order in which it was. */
function inOrder(pairs: readonly QueuedPair[], later: readonly string[]): readonly QueuedPair[] {
  if (later.length === 0) return pairs;
  const byKey = new Map(pairs.map((pair) => [pairKey(pair), pair]));
  const putOff = later.flatMap((key) => byKey.get(key) ?? []);
  const away = new Set(later);
  return [...pairs.filter((pair) => !away.has(pairKey(pair))), ...putOff];
}

interface DeskBodyProps {
  readonly query: Parameters<typeof useDecisions>[0];
  readonly pairs: readonly QueuedPair[];
  readonly onLater: (key: string) => void;
  readonly onNotLater: (key: string) => void;
  readonly onNearlyOut: () => void;
}

function Desk({ query, pairs, onLater, onNotLater, onNearlyOut }: DeskBodyProps) {
  const { t } = useTranslation('review');
  const isReadOnly = useReadOnly();
  const { push } = useUndo();
  const [picked, setPicked] = useState<string>();
  const [isWhyShown, setWhyShown] = useState(true);
  const [isRawShown, setRawShown] = useState(false);
  const at = Math.max(
    0,
    pairs.findIndex((pair) => pairKey(pair) === picked),
  );
  const current = pairs[at]!;
  const pair = usePair(query.entity, current);
  const decisions = useDecisions(query, (undone) => setPicked(pairKey(undone)));
  usePrefetch(query.entity, pairs, at);
  const [, navigate] = useLocation();
  const clusterIds = [...new Set([pair.data?.left.goldenId, pair.data?.right.goldenId])].filter(
    (goldenId) => typeof goldenId === 'string',
  );
  const left = pairs.length - at;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the end comes near, not at each render
  useEffect(() => {
    if (left <= NEARLY_OUT) onNearlyOut();
  }, [left]);

  const goTo = (index: number) => {
    const next = pairs[Math.min(pairs.length - 1, Math.max(0, index))];
    if (next) setPicked(pairKey(next));
  };
  /** The pair that takes the place of the current one when it goes. */
  const follow = () => {
    const next = pairs[at + 1] ?? pairs[at - 1];
    setPicked(next && pairKey(next));
  };
  const decide = (kind: 'link' | 'keep_apart') => {
    if (!pair.data || current.decided || isReadOnly) return;
    decisions.decide({ pair: current, kind, left: pair.data.left, right: pair.data.right });
    follow();
  };
  const actions = {
    merge: () => decide('link'),
    keepApart: () => decide('keep_apart'),
    later() {
      if (current.decided) return;
      const key = pairKey(current);
      follow();
      onLater(key);
      push({
        label: t('undo.later', { label: current.label }),
        undo() {
          onNotLater(key);
          setPicked(key);
        },
      });
    },
    revert() {
      if (!current.decided || isReadOnly) return;
      decisions.revert(current);
      notify(t('reverted', { label: current.label }), 'blue');
      follow();
    },
    toggleWhy: () => setWhyShown((shown) => !shown),
    toggleRaw: () => setRawShown((shown) => !shown),
    openCluster() {
      if (clusterIds.length === 0) return;
      const { entity, state, goldenIds } = query;
      const kept = goldenIds ? `&golden=${goldenIds.join()}` : '';
      navigate(`/review/${entity}?state=${state}${kept}&cluster=${clusterIds.join()}`);
    },
  };
  useReviewKeys({
    ...actions,
    next: () => goTo(at + 1),
    previous: () => goTo(at - 1),
    why: actions.toggleWhy,
    raw: actions.toggleRaw,
    cluster: actions.openCluster,
  });

  return (
    <div className={classes.desk}>
      <div className={classes.side}>
        <QueueList pairs={pairs} current={pairKey(current)} onPick={(one) => setPicked(pairKey(one))} />
        <div className={classes.steps}>
          <Button
            variant="default"
            onClick={() => goTo(at - 1)}
            disabled={at === 0}
            leftSection={<IconChevronUp size={16} aria-hidden="true" />}
          >
            <span className={classes.stepLabel}>{t('previous')}</span> <Shortcut keys="ArrowUp" />
          </Button>
          <Button
            variant="default"
            onClick={() => goTo(at + 1)}
            disabled={at === pairs.length - 1}
            leftSection={<IconChevronDown size={16} aria-hidden="true" />}
          >
            <span className={classes.stepLabel}>{t('next')}</span> <Shortcut keys="J" />
          </Button>
        </div>
      </div>
      <PairPanel
        entity={query.entity}
        queued={current}
        pair={pair}
        isWhyShown={isWhyShown}
        isRawShown={isRawShown}
        actions={actions}
      />
    </div>
  );
}

function Navigation({ entity, entities, state, goldenIds }: DeskProps) {
  const { t } = useTranslation('review');
  const words = useModelWords();
  return (
    <>
      {entities.length > 1 && (
        <nav className={classes.tabs} aria-label={t('entities')}>
          {entities.map((one) => (
            <Link
              key={one.entity}
              href={`/review/${one.entity}?state=${state}`}
              aria-current={one.entity === entity.entity ? 'page' : undefined}
            >
              {words.entity(one.entity)}
            </Link>
          ))}
        </nav>
      )}
      <nav className={classes.tabs} aria-label={t('lists')}>
        {(['review', 'telling', 'cut', 'decided'] as const).map((one) => (
          <Link
            key={one}
            href={`/review/${entity.entity}?state=${one}${goldenIds ? `&golden=${goldenIds.join()}` : ''}`}
            aria-current={one === state ? 'page' : undefined}
          >
            {t(`state.${one}`)}
          </Link>
        ))}
      </nav>
    </>
  );
}
