import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadDb } from '../../main/engine/db/handles.ts';
import { openReadOnly, type ReadOnlyProject } from '../../main/engine/db/open.ts';
import { currentModel } from '../../main/engine/db/settings.ts';
import { goldenColumns } from '../../main/engine/golden/flatten.ts';
import { traceGolden } from '../../main/engine/lineage/trace.ts';
import { compileRow } from '../../main/engine/standardise/row.ts';
import { place, runAgain } from '../reliability/kills.ts';
import { writeMonth } from '../reliability/months.ts';
import { newFolder, removeFolder } from './orfevre.ts';

const folder = newFolder('lineage');
let project: ReadOnlyProject;

beforeAll(async () => {
  const month = join(folder, 'month');
  await writeMonth(month, 200, 3, ['crm.csv', 'ecommerce.jsonl', 'loyalty.csv']);
  const where = place(join(folder, 'project'), month);
  await runAgain(where);
  project = openReadOnly(where.project);
});
afterAll(() => {
  project.close();
  removeFolder(folder);
});

const goldenIds = (db: ReadDb) =>
  db.prepare('SELECT golden_id FROM golden_individual ORDER BY golden_id').pluck().all() as string[];

/** The cells of a record as they were read, by column. */
function cellsOf(db: ReadDb, recordId: number): Record<string, string | null> {
  const { cells, columns } = db
    .prepare('SELECT r.cells, s.columns FROM record r JOIN source s ON s.id = r.source_id WHERE r.id = ?')
    .get(recordId) as { cells: string; columns: string };
  const values = JSON.parse(cells) as (string | null)[];
  return Object.fromEntries(
    (JSON.parse(columns) as string[]).map((name, index) => [name, values[index] ?? null]),
  );
}

describe('lineage', () => {
  it('leads every value of every golden record to source cells which give that value again', () => {
    const { db } = project;
    const ids = goldenIds(db);
    expect(ids.length).toBeGreaterThan(150);
    const member = db.prepare('SELECT 1 FROM membership WHERE record_id = ? AND golden_id = ?');
    let values = 0;
    for (const id of ids) {
      for (const { attribute, value, rule, origins } of traceGolden(db, id, undefined, compileRow).values) {
        const what = `${id} ${attribute} = ${value}`;
        values += 1;
        expect(rule, what).not.toBe('');
        expect(origins.length, `${what} has no origin`).toBeGreaterThan(0);
        for (const origin of origins) {
          expect(origin.value, what).toBe(value);
          expect(member.get(origin.recordId, id), `${what} comes from another golden record`).toBeDefined();
          expect(origin.columns.length, `${what} names no column`).toBeGreaterThan(0);
          const cells = cellsOf(db, origin.recordId);
          for (const { column, raw } of origin.columns)
            expect([what, column, raw]).toEqual([what, column, cells[column]]);
        }
      }
    }
    expect(values).toBeGreaterThan(1000);
  });

  it('leaves out no value that golden records hold', () => {
    const { db } = project;
    const entity = currentModel(db).model.entities.find(({ name }) => name === 'individual')!;
    for (const id of goldenIds(db)) {
      const row = db.prepare('SELECT * FROM golden_individual WHERE golden_id = ?').get(id) as Record<
        string,
        unknown
      >;
      const held = entity.attributes.filter(({ name }) => row[name] !== null).map(({ name }) => name);
      const traced = new Set(
        traceGolden(db, id, undefined, compileRow).values.map(({ attribute }) => attribute),
      );
      expect([id, [...traced]]).toEqual([id, held]);
    }
  });

  it('is found by every column of golden.csv', () => {
    const { db } = project;
    const entity = currentModel(db).model.entities.find(({ name }) => name === 'individual')!;
    const [id] = goldenIds(db);
    const counts = ['golden_id', 'sources', 'records'];
    for (const { name } of goldenColumns(entity)) {
      if (counts.includes(name)) continue;
      expect(traceGolden(db, id!, name, compileRow).goldenId, name).toBe(id);
    }
  });
});
