/** Pairs of neighbouring characters and how often each occurs in a text. */
function bigrams(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (let k = 0; k + 1 < text.length; k++) {
    const pair = text.charCodeAt(k) * 0x10000 + text.charCodeAt(k + 1);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/**
 * Dice's coefficient over character bigrams, 0…1 (Adamson & Boreham 1974): twice the bigrams in common over all of both.
 * NIGHT and NACHT have one of eight in common: 0.25. Texts of one character are the same or have nothing in common.
 */
export function bigramSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const left = bigrams(a);
  let common = 0;
  for (const [pair, count] of bigrams(b)) common += Math.min(count, left.get(pair) ?? 0);
  return (2 * common) / (a.length - 1 + b.length - 1);
}

/** Jaccard index of the characters of two texts, 0…1, as DuckDB's `jaccard` computes it. */
export function characterJaccard(a: string, b: string): number {
  const left = new Set(a);
  const right = new Set(b);
  const common = [...left].filter((character) => right.has(character)).length;
  const all = left.size + right.size - common;
  return all === 0 ? 1 : common / all;
}
