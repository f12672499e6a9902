import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib';
import type { JobControl } from '../../../shared/model/job.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { transact } from '../db/handles.ts';

/** Size of a stored chunk, in bytes: a transaction of a few ms, and far from SQLite's limit for one value. */
const CHUNK = 1 << 20;
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 20 };

/**
 * Keeps the file as it was given, compressed. Speed counts more than size here: it runs beside the parser and the writer on
 * machines of two cores, and Brotli at quality 1 takes half the time of gzip at level 1 for a tenth less bytes. {@link nameOriginal} makes it findable.
 */
export async function keepOriginal(
  db: WriteDb,
  path: string,
  fileId: number,
  control: JobControl,
): Promise<void> {
  const insert = db.prepare('INSERT INTO original_chunk (file_id, data) VALUES (?, ?)');
  const store = (data: Buffer) => transact(db, () => insert.run(fileId, data));
  await pipeline(
    createReadStream(path, { highWaterMark: 1 << 18 }),
    createBrotliCompress({ chunkSize: 1 << 18, params: BROTLI }),
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
    .prepare("INSERT OR IGNORE INTO original VALUES (?, ?, ?, ?, 'brotli')")
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
export function readOriginal(db: ReadDb, sha256: string): Readable | undefined {
  const fileId = db.prepare('SELECT file_id FROM original WHERE sha256 = ?').pluck().get(sha256) as
    | number
    | undefined;
  if (fileId === undefined) return undefined;
  const bytes = createBrotliDecompress();
  // A failure of either reaches the reader as an error of the stream.
  pipeline(Readable.from(chunksOf(db, fileId)), bytes).catch((error: Error) => bytes.destroy(error));
  return bytes;
}

/** One query a chunk: between two, the connection is free for others. */
function* chunksOf(db: ReadDb, fileId: number): Generator<Buffer> {
  const next = db.prepare(
    'SELECT id, data FROM original_chunk WHERE file_id = ? AND id > ? ORDER BY id LIMIT 1',
  );
  for (let after = 0; ; ) {
    const chunk = next.get(fileId, after) as { id: number; data: Buffer } | undefined;
    if (!chunk) return;
    yield chunk.data;
    after = chunk.id;
  }
}
