import type { Cell, ExportColumn } from './columns.ts';
import { writeError } from './write-errors.ts';

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The number in a cell of an 'integer' or 'number' column; null for a blank. Integers stay exact to 2^53. */
export function numberOf(cell: Cell, column: ExportColumn, path: string, row: number): number | null {
  if (cell === null || cell === '') return null;
  const value = Number(cell);
  const fits =
    column.type === 'integer' ? INTEGER.test(cell) && Number.isSafeInteger(value) : NUMBER.test(cell);
  if (fits && Number.isFinite(value)) return value;
  throw writeError(
    'cell_not_a_number',
    `Row ${row} of column “${column.name}” holds “${cell.slice(0, 50)}”, which is no ${column.type}.`,
    'Export this column as text, or correct the value.',
    { path, row, column: column.name },
  );
}
