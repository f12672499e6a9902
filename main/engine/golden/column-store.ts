import type { EntityType } from '../../../shared/model/canonical.ts';
import { type DbRow, goldenTable } from '../db/entity-tables.ts';
import { identifier, type ReadDb } from '../db/handles.ts';
import type { slicer } from '../db/pause.ts';
import { type ColumnData, encodeColumn } from './column-data.ts';
import { COLUMN_TABLE, columnText, isNumeric, MEMBERS, SOURCES } from './column-writer.ts';

/** Bytes of columns kept in memory per project; the one not used for longest goes first. */
const KEPT = 384 * 2 ** 20;
const BATCH = 2_000;

/** Has no golden record a value in this column? Answered by what is stored of it, without reading the records. */
export function isEmptyColumn(db: ReadDb, entity: string, name: string): boolean {
  const isStored = db.prepare(`SELECT 1 FROM ${COLUMN_TABLE} WHERE entity = ? AND name = ? LIMIT 1`);
  if (isStored.get(entity, '') !== undefined) return isStored.get(entity, name) === undefined;
  const first = `SELECT 1 FROM ${identifier(goldenTable(entity))} WHERE ${identifier(name)} IS NOT NULL LIMIT 1`;
  return db.prepare(first).get() === undefined;
}

/** The columns of the golden records of one entity, read when they are asked for. */
export class ColumnStore {
  private readonly db: ReadDb;
  private readonly entity: EntityType;
  private readonly rows: number;
  private readonly stored: boolean;
  private readonly columns = new Map<string, Promise<ColumnData | null>>();
  private readonly sizes = new Map<string, number>();

  /** @param rows the highest rowid of the golden records. */
  constructor(db: ReadDb, entity: EntityType, rows: number) {
    this.db = db;
    this.entity = entity;
    this.rows = rows;
    const count = db
      .prepare(
        `SELECT data FROM ${COLUMN_TABLE} WHERE entity = ? AND name = '' AND part = 'ids' AND chunk = 0`,
      )
      .pluck()
      .get(entity.name) as Buffer | undefined;
    this.stored = count?.readUInt32LE(0) === rows;
  }

  /** null: all of its values are blank. */
  column(name: string, pause: ReturnType<typeof slicer>): Promise<ColumnData | null> {
    const known = this.columns.get(name);
    if (known) {
      // Asked for last: it goes last.
      this.columns.delete(name);
      this.columns.set(name, known);
      return known;
    }
    const reading = this.read(name, pause);
    this.columns.set(name, reading);
    reading.then(
      (column) => this.keep(name, column),
      () => this.columns.delete(name),
    );
    return reading;
  }

  private read(name: string, pause: ReturnType<typeof slicer>): Promise<ColumnData | null> {
    if (this.stored) return this.readStored(name, pause);
    // Sources stand in the stored columns only.
    return name === SOURCES ? Promise.resolve(null) : this.readRecords(name, pause);
  }

  private keep(name: string, column: ColumnData | null): void {
    this.sizes.set(name, column ? column.ids.byteLength + column.starts.byteLength + column.texts.length : 0);
    let total = 0;
    for (const size of this.sizes.values()) total += size;
    for (const [other] of this.columns) {
      if (total <= KEPT || other === name) break;
      total -= this.sizes.get(other) ?? 0;
      this.sizes.delete(other);
      this.columns.delete(other);
    }
  }

  private async readStored(name: string, pause: ReturnType<typeof slicer>): Promise<ColumnData | null> {
    const ids = await this.readPart(name, 'ids', pause);
    if (!ids) return null;
    const starts = (await this.readPart(name, 'starts', pause))!;
    const texts = (await this.readPart(name, 'texts', pause))!;
    return {
      ids: new Uint32Array(ids.buffer, 0, ids.length / 4),
      starts: new Uint32Array(starts.buffer, 0, starts.length / 4),
      texts,
    };
  }

  private async readPart(
    name: string,
    part: string,
    pause: ReturnType<typeof slicer>,
  ): Promise<Buffer | undefined> {
    const where = `FROM ${COLUMN_TABLE} WHERE entity = ? AND name = ? AND part = ?`;
    const length = this.db
      .prepare(`SELECT sum(length(data)) ${where}`)
      .pluck()
      .get(this.entity.name, name, part) as number | null;
    if (length === null) return undefined;
    // A buffer of its own, so that it begins where numbers may begin.
    const bytes = Buffer.from(new ArrayBuffer(length));
    const read = this.db.prepare(`SELECT data ${where} AND chunk = ?`).pluck();
    for (let at = 0, chunk = 0; at < length; chunk++) {
      const data = read.get(this.entity.name, name, part, chunk) as Buffer | undefined;
      if (!data) throw new Error(`chunk ${chunk} of the column ${name} is missing`);
      at += data.copy(bytes, at);
      await pause();
    }
    return bytes;
  }

  /** From the golden records themselves: they were made before columns were stored. */
  private async readRecords(name: string, pause: ReturnType<typeof slicer>): Promise<ColumnData | null> {
    const attribute = this.entity.attributes.find((candidate) => candidate.name === name);
    const read = this.db
      .prepare(
        `SELECT rowid, ${identifier(name)} FROM ${identifier(goldenTable(this.entity.name))} WHERE rowid > ? AND rowid <= ?`,
      )
      .raw();
    const chunks: string[][] = [];
    for (let from = 0; from < this.rows; from += BATCH) {
      const chunk = new Array<string>(Math.min(BATCH, this.rows - from)).fill('');
      for (const [rowid, value] of read.all(from, from + BATCH) as [number, string | number | null][]) {
        if (value !== null) chunk[rowid - from - 1] = textOf(value, attribute?.cardinality === 'many');
      }
      chunks.push(chunk);
      await pause();
    }
    const column = encodeColumn(
      this.rows,
      chunks,
      name === MEMBERS || (attribute !== undefined && isNumeric(attribute)),
    );
    return column.starts.length === 2 ? null : column;
  }
}

const textOf = (value: NonNullable<DbRow[string]>, many: boolean): string =>
  columnText(
    many
      ? (JSON.parse(String(value)) as { value: string }[]).map((element) => element.value)
      : [String(value)],
  );
