import type { RawCell, ReadOptions, TableInspection } from '../../../../shared/model/source.ts';
import { hashFile } from './byte-source.ts';
import type { ReadControl, TableEnd, TableSink } from './contract.ts';
import { cancelledError, sourceError } from './errors.ts';
import { GridRows } from './grid-rows.ts';
import { detectHeader } from './header.ts';
import { LIMITS } from './limits.ts';
import { uniqueNames } from './names.ts';
import { RowCollector } from './row-collector.ts';
import { type CellContext, SheetHandler } from './xlsx-sheet.ts';
import {
  malformedPart,
  readFormats,
  readSharedStrings,
  readWorkbook,
  type Sheet,
  type Workbook,
} from './xlsx-workbook.ts';
import { parseXml } from './xml.ts';
import { ZipArchive } from './zip.ts';

/**
 * Reads one sheet of a workbook as it unpacks: text stays text, dates become ISO 8601, numbers are written out, formulas
 * give their last computed value, merged cells stand at their top left. The shared texts are held in memory.
 *
 * @throws UserError xlsx.malformed (naming the part), xlsx.no_sheet, archive.*
 */
export async function readXlsx(
  disk: string,
  options: { readonly table: string | undefined; readonly headerRow: number },
  sink: TableSink,
  control: ReadControl,
): Promise<TableEnd> {
  const archive = await ZipArchive.open(disk, disk);
  try {
    const workbook = await readWorkbook(archive);
    const sheet = sheetNamed(workbook, options.table);
    const rows = new RowCollector(sink);
    const grid = new GridRows(rows, sink, options.headerRow);
    let done = 0;
    await readSheet(
      workbook,
      sheet,
      await cellContext(workbook),
      (row, cells) => grid.row(row, cells),
      async (bytes) => {
        if (control.cancelled()) throw cancelledError(disk);
        done += bytes;
        if (!rows.due) return;
        await rows.drain(false);
        sink.progress(Math.min(done, sheet.entry.size), sheet.entry.size);
      },
    );
    grid.end();
    await rows.drain(true);
    const { loaded, quarantined, read } = rows;
    return { columns: grid.columns, read, loaded, quarantined, ...(await hashFile(disk)) };
  } finally {
    archive.close();
  }
}

/** One inspection per sheet, hidden ones included; sheets without any cell are left out when others have some. */
export async function inspectXlsx(archive: ZipArchive, options: ReadOptions): Promise<TableInspection[]> {
  const workbook = await readWorkbook(archive);
  const context = await cellContext(workbook);
  const sheets = options.table === undefined ? workbook.sheets : [sheetNamed(workbook, options.table)];
  const found: TableInspection[] = [];
  for (const sheet of sheets) {
    const head = await headOf(workbook, sheet, context);
    if (head.length > 0) found.push(inspection(sheet, head, options));
  }
  if (found.length > 0) return found;
  throw sourceError(
    'source.inspect',
    archive.file,
    'file.empty',
    'The workbook has no filled cell.',
    'Check the export that made it, and choose a file with rows.',
  );
}

function inspection(
  sheet: Sheet,
  head: readonly (readonly RawCell[])[],
  options: ReadOptions,
): TableInspection {
  const texts = head.map((cells) => cells.map((cell) => cell ?? ''));
  const headerRow = options.headerRow ?? detectHeader(texts);
  const data = head.slice(headerRow).filter((cells) => cells.length > 0);
  const width = Math.max(0, ...data.map((cells) => cells.length), head[headerRow - 1]?.length ?? 0);
  const header = headerRow === 0 ? [] : (head[headerRow - 1] ?? []);
  const remarks: string[] = [];
  if (sheet.hidden) remarks.push('The sheet is hidden.');
  if (headerRow > 1) remarks.push(`${headerRow - 1} row(s) before the header are skipped.`);
  if (headerRow === 0) remarks.push('No header: the columns are numbered.');
  return {
    name: sheet.name,
    options: { format: 'xlsx', table: sheet.name, headerRow },
    columns: uniqueNames(Array.from({ length: width }, (_, i) => header[i] ?? '')),
    sample: data.slice(0, LIMITS.sampleRows),
    confidence: headerRow === 1 ? 1 : 0.8,
    remarks,
  };
}

/** Rows looked at to find the header. */
const HEAD_ROWS = 200;

/** The first rows of a sheet by their physical number (empty ones included). */
async function headOf(workbook: Workbook, sheet: Sheet, context: CellContext): Promise<RawCell[][]> {
  const rows: RawCell[][] = [];
  let enough = false;
  await readSheet(
    workbook,
    sheet,
    context,
    (number, cells) => {
      while (cells.length > 0 && (cells[cells.length - 1] ?? '').trim() === '') cells.pop();
      if (number > HEAD_ROWS + 1000 || rows.length >= HEAD_ROWS) enough = true;
      else if (cells.length > 0) {
        while (rows.length < number - 1) rows.push([]);
        rows.push(cells);
      }
    },
    () => Promise.resolve(),
    () => enough,
  );
  return rows;
}

async function readSheet(
  workbook: Workbook,
  sheet: Sheet,
  context: CellContext,
  onRow: (row: number, cells: RawCell[]) => void,
  afterChunk: (bytes: number) => Promise<void>,
  enough: () => boolean = () => false,
): Promise<void> {
  const { archive } = workbook;
  const chunks = async function* () {
    for await (const chunk of archive.chunks(sheet.entry)) {
      yield chunk;
      await afterChunk(chunk.length);
      if (enough()) return;
    }
  };
  try {
    await parseXml(chunks(), new SheetHandler(context, onRow));
  } catch (error) {
    // Cut short on purpose, the XML is not closed.
    if (enough()) return;
    if (error instanceof Error && 'data' in error) throw error;
    throw malformedPart(
      archive.file,
      sheet.entry.name,
      error instanceof Error ? error.message : String(error),
    );
  }
}

async function cellContext(workbook: Workbook): Promise<CellContext> {
  const { archive, date1904 } = workbook;
  return { strings: await readSharedStrings(archive), formats: await readFormats(archive), date1904 };
}

function sheetNamed(workbook: Workbook, name: string | undefined): Sheet {
  const sheet = name === undefined ? workbook.sheets[0] : workbook.sheets.find((one) => one.name === name);
  if (sheet) return sheet;
  throw sourceError(
    'source.read',
    workbook.archive.file,
    'xlsx.no_sheet',
    `The workbook has no sheet named “${name ?? ''}”.`,
    `Choose one of: ${workbook.sheets.map((one) => one.name).join(', ')}.`,
    { sheet: name ?? '' },
  );
}
