import type { ReadOptions } from '../../../../shared/model/source.ts';
import { hashFile, readRange } from './byte-source.ts';
import type { ReadControl, TableEnd, TableSink } from './contract.ts';
import { readCsv } from './csv.ts';
import { type TextEncoding, textEncoding } from './encoding.ts';
import { insideArchive, sourceError } from './errors.ts';
import { containerOf } from './format.ts';
import { inspectFile } from './inspect.ts';
import { readJson } from './json.ts';
import { readJsonLines } from './json-lines.ts';
import { readParquet } from './parquet.ts';
import { readSqlite } from './sqlite.ts';
import { gunzip, withTemporaryFile } from './unpack.ts';
import { readXlsx } from './xlsx.ts';
import { ZipArchive } from './zip.ts';

export type { ReadControl, TableEnd, TableSink } from './contract.ts';

/**
 * Reads one table of a file from start to end, handing rows to `sink` in batches as they come. Options that are absent
 * are detected as {@link inspectFile} does. Every row is loaded or set aside: `read === loaded + quarantined`.
 *
 * @throws UserError when the file cannot be read (`source.inspect`, `source.read`), or was cancelled (`cancelled`)
 */
export async function readTable(
  path: string,
  options: ReadOptions,
  sink: TableSink,
  control: ReadControl,
): Promise<TableEnd> {
  const complete = isComplete(options) ? options : await detected(path, options);
  const read = (disk: string): Promise<TableEnd> => readPlain(disk, complete, sink, control);
  if (complete.entry !== undefined) return readEntry(path, complete.entry, read);
  const { container } = containerOf(await readRange(path, 0, 64));
  if (container !== 'gzip') return read(path);
  const end = await withTemporaryFile(gunzip(path, path), read).catch((error: unknown) => {
    throw insideArchive(error, path);
  });
  return { ...end, ...(await hashFile(path)) };
}

/** With these, reading needs no look at the file first. */
function isComplete(options: ReadOptions): boolean {
  const { format, encoding, delimiter, quote, headerRow } = options;
  if (format === 'sqlite' || format === 'xlsx') return options.table !== undefined && headerRow !== undefined;
  if (format !== 'csv') return format === 'parquet';
  return encoding !== undefined && delimiter !== undefined && quote !== undefined && headerRow !== undefined;
}

async function detected(path: string, options: ReadOptions): Promise<ReadOptions> {
  const [first] = await inspectFile(path, options);
  if (first) return first.options;
  throw sourceError('source.read', path, 'file.no_table', 'The file holds no table.', 'Choose another file.');
}

/** Reads an entry of an archive from a temporary copy; hash and size are those of the archive. */
async function readEntry(
  path: string,
  name: string,
  read: (disk: string) => Promise<TableEnd>,
): Promise<TableEnd> {
  const archive = await ZipArchive.open(path, path);
  try {
    const entry = archive.entry(name);
    if (!entry) throw noEntry(path, name);
    const end = await withTemporaryFile(archive.chunks(entry), read).catch((error: unknown) => {
      throw insideArchive(error, path, name);
    });
    return { ...end, ...(await hashFile(path)) };
  } finally {
    archive.close();
  }
}

function readPlain(
  disk: string,
  options: ReadOptions,
  sink: TableSink,
  control: ReadControl,
): Promise<TableEnd> {
  const { table, headerRow } = options;
  switch (options.format) {
    case 'json':
      return readJson(disk, { encoding: encodingOf(disk, options), table, headerRow }, sink, control);
    case 'jsonl':
      return readJsonLines(disk, encodingOf(disk, options), headerRow, sink, control);
    case 'xlsx':
      return readXlsx(disk, { table, headerRow: headerRow ?? 1 }, sink, control);
    case 'sqlite':
      return readSqlite(disk, table, sink, control);
    case 'parquet':
      return readParquet(disk, sink, control);
    default: {
      const dialect = { delimiter: options.delimiter ?? ',', quote: options.quote ?? '"' };
      return readCsv(
        disk,
        { encoding: encodingOf(disk, options), dialect, headerRow: headerRow ?? 1 },
        sink,
        control,
      );
    }
  }
}

function encodingOf(disk: string, options: ReadOptions): TextEncoding {
  const name = options.encoding ?? 'utf-8';
  const encoding = textEncoding(name);
  if (encoding) return encoding;
  throw sourceError(
    'source.read',
    disk,
    'encoding.unknown',
    `There is no encoding named “${name}”.`,
    'Use a name such as utf-8, windows-1252, iso-8859-15 or utf-16le, or leave it out to have it detected.',
    { encoding: name },
  );
}

function noEntry(path: string, entry: string) {
  return sourceError(
    'source.read',
    path,
    'archive.no_entry',
    `The archive holds no file named “${entry}”.`,
    'Check the archive, or choose another file.',
    { entry },
  );
}
