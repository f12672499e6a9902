import { assertNever } from '../../../shared/model/errors.ts';
import { type AtomicFile, openAtomic } from './atomic.ts';
import type { ExportColumn, Row } from './columns.ts';
import { csvEncoder } from './write-csv.ts';
import { jsonlEncoder } from './write-jsonl.ts';
import { parquetEncoder } from './write-parquet.ts';
import { xlsxEncoder } from './write-xlsx.ts';

export type ExportFormat = 'csv' | 'xlsx' | 'jsonl' | 'parquet';

export interface WriteOptions {
  /** CSV. Default `,`. */
  readonly delimiter?: string;
  /**
   * CSV: a leading apostrophe before cells that start with `= + - @`, TAB, CR or LF, which a spreadsheet would run as
   * formulas. It also damages `+33…`, so it is off unless asked for: on for files meant for people, off for machines.
   * XLSX needs none (its cells are typed text, marked as quoted), JSON Lines and Parquet are read by machines.
   */
  readonly formulaProtection?: boolean;
  /** CSV: start with a byte order mark, so that Excel reads the accents right. Default no. */
  readonly bom?: boolean;
}

/** What one file turned out to be. */
export interface ExportedFile {
  readonly rows: number;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Nothing appears under the target's name before `publish`; after `abort` nothing is left. */
export interface ExportWriter {
  /** Each row has one cell per column. One call at a time. */
  readonly write: (rows: readonly Row[]) => Promise<void>;
  /** Ends the file, durable under a temporary name. */
  readonly seal: () => Promise<ExportedFile>;
  /** Puts the sealed file in place of the previous one. */
  readonly publish: () => Promise<void>;
  /** {@link seal} and {@link publish} at once. */
  readonly finish: () => Promise<ExportedFile>;
  readonly abort: () => Promise<void>;
}

/** Rows → bytes of one format, in pieces. */
export interface Encoder {
  readonly rows: (rows: readonly Row[]) => Iterable<Uint8Array>;
  readonly end: () => Iterable<Uint8Array>;
}

/**
 * Writes a table to `path`, streamed and atomically (see {@link openAtomic}).
 *
 * @throws UserError `export.write`: folder_not_writable, disk_full, too_many_rows, too_many_columns, cell_too_long,
 * cell_not_a_number … The temporary file of a writer that failed is removed.
 */
export async function openWriter(
  format: ExportFormat,
  path: string,
  columns: readonly ExportColumn[],
  options: WriteOptions = {},
): Promise<ExportWriter> {
  const encoder = encoderOf(format, path, columns, options);
  return new FileWriter(await openAtomic(path), encoder);
}

function encoderOf(
  format: ExportFormat,
  path: string,
  columns: readonly ExportColumn[],
  options: WriteOptions,
): Encoder {
  switch (format) {
    case 'csv':
      return csvEncoder(columns, options);
    case 'xlsx':
      return xlsxEncoder(columns, path);
    case 'jsonl':
      return jsonlEncoder(columns, path);
    case 'parquet':
      return parquetEncoder(columns, path);
    default:
      return assertNever(format);
  }
}

class FileWriter implements ExportWriter {
  private readonly file: AtomicFile;
  private readonly encoder: Encoder;
  private rows = 0;

  constructor(file: AtomicFile, encoder: Encoder) {
    this.file = file;
    this.encoder = encoder;
  }

  async write(rows: readonly Row[]): Promise<void> {
    await this.orAbort(() => this.append(this.encoder.rows(rows)));
    this.rows += rows.length;
  }

  async seal(): Promise<ExportedFile> {
    return this.orAbort(async () => {
      await this.append(this.encoder.end());
      return { rows: this.rows, ...(await this.file.seal()) };
    });
  }

  async publish(): Promise<void> {
    await this.orAbort(() => this.file.publish());
  }

  async finish(): Promise<ExportedFile> {
    const exported = await this.seal();
    await this.publish();
    return exported;
  }

  async abort(): Promise<void> {
    await this.file.abort();
  }

  private async append(pieces: Iterable<Uint8Array>): Promise<void> {
    for (const bytes of pieces) if (bytes.length > 0) await this.file.write(bytes);
  }

  private async orAbort<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      await this.file.abort();
      throw error;
    }
  }
}
