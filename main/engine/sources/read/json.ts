import { isUtf8 } from 'node:buffer';
import type { ReadControl, TableEnd, TableSink } from './contract.ts';
import type { TextEncoding } from './encoding.ts';
import { cancelledError, sourceError } from './errors.ts';
import { afterBlanks, resumeAt, stringEnd, valueEnd } from './json-bytes.ts';
import { JsonFeed } from './json-feed.ts';
import { JsonRows } from './json-rows.ts';
import { LIMITS } from './limits.ts';
import { RowCollector } from './row-collector.ts';

export interface JsonOptions {
  readonly encoding: TextEncoding;
  /** Keys that lead to the list of records, joined by dots (`data.items`); absent: the value at the top. */
  readonly table: string | undefined;
  readonly headerRow: number | undefined;
}

/**
 * Reads the records of a JSON file one at a time: the elements of the list at its top (or under `table`), else the
 * object at its top as a single record. Memory is that of one record, whatever the size of the file.
 */
export async function readJson(
  path: string,
  options: JsonOptions,
  sink: TableSink,
  control: ReadControl,
): Promise<TableEnd> {
  const feed = await JsonFeed.open(path, options.encoding);
  try {
    const rows = new RowCollector(sink);
    const records = new JsonRows(path, rows, sink, options.headerRow);
    const reader = new JsonReader(path, feed, rows, records, async () => {
      if (control.cancelled()) throw cancelledError(path);
      await rows.drain(false);
      sink.progress(feed.source.position, feed.source.size);
    });
    await reader.read(options.table === undefined ? [] : options.table.split('.'));
    records.end();
    await rows.drain(true);
    const { loaded, quarantined, read } = rows;
    const sha256 = await feed.source.digest();
    sink.progress(feed.source.size, feed.source.size);
    return {
      columns: records.flattener.columns,
      read,
      loaded,
      quarantined,
      bytes: feed.source.position,
      sha256,
    };
  } finally {
    await feed.source.close();
  }
}

class JsonReader {
  readonly #path: string;
  readonly #feed: JsonFeed;
  readonly #rows: RowCollector;
  readonly #records: JsonRows;
  readonly #pause: () => Promise<void>;

  constructor(
    path: string,
    feed: JsonFeed,
    rows: RowCollector,
    records: JsonRows,
    pause: () => Promise<void>,
  ) {
    this.#path = path;
    this.#feed = feed;
    this.#rows = rows;
    this.#records = records;
    this.#pause = pause;
  }

  async read(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.#descend(keys);
    const list = (await this.#peek()) === 0x5b;
    if (list) this.#feed.at++;
    const closed = await this.#elements(list);
    if (list && !closed)
      this.#rows.setAside('json.truncated', 'The list is not closed: the file seems cut.', Buffer.alloc(0));
    if (list && closed && keys.length === 0) await this.#trailing();
  }

  /** Next byte that is no blank; undefined at the end of the file. */
  async #peek(): Promise<number | undefined> {
    const feed = this.#feed;
    for (;;) {
      feed.at = afterBlanks(feed.bytes, feed.at);
      if (feed.at < feed.bytes.length) return feed.bytes[feed.at];
      if (feed.final) return undefined;
      await feed.more();
      await this.#pause();
    }
  }

  /** Reads values up to the end of the list (or of the file); true when the list was closed. */
  async #elements(list: boolean): Promise<boolean> {
    for (let byte = await this.#peek(); byte !== undefined; byte = await this.#peek()) {
      if (byte === 0x2c) this.#feed.at++;
      else if (list && byte === 0x5d) {
        this.#feed.at++;
        return true;
      } else await this.#element();
      if (this.#rows.due) await this.#pause();
    }
    return false;
  }

  async #element(): Promise<void> {
    const feed = this.#feed;
    let end = valueEnd(feed.bytes, feed.at, feed.final);
    while (end < 0 && !feed.final && feed.bytes.length - feed.at <= LIMITS.rowBytes) {
      await feed.more();
      end = valueEnd(feed.bytes, feed.at, feed.final);
    }
    if (end >= 0) this.#value(end);
    else if (feed.final) this.#unclosed();
    else await this.#tooLong();
  }

  #value(end: number): void {
    const bytes = this.#feed.bytes.subarray(this.#feed.at, end);
    this.#feed.at = end;
    const text = bytes.toString('utf8');
    if (text.includes('\uFFFD') && !isUtf8(bytes)) {
      this.#rows.setAside('text.undecodable', 'The record holds bytes that are not UTF-8.', bytes);
    } else this.#records.value(text, () => bytes);
  }

  /** A value still open at the end of the file: sets aside up to where a next record seems to start. */
  #unclosed(): void {
    const { bytes, at } = this.#feed;
    const resume = resumeAt(bytes, at);
    const end = resume < 0 ? bytes.length : resume;
    this.#rows.setAside('json.unclosed', 'The record is not closed.', bytes.subarray(at, end));
    this.#feed.at = end;
  }

  async #tooLong(): Promise<void> {
    const row = this.#rows.nextRow;
    const limit = `${LIMITS.rowBytes / 1024 / 1024} MB`;
    const message = `Row ${row} is longer than ${limit}, the limit of a row.`;
    this.#rows.setAside('json.row_too_long', message, this.#feed.bytes.subarray(this.#feed.at), true);
    if (!(await this.#skipValue()))
      throw this.#error('json.unclosed', `The brackets or quotes of row ${row} never close.`, { row });
  }

  /** What stands after the list: kept aside, never dropped. */
  async #trailing(): Promise<void> {
    if ((await this.#peek()) === undefined) return;
    const { bytes, at, final } = this.#feed;
    this.#rows.setAside(
      'json.trailing',
      'There is text after the end of the list.',
      bytes.subarray(at),
      !final,
    );
  }

  /** Moves to the value under the keys. */
  async #descend(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      if ((await this.#peek()) !== 0x7b) throw this.#missing(keys);
      this.#feed.at++;
      if (!(await this.#member(key))) throw this.#missing(keys);
    }
  }

  /** Moves to the value of one key of the object being read; false when the object has none such. */
  async #member(key: string): Promise<boolean> {
    for (let byte = await this.#peek(); byte !== undefined && byte !== 0x7d; byte = await this.#peek()) {
      if (byte === 0x2c) {
        this.#feed.at++;
        continue;
      }
      const found = byte === 0x22 ? await this.#key() : undefined;
      if (found === undefined || (await this.#peek()) !== 0x3a) return false;
      this.#feed.at++;
      await this.#peek();
      if (found === key) return true;
      if (!(await this.#skipValue())) return false;
    }
    return false;
  }

  async #key(): Promise<string | undefined> {
    const feed = this.#feed;
    let end = stringEnd(feed.bytes, feed.at);
    while (end < 0 && !feed.final && feed.bytes.length - feed.at <= LIMITS.rowBytes) {
      await feed.more();
      end = stringEnd(feed.bytes, feed.at);
    }
    if (end < 0) return undefined;
    const text = feed.bytes.toString('utf8', feed.at, end);
    feed.at = end;
    try {
      return String(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  /** Passes over a value of any size without keeping it; false when it never ends. */
  async #skipValue(): Promise<boolean> {
    const feed = this.#feed;
    let depth = 0;
    let inString = false;
    let begun = false;
    for (;;) {
      const { bytes } = feed;
      let at = feed.at;
      for (; at < bytes.length; at++) {
        const byte = bytes[at];
        if (inString) {
          if (byte === 0x5c) at++;
          else if (byte === 0x22) inString = false;
        } else if (begun && depth === 0 && (byte === 0x2c || byte === 0x7d || byte === 0x5d)) {
          feed.at = at;
          return true;
        } else if (byte === 0x22) inString = true;
        else if (byte === 0x7b || byte === 0x5b) depth++;
        else if (byte === 0x7d || byte === 0x5d) depth--;
        begun = true;
      }
      feed.at = bytes.length;
      if (feed.final) return depth === 0 && !inString;
      await feed.more();
      await this.#pause();
      // An escape may stand across the edge of the window.
      feed.at = at - bytes.length;
    }
  }

  #missing(keys: readonly string[]) {
    return this.#error('json.no_table', `The file holds no list under “${keys.join('.')}”.`, {});
  }

  #error(code: string, message: string, where: Readonly<Record<string, string | number>>) {
    return sourceError(
      'source.read',
      this.#path,
      code,
      message,
      'Check the file with the system it comes from.',
      where,
    );
  }
}
