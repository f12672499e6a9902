import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient, isDefinedError, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { type ContractRouterClient, isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from '../../main/engine/engine.ts';
import { router } from '../../main/engine/router.ts';
import { type LoopbackServer, startServer } from '../../main/serve/server.ts';
import type { Contract } from '../../shared/contract/index.ts';
import { contract } from '../../shared/contract/index.ts';
import type { UserErrorData } from '../../shared/model/errors.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Where there is no built interface, whether the tree has one or not. */
const NOT_BUILT = '/nowhere';

let folder: string;
let engine: Engine;
let server: LoopbackServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orfevre-serve-'));
  engine = startEngine(join(folder, 'customers.orfevre'), { what: 'test', actor: 'test', create: true });
  server = await startServer({ router, renderer: NOT_BUILT, context: engine.context });
});

afterAll(async () => {
  await server.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A request with exactly the headers given: fetch would not send a Host or an Origin of our choosing. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${server.token}` });
const json = { 'content-type': 'application/json' };

function errorOf({ body }: Answer): UserErrorData {
  const error = JSON.parse(body) as { defined: boolean; code: string; data: UserErrorData };
  expect(error).toMatchObject({ defined: true, code: 'USER', data: { operation: expect.any(String) } });
  expect(error.data.message).not.toBe('');
  expect(error.data.next).not.toBe('');
  return error.data;
}

describe('the token', () => {
  it('has 128 bits and is another one at every start', async () => {
    const other = await startServer({ router, renderer: NOT_BUILT, context: engine.context });
    await other.close();
    for (const { token } of [server, other]) expect(Buffer.from(token, 'base64url')).toHaveLength(16);
    expect(other.token).not.toBe(server.token);
  });

  it.each([
    ['is missing', {}, 'serve.token_missing'],
    ['is another one', { authorization: 'Bearer AAAAAAAAAAAAAAAAAAAAAA' }, 'serve.token_wrong'],
    ['is given as a password', { authorization: 'Basic dXNlcjpwYXNz' }, 'serve.token_missing'],
    ['is empty', { authorization: 'Bearer ' }, 'serve.token_missing'],
  ])('is asked for when it %s', async (_how, headers, code) => {
    for (const path of [
      '/api/project',
      '/rpc/project/info',
      '/api/openapi.json',
      '/api/nowhere',
      '/nowhere',
    ]) {
      const answer = await ask('GET', path, headers);
      expect(answer.status, path).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
      if (!path.startsWith('/rpc')) expect(errorOf(answer).code).toBe(code);
    }
  });

  it('in the address or in a cookie is not accepted, and no cookie is ever set', async () => {
    expect((await ask('GET', `/api/project?token=${server.token}`)).status).toBe(401);
    const answer = await ask('GET', '/api/project', { cookie: `token=${server.token}` });
    expect(answer.status).toBe(401);
    expect((await ask('GET', '/api/project', bearer())).headers['set-cookie']).toBeUndefined();
  });

  it('opens the project', async () => {
    const answer = await ask('GET', '/api/project', bearer());
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      path: join(folder, 'customers.orfevre'),
      sources: 0,
      records: 0,
    });
  });
});

describe('other sites', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example'])(
    'that point their name %s at this machine are told it is not theirs, token or not',
    async (host) => {
      for (const path of ['/', '/health', '/api/project']) {
        const answer = await ask('GET', path, { ...bearer(), host });
        expect(answer.status).toBe(421);
        expect(errorOf(answer).code).toBe('serve.foreign_host');
      }
    },
  );

  it('that call from their own pages are refused, token or not', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      'http://127.0.0.1:1',
      `https://127.0.0.1:${portOf(server)}`,
    ]) {
      const answer = await ask('POST', '/api/audit/verify', { ...bearer(), ...json, origin }, '{}');
      expect(answer.status, origin).toBe(403);
      expect(errorOf(answer).code).toBe('serve.foreign_origin');
    }
  });

  it('get no leave to read, not even when they ask first', async () => {
    const preflight = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answers = [
      await ask('OPTIONS', '/api/project', preflight),
      await ask('OPTIONS', '/api/project', { ...bearer() }),
      await ask('GET', '/api/project', bearer()),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 405, 200]);
    for (const { headers } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('a page of this server itself may call', async () => {
    for (const name of ['127.0.0.1', 'localhost']) {
      const own = { host: `${name}:${portOf(server)}`, origin: `http://${name}:${portOf(server)}` };
      expect((await ask('GET', '/api/project', { ...bearer(), ...own })).status).toBe(200);
    }
  });

  it('cannot reach it from another machine', async () => {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.2', port: portOf(server) }, () => resolve(true));
      socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
    });
    expect(reached).toBe(false);
  });
});

const portOf = ({ url }: LoopbackServer): number => Number(new URL(url).port);

describe('requests that make no sense', () => {
  it('a wrong method is named, with the right one', async () => {
    const wrong = await ask('DELETE', '/api/project', bearer());
    expect(wrong).toMatchObject({ status: 405, headers: { allow: 'GET' } });
    expect(errorOf(wrong).code).toBe('serve.wrong_method');
    expect((await ask('GET', '/api/project/check', bearer())).headers.allow).toBe('POST');
    expect((await ask('POST', '/', json, '{}')).headers.allow).toBe('GET, HEAD');
    expect((await ask('TRACE', '/api/project', bearer())).status).toBe(405);
  });

  it('nothing is changed by a GET over rpc', async () => {
    expect((await ask('GET', '/rpc/project/snapshot', bearer())).status).toBe(405);
  });

  it('an unknown path is named', async () => {
    for (const path of ['/api/nowhere', '/nowhere', '//', '/..%2f..%2fetc/passwd', 'http://evil.example/']) {
      const answer = await ask('GET', path, bearer());
      expect(answer.status, path).toBe(404);
      expect(errorOf(answer).code).toBe('serve.unknown_path');
    }
  });

  it('a huge body is refused before it is read', async () => {
    const answer = await ask('POST', '/api/mapping/suggest', {
      ...bearer(),
      ...json,
      'content-length': '9000000000',
    });
    expect(answer.status).toBe(413);
    expect(errorOf(answer).code).toBe('serve.body_too_large');
  });

  it.each(['/api/audit/verify', '/rpc/audit/verify'])(
    'a huge body that hides its length is cut off at the limit: %s',
    async (path) => {
      const { status, sent } = await pour(path, 64 * 1024 * 1024);
      expect([413, 'cut']).toContain(status);
      expect(sent).toBeLessThan(32 * 1024 * 1024);
    },
  );

  it('a body that is not JSON is refused, a broken one is said to be', async () => {
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
    ]) {
      expect(
        (await ask('POST', '/api/audit/verify', { ...bearer(), 'content-type': type }, 'a=b')).status,
      ).toBe(415);
    }
    const broken = await ask('POST', '/api/mapping/suggest', { ...bearer(), ...json }, '{"paths": [');
    expect(JSON.parse(broken.body)).toMatchObject({ code: 'BAD_REQUEST', status: 400 });
  });

  it('an input that does not fit the contract is said to be wrong, and where', async () => {
    const answer = await ask('POST', '/api/sources/inspect', { ...bearer(), ...json }, '{"path": 7}');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ data: { issues: [{ path: ['path'] }] } });
  });

  it('and the server goes on answering', async () => {
    expect((await ask('GET', '/health')).status).toBe(200);
  });
});

/** Sends zeros without an end in sight, as fast as they are taken. The answer can be lost when the server hangs up. */
function pour(path: string, bytes: number): Promise<{ status: number | 'cut'; sent: number }> {
  return new Promise((resolve) => {
    const headers = { ...bearer(), ...json, 'transfer-encoding': 'chunked' };
    const request = httpRequest({
      host: '127.0.0.1',
      port: portOf(server),
      method: 'POST',
      path,
      headers,
      agent: false,
    });
    const chunk = Buffer.alloc(256 * 1024, '0');
    let sent = 0;
    let stopped = false;
    request.on('response', (response) => {
      stopped = true;
      response.resume();
      resolve({ status: response.statusCode ?? 0, sent });
    });
    request.on('error', () => {
      stopped = true;
      resolve({ status: 'cut', sent });
    });
    const push = () => {
      if (stopped) return;
      if (sent >= bytes) {
        request.end();
        return;
      }
      sent += chunk.length;
      if (request.write(chunk)) setImmediate(push);
      else request.once('drain', push);
    };
    push();
  });
}

describe('what a browser finds', () => {
  it('a page in French and English that says what this is, without telling anything of the project', async () => {
    const page = await ask('GET', '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('<html lang="fr">');
    expect(page.body).toContain('lang="en"');
    expect(page.body).toContain(`${server.url}api/openapi.json`);
    expect(page.body).toContain('npm run build:renderer');
    expect(page.body).not.toContain(server.token);
    expect(page.body).not.toContain('customers');
    expect((await ask('HEAD', '/')).body).toBe('');
  });

  it('every answer forbids what it does not need', async () => {
    for (const answer of [
      await ask('GET', '/'),
      await ask('GET', '/api/project', bearer()),
      await ask('GET', '/api/x'),
    ]) {
      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'/),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      expect(answer.headers['content-security-policy']).not.toContain('unsafe');
      expect(answer.headers['x-powered-by'] ?? answer.headers.server).toBeUndefined();
    }
  });
});

interface Description {
  readonly openapi: string;
  readonly components: { readonly securitySchemes: unknown };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string; readonly tags: string[] }>>>
  >;
}

describe('the description of the interface', () => {
  it('is OpenAPI 3.1 and has every procedure of the contract', async () => {
    const answer = await ask('GET', '/api/openapi.json', bearer());
    const description = JSON.parse(answer.body) as Description;
    expect(description.openapi).toMatch(/^3\.1/);
    expect(description.servers).toEqual([{ url: `${server.url}api` }]);
    expect(description.components.securitySchemes).toEqual({ token: { type: 'http', scheme: 'bearer' } });
    const operations = Object.values(description.paths).flatMap((item) => Object.values(item));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(proceduresOf(contract).sort());
    for (const { tags, operationId } of operations) expect(tags).toEqual([operationId.split('.')[0]]);
  });

  it('its references lead somewhere, and nothing in it is declared impossible', async () => {
    const { body } = await ask('GET', '/api/openapi.json', bearer());
    const description = JSON.parse(body) as Record<string, unknown>;
    for (const [, pointer] of body.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = pointer!
        .split('/')
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], description);
      expect(target, pointer).toBeTypeOf('object');
    }
    expect(body).not.toContain('"schema":{"not":{}}');
    expect(body).toContain('#/components/schemas/UserError');
  });
});

function proceduresOf(node: object, path: readonly string[] = []): string[] {
  if (isContractProcedure(node)) return [path.join('.')];
  return Object.entries(node).flatMap(([name, child]) => proceduresOf(child as object, [...path, name]));
}

describe('work over HTTP', () => {
  const writeCustomers = (name: string, rows: number): string => {
    const lines = Array.from(
      { length: rows },
      (_, index) => `${index + 1};Prénom ${index};client${index}@mairie.example`,
    );
    const path = join(folder, name);
    writeFileSync(path, ['id;prénom;courriel', ...lines].join('\n'));
    return path;
  };

  const client = (): ContractRouterClient<Contract> =>
    createORPCClient(new RPCLink({ url: `${server.url}rpc`, headers: bearer() }));

  it('an import is started, followed to its end, and its result read, over rpc', async () => {
    const path = writeCustomers('crm.csv', 8_000);
    const { jobId } = await client().sources.import({
      requests: [{ source: { name: 'crm', keyColumns: ['id'] }, path }],
    });
    const states = [];
    for await (const state of await client().jobs.watch({ jobId })) states.push(state);
    expect(states.at(-1)).toMatchObject({ id: jobId, kind: 'import', state: 'done' });
    expect(states.some(({ state, progress }) => state === 'running' && (progress?.done ?? 0) > 0)).toBe(true);
    expect(await client().jobs.result({ jobId })).toMatchObject([
      { source: 'crm', read: 8_000, loaded: 8_000 },
    ]);
    expect(await client().sources.list()).toMatchObject([{ name: 'crm', records: 8_000 }]);
  });

  it('the same over the described interface, with progress as server-sent events', async () => {
    const path = writeCustomers('shop.csv', 5_000);
    const request = JSON.stringify({ requests: [{ source: { name: 'shop' }, path }] });
    const started = await ask('POST', '/api/sources/import', { ...bearer(), ...json }, request);
    expect(started.status).toBe(200);
    const { jobId } = JSON.parse(started.body) as { jobId: number };
    const stream = await ask('GET', `/api/jobs/${jobId}/progress`, bearer());
    expect(stream.headers['content-type']).toBe('text/event-stream');
    const events = [...stream.body.matchAll(/^data: (.+)$/gm)].map(
      ([, data]) => JSON.parse(data!) as unknown,
    );
    expect(events).toContainEqual(expect.objectContaining({ id: jobId, kind: 'import', state: 'done' }));
    const files = await ask('GET', '/api/sources/shop/files', bearer());
    expect(JSON.parse(files.body)).toMatchObject([
      { state: 'applied', read: 5_000, loaded: 5_000, quarantined: 0 },
    ]);
  });

  it('numbers in the address are read as numbers', async () => {
    const answer = await ask('GET', '/api/audit?limit=1', bearer());
    expect(JSON.parse(answer.body)).toHaveLength(1);
  });

  it('a file that is not there is an error with operation, code, sentence and next step', async () => {
    const missing = join(folder, 'absent.csv');
    const { error } = await safe(client().sources.inspect({ path: missing }));
    if (!isDefinedError(error)) throw new Error('the error has no type');
    expect(error.code).toBe('USER');
    expect(error.data.operation).not.toBe('');
    expect(JSON.stringify(error.data)).toContain('absent.csv');
    expect(error.data.next).not.toBe('');

    const answer = await ask(
      'POST',
      '/api/sources/inspect',
      { ...bearer(), ...json },
      JSON.stringify({ path: missing }),
    );
    expect(answer.status).toBe(422);
    expect(errorOf(answer)).toEqual(error.data);
  });

  it('a refusal of the server itself reaches the client with its type', async () => {
    const stranger: ContractRouterClient<Contract> = createORPCClient(
      new RPCLink({ url: `${server.url}rpc` }),
    );
    const { error } = await safe(stranger.project.info());
    if (!isDefinedError(error)) throw new Error('the error has no type');
    expect(error.data.code).toBe('serve.token_missing');
  });

  it('a job that is not there is said to be unknown', async () => {
    const { error } = await safe(client().jobs.result({ jobId: 4_000 }));
    expect(isDefinedError(error) && error.data.code).toBe('job.unknown');
  });

  it('leaving in the middle of a stream disturbs nobody', async () => {
    const path = writeCustomers('till.csv', 8_000);
    const { jobId } = await client().sources.import({ requests: [{ source: { name: 'till' }, path }] });
    for await (const state of await client().jobs.watch({ jobId })) {
      if (state.state === 'running') break;
    }
    expect(await client().jobs.result({ jobId })).toMatchObject([{ source: 'till', loaded: 8_000 }]);
  });
});

describe('its end', () => {
  it('comes by itself when nobody asks for anything', async () => {
    const idle = await startServer({
      router,
      renderer: NOT_BUILT,
      context: engine.context,
      idleMinutes: 0.2 / 60,
    });
    await idle.closed;
    await expect(fetch(`${idle.url}health`)).rejects.toThrow();
  });

  it('waits for a job that runs', async () => {
    const path = join(folder, 'long.csv');
    writeFileSync(
      path,
      `id;nom\n${Array.from({ length: 5_000 }, (_, index) => `${index};Nom ${index}`).join('\n')}`,
    );
    const idle = await startServer({
      router,
      renderer: NOT_BUILT,
      context: engine.context,
      idleMinutes: 0.05 / 60,
    });
    let over = false;
    void idle.closed.then(() => {
      over = true;
    });
    const jobId = engine.context.jobs.start('import', {
      requests: [
        {
          source: {
            name: 'long',
            priority: 9,
            complete: true,
            keepOriginal: false,
            maxQuarantine: 0,
            keyColumns: null,
            options: {},
            inventory: {},
          },
          path,
          options: {},
        },
      ],
      apply: true,
    });
    await engine.context.jobs.result(jobId);
    expect(over).toBe(false);
    await idle.closed;
  });

  it('a port that is taken is named', async () => {
    await expect(
      startServer({ router, renderer: NOT_BUILT, context: engine.context, port: portOf(server) }),
    ).rejects.toMatchObject({
      data: { operation: 'serve', code: 'serve.port_in_use' },
    });
  });
});
