import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startEngine } from '../../main/engine/engine.ts';
import { fillGoldenRecords } from './golden-records.ts';
import { printTable } from './measure.ts';

/** Windows read of each order. */
const WINDOWS = 20;

/**
 * The grid on golden records (1,000,000 unless another number is given): the first answer to a filter and order never
 * asked for, and windows of it anywhere, with the longest time the engine kept others waiting.
 */
export async function run(args: string[]): Promise<void> {
  const count = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 1_000_000);
  const dir = resolve(import.meta.dirname, '../../.bench/grid');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'grid.orfevre');
  const engine = startEngine(path, { what: 'bench', actor: 'bench', create: true });
  const start = performance.now();
  const { columnsSeconds } = fillGoldenRecords(engine.project.db, count);
  process.stdout.write(
    `${count} golden records in ${((performance.now() - start) / 1000).toFixed(1)} s, of which columns ${columnsSeconds.toFixed(1)} s; ${Math.round(statSync(path).size / 2 ** 20)} MB\n`,
  );
  const entity = 'individual';
  const sort = (column: string, descending = false) => ({ sort: { column, descending } });
  const queries = {
    'as they stand': {},
    'by family name': sort('family_name'),
    'by e-mail, descending': sort('email', true),
    'by birth date': sort('birth_date'),
    'e-mail contains gmail, by phone': {
      filters: [{ column: 'email', op: 'contains' as const, text: 'gmail' }],
      ...sort('phone'),
    },
    'address contains "a", born from 1980, by family name': {
      filters: [
        { column: 'address', op: 'contains' as const, text: 'a' },
        { column: 'birth_date', op: 'from' as const, text: '1980' },
      ],
      ...sort('family_name'),
    },
    'search "helene mar"': { search: 'helene mar' },
    'search by phone': { search: '06 12 34' },
    'search, by family name': { search: 'paul gmail', ...sort('family_name') },
  };
  const rows: string[][] = [];
  for (const [name, query] of Object.entries(queries)) {
    const turns = watchTurns();
    const first = await timed(() => engine.client.golden.query({ entity, ...query, limit: 100 }));
    const longest = turns.stop();
    const windows: number[] = [];
    for (let k = 0; k < WINDOWS; k++) {
      const offset = Math.floor((Math.max(0, first.value.total - 100) * ((k * 7) % WINDOWS)) / WINDOWS);
      windows.push(
        (await timed(() => engine.client.golden.query({ entity, ...query, offset, limit: 100 }))).ms,
      );
    }
    rows.push([
      name,
      String(first.value.total),
      first.ms.toFixed(0),
      longest.toFixed(0),
      Math.max(...windows).toFixed(1),
    ]);
  }
  printTable(['query', 'rows', 'first (ms)', 'longest turn (ms)', 'slowest window (ms)'], rows);
  process.stdout.write(`memory of the engine: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB\n`);
  await engine.close();
  rmSync(dir, { recursive: true, force: true });
}

async function timed<T>(body: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  const value = await body();
  return { value, ms: performance.now() - start };
}

/** The longest time nobody else had a turn, in ms. */
function watchTurns(): { stop(): number } {
  let last = performance.now();
  let longest = 0;
  let running = true;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop() {
      running = false;
      return Math.max(longest, performance.now() - last);
    },
  };
}
