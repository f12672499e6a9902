import { expect, test } from 'vitest';
import { type EntityType, MOST_ATTRIBUTES } from '../../../shared/model/canonical.ts';
import { importBench, importFile } from '../sources/import-support.ts';

const { folder, project } = importBench();

test('a file of 3,000 columns is mapped as far as an entity goes, standardised, and no wider model is kept', async () => {
  const engine = project();
  const columns = Array.from({ length: 3000 }, (_, index) => `colonne_${index + 1}`);
  const text = `${['id', ...columns].join(',')}\n${['1', ...columns.map((_, index) => index)].join(',')}\n`;
  await importFile(engine, folder.write('large.csv', text), { name: 'large' });
  const { mapping, newEntity } = await engine.client.mapping.suggestFor({ name: 'large' });
  expect(newEntity?.attributes.length).toBe(MOST_ATTRIBUTES);
  const model = await engine.client.mapping.model();
  const wider = {
    ...newEntity!,
    attributes: [...newEntity!.attributes, { ...newEntity!.attributes[0]!, name: 'more' }],
  };
  const save = (entity: EntityType) =>
    engine.client.mapping.saveModel({ model: { ...model, entities: [...model.entities, entity] } });
  await expect(save(wider)).rejects.toMatchObject({ data: { code: 'model.too_many_attributes' } });
  await save(newEntity!);
  await engine.client.mapping.save({ name: 'large', mapping });
  for (const stage of ['standardise', 'match', 'golden'] as const) await engine.queue.start(stage, null).done;
  expect((await engine.client.project.info()).goldenRecords[newEntity!.name]).toBe(1);
});
