import { IconDiamond } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import type { GoldenView } from '../../shared/contract/golden.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { Inspect, useInspector } from '../app/inspector.tsx';
import { useModelWords, useValueTexts } from '../app/model.ts';
import { PendingBar } from '../app/pending-bar.tsx';
import { PairInspector, type ShownPair } from '../match/pair-inspector.tsx';
import { Page } from '../ui/page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Value } from '../ui/value.tsx';
import { Candidates } from './candidates.tsx';
import classes from './golden.module.css';
import { goldenName } from './golden-name.ts';
import { Members } from './members.tsx';
import { Related } from './related.tsx';
import { History, Timeline } from './timeline.tsx';

/** Everything about one golden record. */
export default function RecordPage() {
  const { t } = useTranslation('golden');
  const { id = '' } = useParams<{ id: string }>();
  const goldenId = decodeURIComponent(id);
  const record = useQuery(api.golden.show.queryOptions({ input: { goldenId } }));
  if (record.data) return <RecordView key={goldenId} record={record.data} />;
  return (
    <Page title={t('record.title')} subtitle={goldenId}>
      {record.isPending && <LoadingState />}
      {record.isError && (
        <>
          <ErrorState error={toUserError(record.error)} onRetry={() => void record.refetch()} />
          <History goldenId={goldenId} />
        </>
      )}
    </Page>
  );
}

/** What the panel beside the record shows: the candidates of an attribute, or a linked record side by side. */
interface Shown {
  readonly attribute?: string;
  readonly pair?: ShownPair;
}

function RecordView({ record }: { readonly record: GoldenView }) {
  const { t } = useTranslation('golden');
  const words = useModelWords();
  const [shown, setShown] = useState<Shown>();
  const { open } = useInspector();
  const show = (next: Shown) => {
    setShown(next);
    open();
  };
  const { goldenId, entity, members, values } = record;
  return (
    <Page
      title={goldenName(goldenId, (name) => values[name]?.[0]?.value)}
      subtitle={
        <>
          <IconDiamond size={12} aria-hidden="true" className={classes.gold} /> <code>{goldenId}</code>
          {' · '}
          <Link href={`/golden/${entity}`} className={classes.plain}>
            {words.entity(entity)}
          </Link>
          {' · '}
          {t('madeOf', { count: members.length })}
        </>
      }
    >
      <PendingBar />
      <div className={classes.record}>
        <Values record={record} shown={shown?.attribute} onShow={(attribute) => show({ attribute })} />
        <div className={classes.column}>
          <Members record={record} shown={shown?.pair} onShow={(pair) => show({ pair })} />
          <Related record={record} shown={shown?.pair} onShow={(pair) => show({ pair })} />
          <Timeline goldenId={goldenId} />
          <History goldenId={goldenId} />
        </div>
      </div>
      {shown?.attribute !== undefined && (
        <Inspect title={words.attribute(entity, shown.attribute)}>
          <Candidates key={shown.attribute} entity={entity} goldenId={goldenId} attribute={shown.attribute} />
        </Inspect>
      )}
      {shown?.pair && <PairInspector entity={entity} pair={shown.pair} />}
    </Page>
  );
}

interface ValuesProps {
  readonly record: GoldenView;
  readonly shown: string | undefined;
  readonly onShow: (attribute: string) => void;
}

function Values({ record, shown, onShow }: ValuesProps) {
  const { t } = useTranslation('golden');
  const words = useModelWords();
  const texts = useValueTexts(record.entity);
  const attributes = words.model?.entities.find(({ name }) => name === record.entity)?.attributes;
  // A single value is noted with the record it was taken from, not with all that say it.
  const isSeveral = (name: string) =>
    attributes?.find((attribute) => attribute.name === name)?.cardinality === 'many';
  return (
    <section className={classes.card} aria-labelledby="record-values">
      <h2 id="record-values">{t('record.values')}</h2>
      <p className={classes.hint}>{t('record.hint')}</p>
      <table className={`${classes.table} ${classes.valueTable}`}>
        <thead>
          <tr>
            <th scope="col">{t('record.attribute')}</th>
            <th scope="col">{t('record.value')}</th>
            <th scope="col">{t('record.rule')}</th>
            <th scope="col" className={classes.right}>
              {t('record.said')}
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(record.values).flatMap(([name, provenances]) =>
            provenances.map(({ value, records, rule }, index) => (
              <tr key={`${name} ${value}`} data-shown={name === shown || undefined}>
                <th scope="row">
                  <span className={index === 0 ? undefined : 'o-sr'}>
                    {words.attribute(record.entity, name)}
                  </span>
                </th>
                <td>
                  <button
                    type="button"
                    className={classes.valueButton}
                    aria-pressed={name === shown}
                    onClick={() => onShow(name)}
                  >
                    <Value kind="golden" value={texts.one(name, value)} />
                  </button>
                </td>
                <td className={classes.ruleCell} title={t(`rule.${rule}`, { defaultValue: rule })}>
                  {t(`rule.${rule}`, { defaultValue: rule })}
                </td>
                <td
                  className={`${classes.ruleCell} ${classes.right} o-num`}
                  title={isSeveral(name) ? t('saidBy', { count: records.length }) : undefined}
                >
                  {isSeveral(name) && t('said', { said: records.length, of: record.members.length })}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}
