import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { workerUrl } from '../../db/worker-url.ts';
import type { EncodedRecords } from '../encode.ts';
import { type PackedRecords, packRecords } from './packed-records.ts';
import { type Results, taskOf, type Work } from './tasks.ts';

/** To a hand: the records it works on from now on, and work with the counter it takes its tasks from. */
export interface Order {
  readonly records?: PackedRecords;
  readonly work: Work;
  readonly tasks: number;
  /** Two numbers: the next task, and those finished. */
  readonly counter: Int32Array;
}

/** From a hand: what came of a task. */
export type Report =
  | { readonly task: number; readonly result: unknown }
  | { readonly task: number; readonly error: unknown };

/** Place in an order's counter. */
export const NEXT = 0;
export const DONE = 1;

/** Fewer distinct records than this are not worth waking other threads for. */
const WORTH_IT = 20_000;
/** Ms between two looks at whether to stop. */
const PATIENCE = 50;
/** Ms without a task finished after which the others are taken to be lost: a thread out of memory says nothing. */
const LOST = 60_000;

interface Hand {
  readonly worker: Worker;
  readonly port: MessagePort;
}

/**
 * Threads that share work over one set of records. The thread that asks works too, and waits for the others: results
 * come in the order of the tasks, whatever thread did which, so that nothing depends on how many there are.
 */
export class Crew {
  private readonly records: EncodedRecords;
  private readonly hands: Hand[] = [];
  private readonly size: number;
  private readonly lost: number;

  /** `threads`: all in all, the asking one included; default: as many as the machine has cores, one for a small file. `lost`: ms. */
  constructor(records: EncodedRecords, threads?: number, lost = LOST) {
    this.records = records;
    this.lost = lost;
    this.size = threads ?? (records.distinct < WORTH_IT ? 1 : availableParallelism());
  }

  /**
   * Results of tasks 0 … `tasks` - 1. `heartbeat` is called now and then with the tasks finished, and may throw to stop
   * the work.
   */
  run<K extends Work['kind']>(
    work: Extract<Work, { kind: K }>,
    tasks: number,
    heartbeat: (done: number) => void,
  ): Results[K][] {
    // What comparisons derive from all values is derived here once, and handed on with the records.
    const counter = new Int32Array(new SharedArrayBuffer(8));
    const beat = (): void => heartbeat(Atomics.load(counter, DONE));
    const run = taskOf(this.records, work, beat);
    this.order(work, tasks, counter);
    const results = new Array<Results[K] | undefined>(tasks);
    try {
      for (let task = Atomics.add(counter, NEXT, 1); task < tasks; task = Atomics.add(counter, NEXT, 1)) {
        results[task] = run(task);
        Atomics.add(counter, DONE, 1);
        beat();
      }
      const all = this.wait(counter, tasks, beat);
      this.collect(results);
      if (!all) {
        this.end();
        this.finish(results, run, beat);
      }
    } catch (error) {
      // Nobody begins another task.
      Atomics.store(counter, NEXT, tasks);
      this.end();
      throw error;
    }
    return results as Results[K][];
  }

  /** Waits for the others; false when they are lost. */
  private wait(counter: Int32Array, tasks: number, beat: () => void): boolean {
    let since = performance.now();
    for (let done = Atomics.load(counter, DONE); done < tasks; done = Atomics.load(counter, DONE)) {
      if (Atomics.wait(counter, DONE, done, PATIENCE) !== 'timed-out') since = performance.now();
      else if (performance.now() - since > this.lost) return false;
      beat();
    }
    return true;
  }

  /** Does what lost threads left undone: a task comes to the same whoever does it, and how often. */
  private finish<T>(results: (T | undefined)[], run: (task: number) => T, beat: () => void): void {
    for (let task = 0; task < results.length; task++) {
      if (results[task] !== undefined) continue;
      results[task] = run(task);
      beat();
    }
  }

  private order(work: Work, tasks: number, counter: Int32Array): void {
    if (this.size === 1 || tasks < 2) return;
    const packed = packRecords(this.records);
    while (this.hands.length < this.size - 1) this.hands.push(hand());
    for (const { port } of this.hands)
      port.postMessage({ records: packed, work, tasks, counter } satisfies Order);
  }

  private collect(results: unknown[]): void {
    for (const { port } of this.hands) {
      for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
        const report = got.message as Report;
        if ('error' in report) throw report.error;
        results[report.task] = report.result;
      }
    }
  }

  /** Lets the threads go. */
  end(): void {
    for (const { worker, port } of this.hands.splice(0)) {
      port.close();
      void worker.terminate();
    }
  }
}

function hand(): Hand {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(workerUrl('match/threads/match-worker'), {
    workerData: port2,
    transferList: [port2],
  });
  worker.unref();
  return { worker, port: port1 };
}
