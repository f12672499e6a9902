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
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Term } from '../ui/term.tsx';
import { Affected } from './affected.tsx';
import { Caught, type CaughtRow } from './caught.tsx';
import { Histogram } from './histogram.tsx';
import type { Thresholds as Pair } from './histogram-model.ts';
import classes from './match.module.css';

interface ThresholdsProps {
  readonly entity: string;
  /** Pairs as the last run left them, after clusters, guards and decisions. */
  readonly outcome: { readonly merged: number; readonly review: number; readonly cut: number };
}

/** Both thresholds over the histogram, what they catch now and what they would; saved as a new version of the model. */
export function Thresholds({ entity, outcome }: ThresholdsProps) {
  const { t } = useTranslation('match');
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
  if (histogram.isError) {
    return <ErrorState error={toUserError(histogram.error)} onRetry={() => void histogram.refetch()} />;
  }
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
  const rows: CaughtRow[] = [
    { name: 'now', ...now },
    ...(draft ? [{ name: 'proposed' as const, ...proposed }] : []),
    { name: 'outcome', ...outcome },
  ];
  return (
    <section className={classes.card} aria-labelledby="match-histogram">
      <h2 id="match-histogram">
        <Term name="matchWeight">{t('histogram')}</Term>
      </h2>
      <p className={classes.help}>{t('histogramHelp')}</p>
      <Histogram bins={bins} thresholds={shown} disabled={readOnly} onChange={setDraft} />
      <div className={classes.thresholds}>
        <Bits
          label={t('reviewFrom')}
          value={shown.review}
          error={wrong ? t('thresholdOrder') : undefined}
          disabled={readOnly}
          onChange={(review) => setDraft({ ...shown, review })}
        />
        <Bits
          label={t('autoMerge')}
          value={shown.autoMerge}
          disabled={readOnly}
          onChange={(autoMerge) => setDraft({ ...shown, autoMerge })}
        />
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
        <Caught rows={rows} />
      </div>
      {draft && asked && !wrong && asked.review <= asked.autoMerge && (
        <Affected key={`${asked.review} ${asked.autoMerge}`} entity={entity} thresholds={asked} />
      )}
      {save.isError && <ErrorState error={toUserError(save.error)} />}
    </section>
  );
}

interface BitsProps {
  readonly label: string;
  readonly value: number;
  readonly error?: string;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

/** A weight, with the decimal sign of the reader's language; both signs can be typed. */
function Bits({ label, value, error, disabled, onChange }: BitsProps) {
  const { t, i18n } = useTranslation('match');
  return (
    <NumberInput
      className={classes.bits}
      label={label}
      value={value}
      step={0.5}
      decimalScale={2}
      decimalSeparator={i18n.language.startsWith('fr') ? ',' : '.'}
      allowedDecimalSeparators={[',', '.']}
      suffix={t('bitsSuffix')}
      min={-40}
      max={60}
      disabled={disabled}
      error={error}
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  );
}
