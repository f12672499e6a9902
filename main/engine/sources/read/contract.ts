import type { QuarantinedRow, RawCell } from '../../../../shared/model/source.ts';
import type { CellBlock } from './cell-block.ts';

/** One row of a table as read: its number and its raw cells in column order. */
export interface RawRow {
  /** 1-based physical data-row number, counted over loaded and quarantined rows; header and blank lines are not counted. */
  readonly row: number;
  /** May be shorter than the columns: the missing cells are absent. */
  readonly cells: RawCell[];
}

/** Receives a table while it is read. Batches hold about {@link BATCH_ROWS} rows and are handed over in row order. */
export interface TableSink {
  /** Called before the first rows, and again (longer, same beginning) when a JSON file shows more keys. */
  columns(names: readonly string[]): void;
  /** A returned promise holds the reader back until it settles. */
  rows(batch: RawRow[]): void | Promise<void>;
  /** Where there is one, whole rows may come so instead: `block` holds until it returns (or its promise settles). */
  block?(block: CellBlock, firstRow: number): void | Promise<void>;
  quarantine(items: QuarantinedRow[]): void | Promise<void>;
  /** Bytes of the file (of the entry, when in an archive). */
  progress(bytesDone: number, bytesTotal: number): void;
}

export interface ReadControl {
  cancelled(): boolean;
}

/** What was read. `read === loaded + quarantined`, always. */
export interface TableEnd {
  readonly columns: readonly string[];
  readonly read: number;
  readonly loaded: number;
  readonly quarantined: number;
  /** Size of the whole file. */
  readonly bytes: number;
  /** SHA-256 of the whole file, hexadecimal. */
  readonly sha256: string;
}

export const BATCH_ROWS = 2000;
