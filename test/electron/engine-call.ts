import type { Page } from 'playwright-core';

/** Apart from the numbers that the interface, which hears the same port, gives its own requests. */
const ID = 'test';
/** How long an answer is waited for unless told otherwise, in ms. */
const PATIENCE = 30_000;

/**
 * Asks the engine from the page over a MessagePort of its own, as the interface does: a procedure by its path in the
 * contract (`workspace/session`), its input, its output.
 * @throws Error with the engine's answer when that is an error.
 */
export async function callEngine<T>(
  page: Page,
  path: string,
  input?: unknown,
  patience = PATIENCE,
): Promise<T> {
  // The bodies of oRPC's RPC protocol: https://orpc.dev/docs/advanced/rpc-protocol
  const request = JSON.stringify({ i: ID, p: { u: `/${path}`, b: { json: input } } });
  const answer = await page.evaluate(askOverPort, { request, id: ID, patience });
  const { p } = JSON.parse(answer) as { p: { s?: number; b?: { json?: unknown } } };
  if ((p.s ?? 200) >= 400) throw new Error(JSON.stringify(p.b?.json));
  return p.b?.json as T;
}

/** Runs in the page: knows nothing of this module. */
function askOverPort({ request, id, patience }: { request: string; id: string; patience: number }) {
  const page = globalThis as unknown as {
    addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
    removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
    postMessage(message: unknown): void;
  };
  return new Promise<string>((resolve, reject) => {
    const listen = (event: MessageEvent) => {
      const port = event.ports[0];
      if (!port) return;
      page.removeEventListener('message', listen);
      port.addEventListener('message', (event) => {
        const { data } = event as MessageEvent;
        if (JSON.parse(data).i === id) resolve(data);
      });
      port.start();
      port.postMessage(request);
    };
    page.addEventListener('message', listen);
    page.postMessage({ type: 'orfevre:ready' });
    setTimeout(() => reject(new Error('The engine did not answer.')), patience);
  });
}
