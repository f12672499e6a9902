import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  chromium,
  type ElectronApplication,
  _electron as electron,
  type Page,
} from 'playwright-core';
import { watchFaults } from '../e2e/browser.ts';
import { openDisplay } from './display.ts';
import { electronFolder } from './runtime/electron.ts';
import { packageApplication, type Stage, stageApplication } from './stage.ts';

export interface LaunchOptions {
  /** The executable that electron-builder made, with its fuses; driven over the DevTools protocol alone. */
  readonly packaged?: boolean;
  /** Preferences and recent projects; absent: a new folder, gone at the end. */
  readonly home?: string;
  /** More arguments: a project to open. */
  readonly args?: readonly string[];
  readonly language?: 'fr' | 'en';
}

/** The application in a real Electron, and its window. */
export interface LaunchedApp {
  readonly page: Page;
  readonly home: string;
  /** Of X11, e.g. `:99`. */
  readonly display: string;
  /** What the page wrote to its console as errors, violations of the policy among them, and uncaught errors. */
  readonly faults: string[];
  /** Of the unpackaged application only: code can be run in its main process. */
  readonly electron?: ElectronApplication;
  /** Starts the executable once more, as a double click would. Settles with its exit code. */
  startAgain(args: readonly string[]): Promise<number | null>;
  /** Once, however often it is called. */
  close(): Promise<void>;
}

/** Chromium's own sandbox cannot be had by root, nor in most containers; pages stay sandboxed from Node all the same. */
const SWITCHES = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/**
 * How long Playwright may take to get hold of the main process, in ms. On a machine under load that hung once, with Electron
 * itself waiting for Playwright: it is ended and started once more. What the application does comes after it.
 */
const HANDSHAKE = 45_000;

let stage: Stage | undefined;
let executable: string | undefined;

/** The folder of the staged application: made once for a test file. */
export const staged = (): Stage => {
  stage ??= stageApplication();
  return stage;
};
export const packaged = (): string => {
  executable ??= packageApplication(staged());
  return executable;
};
export function unstage(): void {
  stage?.remove();
  stage = undefined;
  executable = undefined;
}

/** Opens the application and waits for its window. Each launch has a display, and unless told otherwise a home, of its own. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const display = await openDisplay();
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'orfevre-home-'));
  const command = options.packaged ? packaged() : join(electronFolder(), 'electron');
  const first = [...(options.packaged ? [] : [staged().folder]), ...SWITCHES];
  const language = options.language ?? 'en';
  const args = [...first, `--lang=${language}`, ...(options.args ?? [])];
  const env = { ...environment(), DISPLAY: display.name, ORFEVRE_HOME: home, LANGUAGE: language };
  const started = options.packaged
    ? await overProtocol(command, args, env)
    : await direct(command, args, env);
  const faults = await faultsOf(started.page);
  let closing: Promise<void> | undefined;
  const end = async () => {
    await started.close();
    display.close();
    if (options.home === undefined) rmSync(home, { recursive: true, force: true });
  };
  return {
    ...started,
    home,
    display: display.name,
    faults,
    startAgain: (more) => ended(spawn(command, [...first, ...more], { env, stdio: 'ignore' })),
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}

/** With what was written and thrown before the page was in hand. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults = watchFaults(page);
  const [messages, errors] = await Promise.all([page.consoleMessages(), page.pageErrors()]);
  const early = messages.filter((message) => message.type() === 'error').map((message) => message.text());
  faults.unshift(...early, ...errors.map(String));
  return faults;
}

type Started = Pick<LaunchedApp, 'page' | 'electron' | 'close'>;
type Environment = Record<string, string>;

function environment(): Environment {
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...rest } = process.env;
  return Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function direct(executablePath: string, args: string[], env: Environment): Promise<Started> {
  const start = () => electron.launch({ executablePath, args, env, timeout: HANDSHAKE });
  const application = await start().catch(start);
  const page = await application.firstWindow();
  await page.waitForLoadState();
  return { page, electron: application, close: () => application.close() };
}

/** With nodeCliInspect off there is no way into the main process: the window is driven as any Chromium is. */
async function overProtocol(command: string, args: string[], env: Environment): Promise<Started> {
  const child = spawn(command, [...args, '--remote-debugging-port=0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const browser = await connected(await debuggingAddress(child));
  const page = await firstPage(browser);
  await page.waitForLoadState();
  const close = async () => {
    const end = ended(child);
    // The window is closed as a person does, so that the application ends by itself.
    await page.close().catch(() => undefined);
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await end;
    clearTimeout(late);
    await browser.close().catch(() => undefined);
  };
  return { page, close };
}

/** A handshake that meets the window while it is made can hang: it is asked again, of the same application. */
async function connected(address: string): Promise<Browser> {
  const connect = () => chromium.connectOverCDP(address, { timeout: 10_000 });
  return connect().catch(connect).catch(connect);
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) =>
      reject(new Error(`The application ended with code ${code}: ${said.slice(-2000)}`)),
    );
  });
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('The application has no browser context.');
  return context.pages()[0] ?? context.waitForEvent('page');
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));
