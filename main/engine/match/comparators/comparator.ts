import type { Comparison, Guards } from '../../../../shared/model/match-model.ts';
import type { Column, EncodedRecords } from '../encode.ts';

/** Returned instead of a level when a side is blank: no evidence either way. */
export const BLANK = 255;

/** A level a comparator can tell apart, with the probabilities used until they are trained. */
export interface LevelTemplate {
  readonly name: string;
  /** P(level | match), before training. */
  readonly m: number;
  /** P(level | no match), before training. */
  readonly u: number;
}

/** Pairs that are compared in one go. */
export const BATCH = 512;

/** Up to {@link BATCH} pairs of records: `left[k]` with `right[k]`, for k under `size`. */
export class PairBatch {
  readonly left = new Uint32Array(BATCH);
  readonly right = new Uint32Array(BATCH);
  size = 0;
}

/** Compares two records in one respect. Symmetric: compare(i, j) = compare(j, i). */
export interface Comparator {
  /** Index into the levels of its family, or {@link BLANK}. */
  compare(i: number, j: number): number;
  /**
   * The same for each pair of a batch, into `levels`. A loop of its own, of a comparator that is often used: millions of
   * pairs go through it without a call that could be to any comparator.
   */
  compareAll?(pairs: PairBatch, levels: Uint8Array): void;
  /**
   * Relative frequency of what the records agree on (0…1), for the term-frequency adjustment; 0 where it does not
   * apply.
   */
  frequency(i: number, j: number, level: number): number;
  /** What was compared, for a person to read. */
  values(i: number): readonly string[];
}

/** What a comparator may know besides the records. */
export interface ComparatorContext {
  readonly records: EncodedRecords;
  readonly comparison: Comparison;
  readonly guards: Guards;
  /** Records expected of the same entity beside an average record. */
  readonly duplicates: number;
}

/** A kind of comparison: its levels, best first, the last being "everything else". */
export interface ComparatorFamily {
  readonly name: string;
  readonly levels: readonly LevelTemplate[];
  /** Levels at which it matters how common the value is: others need not be asked for their frequency. */
  readonly valued: readonly number[];
  create(context: ComparatorContext): Comparator;
}

/** Column of the n-th attribute of a comparison, or undefined when it names fewer. */
export function columnOf(context: ComparatorContext, position: number): Column | undefined {
  const attribute = context.comparison.attributes[position];
  return attribute === undefined ? undefined : context.records.columns.get(attribute);
}

/** Texts of all values of one record in some columns, blanks left out. */
export function textsOf(columns: readonly (Column | undefined)[], i: number): string[] {
  const texts: string[] = [];
  for (const column of columns) {
    if (column === undefined) continue;
    const start = firstOf(column, i);
    for (let k = start; k < endOf(column, i); k++) {
      const id = column.ids[k]!;
      if (id !== 0) texts.push(column.dictionary.text(id));
    }
  }
  return texts;
}

/** Position in `column.ids` of the first value of record i. */
export function firstOf(column: Column, i: number): number {
  return column.offsets === null ? i : column.offsets[i]!;
}

/** Position in `column.ids` after the last value of record i. */
export function endOf(column: Column, i: number): number {
  return column.offsets === null ? i + 1 : column.offsets[i + 1]!;
}

/** Values added to every count: a value nobody else has in a small file is not thereby rare. */
const BACKGROUND = 500;

/**
 * P(another entity has the same value), by value number: records that hold it beside the two compared and those one
 * entity accounts for (`duplicates` of an average record), drawn towards an everyday value (`usual`) while the records
 * are too few to tell, and never below `least`.
 */
export function relativeFrequencies(
  { duplicates }: ComparatorContext,
  column: Column,
  usual: number,
  least = 0,
): (id: number) => number {
  const scale = column.filled + BACKGROUND;
  const added = BACKGROUND * usual;
  const own = Math.max(2, 1 + duplicates);
  return (id) => Math.max(least, (Math.max(0, (column.frequency[id] ?? 0) - own) + added) / scale);
}

/**
 * Best (lowest) level over all pairs of values of two records in one column; {@link BLANK} when a side has none.
 * `compare` gets two value numbers.
 */
export function bestLevel(
  column: Column,
  i: number,
  j: number,
  compare: (a: number, b: number) => number,
): number {
  let best = BLANK;
  const { ids, offsets } = column;
  if (offsets === null) {
    const [a, b] = [ids[i]!, ids[j]!];
    return a === 0 || b === 0 ? BLANK : compare(a, b);
  }
  const endI = offsets[i + 1]!;
  const endJ = offsets[j + 1]!;
  for (let k = offsets[i]!; k < endI; k++) {
    const a = ids[k]!;
    if (a === 0) continue;
    for (let l = offsets[j]!; l < endJ; l++) {
      const b = ids[l]!;
      if (b === 0) continue;
      const level = compare(a, b);
      if (level < best) best = level;
    }
  }
  return best;
}

/** A value both records have in a column, the rarest one; 0 when they share none. */
export function sharedValue(column: Column, i: number, j: number): number {
  let shared = 0;
  const endI = endOf(column, i);
  const endJ = endOf(column, j);
  for (let k = firstOf(column, i); k < endI; k++) {
    const a = column.ids[k]!;
    if (a === 0) continue;
    for (let l = firstOf(column, j); l < endJ; l++) {
      if (column.ids[l] === a && (shared === 0 || column.frequency[a]! < column.frequency[shared]!))
        shared = a;
    }
  }
  return shared;
}
