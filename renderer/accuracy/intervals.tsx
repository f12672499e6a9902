import { useTranslation } from 'react-i18next';
import type { AccuracyResult, AccuracyShare } from '../../shared/contract/accuracy.ts';
import { useFormat } from '../ui/format.ts';
import { Term } from '../ui/term.tsx';
import type { TermName } from '../ui/terms.ts';
import classes from './accuracy.module.css';

const FIGURES = [
  { name: 'precision', term: 'precisionOfPairs' },
  { name: 'recall', term: 'recall' },
  { name: 'f1', term: 'f1' },
] as const satisfies readonly { name: 'precision' | 'recall' | 'f1'; term: TermName }[];

/** Parts of the scale, from its beginning to 100 %: each is a round number. */
const PARTS = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** Where the scale begins: good figures are drawn large enough to be told apart. */
const STARTS = [0.9, 0.75, 0.5, 0] as const;

/** The figures with their 95 % intervals, drawn on one scale and said in numbers. */
export function Intervals({ result }: { readonly result: AccuracyResult }) {
  const { t } = useTranslation('accuracy');
  const { percent } = useFormat();
  const lowest = Math.min(...FIGURES.map(({ name }) => result[name]?.low ?? 1));
  const start = STARTS.find((one) => lowest >= one) ?? 0;
  const ticks = PARTS.map((part) => start + part * (1 - start));
  return (
    <table className={classes.intervals}>
      <caption className="o-sr">{t('figures')}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="o-sr">{t('figure')}</span>
          </th>
          <th scope="col">
            <span className="o-sr">{t('estimate')}</span>
          </th>
          <th scope="col" className={classes.scaleCell}>
            <span className="o-sr">{t('drawn')}</span>
            <span className={classes.scale} aria-hidden="true">
              {ticks.map((tick) => (
                <span key={tick} style={{ insetInlineStart: `${((tick - start) / (1 - start)) * 100}%` }}>
                  {percent(tick)}
                </span>
              ))}
            </span>
          </th>
          <th scope="col" className={classes.between}>
            <Term name="confidenceInterval">{t('interval')}</Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {FIGURES.map(({ name, term }) => (
          <Row key={name} label={t(name)} term={term} share={result[name]} start={start} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly label: string;
  readonly term: TermName;
  readonly share: AccuracyShare | null;
  readonly start: number;
}

function Row({ label, term, share, start }: RowProps) {
  const { t } = useTranslation('accuracy');
  const { percent } = useFormat();
  return (
    <tr>
      <th scope="row">
        <Term name={term}>{label}</Term>
      </th>
      <td className={`${classes.value} o-num`}>{share ? percent(share.value) : t('unknown')}</td>
      <td className={classes.scaleCell}>{share && <Bar share={share} start={start} />}</td>
      <td className={`${classes.between} o-num`}>
        {share && t('between', { low: percent(share.low), high: percent(share.high) })}
      </td>
    </tr>
  );
}

function Bar({
  share: { value, low, high },
  start,
}: {
  readonly share: AccuracyShare;
  readonly start: number;
}) {
  const x = (at: number) => ((at - start) / (1 - start)) * 100;
  return (
    <svg className={classes.bar} viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      {PARTS.map((part) => (
        <line key={part} x1={part * 100} x2={part * 100} y1="0" y2="20" className={classes.tick} />
      ))}
      <rect
        x={x(low)}
        width={Math.max(0.5, x(high) - x(low))}
        y="6"
        height="8"
        className={classes.interval}
      />
      {[low, high].map((end) => (
        <line key={end} x1={x(end)} x2={x(end)} y1="3" y2="17" className={classes.end} />
      ))}
      <line x1={x(value)} x2={x(value)} y1="1" y2="19" className={classes.point} />
    </svg>
  );
}
