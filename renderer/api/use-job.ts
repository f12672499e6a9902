import { useMutation } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { UserErrorData } from '../../shared/model/errors.ts';
import { toUserError } from './errors.ts';
import { type JobEnd, jobRegistry, type TrackedJob } from './job-registry.ts';

export const useJobs = (): readonly TrackedJob[] =>
  useSyncExternalStore(jobRegistry.subscribe, jobRegistry.list);

interface JobOptions<Input> {
  /** Starts the job, e.g. `(input) => client.sources.import(input)`. */
  readonly start: (input: Input) => Promise<{ jobId: number }>;
  /** What the tray calls it, in the reader's words. */
  readonly label: string;
  /** Called when the job ended well, with its result. */
  readonly onDone?: (result: unknown, input: Input) => void;
}

/** `error` is to be shown by the page: as long as it is there nothing else tells it. */
interface JobControl<Input> {
  run(input: Input): void;
  /** Settles at the end of the job; rejects when it could not be started. */
  runToEnd(input: Input): Promise<JobEnd>;
  cancel(): void;
  /** The job of the last run, while and after it runs. */
  readonly job: TrackedJob | undefined;
  readonly isRunning: boolean;
  readonly error: UserErrorData | undefined;
  reset(): void;
}

/** A job started from a page: it goes on in the tray when the page is left. */
export function useJob<Input = void>({ start, label, onDone }: JobOptions<Input>): JobControl<Input> {
  const jobs = useJobs();
  const starting = useMutation({
    mutationFn: start,
    meta: { invalidates: [] },
  });
  const id = starting.data?.jobId;
  const job = id === undefined ? undefined : jobs.find(({ view }) => view.id === id);
  const state = job?.view.state;
  useEffect(() => (id === undefined ? undefined : jobRegistry.show(id)), [id]);

  const runToEnd = async (input: Input): Promise<JobEnd> => {
    const { jobId } = await starting.mutateAsync(input);
    const end = await jobRegistry.follow(jobId, label);
    if (end.state === 'done') onDone?.(end.result, input);
    return end;
  };
  return {
    run: (input) => void runToEnd(input).catch(() => undefined),
    runToEnd,
    cancel: () => id !== undefined && void jobRegistry.cancel(id),
    job,
    isRunning: starting.isPending || state === 'waiting' || state === 'running',
    error: starting.error ? toUserError(starting.error) : job?.view.error,
    reset: starting.reset,
  };
}
