import type { Attribute, EntityType } from '../../../shared/model/canonical.ts';
import type { JobControl } from '../../../shared/model/job.ts';
import { staged } from '../db/entity-tables.ts';
import { foldText } from '../db/fold-text.ts';
import { transact, type WriteDb } from '../db/handles.ts';
import { BETWEEN, type ColumnData, EDGE, encodeColumn } from './column-data.ts';

/** Where the columns stand; one row per chunk, and one named '' that tells how many rows there are. */
export const COLUMN_TABLE = 'golden_column';
/** The number of records of a golden record, as a column. */
export const MEMBERS = '_members';
/** The ids of the sources of its records, as a column: `3` or `1,3`. */
export const SOURCES = '_sources';

const SPOOL = staged('golden_spool');
/** Rows spooled at once. */
const SPOOLED = 20_000;
/** Bytes of a stored chunk: read without keeping others waiting. */
const CHUNK = 1 << 20;

/** Values of these kinds are ordered as numbers. */
const NUMERIC: ReadonlySet<string> = new Set(['amount', 'integer']);
export const isNumeric = (attribute: Attribute): boolean => NUMERIC.has(attribute.kind);

/** The folded text of a value of one or several elements. */
export const columnText = (values: readonly string[]): string =>
  values.length === 1 ? foldText(values[0]!) : values.map(foldText).join(BETWEEN);

/** The tables the columns are written to before they count. */
export function createColumnTables(db: WriteDb): void {
  transact(db, () => {
    db.exec(
      `CREATE TABLE ${staged(COLUMN_TABLE)} (entity TEXT NOT NULL, name TEXT NOT NULL, part TEXT NOT NULL, chunk INTEGER NOT NULL,
         data BLOB NOT NULL, PRIMARY KEY (entity, name, part, chunk)) STRICT`,
    );
    db.exec(`CREATE TABLE ${SPOOL} (id INTEGER PRIMARY KEY, name TEXT NOT NULL, texts TEXT NOT NULL) STRICT`);
  });
}

export const dropColumnSpool = (db: WriteDb): void => void db.exec(`DROP TABLE ${SPOOL}`);

/**
 * Writes the columns of one entity. Rows are spooled as they come and each column is put in order by itself at the end,
 * so that memory holds one column and not the table.
 */
export class ColumnWriter {
  private readonly db: WriteDb;
  private readonly entity: EntityType;
  private readonly names: readonly string[];
  private buffers: string[][];
  private rows = 0;

  constructor(db: WriteDb, entity: EntityType) {
    this.db = db;
    this.entity = entity;
    this.names = [MEMBERS, SOURCES, ...entity.attributes.map(({ name }) => name)];
    this.buffers = this.names.map(() => []);
  }

  /** One golden record: folded texts in the order of the attributes, '' = blank. In the order of the rowids. */
  add(members: number, sourceIds: ReadonlySet<number>, texts: readonly string[]): void {
    this.buffers[0]!.push(String(members));
    this.buffers[1]!.push([...sourceIds].sort((a, b) => a - b).join(','));
    for (let i = 0; i < texts.length; i++) this.buffers[i + 2]!.push(texts[i]!);
    this.rows += 1;
    if (this.buffers[0]!.length >= SPOOLED) this.spool();
  }

  private spool(): void {
    const insert = this.db.prepare(`INSERT INTO ${SPOOL} (name, texts) VALUES (?, ?)`);
    transact(this.db, () => {
      for (const [i, name] of this.names.entries()) insert.run(name, this.buffers[i]!.join(EDGE));
    });
    this.buffers = this.names.map(() => []);
  }

  finish(control: JobControl): void {
    if (this.buffers[0]!.length > 0) this.spool();
    const kinds = new Map(this.entity.attributes.map((attribute) => [attribute.name, isNumeric(attribute)]));
    for (const [done, name] of this.names.entries()) {
      control.check();
      const column = encodeColumn(this.rows, this.spooled(name), kinds.get(name) ?? name === MEMBERS);
      transact(this.db, () => this.store(name, column));
      control.progress({
        stage: 'golden.columns',
        subject: this.entity.name,
        done: Math.round((this.rows * (done + 1)) / this.names.length),
        total: this.rows,
        unit: 'records',
      });
    }
    const count = Buffer.from(Uint32Array.of(this.rows).buffer);
    transact(this.db, () => {
      this.insert.run(this.entity.name, '', 'ids', 0, count);
      this.db.exec(`DELETE FROM ${SPOOL}`);
    });
  }

  private *spooled(name: string): Generator<string[]> {
    const ids = this.db
      .prepare(`SELECT id FROM ${SPOOL} WHERE name = ? ORDER BY id`)
      .pluck()
      .all(name) as number[];
    const read = this.db.prepare(`SELECT texts FROM ${SPOOL} WHERE id = ?`).pluck();
    for (const id of ids) yield (read.get(id) as string).split(EDGE);
  }

  private get insert() {
    return this.db.prepare(`INSERT INTO ${staged(COLUMN_TABLE)} VALUES (?, ?, ?, ?, ?)`);
  }

  /** A column without any value is not stored. */
  private store(name: string, { ids, starts, texts }: ColumnData): void {
    if (starts.length === 2) return;
    const { insert } = this;
    const parts = { ids: bytesOf(ids), starts: bytesOf(starts), texts };
    for (const [part, bytes] of Object.entries(parts)) {
      for (let at = 0, chunk = 0; at < bytes.length; at += CHUNK, chunk++) {
        insert.run(this.entity.name, name, part, chunk, bytes.subarray(at, at + CHUNK));
      }
    }
  }
}

const bytesOf = (numbers: Uint32Array): Buffer =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
