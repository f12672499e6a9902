import { Button, Progress } from '@mantine/core';
import { IconArrowBackUp, IconArrowsSplit2, IconGitMerge, IconQuestionMark } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type AccuracySample, type BlindPair, LEAST_LABELS } from '../../shared/contract/accuracy.ts';
import { toUserError } from '../api/errors.ts';
import { useReadOnly } from '../app/session.ts';
import { MatchTabs } from '../match/tabs.tsx';
import { PairView, RawCells } from '../review/pair-view.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './accuracy.module.css';
import { useLabelKeys } from './keys.ts';
import { hasResult } from './samples.ts';
import { type Labelling, useLabelling } from './use-labelling.ts';

interface DeskProps {
  readonly entity: string;
  readonly sample: AccuracySample;
}

/** One pair after the other, without anything that would tell what the matching thinks of it. */
export function Desk({ entity, sample }: DeskProps) {
  const { t } = useTranslation('accuracy');
  const { number } = useFormat();
  const isReadOnly = useReadOnly();
  const [isRawShown, setRawShown] = useState(false);
  const labelling = useLabelling(sample.uid);
  const { query, pair, labelled, isDone } = labelling;
  const now = query.data?.sample ?? sample;
  const answer = (name: 'same' | 'different' | 'unsure') => () => {
    if (!isReadOnly) labelling.answer(name);
  };
  const undo = () => {
    if (!isReadOnly) labelling.undo();
  };
  useLabelKeys({
    same: answer('same'),
    different: answer('different'),
    unsure: answer('unsure'),
    undo,
    raw: () => setRawShown((shown) => !shown),
  });
  return (
    <Page
      title={t('title')}
      tabs={<MatchTabs entity={entity} here="accuracy" />}
      body="fill"
      subtitle={t('progress', { labelled: number(labelled), size: number(now.size), count: now.size })}
      action={
        <>
          <Button variant="default" component={Link} href={`/match/${entity}`}>
            {t('stop')}
          </Button>
          {hasResult(now) && (
            <Button variant="default" component={Link} href={`/accuracy/${entity}?view=result`}>
              {t('seeResult')}
            </Button>
          )}
        </>
      }
    >
      <Progress
        value={(labelled / Math.max(1, now.size)) * 100}
        className={classes.progress}
        aria-label={t('progressLabel')}
        size="sm"
      />
      {query.isPending && <LoadingState />}
      {query.isError && <ErrorState error={toUserError(query.error)} onRetry={() => void query.refetch()} />}
      {pair && (
        <Question
          entity={entity}
          pair={pair}
          isRawShown={isRawShown}
          isReadOnly={isReadOnly}
          canUndo={labelled > 0}
          onAnswer={(name) => answer(name)()}
          onUndo={undo}
          onRaw={() => setRawShown((shown) => !shown)}
        />
      )}
      {!pair && isDone && (
        <Done entity={entity} sample={now} hidden={query.data?.hidden ?? 0} onUndo={undo} />
      )}
    </Page>
  );
}

interface QuestionProps {
  readonly entity: string;
  readonly pair: BlindPair;
  readonly isRawShown: boolean;
  readonly isReadOnly: boolean;
  readonly canUndo: boolean;
  readonly onAnswer: (answer: Parameters<Labelling['answer']>[0]) => void;
  readonly onUndo: () => void;
  readonly onRaw: () => void;
}

const ANSWERS = [
  { name: 'same', keys: 'S', icon: IconGitMerge },
  { name: 'different', keys: 'D', icon: IconArrowsSplit2 },
  { name: 'unsure', keys: 'U', icon: IconQuestionMark },
] as const;

function Question(props: QuestionProps) {
  const { entity, pair, isRawShown, isReadOnly, canUndo, onAnswer, onUndo, onRaw } = props;
  const { t } = useTranslation('accuracy');
  const question = t(`question.${entity}`, { defaultValue: t('question.other') });
  return (
    <section className={classes.panel} aria-label={question}>
      <div className={classes.question}>
        <div>
          <h2>{question}</h2>
          <p>{t('questionHelp')}</p>
        </div>
        <div className={classes.answers}>
          {ANSWERS.map(({ name, keys, icon: Icon }) => (
            <Button
              key={name}
              variant={name === 'unsure' ? 'subtle' : 'default'}
              disabled={isReadOnly}
              onClick={() => onAnswer(name)}
              leftSection={<Icon size={16} aria-hidden="true" />}
              rightSection={<Shortcut keys={keys} />}
            >
              {t(`answer.${name}`)}
            </Button>
          ))}
          <Button
            variant="subtle"
            disabled={isReadOnly || !canUndo}
            onClick={onUndo}
            leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
            rightSection={<Shortcut keys="Z" />}
          >
            {t('undo')}
          </Button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.sides} tabIndex={0} aria-label={t('sides')}>
        <PairView entity={entity} pair={pair} />
        <div className={classes.toggles}>
          <Button
            variant="default"
            aria-pressed={isRawShown}
            onClick={onRaw}
            rightSection={<Shortcut keys="R" />}
          >
            {t('raw')}
          </Button>
        </div>
        {isRawShown && <RawCells left={pair.left} right={pair.right} />}
      </section>
    </section>
  );
}

interface DoneProps {
  readonly entity: string;
  readonly sample: AccuracySample;
  readonly hidden: number;
  readonly onUndo: () => void;
}

/** Every pair has its answer, or none that could be shown is left. */
function Done({ entity, sample, hidden, onUndo }: DoneProps) {
  const { t } = useTranslation('accuracy');
  const { number } = useFormat();
  const isReadOnly = useReadOnly();
  const isEnough = hasResult(sample);
  return (
    <EmptyState
      icon={<IconGitMerge size={40} />}
      title={t('done.title')}
      action={
        <div className={classes.answers}>
          {isEnough && (
            <Button component={Link} href={`/accuracy/${entity}?view=result`}>
              {t('seeResult')}
            </Button>
          )}
          <Button
            variant="default"
            disabled={isReadOnly || sample.labelled === 0}
            onClick={onUndo}
            rightSection={<Shortcut keys="Z" />}
          >
            {t('undo')}
          </Button>
        </div>
      }
    >
      {isEnough ? t('done.text') : t('done.tooFew', { least: number(LEAST_LABELS) })}
      {hidden > 0 && ` ${t('done.hidden', { count: hidden, hidden: number(hidden) })}`}
    </EmptyState>
  );
}
