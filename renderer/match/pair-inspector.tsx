import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { QueuedPair } from '../../shared/contract/review.ts';
import { toUserError } from '../api/errors.ts';
import { Inspect } from '../app/inspector.tsx';
import { PairView } from '../review/pair-view.tsx';
import { usePair } from '../review/queue.ts';
import { Waterfall } from '../review/waterfall.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './match.module.css';

/** Any two records, and how they are named together. */
export type ShownPair = Pick<QueuedPair, 'leftId' | 'rightId' | 'label'>;

interface PairInspectorProps {
  readonly entity: string;
  readonly pair: ShownPair;
}

/** Both records of a pair in the inspector, with why it weighs what it weighs; from there to its review. */
export function PairInspector({ entity, pair }: PairInspectorProps) {
  const { t } = useTranslation('match');
  const records = usePair(entity, pair);
  const goldenIds = [records.data?.left.goldenId, records.data?.right.goldenId].filter(
    (id): id is string => id !== null && id !== undefined,
  );
  return (
    <Inspect title={pair.label}>
      {records.isPending && <LoadingState rows={4} />}
      {records.isError && <ErrorState error={toUserError(records.error)} />}
      {records.data && (
        <div className={classes.inspected}>
          <PairView entity={entity} pair={records.data} />
        </div>
      )}
      <Waterfall entity={entity} pair={pair} />
      {goldenIds.length > 0 && (
        <Anchor
          component={Link}
          href={`/review/${entity}?cluster=${[...new Set(goldenIds)].join()}`}
          className={classes.toReview}
        >
          {t('openCluster')}
        </Anchor>
      )}
    </Inspect>
  );
}
