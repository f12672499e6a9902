import { type InfiniteData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueuedPair, ReviewSide } from '../../shared/contract/review.ts';
import { client } from '../api/client.ts';
import { api, invalidate, queryClient } from '../api/queries.ts';
import { notifyError, useUndo } from '../app/undo.ts';

export type QueueState = 'review' | 'telling' | 'cut' | 'decided';

export interface QueueQuery {
  readonly entity: string;
  readonly state: QueueState;
  readonly source: string | undefined;
  readonly search: string;
  readonly goldenIds?: readonly string[] | undefined;
}

interface QueuePage {
  readonly pairs: QueuedPair[];
  readonly total: number;
  readonly decided: number;
  readonly inForce: number;
}
type Pages = InfiniteData<QueuePage, number>;

/** A pair by its two records: queued or not. */
export type PairIds = Pick<QueuedPair, 'leftId' | 'rightId'>;

export const pairKey = ({ leftId, rightId }: PairIds): string => `${leftId},${rightId}`;

/** Pairs asked at a time. */
const PAGE = 100;
/** How many of the next pairs are fetched, with their explanations, before they are shown. */
const AHEAD = 3;

const queueOptions = ({ entity, state, source, search, goldenIds }: QueueQuery) =>
  api.review.queue.infiniteOptions({
    input: (offset: number) => ({
      entity,
      state,
      offset,
      limit: PAGE,
      ...(source !== undefined && { source }),
      ...(search !== '' && { search }),
      ...(goldenIds && { goldenIds: [...goldenIds] }),
    }),
    initialPageParam: 0,
    // The queue leaves out what is decided, here as in the engine: what is kept here is what was read there.
    getNextPageParam: (last: QueuePage, pages: QueuePage[]) => {
      const read = pages.reduce((sum, page) => sum + page.pairs.length, 0);
      return last.pairs.length > 0 && read < last.total ? read : undefined;
    },
  });

export const useQueue = (query: QueueQuery) => useInfiniteQuery(queueOptions(query));

const pairOptions = (entity: string, { leftId, rightId }: PairIds) =>
  api.review.pair.queryOptions({ input: { entity, leftId, rightId }, staleTime: Number.POSITIVE_INFINITY });
const explainOptions = (entity: string, { leftId, rightId }: PairIds) =>
  api.match.explain.queryOptions({ input: { entity, leftId, rightId }, staleTime: Number.POSITIVE_INFINITY });

export const usePair = (entity: string, pair: PairIds) => useQuery(pairOptions(entity, pair));
export const useExplanation = (entity: string, pair: PairIds) => useQuery(explainOptions(entity, pair));

/** Fetches what comes next, so that it is there when it is asked for. */
export function usePrefetch(entity: string, pairs: readonly QueuedPair[], at: number): void {
  const next = pairs.slice(at + 1, at + 1 + AHEAD);
  const keys = next.map(pairKey).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the pairs
  useEffect(() => {
    for (const pair of next) {
      void queryClient.prefetchQuery(pairOptions(entity, pair));
      void queryClient.prefetchQuery(explainOptions(entity, pair));
    }
  }, [entity, keys]);
}

export interface Decision {
  readonly pair: QueuedPair;
  readonly kind: 'link' | 'keep_apart';
  readonly left: ReviewSide;
  readonly right: ReviewSide;
}

export interface Decisions {
  decide(decision: Decision): void;
  /** Takes back a decision that is listed. */
  revert(pair: QueuedPair): void;
}

/** Decides at once on screen; a decision the engine refuses puts its pair back. */
export function useDecisions(query: QueueQuery, onUndone: (pair: QueuedPair) => void): Decisions {
  const { t } = useTranslation('review');
  const { push } = useUndo();
  const { mutateAsync: save } = useMutation({
    mutationFn: ({ kind, left, right }: Decision) =>
      client.review.decide({ kind, entity: query.entity, left: rowOf(left), right: rowOf(right) }),
    meta: { invalidates: [] },
  });
  const { mutateAsync: takeBack } = useMutation({
    mutationFn: (uid: string) => client.review.revert({ uid }),
    meta: { invalidates: [] },
  });
  return {
    decide(decision) {
      const { pair, kind } = decision;
      takeOut(query, pair);
      const saved = save(decision);
      saved.then(refreshSoon, (error: unknown) => {
        notifyError(error);
        void refreshQueue();
      });
      push({
        label: t(`undo.${kind}`, { label: pair.label }),
        async undo() {
          const { uid } = await saved;
          await takeBack(uid);
          await refreshQueue();
          refreshSoon();
          onUndone(pair);
        },
      });
    },
    revert(pair) {
      if (!pair.decided) return;
      takeOut(query, pair, -1);
      takeBack(pair.decided.uid)
        .catch(notifyError)
        .finally(() => {
          void refreshQueue();
          refreshSoon();
        });
    },
  };
}

const rowOf = ({ source, key }: ReviewSide) => ({ source, key });
const refreshQueue = () => invalidate([api.review.queue.key()]);

let timer: ReturnType<typeof setTimeout> | undefined;
/** The figures of the rail and the overview, and why records are together, once the person pauses. */
function refreshSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void invalidate([api.overview.key(), api.match.reasons.key()]), 1500);
}

/** Out of the list shown, now; the other lists are asked again when they are shown. */
function takeOut(query: QueueQuery, pair: QueuedPair, decisions: 1 | -1 = 1): void {
  const { queryKey } = queueOptions(query);
  const gone = pairKey(pair);
  queryClient.setQueryData<Pages>(
    queryKey,
    (known) =>
      known && {
        ...known,
        pages: known.pages.map((page) => ({
          total: page.total - 1,
          decided: page.decided + decisions,
          inForce: page.inForce + decisions,
          pairs: page.pairs.filter((one) => pairKey(one) !== gone),
        })),
      },
  );
  void queryClient.invalidateQueries({
    queryKey: api.review.queue.key(),
    refetchType: 'none',
    predicate: (other) => JSON.stringify(other.queryKey) !== JSON.stringify(queryKey),
  });
}
