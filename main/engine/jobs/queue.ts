import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
import { UserError, type UserErrorData } from '../../../shared/model/errors.ts';
import { Cancelled, cancelFlag, type JobProgress } from '../../../shared/model/job.ts';
import { transact } from '../db/handles.ts';
import { dropLeftovers, noteJobBegins } from '../db/leftovers.ts';
import type { Project } from '../db/open.ts';
import { workerUrl } from '../db/worker-url.ts';
import type { JobInput, JobKind, JobResult } from '../pipeline.ts';
import type { JobMessage, JobWorkerData } from './job-messages.ts';

/** How long a cancelled job may take to stop by itself before its thread is ended, in ms. */
const CANCEL_GRACE = 5_000;

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** One job, from its start to its end. `done` settles in every case: with the result, a UserError or Cancelled. */
export interface Job<K extends JobKind = JobKind> {
  readonly id: number;
  readonly kind: K;
  state: JobState;
  progress: JobProgress | undefined;
  error: UserErrorData | undefined;
  readonly done: Promise<JobResult<K>>;
  /** Emits `progress` (JobProgress) and `end`. */
  readonly events: EventEmitter;
  cancel(): void;
}

/**
 * The jobs of one project: one writes at a time, each in a thread of its own, so that the caller's thread stays free.
 * A cancelled or crashed job leaves no trace: staging is dropped before the next one starts.
 */
export class JobQueue {
  readonly jobs = new Map<number, Job>();
  private readonly queue = new PQueue({ concurrency: 1 });
  private readonly project: Project;
  private readonly givesWay: boolean;

  /** @param givesWay jobs have a lower priority than the threads that answer somebody, where the system has it so. */
  constructor(project: Project, givesWay = false) {
    this.project = project;
    this.givesWay = givesWay;
  }

  start<K extends JobKind>(kind: K, input: JobInput<K>): Job<K> {
    const flag = cancelFlag();
    const events = new EventEmitter();
    const id = this.register(kind);
    const run: { worker?: Worker; timer?: NodeJS.Timeout } = {};
    const job: Job<K> = {
      id,
      kind,
      state: 'waiting',
      progress: undefined,
      error: undefined,
      events,
      cancel() {
        Atomics.store(flag, 0, 1);
        run.timer ??= setTimeout(() => run.worker?.terminate(), CANCEL_GRACE);
      },
      // One turn later, since the queue may start at once and the job names itself.
      done: Promise.resolve()
        .then(() =>
          this.queue.add(() => {
            if (Atomics.load(flag, 0) === 1) throw new Cancelled();
            noteJobBegins(this.project.db, id);
            job.state = 'running';
            const { project, givesWay } = this;
            const { path, actor } = project;
            const workerData = { project: path, actor, kind, input, flag, givesWay };
            return runWorker(workerData, run, (progress) => {
              job.progress = progress;
              events.emit('progress', progress);
            }) as Promise<JobResult<K>>;
          }),
        )
        .then(
          (result) => {
            this.finish(job as unknown as Job, 'done', run.timer);
            return result as JobResult<K>;
          },
          (error) => {
            job.error = error instanceof UserError ? error.data : undefined;
            this.clean();
            this.finish(
              job as unknown as Job,
              error instanceof Cancelled ? 'cancelled' : 'failed',
              run.timer,
            );
            throw error;
          },
        ),
    };
    // Whoever awaits `done` gets the error; a job nobody awaits must not end the process.
    job.done.catch(() => undefined);
    this.jobs.set(id, job as unknown as Job);
    return job;
  }

  /** Settles when no job is waiting or running. */
  async idle(): Promise<void> {
    await this.queue.onIdle();
  }

  private register(kind: JobKind): number {
    const { db } = this.project;
    return transact(db, () =>
      Number(
        db
          .prepare("INSERT INTO job (kind, state, started_at) VALUES (?, 'running', ?)")
          .run(kind, new Date().toISOString()).lastInsertRowid,
      ),
    );
  }

  /** What cannot be dropped now (the disk is full …) is dropped at the next open: the job's own error counts. */
  private clean(): void {
    try {
      dropLeftovers(this.project.db);
    } catch {
      // See above.
    }
  }

  private finish(job: Job, state: 'done' | 'failed' | 'cancelled', timer: NodeJS.Timeout | undefined): void {
    clearTimeout(timer);
    job.state = state;
    try {
      this.note(job);
    } catch {
      // What the job did is committed or rolled back; its row, still “running”, turns “interrupted” at the next open.
    }
    job.events.emit('end');
  }

  private note({ id, state, error }: Job): void {
    const { db } = this.project;
    if (!db.open) return;
    const update = db.prepare('UPDATE job SET state = ?, error = ?, finished_at = ? WHERE id = ?');
    transact(db, () => update.run(state, error ? JSON.stringify(error) : null, new Date().toISOString(), id));
  }
}

function runWorker(
  workerData: JobWorkerData,
  run: { worker?: Worker },
  report: (progress: JobProgress) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { kind, flag } = workerData;
    const worker = new Worker(workerUrl('jobs/job-worker'), { workerData });
    run.worker = worker;
    let outcome: JobMessage | undefined;
    worker.on('message', (message: JobMessage) => {
      if (message.type === 'progress') report(message.progress);
      else outcome = message;
    });
    worker.on('error', (error) => {
      outcome = { type: 'failed', error: crashed(kind, error) };
    });
    // The thread has closed its connection by now: the next job finds the project free.
    worker.on('exit', () => {
      if (outcome?.type === 'done') resolve(outcome.result);
      else if (outcome?.type === 'failed') reject(new UserError(outcome.error));
      else if (Atomics.load(flag, 0) === 1) reject(new Cancelled());
      else reject(new UserError(crashed(kind, new Error('the thread ended without a word'))));
    });
  });
}

function crashed(kind: JobKind, error: Error & { code?: string }): UserErrorData {
  const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return {
    operation: kind,
    code: memory ? 'job.out_of_memory' : 'job.crashed',
    message: memory
      ? `The job “${kind}” ran out of memory. The project is as it was before.`
      : `The job “${kind}” stopped unexpectedly: ${error.message}. The project is as it was before.`,
    next: memory ? 'Close other programs or work on fewer records, then run it again.' : 'Run it again.',
  };
}
