import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import classes from './match.module.css';

interface HistogramProps {
  readonly bins: readonly { readonly from: number; readonly pairs: number }[];
  readonly thresholds: { readonly autoMerge: number; readonly review: number };
}

const HEIGHT = 120;
const BAR = 14;
const GAP = 2;
const FOOT = 20;

/**
 * Pairs by weight, a bar a bit, on a logarithmic scale (there are thousands of pairs apart for one in doubt); both
 * thresholds stand over it. Every bar says its number.
 */
export function Histogram({ bins, thresholds }: HistogramProps) {
  const { t } = useTranslation('match');
  const { number } = useFormat();
  const shown = trim(bins);
  const first = shown[0]?.from ?? 0;
  const most = Math.log1p(Math.max(1, ...shown.map(({ pairs }) => pairs)));
  const width = shown.length * (BAR + GAP);
  const x = (weight: number) => (weight - first) * (BAR + GAP);
  const kind = (from: number) => {
    if (from >= thresholds.autoMerge) return classes.barMerged;
    return from >= thresholds.review ? classes.barReview : classes.barApart;
  };
  return (
    <svg
      className={classes.histogram}
      viewBox={`0 0 ${width} ${HEIGHT + FOOT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('histogram')}
    >
      {shown.map(({ from, pairs }) => {
        const height = (Math.log1p(pairs) / most) * (HEIGHT - 12);
        return (
          <rect key={from} className={kind(from)} x={x(from)} y={HEIGHT - height} width={BAR} height={height}>
            <title>
              {t('pairsAt', {
                count: pairs,
                from: number(from),
                to: number(from + 1),
                formatted: number(pairs),
              })}
            </title>
          </rect>
        );
      })}
      {[thresholds.review, thresholds.autoMerge].map((weight, index) => (
        <line
          key={index === 0 ? 'review' : 'merge'}
          className={index === 0 ? classes.lineReview : classes.lineMerge}
          x1={x(weight)}
          x2={x(weight)}
          y1={0}
          y2={HEIGHT}
        />
      ))}
      {shown
        .filter(({ from }) => from % 10 === 0)
        .map(({ from }) => (
          <text key={from} x={x(from)} y={HEIGHT + 14} className={classes.axis}>
            {number(from)}
          </text>
        ))}
    </svg>
  );
}

/** Without the empty bins at both ends. */
function trim(bins: HistogramProps['bins']): HistogramProps['bins'] {
  const first = bins.findIndex(({ pairs }) => pairs > 0);
  const last = bins.findLastIndex(({ pairs }) => pairs > 0);
  return first < 0 ? [] : bins.slice(first, last + 1);
}
