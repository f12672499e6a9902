import { readdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

/*
 * npm run bench -- NAME [arguments]: runs test/bench/NAME.ts, which exports `run(args)`. Without a name, lists them.
 */

// As the command line does: what is measured is the work, not the compiling of the sources.
process.env.NODE_COMPILE_CACHE ??= enableCompileCache().directory;

const folder = new URL('./', import.meta.url);
const NOT_BENCHES = new Set([
  'bench',
  'splink',
  'growth',
  'learning',
  'quality-errors',
  'generate-rows',
  'import-child',
  'match-child',
  'measure',
]);

const names = readdirSync(folder)
  .filter((file) => /^[a-z-]+\.ts$/.test(file))
  .map((file) => file.slice(0, -3))
  .filter((name) => !NOT_BENCHES.has(name))
  .sort();

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.log(`usage: npm run bench -- NAME [arguments]\nnames: ${names.join(', ')}`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  const bench: { readonly run: (args: string[]) => Promise<void> } = await import(
    new URL(`${name}.ts`, folder).href
  );
  await bench.run(args);
}
