import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { CONTENT_TYPES, newNonce } from '../serve/page-files.ts';
import { securityHeaders } from './content-security.ts';

const SCHEME = 'orfevre';
/** The one origin there is. */
export const ORIGIN = `${SCHEME}://app`;
/** The one page there is. */
export const START = `${ORIGIN}/`;

/** Before the application is ready: the page's address has an origin, like one of the web, instead of `file://`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the files of a folder as `orfevre://app/…`, and lets the session load nothing else. */
export function serveFolder(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, (request) => answer(request, folder));
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isOwn(url) }));
}

/** Pages of the application, what they made themselves, and Chromium's developer tools. */
const isOwn = (url: string): boolean =>
  url.startsWith(`${ORIGIN}/`) || /^(data|blob|devtools|chrome-extension):/.test(url);

async function answer(request: Request, folder: string): Promise<Response> {
  const nonce = newNonce();
  const headers = securityHeaders(nonce);
  const path = fileOf(request.url, folder);
  if (request.method !== 'GET' || path === undefined) return new Response(null, { status: 404, headers });
  try {
    const body = await readFile(path);
    const type = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
    const content = path.endsWith('.html')
      ? body.toString('utf8').replaceAll('__NONCE__', nonce)
      : new Uint8Array(body);
    return new Response(content, { status: 200, headers: { ...headers, 'content-type': type } });
  } catch {
    return new Response(null, { status: 404, headers });
  }
}

/** The file that an address names; undefined for what lies outside the folder. */
export function fileOf(address: string, folder: string): string | undefined {
  let path: string;
  try {
    const url = new URL(address);
    if (url.host !== 'app') return undefined;
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  return file.startsWith(folder + sep) ? file : undefined;
}
