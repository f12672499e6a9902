/** What a long operation tells while it runs. `total` null: not known. `rate` in units of `done` per second. */
export interface JobProgress {
  /** e.g. `import`, `standardise`, `match.blocking`; the interface translates it. */
  readonly stage: string;
  /** What it works on, e.g. the source. */
  readonly subject?: string;
  readonly done: number;
  readonly total: number | null;
  readonly rate?: number;
  readonly unit: 'rows' | 'bytes' | 'pairs' | 'records';
}

/** Handed to every long operation: it reports, and stops soon after `cancelled()` turns true. */
export interface JobControl {
  progress(progress: JobProgress): void;
  cancelled(): boolean;
  /** Throws {@link Cancelled} when the job was cancelled. */
  check(): void;
  /** The cancel flag itself, to be shared with threads of its own: 1 at index 0 = cancelled. */
  readonly flag: Int32Array<SharedArrayBuffer>;
}

/** Thrown by {@link JobControl.check}: not a failure, and never shown as one. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/** A control over a shared flag; `report` receives progress at most about ten times a second per stage. */
export function jobControl(
  flag: Int32Array<SharedArrayBuffer>,
  report: (progress: JobProgress) => void,
): JobControl {
  let last = 0;
  let stage = '';
  const cancelled = () => Atomics.load(flag, 0) === 1;
  return {
    flag,
    cancelled,
    check() {
      if (cancelled()) throw new Cancelled();
    },
    progress(progress) {
      const now = Date.now();
      const name = `${progress.stage}/${progress.subject ?? ''}`;
      if (name === stage && now - last < 100 && progress.done !== progress.total) return;
      stage = name;
      last = now;
      report(progress);
    },
  };
}

/** A flag nobody has raised. */
export const cancelFlag = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4));
