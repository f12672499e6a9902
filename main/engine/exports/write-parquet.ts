import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell, ColumnType, ExportColumn, Row } from './columns.ts';
import { numberOf } from './write-typed.ts';
import type { Encoder } from './writers.ts';

/** Rows are held until a row group is full: by count, or by characters where cells are long. */
const ROWS_PER_GROUP = 20_000;
const CHARACTERS_PER_GROUP = 8_000_000;

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];

/** Parquet, Snappy, all columns optional: UTF-8 text, INT64 or DOUBLE. One row group in memory at a time. */
export function parquetEncoder(columns: readonly ExportColumn[], path: string): Encoder {
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), createdBy: 'orfevre' });
  const group = new RowGroup(columns, path);

  const flushGroup = (): void => {
    if (group.rows > 0) {
      parquet.write({ columnData: group.take(), rowGroupSize: ROWS_PER_GROUP });
    }
  };
  return {
    *rows(rows) {
      for (const row of rows) {
        group.add(row);
        if (group.isFull()) {
          flushGroup();
          yield taken(bytes);
        }
      }
    },
    *end() {
      flushGroup();
      parquet.finish();
      yield taken(bytes);
    },
  };
}

/** Empties the buffer but keeps `offset`, which counts the bytes of the whole file. */
function taken(bytes: ByteWriter): Uint8Array {
  const copy = bytes.getBytes().slice();
  bytes.index = 0;
  return copy;
}

function schemaOf(columns: readonly ExportColumn[]): Schema {
  const leaves = columns.map(({ name, type = 'text' }) => ({
    name,
    repetition_type: 'OPTIONAL',
    ...physical(type),
  }));
  return [{ name: 'root', num_children: columns.length }, ...leaves] as Schema;
}

function physical(type: ColumnType): { readonly type: string; readonly converted_type?: string } {
  if (type === 'integer') return { type: 'INT64' };
  if (type === 'number') return { type: 'DOUBLE' };
  return { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
}

type ParquetValue = string | number | bigint | null;

class RowGroup {
  rows = 0;
  private characters = 0;
  private written = 0;
  private data: ParquetValue[][];
  private readonly columns: readonly ExportColumn[];
  private readonly path: string;

  constructor(columns: readonly ExportColumn[], path: string) {
    this.columns = columns;
    this.path = path;
    this.data = columns.map(() => []);
  }

  add(row: Row): void {
    this.rows += 1;
    this.written += 1;
    for (let i = 0; i < this.columns.length; i += 1) {
      const cell = row[i] ?? null;
      if (cell !== null) this.characters += cell.length;
      this.data[i]!.push(this.valueOf(cell, this.columns[i]!));
    }
  }

  isFull(): boolean {
    return this.rows >= ROWS_PER_GROUP || this.characters >= CHARACTERS_PER_GROUP;
  }

  take(): { readonly name: string; readonly data: ParquetValue[] }[] {
    const taken = this.columns.map(({ name }, i) => ({ name, data: this.data[i]! }));
    this.data = this.columns.map(() => []);
    this.rows = 0;
    this.characters = 0;
    return taken;
  }

  private valueOf(cell: Cell, column: ExportColumn): ParquetValue {
    if (column.type !== 'integer' && column.type !== 'number') return cell;
    const number = numberOf(cell, column, this.path, this.written);
    return number !== null && column.type === 'integer' ? BigInt(number) : number;
  }
}
