import { closeSync, openSync } from 'node:fs';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { writeAll } from './text-file.ts';

/** A cell: text, a real date (days since 1970-01-01), or a number; undefined = empty. */
export type SheetCell = string | { readonly day: number } | number | undefined;

/** The workbook's own clock: a fixed time, so that the same sample has the same bytes. ZIP keeps local time. */
const FIXED_TIME = new Date(2026, 0, 1, 12, 0, 0);
/** Excel counts days from 1899-12-30 (after February 1900). */
const EXCEL_EPOCH_OFFSET = 25_569;
const CHUNK = 1 << 16;

/**
 * Writes one worksheet row by row with inline strings: no shared string table, so the memory does not grow with the
 * rows (the libraries at hand hold a whole workbook). Close it in any case.
 */
export class SheetFile {
  rows = 0;
  private readonly file: number;
  private readonly zip: Zip;
  private readonly sheet: ZipDeflate;
  private text = `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;

  constructor(path: string, sheetName: string, header: readonly string[]) {
    const file = openSync(path, 'w');
    this.file = file;
    this.zip = new Zip((error, bytes) => {
      if (error) throw error;
      writeAll(file, bytes);
    });
    for (const [name, content] of parts(sheetName)) this.part(name).push(strToU8(content), true);
    this.sheet = this.part('xl/worksheets/sheet1.xml');
    this.add(header);
  }

  private part(name: string): ZipDeflate {
    const part = new ZipDeflate(name, { level: 1 });
    part.mtime = FIXED_TIME;
    this.zip.add(part);
    return part;
  }

  add(cells: readonly SheetCell[]): void {
    this.rows++;
    let row = `<row r="${this.rows}">`;
    for (let i = 0; i < cells.length; i++)
      row += cellXml(cells[i], `${String.fromCharCode(65 + i)}${this.rows}`);
    this.text += `${row}</row>`;
    if (this.text.length > CHUNK) this.drain(false);
  }

  finish(): void {
    this.text += '</sheetData></worksheet>';
    this.drain(true);
    this.zip.end();
    this.close();
  }

  close(): void {
    closeSync(this.file);
  }

  private drain(last: boolean): void {
    this.sheet.push(strToU8(this.text), last);
    this.text = '';
  }
}

function cellXml(cell: SheetCell, at: string): string {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  return `<c r="${at}" s="1"><v>${cell.day + EXCEL_EPOCH_OFFSET}</v></c>`;
}

const SPECIAL = /[&<>]/;

function xml(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook beside its one sheet. Cell style 1 is a date (number format 14). */
function parts(sheetName: string): readonly (readonly [string, string])[] {
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${xml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
  ];
}
