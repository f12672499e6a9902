/** How one file is read. Everything is optional: what is absent is detected and then remembered per source. */
export interface ReadOptions {
  readonly format?: FileFormat;
  /** WHATWG / iconv name: utf-8, utf-16le, utf-16be, windows-1252, iso-8859-15 … */
  readonly encoding?: string;
  readonly delimiter?: string;
  /** One character, or '' for none. */
  readonly quote?: string;
  /** 1-based physical row of the header among the rows of the file; 0 = no header (columns are named column_1 …). */
  readonly headerRow?: number;
  /** Sheet of a workbook, table of a database. */
  readonly table?: string;
  /** Entry of an archive. */
  readonly entry?: string;
}

export type FileFormat = 'csv' | 'xlsx' | 'json' | 'jsonl' | 'parquet' | 'sqlite';

/** A raw cell: null = absent (a missing JSON key, SQL NULL, a short row), '' = present and empty. */
export type RawCell = string | null;

/** A table found in a file, with the options that were detected (complete enough to read it again the same way). */
export interface TableInspection {
  /** Proposed source name, e.g. `crm`, `workbook_Sheet2`. */
  readonly name: string;
  readonly options: ReadOptions;
  /** Unique column names (duplicates get a suffix ` (2)`), in file order. */
  readonly columns: readonly string[];
  /** First rows (up to 100), raw. */
  readonly sample: readonly (readonly RawCell[])[];
  /** 0…1: how sure the detection is, with remarks for the person. */
  readonly confidence: number;
  readonly remarks: readonly string[];
}

/** Why a row was set aside. `code` e.g. `csv.unclosed_quote`, `csv.too_many_cells`, `json.syntax`, `text.undecodable`. */
export interface QuarantinedRow {
  readonly row: number;
  readonly code: string;
  readonly message: string;
  /** The bytes of the row as they stand in the file, cut to 64 KiB with `truncated` set. */
  readonly bytes: Uint8Array;
  readonly truncated?: boolean;
}

/** Statistics of one column of a source file, over all loaded rows unless `sampled`. */
export interface ColumnProfile {
  readonly column: string;
  readonly rows: number;
  /** Cells that are neither null nor blank. */
  readonly filled: number;
  /** Exact while small, else a HyperLogLog estimate (Flajolet et al. 2007) with `distinctIsExact` false. */
  readonly distinct: number;
  readonly distinctIsExact: boolean;
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** Character-class patterns (A, a, 9, others as they are; runs folded), most frequent first. */
  readonly patterns: readonly { readonly pattern: string; readonly count: number }[];
  readonly minLength: number;
  readonly maxLength: number;
  /** Smallest and largest value, by code unit. */
  readonly min: string | null;
  readonly max: string | null;
  readonly typeGuess:
    | 'empty'
    | 'integer'
    | 'decimal'
    | 'date'
    | 'datetime'
    | 'boolean'
    | 'email'
    | 'phone'
    | 'text';
  readonly samples: readonly string[];
  /** True where patterns/top values come from a sample of the rows (very large files). */
  readonly sampled: boolean;
}
