import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { exportError } from './write-errors.ts';

/** A file that appears under its name whole or not at all. */
export interface AtomicFile {
  /** Appends; the bytes may be reused once the promise is settled. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Makes the content durable, still under its temporary name: what takes long is done. */
  readonly seal: () => Promise<WrittenFile>;
  /** Puts the sealed file in place of the previous one. */
  readonly publish: () => Promise<void>;
  /** {@link seal} and {@link publish} at once. */
  readonly commit: () => Promise<WrittenFile>;
  /** Leaves the previous file as it was, and nothing else. Safe at any time, also after a failure. */
  readonly abort: () => Promise<void>;
}

export interface WrittenFile {
  readonly bytes: number;
  /** Of the content, hexadecimal. */
  readonly sha256: string;
}

/**
 * Opens a temporary file beside `path` (so that the rename stays on one volume). Missing folders are made; what an
 * earlier process left behind when it was killed is removed.
 *
 * @throws UserError `export.write`: `folder_not_writable`, `disk_full`, `target_in_use`, `target_is_folder` …
 */
export async function openAtomic(path: string): Promise<AtomicFile> {
  const target = resolve(path);
  const temporary = temporaryName(target);
  const handle = await attempt(target, async () => {
    await mkdir(dirname(target), { recursive: true });
    await removeLeftovers(target);
    return open(temporary, 'wx');
  });
  return new PendingFile(target, temporary, handle);
}

class PendingFile implements AtomicFile {
  private readonly hash = createHash('sha256');
  private readonly target: string;
  private readonly temporary: string;
  private handle: FileHandle | undefined;
  private bytes = 0;

  constructor(target: string, temporary: string, handle: FileHandle) {
    this.target = target;
    this.temporary = temporary;
    this.handle = handle;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const handle = this.opened();
    this.hash.update(bytes);
    await attempt(this.target, async () => {
      let offset = 0;
      while (offset < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset);
        offset += bytesWritten;
      }
    });
    this.bytes += bytes.length;
  }

  async seal(): Promise<WrittenFile> {
    const handle = this.opened();
    await attempt(this.target, async () => {
      await handle.sync();
      this.handle = undefined;
      await handle.close();
    });
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  async publish(): Promise<void> {
    await attempt(this.target, () => rename(this.temporary, this.target));
    await syncFolder(dirname(this.target));
  }

  async commit(): Promise<WrittenFile> {
    const written = await this.seal();
    await this.publish();
    return written;
  }

  async abort(): Promise<void> {
    const { handle } = this;
    this.handle = undefined;
    await handle?.close().catch(() => undefined);
    await rm(this.temporary, { force: true });
  }

  private opened(): FileHandle {
    if (!this.handle) throw new Error(`${this.target} is already closed`);
    return this.handle;
  }
}

async function attempt<T>(target: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw exportError(error, target);
  }
}

/** A rename is only durable once its folder is; Windows cannot open a folder, and needs not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network volumes refuse it; the content itself is already durable.
    if (!isCode(error, 'EINVAL', 'ENOTSUP', 'EPERM')) throw exportError(error, folder);
  } finally {
    await handle.close();
  }
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? '');

// ------------------------------------------------------------------------------------------ temporary files

/** Tells machines apart on a shared folder: only leftovers of this one can be judged by their process. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

const prefix = (target: string): string => `.${basename(target)}.${MACHINE}-`;
const SUFFIX = '.partial';

function temporaryName(target: string): string {
  const name = `${prefix(target)}${process.pid}-${randomBytes(4).toString('hex')}${SUFFIX}`;
  return join(dirname(target), name);
}

async function removeLeftovers(target: string): Promise<void> {
  const start = prefix(target);
  for (const name of await readdir(dirname(target))) {
    if (!name.startsWith(start) || !name.endsWith(SUFFIX)) continue;
    const pid = Number.parseInt(name.slice(start.length), 10);
    if (pid > 0 && !isRunning(pid)) await rm(join(dirname(target), name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}
