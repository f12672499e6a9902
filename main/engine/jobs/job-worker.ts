import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { Cancelled, jobControl } from '../../../shared/model/job.ts';
import { connectWriter } from '../db/connect.ts';
import { toUserError } from '../db/errors.ts';
import { JOBS } from '../pipeline.ts';
import type { JobMessage, JobWorkerData } from './job-messages.ts';

const { project, actor, kind, input, flag, givesWay } = workerData as JobWorkerData;
/** Weight of a thread of this priority beside one of the usual priority 0: a third (sched(7)). */
const LOWER = 5;
// A thread of Linux has a priority of its own, which the threads it starts inherit; elsewhere it is that of the process.
if (givesWay && process.platform === 'linux') setPriority(LOWER);
const post = (message: JobMessage) => parentPort?.postMessage(message);

/** Runs one job on a connection of its own. The outcome is always posted; the thread ends afterwards. */
async function main(): Promise<void> {
  const control = jobControl(flag, (progress) => post({ type: 'progress', progress }));
  const db = connectWriter(project);
  try {
    const run = JOBS[kind] as (context: unknown, input: unknown) => unknown;
    const result = await run({ db, project, actor, control }, input);
    post({ type: 'done', result, peakMemory: process.resourceUsage().maxRSS * 1024 });
  } catch (error) {
    if (error instanceof Cancelled) post({ type: 'cancelled' });
    else post({ type: 'failed', error: toUserError(error, kind) });
  } finally {
    db.close();
  }
}

await main();
// Not left to end by itself, for the reason told in parse-worker.ts.
process.exit();
