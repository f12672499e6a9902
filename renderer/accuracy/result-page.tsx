import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AccuracyResult, AccuracySample } from '../../shared/contract/accuracy.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { useReadOnly } from '../app/session.ts';
import { notify, notifyError, useUndo } from '../app/undo.ts';
import { MatchTabs } from '../match/tabs.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Term } from '../ui/term.tsx';
import classes from './accuracy.module.css';
import { Caveats } from './caveats.tsx';
import { Intervals } from './intervals.tsx';
import { PairList } from './pair-list.tsx';
import { useResult } from './samples.ts';
import { StartForm } from './start-form.tsx';
import { StrataTable } from './strata-table.tsx';

interface ResultPageProps {
  readonly entity: string;
  readonly sample: AccuracySample;
}

/** What the labels say of the last matching: figures, what they do not see, strata, and the labelled pairs. */
export function ResultPage({ entity, sample }: ResultPageProps) {
  const { t } = useTranslation('accuracy');
  const { number, dateTime } = useFormat();
  const result = useResult(sample);
  const isOpen = sample.labelled < sample.size;
  return (
    <Page
      title={t('title')}
      subtitle={t('resultOf', {
        labelled: number(sample.labelled),
        size: number(sample.size),
        count: sample.size,
        at: dateTime(sample.at),
      })}
      tabs={<MatchTabs entity={entity} here="accuracy" />}
      action={
        isOpen && (
          <Button component={Link} href={`/accuracy/${entity}?view=label`}>
            {t('goOn')}
          </Button>
        )
      }
    >
      {result.isPending && <LoadingState />}
      {result.isError && (
        <ErrorState error={toUserError(result.error)} onRetry={() => void result.refetch()} />
      )}
      {result.data && <Body entity={entity} result={result.data} />}
    </Page>
  );
}

function Body({ entity, result }: { readonly entity: string; readonly result: AccuracyResult }) {
  const { t } = useTranslation('accuracy');
  return (
    <div className={classes.page}>
      <section className={classes.card} aria-labelledby="accuracy-figures">
        <h2 id="accuracy-figures">{t('figures')}</h2>
        <Intervals result={result} />
        <Caveats result={result} />
      </section>
      <section className={classes.card} aria-labelledby="accuracy-pairs">
        <div className={classes.cardHead}>
          <h2 id="accuracy-pairs">{t('pairs')}</h2>
          <ToDecisions result={result} />
        </div>
        <PairList pairs={result.pairs} />
      </section>
      <section className={classes.card} aria-labelledby="accuracy-strata">
        <h2 id="accuracy-strata">
          <Term name="stratum">{t('strata')}</Term>
        </h2>
        <StrataTable strata={result.strata} />
      </section>
      <section className={classes.card} aria-labelledby="accuracy-another">
        <h2 id="accuracy-another">{t('another')}</h2>
        <p className={classes.help}>{t('anotherHelp')}</p>
        <StartForm entity={entity} isAnother />
      </section>
    </div>
  );
}

/** Answers as decisions: taken at once, and taken back by Ctrl Z. */
function ToDecisions({ result: { sample, same, different } }: { readonly result: AccuracyResult }) {
  const { t } = useTranslation('accuracy');
  const { number } = useFormat();
  const isReadOnly = useReadOnly();
  const { push } = useUndo();
  const decide = useMutation({
    mutationFn: () => client.accuracy.toDecisions({ sample: sample.uid }),
  });
  const takeBack = useMutation({ mutationFn: (uids: string[]) => client.review.revertMany({ uids }) });
  const run = async () => {
    const { uids } = await decide.mutateAsync();
    notify(t('decided', { count: uids.length, decisions: number(uids.length) }));
    push({
      label: t('undoDecisions'),
      undo: () => takeBack.mutateAsync(uids).then(() => undefined),
    });
  };
  return (
    <Button
      variant="default"
      leftSection={<IconChecks size={16} aria-hidden="true" />}
      loading={decide.isPending}
      disabled={isReadOnly || same + different === 0}
      aria-description={t('toDecisionsHelp')}
      title={t('toDecisionsHelp')}
      onClick={() => void run().catch(notifyError)}
    >
      {t('toDecisions')}
    </Button>
  );
}
