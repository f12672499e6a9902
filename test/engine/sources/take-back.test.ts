import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { contents, csv, importBench, importFile } from './import-support.ts';

const { folder, project } = importBench();

const rowsOf = async (engine: Engine) =>
  (await engine.client.sources.rows({ name: 'crm', limit: 100 })).rows.map(({ cells }) => cells);
const unaudited = (engine: Engine) => ({ ...contents(engine), audit: null, meta: null });

describe('a new version that was applied by mistake', () => {
  test('waits again, and the rows it changed, brought or took away are as before', async () => {
    const engine = project();
    await importFile(engine, folder.write('t1.csv', csv('id,nom', '1,Durand', '2,Petit')));
    const file = folder.write('t2.csv', csv('id,nom', '1,Durant', '3,Roux'));
    const { fileId } = await importFile(engine, file, { apply: false });
    const before = unaudited(engine);
    const rows = await rowsOf(engine);
    await engine.client.sources.apply({ fileIds: [fileId] });
    expect(await rowsOf(engine)).not.toEqual(rows);
    await engine.client.sources.takeBack({ fileIds: [fileId] });
    expect(await rowsOf(engine)).toEqual(rows);
    expect(unaudited(engine)).toEqual(before);
    expect((await engine.client.sources.list())[0]?.records).toBe(2);
    await engine.client.sources.apply({ fileIds: [fileId] });
    expect((await rowsOf(engine)).map(([, name]) => name)).toEqual(['Durant', 'Roux']);
  });

  test('stays when it is the first, or when a newer one came over it', async () => {
    const engine = project();
    const first = await importFile(engine, folder.write('t3.csv', csv('id,nom', '1,Durand')));
    const takeBack = () => engine.client.sources.takeBack({ fileIds: [first.fileId] });
    await expect(takeBack()).rejects.toMatchObject({ data: { code: 'import.only_one' } });
    await importFile(engine, folder.write('t4.csv', csv('id,nom', '1,Durant')));
    await expect(takeBack()).rejects.toMatchObject({ data: { code: 'import.not_latest' } });
  });

  test('stays once matching has used its rows', async () => {
    const engine = project();
    await importFile(engine, folder.write('t5.csv', csv('id,nom', '1,Durand', '2,Petit')));
    const second = await importFile(engine, folder.write('t6.csv', csv('id,nom', '1,Durant', '2,Petit')));
    await engine.client.mapping.save({
      name: 'crm',
      mapping: { entity: 'individual', rules: [{ to: 'family_name', from: ['nom'] }] },
    });
    await engine.queue.start('standardise', null).done;
    const takenBack = engine.client.sources.takeBack({ fileIds: [second.fileId] });
    await expect(takenBack).rejects.toMatchObject({ data: { code: 'import.in_use' } });
  });
});
