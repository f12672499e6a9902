import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import { type Bin, barsOf, scalesOf, type Thresholds, type Zone } from './histogram-model.ts';
import classes from './match.module.css';
import { ThresholdHandle } from './threshold-handle.tsx';

interface HistogramProps {
  readonly bins: readonly Bin[];
  readonly thresholds: Thresholds;
  readonly disabled: boolean;
  readonly onChange: (thresholds: Thresholds) => void;
}

const BARS: Readonly<Record<Zone, string>> = { apart: 'barApart', review: 'barReview', merged: 'barMerged' };
const LEAST_WIDTH = 240;

/**
 * Pairs by weight, on a logarithmic scale (there are thousands of pairs apart for one in doubt). Both thresholds stand
 * over it and can be moved, by mouse or by arrows; every bar says its number.
 */
export function Histogram({ bins, thresholds, disabled, onChange }: HistogramProps) {
  const { t } = useTranslation('match');
  const { number } = useFormat();
  const { ref, width } = useElementSize<HTMLElement>();
  const scales = scalesOf(bins, thresholds, Math.max(LEAST_WIDTH, width));
  const { x, y, ticks, steps, left, right, top, foot, height } = scales;
  return (
    <figure ref={ref} className={classes.histogram} aria-label={t('histogram')}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the figure is named; a title would show over every bar */}
      <svg width={Math.max(LEAST_WIDTH, width)} height={height}>
        <defs>
          <pattern
            id="match-doubt"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" className={classes.hatchGround} />
            <line x1="0" y1="0" x2="0" y2="6" className={classes.hatch} />
          </pattern>
        </defs>
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it is */}
        <g aria-hidden="true">
          {ticks.map((pairs) => (
            <g key={pairs}>
              <line x1={left} x2={right} y1={y(pairs)} y2={y(pairs)} className={classes.gridLine} />
              <text x={left - 6} y={y(pairs) + 4} textAnchor="end" className={classes.axis}>
                {number(pairs)}
              </text>
            </g>
          ))}
          {steps.map((weight) => (
            <text key={weight} x={x(weight)} y={foot + 16} textAnchor="middle" className={classes.axis}>
              {number(weight)}
            </text>
          ))}
          <text x={right} y={height - 2} textAnchor="end" className={classes.axis}>
            {t('weight')}
          </text>
        </g>
        {barsOf(bins, thresholds).map(({ from, to, pairs, zone, bin }) => (
          <rect
            key={`${from} ${zone}`}
            className={classes[BARS[zone]]}
            x={x(from) + 1}
            y={y(pairs)}
            width={Math.max(1, x(to) - x(from) - (to === bin + 1 ? 2 : 0))}
            height={foot - y(pairs)}
          >
            <title>
              {t('pairsAt', {
                count: pairs,
                from: number(bin),
                to: number(bin + 1),
                formatted: number(pairs),
              })}
            </title>
          </rect>
        ))}
        <line x1={left} x2={right} y1={foot} y2={foot} className={classes.axisLine} />
        {(['review', 'autoMerge'] as const).map((name) => (
          <ThresholdHandle
            key={name}
            name={name}
            thresholds={thresholds}
            scales={scales}
            top={top}
            disabled={disabled}
            onChange={onChange}
          />
        ))}
      </svg>
    </figure>
  );
}
