import { useFormat } from '../ui/format.ts';
import match from './match.module.css';

/** A weight in bits with its sign. */
export function Weight({ bits }: { readonly bits: number }) {
  const { number } = useFormat();
  const size = Number.isFinite(bits) ? number(Number(Math.abs(bits).toFixed(1))) : '∞';
  return (
    <span className={`o-num ${bits >= 0 ? match.for : match.against}`}>
      {bits >= 0 ? '+' : '−'}
      {size}
    </span>
  );
}

interface WeightBarProps {
  readonly bits: number;
  /** The heaviest of those shown together. */
  readonly most: number;
}

/** A weight as a bar: to the right for a match, to the left against. */
export function WeightBar({ bits, most }: WeightBarProps) {
  const share = Math.min(50, (Math.abs(bits) / most) * 50);
  const isFor = bits >= 0;
  return (
    <svg aria-hidden="true" className={match.weightBar} viewBox="0 0 100 8" preserveAspectRatio="none">
      <rect
        x={isFor ? 50 : 50 - share}
        y="0"
        width={share}
        height="8"
        className={isFor ? match.barFor : match.barAgainst}
      />
      <line x1="50" x2="50" y1="0" y2="8" className={match.axisLine} />
    </svg>
  );
}
