import { IconArrowsSplit2, IconGitMerge } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueuedPair } from '../../shared/contract/review.ts';
import { useBits } from './bits.ts';
import { pairKey } from './queue.ts';
import classes from './review.module.css';

interface QueueListProps {
  readonly pairs: readonly QueuedPair[];
  readonly current: string | undefined;
  readonly onPick: (pair: QueuedPair) => void;
}

/** The pairs that wait, in the order in which they are shown: one stop of Tab, gone through by the keys of the page. */
export function QueueList({ pairs, current, onPick }: QueueListProps) {
  const { t } = useTranslation('review');
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current pair is kept in sight, and has the focus while the list has it
  useEffect(() => {
    const item = list.current?.querySelector<HTMLElement>('[aria-current]');
    item?.scrollIntoView({ block: 'nearest' });
    if (list.current?.contains(document.activeElement)) item?.focus();
  }, [current]);
  return (
    <ol ref={list} className={classes.queue} aria-label={t('queue')}>
      {pairs.map((pair) => (
        <li key={pairKey(pair)}>
          <QueueItem pair={pair} isCurrent={pairKey(pair) === current} onPick={onPick} />
        </li>
      ))}
    </ol>
  );
}

interface ItemProps {
  readonly pair: QueuedPair;
  readonly isCurrent: boolean;
  readonly onPick: (pair: QueuedPair) => void;
}

function QueueItem({ pair, isCurrent, onPick }: ItemProps) {
  const { t } = useTranslation('review');
  const bits = useBits();
  return (
    <button
      type="button"
      className={classes.item}
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent || undefined}
      onClick={() => onPick(pair)}
      title={pair.label}
    >
      <span className={classes.itemLabel} dir="auto">
        {pair.label}
      </span>
      <span className={classes.itemFoot}>
        <span className="o-num">{t('bits', { bits: bits(pair.weight) })}</span>
        {pair.decided && (
          <span className={classes.itemState}>
            {pair.decided.kind === 'link' ? (
              <IconGitMerge size={14} aria-hidden="true" />
            ) : (
              <IconArrowsSplit2 size={14} aria-hidden="true" />
            )}
            {t(`decided.${pair.decided.kind}`)}
          </span>
        )}
        {!pair.decided && pair.state === 'merged' && (
          <span className={classes.itemState}>{t('together')}</span>
        )}
        {!pair.decided && pair.reason && (
          <span className={classes.itemState}>
            {t(`reason.${pair.reason}.short`, { defaultValue: pair.reason })}
          </span>
        )}
      </span>
    </button>
  );
}
