import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LaunchOptions } from 'playwright-core';

/** Where a browser may be installed; the carried one is for Linux x64 alone. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const PACKAGE = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));

/** How a real Chromium is started here: the carried one, else one that is installed. */
export function chromiumOptions(): LaunchOptions {
  const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-dev-shm-usage'];
  const carried = carriedChromium();
  if (carried)
    return { executablePath: carried.program, args, env: { ...process.env, ...carried.env } as Env };
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return { executablePath: installed, args };
  throw new Error('No Chromium: the carried one does not run here and none is installed.');
}

type Env = Record<string, string>;
interface Carried {
  readonly program: string;
  readonly env: Env;
}

/**
 * The Chromium of @sparticuz/chromium, unpacked once per version: the package itself unpacks into the temporary folder
 * and takes whatever lies there, of another version too. Unpacked aside and renamed, since test files start together.
 */
function carriedChromium(): Carried | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `orfevre-chromium-${version}`);
  if (!existsSync(folder)) unpack(folder);
  const program = join(folder, 'chromium');
  const env = environment(folder, program);
  const { status } = spawnSync(program, ['--version'], { env: { ...process.env, ...env } });
  return status === 0 ? { program, env } : undefined;
}

function unpack(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const aside = mkdtempSync(`${folder}-`);
  try {
    const script = "const c = await import('@sparticuz/chromium'); await c.default.executablePath();";
    // The name of that environment makes the package unpack the libraries it carries as well.
    const env = { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: dirname(dirname(dirname(PACKAGE))),
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`Chromium could not be unpacked: ${stderr}`);
    if (!existsSync(folder)) renameSync(aside, folder);
  } catch (error) {
    // Another test file may have been quicker.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** The carried libraries and fonts, on a machine that lacks them. */
function environment(folder: string, program: string): Env {
  const { status, stdout } = spawnSync('ldd', [program], { encoding: 'utf8' });
  const lacking = status !== 0 || stdout.includes('not found');
  const fonts = spawnSync('fc-list', { encoding: 'utf8' });
  return {
    ...(lacking && {
      LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    }),
    ...(!fonts.stdout?.trim() && { FONTCONFIG_PATH: join(folder, 'fonts') }),
  };
}
