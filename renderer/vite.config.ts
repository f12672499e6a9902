import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import manifest from '../package.json' with { type: 'json' };
import { gridFrames } from './grid-frames.ts';

// The window, for both ways in: relative addresses, so that the same files are served over http and over app://.
// `__NONCE__` is replaced by whoever serves index.html, with new random bits at each load.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), gridFrames()],
  define: { __VERSION__: JSON.stringify(manifest.version) },
  html: { cspNonce: '__NONCE__' },
  build: {
    target: 'chrome126',
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Fonts and pictures stay files: a data: address would have to be let through by the policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/rpc': process.env.ORFEVRE_ENGINE ?? 'http://127.0.0.1:4717' },
  },
});
