import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { GoldenView, RelatedGolden } from '../../shared/contract/golden.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useModelWords } from '../app/model.ts';
import type { ShownPair } from '../match/pair-inspector.tsx';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Term } from '../ui/term.tsx';
import classes from './golden.module.css';
import { goldenName } from './golden-name.ts';

/** Linked records shown at first, and all that are shown when asked for. */
const FIRST = 8;
const MOST = 500;

interface RelatedProps {
  readonly record: GoldenView;
  readonly shown: ShownPair | undefined;
  readonly onShow: (pair: ShownPair) => void;
}

/** Golden records that belong to this one without being it: people of the household, sites of the organisation. */
export function Related({ record, shown, onShow }: RelatedProps) {
  const { t } = useTranslation('golden');
  const [isAll, setAll] = useState(false);
  const { goldenId } = record;
  const related = useQuery({
    ...api.golden.related.queryOptions({ input: { goldenId, limit: isAll ? MOST : FIRST } }),
    // The first ones stay while all are asked for.
    placeholderData: keepPreviousData,
  });
  const hidden = related.data ? related.data.total - related.data.related.length : 0;
  return (
    <section className={classes.card} aria-labelledby="record-related">
      <h2 id="record-related">
        <Term name="relation">{t('related.title')}</Term>
      </h2>
      {related.isPending && <LoadingState rows={2} />}
      {related.isError && (
        <ErrorState error={toUserError(related.error)} onRetry={() => void related.refetch()} />
      )}
      {related.data?.total === 0 && (
        <p className={classes.hint}>{t(related.data.known ? 'related.none' : 'related.unknown')}</p>
      )}
      {related.data && related.data.total > 0 && (
        <RelatedTable record={record} related={related.data.related} shown={shown} onShow={onShow} />
      )}
      {hidden > 0 && isAll && !related.isPlaceholderData && (
        <p className={classes.hint}>{t('related.rest', { count: hidden })}</p>
      )}
      {hidden > 0 && !isAll && (
        <p className={classes.more}>
          <button type="button" className={classes.valueButton} onClick={() => setAll(true)}>
            {t('related.more', { count: hidden })}
          </button>
        </p>
      )}
    </section>
  );
}

function RelatedTable({
  record,
  related,
  shown,
  onShow,
}: RelatedProps & { readonly related: readonly RelatedGolden[] }) {
  const { t, i18n } = useTranslation(['golden', 'review']);
  const { percent } = useFormat();
  const words = useModelWords();
  const list = new Intl.ListFormat(i18n.language, { type: 'unit', style: 'short' });
  const ownName = goldenName(record.goldenId, (name) => record.values[name]?.[0]?.value);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('related.who')}</th>
          <th scope="col">{t('related.kind')}</th>
          <th scope="col">{t('related.inCommon')}</th>
          <th scope="col" className={classes.right}>
            {t('related.probability')}
          </th>
        </tr>
      </thead>
      <tbody>
        {related.map(({ goldenId, kind, probability, leftId, rightId, values, inCommon }) => {
          const name = goldenName(goldenId, (attribute) => values[attribute]);
          const isShown = shown?.leftId === leftId && shown.rightId === rightId;
          // Never quite certain: a figure of the model, rounded, must not say so.
          const said = percent(Math.min(probability, 0.999));
          const pair = { leftId, rightId, label: `${ownName} / ${name}` };
          return (
            <tr key={goldenId} data-shown={isShown || undefined}>
              <th scope="row">
                <Link href={`/golden-record/${encodeURIComponent(goldenId)}`}>{name}</Link>
              </th>
              <td>{t(`review:lookalike.${kind}`, { defaultValue: kind })}</td>
              <td className={classes.ruleCell}>
                {list.format(inCommon.map((attribute) => words.attribute(record.entity, attribute)))}
              </td>
              <td className={`${classes.right} o-num`}>
                <button
                  type="button"
                  className={classes.valueButton}
                  aria-pressed={isShown}
                  aria-label={t('related.compare', { name, probability: said })}
                  title={t('related.compare', { name, probability: said })}
                  onClick={() => onShow(pair)}
                >
                  {said}
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
