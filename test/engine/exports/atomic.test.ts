import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Manifest, writeManifest } from '../../../main/engine/exports/manifest.ts';
import { exportError } from '../../../main/engine/exports/write-errors.ts';
import { type ExportFormat, openWriter } from '../../../main/engine/exports/writers.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orfevre-atomic-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'jsonl', 'parquet'];
const columns = [{ name: 'a' }, { name: 'b' }];
const target = () => join(folder, 'golden.csv');

describe('an export that is interrupted', () => {
  it.each(FORMATS)('%s: abandoned half way, leaves the previous file and nothing else', async (format) => {
    await writeFile(target(), 'previous');
    const writer = await openWriter(format, target(), columns);
    await writer.write([['1', '2']]);
    expect(await readFile(target(), 'utf8')).toBe('previous');
    await writer.abort();
    await writer.abort();
    expect(await readdir(folder)).toEqual(['golden.csv']);
    expect(await readFile(target(), 'utf8')).toBe('previous');
  });

  it('killed before the end, leaves the previous file; the next export clears up and replaces it', async () => {
    await writeFile(target(), 'previous');
    const child = await writingProcess(target());
    expect((await readdir(folder)).length).toBe(2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await readFile(target(), 'utf8')).toBe('previous');

    const writer = await openWriter('csv', target(), columns);
    await writer.write([['1', '2']]);
    await writer.finish();
    expect(await readdir(folder)).toEqual(['golden.csv']);
    expect(await readFile(target(), 'utf8')).toBe('a,b\r\n1,2\r\n');
  });

  it('an export that another process is still writing is left alone', async () => {
    const child = await writingProcess(target());
    const writer = await openWriter('csv', target(), columns);
    await writer.finish();
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toHaveLength(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});

/** A process that has written rows and waits before the end of its export. */
async function writingProcess(path: string): Promise<ChildProcess> {
  const writers = resolve(import.meta.dirname, '../../../main/engine/exports/writers.ts');
  const script = `
    const { openWriter } = await import(${JSON.stringify(writers)});
    const writer = await openWriter('csv', ${JSON.stringify(path)}, [{ name: 'a' }]);
    await writer.write(Array.from({ length: 1000 }, () => ['x']));
    console.log('ready');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

describe('where it goes', () => {
  it('missing folders are made', async () => {
    const path = join(folder, 'out', 'of', 'here', 'golden.csv');
    await (await openWriter('csv', path, columns)).finish();
    expect(await readFile(path, 'utf8')).toBe('a,b\r\n');
  });

  it('a folder that cannot be made is named, with what to do', async () => {
    await writeFile(join(folder, 'file'), '');
    const path = join(folder, 'file', 'sub', 'golden.csv');
    await expect(openWriter('csv', path, columns)).rejects.toMatchObject({
      name: 'UserError',
      data: {
        operation: 'export.write',
        code: 'folder_not_writable',
        next: expect.stringContaining('another folder'),
        where: { path },
      },
    });
  });

  // The superuser and Windows write where the mode says no.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'a read-only folder is named',
    async () => {
      const closed = join(folder, 'closed');
      await mkdir(closed);
      await chmod(closed, 0o555);
      const failed = openWriter('csv', join(closed, 'golden.csv'), columns);
      await expect(failed).rejects.toMatchObject({ data: { code: 'folder_not_writable' } });
    },
  );

  it('a folder in the place of the file is named, and nothing is left beside it', async () => {
    await mkdir(join(target(), 'inside'), { recursive: true });
    const writer = await openWriter('csv', target(), columns);
    await expect(writer.finish()).rejects.toMatchObject({ data: { code: 'target_is_folder' } });
    expect(await readdir(folder)).toEqual(['golden.csv']);
  });

  it.each([
    ['ENOSPC', 'write', 'disk_full'],
    ['EDQUOT', 'write', 'disk_full'],
    ['EROFS', 'open', 'folder_not_writable'],
    ['EACCES', 'open', 'folder_not_writable'],
    ['EPERM', 'rename', 'target_in_use'],
    ['EFBIG', 'write', 'file_too_large'],
  ])('%s at %s is told as %s', (code, syscall, told) => {
    const error = Object.assign(new Error(code), { code, syscall });
    expect(exportError(error, '/out/golden.csv')).toMatchObject({
      data: { operation: 'export.write', code: told, where: { path: '/out/golden.csv' } },
    });
  });

  it('an error that is not of the disk is not disguised as one', () => {
    const bug = new TypeError('x is undefined');
    expect(exportError(bug, 'p')).toBe(bug);
  });
});

describe('the manifest', () => {
  it('says what left, by which rules, when and by whom', async () => {
    const manifest: Manifest = {
      files: [
        {
          name: 'golden.csv',
          what: 'golden',
          entity: 'individual',
          format: 'csv',
          rows: 2,
          columns: ['golden_id'],
          sha256: 'ab',
          bytes: 12,
          formula_protection: false,
        },
      ],
      recipe: { version: 1, sha256: 'cd' },
      project: { id: 'p1' },
      application: { name: 'orfevre', version: '0.1.0' },
      created_at: '2024-01-01T00:00:00Z',
      by: 'Zoë',
    };
    const written = await writeManifest(folder, manifest);
    const text = await readFile(join(folder, 'manifest.json'), 'utf8');
    expect(JSON.parse(text)).toEqual(manifest);
    expect(written.bytes).toBe(Buffer.byteLength(text));
    expect(await readdir(folder)).toEqual(['manifest.json']);
  });
});
