import { Worker } from 'node:worker_threads';
import { UserError } from '../../../shared/model/errors.ts';
import { Cancelled, type JobControl } from '../../../shared/model/job.ts';
import type { ColumnProfile } from '../../../shared/model/source.ts';
import { workerUrl } from '../db/worker-url.ts';
import type { ParseMessage, ParseReply, ParseRequest, RowBlock } from './parse-messages.ts';
import type { TableEnd } from './read/contract.ts';
import type { RecordWriter } from './record-writer.ts';

export interface ParsedTable extends TableEnd {
  readonly profile: readonly ColumnProfile[];
  readonly storedColumns: readonly string[];
}

/** Rows live shortly: a small young generation costs no time and caps what the thread takes. */
const LIMITS = { maxYoungGenerationSizeMb: 16 };

/** Rows, or bytes if these are reached first, that are written in one transaction: some 50 to 100 ms. */
const ROWS = 16_000;
const BYTES = 8 * 1024 * 1024;

/**
 * Reads a table in a thread of its own and writes its rows in this one, as they come: the two run side by side.
 * @throws UserError as the reader does; Cancelled.
 */
export function parseInThread(
  request: Omit<ParseRequest, 'cancel'> & { readonly source: string },
  writer: RecordWriter,
  control: JobControl,
): Promise<ParsedTable> {
  const { source, ...parse } = request;
  const workerData: ParseRequest = { ...parse, cancel: control.flag.buffer };
  const worker = new Worker(workerUrl('sources/parse-worker'), { workerData, resourceLimits: LIMITS });
  return new Promise((resolve, reject) => {
    let pending: RowBlock[] = [];
    let waiting = { rows: 0, bytes: 0 };
    let rows = 0;
    const started = performance.now();
    const flush = () => {
      if (pending.length > 0) writer.write(pending);
      pending = [];
      waiting = { rows: 0, bytes: 0 };
    };
    const handle = (message: ParseMessage) => {
      switch (message.type) {
        case 'columns':
          return;
        case 'rows': {
          const { block } = message;
          pending.push(block);
          rows += block.rows.length;
          waiting = { rows: waiting.rows + block.rows.length, bytes: waiting.bytes + block.bytes.length };
          const reply: ParseReply = { type: 'written' };
          worker.postMessage(reply);
          if (waiting.rows >= ROWS || waiting.bytes >= BYTES) flush();
          return;
        }
        case 'quarantine':
          return writer.quarantine(message.items);
        case 'progress': {
          const { done, total } = message;
          const rate = Math.round(rows / ((performance.now() - started) / 1000));
          return control.progress({ stage: 'import', subject: source, done, total, rate, unit: 'bytes' });
        }
        case 'end':
          flush();
          return resolve({ ...message.end, profile: message.profile, storedColumns: message.storedColumns });
        case 'error':
          return reject(message.error.code === 'cancelled' ? new Cancelled() : new UserError(message.error));
      }
    };
    worker.on('message', (message: ParseMessage) => {
      try {
        handle(message);
      } catch (error) {
        reject(error);
        void worker.terminate();
      }
    });
    worker.on('error', reject);
    worker.on('exit', () =>
      reject(control.cancelled() ? new Cancelled() : new Error('the reading thread ended without a word')),
    );
  });
}
