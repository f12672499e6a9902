import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useModelWords, useValueTexts } from '../app/model.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Value } from '../ui/value.tsx';
import classes from './golden.module.css';

/** A golden record in the inspector: its values, and the records it is made of. */
export function RecordSummary({ goldenId }: { readonly goldenId: string }) {
  const { t } = useTranslation('golden');
  const { number } = useFormat();
  const words = useModelWords();
  const record = useQuery(api.golden.show.queryOptions({ input: { goldenId } }));
  const texts = useValueTexts(record.data?.entity ?? '');
  if (record.isPending) return <LoadingState />;
  if (record.isError)
    return <ErrorState error={toUserError(record.error)} onRetry={() => void record.refetch()} />;
  const { entity, values, members } = record.data;
  return (
    <div className={classes.summary}>
      <Button component={Link} href={`/golden-record/${encodeURIComponent(goldenId)}`} variant="default">
        {t('open')}
      </Button>
      <dl className={classes.values}>
        {Object.entries(values).map(([name, provenances]) => (
          <div key={name}>
            <dt>{words.attribute(entity, name)}</dt>
            {provenances.map(({ value }) => (
              <dd key={value}>
                <Value kind="golden" value={texts.one(name, value)} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <h3>{t('madeOf', { count: members.length })}</h3>
      <ul className={classes.members}>
        {members.map((member) => (
          <li key={member.recordId}>
            {member.source} <code>{member.key}</code> {t('row', { row: number(member.row) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
