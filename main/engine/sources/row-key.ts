import { UserError } from '../../../shared/model/errors.ts';
import type { RawCell } from '../../../shared/model/source.ts';
import { type CellBlock, cellText } from './read/cell-block.ts';

/**
 * Reads the key of rows from one or several columns. Several are joined by `|` (a `|` or `\` inside a cell is preceded
 * by `\`, so that different cells never make the same key).
 */
export class KeyReader {
  readonly #path: string;
  readonly #names: readonly string[] | null;
  #indexes: readonly number[] = [];
  #columns: readonly string[] = [];

  constructor(path: string, names: readonly string[] | null) {
    this.#path = path;
    this.#names = names !== null && names.length > 0 ? names : null;
  }

  /** Rows have no key of their own: they are known by their number. */
  get numbered(): boolean {
    return this.#names === null;
  }

  /** Finds the key among the columns known so far. */
  columns(columns: readonly string[]): void {
    this.#columns = columns;
    this.#indexes = this.#names?.map((name) => columns.indexOf(name)) ?? [];
  }

  /** '' when the key is blank. */
  of(cells: readonly RawCell[]): string {
    return this.#read((index) => cells[index] ?? '');
  }

  /** The same for a row of a block. */
  ofRow(block: CellBlock, row: number): string {
    return this.#read((index) => (index < 0 ? '' : cellText(block, row * block.width + index)));
  }

  #read(cell: (index: number) => string): string {
    const [first = -1] = this.#indexes;
    if (this.#indexes.length === 1) return blankless(cell(first));
    const parts = this.#indexes.map(cell);
    return parts.every((part) => part.trim() === '') ? '' : parts.map(escaped).join('|');
  }

  /** @throws UserError `key.missing` when a column of the key never came. */
  end(): void {
    const missing = this.#names?.filter((name) => !this.#columns.includes(name)) ?? [];
    if (missing.length === 0) return;
    throw new UserError({
      operation: 'source.import',
      code: 'key.missing',
      message: `The key column ${missing.map((name) => `“${name}”`).join(', ')} is not in the file.`,
      next: `Choose the key among: ${this.#columns.slice(0, 20).join(', ')}.`,
      where: { file: this.#path, column: missing.join(' + ') },
    });
  }
}

function blankless(text: string): string {
  return text.trim() === '' ? '' : text;
}

function escaped(part: string): string {
  return /[\\|]/.test(part) ? part.replace(/[\\|]/g, '\\$&') : part;
}
