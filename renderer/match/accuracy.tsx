import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AccuracySample } from '../../shared/contract/accuracy.ts';
import accuracy from '../accuracy/accuracy.module.css';
import { Intervals } from '../accuracy/intervals.tsx';
import { hasResult, useResult, useSamples } from '../accuracy/samples.ts';
import { StartForm } from '../accuracy/start-form.tsx';
import { toUserError } from '../api/errors.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Term } from '../ui/term.tsx';
import classes from './match.module.css';

/** How good the matching is, as a person who labelled a blind sample found it; or how to measure it. */
export function Accuracy({ entity }: { readonly entity: string }) {
  const { t } = useTranslation('accuracy');
  const { number } = useFormat();
  const samples = useSamples(entity);
  // Whoever has begun another sample still sees what the one before it says.
  const measured = samples.data?.find(hasResult);
  const last = samples.data?.[0];
  const isOpen = last !== undefined && last.labelled < last.size;
  const progress = ({ labelled, size }: AccuracySample) =>
    t('progress', { labelled: number(labelled), size: number(size), count: size });
  return (
    <section className={classes.card} aria-labelledby="match-accuracy">
      <h2 id="match-accuracy">
        <Term name="blindSample">{t('title')}</Term>
      </h2>
      {samples.isPending && <LoadingState rows={2} />}
      {samples.isError && (
        <ErrorState error={toUserError(samples.error)} onRetry={() => void samples.refetch()} />
      )}
      {samples.data && !last && <p className={classes.help}>{t('explain')}</p>}
      {measured && <Measured sample={measured} />}
      {last && isOpen && measured !== last && <p className={classes.help}>{progress(last)}</p>}
      {last && (
        <div className={accuracy.actions}>
          {measured === last && (
            <Button
              variant="default"
              component={Link}
              href={`/accuracy/${entity}?view=result`}
              rightSection={<IconArrowRight size={16} aria-hidden="true" />}
            >
              {t('seeResult')}
            </Button>
          )}
          {isOpen && (
            <Button component={Link} href={`/accuracy/${entity}?view=label`}>
              {t('goOn')}
            </Button>
          )}
        </div>
      )}
      {samples.data && !isOpen && <StartForm entity={entity} isAnother={last !== undefined} />}
    </section>
  );
}

function Measured({ sample }: { readonly sample: AccuracySample }) {
  const { t } = useTranslation('accuracy');
  const { number, dateTime } = useFormat();
  const result = useResult(sample);
  if (result.isPending) return <LoadingState rows={3} />;
  if (result.isError)
    return <ErrorState error={toUserError(result.error)} onRetry={() => void result.refetch()} />;
  return (
    <>
      <Intervals result={result.data} />
      <p className={classes.help}>
        {t('resultOf', {
          labelled: number(sample.labelled),
          size: number(sample.size),
          count: sample.size,
          at: dateTime(sample.at),
        })}
        {result.data.isBiased && ` ${t('note.biased')}`}
      </p>
    </>
  );
}
