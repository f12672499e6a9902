import type { UserErrorData } from '../../../shared/model/errors.ts';
import type { ColumnProfile, QuarantinedRow, ReadOptions } from '../../../shared/model/source.ts';
import type { TableEnd } from './read/contract.ts';

/** Given to the parse worker as `workerData`. */
export interface ParseRequest {
  readonly path: string;
  readonly options: ReadOptions;
  /** Columns whose cells make the key of a row; null: rows are known by their number. */
  readonly keyColumns: readonly string[] | null;
  /**
   * Columns the source is known to have, in the order in which its rows are stored: a file with the same columns in
   * another order (JSON keys have none) then gives the same rows. New columns come after them.
   */
  readonly storedColumns: readonly string[];
  /** One Int32: anything but 0 asks the worker to stop (it then posts an error with code `cancelled`). */
  readonly cancel: SharedArrayBuffer;
}

/** Rows ready to be written: arrays of the same length. */
export interface RowBatch {
  readonly rows: Uint32Array;
  /** JSON text of each row's cells, trailing absent cells left out. */
  readonly cells: readonly string[];
  /** 16 bytes a row: the first half of the SHA-256 of the cells' JSON text. */
  readonly hashes: Uint8Array;
  /** Key of each row ('' when blank); null when rows are known by their number. */
  readonly keys: readonly string[] | null;
}

/** A {@link RowBatch} as it crosses threads: JSON text holds no line break, so one string carries all rows. */
export interface PackedBatch {
  readonly rows: Uint32Array;
  readonly cells: string;
  readonly hashes: Uint8Array;
  readonly keys: readonly string[] | null;
}

export type ParseMessage =
  | { readonly type: 'columns'; readonly columns: readonly string[] }
  /** To be answered by an {@link ParseReply} once written: at most {@link MAX_IN_FLIGHT} are under way. */
  | { readonly type: 'rows'; readonly batch: PackedBatch }
  | { readonly type: 'quarantine'; readonly items: readonly QuarantinedRow[] }
  /** Bytes of the file (of the entry, when in an archive). */
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  /** Last message of a table that was read; the worker then ends. */
  | {
      readonly type: 'end';
      readonly end: TableEnd;
      readonly profile: readonly ColumnProfile[];
      /** storedColumns of the request, followed by the new ones of this file. */
      readonly storedColumns: readonly string[];
    }
  /** Last message of a table that could not be read. */
  | { readonly type: 'error'; readonly error: UserErrorData };

/** Says that one batch of rows was written. */
export interface ParseReply {
  readonly type: 'written';
}

export const MAX_IN_FLIGHT = 4;

export function unpack(batch: PackedBatch): RowBatch {
  return { ...batch, cells: batch.rows.length === 0 ? [] : batch.cells.split('\n') };
}
