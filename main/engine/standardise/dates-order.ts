import type { DateOrder } from './types.ts';

export interface DetectedDateOrder {
  readonly order: DateOrder;
  /** 0 … 1; 0.5 when no value of the column tells. */
  readonly confidence: number;
  /** Values that could be read in one order only. */
  readonly evidence: number;
}

const TRIPLE = /^\s*(\d{1,4})[./\-_\s](\d{1,2}|\d{4})[./\-_\s](\d{1,4})(?!\d)/;
const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd', 'ydm', 'dym'];

/**
 * The reading order of a column of numeric dates, from the values that allow one order only (a day above 12, a four-digit
 * or impossible year). With no evidence, `dmy` for a year at the end, `ymd` for a year in front.
 */
export function detectDateOrder(samples: readonly string[]): DetectedDateOrder {
  const votes = new Map<DateOrder, number>();
  const possible = new Map<DateOrder, number>();
  for (const sample of samples) {
    const orders = ordersOf(sample);
    if (orders.length === 1) votes.set(orders[0]!, (votes.get(orders[0]!) ?? 0) + 1);
    for (const order of orders) possible.set(order, (possible.get(order) ?? 0) + 1);
  }
  const evidence = [...votes.values()].reduce((sum, count) => sum + count, 0);
  const order = best(votes) ?? best(possible) ?? 'dmy';
  const confidence = evidence === 0 ? 0.5 : ((votes.get(order) ?? 0) + 0.5) / (evidence + 1);
  return { order, confidence, evidence };
}

/** The first of {@link ORDERS} with the most votes. */
function best(votes: ReadonlyMap<DateOrder, number>): DateOrder | undefined {
  let winner: DateOrder | undefined;
  for (const order of ORDERS) {
    if ((votes.get(order) ?? 0) > (winner === undefined ? 0 : (votes.get(winner) ?? 0))) winner = order;
  }
  return winner;
}

function ordersOf(sample: string): readonly DateOrder[] {
  const match = TRIPLE.exec(sample.slice(0, 40));
  if (match === null) return [];
  const parts = [match[1]!, match[2]!, match[3]!];
  return ORDERS.filter((order) => parts.every((part, index) => fits(part, order[index]!, parts)));
}

function fits(part: string, letter: string, parts: readonly string[]): boolean {
  const number = Number(part);
  if (letter === 'y')
    return part.length === 4 || (part.length === 2 && parts.every((other) => other.length <= 2));
  if (part.length > 2 || number < 1) return false;
  return number <= (letter === 'm' ? 12 : 31);
}
