import type { JobView } from '../../shared/contract/jobs.ts';
import type { UserErrorData } from '../../shared/model/errors.ts';
import { client } from './client.ts';
import { isNetworkError, toUserError } from './errors.ts';
import { invalidate } from './queries.ts';

/** A job as the tray shows it. */
export interface TrackedJob {
  readonly view: JobView;
  /** What the person asked for, in their words; absent for jobs found running. */
  readonly label?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly result?: unknown;
  readonly cancelling: boolean;
}

export type JobEnd =
  | { readonly state: 'done'; readonly result: unknown }
  | { readonly state: 'failed'; readonly error: UserErrorData }
  | { readonly state: 'cancelled' };

const RETRIES = 5;
const RETRY_DELAY = 1000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
export const isLive = ({ view }: TrackedJob): boolean => view.state === 'waiting' || view.state === 'running';

/** The jobs this window follows. One watch per job, whoever asks; ends settle, failures included. */
class JobRegistry {
  private jobs: readonly TrackedJob[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly ends = new Map<number, Promise<JobEnd>>();
  /** Ends what is being followed when the project changes: another project may have a job of the same number. */
  private following = new AbortController();
  private readonly shown = new Set<number>();
  private readonly endListeners = new Set<(job: TrackedJob) => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Newest first. The same array until something changes. */
  readonly list = (): readonly TrackedJob[] => this.jobs;

  /** Called once for each job that ends, whichever way. */
  onEnd(listener: (job: TrackedJob) => void): () => void {
    this.endListeners.add(listener);
    return () => this.endListeners.delete(listener);
  }

  /** Follows a job to its end; what it changed is asked again. */
  follow(id: number, label?: string): Promise<JobEnd> {
    const known = this.ends.get(id);
    if (known) return known;
    const view: JobView = { id, kind: '', state: 'waiting' };
    this.set([{ view, label, startedAt: Date.now(), cancelling: false }, ...this.jobs]);
    const end = this.watch(id);
    this.ends.set(id, end);
    return end;
  }

  /** Jobs that were running before this window was opened or reloaded. */
  async findRunning(): Promise<void> {
    // An engine that cannot answer this cannot answer the page either, which says so where it is seen.
    for (const view of await client.jobs.list().catch(() => [])) {
      if (view.state === 'waiting' || view.state === 'running') void this.follow(view.id);
    }
  }

  async cancel(id: number): Promise<void> {
    this.update(id, { cancelling: true });
    await client.jobs.cancel({ jobId: id });
  }

  /** The page that started a job shows its failure in its place while it is there. @returns a function that ends that. */
  show(id: number): () => void {
    this.shown.add(id);
    return () => this.shown.delete(id);
  }

  readonly isShown = (id: number): boolean => this.shown.has(id);

  /** Takes ended jobs off the tray. */
  clear(): void {
    for (const job of this.jobs) if (!isLive(job)) this.ends.delete(job.view.id);
    this.set(this.jobs.filter(isLive));
  }

  /** The project was closed: its jobs and their numbers are gone with it. */
  forget(): void {
    this.following.abort();
    this.following = new AbortController();
    this.ends.clear();
    this.set([]);
  }

  private async watch(id: number): Promise<JobEnd> {
    const { signal } = this.following;
    let end: JobEnd;
    try {
      const last = await this.lastView(id, signal);
      end = await this.toEnd(id, last, signal);
    } catch (error) {
      // It was closed with its project: stopped, without a trace.
      if (signal.aborted) return { state: 'cancelled' };
      end = { state: 'failed', error: toUserError(error) };
    }
    if (signal.aborted) return end;
    const job = this.jobs.find(({ view }) => view.id === id);
    if (job) {
      const view: JobView = {
        ...job.view,
        state: end.state,
        error: end.state === 'failed' ? end.error : undefined,
      };
      this.update(id, { view, endedAt: Date.now(), result: end.state === 'done' ? end.result : undefined });
      const ended = this.jobs.find(({ view: { id: known } }) => known === id);
      for (const listener of this.endListeners) if (ended) listener(ended);
    }
    void invalidate();
    return end;
  }

  private async toEnd(id: number, last: JobView, signal: AbortSignal): Promise<JobEnd> {
    if (last.state === 'cancelled') return { state: 'cancelled' };
    if (last.error) return { state: 'failed', error: toUserError(last.error) };
    return { state: 'done', result: await client.jobs.result({ jobId: id }, { signal }) };
  }

  /** The state a job ended in. A connection that breaks meanwhile is taken up again. */
  private async lastView(id: number, signal: AbortSignal): Promise<JobView> {
    for (let failures = 0; ; failures++) {
      try {
        for await (const view of await client.jobs.watch({ jobId: id }, { signal })) {
          this.update(id, { view });
          failures = 0;
        }
        const job = this.jobs.find(({ view }) => view.id === id);
        if (job && !isLive(job)) return job.view;
        const listed = (await client.jobs.list(undefined, { signal })).find((view) => view.id === id);
        if (listed && listed.state !== 'waiting' && listed.state !== 'running') return listed;
        if (failures > RETRIES) throw new TypeError('The stream of progress ended early.');
      } catch (error) {
        if (signal.aborted || !isNetworkError(error) || failures >= RETRIES) throw error;
      }
      await wait(RETRY_DELAY);
    }
  }

  private update(id: number, change: Partial<TrackedJob>): void {
    this.set(this.jobs.map((job) => (job.view.id === id ? { ...job, ...change } : job)));
  }

  private set(jobs: readonly TrackedJob[]): void {
    this.jobs = jobs;
    for (const listener of this.listeners) listener();
  }
}

export const jobRegistry = new JobRegistry();
