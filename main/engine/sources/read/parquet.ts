import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { RawCell, TableInspection } from '../../../../shared/model/source.ts';
import { fileSize, hashFile } from './byte-source.ts';
import type { ReadControl, TableEnd, TableSink } from './contract.ts';
import { cancelledError, fileSystemError, sourceError } from './errors.ts';
import { JsonFlattener } from './json-flatten.ts';
import { LIMITS } from './limits.ts';
import { uniqueNames } from './names.ts';
import { RowCollector } from './row-collector.ts';
import { withoutExponent } from './xlsx-values.ts';

/** Rows decoded at a time: what is in memory is this many rows, whatever the size of the row groups. */
const WINDOW = 20_000;

/** Reads a Parquet file in windows of rows. Dates become ISO 8601; decimals and 64-bit integers keep all digits. */
export async function readParquet(disk: string, sink: TableSink, control: ReadControl): Promise<TableEnd> {
  return withParquet(disk, disk, async (parquet) => {
    const rows = new RowCollector(sink);
    const layout = new ParquetLayout(parquet.metadata);
    sink.columns(layout.columns);
    let announced = layout.columns.length;
    for (let start = 0; start < parquet.rows; start += WINDOW) {
      if (control.cancelled()) throw cancelledError(disk);
      for (const values of await readWindow(parquet, start, Math.min(start + WINDOW, parquet.rows))) {
        const cells = layout.cells(values);
        rows.add(
          cells,
          cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0),
        );
      }
      if (layout.columns.length > announced) sink.columns(layout.columns);
      announced = layout.columns.length;
      await rows.drain(false);
      sink.progress(start, parquet.rows);
    }
    await rows.drain(true);
    const { loaded, quarantined, read } = rows;
    return { columns: layout.columns, read, loaded, quarantined, ...(await hashFile(disk)) };
  });
}

/** The table of a Parquet file. */
export async function inspectParquet(disk: string, file: string): Promise<TableInspection[]> {
  return withParquet(disk, file, async (parquet) => {
    const layout = new ParquetLayout(parquet.metadata);
    const head = await readWindow(parquet, 0, Math.min(LIMITS.sampleRows, parquet.rows));
    const sample = head.map((values) => layout.cells(values));
    return [
      {
        name: '',
        options: { format: 'parquet' },
        columns: layout.columns,
        sample,
        confidence: 1,
        remarks: [],
      },
    ];
  });
}

interface ParquetFile {
  readonly buffer: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly rows: number;
}

async function withParquet<T>(
  disk: string,
  file: string,
  use: (parquet: ParquetFile) => Promise<T>,
): Promise<T> {
  const size = await fileSize(disk);
  const handle = await open(disk, 'r').catch((error: unknown) => {
    throw fileSystemError(file, error);
  });
  try {
    const buffer: AsyncBuffer = {
      byteLength: size,
      slice: (start, end = size) => readSlice(handle, start, end),
    };
    const metadata = await parquetMetadataAsync(buffer);
    return await use({ buffer, metadata, rows: Number(metadata.num_rows) });
  } catch (error) {
    if (error instanceof Error && 'data' in error) throw error;
    throw malformed(file, error);
  } finally {
    await handle.close();
  }
}

async function readSlice(handle: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  if (!(start >= 0 && end >= start)) throw new Error('it points outside the file');
  const bytes = new Uint8Array(end - start);
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
    if (bytesRead === 0) throw new Error('it is cut short');
    at += bytesRead;
  }
  return bytes.buffer;
}

async function readWindow(parquet: ParquetFile, rowStart: number, rowEnd: number): Promise<unknown[][]> {
  if (rowEnd <= rowStart) return [];
  let found: unknown[][] = [];
  await parquetRead({
    file: parquet.buffer,
    metadata: rawDecimals(parquet.metadata),
    compressors,
    rowStart,
    rowEnd,
    utf8: false,
    useOffsetIndex: true,
    geoparquet: false,
    parsers: {
      timestampFromMilliseconds: (value) => instant(value, 1000n),
      timestampFromMicroseconds: (value) => instant(value, 1_000_000n),
      timestampFromNanoseconds: (value) => instant(value, 1_000_000_000n),
      dateFromDays: (days) => (days === undefined || days === null ? null : day(days)),
      jsonFromBytes: (bytes) => (bytes ? Buffer.from(bytes).toString('utf8') : null),
    },
    onComplete: (rows) => {
      found = rows;
    },
  });
  return found;
}

/** Without their annotation decimals come as the integers they are stored as; {@link ParquetLayout} sets the point. */
function rawDecimals(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map((element) =>
    isDecimal(element) ? { ...element, converted_type: undefined, logical_type: undefined } : element,
  );
  return { ...metadata, schema };
}

function isDecimal(element: SchemaElement): boolean {
  return element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
}

function instant(value: bigint, perSecond: bigint): string | null {
  if (value === undefined || value === null) return null;
  const units = BigInt(value);
  const seconds = units >= 0n ? units / perSecond : -((-units + perSecond - 1n) / perSecond);
  const fraction = units - seconds * perSecond;
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return String(units);
  const whole = date.toISOString().slice(0, -5);
  if (fraction === 0n) return whole;
  return `${whole}.${String(fraction)
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '')}`;
}

function day(days: number): string {
  const date = new Date(days * 86_400_000);
  return Number.isNaN(date.getTime()) ? String(days) : date.toISOString().slice(0, 10);
}

/** Turns the values of a row into cells; nested columns are flattened as JSON is. */
class ParquetLayout {
  readonly #top: readonly SchemaElement[];
  readonly #names: readonly string[];
  readonly #nested: boolean;
  readonly #flattener = new JsonFlattener();

  constructor(metadata: FileMetaData) {
    this.#top = topElements(metadata.schema);
    this.#names = uniqueNames(this.#top.map((element) => element.name));
    this.#nested = this.#top.some(
      (element) => (element.num_children ?? 0) > 0 || element.repetition_type === 'REPEATED',
    );
  }

  get columns(): readonly string[] {
    return this.#nested ? this.#flattener.columns : this.#names;
  }

  cells(values: readonly unknown[]): RawCell[] {
    if (!this.#nested) return values.map((value, i) => cellText(value, this.#top[i]));
    const members = values.map(
      (value, i) => `${JSON.stringify(this.#names[i] ?? '')}:${this.#json(value, this.#top[i])}`,
    );
    return this.#flattener.object(`{${members.join(',')}}`);
  }

  #json(value: unknown, element: SchemaElement | undefined): string {
    const nested = value !== null && typeof value === 'object' && !(value instanceof Uint8Array);
    if (!nested) return JSON.stringify(cellText(value, element));
    return JSON.stringify(value, (_, inner: unknown) => (isLeaf(inner) ? cellText(inner, undefined) : inner));
  }
}

function isLeaf(value: unknown): boolean {
  return typeof value === 'bigint' || value instanceof Uint8Array;
}

/** Columns at the top of the schema, which is a tree written depth first. */
function topElements(schema: readonly SchemaElement[]): SchemaElement[] {
  const top: SchemaElement[] = [];
  const skip = (at: number): number => {
    let next = at + 1;
    for (let i = 0; i < (schema[at]?.num_children ?? 0); i++) next = skip(next);
    return next;
  };
  for (let at = 1; at < schema.length; at = skip(at)) {
    const element = schema[at];
    if (element) top.push(element);
  }
  return top;
}

function cellText(value: unknown, element: SchemaElement | undefined): RawCell {
  if (value === null || value === undefined) return null;
  if (element && isDecimal(element)) return decimalText(value, element.scale ?? 0);
  if (typeof value === 'number')
    return element?.type === 'FLOAT' ? float32Text(value) : withoutExponent(String(value));
  if (value instanceof Uint8Array) return bytesText(value);
  return String(value);
}

function bytesText(bytes: Uint8Array): string {
  return isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : `0x${Buffer.from(bytes).toString('hex')}`;
}

function decimalText(value: unknown, scale: number): string {
  const unscaled = value instanceof Uint8Array ? bigEndian(value) : BigInt(String(value));
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Two's complement, most significant byte first. */
function bigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0
    ? 0n
    : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}

/** The shortest digits that give the same 32-bit number (0.1, not 0.10000000149011612). */
function float32Text(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return withoutExponent(String(Number(text)));
  }
  return withoutExponent(String(value));
}

function malformed(file: string, error: unknown) {
  const detail = error instanceof Error ? error.message : String(error);
  return sourceError(
    'source.inspect',
    file,
    'parquet.malformed',
    `This Parquet file cannot be read: ${detail}.`,
    'Get the file again from where it comes, or export the table as CSV.',
  );
}
