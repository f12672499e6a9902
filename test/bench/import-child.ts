import { rmSync, statSync } from 'node:fs';
import { startEngine } from '../../main/engine/engine.ts';
import type { ReadOptions } from '../../shared/model/source.ts';

/*
 * One import in a process of its own, so that its memory can be told: node import-child.ts CSV PROJECT keep|drop.
 * Prints an {@link ImportMeasure} as JSON. The project is removed afterwards.
 */

/** `memory` in bytes: the largest resident size of the process. */
export interface ImportMeasure {
  readonly rows: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly memory: number;
  readonly projectBytes: number;
}

const OPTIONS: ReadOptions = { format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', headerRow: 1 };

async function measure(file: string, project: string, keepOriginal: boolean): Promise<ImportMeasure> {
  const remove = () => {
    for (const suffix of ['', '-wal', '-shm', '-lock']) rmSync(project + suffix, { force: true });
  };
  remove();
  const engine = startEngine(project, { what: 'bench', actor: 'bench', create: true });
  const source = {
    name: 'rows',
    priority: 1,
    complete: true,
    keepOriginal,
    maxQuarantine: 0,
    keyColumns: ['id'],
    options: OPTIONS,
    inventory: {},
  };
  const before = process.cpuUsage();
  const start = performance.now();
  const requests = [{ path: file, options: OPTIONS, source }];
  const imported = await engine.queue.start('import', { requests, apply: true }).done;
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  await engine.close();
  const projectBytes = statSync(project).size;
  remove();
  return {
    rows: imported[0]?.loaded ?? 0,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    memory: process.resourceUsage().maxRSS * 1024,
    projectBytes,
  };
}

const [file = '', project = '', keep] = process.argv.slice(2);
console.log(JSON.stringify(await measure(file, project, keep === 'keep')));
