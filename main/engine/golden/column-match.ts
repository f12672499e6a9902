import type { slicer } from '../db/pause.ts';
import { BETWEEN, type ColumnData, distinctOf, EDGE, textAt } from './column-data.ts';

type Pause = ReturnType<typeof slicer>;

/** Hits taken between two looks at the clock. */
const HITS = 1_024;

/** Where a text must stand in an element: anywhere, at its start, or being all of it. */
export type Where = 'contains' | 'starts' | 'equals';

/** One flag per value number: 1 where one of the value's elements matches. Undefined: none does. */
export async function valuesWith(
  column: ColumnData,
  folded: string,
  where: Where,
  pause: Pause,
): Promise<Uint8Array | undefined> {
  let flags: Uint8Array | undefined;
  const before = where === 'contains' ? [''] : [EDGE, BETWEEN];
  const after = where === 'equals' ? [EDGE, BETWEEN] : [''];
  for (const start of before) {
    for (const end of after) {
      const needle = Buffer.from(start + folded + end);
      flags = await flagHits(column, needle, start.length, flags, pause);
    }
  }
  return flags;
}

async function flagHits(
  column: ColumnData,
  needle: Buffer,
  lead: number,
  known: Uint8Array | undefined,
  pause: Pause,
): Promise<Uint8Array | undefined> {
  const { starts, texts } = column;
  let flags = known;
  let hits = 0;
  for (let at = texts.indexOf(needle); at >= 0; ) {
    const v = valueAt(starts, at + lead);
    flags ??= new Uint8Array(distinctOf(column) + 1);
    flags[v] = 1;
    at = texts.indexOf(needle, starts[v + 1]! - 1);
    if (++hits % HITS === 0) await pause();
  }
  return flags;
}

/** The value that stands at a byte: the last one that starts there or before. */
function valueAt(starts: Uint32Array, at: number): number {
  let low = 1;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The numbers of the values from `text` on (`from`), or up to and including it and what begins with it (`to`). */
export function rangeOf(
  column: ColumnData,
  text: string,
  side: 'from' | 'to',
  numeric: boolean,
): { first: number; last: number } {
  const last = distinctOf(column);
  const bound = Number(text);
  const below = numeric
    ? (v: number) => Number(textAt(column, v)) < bound
    : (v: number) => textAt(column, v) < text;
  const within = numeric
    ? (v: number) => Number(textAt(column, v)) <= bound
    : (v: number) => {
        const value = textAt(column, v);
        return value <= text || value.startsWith(text);
      };
  if (side === 'from') return { first: partition(last, below) + 1, last };
  return { first: 1, last: partition(last, within) };
}

/** How many of the values 1 … n `holds` is true of, given that they come first. */
function partition(n: number, holds: (v: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rows gone through between two looks at the clock. */
const STRIDE = 1 << 16;

/** Calls `body` for stretches of the rows, giving way to others in between. */
export async function inStretches(
  rows: number,
  pause: Pause,
  body: (from: number, to: number) => void,
): Promise<void> {
  for (let from = 0; from < rows; from += STRIDE) {
    body(from, Math.min(rows, from + STRIDE));
    await pause();
  }
}

/**
 * Rowids in the order of a column, blanks last whichever way; equal values in the order of the rowids. Counted, not
 * compared.
 * @param mask one flag per row: 0 is left out. Absent: all rows.
 */
export async function orderBy(
  column: ColumnData | null,
  rows: number,
  mask: Uint8Array | undefined,
  descending: boolean,
  pause: Pause,
): Promise<Uint32Array> {
  if (column === null) return inRowOrder(rows, mask);
  const { ids } = column;
  const distinct = distinctOf(column);
  // Place of a value among those of the column: blanks (0) after all others.
  const next = new Uint32Array(distinct + 2);
  const place = (id: number): number => (id === 0 ? distinct : descending ? distinct - id : id - 1);
  await inStretches(rows, pause, (from, to) => {
    for (let r = from; r < to; r++) if (!mask || mask[r] === 1) next[place(ids[r]!) + 1]!++;
  });
  for (let p = 1; p < next.length; p++) next[p]! += next[p - 1]!;
  const order = new Uint32Array(next[distinct + 1]!);
  await inStretches(rows, pause, (from, to) => {
    for (let r = from; r < to; r++) {
      if (mask && mask[r] === 0) continue;
      const p = place(ids[r]!);
      order[next[p]!] = r + 1;
      next[p]!++;
    }
  });
  return order;
}

/** Rowids in their own order. */
export function inRowOrder(rows: number, mask: Uint8Array | undefined): Uint32Array {
  let count = 0;
  if (!mask) count = rows;
  else for (let r = 0; r < rows; r++) count += mask[r]!;
  const order = new Uint32Array(count);
  let at = 0;
  for (let r = 0; r < rows; r++) if (!mask || mask[r] === 1) order[at++] = r + 1;
  return order;
}
