import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccuracySample, Answer, BlindPair } from '../../shared/contract/accuracy.ts';
import { client } from '../api/client.ts';
import { api, invalidate, queryClient } from '../api/queries.ts';
import { notify, notifyError, useUndo } from '../app/undo.ts';

/** Pairs asked at a time, and how few may be left before more are asked. */
const PAGE = 12;
const NEARLY_OUT = 6;

const nextOptions = (sample: string) =>
  api.accuracy.next.queryOptions({
    input: { sample, limit: PAGE },
    staleTime: Number.POSITIVE_INFINITY,
    // Whoever comes back later is asked what is left then.
    gcTime: 0,
  });

/** The sample as it is after an answer, wherever it is shown; figures of before are asked again when they are. */
function keep(sample: AccuracySample): void {
  queryClient.setQueryData(
    api.accuracy.list.queryKey({ input: { entity: sample.entity } }),
    (samples: AccuracySample[] | undefined) => samples?.map((one) => (one.uid === sample.uid ? sample : one)),
  );
  // The result may be in sight already: the last answer was on its way when it was asked for.
  void queryClient.invalidateQueries({ queryKey: api.accuracy.result.key() });
}

export interface Labelling {
  readonly query: ReturnType<typeof useNext>;
  /** The pair in hand; undefined: none is there now. */
  readonly pair: BlindPair | undefined;
  readonly labelled: number;
  /** Nothing is left to label, and nothing is being asked or kept. */
  readonly isDone: boolean;
  answer(answer: Answer): void;
  undo(): void;
}

const useNext = (sample: string) => useQuery(nextOptions(sample));

/** The next pairs of a sample; an answer counts at once on screen, and one that the engine refuses puts its pair back. */
export function useLabelling(sample: string): Labelling {
  const { t } = useTranslation('accuracy');
  const { push } = useUndo();
  const query = useNext(sample);
  const [answered, setAnswered] = useState<ReadonlySet<number>>(new Set());
  const [saving, setSaving] = useState(0);
  // Answers are kept in the order in which they were given: the last one is the one that is taken back.
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const { mutateAsync: save } = useMutation({
    mutationFn: (label: { pair: number; answer: Answer }) =>
      client.accuracy.label({ sample, labels: [label] }),
    meta: { invalidates: [] },
  });
  const { mutateAsync: takeBack } = useMutation({
    mutationFn: () => client.accuracy.undo({ sample }),
    meta: { invalidates: [] },
  });
  const pairs = query.data?.pairs ?? [];
  const left = pairs.filter(({ pair }) => !answered.has(pair));
  const refresh = () => invalidate([nextOptions(sample).queryKey]);
  const forget = (pair: number) =>
    setAnswered((before) => new Set([...before].filter((one) => one !== pair)));
  const inTurn = <T>(body: () => Promise<T>): Promise<T> => {
    setSaving((count) => count + 1);
    const done = queue.current.then(body).finally(() => setSaving((count) => count - 1));
    queue.current = done.catch(() => undefined);
    return done;
  };
  const isShort = left.length <= NEARLY_OUT && saving === 0 && answered.size > 0;
  const stale = pairs.some(({ pair }) => answered.has(pair));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the end comes near, not at each render
  useEffect(() => {
    if (isShort && stale) void refresh();
  }, [isShort, stale, left.length]);

  const undo = async () => {
    const { pair, sample: now } = await inTurn(takeBack);
    keep(now);
    if (pair === null) return notify(t('nothingToUndo'), 'gray');
    await refresh();
    forget(pair);
  };
  return {
    query,
    pair: left[0],
    labelled: (query.data?.sample.labelled ?? 0) + pairs.length - left.length,
    isDone: query.data !== undefined && pairs.length === 0 && saving === 0 && !query.isFetching,
    answer(answer) {
      const [current] = left;
      if (!current) return;
      const { pair } = current;
      setAnswered((before) => new Set([...before, pair]));
      inTurn(() => save({ pair, answer })).then(keep, (error: unknown) => {
        forget(pair);
        notifyError(error);
      });
      push({ label: t('undoLabel', { answer: t(`answer.${answer}`) }), undo });
    },
    undo: () => void undo().catch(notifyError),
  };
}
