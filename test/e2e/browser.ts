import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Contract } from '../../shared/contract/index.ts';
import { builtWindow } from './built-window.ts';
import { chromiumOptions } from './chromium.ts';
import type { Language } from './words.ts';

export type Theme = 'light' | 'dark';

/** How a window is opened. */
export interface Look {
  readonly language: Language;
  readonly theme: Theme;
  readonly width?: number;
  readonly height?: number;
}

export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors on the console, uncaught ones, and breaches of the content security policy, since the opening. */
  readonly faults: string[];
}

/** A real engine behind a real browser, with a home and a folder for files of its own. */
export interface App {
  readonly folder: string;
  readonly client: ContractRouterClient<Contract>;
  open(look: Look): Promise<Window>;
  close(): Promise<void>;
}

export async function startApp(): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'orfevre-e2e-'));
  const server = await startWindowServer(builtWindow(), join(folder, 'home'));
  const browser = await chromium.launch(chromiumOptions());
  const client: App['client'] = createORPCClient(
    new RPCLink({ url: `${server.url}rpc`, headers: { authorization: `Bearer ${server.token}` } }),
  );
  const close = async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, client, close, open: (look) => openWindow(browser, server.link, look) };
}

interface Served {
  readonly url: string;
  readonly token: string;
  readonly link: string;
  stop(): Promise<void>;
}

async function startWindowServer(window: string, home: string): Promise<Served> {
  const script = join(import.meta.dirname, 'window-server.ts');
  const child = spawn(process.execPath, [script, window], {
    env: { ...process.env, ORFEVRE_HOME: home, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const first = await firstLine(child);
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { ...(JSON.parse(first) as Omit<Served, 'stop'>), stop };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
  });
}

async function openWindow(browser: Browser, link: string, look: Look): Promise<Window> {
  const { language, theme, width = 1280, height = 800 } = look;
  const context = await browser.newContext({
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height },
  });
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  const faults = watchFaults(page);
  await page.goto(link);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  return { page, context, faults };
}

/** Gathers what must never happen in a window, also in the one of Electron. */
export function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    // What the server refused is told below, with its words.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('response', async (response) => {
    if (response.status() < 400) return;
    const at = faults.push(`${response.status()} ${response.url()}`) - 1;
    const text = await response.text().catch(() => '');
    faults[at] += ` ${response.request().postData() ?? ''} → ${text.slice(0, 500)}`;
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') faults.push(`${reason} ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.stack ?? error.message}`));
  page.on('crash', () => faults.push('the page crashed'));
  return faults;
}
