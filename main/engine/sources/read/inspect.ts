import path from 'node:path';
import type { ReadOptions, TableInspection } from '../../../../shared/model/source.ts';
import { fileSize, readRange } from './byte-source.ts';
import { sourceError } from './errors.ts';
import { containerOf } from './format.ts';
import { emptyFile, inspectText } from './inspect-text.ts';
import { sourceNames } from './names.ts';

/**
 * Finds the tables of a file and how each is read. Looks at the content, not only at the extension; whatever `options`
 * says is taken instead of detected. Reads a bounded part of the file (about 1 MB of text).
 *
 * @returns one inspection per table (sheet, database table, archive entry × table), at least one
 * @throws UserError `source.inspect` for what cannot be read: file.empty, file.directory, file.missing, file.denied,
 *   file.unsupported, …
 */
export async function inspectFile(file: string, options: ReadOptions = {}): Promise<TableInspection[]> {
  const found = await inspectTables(file, path.basename(file), options);
  const names = sourceNames(
    file,
    found.map((table) => table.name || undefined),
  );
  return found.map((table, i) => ({ ...table, name: names[i] ?? table.name }));
}

/** The tables of a file on disk; `file` is the name to show (that of the entry, for a file out of an archive). */
export async function inspectTables(
  disk: string,
  file: string,
  options: ReadOptions,
): Promise<TableInspection[]> {
  const size = await fileSize(disk);
  if (size === 0) throw emptyFile(file);
  const head = await readRange(disk, 0, 64);
  const { container, kind } = containerOf(head);
  if (options.format === 'csv' || container === 'text') return inspectText(disk, file, options);
  throw unsupported(file, kind);
}

function unsupported(file: string, kind: string) {
  return sourceError(
    'source.inspect',
    file,
    'file.unsupported',
    `This is a ${kind} file, which is not read.`,
    'Export the data as CSV, XLSX, JSON, JSON Lines, Parquet or SQLite.',
  );
}
