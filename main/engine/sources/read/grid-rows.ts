import type { RawCell } from '../../../../shared/model/source.ts';
import type { TableSink } from './contract.ts';
import { nameApart, uniqueNames } from './names.ts';
import type { RowCollector } from './row-collector.ts';

/**
 * Rows of a grid (a sheet): finds the header at its physical row, skips empty rows, and adds a numbered column when a
 * row has a filled cell beyond the header.
 */
export class GridRows {
  columns: string[] = [];
  readonly #headerRow: number;
  readonly #rows: RowCollector;
  readonly #sink: TableSink;
  #announced = false;

  /** `headerRow`: physical row number; 0: none. */
  constructor(rows: RowCollector, sink: TableSink, headerRow: number) {
    this.#rows = rows;
    this.#sink = sink;
    this.#headerRow = headerRow;
  }

  row(number: number, cells: RawCell[]): void {
    while (cells.length > 0 && isBlank(cells[cells.length - 1])) cells.pop();
    if (number < this.#headerRow) return;
    if (number === this.#headerRow) {
      this.columns = uniqueNames(cells);
      this.#announce();
      return;
    }
    if (cells.length === 0) return;
    if (cells.length > this.columns.length) this.#widen(cells.length);
    this.#rows.add(cells, weight(cells));
  }

  end(): void {
    if (!this.#announced) this.#announce();
  }

  #announce(): void {
    this.#announced = true;
    this.#sink.columns([...this.columns]);
  }

  #widen(width: number): void {
    const taken = new Set(this.columns);
    while (this.columns.length < width) {
      const name = nameApart(`column_${this.columns.length + 1}`, taken);
      taken.add(name);
      this.columns.push(name);
    }
    this.#announce();
  }
}

function isBlank(cell: RawCell | undefined): boolean {
  return cell === null || cell === undefined || cell.trim() === '';
}

function weight(cells: readonly RawCell[]): number {
  let total = 0;
  for (const cell of cells) total += cell?.length ?? 0;
  return total;
}
