import path from 'node:path';
import type { ReadOptions, TableInspection } from '../../../../shared/model/source.ts';
import { fileSize, readRange } from './byte-source.ts';
import { insideArchive, sourceError } from './errors.ts';
import { containerOf } from './format.ts';
import { emptyFile, inspectText } from './inspect-text.ts';
import { sourceNames, stem } from './names.ts';
import { refuseOle } from './ole.ts';
import { inspectParquet } from './parquet.ts';
import { inspectSqlite } from './sqlite.ts';
import { gunzip, withTemporaryFile } from './unpack.ts';
import { inspectXlsx } from './xlsx.ts';
import { isWorkbook } from './xlsx-workbook.ts';
import { ZipArchive, type ZipEntry } from './zip.ts';

/** A table of an archive is known by its entry and its name inside it. */
interface FoundTable extends TableInspection {
  readonly within?: string;
}

/**
 * Finds the tables of a file and how each is read. Looks at the content, not only at the extension; whatever `options`
 * says is taken instead of detected. Reads a bounded part of the file (about 1 MB of text).
 *
 * @returns one inspection per table (sheet, database table, archive entry × table), at least one
 * @throws UserError `source.inspect` (or `source.read`, met on the way) for what cannot be read: file.empty,
 *   file.directory, file.missing, file.denied, file.encrypted, file.unsupported, archive.*, xlsx.*, sqlite.*, parquet.*
 */
export async function inspectFile(file: string, options: ReadOptions = {}): Promise<TableInspection[]> {
  const found = await inspectTables(file, path.basename(file), options, true);
  const labels = found.map(
    (table) => [table.within, table.name].filter((part) => part).join('_') || undefined,
  );
  const names = sourceNames(file, labels);
  return found.map(({ within: _, ...table }, i) => ({ ...table, name: names[i] ?? table.name }));
}

/**
 * The tables of a file on disk; `file` is the name to show (that of the entry, for a file out of an archive).
 * `archives`: whether archives are opened, too; they are not inside others.
 */
async function inspectTables(
  disk: string,
  file: string,
  options: ReadOptions,
  archives: boolean,
): Promise<FoundTable[]> {
  if ((await fileSize(disk)) === 0) throw emptyFile(file);
  const { container, kind } = containerOf(await readRange(disk, 0, 64));
  if (options.format === 'csv' && options.entry === undefined && container !== 'gzip') {
    return inspectText(disk, file, options);
  }
  switch (container) {
    case 'zip':
      return inspectZip(disk, file, options, archives);
    case 'gzip':
      if (!archives) break;
      return withTemporaryFile(gunzip(disk, file), (inner) =>
        inspectTables(inner, file.replace(/\.gz$/i, ''), options, false),
      );
    case 'parquet':
      return inspectParquet(disk, file);
    case 'sqlite':
      return inspectSqlite(disk, file, options);
    case 'ole':
      return refuseOle(disk, file);
    case 'text':
      return inspectText(disk, file, options);
  }
  throw unsupported(file, kind);
}

async function inspectZip(
  disk: string,
  file: string,
  options: ReadOptions,
  archives: boolean,
): Promise<FoundTable[]> {
  const archive = await ZipArchive.open(disk, file);
  try {
    if (isWorkbook(archive)) return await inspectXlsx(archive, options);
    const office = officeKind(archive);
    if (office) throw unsupported(file, office);
    if (!archives) throw unsupported(file, 'nested ZIP');
    return await inspectEntries(archive, options);
  } finally {
    archive.close();
  }
}

/** Bytes of an entry unpacked to look at it; enough for any text. */
const GLANCE = 8 * 1024 * 1024;

async function inspectEntries(archive: ZipArchive, options: ReadOptions): Promise<FoundTable[]> {
  const wanted = archive.entries.filter(({ name }) =>
    options.entry === undefined ? !isClutter(name) : name === options.entry,
  );
  const found: FoundTable[] = [];
  const refusals: unknown[] = [];
  for (const entry of wanted) {
    try {
      found.push(...(await inspectEntry(archive, entry, options)));
    } catch (error) {
      if (!(error instanceof Error && 'data' in error)) throw error;
      refusals.push(insideArchive(error, archive.file, entry.name));
    }
  }
  const first = found[0];
  if (!first) throw refusals[0] ?? noEntry(archive.file, options.entry);
  if (refusals.length === 0) return found;
  const remark = `${refusals.length} file(s) of the archive hold no table that can be read.`;
  return [{ ...first, remarks: [...first.remarks, remark] }, ...found.slice(1)];
}

async function inspectEntry(
  archive: ZipArchive,
  entry: ZipEntry,
  options: ReadOptions,
): Promise<FoundTable[]> {
  const inspect = (disk: string): Promise<FoundTable[]> => {
    const { entry: _, ...inner } = options;
    return inspectTables(disk, entry.name, inner, false);
  };
  const glanced = await withTemporaryFile(
    archive.chunks(entry),
    async (disk, complete) => {
      const isText = complete || containerOf(await readRange(disk, 0, 64)).container === 'text';
      return isText ? inspect(disk) : null;
    },
    GLANCE,
  );
  // Workbooks, databases and Parquet files have their table of contents at the end.
  const tables = glanced ?? (await withTemporaryFile(archive.chunks(entry), inspect));
  return tables.map((table) => ({
    ...table,
    options: { ...table.options, entry: entry.name },
    within: stem(entry.name),
  }));
}

/** What archives carry along without anyone's wish. */
function isClutter(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i.test(name);
}

function officeKind(archive: ZipArchive): string | undefined {
  if (archive.entry('xl/workbook.bin')) return 'binary workbook (.xlsb)';
  if (archive.entry('word/document.xml')) return 'Word';
  if (archive.entry('content.xml') && archive.entry('mimetype')) return 'OpenDocument';
  return undefined;
}

function noEntry(file: string, entry: string | undefined) {
  return sourceError(
    'source.inspect',
    file,
    entry === undefined ? 'archive.empty' : 'archive.no_entry',
    entry === undefined ? 'The archive holds no file.' : `The archive holds no file named “${entry}”.`,
    'Check the archive, or choose another file.',
    entry === undefined ? {} : { entry },
  );
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
