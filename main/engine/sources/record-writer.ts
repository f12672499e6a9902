import type { QuarantinedRow } from '../../../shared/model/source.ts';
import type { WriteDb } from '../db/handles.ts';
import { transact } from '../db/handles.ts';
import type { RowBatch } from './parse-messages.ts';
import { hasKeyIndex, type ImportCounts } from './store.ts';

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
  private readonly known: boolean;
  /** One bit per record id: seen again in this import. */
  private readonly seen: Uint8Array;
  private inserted = 0;
  private changed = 0;
  private unchanged = 0;
  private nextId: number;
  private readonly insert;
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
    this.insert = db.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, NULL)');
    this.find = db.prepare(
      `SELECT id, hash FROM record WHERE source_id = ${Math.trunc(sourceId)} AND key = ? AND superseded_by IS NULL
         AND file_id IN (SELECT id FROM source_file WHERE source_id = ${Math.trunc(sourceId)} AND state = 'applied')`,
    );
    this.supersede = db.prepare('INSERT OR IGNORE INTO import_supersedes VALUES (?, ?)');
    this.setAside = db.prepare(
      'INSERT INTO quarantine (file_id, row_number, code, message, bytes, truncated) VALUES (?, ?, ?, ?, ?, ?)',
    );
  }

  /** Writes whole batches in one transaction. */
  write(batches: readonly RowBatch[]): void {
    transact(this.db, () => {
      for (const batch of batches) this.writeBatch(batch);
    });
  }

  quarantine(items: readonly QuarantinedRow[]): void {
    transact(this.db, () => {
      for (const item of items) {
        this.setAside.run(this.fileId, item.row, item.code, item.message, item.bytes, item.truncated ? 1 : 0);
      }
    });
  }

  private writeBatch(batch: RowBatch): void {
    for (let i = 0; i < batch.cells.length; i++) {
      const row = batch.rows[i]!;
      const key = batch.keys === null ? String(row) : batch.keys[i]!;
      const cells = batch.cells[i]!;
      if (key === '') {
        this.blankKeys += 1;
        this.quarantine([
          { row, code: 'key.blank', message: 'The key of this row is blank.', bytes: Buffer.from(cells) },
        ]);
        continue;
      }
      this.writeRow(row, key, cells, batch.hashes.subarray(i * 16, i * 16 + 16));
    }
  }

  private writeRow(row: number, key: string, cells: string, hash: Uint8Array): void {
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
    let gone = 0;
    for (const _ of this.goneIds()) gone += 1;
    return { new: this.inserted - this.changed, changed: this.changed, unchanged: this.unchanged, gone };
  }

  /** Notes the rows that are gone, to be superseded when the import is applied. */
  markGone(): void {
    for (const id of [...this.goneIds()]) this.supersede.run(this.fileId, id);
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
