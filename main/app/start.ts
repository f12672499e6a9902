/**
 * `npm start`: builds what is missing or older than its sources, then opens the window in Electron where its binary and a
 * display can be had, else says so in one line and serves the same window to the browser.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** How long the download of the binary may take at the first start, in ms. */
const DOWNLOAD = 60_000;

interface Build {
  readonly config: string;
  readonly result: string;
  readonly sources: readonly string[];
}

const WINDOW: Build = {
  config: 'renderer/vite.config.ts',
  result: 'dist/renderer/index.html',
  sources: ['renderer', 'shared'],
};
const SHELL: Build = {
  config: 'main/app/vite.config.ts',
  result: 'dist/app/main.js',
  sources: ['main', 'shared'],
};

const at = (path: string): string => join(ROOT, path);

/** Time of the last change of a file, or of any file below a folder, in ms; 0 when there is none. */
function changedAt(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** @returns false when it could not be built; what went wrong has been printed. */
function build({ config, result, sources }: Build): boolean {
  const newest = Math.max(...[...sources, 'package-lock.json'].map((path) => changedAt(at(path))));
  if (changedAt(at(result)) >= newest) return true;
  const vite = at('node_modules/vite/bin/vite.js');
  const words = [vite, 'build', '--config', at(config), '--logLevel', 'warn'];
  return (
    spawnSync(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
  );
}

/** Where the binary stands in a folder of Electron, by platform. */
const BINARY: Readonly<Record<string, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** The binary that ORFEVRE_ELECTRON names, or that is in the folder it names, else that of the electron package, fetched at the first start. */
function electronBinary(): string | undefined {
  const chosen = process.env.ORFEVRE_ELECTRON;
  if (chosen) {
    const isFolder = statSync(chosen, { throwIfNoEntry: false })?.isDirectory();
    const path = isFolder ? join(chosen, BINARY[process.platform] ?? 'electron') : chosen;
    return existsSync(path) ? path : undefined;
  }
  try {
    const folder = join(createRequire(import.meta.url).resolve('electron/package.json'), '..');
    const binary = () => {
      const note = join(folder, 'path.txt');
      if (!existsSync(note)) return undefined;
      const path = join(folder, 'dist', readFileSync(note, 'utf8').trim());
      return existsSync(path) ? path : undefined;
    };
    if (binary() === undefined && !process.env.CI) {
      const words = [join(folder, 'install.js')];
      spawnSync(process.execPath, words, { stdio: 'ignore', timeout: DOWNLOAD });
    }
    return binary();
  } catch {
    // The package is not installed.
    return undefined;
  }
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** The binary to open the window with, or why there is none. */
function findShell(): { electron: string } | { reason: string } {
  if (!hasDisplay()) return { reason: 'there is no display' };
  if (!existsSync(at(SHELL.config))) return { reason: 'the desktop shell is not there' };
  const electron = electronBinary();
  if (electron === undefined) return { reason: 'the Electron binary cannot be had' };
  return build(SHELL) ? { electron } : { reason: 'the desktop shell could not be built' };
}

function run(command: string, words: readonly string[]): void {
  const child = spawn(command, words, { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    process.stderr.write(`orfevre: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

if (!build(WINDOW)) process.exit(1);
const words = process.argv.slice(2);
const found = findShell();
if ('electron' in found) {
  // Chromium's sandbox does not run as root, which only containers and test machines are.
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  run(found.electron, [...(root ? ['--no-sandbox'] : []), ROOT, ...words]);
} else {
  process.stderr.write(`Orfèvre: ${found.reason}; serving the window to the browser instead.\n`);
  run(process.execPath, [
    at('main/cli/orfevre.ts'),
    'serve',
    ...words,
    ...(process.env.CI ? [] : ['--open']),
  ]);
}
