import { useElementSize } from '@mantine/hooks';
import { chartScales, type Series, spreadLabels } from './chart-model.ts';
import classes from './training.module.css';

interface LineChartProps {
  readonly title: string;
  /** Under the axis of the rounds. */
  readonly axis: string;
  readonly series: readonly Series[];
  readonly kind: 'log' | 'linear';
  readonly format: (value: number) => string;
  /** A value to be reached, with its words. */
  readonly goal?: { readonly value: number; readonly label: string };
  /** Each line is named at its end. */
  readonly isNamed?: boolean;
}

const LEAST_WIDTH = 260;
const NAMES = 200;

/** Lines over the rounds of training. The numbers stand in a table beside it: the picture itself says its title only. */
export function LineChart({ title, axis, series, kind, format, goal, isNamed = false }: LineChartProps) {
  const { ref, width } = useElementSize<HTMLElement>();
  const wide = Math.max(LEAST_WIDTH, width);
  const room = isNamed ? NAMES : 16;
  const scales = chartScales(series, { kind, width: wide, room, ...(goal && { also: goal.value }) });
  const { x, y, left, right, foot, height } = scales;
  const ends = series.map(({ values }) => y(values.at(-1) ?? 0));
  const labels = spreadLabels(ends, foot);
  return (
    <figure ref={ref} className={classes.chart} aria-label={title}>
      <figcaption>{title}</figcaption>
      <svg width={wide} height={height} aria-hidden="true">
        {scales.ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} className={classes.gridLine} />
            <text x={left - 6} y={y(tick) + 4} textAnchor="end" className={classes.axis}>
              {format(tick)}
            </text>
          </g>
        ))}
        {scales.rounds.map((round) => (
          <text key={round} x={x(round - 1)} y={foot + 14} textAnchor="middle" className={classes.axis}>
            {round}
          </text>
        ))}
        <text x={right} y={height - 2} textAnchor="end" className={classes.axis}>
          {axis}
        </text>
        {goal && (
          <>
            <line x1={left} x2={right} y1={y(goal.value)} y2={y(goal.value)} className={classes.goal} />
            <text x={left + 4} y={y(goal.value) - 4} className={classes.goalText}>
              {goal.label}
            </text>
          </>
        )}
        {series.map(({ name, values }, index) => (
          <g key={name} className={classes.series} data-nth={index % 6}>
            <polyline points={values.map((value, round) => `${x(round)},${y(value)}`).join(' ')} />
            {values.map((value, round) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a round is its number
              <circle key={round} cx={x(round)} cy={y(value)} r={isNamed ? 1.5 : 2.5} />
            ))}
            {isNamed && (
              <text x={right + 8} y={labels[index]! + 4} className={classes.seriesName}>
                {`${name} ${format(values.at(-1) ?? 0)}`}
              </text>
            )}
          </g>
        ))}
      </svg>
    </figure>
  );
}
