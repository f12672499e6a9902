import type { Bridge } from '../ui/choose.ts';

export type { Bridge } from '../ui/choose.ts';

declare global {
  interface Window {
    readonly orfevre?: Bridge;
  }
}

/** undefined in a browser. */
export const bridge: Bridge | undefined = globalThis.window?.orfevre;
