import type { ColumnProfile } from '../../../shared/model/source.ts';
import { headerWords, readHeaders } from './headers.ts';

/** A column of one version of a file. */
export interface ProfiledColumn {
  readonly column: string;
  readonly profile?: ColumnProfile;
}

export interface RenamedColumn {
  readonly from: string;
  readonly to: string;
  /** 0…1, from the headers and from what the columns hold. */
  readonly confidence: number;
}

/** What changed between two versions of a file. */
export interface ColumnDrift {
  readonly same: readonly string[];
  readonly renamed: readonly RenamedColumn[];
  readonly missing: readonly string[];
  readonly added: readonly string[];
  /** The columns that stayed stand in another order. */
  readonly reordered: boolean;
}

const LIKELY = 0.6;
/** Pairs compared at most: beyond it (thousands of columns renamed at once) nobody would read the list. */
const MAX_PAIRS = 250_000;

/** Compares the columns of last month's file with this month's; each renamed column is paired with its likeliest. */
export function compareColumns(
  before: readonly ProfiledColumn[],
  after: readonly ProfiledColumn[],
): ColumnDrift {
  const now = new Set(after.map(({ column }) => column));
  const then = new Set(before.map(({ column }) => column));
  const same = before.flatMap(({ column }) => (now.has(column) ? [column] : []));
  const gone = before.filter(({ column }) => !now.has(column));
  const fresh = after.filter(({ column }) => !then.has(column));
  const renamed = pair(gone, fresh, before, after);
  const from = new Set(renamed.map((one) => one.from));
  const to = new Set(renamed.map((one) => one.to));
  const order = after.flatMap(({ column }) => (then.has(column) ? [column] : []));
  return {
    same,
    renamed,
    missing: gone.flatMap(({ column }) => (from.has(column) ? [] : [column])),
    added: fresh.flatMap(({ column }) => (to.has(column) ? [] : [column])),
    reordered: order.some((column, i) => column !== same[i]),
  };
}

function pair(
  gone: readonly ProfiledColumn[],
  fresh: readonly ProfiledColumn[],
  before: readonly ProfiledColumn[],
  after: readonly ProfiledColumn[],
): RenamedColumn[] {
  if (gone.length * fresh.length > MAX_PAIRS) return [];
  const placeBefore = new Map(before.map(({ column }, i) => [column, i]));
  const placeAfter = new Map(after.map(({ column }, i) => [column, i]));
  const meaning = new Map(
    readHeaders([...gone, ...fresh].map(({ column }) => column)).map((header) => [
      header.column,
      header.matches,
    ]),
  );
  const pairs = gone.flatMap((old) =>
    fresh.map((candidate): RenamedColumn => {
      const header = headerLikeness(old.column, candidate.column, meaning);
      const content = contentLikeness(old.profile, candidate.profile);
      const place = placeBefore.get(old.column) === placeAfter.get(candidate.column) ? 0.08 : 0;
      return { from: old.column, to: candidate.column, confidence: combine(header, content, place) };
    }),
  );
  const taken = new Set<string>();
  return pairs
    .filter(({ confidence }) => confidence >= LIKELY)
    .sort((a, b) => b.confidence - a.confidence)
    .filter(({ from, to }) => {
      if (taken.has(`from ${from}`) || taken.has(`to ${to}`)) return false;
      taken.add(`from ${from}`).add(`to ${to}`);
      return true;
    });
}

/** Contents that differ outweigh any header; contents alone need to be very like, or to stand in the same place. */
function combine(header: number, content: number | null, place: number): number {
  const both =
    content === null ? header * 0.85 : content < 0.25 ? 0.4 * header : 0.45 * header + 0.55 * content;
  return Math.round(Math.min(0.99, both + place) * 100) / 100;
}

type Meaning = ReadonlyMap<string, readonly { readonly concept: string; readonly score: number }[]>;

/** 1 = same letters; 0.9 = same meaning in the dictionary; else shared letter pairs (Dice's coefficient). */
function headerLikeness(a: string, b: string, meaning: Meaning): number {
  const [plainA, plainB] = [headerWords(a).join(''), headerWords(b).join('')];
  if (plainA === plainB) return 1;
  const [bestA, bestB] = [meaning.get(a)?.[0], meaning.get(b)?.[0]];
  const sameMeaning =
    bestA && bestB && bestA.concept === bestB.concept && Math.min(bestA.score, bestB.score) > 0.7;
  return Math.max(sameMeaning ? 0.9 : 0, dice(pairsOf(plainA), pairsOf(plainB)));
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let i = 0; i < text.length - 1; i++) pairs.add(text.slice(i, i + 2));
  return pairs;
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let shared = 0;
  for (const one of a) if (b.has(one)) shared++;
  return (2 * shared) / (a.size + b.size);
}

/** How alike two columns are in type, fill, variety, lengths, patterns and frequent values; null when one is unknown. */
function contentLikeness(a: ColumnProfile | undefined, b: ColumnProfile | undefined): number | null {
  if (!a || !b || a.filled === 0 || b.filled === 0) return null;
  const type = a.typeGuess === b.typeGuess ? 1 : 0;
  const fill = 1 - Math.abs(a.filled / Math.max(1, a.rows) - b.filled / Math.max(1, b.rows));
  const variety = 1 - Math.abs(Math.min(1, a.distinct / a.filled) - Math.min(1, b.distinct / b.filled));
  const lengths = overlap([a.minLength, a.maxLength], [b.minLength, b.maxLength]);
  const patterns = shareInCommon(
    a.patterns.map((p) => [p.pattern, p.count]),
    b.patterns.map((p) => [p.pattern, p.count]),
  );
  const values = shareInCommon(
    a.top.map((t) => [t.value, t.count]),
    b.top.map((t) => [t.value, t.count]),
  );
  if (type === 0 && (patterns ?? 0) < 0.3 && (values ?? 0) < 0.3) return 0.1;
  const parts: [number, number][] = [
    [type, 2],
    [fill, 1],
    [variety, 1],
    [lengths, 1],
    ...(patterns === null ? [] : [[patterns, 3] as [number, number]]),
    // Few distinct values that recur are the best sign; in a column of names none need recur.
    ...(values === null ? [] : [[values, a.distinct <= 50 || values > 0.3 ? 4 : 0.5] as [number, number]]),
  ];
  const weight = parts.reduce((sum, [, w]) => sum + w, 0);
  return parts.reduce((sum, [value, w]) => sum + value * w, 0) / weight;
}

function overlap([minA, maxA]: [number, number], [minB, maxB]: [number, number]): number {
  const union = Math.max(maxA, maxB) - Math.min(minA, minB) + 1;
  const both = Math.min(maxA, maxB) - Math.max(minA, minB) + 1;
  return Math.max(0, both / union);
}

type Counts = readonly (readonly [string, number])[];

/** Shared mass of two frequency lists, each scaled to 1. Null when one is empty. */
function shareInCommon(a: Counts, b: Counts): number | null {
  const total = (counts: Counts) => counts.reduce((sum, [, count]) => sum + count, 0);
  const [totalA, totalB] = [total(a), total(b)];
  if (totalA === 0 || totalB === 0) return null;
  const ofB = new Map(b.map(([value, count]) => [value, count / totalB]));
  return a.reduce((sum, [value, count]) => sum + Math.min(count / totalA, ofB.get(value) ?? 0), 0);
}
