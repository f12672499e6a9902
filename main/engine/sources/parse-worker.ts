import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { UserError, type UserErrorData } from '../../../shared/model/errors.ts';
import type { QuarantinedRow } from '../../../shared/model/source.ts';
import { ColumnOrder } from './column-order.ts';
import { MAX_IN_FLIGHT, type ParseMessage, type ParseRequest, type RowBlock } from './parse-messages.ts';
import { ColumnProfiler } from './profile.ts';
import type { CellBlock } from './read/cell-block.ts';
import { BATCH_ROWS, type RawRow, type TableSink } from './read/contract.ts';
import { readTable } from './read/read-table.ts';
import { RowBlockWriter } from './row-block.ts';
import { KeyReader } from './row-key.ts';

/*
 * Thread that reads one table of one file and posts its rows ready to insert: JSON text, content hash, key. The thread
 * that started it writes them; see parse-messages.ts for what they say to each other.
 */

const port = parentPort;
if (!port) throw new Error('parse-worker.ts runs as a worker thread.');

function post(message: ParseMessage, transfer: readonly ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

/** Profiles, hashes and posts what a reader hands over. */
class PostingSink implements TableSink {
  readonly profiler = new ColumnProfiler();
  readonly key: KeyReader;
  readonly order: ColumnOrder;
  readonly #block = new RowBlockWriter();
  #inFlight = 0;
  #progressAt = 0;

  constructor(request: ParseRequest) {
    this.key = new KeyReader(request.path, request.keyColumns);
    this.order = new ColumnOrder(request.storedColumns);
  }

  written(): void {
    this.#inFlight--;
  }

  columns(names: readonly string[]): void {
    this.key.columns(names);
    this.order.columns(names);
    post({ type: 'columns', columns: names });
  }

  async rows(batch: RawRow[]): Promise<void> {
    this.#block.begin(batch.length);
    for (const { row, cells } of batch) {
      this.profiler.add(cells);
      const key = this.key.numbered ? String(row) : this.key.of(cells);
      this.#block.add(row, key, JSON.stringify(this.order.place(cells)));
    }
    await this.#post(this.#block.end());
  }

  async block(cells: CellBlock, firstRow: number): Promise<void> {
    const order = this.order.sources();
    for (let from = 0; from < cells.rows; from += BATCH_ROWS) {
      const to = Math.min(cells.rows, from + BATCH_ROWS);
      this.#block.begin(to - from);
      for (let index = from; index < to; index++) {
        const row = firstRow + index;
        this.profiler.addRow(cells, index);
        const key = this.key.numbered ? String(row) : this.key.ofRow(cells, index);
        this.#block.addRow(row, key, cells, index, order);
      }
      await this.#post(this.#block.end());
    }
  }

  /** Hands a block over to the writer, and waits while too many are under way. */
  async #post(block: RowBlock): Promise<void> {
    this.#inFlight++;
    const { rows, bytes, ends, hashes } = block;
    post(
      { type: 'rows', block },
      [rows, bytes, ends, hashes].map(({ buffer }) => buffer as ArrayBuffer),
    );
    while (port && this.#inFlight >= MAX_IN_FLIGHT) await once(port, 'message');
  }

  quarantine(items: QuarantinedRow[]): void {
    post({ type: 'quarantine', items });
  }

  progress(done: number, total: number): void {
    const now = Date.now();
    if (now - this.#progressAt < 100 && done < total) return;
    this.#progressAt = now;
    post({ type: 'progress', done, total });
  }
}

async function parse(request: ParseRequest): Promise<void> {
  const cancel = new Int32Array(request.cancel);
  const sink = new PostingSink(request);
  port?.on('message', () => sink.written());
  const control = { cancelled: () => Atomics.load(cancel, 0) !== 0 };
  const end = await readTable(request.path, request.options, sink, control);
  sink.key.end();
  post({ type: 'end', end, profile: sink.profiler.finish(end.columns), storedColumns: sink.order.stored });
}

function errorData(error: unknown, path: string): UserErrorData {
  if (error instanceof UserError) return error.data;
  const detail = error instanceof Error ? error.message : String(error);
  return {
    operation: 'source.read',
    code: 'source.failed',
    message: `The file could not be read: ${detail}`,
    next: 'Check the file; if it opens elsewhere, report this message.',
    where: { file: path },
  };
}

const request: ParseRequest = workerData;
parse(request)
  .catch((error: unknown) => post({ type: 'error', error: errorData(error, request.path) }))
  // Ended at once, not when nothing is left to do: at a natural end Node waits for V8's helpers of all threads, which may wait
  // for a collection in this one, and the job stands still for ever (https://github.com/nodejs/node/issues/54918). What was
  // posted is delivered all the same.
  .finally(() => process.exit());
