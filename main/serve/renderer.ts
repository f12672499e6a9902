import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONTENT_TYPES, contentSecurityPolicy, newNonce } from './page-files.ts';

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
    const nonce = newNonce();
    const body = Buffer.from((await readFile(file, 'utf8')).replaceAll('__NONCE__', nonce));
    return {
      headers: {
        'content-type': CONTENT_TYPES['.html']!,
        'content-security-policy': contentSecurityPolicy(nonce),
      },
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
        'content-type': CONTENT_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
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
