import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from '../../../main/engine/engine.ts';
import type { UserErrorData } from '../../../shared/model/errors.ts';

let folder: string;
let engine: Engine;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orfevre-mend-'));
  engine = startEngine(join(folder, 'p.orfevre'), { what: 'test', actor: 'Zoé', create: true });
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(name: string, content: string | Buffer, settings: object = {}): Promise<number> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const source = { name: 'crm', maxQuarantine: 1, ...settings };
  const { jobId } = await engine.client.sources.import({ requests: [{ source, path }] });
  await engine.client.jobs.result({ jobId });
  return (await engine.client.sources.files({ name: 'crm' }))[0]!.id;
}

async function refusal(answer: Promise<unknown>): Promise<UserErrorData> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'USER' });
  return (error as { data: UserErrorData }).data;
}

const aside = (fileId: number) => engine.client.sources.quarantine({ fileId });
const rows = async () => (await engine.client.sources.rows({ name: 'crm' })).rows;
const checked = async () =>
  (await engine.client.project.check()).findings.filter(({ check }) => check === 'rows');

const CSV = 'id;name;city\n1;Anne;Lyon\n2;Bob;Paris;too;many\n3;Chloé;Lille\n';

describe('a row that was set aside', () => {
  it('is loaded as a row of its import once its text is mended, and the counts follow', async () => {
    const fileId = await load('crm.csv', CSV, { keyColumns: ['id'] });
    const [row] = await aside(fileId);
    expect(row).toMatchObject({ row: 2, text: '2;Bob;Paris;too;many' });
    await engine.client.sources.mend({ id: row!.id, text: '2;"Bob ; junior";Paris' });
    expect(await aside(fileId)).toEqual([]);
    expect((await rows()).map(({ row: number, key, cells }) => [number, key, ...cells])).toEqual([
      [1, '1', '1', 'Anne', 'Lyon'],
      [3, '3', '3', 'Chloé', 'Lille'],
      [2, '2', '2', 'Bob ; junior', 'Paris'],
    ]);
    const [file] = await engine.client.sources.files({ name: 'crm' });
    expect(file).toMatchObject({ read: 3, loaded: 3, quarantined: 0, counts: { new: 3, changed: 0 } });
    expect(await checked()).toMatchObject([{ state: 'ok' }]);
    expect((await engine.client.audit.list({}))[0]).toMatchObject({
      actor: 'Zoé',
      action: 'source.mend',
      payload: { row: 2, code: 'csv.too_many_cells' },
    });
    expect((await engine.client.project.info()).pending).toContain('standardise');
  });

  it('stays aside while its text cannot be read, and says why', async () => {
    const fileId = await load('crm.csv', CSV, { keyColumns: ['id'] });
    const { id } = (await aside(fileId))[0]!;
    const code = async (text: string) => (await refusal(engine.client.sources.mend({ id, text }))).code;
    expect(await code('2;Bob;Paris;still too many')).toBe('mend.still_unreadable');
    expect(await code('2;"Bob;Paris')).toBe('mend.still_unreadable');
    expect(await code('2;Bob;Paris\n4;Dan;Nice')).toBe('mend.not_one_row');
    expect(await code('  ')).toBe('mend.not_one_row');
    expect(await code(' ;Bob;Paris')).toBe('mend.key_blank');
    expect(await code('3;Bob;Paris')).toBe('mend.key_taken');
    expect(await aside(fileId)).toHaveLength(1);
    expect(await checked()).toMatchObject([{ state: 'ok' }]);
    expect((await refusal(engine.client.sources.mend({ id: 999, text: 'x' }))).code).toBe(
      'quarantine.unknown',
    );
  });

  it('is shown and read again in the encoding of its file', async () => {
    const bytes = Buffer.from('id;name\n1;Renée;x;y\n2;Zoë\n3;Chloé\n', 'latin1');
    const fileId = await load('crm.csv', bytes, { keyColumns: ['id'] });
    const [row] = await aside(fileId);
    expect(row!.text).toBe('1;Renée;x;y');
    await engine.client.sources.mend({ id: row!.id, text: '1;Renée' });
    expect((await rows()).at(-1)!.cells).toEqual(['1', 'Renée']);
  });

  it('takes the place of what it stood for before: changed, and no longer gone', async () => {
    await load('crm.csv', 'id;name;city\n1;Anne;Lyon\n2;Bob;Paris\n', { keyColumns: ['id'] });
    const fileId = await load('crm2.csv', 'id;name;city\n1;Anne;Lyon\n2;Bob;Nice;x;y\n', {
      keyColumns: ['id'],
    });
    const [file] = await engine.client.sources.files({ name: 'crm' });
    expect(file!.counts).toEqual({ new: 0, changed: 0, unchanged: 1, gone: 1 });
    await engine.client.sources.mend({ id: (await aside(fileId))[0]!.id, text: '2;Bob;Nice' });
    const [after] = await engine.client.sources.files({ name: 'crm' });
    expect(after!.counts).toEqual({ new: 0, changed: 1, unchanged: 1, gone: 0 });
    expect((await rows()).map(({ cells }) => cells.join())).toEqual(['1,Anne,Lyon', '2,Bob,Nice']);
    expect(await checked()).toMatchObject([{ state: 'ok' }]);
  });

  it('is not mended in an import that a later one has replaced', async () => {
    const fileId = await load('crm.csv', CSV, { keyColumns: ['id'] });
    await load('crm2.csv', 'id;name;city\n1;Anne;Lyon\n2;Bob;Paris\n', { keyColumns: ['id'] });
    const { id } = (await aside(fileId))[0]!;
    expect((await refusal(engine.client.sources.mend({ id, text: '2;Bob;Nice' }))).code).toBe(
      'mend.older_import',
    );
  });

  it('may be a line of JSON, or a row without a key', async () => {
    const lines = ['{"id":"1","name":"Anne"}', '{"id":"2","name":', '{"id":" ","name":"Chloé"}'];
    const fileId = await load('crm.jsonl', `${lines.join('\n')}\n`, { keyColumns: ['id'] });
    const [broken, blank] = (await aside(fileId)).sort((a, b) => a.row - b.row);
    await engine.client.sources.mend({ id: broken!.id, text: '{"name":"Bob","id":"2","phone":"06"}' });
    expect(blank).toMatchObject({ code: 'key.blank', text: '[" ","Chloé"]' });
    await engine.client.sources.mend({ id: blank!.id, text: '["3","Chloé"]' });
    const page = await engine.client.sources.rows({ name: 'crm' });
    expect(page.columns).toEqual(['id', 'name', 'phone']);
    expect(page.rows.map(({ cells }) => cells)).toEqual([
      ['1', 'Anne', null],
      ['2', 'Bob', '06'],
      ['3', 'Chloé', null],
    ]);
    expect(await checked()).toMatchObject([{ state: 'ok' }]);
  });
});

describe('rows of a source', () => {
  it('come page by page, without those that were replaced', async () => {
    const lines = Array.from({ length: 25 }, (_, i) => `${i};n${i}`).join('\n');
    await load('crm.csv', `id;name\n${lines}\n`, { keyColumns: ['id'] });
    await load('crm2.csv', `id;name\n${lines.replace('7;n7', '7;changed')}\n`, { keyColumns: ['id'] });
    const seen: string[] = [];
    for (let after = 0; ; ) {
      const page = await engine.client.sources.rows({ name: 'crm', after, limit: 10 });
      if (page.rows.length === 0) break;
      seen.push(...page.rows.map(({ key }) => key));
      after = page.rows.at(-1)!.id;
    }
    expect(seen).toHaveLength(25);
    expect(seen.at(-1)).toBe('7');
    expect((await refusal(engine.client.sources.rows({ name: 'nobody' }))).code).toBe('source.unknown');
  });
});

describe('what is known of a source', () => {
  it('changes one thing at a time, with its trace', async () => {
    await load('crm.csv', CSV, { keyColumns: ['id'], priority: 3, inventory: { owner: 'Sales' } });
    expect(await engine.client.sources.save({ name: 'crm', settings: { complete: false } })).toEqual({
      saved: true,
    });
    expect(await engine.client.sources.save({ name: 'crm', settings: { complete: false } })).toEqual({
      saved: false,
    });
    const [source] = await engine.client.sources.list();
    expect(source).toMatchObject({
      priority: 3,
      complete: false,
      keyColumns: ['id'],
      inventory: { owner: 'Sales' },
    });
    expect((await engine.client.audit.list({}))[0]).toMatchObject({
      action: 'source.change',
      subject: 'source:crm',
      payload: { before: { complete: true }, after: { complete: false } },
    });
  });
});
