import type { RawCell } from '../../../shared/model/source.ts';

/**
 * Puts the cells of a file's rows into the order in which the source stores them. Columns the source already has keep
 * their places, new ones are added at the end: a row that did not change keeps its hash when columns move or are added.
 */
export class ColumnOrder {
  /** All columns, in stored order; grows as the file shows new ones. */
  readonly stored: string[];
  #positions: readonly number[] = [];
  #identical = true;

  constructor(known: readonly string[]) {
    this.stored = [...known];
  }

  /** Takes note of the columns of the file, in its own order. May be called again with more. */
  columns(names: readonly string[]): void {
    const at = new Map(this.stored.map((name, index) => [name, index]));
    this.#positions = names.map((name) => {
      const known = at.get(name);
      if (known !== undefined) return known;
      this.stored.push(name);
      at.set(name, this.stored.length - 1);
      return this.stored.length - 1;
    });
    this.#identical = this.#positions.every((position, index) => position === index);
  }

  /** For each place in stored order the column of the file that goes there, -1 for none, without trailing ones. */
  sources(): number[] {
    const sources = new Array<number>(Math.max(0, ...this.#positions.map((position) => position + 1))).fill(
      -1,
    );
    for (const [index, position] of this.#positions.entries()) sources[position] = index;
    return sources;
  }

  /** The cells in stored order, without trailing absent ones. May return the array it was given. */
  place(cells: RawCell[]): RawCell[] {
    const placed = this.#identical ? cells : this.#move(cells);
    while (placed.length > 0 && placed[placed.length - 1] === null) placed.pop();
    return placed;
  }

  #move(cells: readonly RawCell[]): RawCell[] {
    const moved = new Array<RawCell>(this.stored.length).fill(null);
    for (let i = 0; i < cells.length; i++) moved[this.#positions[i] ?? i] = cells[i] ?? null;
    return moved;
  }
}
