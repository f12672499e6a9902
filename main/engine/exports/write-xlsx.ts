import { deflateRawSync, constants as zlib } from 'node:zlib';
import { Zip, ZipPassThrough } from 'fflate';
import type { Cell, ExportColumn, Row } from './columns.ts';
import { writeError } from './write-errors.ts';
import { numberOf } from './write-typed.ts';
import { escapeXml, SHEET_END, sheetStart, textCell, WORKBOOK_PARTS } from './write-xlsx-parts.ts';
import type { Encoder } from './writers.ts';

/** Limits of the format (ECMA-376 and Excel's specifications), header row included. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const LONGEST_CELL = 32_767;
/** Sizes in a ZIP without its 64-bit extension are 32 bits. */
const LARGEST_SHEET = 0xffff_ffff;

const PIECE = 1 << 20;

/**
 * XLSX of one sheet, streamed: the libraries at hand hold the whole sheet in memory. Header in bold and frozen; text is
 * written as text, in a style that keeps it text when edited ("01000", "=1+1"); no shared strings. Bytes depend on the
 * rows only, so that the same export has the same hash.
 */
export function xlsxEncoder(columns: readonly ExportColumn[], path: string): Encoder {
  if (columns.length > MOST_COLUMNS) throw tooManyColumns(columns.length, path);
  const archive = new XlsxArchive(path);
  const letters = columns.map((_, i) => columnLetters(i));
  let rowNumber = 1;
  archive.sheet(
    sheetStart(columns.map(({ name }, i) => textCell(`${letters[i]}1`, escapeXml(name), 'header'))),
  );

  const sheetRow = (row: Row): string => {
    rowNumber += 1;
    if (rowNumber > MOST_ROWS) throw tooManyRows(path);
    let cells = '';
    for (let i = 0; i < columns.length; i += 1) {
      cells += sheetCell(row[i] ?? null, columns[i]!, `${letters[i]}${rowNumber}`);
    }
    return `<row r="${rowNumber}">${cells}</row>`;
  };

  const sheetCell = (cell: Cell, column: ExportColumn, at: string): string => {
    if (cell === null || cell === '') return '';
    if (column.type === 'integer' || column.type === 'number') {
      return `<c r="${at}"><v>${numberOf(cell, column, path, rowNumber - 1)}</v></c>`;
    }
    if (cell.length > LONGEST_CELL) throw cellTooLong(cell.length, column, rowNumber - 1, path);
    return textCell(at, escapeXml(cell), 'text');
  };

  return {
    *rows(rows) {
      for (const row of rows) {
        archive.sheet(sheetRow(row));
        yield* archive.taken();
      }
    },
    *end() {
      archive.end();
      yield* archive.taken();
    },
  };
}

/** The ZIP around the sheet; what is ready to be written is taken out as it comes. */
class XlsxArchive {
  private ready: Uint8Array[] = [];
  private pending = '';
  private readonly path: string;
  private readonly zip = new Zip((error, bytes) => {
    if (error) throw error;
    this.ready.push(bytes);
  });
  private readonly entry = new DeflatedEntry('xl/worksheets/sheet1.xml');

  constructor(path: string) {
    this.path = path;
    for (const [name, xml] of WORKBOOK_PARTS) {
      const part = new DeflatedEntry(name);
      this.zip.add(part);
      part.push(Buffer.from(xml), true);
    }
    this.zip.add(this.entry);
  }

  sheet(xml: string): void {
    this.pending += xml;
    if (this.pending.length >= PIECE) this.compress(false);
  }

  end(): void {
    this.pending += SHEET_END;
    this.compress(true);
    this.zip.end();
  }

  taken(): readonly Uint8Array[] {
    if (this.ready.length === 0) return this.ready;
    const taken = this.ready;
    this.ready = [];
    return taken;
  }

  private compress(final: boolean): void {
    this.entry.push(Buffer.from(this.pending), final);
    this.pending = '';
    if (this.entry.size > LARGEST_SHEET) throw sheetTooLarge(this.path);
  }
}

/**
 * An entry compressed by zlib, several times faster than in JavaScript. Each piece is flushed to a byte boundary and
 * refers to no piece before it, so that the pieces joined are one DEFLATE stream (RFC 1951).
 */
class DeflatedEntry extends ZipPassThrough {
  constructor(name: string) {
    super(name);
    this.compression = 8;
    // The epoch of ZIP: the time of the export is in the manifest, not in the bytes.
    this.mtime = new Date(1980, 0, 1);
  }

  protected override process(piece: Uint8Array, final: boolean): void {
    const finishFlush = final ? zlib.Z_FINISH : zlib.Z_FULL_FLUSH;
    this.ondata(null, new Uint8Array(deflateRawSync(piece, { level: 3, finishFlush })), final);
  }
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

const USE_OTHER_FORMAT = 'Export as CSV or Parquet, which have no such limit, or export less.';

const tooManyRows = (path: string) =>
  writeError('too_many_rows', `An XLSX sheet holds ${MOST_ROWS - 1} rows at most.`, USE_OTHER_FORMAT, {
    path,
  });

const tooManyColumns = (columns: number, path: string) =>
  writeError(
    'too_many_columns',
    `An XLSX sheet holds ${MOST_COLUMNS} columns, not ${columns}.`,
    USE_OTHER_FORMAT,
    {
      path,
    },
  );

const sheetTooLarge = (path: string) =>
  writeError('file_too_large', 'An XLSX sheet cannot exceed 4 GiB.', USE_OTHER_FORMAT, { path });

const cellTooLong = (length: number, column: ExportColumn, row: number, path: string) =>
  writeError(
    'cell_too_long',
    `Row ${row} of column “${column.name}” has ${length} characters; an XLSX cell holds ${LONGEST_CELL}.`,
    'Leave this column out, or export as CSV, JSON Lines or Parquet.',
    { path, row, column: column.name },
  );
