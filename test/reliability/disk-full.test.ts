import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkProject } from '../../main/engine/audit/check.ts';
import { openReadOnly } from '../../main/engine/db/open.ts';
import {
  contents,
  fingerprint,
  follow,
  newFolder,
  type Outcome,
  orfevre,
  removeFolder,
} from '../cli/orfevre.ts';
import { type Silos, writeSilos } from '../cli/silos.ts';

const ENTRY = fileURLToPath(new URL('../../main/cli/orfevre.ts', import.meta.url));
const folder = newFolder('full');
/** A project that has been through a run, and a file of a size that asks for more room than there will be. */
let silos: Silos;
const large = join(folder, 'large.csv');

beforeAll(async () => {
  silos = writeSilos(join(folder, 'silos'));
  expect(await orfevre(...silos.run)).toMatchObject({ code: 0 });
  const row = (_: unknown, index: number) =>
    `K${index},${(index * 7919).toString(36).repeat(8)},durand.${index}@example.fr\n`;
  writeFileSync(large, `key,text,mail\n${Array.from({ length: 40_000 }, row).join('')}`);
});

const hasShell = process.platform !== 'win32' && spawnSync('bash', ['-c', 'ulimit -f 64']).status === 0;

/** Runs the command line where no file may grow beyond so many KiB: every write after that fails. */
function withLimit(kib: number, ...words: string[]): Promise<Outcome> {
  const script = `trap '' XFSZ; ulimit -f ${kib}; exec "$@"`;
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1', NODE_NO_WARNINGS: '1', LC_ALL: 'C.UTF-8' };
  const command = ['-c', script, 'bash', process.execPath, ENTRY, ...words];
  return follow(spawn('bash', command, { env, stdio: ['pipe', 'pipe', 'pipe'] })).ended;
}

/** What the project says of itself, but for the list of jobs that were tried. */
function state(project: string): unknown {
  const { db, close } = openReadOnly(project);
  const all = (sql: string) => db.prepare(sql).raw().all();
  const found = {
    sound: checkProject(db).ok,
    tables: all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"),
    records: all('SELECT id, key, hash, superseded_by FROM record ORDER BY id'),
    files: all('SELECT id, path, state FROM source_file ORDER BY id'),
    sources: all('SELECT id, name, state FROM source ORDER BY id'),
    crosswalk: all('SELECT * FROM membership ORDER BY record_id'),
    journal: all('SELECT sequence, hash FROM audit ORDER BY sequence'),
  };
  close();
  return found;
}

describe.skipIf(!hasShell)('when nothing more can be written', () => {
  it.each([1200, 2500])(
    'beyond %i KiB, an import says so, changes nothing, and works when tried again',
    async (kib) => {
      const project = join(folder, `import-${kib}.orfevre`);
      copyFileSync(silos.project, project);
      const before = state(project);
      const { code, stderr } = await withLimit(kib, 'import', large, '--project', project);
      expect(code).toBe(1);
      expect(stderr).toMatch(/disk/i);
      expect(stderr).toMatch(/Next: \S/);
      expect(stderr).not.toMatch(/at .*\.ts:\d+/);
      // Opened for writing, what could not be dropped for want of room is dropped.
      expect(await orfevre('golden', '--project', project)).toMatchObject({ code: 0 });
      expect(state(project)).toMatchObject({ ...(before as object), journal: expect.anything() });
      expect(await orfevre('import', large, '--project', project)).toMatchObject({ code: 0 });
      const { db, close } = openReadOnly(project);
      expect(db.prepare('SELECT count(*) FROM current_record').pluck().get()).toBe(40_010);
      close();
    },
  );

  it('an export leaves the one before as it was', async () => {
    const before = contents(silos.out);
    const { code, stderr } = await withLimit(1, 'export', silos.project, '--out', silos.out);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Next: \S/);
    expect(contents(silos.out)).toEqual(before);
    expect(await orfevre('export', silos.project, '--out', silos.out)).toMatchObject({ code: 0 });
  });
});

const mount = join(folder, 'small-disk');
const mounted = process.platform === 'linux' && process.getuid?.() === 0 && mountSmallDisk();

function mountSmallDisk(): boolean {
  mkdirSync(mount, { recursive: true });
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', mount]).status === 0;
}

afterAll(() => {
  if (mounted) spawnSync('umount', [mount]);
  removeFolder(folder);
});

describe.skipIf(!mounted)('on a disk too small for it', () => {
  it('a job is refused before it starts, with what it needs and what there is', async () => {
    const project = join(mount, 'customers.orfevre');
    copyFileSync(silos.project, project);
    const before = { hash: fingerprint(project), size: statSync(project).size };
    const { code, stderr } = await orfevre('import', large, '--project', project);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Not enough room on the disk: \d+ MB are needed, \d+ MB are free/);
    expect(readdirSync(mount)).toEqual(['customers.orfevre']);
    expect(statSync(project).size).toBe(before.size);
    rmSync(project);
  });
});
