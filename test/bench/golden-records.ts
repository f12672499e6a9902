import {
  createGoldenTable,
  goldenTable,
  replaceTable,
  staged,
  tableColumns,
} from '../../main/engine/db/entity-tables.ts';
import type { WriteDb } from '../../main/engine/db/handles.ts';
import { transact } from '../../main/engine/db/handles.ts';
import {
  COLUMN_TABLE,
  ColumnWriter,
  columnText,
  createColumnTables,
  dropColumnSpool,
} from '../../main/engine/golden/column-writer.ts';
import { Random } from '../../main/engine/sample/random.ts';
import { FAMILY_NAMES, NAME_BEGINNINGS, NAME_ENDS } from '../../main/engine/sample/words/family-names.ts';
import { TOWNS } from '../../main/engine/sample/words/places.ts';
import { STREET_NAMES } from '../../main/engine/sample/words/streets.ts';
import { DEFAULT_MODEL } from '../../shared/model/default-model.ts';
import { cancelFlag, jobControl } from '../../shared/model/job.ts';

const GIVEN =
  'Marie Jean Pierre Élodie Thomas Camille Hélène Zoé Luc Jeanne Paul Chloé Nicolas Noël Léa Hugo Inès Karim Linh Sofia'.split(
    ' ',
  );
const BATCH = 5_000;

/** Fills a project with so many golden individuals, without records behind them: what a grid has to cope with. */
export function fillGoldenRecords(db: WriteDb, count: number): { columnsSeconds: number } {
  const entity = DEFAULT_MODEL.entities.find(({ name }) => name === 'individual')!;
  const table = staged(goldenTable(entity.name));
  const control = jobControl(cancelFlag(), () => undefined);
  const random = new Random(11);
  transact(db, () => createGoldenTable(db, table, entity));
  createColumnTables(db);
  const columns = new ColumnWriter(db, entity);
  const insert = db.prepare(
    `INSERT INTO ${table} VALUES (${tableColumns(db, table)
      .map(() => '?')
      .join(', ')})`,
  );
  let columnsSeconds = 0;
  const timed = (body: () => void): void => {
    const start = performance.now();
    body();
    columnsSeconds += (performance.now() - start) / 1000;
  };
  for (let from = 0; from < count; from += BATCH) {
    const people = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => person(random, from + i));
    timed(() => {
      for (const { members, values } of people) {
        columns.add(
          members,
          new Set([1]),
          entity.attributes.map(({ name }) => (values[name] ? columnText(values[name]) : '')),
        );
      }
    });
    transact(db, () => {
      for (const { id, members, values } of people) {
        insert.run(
          id,
          members,
          ...entity.attributes.flatMap(({ name, cardinality }) => {
            const texts = values[name];
            if (!texts) return [null, null, null];
            if (cardinality === 'one') return [texts[0], '12345', 'most_frequent'];
            return [
              JSON.stringify(texts.map((value) => ({ value, type: 'home' }))),
              JSON.stringify(texts.map(() => [12345])),
              JSON.stringify(texts.map(() => 'union')),
            ];
          }),
        );
      }
    });
  }
  timed(() => columns.finish(control));
  transact(db, () => {
    dropColumnSpool(db);
    replaceTable(db, COLUMN_TABLE);
    replaceTable(db, goldenTable(entity.name));
  });
  return { columnsSeconds };
}

function person(
  random: Random,
  n: number,
): { id: string; members: number; values: Record<string, string[] | undefined> } {
  const pick = <T>(list: readonly T[]): T => random.pick(list);
  const given = pick(GIVEN);
  const family = random.next() < 0.5 ? pick(FAMILY_NAMES) : pick(NAME_BEGINNINGS) + pick(NAME_ENDS);
  const digits = (length: number) => String(Math.floor(random.next() * 10 ** length)).padStart(length, '0');
  const mail =
    `${given}.${family}${digits(3)}@${pick(['gmail.com', 'orange.fr', 'free.fr', 'laposte.net'])}`.toLowerCase();
  const { city, postcode } = pick(TOWNS);
  const day = `${1930 + Math.floor(random.next() * 80)}-${digits(1)}1-1${digits(1)}`.replace('-01-', '-10-');
  return {
    id: `G${n.toString(36).toUpperCase().padStart(12, '0')}`,
    members: 1 + Math.floor(random.next() ** 3 * 5),
    values: {
      title: [pick(['M.', 'Mme'])],
      sex: [pick(['male', 'female'])],
      given_name: [given],
      family_name: [family],
      birth_date: random.next() < 0.8 ? [day] : undefined,
      email: random.next() < 0.8 ? [mail] : undefined,
      phone:
        random.next() < 0.7
          ? [`+336${digits(8)}`, ...(random.next() < 0.3 ? [`+331${digits(8)}`] : [])]
          : undefined,
      address: random.next() < 0.8 ? [`${digits(2)} ${pick(STREET_NAMES)}, ${postcode} ${city}`] : undefined,
      loyalty_number: random.next() < 0.4 ? [digits(13)] : undefined,
      created_at: [`20${digits(1)}1-05-${10 + Math.floor(random.next() * 18)}`],
      updated_at: [`202${digits(1)}-07-${10 + Math.floor(random.next() * 18)}`],
    },
  };
}
