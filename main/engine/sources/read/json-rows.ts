import type { RawCell } from '../../../../shared/model/source.ts';
import type { TableSink } from './contract.ts';
import { sourceError } from './errors.ts';
import { detectHeader } from './header.ts';
import { JsonFlattener } from './json-flatten.ts';
import { LIMITS } from './limits.ts';
import { uniqueNames } from './names.ts';
import type { RowCollector } from './row-collector.ts';

type Shape = 'object' | 'array' | 'scalar';

/**
 * Turns the texts of JSON values into rows. The first value decides whether rows are objects, arrays or scalars; others
 * are set aside. Announces new columns before the rows that hold them.
 */
export class JsonRows {
  readonly flattener = new JsonFlattener();
  readonly #rows: RowCollector;
  readonly #sink: TableSink;
  readonly #path: string;
  readonly #headerRow: number | undefined;
  #shape: Shape | undefined;
  #names: readonly string[] | undefined;
  #announced = 0;

  /** `headerRow`: for arrays of arrays, 1 when the first one holds the names, 0 when not, undefined to detect. */
  constructor(path: string, rows: RowCollector, sink: TableSink, headerRow: number | undefined) {
    this.#path = path;
    this.#rows = rows;
    this.#sink = sink;
    this.#headerRow = headerRow;
  }

  /** One value of the file. `bytes` gives its bytes, asked for only when it is set aside. */
  value(text: string, bytes: () => Uint8Array): void {
    const problem = syntaxProblem(text);
    if (problem !== null) {
      this.#rows.setAside('json.syntax', problem, bytes());
      return;
    }
    const shape = shapeOf(text);
    this.#shape ??= shape;
    if (shape !== this.#shape) {
      this.#rows.setAside(
        'json.other_shape',
        `${SHAPES[shape]} among rows that are ${SHAPES[this.#shape]}s.`,
        bytes(),
      );
      return;
    }
    const cells = this.#cells(text, shape);
    if (cells === null) return;
    if (this.flattener.columns.length > this.#announced) this.announce();
    this.#rows.add(cells, text.length);
  }

  announce(): void {
    this.#announced = this.flattener.columns.length;
    if (this.#announced > LIMITS.columns) throw this.#tooManyColumns();
    this.#sink.columns([...this.flattener.columns]);
  }

  /** Settles the columns at the end of the file and announces them. */
  end(): void {
    this.flattener.settle();
    this.announce();
  }

  /** Null when the value is the header of an array of arrays. */
  #cells(text: string, shape: Shape): RawCell[] | null {
    if (shape === 'object') return this.flattener.object(text);
    if (shape === 'scalar') return this.flattener.scalar(text);
    if (this.#names === undefined) {
      const header = headerNames(text, this.#headerRow);
      this.#names = header ?? [];
      if (header) return null;
    }
    return this.flattener.array(text, this.#names);
  }

  #tooManyColumns() {
    return sourceError(
      'source.read',
      this.#path,
      'table.too_many_columns',
      `The records have more than ${LIMITS.columns} different keys by row ${this.#rows.nextRow}.`,
      'Check whether keys hold data (identifiers as keys); export the records as a list instead.',
      { limit: LIMITS.columns, row: this.#rows.nextRow },
    );
  }
}

const SHAPES: Readonly<Record<Shape, string>> = { object: 'object', array: 'array', scalar: 'single value' };

function shapeOf(text: string): Shape {
  const first = text.trimStart().charAt(0);
  return first === '{' ? 'object' : first === '[' ? 'array' : 'scalar';
}

function headerNames(text: string, headerRow: number | undefined): string[] | null {
  if (headerRow === 0) return null;
  const cells = new JsonFlattener().array(text, []).map((cell) => cell ?? '');
  const strings = /^\s*\[\s*"/.test(text) && cells.every((cell) => cell !== '');
  return headerRow === 1 || (strings && detectHeader([cells]) === 1) ? uniqueNames(cells) : null;
}

/** Why a text is not JSON; null when it is. */
export function syntaxProblem(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const reason = error instanceof RangeError ? 'nested too deeply' : 'not valid JSON';
    return `This record is ${reason}.`;
  }
}
