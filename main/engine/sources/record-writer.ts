import type { QuarantinedRow } from '../../../shared/model/source.ts';
import type { WriteDb } from '../db/handles.ts';
import { transact } from '../db/handles.ts';
import type { RowBlock } from './parse-messages.ts';
import { rowOf, rowPlaces } from './row-block.ts';
import { hasKeyIndex, type ImportCounts } from './store.ts';

/** Takes the rows of a block apart where rowPlaces says they stand. */
const INSERT_BLOCK = `
  INSERT INTO record
  SELECT @id + place.key, @source, @file, @row + place.key,
    CAST(substr(@bytes, place.value / 10000000000 + 1, place.value % 1000000000 / 1000000) AS TEXT),
    substr(@hashes, place.key * 16 + 1, 16),
    CAST(substr(@bytes, place.value / 10000000000 + place.value % 1000000000 / 1000000 + 1, place.value % 1000000) AS TEXT),
    NULL
  FROM json_each(@places) AS place`;

/**
 * Writes the rows of one import. On a first import every row is new; later, each row is looked up by its key and only
 * what is new or changed is written: the cost of a re-import follows what changed.
 */
export class RecordWriter {
  /** A key that came twice for a row already known (see also duplicateKeys, for new rows). */
  readonly duplicates: { key: string; row: number }[] = [];
  /** Rows whose key is blank: set aside, since nothing could recognise them at the next import. */
  blankKeys = 0;
  private readonly db: WriteDb;
  private readonly sourceId: number;
  private readonly fileId: number;
  /** The source has rows already, to be found by their key. */
  readonly known: boolean;
  /** One bit per record id: seen again in this import. */
  private readonly seen: Uint8Array;
  private gone: readonly number[] = [];
  private inserted = 0;
  private changed = 0;
  private unchanged = 0;
  private nextId: number;
  private readonly insert;
  private readonly insertAll;
  private readonly find;
  private readonly supersede;
  private readonly setAside;

  constructor(db: WriteDb, sourceId: number, fileId: number) {
    this.db = db;
    this.sourceId = sourceId;
    this.fileId = fileId;
    this.known = hasKeyIndex(db, sourceId);
    this.nextId = (
      db.prepare('SELECT coalesce(max(id), 0) + 1 AS id FROM record').get() as { id: number }
    ).id;
    this.seen = new Uint8Array(this.known ? (this.nextId >> 3) + 1 : 0);
    this.insert = db.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), NULL)');
    this.insertAll = db.prepare(INSERT_BLOCK);
    this.find = db.prepare(
      `SELECT id, hash FROM record WHERE source_id = ${Math.trunc(sourceId)} AND key = ? AND superseded_by IS NULL
         AND file_id IN (SELECT id FROM source_file WHERE source_id = ${Math.trunc(sourceId)} AND state = 'applied')`,
    );
    this.supersede = db.prepare('INSERT OR IGNORE INTO import_supersedes VALUES (?, ?)');
    this.setAside = db.prepare(
      'INSERT INTO quarantine (file_id, row_number, code, message, bytes, truncated) VALUES (?, ?, ?, ?, ?, ?)',
    );
  }

  /** Writes whole blocks in one transaction. */
  write(blocks: readonly RowBlock[]): void {
    transact(this.db, () => {
      for (const block of blocks) if (!this.writeAll(block)) this.writeEach(block);
    });
  }

  quarantine(items: readonly QuarantinedRow[]): void {
    transact(this.db, () => {
      for (const item of items) {
        this.setAside.run(this.fileId, item.row, item.code, item.message, item.bytes, item.truncated ? 1 : 0);
      }
    });
  }

  /** Writes a block of new rows with one statement: half the time of a statement a row. False: not such a block. */
  private writeAll({ rows, bytes, ends, hashes }: RowBlock): boolean {
    const row = rows[0] ?? 0;
    const gapless = rows.length > 0 && rows[rows.length - 1] === row + rows.length - 1;
    const places = this.known || !gapless ? null : rowPlaces({ rows, bytes, ends, hashes });
    if (places === null) return false;
    const { sourceId: source, fileId: file, nextId: id } = this;
    this.insertAll.run({ id, source, file, row, bytes, hashes, places });
    this.nextId += rows.length;
    this.inserted += rows.length;
    return true;
  }

  private writeEach(block: RowBlock): void {
    for (const [i, row] of block.rows.entries()) {
      const { key, cells, hash } = rowOf(block, i);
      if (key !== '') this.writeRow(row, key, cells, hash);
      else {
        this.blankKeys += 1;
        const message = 'The key of this row is blank.';
        this.quarantine([{ row, code: 'key.blank', message, bytes: cells }]);
      }
    }
  }

  private writeRow(row: number, key: string, cells: Uint8Array, hash: Uint8Array): void {
    if (this.known) {
      const before = this.find.get(key) as { id: number; hash: Buffer } | undefined;
      if (before) {
        const bit = 1 << (before.id & 7);
        if (this.seen[before.id >> 3]! & bit) this.duplicates.push({ key, row });
        this.seen[before.id >> 3]! |= bit;
        if (before.hash.equals(hash)) {
          this.unchanged += 1;
          return;
        }
        this.changed += 1;
        this.supersede.run(this.fileId, before.id);
      }
    }
    this.insert.run(this.nextId++, this.sourceId, this.fileId, row, key, hash, cells);
    this.inserted += 1;
  }

  /** Counts against what was current. `gone`: current rows that this import does not hold. */
  finish(): ImportCounts {
    this.gone = [...this.goneIds()];
    const { inserted, changed, unchanged, gone } = this;
    return { new: inserted - changed, changed, unchanged, gone: gone.length };
  }

  /** Notes the rows that {@link finish} found gone, to be superseded when the import is applied. */
  markGone(): void {
    for (const id of this.gone) this.supersede.run(this.fileId, id);
  }

  private *goneIds(): Generator<number> {
    if (!this.known) return;
    const ids = this.db
      .prepare(
        `SELECT id FROM record WHERE source_id = ${Math.trunc(this.sourceId)} AND superseded_by IS NULL
           AND file_id IN (SELECT id FROM source_file WHERE source_id = ${Math.trunc(this.sourceId)} AND state = 'applied')`,
      )
      .pluck()
      .iterate() as IterableIterator<number>;
    for (const id of ids) if (!(this.seen[id >> 3]! & (1 << (id & 7)))) yield id;
  }
}
