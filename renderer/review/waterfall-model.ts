import type { PairExplanationView } from '../../shared/contract/match.ts';

export interface Bar {
  readonly key: string;
  readonly kind: 'prior' | 'comparison' | 'lookalike' | 'total';
  /** Of the comparison or the lookalike; empty for the others. */
  readonly name: string;
  /** null: a side is blank. */
  readonly level: string | null;
  readonly bits: number;
  /** Running total before and after, in bits. */
  readonly from: number;
  readonly to: number;
}

export interface Scale {
  readonly least: number;
  readonly most: number;
}

/** The bars in the order in which they add up: prior, each comparison, what lookalikes take away, the weight. */
export function barsOf({ prior, comparisons, lookalikes, weight }: PairExplanationView): Bar[] {
  let total = 0;
  const next = (kind: Bar['kind'], name: string, level: string | null, bits: number): Bar => {
    const from = total;
    total += bits;
    return { key: `${kind} ${name}`, kind, name, level, bits, from, to: total };
  };
  return [
    next('prior', '', null, prior),
    ...comparisons.map(({ comparison, level, bits }) => next('comparison', comparison, level, bits)),
    ...lookalikes.map(({ lookalike, bits }) => next('lookalike', lookalike, null, bits)),
    { key: 'total', kind: 'total', name: '', level: null, bits: weight, from: 0, to: weight },
  ];
}

/** Bars too short to be seen; blank comparisons have none. They are left out, or named together. */
const LEAST_BITS = 0.05;
const isSilent = ({ kind, level, bits }: Bar): boolean =>
  (kind === 'comparison' && level === null) || (kind === 'lookalike' && Math.abs(bits) < LEAST_BITS);

/** What is worth a bar, and the names of the comparisons of which a side is blank. */
export function worthShowing(bars: readonly Bar[]): {
  readonly shown: readonly Bar[];
  readonly blank: readonly string[];
} {
  return {
    shown: bars.filter((bar) => !isSilent(bar)),
    blank: bars.filter(({ kind, level }) => kind === 'comparison' && level === null).map(({ name }) => name),
  };
}

/** From the lowest to the highest point of the bars and thresholds, with a little room. */
export function scaleOf(
  bars: readonly Bar[],
  { autoMerge, review }: PairExplanationView['thresholds'],
): Scale {
  const points = [0, autoMerge, review, ...bars.flatMap(({ from, to }) => [from, to])];
  const [least, most] = [Math.min(...points), Math.max(...points)];
  const room = (most - least || 1) * 0.03;
  return { least: least - room, most: most + room };
}
