import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityOverview } from '../../shared/contract/overview.ts';
import { Count } from '../ui/count.tsx';
import { useFormat } from '../ui/format.ts';
import { Term } from '../ui/term.tsx';
import type { TermName } from '../ui/terms.ts';
import classes from './overview.module.css';

/** The figures of one entity in a row; each that counts rows opens them. */
export function EntityFigures({ entity }: { readonly entity: EntityOverview }) {
  const { t } = useTranslation('overview');
  const { percent, dateTime, number } = useFormat();
  const { golden, records, estimatedPrecision, review, cut, lastRun } = entity;
  const name = t(`entity.${entity.entity}`, { defaultValue: t('entityOther', { name: entity.entity }) });
  return (
    <dl className={classes.figures}>
      <Figure label={t('goldenRecords')} term="goldenRecord" strong>
        <Count value={golden} to={`/golden/${entity.entity}`} />
        <small>{t('headline', { entity: name, records: number(records) })}</small>
      </Figure>
      <Figure label={t('consolidation')} term="consolidation">
        <span className="o-num">{records === 0 ? t('notYet') : percent(1 - golden / records)}</span>
      </Figure>
      <Figure label={t('precision')} term="precision">
        {estimatedPrecision === null ? (
          <small>{t(lastRun ? 'noMerge' : 'notYet')}</small>
        ) : (
          <span className="o-num">{percent(estimatedPrecision)}</span>
        )}
      </Figure>
      <Figure label={t('review')} term="review">
        <Count value={review} to={`/review/${entity.entity}`} />
      </Figure>
      <Figure label={t('cut')} term="guard">
        <Count value={cut} to={`/review/${entity.entity}?state=cut`} />
      </Figure>
      {lastRun && (
        <Figure label={t('changed')}>
          <small className={classes.changes}>
            {(['created', 'merged', 'split', 'restored', 'unchanged'] as const)
              .filter((kind) => lastRun[kind] > 0)
              .map((kind) => (
                <span key={kind}>
                  <Count value={lastRun[kind]} to={`/golden/${entity.entity}?event=${kind}`} />{' '}
                  {t(`run.${kind}`)}
                </span>
              ))}
          </small>
          <small>{dateTime(lastRun.at)}</small>
        </Figure>
      )}
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  /** Where the label is a word of the field. */
  readonly term?: TermName;
  readonly strong?: boolean;
  readonly children: ReactNode;
}

function Figure({ label, term, strong, children }: FigureProps) {
  return (
    <div className={strong ? classes.figureStrong : classes.figure}>
      <dt>{term ? <Term name={term}>{label}</Term> : label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
