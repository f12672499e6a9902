import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useModelWords, useValueTexts } from '../app/model.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './golden.module.css';

/** Orders, visits and consents, latest first. */
export function Timeline({ goldenId }: { readonly goldenId: string }) {
  const { t } = useTranslation('golden');
  const { date } = useFormat();
  const activities = useQuery(api.golden.activities.queryOptions({ input: { goldenId, limit: 200 } }));
  return (
    <section className={classes.card} aria-labelledby="record-timeline">
      <h2 id="record-timeline">{t('timeline.title')}</h2>
      {activities.isPending && <LoadingState rows={3} />}
      {activities.isError && (
        <ErrorState error={toUserError(activities.error)} onRetry={() => void activities.refetch()} />
      )}
      {activities.data?.length === 0 && <p className={classes.hint}>{t('timeline.none')}</p>}
      {activities.data !== undefined && activities.data.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <ol className={classes.timeline} tabIndex={0} aria-labelledby="record-timeline">
          {activities.data.map((activity) => (
            <li key={activity.recordId}>
              <span className={classes.when}>
                {activity.at === null ? t('timeline.undated') : date(activity.at)}
              </span>
              <Activity activity={activity} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

type Activities = Awaited<ReturnType<typeof client.golden.activities>>;

function Activity({ activity }: { readonly activity: Activities[number] }) {
  const { entity, source, at, values } = activity;
  const words = useModelWords();
  const texts = useValueTexts(entity);
  return (
    <div>
      <b>{words.entity(entity)}</b> <span className={classes.hint}>{source}</span>
      <dl className={classes.facts}>
        {Object.entries(values)
          .filter(([, value]) => value !== at)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{words.attribute(entity, name)}</dt>
              <dd dir="auto">{texts.cell(name, value)}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

/** What happened to a golden id over the matching runs. */
export function History({ goldenId }: { readonly goldenId: string }) {
  const { t } = useTranslation('golden');
  const { dateTime } = useFormat();
  const history = useQuery(api.golden.history.queryOptions({ input: { goldenId } }));
  if (!history.data) return null;
  return (
    <section className={classes.card} aria-labelledby="record-history">
      <h2 id="record-history">{t('history.title')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <ol className={classes.timeline} tabIndex={0} aria-labelledby="record-history">
        {history.data.map(({ at, event, otherIds }) => (
          <li key={`${at} ${event} ${otherIds.join(' ')}`}>
            <span className={classes.when}>{at === '' ? t('timeline.undated') : dateTime(at)}</span>
            <div>
              {t(`history.${event}`, { defaultValue: event })}{' '}
              {otherIds.map((other) => (
                <Link
                  key={other}
                  href={`/golden-record/${encodeURIComponent(other)}`}
                  className={classes.other}
                >
                  {other}
                </Link>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
