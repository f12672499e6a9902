import Papa from 'papaparse';
import type { ExportColumn, Row } from './columns.ts';
import type { Encoder, WriteOptions } from './writers.ts';

const FORMULA_START = /^[=+\-@\t\r\n]/;
const LINE_END = '\r\n';

/**
 * RFC 4180, UTF-8, CRLF. A blank is an empty cell, whether null or ''. A file of one column quotes its empty cells, as an
 * empty line would be no row.
 */
export function csvEncoder(columns: readonly ExportColumn[], options: WriteOptions): Encoder {
  const config: Papa.UnparseConfig = {
    delimiter: options.delimiter ?? ',',
    newline: LINE_END,
    escapeFormulae: options.formulaProtection ? FORMULA_START : false,
    ...(columns.length === 1 && { quotes: (cell: unknown) => cell === '' }),
  };
  const lines = (rows: readonly Row[]) => Papa.unparse(asText(rows, columns.length), config) + LINE_END;
  let started = false;
  const head = (): string => {
    if (started) return '';
    started = true;
    return (options.bom ? '\uFEFF' : '') + lines([columns.map((column) => column.name)]);
  };
  return {
    rows: (rows) => [Buffer.from(head() + (rows.length > 0 ? lines(rows) : ''))],
    end: () => [Buffer.from(head())],
  };
}

/** The library leaves null cells unquoted, which a single column cannot afford. */
function asText(rows: readonly Row[], columns: number): Row[] {
  return columns === 1 ? rows.map((row) => [row[0] ?? '']) : [...rows];
}
