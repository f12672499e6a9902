import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from './cruise.ts';

const ENTRIES = ['main/engine/router.ts', 'main/engine/engine.ts', 'main/engine/pipeline.ts'];

/** Loads modules in a plain Node that refuses to resolve electron, whoever asks for it, and says what was exported. */
const LOADER = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    if (/^electron(\\/|$)/.test(specifier)) throw new Error('electron is imported by ' + context.parentURL);
    return next(specifier, context);
  },
});
for (const url of process.argv.slice(1)) console.log(Object.keys(await import(url)).join(' '));
`;

function load(base: string): { status: number | null; stdout: string; stderr: string } {
  const urls = ENTRIES.map((entry) => pathToFileURL(join(base, entry)).href);
  return spawnSync(process.execPath, ['--input-type=module', '--eval', LOADER, ...urls], {
    cwd: base,
    encoding: 'utf8',
    timeout: 50_000,
  });
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the engine in a folder of its own. */
function copyEngine(): string {
  const base = mkdtempSync(join(tmpdir(), 'orfevre-engine-'));
  folders.push(base);
  for (const path of ['main/engine', 'shared', 'package.json'])
    cpSync(join(ROOT, path), join(base, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(base, 'node_modules'), 'junction');
  return base;
}

describe('the engine is plain Node', () => {
  it('loads where there is no Electron', () => {
    const { status, stdout, stderr } = load(ROOT);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('router');
    expect(stdout).toContain('startEngine');
    expect(stdout).toContain('JOBS');
  });

  it.each(["import 'electron';", "import electron from 'electron/main';", "require('electron');"])(
    'and would be found not to, were this planted deep in it: %s',
    (planted) => {
      const base = copyEngine();
      const required = planted.startsWith('require');
      const line = required
        ? `import { createRequire } from 'node:module';\ncreateRequire(import.meta.url)('electron');`
        : planted;
      appendFileSync(join(base, 'main/engine/db/handles.ts'), `\n${line}\n`);
      const { status, stderr } = load(base);
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/electron is imported by .*main\/engine\/db\/handles\.ts/);
    },
  );
});
