import type { JobView } from '../../../shared/contract/jobs.ts';
import type { JobsPort } from '../db/context.ts';
import type { JobInput, JobKind } from '../pipeline.ts';
import { JOBS } from '../pipeline.ts';
import type { Job, JobQueue } from './queue.ts';

/** The jobs of a project as procedures see them. */
export function jobsPort(queue: JobQueue): JobsPort {
  return {
    start(kind, input) {
      if (!(kind in JOBS)) throw new TypeError(`no job of kind ${kind}`);
      return queue.start(kind as JobKind, input as JobInput<JobKind>).id;
    },
    list: () => [...queue.jobs.values()].map(viewOf),
    watch(id) {
      const job = queue.jobs.get(id);
      return job && statesOf(job);
    },
    cancel(id) {
      const job = queue.jobs.get(id);
      if (!job || (job.state !== 'waiting' && job.state !== 'running')) return false;
      job.cancel();
      return true;
    },
    result: (id) => queue.jobs.get(id)?.done,
  };
}

const viewOf = ({ id, kind, state, progress, error }: Job): JobView => ({
  id,
  kind,
  state,
  ...(progress && { progress }),
  ...(error && { error }),
});

const hasEnded = (job: Job): boolean => job.state !== 'waiting' && job.state !== 'running';

/** The state now, then each time it changes; a slow reader gets the latest, not a backlog. */
async function* statesOf(job: Job): AsyncGenerator<JobView> {
  let wake = () => {};
  const changed = () => wake();
  job.events.on('progress', changed).on('end', changed);
  try {
    while (!hasEnded(job)) {
      const next = new Promise<void>((resolve) => {
        wake = resolve;
      });
      yield viewOf(job);
      if (!hasEnded(job)) await next;
    }
    yield viewOf(job);
  } finally {
    job.events.off('progress', changed).off('end', changed);
  }
}
