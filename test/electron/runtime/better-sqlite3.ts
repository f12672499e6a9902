import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder, REPOSITORY, run } from './commands.ts';

const HEADERS = 'node-api-headers@1.9.0';
const PACKAGE = join(REPOSITORY, 'node_modules/better-sqlite3');
const NODE_ADDON_API = join(REPOSITORY, 'node_modules/node-addon-api');

/** Holds a JavaScript value in an object that is referenced: Node-API below 10 references objects only. */
const REFERENCES = `
class StringRef {
public:
	StringRef() {}
	explicit StringRef(Napi::String s) { Napi::Object o = Napi::Object::New(s.Env()); o.Set("s", s); ref = Napi::Persistent(o); }
	Napi::String Value() const { return ref.Value().Get("s").As<Napi::String>(); }
private:
	Napi::ObjectReference ref;
};
class ValueRef {
public:
	ValueRef() {}
	explicit ValueRef(Napi::Value v) { Reset(v); }
	void Reset(Napi::Value v, uint32_t = 1) { Napi::Object o = Napi::Object::New(v.Env()); o.Set("v", v); ref = Napi::Persistent(o); }
	Napi::Value Value() const { return ref.Value().Get("v"); }
	bool IsEmpty() const { return ref.IsEmpty(); }
	void Reset() { ref.Reset(); }
private:
	Napi::ObjectReference ref;
};
`;

/**
 * better-sqlite3 built for Node-API 9, so that it loads in the Electron 33 of the tests (Node 20): the prebuilt one needs
 * Node-API 10. Needs gcc and g++; about 40 s the first time.
 * @returns the path of `better_sqlite3.node`.
 */
export function nodeApi9Addon(): string {
  const { version } = createRequire(import.meta.url)(join(PACKAGE, 'package.json')) as { version: string };
  const target = join(cacheFolder(), `better-sqlite3-${version}-napi9`, 'better_sqlite3.node');
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'build-'));
  try {
    renameSync(build(work), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return target;
}

function build(work: string): string {
  for (const folder of ['src', 'deps'])
    cpSync(join(PACKAGE, folder), join(work, folder), { recursive: true });
  const headers = run('npm', ['pack', '--silent', HEADERS], { cwd: work }).trim().split('\n').at(-1)!;
  run('tar', ['xzf', headers], { cwd: work });
  for (const file of globSync('src/**/*.{cpp,hpp}', { cwd: work })) adapt(join(work, file));
  const sqlite = [
    '-O2',
    '-fPIC',
    '-D_GNU_SOURCE',
    '-c',
    ...defines(work),
    'deps/sqlite3/sqlite3.c',
    '-o',
    'sqlite3.o',
  ];
  run('gcc', sqlite, { cwd: work });
  const addon = ['-O2', '-fPIC', '-shared', '-std=c++20'];
  const macros = ['NAPI_VERSION=9', 'NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'];
  macros.push('NODE_GYP_MODULE_NAME=better_sqlite3', 'BUILDING_NODE_EXTENSION');
  const includes = ['package/include', NODE_ADDON_API, 'deps/sqlite3'].map((folder) => `-I${folder}`);
  const files = ['src/better_sqlite3.cpp', 'sqlite3.o', '-o', 'better_sqlite3.node'];
  run('g++', [...addon, ...macros.map((macro) => `-D${macro}`), ...includes, ...files], { cwd: work });
  return join(work, 'better_sqlite3.node');
}

/** The options that better-sqlite3 compiles SQLite with. */
function defines(work: string): string[] {
  const gypi = readFileSync(join(work, 'deps/defines.gypi'), 'utf8');
  const list = /'defines'[^\]]*\]/.exec(gypi)?.[0] ?? '';
  return [...list.matchAll(/'([A-Z][A-Z_0-9]*(?:=[^']*)?)'/g)].map((match) => `-D${match[1]}`);
}

/** Puts each string or value that is kept across calls into an object; nothing else changes. */
function adapt(path: string): void {
  const before = readFileSync(path, 'utf8');
  let text = before
    .replaceAll('Napi::Reference<Napi::String>', 'StringRef')
    .replace(/Napi::Persistent\((Internalized\w+\([^;]*?\))\)/g, 'StringRef($1)')
    .replaceAll('Napi::Persistent(pair->name.Value())', 'StringRef(pair->name.Value())');
  if (path.endsWith('custom-aggregate.cpp')) {
    text = text
      .replaceAll('Napi::Reference<Napi::Value>', 'ValueRef')
      .replaceAll('start(Napi::Persistent(start))', 'start(ValueRef(start))')
      .replace(/= Napi::Persistent\(([^;]*)\);/g, '= ValueRef($1);');
  }
  if (path.endsWith('better_sqlite3.cpp'))
    text = text.replace('#include <napi.h>', `#include <napi.h>\n${REFERENCES}`);
  if (text !== before) writeFileSync(path, text);
}

if (import.meta.main) console.log(nodeApi9Addon());
