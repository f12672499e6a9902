import { type ChildProcess, execFileSync, spawn } from 'node:child_process';

/** The display that windows are shown on: the one that is there, else an Xvfb of its own. */
export interface Display {
  readonly name: string;
  close(): void;
}

/** Resolution of the screen of Xvfb. */
const SCREEN = '1600x1000x24';

const has = (command: string): boolean => {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/**
 * Why the Electron suite cannot run here; undefined where it can. With ORFEVRE_ELECTRON_REQUIRED set (.ci/run) it must.
 * @throws Error there, instead of a reason.
 */
export function cannotRun(): string | undefined {
  const reason = missing();
  if (reason !== undefined && process.env.ORFEVRE_ELECTRON_REQUIRED) throw new Error(reason);
  return reason;
}

function missing(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `The Electron under test is there for Linux x64 only; this is ${process.platform} ${process.arch}.`;
  if (!process.env.DISPLAY && !has('Xvfb')) return 'There is neither a display nor Xvfb.';
  const tools = ['unzip', 'gcc', 'g++'].filter((tool) => !has(tool));
  if (tools.length > 0) return `The Electron under test cannot be put up without ${tools.join(', ')}.`;
  return undefined;
}

/** Gives a display; windows of the suite never come up on a person's own screen when Xvfb is there. */
export async function openDisplay(): Promise<Display> {
  if (!has('Xvfb')) return { name: process.env.DISPLAY!, close: () => undefined };
  const args = ['-displayfd', '1', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  return { name: `:${await firstLine(server)}`, close: () => server.kill() };
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('\n')) resolve(said.trim());
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
  });
}
