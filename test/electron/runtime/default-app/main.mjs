// Stands for the application that Electron carries for `electron [-r preload]… FOLDER`: loads the one in FOLDER, awaited, so
// that Electron is not ready before it has loaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
const preloads = [];
let folder;
const given = process.argv.slice(1);
while (given.length > 0 && folder === undefined) {
  const argument = given.shift();
  if (argument === '-r' || argument === '--require') preloads.push(given.shift());
  else if (!argument.startsWith('-')) folder = resolve(argument);
}
if (folder === undefined) {
  console.error('Give the folder of an application.');
  process.exit(1);
}
process.defaultApp = true;
for (const preload of preloads) require(resolve(preload));
const { name, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(name);
app.setVersion(version);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, main)).href);
