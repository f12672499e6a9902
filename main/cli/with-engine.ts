import type { ReadDb } from '../engine/db/handles.ts';
import { openReadOnly } from '../engine/db/open.ts';
import { type Engine, startEngine } from '../engine/engine.ts';
import type { Job } from '../engine/jobs/queue.ts';
import type { JobInput, JobKind, JobResult } from '../engine/pipeline.ts';
import { actor, type Call } from './command.ts';

/**
 * Opens the project for writing, runs `body`, and closes it into one file whatever happens; Ctrl C cancels jobs.
 * A project that was made for a `body` that failed and changed nothing does not stay behind.
 * @param options.countOnly `body` changes nothing even when it succeeds.
 * @param options.anyhow `body` only reads: read-only where the project cannot be written now.
 */
export async function withEngine<T>(
  call: Call,
  path: string,
  options: { create?: boolean; countOnly?: boolean; anyhow?: boolean },
  body: (engine: Engine) => Promise<T>,
): Promise<T> {
  const { create = false, anyhow = false } = options;
  const engine = startEngine(path, { what: call.typed, actor: actor(), create, anyhow });
  const stop = () => {
    for (const job of engine.queue.jobs.values()) job.cancel();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const { interrupted } = engine.project;
  if (interrupted.length > 0)
    call.output.note(call.output.t('interrupted', { jobs: interrupted.join(', ') }));
  let failed = true;
  try {
    const result = await body(engine);
    failed = false;
    return result;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    const { created, db } = engine.project;
    await engine.close({ discard: created && (options.countOnly === true || (failed && isPristine(db))) });
  }
}

/** Nothing was ever changed in it but that it was made. */
const isPristine = (db: ReadDb): boolean => db.prepare('SELECT count(*) FROM audit').pluck().get() === 1;

/** Runs a job to its end, its progress shown. @throws UserError as the job did, Cancelled. */
export async function runJob<K extends JobKind>(
  call: Call,
  engine: Engine,
  kind: K,
  input: JobInput<K>,
): Promise<JobResult<K>> {
  return followJob(call, engine.queue.start(kind, input));
}

async function followJob<K extends JobKind>(call: Call, job: Job<K>): Promise<JobResult<K>> {
  job.events.on('progress', (progress) => call.output.progress(progress));
  return job.done;
}

/** Reads a project, whoever else has it open. */
export async function withReader<T>(path: string, body: (db: ReadDb) => T | Promise<T>): Promise<T> {
  const project = openReadOnly(path);
  try {
    return await body(project.db);
  } finally {
    project.close();
  }
}
