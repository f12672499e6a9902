import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Refusal, refusal } from './refusal.ts';

/** Bits of chance in the token of one start. */
const TOKEN_BITS = 128;
/** A body larger than this is refused: recipes and models are text of some kilobytes; files are named, not sent. */
export const LARGEST_BODY = 4 * 1024 * 1024;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** What a page shows before anybody has given a token. */
const OPEN_PATHS = ['/', '/health'];

export interface GuardedRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export const newToken = (): string => randomBytes(TOKEN_BITS / 8).toString('base64url');

/**
 * What every request must pass, in this order: that it was meant for this server (a name that another site points at
 * 127.0.0.1 is not, https://owasp.org/www-community/attacks/DNS_Rebinding), that no other site sent it, that it carries
 * the token, and that its body is small JSON.
 * @param isPageFile tells the files of the interface, which are the same for everybody and need no token.
 * @returns the refusal, or undefined for a request to be answered.
 */
export function guard(
  request: GuardedRequest,
  port: number,
  token: string,
  isPageFile: (path: string) => boolean,
): Refusal | undefined {
  const open = OPEN_PATHS.includes(request.path) || isPageFile(request.path);
  return (
    checkHost(request.headers, port) ??
    checkOrigin(request.headers, port) ??
    checkMethod(request, open) ??
    (open ? undefined : (checkToken(request.headers, token) ?? checkBody(request)))
  );
}

const ownHosts = (port: number): string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

function checkHost(headers: IncomingHttpHeaders, port: number): Refusal | undefined {
  if (ownHosts(port).includes((headers.host ?? '').toLowerCase())) return undefined;
  const next = `Use the address it printed when it started: http://127.0.0.1:${port}/.`;
  return refusal(421, 'foreign_host', 'This server answers under its own address only.', next);
}

function checkOrigin({ origin }: IncomingHttpHeaders, port: number): Refusal | undefined {
  if (origin === undefined || ownHosts(port).some((host) => origin === `http://${host}`)) return undefined;
  const next = 'Open the address it printed when it started, or call it from a program.';
  return refusal(403, 'foreign_origin', 'A page of another site may not call this server.', next);
}

function checkMethod({ method }: GuardedRequest, open: boolean): Refusal | undefined {
  const allowed = open ? ['GET', 'HEAD'] : METHODS;
  return allowed.includes(method) ? undefined : wrongMethod(method, allowed);
}

export function wrongMethod(method: string, allowed: readonly string[]): Refusal {
  const next = `Use ${allowed.join(' or ')}; GET /api/openapi.json lists what there is.`;
  return refusal(405, 'wrong_method', `${method} is not possible here.`, next, { allow: allowed.join(', ') });
}

function checkToken({ authorization }: IncomingHttpHeaders, token: string): Refusal | undefined {
  const given = /^Bearer ([\w~+/.-]+=*)$/i.exec(authorization ?? '')?.[1];
  if (given !== undefined && isSame(given, token)) return undefined;
  const challenge = { 'www-authenticate': 'Bearer realm="orfevre"' };
  const next = 'Send the header “Authorization: Bearer …” with the token printed when the server started.';
  return given === undefined
    ? refusal(401, 'token_missing', 'The request carries no token.', next, challenge)
    : refusal(401, 'token_wrong', 'The token is not the one of this start of the server.', next, challenge);
}

/** Compares in a time that tells nothing of where two texts differ, nor of their lengths. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function checkBody({ headers }: GuardedRequest): Refusal | undefined {
  const type = headers['content-type'];
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
    return refusal(415, 'not_json', `A body of the type ${type} is not read.`, 'Send application/json.');
  }
  if (Number(headers['content-length'] ?? 0) <= LARGEST_BODY) return undefined;
  const next = 'Files are not sent: name the path of a file of this machine.';
  return refusal(413, 'body_too_large', `The body is larger than ${LARGEST_BODY / 1024 / 1024} MiB.`, next);
}
