import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { fileSize } from './byte-source.ts';
import { fileSystemError, sourceError } from './errors.ts';
import { LIMITS } from './limits.ts';

/**
 * Writes chunks to a temporary file of ours (its name comes from no archive), gives it to `use`, and removes it.
 * `limit`: bytes after which the rest is left out.
 */
export async function withTemporaryFile<T>(
  chunks: AsyncIterable<Buffer>,
  use: (disk: string, complete: boolean) => Promise<T>,
  limit = Number.POSITIVE_INFINITY,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'orfevre-'));
  try {
    const disk = path.join(folder, 'entry');
    const complete = await write(chunks, disk, limit);
    return await use(disk, complete);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(chunks: AsyncIterable<Buffer>, disk: string, limit: number): Promise<boolean> {
  const handle = await open(disk, 'wx', 0o600);
  try {
    let written = 0;
    for await (const chunk of chunks) {
      if (written + chunk.length > limit) return false;
      await handle.write(chunk).catch((error: unknown) => {
        throw fileSystemError(disk, error);
      });
      written += chunk.length;
    }
    return true;
  } finally {
    await handle.close();
  }
}

/** The bytes of a gzip file as they unpack, counted against the limits. `file`: the name to show. */
export async function* gunzip(disk: string, file: string): AsyncGenerator<Buffer> {
  const packed = await fileSize(disk);
  const source = createReadStream(disk);
  const stream = source.pipe(createGunzip());
  source.on('error', (error) => stream.destroy(error));
  let unpacked = 0;
  try {
    for await (const chunk of stream) {
      const bytes: Buffer = chunk;
      unpacked += bytes.length;
      if (
        unpacked > Math.max(LIMITS.ratioFloorBytes, packed * LIMITS.ratio) ||
        unpacked > LIMITS.entryBytes
      ) {
        throw tooLarge(file);
      }
      yield bytes;
    }
  } catch (error) {
    if (error instanceof Error && 'data' in error) throw error;
    throw malformed(file, error);
  } finally {
    source.destroy();
    stream.destroy();
  }
}

function tooLarge(file: string) {
  return sourceError(
    'source.read',
    file,
    'archive.ratio',
    `The file unpacks to more than ${LIMITS.ratio} times its size: reading was stopped.`,
    'If the file is sound, unpack it yourself and import the result.',
    { limit: LIMITS.ratio },
  );
}

function malformed(file: string, error: unknown) {
  const detail = error instanceof Error ? error.message : String(error);
  return sourceError(
    'source.read',
    file,
    'archive.malformed',
    `The compressed file is damaged: ${detail}.`,
    'Get the file again from where it comes.',
  );
}
