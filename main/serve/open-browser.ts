import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How long the file that leads to the page stays, in ms: a browser may take a while to start. */
const KEPT = 60_000;

/**
 * Opens an address in the user's browser. It holds the token, and other users of the machine see the words of a command:
 * the browser is given a file only this user can read, which leads on. Fails silently: the address is printed as well.
 */
export function openBrowser(address: string): void {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'orfevre-open-'));
    const file = join(folder, 'orfevre.html');
    const target = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const page = `<!doctype html><meta charset="utf-8"><title>Orfèvre</title><meta http-equiv="refresh" content="0;url=${target}"><a href="${target}">Orfèvre</a>`;
    writeFileSync(file, page, { mode: 0o600 });
    const remove = () => rmSync(folder, { recursive: true, force: true });
    process.once('exit', remove);
    setTimeout(remove, KEPT).unref();
    const [command, words] = opener(pathToFileURL(file).href);
    const child = spawn(command, words, { stdio: 'ignore', detached: true });
    child.once('error', () => undefined);
    child.unref();
  } catch {
    // See above.
  }
}

function opener(address: string): [string, string[]] {
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]];
  return [process.platform === 'darwin' ? 'open' : 'xdg-open', [address]];
}
