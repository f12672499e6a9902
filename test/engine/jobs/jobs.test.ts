import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkProject } from '../../../main/engine/audit/check.ts';
import { openReadOnly } from '../../../main/engine/db/open.ts';
import { type Engine, startEngine } from '../../../main/engine/engine.ts';
import type { Job } from '../../../main/engine/jobs/queue.ts';
import type { ImportJobInput } from '../../../main/engine/pipeline.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { Cancelled, type JobProgress } from '../../../shared/model/job.ts';
import { newFolder, removeFolder, start } from '../../cli/orfevre.ts';
import { writeSilos } from '../../cli/silos.ts';

const ROWS = 150_000;
const files = newFolder('job-files');
const large = join(files, 'large.csv');
const small = join(files, 'small.csv');
let folder: string;
let engine: Engine;

const open = () =>
  startEngine(join(folder, 'customers.orfevre'), { what: 'test', actor: 'test', create: true });

beforeAll(() => {
  const row = (_: unknown, index: number) =>
    `K${index},Durand ${index % 977},durand.${index}@example.fr,${index}\n`;
  writeFileSync(large, `key,name,mail,number\n${Array.from({ length: ROWS }, row).join('')}`);
  writeFileSync(small, 'key,name\nA,Durand\nB,Petit\n');
});
afterAll(() => removeFolder(files));
beforeEach(() => {
  folder = newFolder('jobs');
  engine = open();
});
afterEach(async () => {
  await engine.close();
  removeFolder(folder);
});

const importOf = (path: string, name: string, key: string | null = 'key'): ImportJobInput => ({
  apply: true,
  requests: [
    {
      path,
      options: { format: 'csv', encoding: 'utf-8', delimiter: ',' },
      source: {
        name,
        priority: 1,
        complete: true,
        keepOriginal: true,
        maxQuarantine: 0.05,
        keyColumns: key === null ? null : [key],
        options: {},
        inventory: {},
      },
    },
  ],
});

const column = (sql: string): unknown[] => engine.project.db.prepare(sql).pluck().all();

/** Everything a job may leave but the row that says how it ended. */
const traces = () => ({
  tables: column("SELECT name FROM sqlite_schema WHERE name LIKE 'staging%'"),
  rows: column('SELECT count(*) FROM record'),
  files: column('SELECT state FROM source_file'),
  sources: column('SELECT name FROM source'),
  originals: column('SELECT count(*) FROM original_chunk'),
  entries: column('SELECT action FROM audit'),
});
const NOTHING = {
  tables: [],
  rows: [0],
  files: [],
  sources: [],
  originals: [0],
  entries: ['project.create'],
};

const under = async (job: Job): Promise<JobProgress> =>
  new Promise((resolve) => {
    const look = (progress: JobProgress) => {
      if (progress.stage === 'import' && progress.done > 0) resolve(progress);
    };
    job.events.on('progress', look);
  });

describe('a job', () => {
  it('tells how far it is while the caller stays free, and ends with its result', async () => {
    const told: JobProgress[] = [];
    let longestPause = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last);
      last = performance.now();
    }, 10);
    const job = engine.queue.start('import', importOf(large, 'large'));
    job.events.on('progress', (progress: JobProgress) => told.push(progress));
    const [result] = await job.done;
    clearInterval(beat);
    expect(result).toMatchObject({ source: 'large', read: ROWS, loaded: ROWS, quarantined: 0 });
    const done = told.filter(({ stage }) => stage === 'import').map((progress) => progress.done);
    expect(done.length).toBeGreaterThan(2);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(longestPause).toBeLessThan(1000);
    expect(job.state).toBe('done');
    expect(column('SELECT state FROM job')).toEqual(['done']);
  });

  it('is cancelled within a second and leaves no trace', async () => {
    const job = engine.queue.start('import', importOf(large, 'large'));
    await under(job as unknown as Job);
    const asked = performance.now();
    job.cancel();
    await expect(job.done).rejects.toBeInstanceOf(Cancelled);
    // Until the thread has stopped and what it wrote is gone; generous, since the machine may be busy.
    expect(performance.now() - asked).toBeLessThan(3000);
    expect(job.state).toBe('cancelled');
    expect(traces()).toEqual(NOTHING);
    expect(column('SELECT state FROM job')).toEqual(['cancelled']);
    expect(checkProject(engine.project.db).ok).toBe(true);
  });

  it('that is cancelled while it waits never begins', async () => {
    const running = engine.queue.start('import', importOf(small, 'first'));
    const waiting = engine.queue.start('import', importOf(small, 'second'));
    waiting.cancel();
    await expect(waiting.done).rejects.toBeInstanceOf(Cancelled);
    await running.done;
    expect(column('SELECT name FROM source')).toEqual(['first']);
  });

  it('runs alone: the next one begins when it has ended', async () => {
    const names = ['one', 'two', 'three'];
    const running = new Set<string>();
    const jobs = names.map((name) => {
      const job = engine.queue.start('import', importOf(small, name));
      job.events.on('progress', () => {
        running.add(name);
        expect([...running]).toEqual([name]);
      });
      job.events.on('end', () => running.delete(name));
      return job;
    });
    expect(jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    await Promise.all(jobs.map(({ done }) => done));
    expect(column('SELECT name FROM source ORDER BY id')).toEqual(names);
  });

  it('that fails says why, leaves no trace, and the next one runs', async () => {
    const requests = [
      ...importOf(small, 'good').requests,
      ...importOf(join(folder, 'gone.csv'), 'gone').requests,
    ];
    const failing = engine.queue.start('import', { requests, apply: true });
    const error = (await failing.done.catch((reason: unknown) => reason)) as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.data).toMatchObject({ code: 'file.unreadable', where: { file: join(folder, 'gone.csv') } });
    expect(traces()).toEqual(NOTHING);
    await engine.queue.start('import', importOf(small, 'good')).done;
    expect(column('SELECT count(*) FROM record')).toEqual([2]);
  });

  it('staged to be looked at stays when another job fails', async () => {
    await engine.queue.start('import', { ...importOf(small, 'looked-at'), apply: false }).done;
    await expect(
      engine.queue.start('import', importOf(join(folder, 'gone.csv'), 'gone')).done,
    ).rejects.toThrow();
    expect(column('SELECT state FROM source_file')).toEqual(['staged']);
    await engine.close();
    engine = open();
    expect(column('SELECT state FROM source_file')).toEqual(['staged']);
  });
});

describe('a job whose thread breaks', () => {
  /** Input no caller of ours makes: the thread finds it out of its depth. */
  const nonsense = { requests: null, apply: true } as unknown as ImportJobInput;

  it('is named with what to do next, and the next one runs', async () => {
    const broken = engine.queue.start('import', nonsense);
    const error = (await broken.done.catch((reason: unknown) => reason)) as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.data.operation).toBe('import');
    expect(error.data.message).toMatch(/unexpected/i);
    expect(error.data.next).not.toBe('');
    expect(broken.state).toBe('failed');
    await engine.queue.start('import', importOf(small, 'good')).done;
    expect(traces()).toMatchObject({ rows: [2], sources: ['good'], tables: [] });
  });

  it('in the middle of its work is named, leaves no trace, and the next one runs', async () => {
    const thread = new Promise<Worker>((resolve) => process.once('worker', resolve));
    const broken = engine.queue.start('import', importOf(large, 'large'));
    await under(broken as unknown as Job);
    await (await thread).terminate();
    const error = (await broken.done.catch((reason: unknown) => reason)) as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.data).toMatchObject({ operation: 'import', code: 'job.crashed', next: 'Run it again.' });
    expect(error.data.message).toContain('“import”');
    expect(traces()).toEqual(NOTHING);
    await engine.queue.start('import', importOf(small, 'good')).done;
    expect(traces()).toMatchObject({ rows: [2], sources: ['good'], tables: [] });
  });

  it('and cannot even begin is named too', async () => {
    const broken = engine.queue.start('no such job' as 'import', importOf(small, 'small'));
    const error = (await broken.done.catch((reason: unknown) => reason)) as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.data.operation).toBe('no such job');
    await engine.queue.start('import', importOf(small, 'good')).done;
  });
});

describe('closing the project', () => {
  it('cancels what runs, waits for its end and leaves one file without a trace of it', async () => {
    const job = engine.queue.start('import', importOf(large, 'large'));
    await under(job as unknown as Job);
    await engine.close();
    expect(job.state).toBe('cancelled');
    expect(readdirSync(folder)).toEqual(['customers.orfevre']);
    engine = open();
    expect(engine.project.interrupted).toEqual([]);
    expect(traces()).toEqual(NOTHING);
  });
});

describe('a process that dies in the middle of a job', () => {
  it('is said at the next run, and nothing half done is left', async () => {
    await engine.close();
    const silos = writeSilos(join(folder, 'silos'));
    const project = join(folder, 'customers.orfevre');
    const { child, ended } = start(['import', large, '--project', project]);
    for (;;) {
      const { db, close } = openReadOnly(project);
      const begun = db.prepare('SELECT 1 FROM record LIMIT 1').get();
      close();
      if (begun) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill('SIGKILL');
    await ended;
    const next = await start(['import', silos.crm, '--project', project]).ended;
    expect(next).toMatchObject({ code: 0 });
    expect(next.stderr).toContain('interrupted (import)');
    engine = open();
    expect(column('SELECT state FROM job ORDER BY id')).toEqual(['interrupted', 'done']);
    expect(column('SELECT name FROM source')).toEqual(['crm']);
    expect(column('SELECT count(*) FROM record')).toEqual([6]);
  });
});

/** Nice value of each thread of this process (proc_pid_stat(5), field 19). */
const priorities = (): number[] =>
  readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      return [Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });

describe.runIf(process.platform === 'linux')('beside a person at work in a window', () => {
  it.each([true, false])('a job gives way to the threads that answer: %s', async (givesWay) => {
    await engine.close();
    engine = startEngine(join(folder, 'customers.orfevre'), { what: 'test', actor: 'test', givesWay });
    const usual = priorities()[0]!;
    const job = engine.queue.start('import', importOf(large, 'large'));
    let seen: number[] = [];
    job.events.on('progress', () => {
      seen = [...seen, ...priorities()];
    });
    await job.done;
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.some((priority) => priority > usual)).toBe(givesWay);
  });
});
