import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import type {
  ParseMessage,
  ParseReply,
  ParseRequest,
  RowBlock,
} from '../../../main/engine/sources/parse-messages.ts';
import { rowOf } from '../../../main/engine/sources/row-block.ts';
import { temporaryFolder } from './read-support.ts';

const folder = temporaryFolder();

interface Batch {
  readonly rows: Uint32Array;
  readonly hashes: Uint8Array;
  readonly keys: readonly string[];
  readonly cells: readonly string[];
}

function takenApart(block: RowBlock): Batch {
  const found = [...block.rows].map((_, i) => rowOf(block, i));
  return {
    rows: block.rows,
    hashes: block.hashes,
    keys: found.map(({ key }) => key),
    cells: found.map(({ cells }) => Buffer.from(cells).toString()),
  };
}

/** Runs the worker on a file; `onBatch` may set the cancel flag. */
function parse(
  request: Omit<ParseRequest, 'cancel'>,
  onBatch: (flag: Int32Array) => void = () => {},
): Promise<{ messages: ParseMessage[]; batches: Batch[] }> {
  const cancel = new SharedArrayBuffer(4);
  const workerData: ParseRequest = { ...request, cancel };
  const worker = new Worker(new URL('../../../main/engine/sources/parse-worker.ts', import.meta.url), {
    workerData,
  });
  const messages: ParseMessage[] = [];
  const batches: Batch[] = [];
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => resolve({ messages, batches }));
    worker.on('message', (message: ParseMessage) => {
      messages.push(message);
      if (message.type !== 'rows') return;
      batches.push(takenApart(message.block));
      onBatch(new Int32Array(cancel));
      const reply: ParseReply = { type: 'written' };
      worker.postMessage(reply);
    });
  });
}

const sha = (text: string) => createHash('sha256').update(text).digest().subarray(0, 16).toString('hex');

describe('the reading thread', () => {
  test('posts rows with number, JSON text, hash and key, then the profile', async () => {
    const path = folder.write('crm.csv', 'id;nom;note\n1;Lefèvre;"a\nb"\n;Martin;x;trop\n3;Noël\n');
    const { messages, batches } = await parse({ path, options: {}, keyColumns: ['id'], storedColumns: [] });
    const texts = ['["1","Lefèvre","a\\nb"]', '["3","Noël"]'];
    expect(batches).toHaveLength(1);
    expect([...(batches[0]?.rows ?? [])]).toEqual([1, 3]);
    expect(batches[0]?.cells).toEqual(texts);
    expect(batches[0]?.keys).toEqual(['1', '3']);
    const hashes = Buffer.from(batches[0]?.hashes ?? []);
    expect([hashes.subarray(0, 16).toString('hex'), hashes.subarray(16).toString('hex')]).toEqual(
      texts.map(sha),
    );
    expect(messages.find((message) => message.type === 'quarantine')).toMatchObject({
      items: [{ row: 2, code: 'csv.too_many_cells' }],
    });
    const last = messages.at(-1);
    expect(last).toMatchObject({
      type: 'end',
      end: { read: 3, loaded: 2, quarantined: 1, columns: ['id', 'nom', 'note'] },
    });
    expect(last?.type === 'end' && last.profile.map((column) => column.filled)).toEqual([2, 2, 1]);
  });

  test('a key of several columns keeps different rows different', async () => {
    const path = folder.write('k.csv', 'a,b\nx|,y\nx,|y\n,\nu,v\n');
    const { batches } = await parse({ path, options: {}, keyColumns: ['a', 'b'], storedColumns: [] });
    expect(batches[0]?.keys).toEqual(['x\\||y', 'x|\\|y', '', 'u|v']);
  });

  test('a key column that is not there, and a file that is not there, are errors of a person’s file', async () => {
    const path = folder.write('m.csv', 'a,b\n1,2\n');
    const missing = await parse({ path, options: {}, keyColumns: ['id'], storedColumns: [] });
    expect(missing.messages.at(-1)).toMatchObject({ type: 'error', error: { code: 'key.missing' } });
    const nowhere = await parse({ path: `${path}.not`, options: {}, keyColumns: null, storedColumns: [] });
    expect(nowhere.messages.at(-1)).toMatchObject({ type: 'error', error: { code: 'file.missing' } });
  });

  test('stops when asked to', async () => {
    const path = folder.write('big.csv', `id,nom\n${'1,Martin de la Tour\n'.repeat(400_000)}`);
    const { messages, batches } = await parse(
      { path, options: {}, keyColumns: null, storedColumns: [] },
      (flag) => Atomics.store(flag, 0, 1),
    );
    expect(messages.at(-1)).toMatchObject({ type: 'error', error: { code: 'cancelled' } });
    expect(batches.reduce((sum, batch) => sum + batch.rows.length, 0)).toBeLessThan(400_000);
  });
});
