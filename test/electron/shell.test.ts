import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionState } from '../../shared/contract/workspace.ts';
import { cannotRun } from './display.ts';
import { callEngine } from './engine-call.ts';
import { type LaunchedApp, launchApp, unstage } from './launch.ts';

const reason = cannotRun();
if (reason !== undefined) console.warn(`Skipped: ${reason}`);

/** Tries until it holds, for as long as a start may take on a busy machine. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 45_000, interval: 100 });

describe.skipIf(reason !== undefined)('the desktop window', () => {
  let app: LaunchedApp;
  let folder: string;
  let home: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'orfevre-project-'));
    home = join(folder, 'home');
    app = await launchApp({ home });
  }, 300_000);

  afterAll(async () => {
    await app?.close();
    unstage();
    rmSync(folder, { recursive: true, force: true });
  });

  const main = () => app.electron!;
  const title = () => main().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle());
  const menu = (command: string, argument?: string) =>
    main().evaluate(
      ({ BrowserWindow }, message) =>
        BrowserWindow.getAllWindows()[0]!.webContents.send('orfevre:menu', ...message),
      argument === undefined ? [command] : [command, argument],
    );
  const enginePid = () =>
    main().evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Orfèvre engine')?.pid);
  const session = () => callEngine<SessionState>(app.page, 'workspace/session');

  it('shows the home page, without a fault or a violation of its policy', async () => {
    expect(app.page.url()).toMatch(/^orfevre:\/\/app\//);
    await app.page.getByRole('heading').first().waitFor();
    expect(await main().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible())).toBe(
      true,
    );
    expect(app.faults).toEqual([]);
  });

  it('is answered by the engine over a port that does not pass through the main process', async () => {
    expect(await session()).toMatchObject({ project: null });
    await menu('create', join(folder, 'Clients.orfevre'));
    await eventually(title).toBe('Clients – Orfèvre');
    expect(existsSync(join(folder, 'Clients.orfevre'))).toBe(true);
    expect((await session()).project).toMatchObject({ name: 'Clients', readOnly: false });
  });

  it('gives the page neither Node nor Electron, and a sandbox', async () => {
    const preferences = await main().evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as Electron.WebContents & {
        getLastWebPreferences(): Electron.WebPreferences;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    const reach = await app.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in globalThis),
    );
    expect(reach).toEqual([]);
    const bridge = await app.page.evaluate('Object.keys(window.orfevre).sort()');
    const offered = [
      'chooseFiles',
      'chooseFolder',
      'chooseSave',
      'onMenu',
      'pathOf',
      'platform',
      'showInFolder',
    ];
    expect(bridge).toEqual(offered);
  });

  it('runs no script and no style but its own', async () => {
    const policy = await app.page.evaluate(async () =>
      (await fetch('./')).headers.get('content-security-policy'),
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const ran = await app.page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      script.remove();
      'ran' in window;
    }`);
    expect(ran).toBe(false);
    const nonce = () => /nonce-([\w-]+)/.exec(policy!)?.[1];
    const next = await app.page.evaluate(async () =>
      (await fetch('./')).headers.get('content-security-policy'),
    );
    expect(next).not.toContain(nonce());
  });

  it('loads nothing from the network or the disk', async () => {
    const fetched = (address: string) =>
      app.page.evaluate(
        (url) =>
          fetch(url).then(
            () => true,
            () => false,
          ),
        address,
      );
    expect(await fetched('https://example.com/')).toBe(false);
    expect(await fetched('file:///etc/passwd')).toBe(false);
    const status = (path: string) => app.page.evaluate(async (url) => (await fetch(url)).status, path);
    expect(await status('./%2e%2e/app/main.js')).toBe(404);
    expect(await status('./..%2fapp%2fmain.js')).toBe(404);
    expect(await status('./nothing.js')).toBe(404);
  });

  it('goes nowhere else, opens no window, and is refused every permission', async () => {
    const address = app.page.url();
    await app.page.evaluate("location.href = 'https://example.com/'; undefined");
    expect(await app.page.evaluate("window.open('https://example.com/') === null")).toBe(true);
    expect(await app.page.evaluate("window.open('orfevre://app/') === null")).toBe(true);
    expect(await app.page.evaluate('Notification.requestPermission()')).toBe('denied');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(app.page.url()).toBe(address);
    expect(main().windows()).toHaveLength(1);
  });

  it('remains one when it is started again, and opens what the second start was given', async () => {
    const path = join(folder, 'Boutique.orfevre');
    await menu('create', path);
    await eventually(title).toBe('Boutique – Orfèvre');
    expect(await app.startAgain([join(folder, 'Clients.orfevre')])).toBe(0);
    await eventually(title).toBe('Clients – Orfèvre');
    expect(main().windows()).toHaveLength(1);
  });

  it('names the job that was running when its engine died; the job leaves no trace', async () => {
    const directory = join(folder, 'sample');
    const { path } = await callEngine<{ path: string }>(app.page, 'workspace/sample', {
      directory,
      people: 50_000,
    });
    await eventually(title).toBe('sample – Orfèvre');
    process.kill((await enginePid())!, 'SIGKILL');
    await app.page.getByText('Job interrupted, without a trace').waitFor({ timeout: 45_000 });
    await eventually(async () => (await session()).project?.path).toBe(path);
    expect(await callEngine(app.page, 'jobs/list')).toEqual([]);
    await menu('open', join(folder, 'Clients.orfevre'));
    await eventually(title).toBe('Clients – Orfèvre');
  });

  it('starts an engine that died again, on the same project, and says so', async () => {
    const before = await enginePid();
    process.kill(before!, 'SIGKILL');
    await app.page
      .getByText(/engine/i)
      .first()
      .waitFor({ timeout: 45_000 });
    await eventually(enginePid).not.toBe(before);
    await eventually(async () => (await session()).project?.name).toBe('Clients');
    await eventually(title).toBe('Clients – Orfèvre');
  });

  it('comes back where it was left, with its menus in the language chosen', async () => {
    const labels = () =>
      main().evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map(({ label }) => label));
    await callEngine(app.page, 'workspace/savePreferences', { language: 'fr', theme: 'dark' });
    await eventually(labels).toContain('Fichier');
    expect(await main().evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
    const bounds = { x: 40, y: 60, width: 1200, height: 700 };
    await main().evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.setBounds(to), bounds);
    const kept = () => JSON.parse(readFileSync(join(home, 'window/window.json'), 'utf8')).bounds;
    await eventually(kept).toMatchObject({ width: 1200, height: 700 });
    await app.close();
    app = await launchApp({ home });
    const at = await main().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds());
    expect(at).toMatchObject({ width: 1200, height: 700 });
    await eventually(labels).toContain('Fichier');
    expect(app.faults).toEqual([]);
  });
});
