import type { ReadOptions } from '../../../../shared/model/source.ts';
import type { ReadControl, TableEnd, TableSink } from './contract.ts';
import { readCsv } from './csv.ts';
import { textEncoding } from './encoding.ts';
import { sourceError } from './errors.ts';
import { inspectFile } from './inspect.ts';
import { readJson } from './json.ts';
import { readJsonLines } from './json-lines.ts';

export type { RawRow, ReadControl, TableEnd, TableSink } from './contract.ts';

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
  return readKnown(path, complete, sink, control);
}

/** With these, reading needs no look at the file first. */
function isComplete(options: ReadOptions): boolean {
  const { format, encoding, delimiter, quote, headerRow } = options;
  if (options.entry !== undefined || format !== 'csv') return false;
  return encoding !== undefined && delimiter !== undefined && quote !== undefined && headerRow !== undefined;
}

async function detected(path: string, options: ReadOptions): Promise<ReadOptions> {
  const tables = await inspectFile(path, options);
  const first = tables[0];
  if (!first)
    throw sourceError(
      'source.read',
      path,
      'file.no_table',
      'The file holds no table.',
      'Choose another file.',
    );
  return first.options;
}

function readKnown(
  path: string,
  options: ReadOptions,
  sink: TableSink,
  control: ReadControl,
): Promise<TableEnd> {
  const encoding = textEncoding(options.encoding ?? 'utf-8');
  if (!encoding) throw unknownEncoding(path, options.encoding ?? '');
  switch (options.format) {
    case 'json':
      return readJson(path, { encoding, table: options.table, headerRow: options.headerRow }, sink, control);
    case 'jsonl':
      return readJsonLines(path, encoding, options.headerRow, sink, control);
    default: {
      const dialect = { delimiter: options.delimiter ?? ',', quote: options.quote ?? '"' };
      return readCsv(path, { encoding, dialect, headerRow: options.headerRow ?? 1 }, sink, control);
    }
  }
}

function unknownEncoding(path: string, encoding: string) {
  return sourceError(
    'source.read',
    path,
    'encoding.unknown',
    `There is no encoding named “${encoding}”.`,
    'Use a name such as utf-8, windows-1252, iso-8859-15 or utf-16le, or leave it out to have it detected.',
    { encoding },
  );
}
