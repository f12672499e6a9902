import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UserErrorData } from '../../shared/model/errors.ts';

const ENTRY = fileURLToPath(new URL('../../main/cli/orfevre.ts', import.meta.url));

/** How a process ended: `code` null when it was killed. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  /** Settles with the text written so far, once `pattern` stands in it; rejects when the process ends before. */
  until(pattern: RegExp): Promise<string>;
}

/** Any process, its words gathered. */
export function follow(child: ChildProcess): Running {
  let stdout = '';
  let stderr = '';
  let seen = () => {};
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    seen();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    seen();
  });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      seen = () => {
        if (pattern.test(stdout)) resolve(stdout);
      };
      seen();
      ended.then((end) => reject(new Error(`ended before ${pattern}: ${JSON.stringify(end)}`)), reject);
    });
  return { child, ended, until };
}

/** Starts the command line as a person would, in a process of its own. */
export function start(words: readonly string[], options: { cwd?: string } = {}): Running {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', NODE_NO_WARNINGS: '1' };
  return follow(
    spawn(process.execPath, [ENTRY, ...words], { ...options, env, stdio: ['pipe', 'pipe', 'pipe'] }),
  );
}

/** Runs the command line to its end. */
export const orfevre = (...words: string[]): Promise<Outcome> => start(words).ended;

/** Runs it to its end with `--json` and reads the one document it prints. */
export async function orfevreJson<T>(
  ...words: string[]
): Promise<{ code: number | null; data: T; stderr: string }> {
  const { code, stdout, stderr } = await orfevre(...words, '--json');
  return { code, data: JSON.parse(stdout) as T, stderr };
}

/** What a refused command says of its error, by `--json`. */
export async function refusal(
  ...words: string[]
): Promise<UserErrorData & { exit: number | null; stderr: string }> {
  const { code, data, stderr } = await orfevreJson<{ error: UserErrorData }>(...words);
  return { ...data.error, exit: code, stderr };
}

/** A folder of its own, away from the repository. */
export const newFolder = (name: string): string => mkdtempSync(join(tmpdir(), `orfevre-${name}-`));

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

export const fingerprint = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

/** Every file below a folder with the hash of its bytes. */
export function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path, fingerprint(path)]),
  );
}
