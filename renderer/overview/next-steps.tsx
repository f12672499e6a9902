import { IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Overview } from '../../shared/contract/overview.ts';
import { useFormat } from '../ui/format.ts';
import { addressOf } from './behind.ts';
import classes from './overview.module.css';

const PLACES: Readonly<Record<Overview['next'][number], string>> = {
  add_sources: '/sources',
  map_sources: '/mapping',
  run_matching: '/match',
  review_pairs: '/review',
  mend_quarantine: '/sources',
  export: '/exports',
};

/** What to do next, most urgent first, and when data last left. */
export function NextSteps({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('overview');
  const { dateTime, number } = useFormat();
  const { next, lastExport, quarantined, activities } = overview;
  const linked = activities.reduce((sum, activity) => sum + activity.linked, 0);
  const all = activities.reduce((sum, activity) => sum + activity.records, 0);
  const figure = t('linked', { linked: number(linked), records: number(all) });
  return (
    <section className={classes.next} aria-label={t('next')}>
      <div>
        <h2 className={classes.heading}>{t('next')}</h2>
        {next.length === 0 ? (
          <p className={classes.done}>
            <IconCircleCheck size={16} aria-hidden="true" /> {t('nothingNext')}
          </p>
        ) : (
          <ol className={classes.steps}>
            {next.map((step) => (
              <li key={step}>
                <Link href={PLACES[step]}>
                  {t(`step.${step}`)} <IconArrowRight size={14} aria-hidden="true" />
                </Link>
              </li>
            ))}
          </ol>
        )}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t('quarantined')}</dt>
          <dd>
            <Link href="/sources">{number(quarantined)}</Link>
          </dd>
        </div>
        {all > 0 && (
          <div>
            <dt>{t('activities')}</dt>
            <dd>{linked < all ? <Link href={addressOf({ figure: 'unlinked' })}>{figure}</Link> : figure}</dd>
          </div>
        )}
        <div>
          <dt>{t('lastExport')}</dt>
          <dd>
            <Link href="/exports">
              {lastExport
                ? `${dateTime(lastExport.at)} – ${t(lastExport.stale ? 'exportStale' : 'exportFresh')}`
                : t('never')}
            </Link>
          </dd>
        </div>
      </dl>
    </section>
  );
}
