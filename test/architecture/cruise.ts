import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
const CONFIG = '.dependency-cruiser.cjs';

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface Cruise {
  /** Modules of the project that were read, without those of node_modules. */
  readonly modules: readonly string[];
  readonly violations: readonly Violation[];
}

interface CruiseOutput {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

/** Runs dependency-cruiser as `npm run check` does, with the project's rules, on folders below `base`. */
export function cruise(base: string, folders: readonly string[]): Cruise {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...folders, '--config', CONFIG, '--output-type', 'json'],
    { cwd: base, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser gave no result: ${stderr}`);
  const output = JSON.parse(stdout) as CruiseOutput;
  return {
    modules: output.modules
      .map(({ source }) => source)
      .filter((source) => /^(main|shared|test|renderer)\//.test(source)),
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

/** Writes files into a folder of their own that has the project's rules and packages, and cruises them. */
export function cruisePlanted(files: Readonly<Record<string, string>>): Cruise {
  const base = mkdtempSync(join(tmpdir(), 'orfevre-imports-'));
  try {
    for (const name of [CONFIG, 'tsconfig.json', 'package.json']) cpSync(join(ROOT, name), join(base, name));
    symlinkSync(join(ROOT, 'node_modules'), join(base, 'node_modules'), 'junction');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(base, dirname(path)), { recursive: true });
      writeFileSync(join(base, path), text);
    }
    return cruise(base, [...new Set(Object.keys(files).map((path) => path.split('/')[0]!))]);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
