import type { RawCell } from '../../../../shared/model/source.ts';
import { type NumberFormat, numberText } from './xlsx-values.ts';
import { unescapeText } from './xlsx-workbook.ts';
import type { XmlHandler } from './xml.ts';

/** Columns a sheet can have (XFD). */
const SHEET_COLUMNS = 16_384;

/** What cells refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly date1904: boolean;
}

/** Turns the XML of a sheet into rows; `onRow` gets the physical row number (1-based) and the cells from column A on. */
export class SheetHandler implements XmlHandler {
  readonly #context: CellContext;
  readonly #onRow: (row: number, cells: RawCell[]) => void;
  #row = 0;
  #cells: RawCell[] = [];
  #column = -1;
  #type = '';
  #style = 0;
  #value: string | undefined;
  #inValue = false;
  #phonetic = 0;
  #text = '';

  constructor(context: CellContext, onRow: (row: number, cells: RawCell[]) => void) {
    this.#context = context;
    this.#onRow = onRow;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.#openRow(attributes.r);
        return;
      case 'c':
        this.#openCell(attributes);
        return;
      case 'v':
      case 't':
        this.#inValue = this.#phonetic === 0;
        this.#text = '';
        return;
      case 'rPh':
        this.#phonetic++;
        return;
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#text += text;
  }

  close(name: string): void {
    switch (name) {
      case 'row':
        this.#onRow(this.#row, this.#cells);
        return;
      case 'c':
        this.#closeCell();
        return;
      case 'v':
      case 't':
        if (this.#inValue) this.#value = (this.#value ?? '') + this.#text;
        this.#inValue = false;
        return;
      case 'rPh':
        this.#phonetic--;
        return;
    }
  }

  #openRow(reference: string | undefined): void {
    const given = reference === undefined ? Number.NaN : Number(reference);
    if (Number.isNaN(given)) this.#row++;
    else if (given > this.#row) this.#row = given;
    else throw new Error(`row ${reference} comes after row ${this.#row}`);
    this.#cells = [];
    this.#column = -1;
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    this.#column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r);
    if (!(this.#column >= 0 && this.#column < SHEET_COLUMNS))
      throw new Error(`the cell “${attributes.r ?? ''}” is outside any sheet`);
    this.#type = attributes.t ?? 'n';
    this.#style = Number(attributes.s ?? 0);
    this.#value = undefined;
  }

  #closeCell(): void {
    if (this.#value === undefined) return;
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = this.#cellText(this.#value);
  }

  #cellText(value: string): string {
    switch (this.#type) {
      case 's': {
        const string = this.#context.strings[Number(value)];
        if (string === undefined)
          throw new Error(`row ${this.#row} refers to text ${value}, which is not there`);
        return string;
      }
      case 'inlineStr':
      case 'str':
        return unescapeText(value);
      case 'b':
        return value.trim() === '1' || value === 'true' ? 'true' : 'false';
      case 'd':
        return value.replace(/T00:00:00(\.0+)?Z?$/, '');
      case 'e':
        return value;
      default: {
        const format = this.#context.formats[this.#style];
        return numberText(value, format ?? { kind: 'plain' }, this.#context.date1904);
      }
    }
  }
}

/** `AB12` → 27 (A is 0); NaN when it is no cell reference. */
export function columnOf(reference: string): number {
  let column = 0;
  let i = 0;
  for (; i < reference.length; i++) {
    const code = reference.charCodeAt(i) & ~0x20;
    if (code < 0x41 || code > 0x5a) break;
    column = column * 26 + code - 0x40;
  }
  return i === 0 || i > 3 ? Number.NaN : column - 1;
}
