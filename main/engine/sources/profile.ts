import type { ColumnProfile, RawCell } from '../../../shared/model/source.ts';
import { DistinctValues, ownText, SAMPLE_STEP } from './profile-distinct.ts';
import { guessType, patternOf, typeOf } from './profile-patterns.ts';
import { type CellBlock, cellText } from './read/cell-block.ts';

/** Rows whose patterns are all counted; beyond, one row in PATTERN_STEP. */
const FULL_ROWS = 20_000;
const PATTERN_STEP = 64;
/** Rows whose types are all looked at; beyond, one row in TYPE_STEP. */
const TYPED_ROWS = 2000;
const TYPE_STEP = 256;
const MAX_PATTERNS = 1000;
/** How closely a row is looked at. */
const LOOK = { sampled: 1, patterned: 2, typed: 4 } as const;
const TOP = 20;
const SAMPLES = 5;

/**
 * Profiles the columns of a table in one pass, in memory that does not grow with the rows. Filled cells, lengths,
 * smallest and largest value are exact; distinct and frequent values see {@link DistinctValues}; patterns come from a
 * sample of the rows beyond 20,000.
 */
export class ColumnProfiler {
  readonly #columns: ColumnState[] = [];
  #rows = 0;

  /** The cells of one row; missing ones at the end are absent. */
  add(cells: readonly RawCell[]): void {
    const looks = this.#nextRow(cells.length);
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (cell !== null && cell !== undefined) this.#columns[i]?.add(cell, looks);
    }
  }

  /** The cells of one row of a block. */
  addRow(block: CellBlock, row: number): void {
    const looks = this.#nextRow(block.width);
    const first = row * block.width;
    for (let i = 0; i < block.width; i++) this.#columns[i]?.addCell(block, first + i, looks);
  }

  /** Counts a row and says how closely it is looked at: flags of {@link LOOK}. */
  #nextRow(cells: number): number {
    const row = this.#rows++;
    while (this.#columns.length < cells) this.#columns.push(new ColumnState(cells));
    if (row % 4096 === 0) for (const column of this.#columns) column.settle();
    const draw = spread(row);
    const sampled = draw % SAMPLE_STEP === 0 ? LOOK.sampled : 0;
    const patterned = row < FULL_ROWS || draw % PATTERN_STEP === 0 ? LOOK.patterned : 0;
    const typed = row < TYPED_ROWS || draw % TYPE_STEP === 0 ? LOOK.typed : 0;
    return sampled | patterned | typed;
  }

  /** One profile per column, in order. */
  finish(columns: readonly string[]): ColumnProfile[] {
    return columns.map((name, i) =>
      (this.#columns[i] ?? new ColumnState(columns.length)).profile(name, this.#rows),
    );
  }
}

/**
 * Scatters row numbers, so that a sample does not beat with whatever comes every n-th row (Knuth's multiplicative hash,
 * The Art of Computer Programming 6.4; its high bits are the good ones).
 */
function spread(row: number): number {
  return Math.imul(row, 0x9e3779b1) >>> 20;
}

class ColumnState {
  readonly #values: DistinctValues;
  readonly #patterns = new Map<string, number>();
  readonly #types = new Map<ColumnProfile['typeGuess'], number>();
  readonly #samples: string[] = [];
  #filled = 0;
  #minLength = Number.POSITIVE_INFINITY;
  #maxLength = 0;
  #min: string | null = null;
  #max: string | null = null;
  #minStart = Number.POSITIVE_INFINITY;
  #maxStart = -1;

  constructor(columns: number) {
    this.#values = new DistinctValues(columns);
  }

  add(cell: string, looks: number): void {
    const first = cell.charCodeAt(0);
    if (!(first > 0x20 && first < 0x80) && cell.trim() === '') return;
    this.#filled++;
    if (cell.length < this.#minLength) this.#minLength = cell.length;
    if (cell.length > this.#maxLength) this.#maxLength = cell.length;
    const start = startOf(first, cell.length > 1 ? cell.charCodeAt(1) : 0);
    if (start <= this.#minStart || start >= this.#maxStart) this.#extremes(cell, start);
    this.#values.add(cell, (looks & LOOK.sampled) !== 0);
    this.#look(cell, looks);
  }

  /** The same for a cell of a block; no string is made of it unless it is needed. */
  addCell(block: CellBlock, at: number, looks: number): void {
    const { text, places, kinds } = block;
    const from = places[at * 2]!;
    const to = places[at * 2 + 1]!;
    if (from === to) return;
    const first = text[from]!;
    if (kinds[at] !== 0 || first <= 0x20) {
      this.add(cellText(block, at), looks);
      return;
    }
    this.#filled++;
    const length = to - from;
    if (length < this.#minLength) this.#minLength = length;
    if (length > this.#maxLength) this.#maxLength = length;
    const start = startOf(first, length > 1 ? text[from + 1]! : 0);
    if (start <= this.#minStart || start >= this.#maxStart) this.#extremes(cellText(block, at), start);
    this.#values.addBytes(text, from, to, (looks & LOOK.sampled) !== 0);
    if ((looks & ~LOOK.sampled) !== 0) this.#look(cellText(block, at), looks);
  }

  #look(cell: string, looks: number): void {
    if (looks & LOOK.patterned) this.#pattern(cell);
    if (looks & LOOK.typed) this.#type(cell);
  }

  /** Lets go of the text its values were cut from. */
  settle(): void {
    if (this.#min !== null) this.#min = ownText(this.#min);
    if (this.#max !== null) this.#max = ownText(this.#max);
  }

  profile(column: string, rows: number): ColumnProfile {
    const { exact } = this.#values;
    const filled = this.#filled;
    return {
      column,
      rows,
      filled,
      distinct: Math.min(this.#values.distinct, filled),
      distinctIsExact: exact,
      top: this.#values
        .top(TOP)
        .map(({ value, count }) => ({ value: shown(value), count: Math.min(count, filled) })),
      patterns: mostFrequent(this.#patterns),
      minLength: filled === 0 ? 0 : this.#minLength,
      maxLength: this.#maxLength,
      min: this.#min === null ? null : shown(this.#min),
      max: this.#max === null ? null : shown(this.#max),
      typeGuess: guessType(this.#types),
      samples: this.#samples,
      sampled: !exact || rows > FULL_ROWS,
    };
  }

  #extremes(cell: string, start: number): void {
    if (start <= this.#minStart && (this.#min === null || cell < this.#min)) {
      this.#min = cell;
      this.#minStart = start;
    }
    if (start >= this.#maxStart && (this.#max === null || cell > this.#max)) {
      this.#max = cell;
      this.#maxStart = start;
    }
  }

  #pattern(cell: string): void {
    const pattern = patternOf(cell);
    const count = this.#patterns.get(pattern);
    if (count !== undefined || this.#patterns.size < MAX_PATTERNS)
      this.#patterns.set(pattern, (count ?? 0) + 1);
  }

  #type(cell: string): void {
    const type = typeOf(cell);
    this.#types.set(type, (this.#types.get(type) ?? 0) + 1);
    if (this.#samples.length < SAMPLES && !this.#samples.includes(cell))
      this.#samples.push(ownText(shown(cell)));
  }
}

/** The first two characters as a number: they decide most comparisons, and cost far less. */
function startOf(first: number, second: number): number {
  return first * 0x10000 + second;
}

function mostFrequent(patterns: ReadonlyMap<string, number>): { pattern: string; count: number }[] {
  return [...patterns]
    .sort((a, b) => b[1] - a[1])
    .slice(0, TOP)
    .map(([pattern, count]) => ({ pattern, count }));
}

/** Long values are cut where they are only shown. */
function shown(value: string): string {
  return value.length > 200 ? `${value.slice(0, 200)}…` : value;
}
