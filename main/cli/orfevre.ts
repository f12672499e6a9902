#!/usr/bin/env node
// The entry of the command line checks the Node version before anything loads the native SQLite module, which ends an
// older Node with a segmentation fault instead of a sentence.
const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  process.stderr.write(
    `Orfèvre needs Node.js 22 or newer; this is ${process.versions.node}. / Orfèvre demande Node.js 22 ou plus récent.\n`,
  );
  process.exit(2);
}
// Compiled code is remembered from run to run, in worker threads too: a verb starts two to three times sooner.
const { enableCompileCache } = await import('node:module');
const { directory } = enableCompileCache();
if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= directory;
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));

export {};
