import { damerauLevenshtein, jaroWinkler } from './metrics.ts';
import { words } from './text.ts';

/**
 * Soft TF-IDF (Cohen, Ravikumar & Fienberg 2003) over the values of one dictionary: rare words weigh more, words spelled nearly alike
 * count in part. Word weights come from the distinct values themselves.
 */
export class TokenWeights {
  /** Words of value v are tokens[starts[v] … starts[v + 1] - 1]. */
  private readonly starts: Uint32Array;
  private readonly tokens: Uint32Array;
  private readonly texts: string[] = [];
  private readonly rarity: Float64Array;
  private readonly norms: Float64Array;

  constructor(values: readonly string[]) {
    const ids = new Map<string, number>();
    const flat: number[] = [];
    this.starts = new Uint32Array(values.length + 1);
    const holders: number[] = [];
    values.forEach((value, v) => {
      this.starts[v] = flat.length;
      for (const word of new Set(words(value))) {
        let id = ids.get(word);
        if (id === undefined) {
          id = this.texts.length;
          ids.set(word, id);
          this.texts.push(word);
          holders.push(0);
        }
        holders[id]!++;
        flat.push(id);
      }
    });
    this.starts[values.length] = flat.length;
    this.tokens = Uint32Array.from(flat);
    this.rarity = Float64Array.from(holders, (n) => Math.log(1 + values.length / n));
    this.norms = new Float64Array(values.length);
    for (let v = 0; v < values.length; v++) this.norms[v] = this.norm(v);
  }

  private norm(v: number): number {
    let sum = 0;
    for (let k = this.starts[v]!; k < this.starts[v + 1]!; k++) sum += this.rarity[this.tokens[k]!]! ** 2;
    return Math.sqrt(sum);
  }

  /** The words of a value, rarest first; equally rare ones in alphabetical order. */
  rarest(v: number): string[] {
    return [...this.tokens.subarray(this.starts[v]!, this.starts[v + 1]!)]
      .sort((a, b) => this.rarity[b]! - this.rarity[a]! || (this.texts[a]! < this.texts[b]! ? -1 : 1))
      .map((id) => this.texts[id]!);
  }

  /** Soft TF-IDF in 0…1, symmetric (the mean of both directions). */
  similarity(a: number, b: number): number {
    return (this.directed(a, b) + this.directed(b, a)) / 2;
  }

  private directed(a: number, b: number): number {
    const scale = this.norms[a]! * this.norms[b]!;
    if (scale === 0) return 0;
    let sum = 0;
    for (let k = this.starts[a]!; k < this.starts[a + 1]!; k++) {
      const token = this.tokens[k]!;
      let best = 0;
      for (let l = this.starts[b]!; l < this.starts[b + 1]!; l++) {
        const other = this.tokens[l]!;
        const near = token === other ? 1 : likeness(this.texts[token]!, this.texts[other]!);
        best = Math.max(best, near * this.rarity[token]! * this.rarity[other]!);
      }
      sum += best;
    }
    return Math.min(1, sum / scale);
  }

  /** Share of the weight of the value with less weight that the other one has too: 1 when one contains the other. */
  containment(a: number, b: number): number {
    const [few, many] = this.norms[a]! < this.norms[b]! ? [a, b] : [b, a];
    let all = 0;
    let found = 0;
    for (let k = this.starts[few]!; k < this.starts[few + 1]!; k++) {
      const token = this.tokens[k]!;
      let best = 0;
      for (let l = this.starts[many]!; l < this.starts[many + 1]!; l++) {
        const other = this.tokens[l]!;
        best = Math.max(best, token === other ? 1 : likeness(this.texts[token]!, this.texts[other]!));
      }
      all += this.rarity[token]!;
      found += best * this.rarity[token]!;
    }
    return all === 0 ? 0 : found / all;
  }

  /** True when both values have words with digits and these differ: Room 12 and Room 14, 64 GB and 128 GB. */
  numbersConflict(a: number, b: number): boolean {
    const left = this.numbers(a);
    const right = this.numbers(b);
    if (left.length === 0 || right.length === 0) return false;
    const [few, many] = left.length <= right.length ? [left, right] : [right, left];
    return !few.every((text) => many.includes(text));
  }

  private numbers(v: number): string[] {
    const found: string[] = [];
    for (let k = this.starts[v]!; k < this.starts[v + 1]!; k++) {
      const text = this.texts[this.tokens[k]!]!;
      if (/[0-9]/.test(text)) found.push(text);
    }
    return found;
  }
}

/** How far a word stands for another, 0 … 0.95: a slip, or an abbreviation of at least three letters. */
function likeness(a: string, b: string): number {
  const shortest = Math.min(a.length, b.length);
  if (shortest < 3) return 0;
  if (/[0-9]/.test(a) || /[0-9]/.test(b)) return 0;
  if (a.startsWith(b) || b.startsWith(a)) return shortest >= 4 ? 0.9 : 0.75;
  if (a.charCodeAt(0) !== b.charCodeAt(0) && shortest < 5) return 0;
  if (shortest >= 4 && damerauLevenshtein(a, b, 1) <= 1) return 0.92;
  if (shortest < 5) return 0;
  const similarity = jaroWinkler(a, b);
  return similarity >= 0.92 ? similarity * 0.95 : 0;
}
