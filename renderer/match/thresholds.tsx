import { Button, NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useReadOnly } from '../app/session.ts';
import { notify, useUndo } from '../app/undo.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Histogram } from './histogram.tsx';
import classes from './match.module.css';

interface Pair {
  readonly autoMerge: number;
  readonly review: number;
}

/** Both thresholds over the histogram, what they catch now and what they would; saved as a new version of the model. */
export function Thresholds({ entity }: { readonly entity: string }) {
  const { t } = useTranslation('match');
  const { number } = useFormat();
  const readOnly = useReadOnly();
  const undo = useUndo();
  const [draft, setDraft] = useState<Pair | null>(null);
  const [asked] = useDebouncedValue(draft, 150);
  const histogram = useQuery({
    ...api.match.histogram.queryOptions({ input: { entity, ...(asked ?? {}) } }),
    placeholderData: keepPreviousData,
  });
  const save = useMutation({
    mutationFn: (thresholds: Pair) => client.match.saveThresholds({ entity, ...thresholds }),
  });
  if (histogram.isPending) return <LoadingState />;
  if (histogram.isError) return <ErrorState error={toUserError(histogram.error)} />;
  const { bins, thresholds, now, proposed } = histogram.data;
  const shown = draft ?? thresholds;
  const wrong = shown.review > shown.autoMerge;
  const keep = async () => {
    await save.mutateAsync(shown);
    undo.push({
      label: t('thresholdsLabel'),
      undo: () => save.mutateAsync(thresholds).then(() => undefined),
    });
    setDraft(null);
    notify(t('saved'));
  };
  const caught = (figures: typeof now) =>
    `${number(figures.merged)} ${t('caughtMerged')} · ${number(figures.review)} ${t('caughtReview')}`;
  return (
    <section className={classes.card}>
      <h2>{t('histogram')}</h2>
      <p className={classes.help}>{t('histogramHelp')}</p>
      <Histogram bins={bins} thresholds={shown} />
      <div className={classes.thresholds}>
        <NumberInput
          label={t('reviewFrom')}
          value={shown.review}
          step={0.5}
          decimalScale={2}
          min={-40}
          max={60}
          disabled={readOnly}
          error={wrong ? t('thresholdOrder') : undefined}
          onChange={(value) => typeof value === 'number' && setDraft({ ...shown, review: value })}
        />
        <NumberInput
          label={t('autoMerge')}
          value={shown.autoMerge}
          step={0.5}
          decimalScale={2}
          min={-40}
          max={60}
          disabled={readOnly}
          onChange={(value) => typeof value === 'number' && setDraft({ ...shown, autoMerge: value })}
        />
        <dl className={classes.caught} aria-live="polite">
          <div>
            <dt>{t('now')}</dt>
            <dd>{caught(now)}</dd>
          </div>
          {draft && (
            <div>
              <dt>{t('proposed')}</dt>
              <dd>{caught(proposed)}</dd>
            </div>
          )}
        </dl>
        {draft && (
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => setDraft(null)}>
              {t('reset')}
            </Button>
            <Button disabled={wrong || readOnly} loading={save.isPending} onClick={() => void keep()}>
              {t('saveThresholds')}
            </Button>
          </div>
        )}
      </div>
      {save.isError && <ErrorState error={toUserError(save.error)} />}
    </section>
  );
}
