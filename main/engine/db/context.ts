import type { JobView } from '../../../shared/contract/jobs.ts';
import type { Project } from './open.ts';

/** What every procedure works with. */
export interface EngineContext {
  readonly project: Project;
  readonly jobs: JobsPort;
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
