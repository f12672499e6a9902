import type { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import yauzl from 'yauzl';
import type { UserError } from '../../../../shared/model/errors.ts';
import { sourceError } from './errors.ts';
import { LIMITS } from './limits.ts';

/** A file inside an archive. Its name is only ever shown or compared, never used as a path on disk. */
export interface ZipEntry {
  readonly name: string;
  readonly compressedSize: number;
  readonly size: number;
  readonly encrypted: boolean;
  readonly raw: yauzl.Entry;
}

/** An open ZIP archive whose entries are listed; {@link close} it. */
export class ZipArchive {
  readonly file: string;
  readonly entries: readonly ZipEntry[];
  readonly #zip: yauzl.ZipFile;

  private constructor(file: string, zip: yauzl.ZipFile, entries: readonly ZipEntry[]) {
    this.file = file;
    this.#zip = zip;
    this.entries = entries;
  }

  /** `file`: the name to show in errors. @throws UserError archive.malformed, archive.too_many_entries */
  static async open(disk: string, file: string): Promise<ZipArchive> {
    const zip = await openZip(disk, file);
    try {
      return new ZipArchive(file, zip, await listEntries(zip, file));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  entry(name: string): ZipEntry | undefined {
    return this.entries.find((entry) => entry.name === name);
  }

  /**
   * The bytes of an entry as they unpack. Counts what really comes out: sizes in the archive are claims.
   * @throws UserError archive.encrypted, archive.too_large, archive.ratio, archive.malformed
   */
  async *chunks(entry: ZipEntry): AsyncGenerator<Buffer> {
    if (entry.encrypted) throw this.#encrypted(entry);
    let unpacked = 0;
    const stream = await this.#open(entry);
    try {
      for await (const chunk of stream) {
        const bytes: Buffer = chunk;
        unpacked += bytes.length;
        this.#checkSize(entry, unpacked);
        yield bytes;
      }
    } catch (error) {
      throw malformed(this.file, error, entry.name);
    } finally {
      stream.destroy();
    }
  }

  close(): void {
    this.#zip.close();
  }

  #open(entry: ZipEntry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.#zip.openReadStream(entry.raw, (error, stream) => {
        if (error) reject(malformed(this.file, error, entry.name));
        else resolve(stream);
      });
    });
  }

  #checkSize(entry: ZipEntry, unpacked: number): void {
    if (unpacked > LIMITS.entryBytes)
      throw this.#tooLarge(entry, 'archive.too_large', `more than ${LIMITS.entryBytes} bytes`);
    const allowed = Math.max(LIMITS.ratioFloorBytes, entry.compressedSize * LIMITS.ratio);
    if (unpacked > allowed) {
      throw this.#tooLarge(entry, 'archive.ratio', `more than ${LIMITS.ratio} times its packed size`);
    }
  }

  #tooLarge(entry: ZipEntry, code: string, how: string): UserError {
    return sourceError(
      'source.read',
      this.file,
      code,
      `“${entry.name}” unpacks to ${how}: reading was stopped.`,
      'If the file is sound, unpack it yourself and import what it holds.',
      { entry: entry.name },
    );
  }

  #encrypted(entry: ZipEntry): UserError {
    return sourceError(
      'source.inspect',
      this.file,
      'archive.encrypted',
      `“${entry.name}” is protected by a password.`,
      'Unpack the archive with its password, then import the files.',
      { entry: entry.name },
    );
  }
}

function openZip(disk: string, file: string): Promise<yauzl.ZipFile> {
  // Names are decoded here: yauzl would refuse the whole archive for one suspicious path.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  return new Promise((resolve, reject) => {
    yauzl.open(disk, options, (error, zip) => {
      if (error) reject(malformed(file, error));
      else resolve(zip);
    });
  });
}

function listEntries(zip: yauzl.ZipFile, file: string): Promise<ZipEntry[]> {
  return new Promise((resolve, reject) => {
    if (zip.entryCount > LIMITS.archiveEntries) {
      reject(tooManyEntries(file, zip.entryCount));
      return;
    }
    const entries: ZipEntry[] = [];
    zip.on('error', (error) => reject(malformed(file, error)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (raw: yauzl.Entry) => {
      const name = entryName(raw);
      if (!name.endsWith('/')) {
        const encrypted = (raw.generalPurposeBitFlag & 1) !== 0;
        entries.push({
          name,
          compressedSize: raw.compressedSize,
          size: raw.uncompressedSize,
          encrypted,
          raw,
        });
      }
      if (entries.length > LIMITS.archiveEntries) reject(tooManyEntries(file, entries.length));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

function entryName(raw: yauzl.Entry): string {
  const bytes = Buffer.from(raw.fileName);
  const utf8 = (raw.generalPurposeBitFlag & 0x800) !== 0;
  return (utf8 ? bytes.toString('utf8') : iconv.decode(bytes, 'cp437')).replaceAll('\\', '/');
}

function tooManyEntries(file: string, count: number): UserError {
  return sourceError(
    'source.inspect',
    file,
    'archive.too_many_entries',
    `The archive holds ${count} files; at most ${LIMITS.archiveEntries} are read.`,
    'Unpack it and import the files you need.',
    { entries: count, limit: LIMITS.archiveEntries },
  );
}

/** Keeps errors that are already sentences; says of any other that the archive is damaged. */
function malformed(file: string, error: unknown, entry?: string): unknown {
  if (error instanceof Error && 'data' in error) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const part = entry === undefined ? 'The archive' : `“${entry}” in the archive`;
  return sourceError(
    'source.read',
    file,
    'archive.malformed',
    `${part} is damaged: ${detail}.`,
    'Get the file again from where it comes, or repair it with the program that made it.',
    entry === undefined ? {} : { entry },
  );
}
