import type { Texts } from './dictionary.ts';

/** Scratch memory: the metrics are called millions of times and must not allocate. */
let rows: [Int32Array, Int32Array, Int32Array] = [
  new Int32Array(257),
  new Int32Array(257),
  new Int32Array(257),
];
/** A distance no text comes to. */
const FAR = 1 << 28;

/**
 * True when one insertion, deletion, substitution or exchange of two neighbours at most makes one text the other: what
 * they begin and end with in common says so without a table.
 */
export function withinOneEdit({ chars, starts }: Texts, a: number, b: number): boolean {
  let startA = starts[a]!;
  let startB = starts[b]!;
  let endA = starts[a + 1]!;
  let endB = starts[b + 1]!;
  const gap = endA - startA - (endB - startB);
  if (gap > 1 || gap < -1) return false;
  while (startA < endA && startB < endB && chars[startA] === chars[startB]) {
    startA++;
    startB++;
  }
  while (startA < endA && startB < endB && chars[endA - 1] === chars[endB - 1]) {
    endA--;
    endB--;
  }
  const [restA, restB] = [endA - startA, endB - startB];
  if (restA <= 1 && restB <= 1) return true;
  if (restA !== 2 || restB !== 2) return false;
  return chars[startA] === chars[startB + 1] && chars[startA + 1] === chars[startB];
}

/**
 * Damerau-Levenshtein distance restricted to adjacent transpositions, in edits, as `damerauLevenshtein` of metrics.ts
 * gives it, without making texts of the numbers; `limit + 1` as soon as it is known to exceed `limit`.
 */
export function editDistance({ chars, starts }: Texts, a: number, b: number, limit: number): number {
  let startA = starts[a]!;
  let startB = starts[b]!;
  let endA = starts[a + 1]!;
  let endB = starts[b + 1]!;
  // What they begin and end with in common costs nothing and need not be gone through.
  while (startA < endA && startB < endB && chars[startA] === chars[startB]) {
    startA++;
    startB++;
  }
  while (startA < endA && startB < endB && chars[endA - 1] === chars[endB - 1]) {
    endA--;
    endB--;
  }
  const la = endA - startA;
  const lb = endB - startB;
  if (la - lb > limit || lb - la > limit) return limit + 1;
  if (la === 0) return lb;
  if (lb === 0) return la;
  if (rows[0].length <= lb) rows = [new Int32Array(2 * lb), new Int32Array(2 * lb), new Int32Array(2 * lb)];
  const band = Math.min(limit, Math.max(la, lb));
  let [before, previous, current] = rows;
  for (let j = 0; j <= Math.min(lb, band); j++) previous[j] = j;
  for (let i = 1; i <= la; i++) {
    // Cells further than `band` from the diagonal cannot lie on a path within the limit (Ukkonen 1985).
    const first = Math.max(1, i - band);
    const last = Math.min(lb, i + band);
    const c = chars[startA + i - 1]!;
    const beforeC = i > 1 ? chars[startA + i - 2]! : -1;
    current[first - 1] = first === 1 ? i : FAR;
    if (i + band <= lb) previous[i + band] = FAR;
    let best = first === 1 ? i : FAR;
    for (let j = first; j <= last; j++) {
      const d = chars[startB + j - 1]!;
      let edits = previous[j - 1]! + (c === d ? 0 : 1);
      const dropped = previous[j]! + 1;
      const added = current[j - 1]! + 1;
      if (dropped < edits) edits = dropped;
      if (added < edits) edits = added;
      if (beforeC === d && j > 1 && c === chars[startB + j - 2]) {
        const swapped = before[j - 2]! + 1;
        if (swapped < edits) edits = swapped;
      }
      current[j] = edits;
      if (edits < best) best = edits;
    }
    if (best > limit) return limit + 1;
    const spare = before;
    before = previous;
    previous = current;
    current = spare;
  }
  return previous[lb]! > limit ? limit + 1 : previous[lb]!;
}
