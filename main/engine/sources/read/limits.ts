/**
 * What a file may ask of the machine. Each is far above real files and far below what would exhaust a workstation;
 * whoever crosses one is told the limit by name.
 */
export const LIMITS = {
  /** Columns of one table. */
  columns: 20_000,
  /** Bytes of one row (and so of one cell): longer rows are quarantined. */
  rowBytes: 32 * 1024 * 1024,
  /** Bytes of a quarantined row that are kept. */
  quarantineBytes: 64 * 1024,
  /** Bytes read to inspect a text file. */
  headBytes: 1024 * 1024,
  /** Bytes read for the sample of a JSON file, whose rows may be long. */
  sampleBytes: 16 * 1024 * 1024,
  /** Rows shown by an inspection. */
  sampleRows: 100,
  /** Entries of an archive. */
  archiveEntries: 2000,
  /** Bytes one entry of an archive may unpack to. */
  entryBytes: 16 * 1024 ** 3,
  /** Bytes a compressed entry may unpack to for each byte stored, once beyond `ratioFloorBytes`. */
  ratio: 200,
  ratioFloorBytes: 32 * 1024 * 1024,
  /** Bytes held in memory for the shared strings of a workbook. */
  sharedStringBytes: 256 * 1024 * 1024,
} as const;
