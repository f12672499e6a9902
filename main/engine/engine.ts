import { createRouterClient, type RouterClient } from '@orpc/server';
import { UserError } from '../../shared/model/errors.ts';
import type { EngineContext, SessionPort } from './db/context.ts';
import { openProject, openProjectAnyhow, type Project } from './db/open.ts';
import { jobsPort } from './jobs/port.ts';
import { JobQueue } from './jobs/queue.ts';
import { router } from './router.ts';
import { projectName } from './workspace/recents.ts';

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
 * Opens a project and everything around it, for as long as the engine runs: see session.ts for one whose project changes.
 * @param options.what shown to whoever finds the project busy.
 * @param options.anyhow read-only where it cannot be written.
 * @param options.givesWay jobs give way to a person at work in a window.
 * @throws UserError as {@link openProject}.
 */
export function startEngine(
  path: string,
  options: { what: string; actor: string; create?: boolean; anyhow?: boolean; givesWay?: boolean },
): Engine {
  const project = (options.anyhow ? openProjectAnyhow : openProject)(path, options);
  const queue = new JobQueue(project, options.givesWay);
  const context: EngineContext = { project, jobs: jobsPort(queue), session: fixedSession(project) };
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

/** The session of an engine that was started for one project. */
function fixedSession(project: Project): SessionPort {
  const refuse = (): Promise<never> =>
    Promise.reject(
      new UserError({
        operation: 'workspace.open',
        code: 'session.fixed',
        message: 'This engine was started for one project, which stays open.',
        next: 'Start Orfèvre without a project to choose it there.',
        where: { file: project.path },
      }),
    );
  return {
    state: () => ({
      project: {
        path: project.path,
        name: projectName(project.path),
        readOnly: project.readOnly !== undefined,
        ...(project.readOnly !== undefined && { readOnlyReason: project.readOnly }),
      },
      interrupted: [...project.interrupted],
    }),
    open: refuse,
    close: refuse,
    reopen: refuse,
    actAs: () => undefined,
  };
}
