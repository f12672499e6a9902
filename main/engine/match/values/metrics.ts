/** Scratch memory of the metrics: they are called millions of times and must not allocate. */
let flagsA = new Uint8Array(256);
let flagsB = new Uint8Array(256);
let rows = [new Int32Array(257), new Int32Array(257), new Int32Array(257)] as [
  Int32Array,
  Int32Array,
  Int32Array,
];

function reserve(length: number): void {
  if (flagsA.length >= length) return;
  flagsA = new Uint8Array(length * 2);
  flagsB = new Uint8Array(length * 2);
  rows = [new Int32Array(length * 2 + 1), new Int32Array(length * 2 + 1), new Int32Array(length * 2 + 1)];
}

/** A distance no text comes to. */
const FAR = 1 << 28;

/** Jaro similarity in 0…1 over UTF-16 units (Jaro 1989). Two empty texts are identical. */
export function jaro(a: string, b: string): number {
  if (a === b) return 1;
  const la = a.length;
  const lb = b.length;
  if (la === 0 || lb === 0) return 0;
  reserve(Math.max(la, lb));
  const used = flagsB;
  const matched = flagsA;
  used.fill(0, 0, lb);
  const reach = Math.max(0, (Math.max(la, lb) >> 1) - 1);
  let common = 0;
  for (let i = 0; i < la; i++) {
    const c = a.charCodeAt(i);
    const end = Math.min(lb - 1, i + reach);
    matched[i] = 0;
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (used[j] === 0 && b.charCodeAt(j) === c) {
        used[j] = 1;
        matched[i] = 1;
        common++;
        break;
      }
    }
  }
  if (common === 0) return 0;
  let halfTranspositions = 0;
  let j = 0;
  for (let i = 0; i < la; i++) {
    if (matched[i] === 0) continue;
    while (used[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) halfTranspositions++;
    j++;
  }
  return (common / la + common / lb + (common - halfTranspositions / 2) / common) / 3;
}

/**
 * Jaro-Winkler similarity in 0…1: Jaro with a bonus of 0.1 per letter of common prefix, at most 4
 * (Winkler 1990). MARTHA/MARHTA 0.961, DWAYNE/DUANE 0.840, DIXON/DICKSONX 0.813.
 */
export function jaroWinkler(a: string, b: string): number {
  const similarity = jaro(a, b);
  let prefix = 0;
  const most = Math.min(4, a.length, b.length);
  while (prefix < most && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return similarity + prefix * 0.1 * (1 - similarity);
}

/**
 * Damerau-Levenshtein distance restricted to adjacent transpositions (optimal string alignment), in edits;
 * `limit + 1` as soon as it is known to exceed `limit`.
 */
export function damerauLevenshtein(a: string, b: string, limit = Number.MAX_SAFE_INTEGER): number {
  if (a === b) return 0;
  const la = a.length;
  const lb = b.length;
  if (Math.abs(la - lb) > limit) return limit + 1;
  if (la === 0) return lb;
  if (lb === 0) return la;
  reserve(Math.max(la, lb));
  const band = Math.min(limit, Math.max(la, lb));
  let [before, previous, current] = rows;
  for (let j = 0; j <= Math.min(lb, band); j++) previous[j] = j;
  for (let i = 1; i <= la; i++) {
    // Cells further than `band` from the diagonal cannot lie on a path within the limit (Ukkonen 1985).
    const first = Math.max(1, i - band);
    const last = Math.min(lb, i + band);
    const c = a.charCodeAt(i - 1);
    current[first - 1] = first === 1 ? i : FAR;
    if (i + band <= lb) previous[i + band] = FAR;
    let best = first === 1 ? i : FAR;
    for (let j = first; j <= last; j++) {
      const d = b.charCodeAt(j - 1);
      let edits = previous[j - 1]! + (c === d ? 0 : 1);
      const dropped = previous[j]! + 1;
      const added = current[j - 1]! + 1;
      if (dropped < edits) edits = dropped;
      if (added < edits) edits = added;
      if (i > 1 && j > 1 && c === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === d) {
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

/**
 * Bit per letter A–Z, whatever its case; digits share four bits, anything else one: a bound for the metrics at the
 * price of one instruction.
 */
export function letterMask(text: string): number {
  let mask = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const upper = c >= 97 && c <= 122 ? c - 32 : c;
    if (upper >= 65 && upper <= 90) mask |= 1 << (upper - 65);
    else mask |= c >= 48 && c <= 57 ? 1 << (26 + (c & 3)) : 1 << 30;
  }
  return mask;
}

/** Number of set bits of a 32-bit number. */
export function bitCount(mask: number): number {
  let v = mask - ((mask >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Upper bound of {@link jaroWinkler} from the letter masks alone: letters that only one text has cannot be common. A
 * few instructions that spare most calls.
 */
export function jaroWinklerAtMost(a: string, b: string, maskA: number, maskB: number): number {
  const la = a.length;
  const lb = b.length;
  if (la === 0 || lb === 0) return la === lb ? 1 : 0;
  const common = Math.min(la - bitCount(maskA & ~maskB), lb - bitCount(maskB & ~maskA));
  if (common <= 0) return 0;
  const bound = (common / la + common / lb + 1) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < la && prefix < lb && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return bound + prefix * 0.1 * (1 - bound);
}

/** Lower bound of {@link damerauLevenshtein} from lengths and letter masks: each edit brings or takes one letter. */
export function editsAtLeast(a: string, b: string, maskA: number, maskB: number): number {
  const gap = Math.abs(a.length - b.length);
  return Math.max(gap, bitCount(maskA & ~maskB), bitCount(maskB & ~maskA));
}
