import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { StandardOpenAPIMatcher } from '@orpc/openapi/standard';
import type { Router } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { experimental_ZodSmartCoercionPlugin as CoercionPlugin } from '@orpc/zod/zod4';
import type { Contract } from '../../shared/contract/index.ts';
import { UserError } from '../../shared/model/errors.ts';
import type { EngineContext } from '../engine/db/context.ts';
import { VERSION } from '../engine/version.ts';
import { guard, LARGEST_BODY, newToken, wrongMethod } from './guard.ts';
import { IdleClock } from './idle.ts';
import { landingPage, SECURITY_HEADERS } from './landing.ts';
import { describeApi } from './openapi.ts';
import { refusal, sendRefusal } from './refusal.ts';
import { builtRenderer, type RendererAnswer, RendererFiles } from './renderer.ts';

const ADDRESS = '127.0.0.1';
const IDLE_MINUTES = 30;
/** How long answers under way may still take when the server is closed, in ms. */
const CLOSE_GRACE = 500;

export interface ServerOptions {
  readonly router: Router<Contract, EngineContext>;
  readonly context: EngineContext;
  /** Absent or 0: any free port. */
  readonly port?: number;
  /** Absent: 128 new random bits, as it should be outside tests. */
  readonly token?: string;
  /** Closes after this long without a request, unless a job is running. Default 30. */
  readonly idleMinutes?: number;
  /** Folder of the built interface. Absent: where the build puts it. */
  readonly renderer?: string;
}

export interface LoopbackServer {
  /** With a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** Opens the interface: the url with the token behind `#`, which a browser does not send and the page takes away. */
  readonly link: string;
  /** Settles when the server has closed, whether asked to or after idling. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/**
 * Offers the interface and the engine on 127.0.0.1: the built renderer at /, oRPC under /rpc, OpenAPI under /api with its description at /api/openapi.json, progress
 * of jobs as server-sent events. Every request but those for the page, its files and /health needs the token.
 * @throws UserError `serve.port_in_use`, `serve.port_refused`.
 */
export async function startServer(options: ServerOptions): Promise<LoopbackServer> {
  const token = options.token ?? newToken();
  const server = createServer({
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    connectionsCheckingInterval: 5_000,
  });
  server.keepAliveTimeout = 5_000;
  server.maxConnections = 100;
  const port = await listen(server, options.port ?? 0);
  const url = `http://${ADDRESS}:${port}/`;

  const renderer = new RendererFiles(options.renderer ?? builtRenderer());
  const answer = answers(options, url, renderer);
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  const close = () => {
    idle.end();
    server.close();
    setTimeout(() => server.closeAllConnections(), CLOSE_GRACE).unref();
    return closed;
  };
  const isBusy = () =>
    options.context.jobs.list().some(({ state }) => state === 'waiting' || state === 'running');
  const idle = new IdleClock(options.idleMinutes ?? IDLE_MINUTES, isBusy, close);

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    idle.enter();
    response.once('close', () => idle.leave());
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const path = pathOf(request);
    const asked = { method: request.method ?? '', path, headers: request.headers };
    const refused = guard(asked, port, token, (name) => renderer.has(name));
    if (refused) return sendRefusal(response, refused, path);
    answer(request, response, path).catch(() => fail(response, path));
  });
  return { url, token, link: `${url}#token=${token}`, closed, close };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(
        new UserError({
          operation: 'serve',
          code: inUse ? 'serve.port_in_use' : 'serve.port_refused',
          message: inUse
            ? `Port ${port} is taken by another program.`
            : `Port ${port} cannot be used: ${error.message}.`,
          next: 'Give another port, or none: then a free one is taken.',
          where: { port },
        }),
      );
    });
    server.listen({ host: ADDRESS, port, exclusive: true }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0]!;

type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/** What is answered to a request that has passed the guard. */
function answers({ router, context }: ServerOptions, url: string, renderer: RendererFiles): Answer {
  const limit = () => new BodyLimitPlugin<EngineContext>({ maxBodySize: LARGEST_BODY });
  const rpc = new RPCHandler(router, { plugins: [limit()] });
  // Everything in a query is text: the plugin makes numbers of what the contract says is one.
  const api = new OpenAPIHandler(router, { plugins: [limit(), new CoercionPlugin()] });
  const matcher = new StandardOpenAPIMatcher();
  matcher.init(router);
  let description: Promise<string> | undefined;

  const allowedMethods = async (path: string): Promise<string[]> => {
    const allowed: string[] = [];
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (await matcher.match(method, path as `/${string}`)) allowed.push(method);
    }
    return allowed;
  };

  return async (request, response, path) => {
    const method = request.method ?? '';
    if (path === '/') {
      const page = await renderer.page();
      return page ? sendFile(response, page) : send(response, 'text/html; charset=utf-8', landingPage(url));
    }
    if (path === '/health')
      return send(response, JSON_TYPE, JSON.stringify({ name: 'orfevre', version: VERSION }));
    if (path === '/api/openapi.json' && method === 'GET') {
      description ??= describeApi(url).then((document) => JSON.stringify(document));
      return send(response, JSON_TYPE, await description);
    }
    const file = renderer.has(path) ? await renderer.file(path) : undefined;
    if (file) return sendFile(response, file);
    if ((await rpc.handle(request, response, { prefix: '/rpc', context })).matched) return;
    if ((await api.handle(request, response, { prefix: '/api', context })).matched) return;
    const allowed = path.startsWith('/api/') ? await allowedMethods(path.slice('/api'.length)) : [];
    const refused =
      allowed.length > 0
        ? wrongMethod(method, allowed)
        : refusal(
            404,
            'unknown_path',
            `There is nothing at ${path}.`,
            'GET /api/openapi.json lists what there is.',
          );
    sendRefusal(response, refused, path);
  };
}

const JSON_TYPE = 'application/json; charset=utf-8';

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  // Node leaves the body out for HEAD.
  response.end(body);
}

function sendFile(response: ServerResponse, { headers, body }: RendererAnswer): void {
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.end(body);
}

/** Every request settles: what could not be answered is said so, or cut where the answer had begun. */
function fail(response: ServerResponse, path: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message =
    'The server could not answer, through a fault of its own. Nothing is known to have changed.';
  sendRefusal(response, refusal(500, 'fault', message, 'Try again; if it happens again, report it.'), path);
}
