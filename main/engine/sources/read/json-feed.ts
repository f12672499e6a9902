import iconv from 'iconv-lite';
import { ByteSource } from './byte-source.ts';
import { bomLength, type TextEncoding } from './encoding.ts';

const CHUNK = 1024 * 1024;

/** A sliding window over the UTF-8 bytes of a JSON file (other encodings are converted on the way). */
export class JsonFeed {
  readonly source: ByteSource;
  bytes: Buffer = Buffer.alloc(0);
  /** Where reading stands in `bytes`. */
  at = 0;
  /** `bytes` reaches the end of the file. */
  final = false;
  readonly #decoder: iconv.DecoderStream | undefined;

  private constructor(source: ByteSource, encoding: TextEncoding) {
    this.source = source;
    this.#decoder =
      encoding.name === 'utf-8' ? undefined : iconv.getDecoder(encoding.name, { stripBOM: false });
  }

  static async open(path: string, encoding: TextEncoding): Promise<JsonFeed> {
    const feed = new JsonFeed(await ByteSource.open(path), encoding);
    const head = Buffer.alloc(Math.min(4, feed.source.size));
    await feed.source.read(head, 0);
    feed.bytes = feed.#converted(head.subarray(bomLength(head, encoding.name)));
    return feed;
  }

  /** Drops what was used and reads on; the window doubles while a single value does not fit. */
  async more(): Promise<void> {
    const rest = this.bytes.subarray(this.at);
    const chunk = Buffer.allocUnsafe(Math.max(CHUNK, rest.length));
    const read = await this.source.read(chunk, 0);
    const last = this.source.position >= this.source.size || read < chunk.length;
    const fresh = this.#converted(chunk.subarray(0, read));
    const tail = last ? Buffer.from(this.#decoder?.end() ?? '') : Buffer.alloc(0);
    this.bytes = Buffer.concat([rest, fresh, tail]);
    this.at = 0;
    this.final = last;
  }

  #converted(bytes: Buffer): Buffer {
    return this.#decoder ? Buffer.from(this.#decoder.write(bytes)) : bytes;
  }
}
