import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PARTS = ['renderer', 'shared'];

/**
 * The window as it is now, built once for each state of its sources, in a folder named after them: whoever builds or
 * clears dist/ meanwhile does not disturb a test.
 */
export function builtWindow(): string {
  const folder = join(tmpdir(), `orfevre-window-${fingerprint()}`);
  if (existsSync(folder)) return folder;
  const aside = mkdtempSync(`${folder}-`);
  try {
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    const words = [vite, 'build', '--config', 'renderer/vite.config.ts', '--outDir', aside, '--emptyOutDir'];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production' },
    });
    if (status !== 0) throw new Error(`The window cannot be built:\n${stdout}\n${stderr}`);
    if (!existsSync(folder)) renameSync(aside, folder);
  } catch (error) {
    // Another test file may have been quicker.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const part of PARTS) {
    for (const entry of readdirSync(join(ROOT, part), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      hash.update(path).update(readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
