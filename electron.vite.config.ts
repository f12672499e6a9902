import { defineConfig } from 'electron-vite';
import commandLine from './vite.config.ts';

// The desktop application beside the command line's build: the main process, the engine process with its worker threads,
// and the preload script, which a sandboxed page needs as one CommonJS file. The page is built by renderer/vite.config.ts.
const { orfevre: _, ...workers } = commandLine.build?.rolldownOptions?.input as Record<string, string>;
const shared = { outDir: 'dist/app', externalizeDeps: false, minify: false } as const;

export default defineConfig({
  main: {
    build: {
      ...shared,
      target: 'node20',
      rolldownOptions: {
        input: { main: 'main/app/main.ts', 'engine-process': 'main/app/engine-process.ts', ...workers },
        external: ['electron', 'better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      ...shared,
      emptyOutDir: false,
      rolldownOptions: {
        input: { preload: 'main/app/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
});
