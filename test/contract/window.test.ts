import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { router } from '../../main/engine/router.ts';
import { Session } from '../../main/engine/session.ts';
import { type LoopbackServer, startServer } from '../../main/serve/server.ts';
import type { Contract } from '../../shared/contract/index.ts';

let folder: string;
let session: Session;
let server: LoopbackServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orfevre-window-'));
  process.env.ORFEVRE_HOME = join(folder, 'home');
  const renderer = join(folder, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '{"secret":1}');
  writeFileSync(
    join(renderer, 'index.html'),
    '<meta name="csp-nonce" content="__NONCE__"><script type="module" nonce="__NONCE__" src="./assets/a-1f.js"></script>',
  );
  writeFileSync(join(renderer, 'assets', 'a-1f.js'), 'export {}');
  writeFileSync(join(renderer, 'assets', 'a-1f.css'), 'a{}');
  writeFileSync(join(renderer, 'favicon.svg'), '<svg/>');
  session = new Session('test');
  server = await startServer({ router, context: session.context, renderer });
});

afterAll(async () => {
  await server.close();
  await session.close();
  delete process.env.ORFEVRE_HOME;
  rmSync(folder, { recursive: true, force: true });
});

/** Sends the path as it is written: fetch would take the dots out. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

describe('the window in a browser', () => {
  it('gets its page with new random bits at each load, which the policy names', async () => {
    const nonces = new Set<string>();
    for (let load = 0; load < 3; load++) {
      const { body, headers } = await ask('/');
      const nonce = /content="([\w-]{22})"/.exec(body)?.[1];
      const policy = headers['content-security-policy'] as string;
      expect(body).not.toContain('__NONCE__');
      expect(body).toContain(`nonce="${nonce}"`);
      expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'`);
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(policy).toMatch(/^default-src 'none'/);
      expect(policy).not.toContain('unsafe');
      expect(headers['cache-control']).toBe('no-store');
      nonces.add(nonce!);
    }
    expect(nonces.size).toBe(3);
    expect((await ask('/index.html')).body).not.toContain('__NONCE__');
  });

  it('gets its files without a token, typed, and kept for ever where their name tells their content', async () => {
    expect(await ask('/assets/a-1f.js')).toMatchObject({
      status: 200,
      body: 'export {}',
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': expect.stringContaining('immutable'),
        'x-content-type-options': 'nosniff',
      },
    });
    expect((await ask('/assets/a-1f.css?v=1')).headers['content-type']).toBe('text/css; charset=utf-8');
    expect((await ask('/favicon.svg')).headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'no-cache',
    });
    expect(await ask('/assets/a-1f.js', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect((await ask('/assets/a-1f.js', {}, 'POST')).status).toBe(405);
  });

  it.each([
    '/assets',
    '/assets/',
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/../../secret.json',
    '/assets/..%5c..%5csecret.json',
    '//secret.json',
    '/assets/%00',
    '/nothing.js',
  ])('gets nothing for %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain('secret"');
    const known = await ask(path, { authorization: `Bearer ${server.token}` });
    expect(known.status).toBe(404);
  });

  it('is not given to a page of another site', async () => {
    expect((await ask('/', { host: 'evil.example' })).status).toBe(421);
    expect((await ask('/assets/a-1f.js', { origin: 'http://evil.example' })).status).toBe(403);
  });

  it('is opened by a link that carries the token where a browser does not send it', async () => {
    const link = new URL(server.link);
    expect(link.hash).toBe(`#token=${server.token}`);
    expect((await ask('/api/session')).status).toBe(401);
  });

  it('opens a project over HTTP, closes it, and is told when none is open', async () => {
    const client: ContractRouterClient<Contract> = createORPCClient(
      new RPCLink({ url: `${server.url}rpc`, headers: { authorization: `Bearer ${server.token}` } }),
    );
    expect((await client.workspace.session()).project).toBeNull();
    const path = join(folder, 'customers.orfevre');
    expect((await client.workspace.open({ path, create: true })).project?.name).toBe('customers');
    expect((await client.project.info()).path).toBe(path);
    await client.workspace.close();
    await expect(client.project.info()).rejects.toMatchObject({ data: { code: 'project.none' } });
  });
});
