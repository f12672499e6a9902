/** A line of a chart: one value per round. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

export interface ChartScales {
  x(round: number): number;
  y(value: number): number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
  readonly height: number;
  /** Values that have a line across. */
  readonly ticks: readonly number[];
  /** Rounds that have a number, from 1. */
  readonly rounds: readonly number[];
}

const HEIGHT = 168;
const TOP = 12;
const FOOT = HEIGHT - 28;
const LEFT = 56;
/** Least room between two numbers of the axis, in px. */
const ROOM = 40;
const LEAST_LOG = 1e-6;

/** From rounds and values to pixels. `room`: for labels on the right, in px. `also`: a value that must be within. */
export function chartScales(
  series: readonly Series[],
  options: {
    readonly kind: 'log' | 'linear';
    readonly width: number;
    readonly room: number;
    readonly also?: number;
  },
): ChartScales {
  const { kind, width, room, also } = options;
  const values = [...series.flatMap((one) => one.values), ...(also === undefined ? [] : [also])];
  const count = Math.max(1, ...series.map((one) => one.values.length));
  const right = width - room;
  const step = (right - LEFT) / Math.max(1, count - 1);
  const every = [1, 2, 5, 10, 20, 50].find((n) => n * step >= ROOM) ?? 100;
  const ticks = kind === 'log' ? powersOver(values) : roundTicks(values);
  const of = (value: number): number => (kind === 'log' ? Math.log10(Math.max(LEAST_LOG, value)) : value);
  const [least, most] = [of(ticks[0]!), of(ticks.at(-1)!)];
  return {
    x: (round) => (count === 1 ? (LEFT + right) / 2 : LEFT + round * step),
    y: (value) => FOOT - ((of(value) - least) / Math.max(1e-12, most - least)) * (FOOT - TOP),
    left: LEFT,
    right,
    top: TOP,
    foot: FOOT,
    height: HEIGHT,
    ticks,
    rounds: Array.from({ length: count }, (_, round) => round + 1).filter(
      (round) => round === 1 || round % every === 0,
    ),
  };
}

/** The powers of ten from beneath the least value to above the greatest. */
function powersOver(values: readonly number[]): number[] {
  const logs = values.map((value) => Math.log10(Math.max(LEAST_LOG, value)));
  const first = Math.floor(Math.min(...logs));
  const last = Math.max(first + 1, Math.ceil(Math.max(...logs)));
  return Array.from({ length: last - first + 1 }, (_, k) => 10 ** (first + k));
}

/** About four round numbers from 0 to above the greatest value. */
function roundTicks(values: readonly number[]): number[] {
  const most = Math.max(1e-9, ...values);
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough * 0.999)!;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, k) =>
    Number((k * step).toPrecision(12)),
  );
}

/** Least distance between two labels, in px. */
const LINE = 13;

/** Where labels stand so that none covers another: as near to `wanted` as can be, in its order, within `most`. */
export function spreadLabels(wanted: readonly number[], most: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = new Array<number>(wanted.length);
  order.forEach((index, place) => {
    const before = place === 0 ? Number.NEGATIVE_INFINITY : placed[order[place - 1]!]! + LINE;
    placed[index] = Math.max(wanted[index]!, before);
  });
  for (let place = order.length - 1, limit = most; place >= 0; place--) {
    const index = order[place]!;
    placed[index] = Math.min(placed[index]!, limit);
    limit = placed[index]! - LINE;
  }
  return placed;
}
