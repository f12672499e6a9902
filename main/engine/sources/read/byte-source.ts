import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { fileSystemError, sourceError } from './errors.ts';

/** Size of a regular file; a clear refusal for anything else. */
export async function fileSize(path: string): Promise<number> {
  const info = await stat(path).catch((error: unknown) => {
    throw fileSystemError(path, error);
  });
  if (info.isFile()) return info.size;
  const [code, message] = info.isDirectory()
    ? ['file.directory', 'This is a folder, not a file.']
    : ['file.not_regular', 'This is not a regular file.'];
  throw sourceError('source.inspect', path, code, message, 'Choose a file.');
}

/** Reads a file once from start to end and hashes what it reads. */
export class ByteSource {
  readonly path: string;
  readonly size: number;
  position = 0;
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');

  private constructor(path: string, size: number, handle: FileHandle) {
    this.path = path;
    this.size = size;
    this.#handle = handle;
  }

  static async open(path: string): Promise<ByteSource> {
    const size = await fileSize(path);
    const handle = await open(path, 'r').catch((error: unknown) => {
      throw fileSystemError(path, error);
    });
    return new ByteSource(path, size, handle);
  }

  /** Fills `into` from `offset` as far as the file goes; returns the number of bytes read. */
  async read(into: Buffer, offset: number): Promise<number> {
    let filled = offset;
    while (filled < into.length) {
      const { bytesRead } = await this.#handle
        .read(into, filled, into.length - filled, this.position)
        .catch((error: unknown) => {
          throw fileSystemError(this.path, error);
        });
      if (bytesRead === 0) break;
      this.#hash.update(into.subarray(filled, filled + bytesRead));
      filled += bytesRead;
      this.position += bytesRead;
    }
    return filled - offset;
  }

  /** Reads what is left and returns the hash of the whole file. */
  async digest(): Promise<string> {
    const buffer = Buffer.allocUnsafe(1024 * 1024);
    while ((await this.read(buffer, 0)) > 0);
    return this.#hash.digest('hex');
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** SHA-256 and size of a whole file. */
export async function hashFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const source = await ByteSource.open(path);
  try {
    return { sha256: await source.digest(), bytes: source.position };
  } finally {
    await source.close();
  }
}

/** Up to `length` bytes of a file from `offset`. */
export async function readRange(path: string, offset: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw fileSystemError(path, error);
  });
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw fileSystemError(path, error);
  } finally {
    await handle.close();
  }
}
