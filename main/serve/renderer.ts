import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Where the built interface stands: in dist/ beside the sources, or beside the bundle when built. */
export const builtRenderer = (): string =>
  fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? '../../dist/renderer/' : './renderer/', import.meta.url),
  );

export interface RendererAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * The files of the built interface. Only what a listing of its folder has named is ever read, so that no address leads out
 * of it; the listing is renewed with each load of the page.
 */
export class RendererFiles {
  readonly #folder: string;
  #files: ReadonlyMap<string, string> = new Map();

  constructor(folder: string) {
    this.#folder = folder;
    this.#list();
  }

  /** Is there a page, i.e. was the interface built? */
  get built(): boolean {
    return this.#files.has('/index.html');
  }

  /** Does this path, without query, name one of the files? */
  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** The page, with new random bits in the place of each `__NONCE__` and a policy that names them. */
  async page(): Promise<RendererAnswer | undefined> {
    this.#list();
    const file = this.#files.get('/index.html');
    if (file === undefined) return undefined;
    const nonce = randomBytes(16).toString('base64url');
    const body = Buffer.from((await readFile(file, 'utf8')).replaceAll('__NONCE__', nonce));
    return {
      headers: { 'content-type': TYPES['.html']!, 'content-security-policy': contentSecurityPolicy(nonce) },
      body,
    };
  }

  async file(path: string): Promise<RendererAnswer | undefined> {
    if (path === '/index.html') return this.page();
    const file = this.#files.get(path);
    if (file === undefined) return undefined;
    // Vite gives each file of assets/ a name with the hash of its content: what was loaded once never changes.
    const cached = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return {
      headers: {
        'content-type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
        'cache-control': cached,
      },
      body: await readFile(file),
    };
  }

  #list(): void {
    this.#files = new Map(listFiles(this.#folder, ''));
  }
}

function listFiles(folder: string, path: string): [string, string][] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
      const inside = join(folder, entry.name);
      const name = `${path}/${encodeURIComponent(entry.name)}`;
      if (entry.isDirectory()) return listFiles(inside, name);
      return entry.isFile() && !entry.name.startsWith('.') ? [[name, inside]] : [];
    });
  } catch {
    // Not built yet.
    return [];
  }
}

/** The page's own files, style sheets that carry its nonce, its own server; nothing else. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
