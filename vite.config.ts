import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = ['/e2e/axe', '/e2e/', '/cli/'];

/** Left for the end, the longest files would run alone while the other core idles. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((part) => moduleId.includes(part));
      return place < 0 ? LONGEST.length : place;
    };
    return usual.toSorted((one, other) => rank(one) - rank(other));
  }
}

// One build for the command line: four entries, because worker threads are started by file name.
// Everything but the native module is bundled, so that the published package needs nothing else.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        orfevre: 'main/cli/orfevre.ts',
        'job-worker': 'main/engine/jobs/job-worker.ts',
        'parse-worker': 'main/engine/sources/parse-worker.ts',
        'match-worker': 'main/engine/match/threads/match-worker.ts',
      },
      external: ['better-sqlite3'],
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  test: {
    include: ['test/**/*.test.ts'],
    // Ends what hangs. A machine that others use may stand still for minutes, and that is no failure of the product.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 45_000 } },
    // Much of the time a test waits for a thread, a process or a browser of its own.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // Worker threads and processes of the tests load the sources as they are: compiled once, they start four times sooner.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url)) },
  },
});
