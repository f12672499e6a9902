import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import commandLine from '../../vite.config.ts';

// The desktop shell: the main process and the engine process with its worker threads, as modules for the Node of Electron;
// and the preload script, which a sandboxed page needs as one CommonJS file. renderer/vite.config.ts builds the page.
const { orfevre: _, ...workers } = commandLine.build!.rolldownOptions!.input as Record<string, string>;
const build = { ssr: true, target: 'node20', outDir: 'dist/app' } as const;
const external = ['electron', 'better-sqlite3'];

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  builder: {
    async buildApp({ build, environments }) {
      await build(environments.shell!);
      await build(environments.preload!);
    },
  },
  environments: {
    shell: {
      consumer: 'server',
      resolve: { noExternal: true, external },
      build: {
        ...build,
        emptyOutDir: true,
        rolldownOptions: {
          external,
          input: { main: 'main/app/main.ts', 'engine-process': 'main/app/engine-process.ts', ...workers },
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external },
      build: {
        ...build,
        emptyOutDir: false,
        rolldownOptions: {
          external,
          input: { preload: 'main/app/preload.ts' },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
});
