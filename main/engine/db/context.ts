import type { JobView } from '../../../shared/contract/jobs.ts';
import type { SessionState } from '../../../shared/contract/workspace.ts';
import type { Project } from './open.ts';

/**
 * What every procedure works with. It outlives the open project: `project` and `jobs` stand for whichever is open, and
 * using them while none is throws UserError `project.none`.
 */
export interface EngineContext {
  readonly project: Project;
  readonly jobs: JobsPort;
  readonly session: SessionPort;
}

/** Which project is open, as procedures see it: opening and closing stand above the capabilities. */
export interface SessionPort {
  /** The interrupted jobs in it are told once, by the first answer after opening. */
  state(): SessionState;
  /**
   * Opens a project in the place of the one that is open; read-only when it cannot be written.
   * @throws UserError as openProject; the project that was open then stays so.
   */
  open(path: string, options: { create: boolean }): Promise<void>;
  close(): Promise<void>;
  /** Closes the project, runs `between` on its file, and opens it again whatever `between` did. */
  reopen(between: (path: string) => void): Promise<void>;
  /** Who acts from now on, for the journal. */
  actAs(profile: string | undefined): void;
}

/** The jobs as procedures see them: the queue itself stands above the capabilities. */
export interface JobsPort {
  /** Starts a job and gives its number; its input is checked by the pipeline's own types at the call. */
  start(kind: string, input: unknown): number;
  list(): JobView[];
  /** The state of a job each time it changes, until its end. Undefined: no such job. */
  watch(id: number): AsyncIterable<JobView> | undefined;
  cancel(id: number): boolean;
  /** Settles with the job's result; rejects as the job did. Undefined: no such job. */
  result(id: number): Promise<unknown> | undefined;
}
