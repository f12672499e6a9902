import { type ClientLink, createORPCClient } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/index.ts';
import { bridge } from './bridge.ts';
import { takeToken } from './token.ts';

export type Client = ContractRouterClient<Contract>;
type Context = Record<never, never>;
type Link = ClientLink<Context>;

const reconnected = new Set<() => void>();

/** Called when the engine was started anew behind this window: everything asked before must be asked again. */
export function onReconnect(listener: () => void): () => void {
  reconnected.add(listener);
  return () => reconnected.delete(listener);
}

let link: Promise<Link> = bridge ? firstPort() : Promise.resolve(httpLink());

/** The engine's procedures, typed by the contract, over a MessagePort in the desktop window and over HTTP in a browser. */
export const client: Client = createORPCClient({
  call: async (path, input, options) => (await link).call(path, input, options),
} satisfies Link);

function httpLink(): Link {
  const token = takeToken();
  return new HttpLink<Context>({
    url: new URL('/rpc', window.location.href),
    headers: { authorization: `Bearer ${token}` },
  });
}

/** The preload script hands over a port to the engine when asked, and another one whenever the engine was started anew. */
function firstPort(): Promise<Link> {
  return new Promise((resolve) => {
    let first = true;
    window.addEventListener('message', ({ source, data, ports }: MessageEvent<unknown>) => {
      const port = ports[0];
      if (source !== window || !port || !isPortMessage(data)) return;
      port.start();
      const next: Link = new PortLink<Context>({ port });
      if (first) resolve(next);
      link = Promise.resolve(next);
      if (!first) for (const listener of reconnected) listener();
      first = false;
    });
    window.postMessage({ type: 'orfevre:ready' }, '*');
  });
}

const isPortMessage = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'orfevre:port';
