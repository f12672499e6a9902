import { type MessagePort, workerData } from 'node:worker_threads';
import type { EncodedRecords } from '../encode.ts';
import { DONE, NEXT, type Order, type Report } from './crew.ts';
import { unpackRecords } from './packed-records.ts';
import { taskOf } from './tasks.ts';

/** A thread is ended from outside when its work is not wanted any more. */
const unhurried = (): void => {};

const port = workerData as MessagePort;

function obey({ records: packed, work, tasks, counter }: Order): void {
  let records: EncodedRecords | undefined;
  let run: ((task: number) => unknown) | undefined;
  for (let task = Atomics.add(counter, NEXT, 1); task < tasks; task = Atomics.add(counter, NEXT, 1)) {
    let report: Report;
    try {
      records ??= packed && unpackRecords(packed);
      run ??= taskOf(records!, work, unhurried);
      report = { task, result: run(task) };
    } catch (error) {
      report = { task, error };
    }
    port.postMessage(report);
    Atomics.add(counter, DONE, 1);
    Atomics.notify(counter, DONE);
  }
}

port.on('message', obey);
