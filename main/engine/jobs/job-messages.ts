import type { UserErrorData } from '../../../shared/model/errors.ts';
import type { JobProgress } from '../../../shared/model/job.ts';
import type { JobKind } from '../pipeline.ts';

export interface JobWorkerData {
  readonly project: string;
  readonly actor: string;
  readonly kind: JobKind;
  readonly input: unknown;
  readonly flag: Int32Array<SharedArrayBuffer>;
  /** The thread leaves the processor to those that answer somebody. */
  readonly givesWay: boolean;
}

export type JobMessage =
  | { readonly type: 'progress'; readonly progress: JobProgress }
  | { readonly type: 'done'; readonly result: unknown; readonly peakMemory: number }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: UserErrorData };
