import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeWideCsv } from './generate-rows.ts';
import type { ImportMeasure } from './import-child.ts';

const FOLDER = fileURLToPath(new URL('../../.bench/', import.meta.url));
const MILLION = 1_000_000;
const RATE_WANTED = 120_000;
const MEMORY_WANTED = 500 * 1024 * 1024;
const GROWTH_WANTED = 1.1;

/**
 * How fast rows of ten columns come in, hashed and profiled, and what memory that takes; beside `.import` of the SQLite
 * shell in the same run, since machines and their moods differ. `--rows N`; `--full` adds five times as many.
 */
export async function run(args: string[]): Promise<void> {
  const asked = Number(args[args.indexOf('--rows') + 1]);
  const rows = args.includes('--rows') && asked > 0 ? asked : MILLION;
  mkdirSync(FOLDER, { recursive: true });
  const first = await measureSize(rows);
  if (!args.includes('--full')) {
    console.log(`\nmemory of ${count(rows * 5)} rows: not measured (add --full)`);
    return;
  }
  const second = await measureSize(rows * 5);
  const growth = second.memory / first.memory;
  console.log(
    `\nmemory of ${count(rows * 5)} rows: ${growth.toFixed(2)} × (at most ${GROWTH_WANTED} wanted)`,
  );
}

/** Measures one size all ways, prints the table, and returns the import that keeps the original. */
async function measureSize(rows: number): Promise<ImportMeasure> {
  const file = await rowsFile(rows);
  console.log(`\n${count(rows)} rows of 10 columns, ${megabytes(statSync(file).size)}`);
  const shell = sqliteShell(file);
  const kept = await importApart(file, 'keep');
  const dropped = await importApart(file, 'drop');
  console.table([
    ...(shell ? [line('sqlite3 .import', { rows, ...shell }, shell)] : []),
    line('import, original kept', kept, shell),
    line('import, original not kept', dropped, shell),
  ]);
  if (!shell) console.log('no sqlite3 shell here: nothing to compare with');
  console.log(
    `wanted: ${count(RATE_WANTED)} rows/s on two idle cores, at most ${megabytes(MEMORY_WANTED)} of memory`,
  );
  return kept;
}

async function rowsFile(rows: number): Promise<string> {
  const file = `${FOLDER}rows-${rows}.csv`;
  if (!existsSync(file)) await writeWideCsv(file, rows);
  return file;
}

async function importApart(file: string, original: 'keep' | 'drop'): Promise<ImportMeasure> {
  const child = fileURLToPath(new URL('./import-child.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    child,
    file,
    `${FOLDER}import.orfevre`,
    original,
  ]);
  return JSON.parse(stdout) as ImportMeasure;
}

interface Comparison {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly projectBytes: number;
}

/** The SQLite shell loading the same file into a bare table, in one transaction: no hash, no key, no profile. */
function sqliteShell(file: string): Comparison | undefined {
  const database = `${FOLDER}shell.db`;
  rmSync(database, { force: true });
  const script = `.mode csv\n.import "${file}" rows\n`;
  const start = performance.now();
  const { error, status } = spawnSync('sqlite3', [database], { input: script });
  const seconds = (performance.now() - start) / 1000;
  if (error || status !== 0) return undefined;
  const projectBytes = statSync(database).size;
  rmSync(database, { force: true });
  return { seconds, cpuSeconds: Number.NaN, projectBytes };
}

function line(
  what: string,
  measure: Comparison & { readonly rows: number; readonly memory?: number },
  shell: Comparison | undefined,
): Record<string, string> {
  const { rows, seconds, cpuSeconds, memory, projectBytes } = measure;
  return {
    what,
    seconds: seconds.toFixed(1),
    'rows/s': count(Math.round(rows / seconds)),
    'CPU s': Number.isNaN(cpuSeconds) ? '' : cpuSeconds.toFixed(1),
    memory: memory === undefined ? '' : megabytes(memory),
    file: megabytes(projectBytes),
    '× shell': shell ? (seconds / shell.seconds).toFixed(2) : '',
  };
}

const count = (value: number): string => value.toLocaleString('en');
const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
