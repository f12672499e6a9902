import type { Texts } from './dictionary.ts';
import { bitCount, damerauLevenshtein, jaroWinkler, letterMask } from './metrics.ts';
import { PairCache } from './pair-cache.ts';
import type { Feature, Features } from './shared.ts';
import { words } from './text.ts';

/**
 * Soft TF-IDF (Cohen, Ravikumar & Fienberg 2003) over the values of one dictionary: rare words weigh more, words spelled nearly alike
 * count in part. Word weights come from the distinct values themselves.
 */
export class TokenWeights {
  /** Words of value v are tokens[starts[v] … starts[v + 1] - 1]. */
  private readonly starts: Uint32Array;
  private readonly tokens: Uint32Array;
  private readonly texts: readonly string[];
  private readonly rarity: Float64Array;
  private readonly norms: Float64Array;
  private readonly masks: Int32Array;
  private readonly hasNumbers: Uint8Array;
  private readonly counts: Uint32Array;
  private readonly cache = new PairCache(18);
  private sum = 0;
  private share = 0;
  /** Soft TF-IDF in 0…1 of the values compared last. */
  similarity = 0;
  /** Share of the weight of the lighter value that the other has too: 1 when one contains the other. */
  containment = 0;
  /** The larger of the shares of its weight that either has in common with the other: low where each has words of its own. */
  coverage = 0;

  constructor(values: Texts, counted: WordCounts) {
    this.starts = counted.starts;
    this.tokens = counted.tokens;
    this.rarity = counted.rarity;
    this.norms = counted.norms;
    this.hasNumbers = counted.hasNumbers;
    this.counts = counted.counts;
    // Each word is read from the first value that has it.
    this.texts = Array.from(counted.holder, (v, id) => {
      const place = this.tokens.indexOf(id, this.starts[v]!) - this.starts[v]!;
      return distinctWords(values.text(v))[place]!;
    });
    this.masks = Int32Array.from(this.texts, letterMask);
  }

  /** Each word and the number of texts that hold it. */
  holders(): [string, number][] {
    return this.texts.map((text, id) => [text, this.counts[id]!]);
  }

  /** The words of a value, rarest first; equally rare ones in alphabetical order. */
  rarest(v: number): string[] {
    return [...this.tokens.subarray(this.starts[v]!, this.starts[v + 1]!)]
      .sort((a, b) => this.rarity[b]! - this.rarity[a]! || (this.texts[a]! < this.texts[b]! ? -1 : 1))
      .map((id) => this.texts[id]!);
  }

  /** Compares two values; the results stand in `similarity` and `containment` until the next call. Symmetric. */
  compare(a: number, b: number): void {
    const scale = this.norms[a]! * this.norms[b]!;
    this.directed(a, b);
    const { sum, share } = this;
    this.directed(b, a);
    this.similarity = scale === 0 ? 0 : Math.min(1, (sum + this.sum) / (2 * scale));
    this.coverage = Math.max(share, this.share);
    this.containment = this.norms[a]! < this.norms[b]! ? share : this.share;
    if (this.norms[a] === this.norms[b]) this.containment = Math.max(share, this.share);
  }

  /** Sum of products, and share of the weight of `a`, that `b` has too. */
  private directed(a: number, b: number): void {
    let sum = 0;
    let all = 0;
    let found = 0;
    for (let k = this.starts[a]!; k < this.starts[a + 1]!; k++) {
      const token = this.tokens[k]!;
      const weight = this.rarity[token]!;
      let best = 0;
      let nearest = 0;
      for (let l = this.starts[b]!; l < this.starts[b + 1]!; l++) {
        const other = this.tokens[l]!;
        const near = token === other ? 1 : this.likeness(token, other);
        if (near === 0) continue;
        best = Math.max(best, near * weight * this.rarity[other]!);
        nearest = Math.max(nearest, near);
      }
      sum += best;
      all += weight;
      found += nearest * weight;
    }
    this.sum = sum;
    this.share = all === 0 ? 0 : found / all;
  }

  /** Likeness of two different words in percent steps, computed once per pair. */
  private likeness(a: number, b: number): number {
    const far = this.masks[a]! ^ this.masks[b]!;
    // A slip or two change few letters; an abbreviation brings none of its own.
    if (bitCount(far) > 4 && (this.masks[a]! & far) !== 0 && (this.masks[b]! & far) !== 0) return 0;
    return this.cache.get(a, b, this.computeLikeness) / 100;
  }

  private readonly computeLikeness = (a: number, b: number): number =>
    Math.round(100 * likeness(this.texts[a]!, this.texts[b]!));

  /** True when both values have words with digits and these differ: Room 12 and Room 14, 64 GB and 128 GB. */
  numbersConflict(a: number, b: number): boolean {
    if (this.hasNumbers[a] === 0 || this.hasNumbers[b] === 0) return false;
    const left = this.numbers(a);
    const right = this.numbers(b);
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

interface WordCounts extends Feature {
  readonly starts: Uint32Array;
  readonly tokens: Uint32Array;
  /** By word. */
  readonly rarity: Float64Array;
  readonly counts: Uint32Array;
  /** First value with the word. */
  readonly holder: Uint32Array;
  /** By value. */
  readonly norms: Float64Array;
  readonly hasNumbers: Uint8Array;
}

const distinctWords = (text: string): string[] => [...new Set(words(text))];

/** How many texts there are, and how many of them hold each word. */
export interface WordHolders {
  readonly size: number;
  of(word: string): number;
}

/** Counts the words of some texts; `known` says what all texts say, where these are only some. */
export function countWords(values: Texts, known?: WordHolders): WordCounts {
  const ids = new Map<string, number>();
  const tokens: number[] = [];
  const starts = new Uint32Array(values.size + 1);
  const holders: number[] = [];
  const holder: number[] = [];
  const hasNumbers = new Uint8Array(values.size);
  for (let v = 0; v < values.size; v++) {
    starts[v] = tokens.length;
    const text = values.text(v);
    if (/[0-9]/.test(text)) hasNumbers[v] = 1;
    for (const word of distinctWords(text)) {
      let id = ids.get(word);
      if (id === undefined) {
        id = holders.length;
        ids.set(word, id);
        holders.push(0);
        holder.push(v);
      }
      holders[id]!++;
      tokens.push(id);
    }
  }
  starts[values.size] = tokens.length;
  const size = known?.size ?? values.size;
  if (known) for (const [word, id] of ids) holders[id] = Math.max(1, known.of(word));
  const rarity = Float64Array.from(holders, (n) => Math.log(1 + size / n));
  const norms = Float64Array.from({ length: values.size }, (_, v) => {
    let sum = 0;
    for (let k = starts[v]!; k < starts[v + 1]!; k++) sum += rarity[tokens[k]!]! ** 2;
    return Math.sqrt(sum);
  });
  return {
    starts,
    tokens: Uint32Array.from(tokens),
    rarity,
    counts: Uint32Array.from(holders),
    holder: Uint32Array.from(holder),
    norms,
    hasNumbers,
  };
}

/** Name of the feature that counts words. */
export const wordsFeature = (name: string): string => `words ${name}`;

const weightsOf = new WeakMap<Texts, TokenWeights>();

/** Word weights of some texts, counted once; `name` tells these texts from others of the same records. */
export function tokenWeights(texts: Texts, name: string, features: Features): TokenWeights {
  let weights = weightsOf.get(texts);
  if (weights === undefined) {
    weights = new TokenWeights(
      texts,
      features.get(wordsFeature(name), () => countWords(texts)),
    );
    weightsOf.set(texts, weights);
  }
  return weights;
}

/** How far a word stands for another, 0 … 0.95: a slip, or an abbreviation of at least three letters. */
function likeness(a: string, b: string): number {
  const shortest = Math.min(a.length, b.length);
  if (shortest < 3) return 0;
  if (/[0-9]/.test(a) || /[0-9]/.test(b)) return 0;
  if (a.startsWith(b) || b.startsWith(a)) return shortest >= 4 ? 0.9 : 0.75;
  if (a.charCodeAt(0) !== b.charCodeAt(0) && shortest < 5) return 0;
  if (shortest >= 4 && damerauLevenshtein(a, b, 1) <= 1) return 0.92;
  if (isAbbreviation(a, b)) return 0.85;
  if (shortest < 5) return 0;
  const similarity = jaroWinkler(a, b);
  return similarity >= 0.92 ? similarity * 0.95 : 0;
}

/** CTR for CENTER, SVCS for SERVICES, STE for SOCIETE: from first to last letter, in order, most vowels left out. */
function isAbbreviation(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length > 5 || long.length < short.length + 2) return false;
  if (short.charAt(0) !== long.charAt(0) || short.at(-1) !== long.at(-1)) return false;
  if (/[AEIOUY]/.test(short.slice(1, -1))) return false;
  let at = 0;
  for (let k = 0; k < long.length && at < short.length; k++)
    if (long.charCodeAt(k) === short.charCodeAt(at)) at++;
  return at === short.length;
}
