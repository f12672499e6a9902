import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ChangedRecord, ChangeView } from '../../../shared/contract/what-if.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { Inspect } from '../../app/inspector.tsx';
import { useModelWords, useValueTexts } from '../../app/model.ts';
import { useFormat } from '../../ui/format.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { Value } from '../../ui/value.tsx';
import type { Sides } from './sides.ts';
import { useSizes } from './sizes.ts';
import classes from './what-if.module.css';

interface ChangeInspectorProps {
  readonly input: Sides & { readonly entity: string };
  readonly change: ChangeView;
}

/** The records of a change, and which person each belongs to on either side. */
export function ChangeInspector({ input, change }: ChangeInspectorProps) {
  const { t } = useTranslation('what-if');
  const { number } = useFormat();
  const sizes = useSizes();
  const found = useQuery(api.whatIf.change.queryOptions({ input: { ...input, record: change.record } }));
  return (
    <Inspect title={change.label}>
      <p className={classes.sentence}>
        {t(`would.${change.kind}`, { count: change.records, records: number(change.records) })}{' '}
        <span className="o-num">{sizes(change)}</span>
      </p>
      {found.isPending && <LoadingState rows={4} />}
      {found.isError && <ErrorState error={toUserError(found.error)} onRetry={() => void found.refetch()} />}
      {found.data && (
        <>
          <GoldenLink entity={input.entity} records={found.data.records} />
          <ol className={classes.records}>
            {found.data.records.map((record) => (
              <li key={record.recordId}>
                <RecordCard entity={input.entity} record={record} differing={differing(found.data)} />
              </li>
            ))}
          </ol>
          {found.data.records.length + found.data.gone < found.data.change.records && (
            <p className={classes.help}>
              {t('firstRecords', {
                shown: number(found.data.records.length),
                records: number(found.data.change.records),
              })}
            </p>
          )}
          {found.data.gone > 0 && (
            <p className={classes.help}>
              {t('goneRecords', { count: found.data.gone, records: number(found.data.gone) })}
            </p>
          )}
        </>
      )}
    </Inspect>
  );
}

/** Where the golden records of now are looked at side by side. */
function GoldenLink({
  entity,
  records,
}: {
  readonly entity: string;
  readonly records: readonly ChangedRecord[];
}) {
  const { t } = useTranslation('what-if');
  const ids = [...new Set(records.flatMap(({ goldenId }) => goldenId ?? []))];
  if (ids.length === 0) return null;
  return (
    <p>
      <Link href={`/review/${entity}?cluster=${ids.map(encodeURIComponent).join()}`}>{t('openReview')}</Link>
    </p>
  );
}

/** Attributes on which the records do not all say the same, in the order of the model. */
function differing({
  records,
  attributes,
}: {
  readonly records: readonly ChangedRecord[];
  readonly attributes: readonly string[];
}): readonly string[] {
  return attributes.filter(
    (name) => new Set(records.map(({ values }) => JSON.stringify(values[name] ?? []))).size > 1,
  );
}

interface RecordCardProps {
  readonly entity: string;
  readonly record: ChangedRecord;
  readonly differing: readonly string[];
}

function RecordCard({ entity, record, differing: names }: RecordCardProps) {
  const { t } = useTranslation('what-if');
  const { attribute } = useModelWords();
  const texts = useValueTexts(entity);
  const { label, source, key, left, right, values } = record;
  return (
    <article className={classes.record}>
      <header>
        <strong dir="auto">{label}</strong>
        <span className={classes.from}>
          <Link href={`/sources/${encodeURIComponent(source)}`}>
            <bdi>{source}</bdi>
          </Link>{' '}
          <Value kind="raw" value={key} />
        </span>
        <span className={classes.moves}>
          <span className={classes.person}>{t('before', { person: left })}</span>
          <span aria-hidden="true">→</span>
          <span className={classes.person}>{t('after', { person: right })}</span>
        </span>
      </header>
      <dl className={classes.values}>
        {names
          .filter((name) => values[name] !== undefined)
          .map((name) => (
            <div key={name}>
              <dt>{attribute(entity, name)}</dt>
              <dd>
                {values[name]?.map((value) => (
                  <div key={value}>
                    <Value kind="standardised" value={texts.one(name, value)} />
                  </div>
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </article>
  );
}
