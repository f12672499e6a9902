import { createRouterClient, type RouterClient } from '@orpc/server';
import type { EngineContext } from './db/context.ts';
import { openProject, type Project } from './db/open.ts';
import { jobsPort } from './jobs/port.ts';
import { JobQueue } from './jobs/queue.ts';
import { router } from './router.ts';

/** An open project with its jobs, and the contract spoken to it in process. */
export interface Engine {
  readonly project: Project;
  readonly queue: JobQueue;
  readonly context: EngineContext;
  readonly client: RouterClient<typeof router>;
  /**
   * Cancels what runs, waits for its end, checkpoints into the one file and frees the lock.
   * @param options.discard the project file goes: it was made for something that failed.
   */
  close(options?: { discard?: boolean }): Promise<void>;
}

/**
 * Opens a project and everything around it.
 * @param options.what shown to whoever finds the project busy.
 * @throws UserError as {@link openProject}.
 */
export function startEngine(
  path: string,
  options: { what: string; actor: string; create?: boolean },
): Engine {
  const project = openProject(path, options);
  const queue = new JobQueue(project);
  const context: EngineContext = { project, jobs: jobsPort(queue) };
  return {
    project,
    queue,
    context,
    client: createRouterClient(router, { context }),
    async close({ discard = false } = {}) {
      for (const job of queue.jobs.values())
        if (job.state === 'waiting' || job.state === 'running') job.cancel();
      await queue.idle();
      if (discard) project.discard();
      else project.close();
    },
  };
}
