import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { JobControl } from '../../../shared/model/job.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { transact } from '../db/handles.ts';

/** Size of a stored chunk, in bytes: a transaction of a few ms, and far from SQLite's limit for one value. */
const CHUNK = 1 << 20;

/**
 * Keeps the file as it was given, compressed. Speed counts more than size here (gzip level 1): it runs beside the parser
 * and the writer on machines of two cores. {@link nameOriginal} makes it findable.
 */
export async function keepOriginal(db: WriteDb, path: string, fileId: number, control: JobControl): Promise<void> {
  const insert = db.prepare('INSERT INTO original_chunk (file_id, data) VALUES (?, ?)');
  const store = (data: Buffer) => transact(db, () => insert.run(fileId, data));
  await pipeline(
    createReadStream(path, { highWaterMark: 1 << 18 }),
    createGzip({ level: 1, chunkSize: 1 << 18 }),
    gather(CHUNK),
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        control.check();
        store(chunk);
      }
    },
  );
}

/** Notes under which content the chunks of an import are kept; drops them when that content is kept already. */
export function nameOriginal(
  db: WriteDb,
  path: string,
  fileId: number,
  content: { readonly sha256: string; readonly bytes: number },
): void {
  const { changes } = db
    .prepare("INSERT OR IGNORE INTO original VALUES (?, ?, ?, ?, 'gzip')")
    .run(content.sha256, fileId, basename(path), content.bytes);
  if (changes === 0) db.prepare('DELETE FROM original_chunk WHERE file_id = ?').run(fileId);
}

/** Re-cuts a stream into chunks of `size` bytes; the last may be shorter. */
function gather(size: number): Transform {
  let parts: Buffer[] = [];
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= size) {
        this.push(Buffer.concat(parts));
        parts = [];
        length = 0;
      }
      done();
    },
    flush(done) {
      if (length > 0) this.push(Buffer.concat(parts));
      done();
    },
  });
}

/** The original bytes of a kept file, as a stream, or undefined when it was not kept. */
export function readOriginal(db: ReadDb, sha256: string): NodeJS.ReadableStream | undefined {
  const original = db.prepare('SELECT file_id FROM original WHERE sha256 = ?').get(sha256) as
    | { file_id: number }
    | undefined;
  if (!original) return undefined;
  const gunzip = createGunzip();
  const chunks = db
    .prepare('SELECT data FROM original_chunk WHERE file_id = ? ORDER BY id')
    .pluck()
    .iterate(original.file_id) as IterableIterator<Buffer>;
  const feed = () => {
    for (const chunk of chunks) if (!gunzip.write(chunk)) return void gunzip.once('drain', feed);
    gunzip.end();
  };
  feed();
  return gunzip;
}
