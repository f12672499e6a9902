import { ByteSource } from './byte-source.ts';
import type { ReadControl, TableEnd, TableSink } from './contract.ts';
import { bomLength, hasLoneSurrogate, type TextEncoding } from './encoding.ts';
import { cancelledError } from './errors.ts';
import { JsonRows } from './json-rows.ts';
import { LIMITS } from './limits.ts';
import { RowCollector } from './row-collector.ts';
import { RowLocator, type Segment, SegmentReader } from './segments.ts';

/** Reads JSON Lines: one value a line, blank lines skipped. A line that is not JSON is set aside with its bytes. */
export async function readJsonLines(
  path: string,
  encoding: TextEncoding,
  headerRow: number | undefined,
  sink: TableSink,
  control: ReadControl,
): Promise<TableEnd> {
  const source = await ByteSource.open(path);
  try {
    const reader = new SegmentReader(source, encoding, LIMITS.rowBytes);
    const rows = new RowCollector(sink);
    const lines = new JsonLines(rows, new JsonRows(path, rows, sink, headerRow), encoding);
    const head = Buffer.alloc(Math.min(4, source.size));
    await source.read(head, 0);
    reader.keep(head.subarray(bomLength(head, encoding.name)));
    for (let segment = await reader.next(); segment; segment = await reader.next()) {
      if (control.cancelled()) throw cancelledError(path);
      lines.segment(segment);
      await rows.drain(true);
      sink.progress(source.position, source.size);
    }
    lines.records.end();
    const { loaded, quarantined, read } = rows;
    const sha256 = await source.digest();
    return {
      columns: lines.records.flattener.columns,
      read,
      loaded,
      quarantined,
      bytes: source.position,
      sha256,
    };
  } finally {
    await source.close();
  }
}

class JsonLines {
  readonly records: JsonRows;
  readonly #rows: RowCollector;
  readonly #encoding: TextEncoding;
  #skippingLine = false;

  constructor(rows: RowCollector, records: JsonRows, encoding: TextEncoding) {
    this.#rows = rows;
    this.records = records;
    this.#encoding = encoding;
  }

  segment(segment: Segment): void {
    if (segment.piece) {
      if (!this.#skippingLine) this.#tooLong(segment);
      return;
    }
    const { text, lossy } = this.#encoding.decode(segment.bytes);
    const locator = new RowLocator(segment.bytes, text, this.#encoding);
    for (let at = 0; at < text.length; ) {
      const feed = text.indexOf('\n', at);
      const end = feed < 0 ? text.length : feed;
      if (this.#skippingLine) this.#skippingLine = false;
      else this.#line(text.slice(at, end), at, end + 1, segment, locator, lossy);
      at = end + 1;
    }
  }

  #line(
    line: string,
    start: number,
    next: number,
    segment: Segment,
    locator: RowLocator,
    lossy: boolean,
  ): void {
    if (line.trim() === '') return;
    const bytes = () => segment.bytes.subarray(locator.offset(start), locator.offset(next));
    if (lossy && (line.includes('\uFFFD') || hasLoneSurrogate(line))) {
      const found = bytes();
      if (this.#encoding.decode(found).lossy) {
        this.#rows.setAside(
          'text.undecodable',
          `The line holds bytes that are not ${this.#encoding.name}.`,
          found,
        );
        return;
      }
      this.records.value(line, () => found);
      return;
    }
    this.records.value(line, bytes);
  }

  #tooLong(segment: Segment): void {
    const limit = `${LIMITS.rowBytes / 1024 / 1024} MB`;
    const message = `Row ${this.#rows.nextRow} is longer than ${limit}, the limit of a row.`;
    this.#rows.setAside('json.row_too_long', message, segment.bytes, true);
    this.#skippingLine = true;
  }
}
