import type { ServerResponse } from 'node:http';
import { ORPCError } from '@orpc/server';
import type { UserErrorData } from '../../shared/model/errors.ts';

/** A request the server does not pass on: its status, and the sentence and next step for the person behind it. */
export interface Refusal {
  readonly status: number;
  readonly error: UserErrorData;
  readonly headers?: Readonly<Record<string, string>>;
}

export function refusal(
  status: number,
  code: string,
  message: string,
  next: string,
  headers?: Readonly<Record<string, string>>,
): Refusal {
  return { status, error: { operation: 'serve', code: `serve.${code}`, message, next }, headers };
}

/**
 * Answers with the same typed error as every procedure (USER in shared/contract/base.ts), in the wrapping that the client
 * of that path unwraps. Node throws the unread body away, so that a client still sending gets to read the answer.
 */
export function sendRefusal(
  response: ServerResponse,
  { status, error, headers }: Refusal,
  path: string,
): void {
  const json = new ORPCError('USER', { status, defined: true, message: error.message, data: error }).toJSON();
  const body = JSON.stringify(path.startsWith('/rpc/') ? { json } : json);
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
