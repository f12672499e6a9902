import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeApi9Addon } from './runtime/better-sqlite3.ts';
import { npmBin, REPOSITORY, run } from './runtime/commands.ts';
import { ELECTRON_VERSION, electronFolder } from './runtime/electron.ts';

/** A copy of the built application in a folder of its own, with the addon that loads in the Electron under test. */
export interface Stage {
  readonly folder: string;
  remove(): void;
}

const BUILT = ['dist/app/main.js', 'dist/app/preload.cjs', 'dist/renderer/index.html'];

export function stageApplication(): Stage {
  for (const file of BUILT)
    if (!existsSync(join(REPOSITORY, file)))
      throw new Error(`${file} is missing: run npm run build && npm run build:shell`);
  const folder = mkdtempSync(join(tmpdir(), 'orfevre-stage-'));
  for (const part of ['dist/app', 'dist/renderer', 'main/app/resources', 'electron-builder.yml'])
    cpSync(join(REPOSITORY, part), join(folder, part), { recursive: true });
  stageSqlite(folder);
  const whole = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  const { name, version, description, license, type, main, dependencies } = whole;
  const text = JSON.stringify({ name, version, description, license, type, main, dependencies });
  writeFileSync(join(folder, 'package.json'), text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function stageSqlite(folder: string): void {
  const target = join(folder, 'node_modules/better-sqlite3');
  for (const part of ['lib', 'package.json'])
    cpSync(join(REPOSITORY, 'node_modules/better-sqlite3', part), join(target, part), { recursive: true });
  mkdirSync(join(target, 'build/Release'), { recursive: true });
  cpSync(nodeApi9Addon(), join(target, 'build/Release/better_sqlite3.node'));
}

/**
 * Packages the staged application as `npm run package` does, around the Electron under test.
 * @returns the executable.
 */
export function packageApplication({ folder }: Stage): string {
  const config = [`electronDist=${electronFolder()}`, `electronVersion=${ELECTRON_VERSION}`];
  run(npmBin('electron-builder'), ['--linux', 'dir', '--x64', ...config.map((set) => `--config.${set}`)], {
    cwd: folder,
  });
  return join(folder, 'dist/package/linux-unpacked/orfevre');
}
