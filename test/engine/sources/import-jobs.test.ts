import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { transact } from '../../../main/engine/db/handles.ts';
import { readOriginal } from '../../../main/engine/sources/original.ts';
import { Cancelled } from '../../../shared/model/job.ts';
import {
  bytesOf,
  contents,
  csv,
  current,
  importBench,
  importFile,
  many,
  refusal,
  requestFor,
} from './import-support.ts';

const { folder, project } = importBench();

describe('an import that does not come to its end', () => {
  test('leaves no trace when cancelled in the middle, and works when tried again', async () => {
    const engine = project();
    await importFile(engine, folder.write('k1.csv', many(100)));
    const before = contents(engine);
    const file = folder.write('k2.csv', many(120_000, 'autre'));
    const requests = [requestFor(file, { keepOriginal: true })];
    const job = engine.queue.start('import', { requests, apply: true });
    await once(job.events, 'progress');
    job.cancel();
    await expect(job.done).rejects.toBeInstanceOf(Cancelled);
    expect(job.state).toBe('cancelled');
    expect(contents(engine)).toEqual(before);
    const again = await importFile(engine, file, { keepOriginal: true });
    expect(again.counts).toEqual({ new: 119_900, changed: 100, unchanged: 0, gone: 0 });
  });

  test('leaves no trace of its first file when the second is refused', async () => {
    const engine = project();
    const before = contents(engine);
    const good = requestFor(folder.write('two-a.csv', many(10)), { keepOriginal: true });
    const bad = requestFor(folder.write('two-b.csv', csv('id', '1', '1')), { name: 'erp' });
    const job = engine.queue.start('import', { requests: [good, bad], apply: true });
    expect((await refusal(job.done)).code).toBe('key.not_unique');
    expect(contents(engine)).toEqual(before);
  });

  test('leaves no trace when staged to be looked at, then discarded', async () => {
    const engine = project();
    const before = contents(engine);
    const file = folder.write('x1.csv', many(5000));
    const staged = await importFile(engine, file, { apply: false, keepOriginal: true });
    expect(staged).toMatchObject({ loaded: 5000, counts: { new: 5000 } });
    await engine.client.sources.discard({ fileIds: [staged.fileId] });
    expect({ ...contents(engine), audit: null }).toEqual({ ...before, audit: null });
  });
});

describe('while an import runs', () => {
  test('a steward’s own change is not kept waiting', async () => {
    const engine = project();
    const file = folder.write('w.csv', many(250_000));
    const job = engine.queue.start('import', {
      requests: [requestFor(file, { keepOriginal: true })],
      apply: true,
    });
    let ended = false;
    job.done.finally(() => {
      ended = true;
    });
    let longest = 0;
    let changes = 0;
    while (!ended) {
      const start = performance.now();
      transact(engine.project.db, () =>
        engine.project.db.prepare("INSERT OR REPLACE INTO meta VALUES ('steward', ?)").run(`${changes++}`),
      );
      longest = Math.max(longest, performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await job.done;
    expect(changes).toBeGreaterThan(10);
    // A transaction takes about 100 ms; the rest is for machines that do other things too.
    expect(longest).toBeLessThan(1500);
  });
});

describe('the original file', () => {
  test('is kept byte for byte, line ends, bytes that are no text and all', async () => {
    const engine = project();
    const text = Buffer.from(many(40_000).replaceAll('\n', '\r\n'));
    const file = folder.write('o1.csv', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text]));
    const { fileId } = await importFile(engine, file, { keepOriginal: true });
    const sha256 = shaOf(engine, fileId);
    const kept = readOriginal(engine.project.db, sha256);
    expect(kept && (await buffer(kept)).equals(bytesOf(file))).toBe(true);
    expect(readOriginal(engine.project.db, '00')).toBeUndefined();
  });

  test('that is damaged in the project is an error to whoever reads it, never short bytes', async () => {
    const engine = project();
    const { db } = engine.project;
    const { fileId } = await importFile(engine, folder.write('o4.csv', many(2000)), { keepOriginal: true });
    transact(db, () => db.prepare('UPDATE original_chunk SET data = substr(data, 1, 200)').run());
    const kept = readOriginal(db, shaOf(engine, fileId));
    await expect(buffer(kept ?? Readable.from([]))).rejects.toThrow();
  });

  test('is kept once however often the same content comes', async () => {
    const engine = project();
    const { db } = engine.project;
    const file = folder.write('o2.csv', many(1000));
    await importFile(engine, file, { keepOriginal: true });
    const chunks = db.prepare('SELECT count(*) FROM original_chunk').pluck();
    const before = chunks.get();
    const second = await importFile(engine, file, { name: 'autre', keepOriginal: true });
    expect([db.prepare('SELECT count(*) FROM original').pluck().get(), chunks.get()]).toEqual([1, before]);
    const kept = readOriginal(db, shaOf(engine, second.fileId));
    expect(kept && (await buffer(kept)).equals(bytesOf(file))).toBe(true);
  });

  test('stays for an import that counts when an equal one is discarded', async () => {
    const engine = project();
    const file = folder.write('o3.csv', many(1000));
    const looked = await importFile(engine, file, { name: 'essai', keepOriginal: true, apply: false });
    const counted = await importFile(engine, file, { keepOriginal: true });
    await engine.client.sources.discard({ fileIds: [looked.fileId] });
    const kept = readOriginal(engine.project.db, shaOf(engine, counted.fileId));
    expect(kept && (await buffer(kept)).equals(bytesOf(file))).toBe(true);
  });
});

function shaOf(engine: ReturnType<typeof project>, fileId: number): string {
  return engine.project.db
    .prepare('SELECT sha256 FROM source_file WHERE id = ?')
    .pluck()
    .get(fileId) as string;
}

describe('a file with several tables', () => {
  test('gives one source each, and next month each is compared with its own', async () => {
    const engine = project();
    const zip = (clients: string) =>
      zipSync({
        'clients.csv': Buffer.from(clients),
        'magasins.csv': Buffer.from(csv('id,ville', '1,Lyon', '2,Nice')),
      });
    const load = async (file: string) => {
      const requests = ['clients', 'magasins'].map((name) =>
        requestFor(file, { name }, { entry: `${name}.csv` }),
      );
      return engine.queue.start('import', { requests, apply: true }).done;
    };
    await load(folder.write('z1.zip', zip(csv('id,nom', '1,A', '2,B'))));
    expect(current(engine, 'clients')).toEqual({ 1: ['1', 'A'], 2: ['2', 'B'] });
    expect(current(engine, 'magasins')).toEqual({ 1: ['1', 'Lyon'], 2: ['2', 'Nice'] });
    const second = await load(folder.write('z2.zip', zip(csv('id,nom', '1,A', '2,C'))));
    expect(second.map(({ counts }) => counts)).toEqual([
      { new: 0, changed: 1, unchanged: 1, gone: 0 },
      { new: 0, changed: 0, unchanged: 2, gone: 0 },
    ]);
  });
});
