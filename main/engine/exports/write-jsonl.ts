import type { ExportColumn, Row } from './columns.ts';
import { numberOf } from './write-typed.ts';
import type { Encoder } from './writers.ts';

/**
 * JSON Lines: one object per row, UTF-8, LF. Every column is a key of every line, in their order, null for a blank cell.
 * Lines are put together as text, so that a column named `__proto__` is data.
 */
export function jsonlEncoder(columns: readonly ExportColumn[], path: string): Encoder {
  const keys = columns.map(({ name }, i) => `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  let written = 0;
  const line = (row: Row): string => {
    written += 1;
    let text = columns.length === 0 ? '{' : '';
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i]!;
      const cell = row[i] ?? null;
      const isNumber = column.type === 'integer' || column.type === 'number';
      text += keys[i] + JSON.stringify(isNumber ? numberOf(cell, column, path, written) : cell);
    }
    return `${text}}\n`;
  };
  return {
    rows: (rows) => [Buffer.from(rows.map(line).join(''))],
    end: () => [],
  };
}
