import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowsSplit2, IconClockPause, IconGitMerge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { QueuedPair } from '../../shared/contract/review.ts';
import { toUserError } from '../api/errors.ts';
import { useReadOnly } from '../app/session.ts';
import { Shortcut } from '../ui/shortcut.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { PairView, RawCells } from './pair-view.tsx';
import type { usePair } from './queue.ts';
import classes from './review.module.css';
import { Waterfall } from './waterfall.tsx';

export interface PairActions {
  merge(): void;
  keepApart(): void;
  later(): void;
  revert(): void;
  toggleWhy(): void;
  toggleRaw(): void;
  openCluster(): void;
}

interface PairPanelProps {
  readonly entity: string;
  readonly queued: QueuedPair;
  readonly pair: ReturnType<typeof usePair>;
  readonly isWhyShown: boolean;
  readonly isRawShown: boolean;
  readonly actions: PairActions;
}

/** One pair: the question, the answers with their keys, both sides, and why it is asked. */
export function PairPanel({ entity, queued, pair, isWhyShown, isRawShown, actions }: PairPanelProps) {
  const { t } = useTranslation('review');
  return (
    <section className={classes.panel} aria-label={t('question')}>
      <div className={classes.question}>
        <div>
          <h2>{queued.decided ? t(`wasDecided.${queued.decided.kind}`) : t('question')}</h2>
          {!queued.decided && queued.reason && (
            <p>{t(`reason.${queued.reason}.long`, { defaultValue: queued.reason })}</p>
          )}
        </div>
        <Answers queued={queued} isReady={pair.data !== undefined} actions={actions} />
      </div>
      <div className={classes.panelBody} data-why={isWhyShown}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className={classes.sides} tabIndex={0} aria-label={t('sides')}>
          {pair.isPending && <LoadingState />}
          {pair.isError && <ErrorState error={toUserError(pair.error)} onRetry={() => void pair.refetch()} />}
          {pair.data && <PairView entity={entity} pair={pair.data} />}
          <div className={classes.toggles}>
            <Button
              variant="default"
              aria-pressed={isRawShown}
              onClick={actions.toggleRaw}
              rightSection={<Shortcut keys="R" />}
            >
              {t('rawToggle')}
            </Button>
            <Button
              variant="default"
              aria-pressed={isWhyShown}
              onClick={actions.toggleWhy}
              rightSection={<Shortcut keys="W" />}
            >
              {t('why')}
            </Button>
            <Button
              variant="default"
              disabled={!pair.data}
              onClick={actions.openCluster}
              rightSection={<Shortcut keys="G" />}
            >
              {t('group.open')}
            </Button>
          </div>
          {isRawShown && pair.data && <RawCells left={pair.data.left} right={pair.data.right} />}
        </section>
        {isWhyShown && <Waterfall entity={entity} pair={queued} />}
      </div>
    </section>
  );
}

interface AnswersProps {
  readonly queued: QueuedPair;
  readonly isReady: boolean;
  readonly actions: PairActions;
}

function Answers({ queued, isReady, actions }: AnswersProps) {
  const { t } = useTranslation('review');
  const isReadOnly = useReadOnly();
  if (queued.decided) {
    return (
      <div className={classes.answers}>
        <Button
          variant="default"
          disabled={isReadOnly}
          onClick={actions.revert}
          leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
          rightSection={<Shortcut keys="U" />}
        >
          {t('revert')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.answers}>
      <Button
        disabled={isReadOnly || !isReady}
        onClick={actions.merge}
        leftSection={<IconGitMerge size={16} aria-hidden="true" />}
        rightSection={<Shortcut keys="M" />}
      >
        {t('merge')}
      </Button>
      <Button
        variant="default"
        disabled={isReadOnly || !isReady}
        onClick={actions.keepApart}
        leftSection={<IconArrowsSplit2 size={16} aria-hidden="true" />}
        rightSection={<Shortcut keys="K" />}
      >
        {t('keepApart')}
      </Button>
      <Button
        variant="default"
        onClick={actions.later}
        leftSection={<IconClockPause size={16} aria-hidden="true" />}
        rightSection={<Shortcut keys="L" />}
      >
        {t('later')}
      </Button>
    </div>
  );
}
