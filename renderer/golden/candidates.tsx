import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TracedValue } from '../../shared/contract/lineage.ts';
import type { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useValueTexts } from '../app/model.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Value } from '../ui/value.tsx';
import classes from './golden.module.css';

interface CandidatesProps {
  readonly entity: string;
  readonly goldenId: string;
  readonly attribute: string;
}

/** What the value could have been, why it is what it is, and the cells it comes from. */
export function Candidates({ entity, goldenId, attribute }: CandidatesProps) {
  const { t } = useTranslation('golden');
  const texts = useValueTexts(entity);
  const input = { goldenId, attribute };
  const candidates = useQuery(api.golden.candidates.queryOptions({ input }));
  const trace = useQuery(api.lineage.trace.queryOptions({ input }));
  return (
    <div className={classes.summary}>
      <h3>{t('candidates.title')}</h3>
      {candidates.isPending && <LoadingState rows={3} />}
      {candidates.isError && (
        <ErrorState error={toUserError(candidates.error)} onRetry={() => void candidates.refetch()} />
      )}
      <ul className={classes.candidates}>
        {offersOf(candidates.data ?? []).map(({ value, won, rule, sources }) => (
          <li key={value} data-won={won}>
            {won ? <IconCheck size={14} aria-hidden="true" /> : <IconX size={14} aria-hidden="true" />}
            <div className={classes.candidate}>
              <Value kind={won ? 'golden' : 'standardised'} value={texts.one(attribute, value)} />
              <span className={classes.hint}>
                {sources
                  .map(({ source, count }) =>
                    count > 1
                      ? `${source ?? t('candidates.typed')} ×${count}`
                      : (source ?? t('candidates.typed')),
                  )
                  .join(', ')}{' '}
                ·{' '}
                {t(won ? 'candidates.won' : 'candidates.lost', {
                  rule: t(`rule.${rule}`, { defaultValue: rule }),
                })}
              </span>
            </div>
          </li>
        ))}
      </ul>
      <h3>{t('trace.title')}</h3>
      {trace.isPending && <LoadingState rows={3} />}
      {trace.isError && <ErrorState error={toUserError(trace.error)} onRetry={() => void trace.refetch()} />}
      {trace.data?.values.map((value) => (
        <section key={value.value} className={classes.traced}>
          <Value kind="golden" value={texts.one(attribute, value.value)} />
          {value.origins.map((origin) => (
            <Origin key={origin.recordId} origin={origin} />
          ))}
        </section>
      ))}
    </div>
  );
}

type Candidate = Awaited<ReturnType<typeof client.golden.candidates>>[number];

interface Offer {
  readonly value: string;
  readonly won: boolean;
  readonly rule: string;
  /** Which sources say it, and how often. */
  readonly sources: { readonly source: string | null; readonly count: number }[];
}

/** Each value once, by whoever says it; what repeats the winner has not lost to it. */
function offersOf(candidates: readonly Candidate[]): readonly Offer[] {
  const values = Map.groupBy(candidates, ({ value }) => value);
  return [...values].map(([value, [first, ...others]]) => {
    const all = first ? [first, ...others] : others;
    const told = all.find(({ won }) => won) ?? first;
    const sources = [...Map.groupBy(all, ({ source }) => source)];
    return {
      value,
      won: told?.won ?? false,
      rule: told?.rule ?? '',
      sources: sources.map(([source, of]) => ({ source, count: of.length })),
    };
  });
}

function Origin({ origin }: { readonly origin: TracedValue['origins'][number] }) {
  const { t } = useTranslation('golden');
  const { number, dateTime } = useFormat();
  const place = { file: fileName(origin.file), table: origin.table ?? '', row: number(origin.row) };
  return (
    <div className={classes.origin}>
      <p title={origin.file}>
        {t(origin.table === null ? 'trace.place' : 'trace.placeInTable', place)}
        <span className={classes.hint}>
          {' '}
          {t('trace.imported', { source: origin.source, key: origin.key, at: dateTime(origin.importedAt) })}
        </span>
      </p>
      <dl className={classes.cells}>
        {origin.columns.map(({ column, raw }) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>
              <Value kind="raw" value={raw} />
            </dd>
          </div>
        ))}
      </dl>
      {origin.steps.length > 0 && (
        <ol className={classes.steps} aria-label={t('trace.steps')}>
          {numbered(origin.steps).map(({ at, operation, input, output }) => (
            <li key={at}>
              <code>{operation}</code>{' '}
              <span className={classes.step}>
                <Value kind="raw" value={input} /> <span aria-hidden="true">→</span>{' '}
                <Value kind="standardised" value={output} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

const numbered = (steps: TracedValue['origins'][number]['steps']) =>
  steps.map((step, at) => ({ ...step, at }));
const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
