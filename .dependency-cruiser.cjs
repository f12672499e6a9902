/**
 * Imports go one way (main/ARCHITECTURE.md):
 *
 *   shared ← engine/db ← engine/<capability> ← engine/pipeline, engine/router ← engine/jobs ← cli, serve, app
 *
 * Every folder of main/engine but db and jobs is a capability, so that a new one falls under the rule by itself.
 * test/architecture/imports.test.ts proves that each rule catches what it is there for.
 */
const ELECTRON = '(^|node_modules/)(@types/)?electron(/|$)';
const SQLITE = '(^|/)better-sqlite3(/|$)|^(node:)?sqlite$';
const NOT_A_CAPABILITY = '^main/engine/(db|jobs)/';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'shared-stands-alone',
      'shared/ is used by the engine and by the interface: it imports neither.',
      { path: '^shared/' },
      { path: '^(main|renderer|test)/' },
    ),
    forbid(
      'shared-runs-anywhere',
      'shared/ runs in a browser too: nothing of Node, Electron or native code.',
      { path: '^shared/' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'shared-without-native-code',
      'shared/ runs in a browser too: nothing of Node, Electron or native code.',
      { path: '^shared/' },
      { path: [ELECTRON, SQLITE] },
    ),
    forbid(
      'engine-without-electron',
      'The engine is plain Node: it runs in the command line, behind the loopback server and in tests.',
      { path: '^main/(engine|cli|serve)/' },
      { path: ELECTRON },
    ),
    forbid(
      'engine-beneath-its-callers',
      'The command line, the loopback server and the window call the engine, never the reverse.',
      { path: '^main/engine/' },
      { path: '^main/(app|serve|cli)/' },
    ),
    forbid(
      'db-beneath-capabilities',
      'The database layer and the journal stand beneath every capability.',
      { path: '^main/engine/db/' },
      { path: '^main/', pathNot: '^main/engine/db/' },
    ),
    forbid(
      'capabilities-apart',
      'Capabilities meet in tables, shared types and pipeline.ts, not by importing each other.',
      { path: '^main/engine/([^/]+)/', pathNot: NOT_A_CAPABILITY },
      { path: '^main/', pathNot: ['^main/engine/$1/', '^main/engine/db/'] },
    ),
    forbid(
      'pipeline-beneath-jobs',
      'The order of the stages is known in one place, which the jobs run.',
      { path: '^main/engine/pipeline\\.ts$' },
      { path: '^main/engine/(jobs/|router\\.ts$)' },
    ),
    forbid(
      'jobs-run-the-pipeline',
      'Jobs reach the stages through pipeline.ts only.',
      { path: '^main/engine/jobs/' },
      { path: '^main/', pathNot: '^main/engine/(jobs|db)/|^main/engine/pipeline\\.ts$' },
    ),
    forbid(
      'ways-in-apart',
      'Window, loopback server and command line are three ways into one engine; only the command line starts the server.',
      { path: '^main/(app|serve|cli)/' },
      { path: '^main/(app|cli)/', pathNot: '^main/$1/' },
    ),
    forbid(
      'sqlite-behind-db',
      'Only the database layer opens project files; sources/read opens SQLite files that are imported, read-only.',
      { path: '^(main|shared|renderer)/', pathNot: '^main/engine/(db|sources/read)/' },
      { path: SQLITE },
    ),
    forbid(
      'interface-through-the-contract',
      'The interface knows shared/ only.',
      { path: '^renderer/' },
      { path: '^(main|test)/' },
    ),
    forbid(
      'interface-runs-in-a-browser',
      'The interface has no Node and no Electron.',
      { path: '^renderer/' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'interface-without-native-code',
      'The interface has no Node and no Electron.',
      { path: '^renderer/' },
      { path: [ELECTRON, SQLITE] },
    ),
    forbid(
      'product-without-tests',
      'What is shipped does not import tests.',
      { path: '^(main|shared|renderer)/' },
      { path: '^test/' },
    ),
    forbid(
      'inside-the-repository',
      'The project is built and tested from its own folder alone.',
      {},
      { path: '^\\.\\./', pathNot: '(^|/)node_modules/' },
    ),
    forbid(
      'no-circle',
      'Two modules that need each other to load are one module. A type is gone by then and may point back.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'resolvable',
      'An import leads somewhere.',
      { pathNot: '^test/fixtures/' },
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.demo|\\.bench|coverage)/|^test/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
