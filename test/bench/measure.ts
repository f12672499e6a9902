import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What one child process cost. */
export interface Measured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Seconds of wall clock. */
  readonly wall: number;
  /** Peak resident memory in MB; NaN where the system does not tell. */
  readonly peakMb: number;
}

/** How often the child's high-water mark is read, in ms. The kernel keeps the maximum: no peak is missed in between. */
const EVERY = 20;

/** Runs a command and measures it from outside. Peak memory is the kernel's own VmHWM (Linux only). */
export function measure(
  command: string,
  args: readonly string[],
  options: { timeoutMs?: number } = {},
): Promise<Measured> {
  return new Promise((done, fail) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let peakMb = Number.NaN;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const timer = setInterval(() => {
      peakMb = highWaterMark(child.pid) ?? peakMb;
    }, EVERY);
    const limit =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => child.kill('SIGKILL'), options.timeoutMs);
    child.on('error', fail);
    child.on('close', (code) => {
      clearInterval(timer);
      clearTimeout(limit);
      done({ code: code ?? -1, stdout, stderr, wall: (performance.now() - start) / 1000, peakMb });
    });
  });
}

function highWaterMark(pid: number | undefined): number | undefined {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) / 1024 : undefined;
  } catch {
    // The child has just ended, or there is no /proc.
    return undefined;
  }
}

const CLI = resolve(import.meta.dirname, '../../main/cli/orfevre.ts');

/** Runs one verb of the command line from the sources. */
export const orfevre = (args: readonly string[], options?: { timeoutMs?: number }): Promise<Measured> =>
  measure(process.execPath, [CLI, ...args], options);

/** The folder of shared data beside the project, or the one named on the command line; undefined where there is none. */
export function dataFolder(args: readonly string[]): string | undefined {
  const folder = resolve(
    args.find((arg) => !arg.startsWith('--')) ?? resolve(import.meta.dirname, '../../../shared/data'),
  );
  return existsSync(folder) ? folder : undefined;
}

/** Prints rows under their headers, columns aligned. */
export function printTable(headers: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headers.map((header, i) =>
    Math.max(header.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd();
  process.stdout.write(`${line(headers)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}\n`);
  for (const row of rows) process.stdout.write(`${line(row)}\n`);
}
