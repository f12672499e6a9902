export interface Bin {
  /** Weight in bits at its left edge; a bin is one bit wide. */
  readonly from: number;
  readonly pairs: number;
}

/** In bits. */
export interface Thresholds {
  readonly autoMerge: number;
  readonly review: number;
}

/** What becomes of a pair by its weight alone. */
export type Zone = 'apart' | 'review' | 'merged';

export interface Bar {
  readonly from: number;
  readonly to: number;
  /** Of the whole bin, also where a threshold divides it. */
  readonly pairs: number;
  readonly zone: Zone;
  /** The bin it belongs to. */
  readonly bin: number;
}

/** One bar a bin; a bin that a threshold goes through is divided there, so that each part has its colour. */
export function barsOf(bins: readonly Bin[], { autoMerge, review }: Thresholds): Bar[] {
  return bins
    .filter(({ pairs }) => pairs > 0)
    .flatMap(({ from: bin, pairs }) => {
      const cuts = [review, autoMerge].filter((cut) => cut > bin && cut < bin + 1);
      const edges = [bin, ...[...new Set(cuts)].sort((a, b) => a - b), bin + 1];
      return edges.slice(0, -1).map((from, part): Bar => {
        const zone = from >= autoMerge ? 'merged' : from >= review ? 'review' : 'apart';
        return { from, to: edges[part + 1]!, pairs, zone, bin };
      });
    });
}

export interface Scales {
  x(weight: number): number;
  weightAt(x: number): number;
  y(pairs: number): number;
  readonly first: number;
  readonly last: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
  readonly height: number;
  /** Powers of ten that have a line. */
  readonly ticks: readonly number[];
  /** Weights that have a number. */
  readonly steps: readonly number[];
}

const HEIGHT = 232;
const TOP = 28;
const FOOT = HEIGHT - 34;
const LEFT = 52;
const RIGHT = 12;
/** Least room between two numbers of the axis, in px. */
const ROOM = 44;

/** From weights and counts to pixels, for a picture of `width` px; both thresholds are within. */
export function scalesOf(bins: readonly Bin[], { autoMerge, review }: Thresholds, width: number): Scales {
  const filled = bins.filter(({ pairs }) => pairs > 0);
  const first = Math.floor(Math.min(filled[0]?.from ?? 0, review - 1));
  const last = Math.ceil(Math.max((filled.at(-1)?.from ?? 0) + 1, autoMerge + 1));
  const most = Math.max(10, ...filled.map(({ pairs }) => pairs));
  const right = width - RIGHT;
  const bit = (right - LEFT) / (last - first);
  const step = [1, 2, 5, 10, 20, 50].find((every) => every * bit >= ROOM) ?? 100;
  return {
    x: (weight) => LEFT + (weight - first) * bit,
    weightAt: (x) => first + (x - LEFT) / bit,
    y: (pairs) => FOOT - (Math.log1p(pairs) / Math.log1p(most)) * (FOOT - TOP),
    first,
    last,
    left: LEFT,
    right,
    top: TOP,
    foot: FOOT,
    height: HEIGHT,
    ticks: Array.from({ length: 9 }, (_, power) => 10 ** power).filter((pairs) => pairs <= most),
    steps: Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(
      (weight) => weight % step === 0,
    ),
  };
}

/** Thresholds are moved by half a bit. */
const GRAIN = 0.5;

/** With one threshold moved as far as the other allows. */
export function moved(
  thresholds: Thresholds,
  name: keyof Thresholds,
  weight: number,
  { first, last }: Pick<Scales, 'first' | 'last'>,
): Thresholds {
  const at = Math.min(last, Math.max(first, Math.round(weight / GRAIN) * GRAIN));
  return name === 'review'
    ? { ...thresholds, review: Math.min(at, thresholds.autoMerge) }
    : { ...thresholds, autoMerge: Math.max(at, thresholds.review) };
}
