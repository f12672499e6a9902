import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import { moved, type Scales, type Thresholds } from './histogram-model.ts';
import classes from './match.module.css';

interface ThresholdHandleProps {
  readonly name: keyof Thresholds;
  readonly thresholds: Thresholds;
  readonly scales: Scales;
  readonly top: number;
  readonly disabled: boolean;
  readonly onChange: (thresholds: Thresholds) => void;
}

const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -0.5,
  ArrowDown: -0.5,
  ArrowRight: 0.5,
  ArrowUp: 0.5,
  PageDown: -5,
  PageUp: 5,
};

/** Most that a label takes beside its line, in px. */
const ROOM = 120;

/** One threshold over the histogram: a line with its weight, moved by mouse or arrows. */
export function ThresholdHandle(props: ThresholdHandleProps) {
  const { name, thresholds, scales, top, disabled, onChange } = props;
  const { t } = useTranslation('match');
  const { number } = useFormat();
  const value = thresholds[name];
  const x = scales.x(value);
  const to = (weight: number) => {
    const next = moved(thresholds, name, weight, scales);
    if (next[name] !== value) onChange(next);
  };
  const drag = (event: PointerEvent<SVGGElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const picture = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    if (picture) to(scales.weightAt(event.clientX - picture.left));
  };
  const step = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (by === undefined || disabled) return;
    event.preventDefault();
    to(value + by);
  };
  // Each label on its own side, so that near thresholds do not write over each other, unless the picture ends there.
  const isReview = name === 'review';
  const isLeft = isReview ? x - ROOM > scales.left : x + ROOM > scales.right;
  const isTurned = isLeft !== isReview;
  return (
    <g
      role="slider"
      tabIndex={disabled ? undefined : 0}
      className={classes.handle}
      aria-label={t(name === 'review' ? 'reviewFrom' : 'autoMerge')}
      aria-valuemin={scales.first}
      aria-valuemax={scales.last}
      aria-valuenow={value}
      aria-valuetext={t('bits', { value: number(value) })}
      aria-disabled={disabled}
      onPointerDown={(event) => !disabled && event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={step}
    >
      <rect x={x - 12} y={0} width={24} height={scales.foot} className={classes.grip} />
      <line
        x1={x}
        x2={x}
        y1={top - 8}
        y2={scales.foot}
        className={isReview ? classes.lineReview : classes.lineMerge}
      />
      <circle cx={x} cy={top - 8} r={5} className={classes.knob} />
      <text
        x={isLeft ? x - 10 : x + 10}
        y={isTurned ? top + 14 : top - 4}
        textAnchor={isLeft ? 'end' : 'start'}
        className={classes.flag}
      >
        {t(isReview ? 'flagReview' : 'flagMerge', { value: number(value) })}
      </text>
    </g>
  );
}
