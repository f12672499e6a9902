import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const REPOSITORY = join(import.meta.dirname, '../../..');

/** Where the Electron under test is kept from run to run. */
export const cacheFolder = (): string =>
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'orfevre-test');

/** An executable of an installed package. */
export const npmBin = (name: string): string => join(REPOSITORY, 'node_modules/.bin', name);

/** Runs a command to its end. @returns what it wrote. @throws Error with what it wrote to stderr. */
export function run(command: string, args: readonly string[], options: { cwd?: string } = {}): string {
  return execFileSync(command, args, {
    cwd: options.cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1e8,
  });
}
