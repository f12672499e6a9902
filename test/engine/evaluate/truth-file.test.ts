import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTruth, recordId } from '../../../main/engine/evaluate/truth-file.ts';
import { UserError } from '../../../shared/model/errors.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'truth-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (text: string): string => {
  const path = join(folder, 'truth.csv');
  writeFileSync(path, text);
  return path;
};

const refusal = async (path: string) => {
  const error = await readTruth(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).data;
};

test('reads columns in any order, with a byte order mark, quotes and further columns', async () => {
  const path = file('\ufeffentity_id,note,source_key,source\r\nP1,,"C;1",crm\r\nP1,"a, b",7,loyalty\r\n\r\n');
  expect(await readTruth(path)).toEqual(
    new Map([
      [recordId('crm', 'C;1'), 'P1'],
      [recordId('loyalty', '7'), 'P1'],
    ]),
  );
});

test('a missing column is named', async () => {
  const path = file('source,key,entity_id\ncrm,1,P1\n');
  expect(await refusal(path)).toMatchObject({
    code: 'column_missing',
    where: { file: path, column: 'source_key' },
  });
});

test('an empty file, a file that is not there, a blank entity, one record with two entities are refused', async () => {
  expect(await refusal(file(''))).toMatchObject({ code: 'empty' });
  expect(await refusal(join(folder, 'nowhere.csv'))).toMatchObject({ code: 'unreadable' });
  expect(await refusal(file('source,source_key,entity_id\ncrm,1,\n'))).toMatchObject({
    code: 'row_incomplete',
    where: { row: 2 },
  });
  expect(await refusal(file('source,source_key,entity_id\ncrm,1,P1\ncrm,1,P2\n'))).toMatchObject({
    code: 'record_twice',
  });
});
