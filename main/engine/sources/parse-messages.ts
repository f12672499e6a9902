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

/**
 * Rows ready to be written, as they cross threads: typed arrays that are handed over, not copied, and from which SQLite
 * takes the bytes as they are.
 */
export interface RowBlock {
  readonly rows: Uint32Array;
  /** For each row its key (none when blank; the row's number where rows have no key), then its cells as JSON text; UTF-8. */
  readonly bytes: Uint8Array;
  /** Two a row: where its key ends in `bytes`, and where its cells end. */
  readonly ends: Uint32Array;
  /** 16 bytes a row: the first half of the SHA-256 of the cells' JSON text. */
  readonly hashes: Uint8Array;
}

export type ParseMessage =
  | { readonly type: 'columns'; readonly columns: readonly string[] }
  /** To be answered by a {@link ParseReply} once taken over: at most {@link MAX_IN_FLIGHT} are under way. */
  | { readonly type: 'rows'; readonly block: RowBlock }
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

/** Says that one block of rows was taken over. */
export interface ParseReply {
  readonly type: 'written';
}

export const MAX_IN_FLIGHT = 4;
