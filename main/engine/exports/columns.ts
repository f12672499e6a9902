/** null = blank. */
export type Cell = string | null;
export type Row = readonly Cell[];

/**
 * How a column is written where the format has types (XLSX, JSON Lines, Parquet); CSV is all text.
 * `text` is the default: "01000" stays "01000".
 */
export type ColumnType = 'text' | 'integer' | 'number';

export interface ExportColumn {
  readonly name: string;
  readonly type?: ColumnType;
}
