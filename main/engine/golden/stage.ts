import type { Attribute, EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import type { JobControl } from '../../../shared/model/job.ts';
import type { SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import {
  createGoldenTable,
  type DbRow,
  goldenTable,
  isMatched,
  replaceTable,
  rowFromTable,
  staged,
  tableColumns,
  tableExists,
  valueTable,
} from '../db/entity-tables.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { identifier, transact } from '../db/handles.ts';
import { currentModel, dataVersion, markStage, survivorshipOf } from '../db/settings.ts';
import {
  COLUMN_TABLE,
  ColumnWriter,
  columnText,
  createColumnTables,
  dropColumnSpool,
} from './column-writer.ts';
import { surviveRecord } from './survivorship.ts';
import type { GoldenElement, GoldenRow, Member } from './survivorship-types.ts';

/** Golden records written in one transaction: about 100 ms. */
const BATCH = 2_000;

export interface GoldenResult {
  /** Golden records by entity. */
  readonly entities: Readonly<Record<string, number>>;
}

/**
 * Stage "golden": one golden record per cluster, its values chosen by the survivorship rules, each with the record and
 * the rule it came from. Built beside the tables in use, switched over in one short transaction.
 */
export function buildGolden(db: WriteDb, control: JobControl): GoldenResult {
  const version = dataVersion(db);
  const { model } = currentModel(db);
  const entities = model.entities.filter(
    (entity) => isMatched(entity) && tableExists(db, valueTable(entity.name)),
  );
  const sources = sourceNames(db);
  const counts: Record<string, number> = {};
  createColumnTables(db);
  for (const entity of entities) counts[entity.name] = buildEntity(db, entity, sources, control);
  transact(db, () => {
    dropColumnSpool(db);
    replaceTable(db, COLUMN_TABLE);
    for (const { name } of model.entities) {
      if (counts[name] !== undefined) replaceTable(db, goldenTable(name));
      else db.exec(`DROP TABLE IF EXISTS ${identifier(goldenTable(name))}`);
    }
    markStage(db, 'golden', version);
  });
  return { entities: counts };
}

/** Source id → name, and names in order of trust. */
function sourceNames(db: ReadDb): { names: Map<number, string>; trusted: string[] } {
  const rows = db.prepare('SELECT id, name FROM source ORDER BY priority, id').all() as {
    id: number;
    name: string;
  }[];
  return { names: new Map(rows.map(({ id, name }) => [id, name])), trusted: rows.map(({ name }) => name) };
}

/** The survivorship rules of an entity, with the sources ranked by their own priority where the rules do not rank them. */
export function rulesFor(db: ReadDb, entity: EntityType): SurvivorshipRules {
  const rules = survivorshipOf(db, entity.name);
  return rules.sourcePriority.length > 0 ? rules : { ...rules, sourcePriority: sourceNames(db).trusted };
}

/** A record of a cluster as survivorship sees it. */
export function toMember(entity: EntityType, row: DbRow, source: string): Member {
  return { recordId: row.record_id as number, source, row: rowFromTable(entity, row) };
}

function buildEntity(
  db: WriteDb,
  entity: EntityType,
  sources: ReturnType<typeof sourceNames>,
  control: JobControl,
): number {
  const table = staged(goldenTable(entity.name));
  transact(db, () => createGoldenTable(db, table, entity));
  const insert = db.prepare(
    `INSERT INTO ${identifier(table)} VALUES (${tableColumns(db, table)
      .map(() => '?')
      .join(', ')})`,
  );
  const columns = new ColumnWriter(db, entity);
  const rules = rulesFor(db, entity);
  const total = db
    .prepare('SELECT count(*) FROM membership WHERE entity = ?')
    .pluck()
    .get(entity.name) as number;
  const next = db.prepare(
    `SELECT m.golden_id AS _golden_id, v.* FROM membership m JOIN ${identifier(valueTable(entity.name))} v ON v.record_id = m.record_id
     WHERE m.golden_id > ? AND m.entity = ? ORDER BY m.golden_id LIMIT ?`,
  );
  let last = '';
  let done = 0;
  let count = 0;
  // The last golden record of a batch may be cut: it is left for the next one, unless it alone fills the batch.
  for (let limit = BATCH; ; ) {
    control.check();
    const rows = next.all(last, entity.name, limit) as DbRow[];
    const groups = groupByGolden(rows);
    const complete = rows.length < limit ? groups : groups.slice(0, -1);
    if (rows.length === limit && complete.length === 0) {
      limit *= 2;
      continue;
    }
    if (complete.length === 0) {
      columns.finish(control);
      return count;
    }
    const values = complete.map(({ goldenId, rows: members }) => {
      const survived = surviveRecord(
        entity,
        members.map((row) => toMember(entity, row, sources.names.get(row.source_id as number) ?? '')),
        rules,
      );
      columns.add(
        members.length,
        new Set(members.map((row) => row.source_id as number)),
        entity.attributes.map((attribute) => foldedText(attribute, survived)),
      );
      return goldenValues(entity, goldenId, members.length, survived);
    });
    transact(db, () => {
      for (const row of values) insert.run(row);
    });
    last = complete.at(-1)!.goldenId;
    count += complete.length;
    done += complete.reduce((sum, group) => sum + group.rows.length, 0);
    limit = BATCH;
    control.progress({ stage: 'golden', subject: entity.name, done, total, unit: 'records' });
  }
}

function groupByGolden(rows: readonly DbRow[]): { goldenId: string; rows: DbRow[] }[] {
  const groups: { goldenId: string; rows: DbRow[] }[] = [];
  for (const row of rows) {
    const goldenId = row._golden_id as string;
    const group = groups.at(-1);
    if (group?.goldenId === goldenId) group.rows.push(row);
    else groups.push({ goldenId, rows: [row] });
  }
  return groups;
}

/**
 * The bound values of a row of golden_<entity>. Beside a 'many' value stand JSON lists, one element for each of its
 * elements: the records that say it, and the rule that ranked it.
 */
function goldenValues(
  entity: EntityType,
  goldenId: string,
  members: number,
  row: GoldenRow,
): (string | number | null)[] {
  const values: (string | number | null)[] = [goldenId, members];
  for (const attribute of entity.attributes) values.push(...attributeValues(attribute, row));
  return values;
}

/** What the grid filters and sorts by. */
function foldedText({ name, cardinality }: Attribute, row: GoldenRow): string {
  if (cardinality === 'many') return columnText((row.many[name] ?? []).map(({ value }) => value));
  const value = row.one[name]?.value;
  return value === undefined ? '' : columnText([value]);
}

function attributeValues({ name, cardinality }: Attribute, row: GoldenRow): (string | null)[] {
  if (cardinality === 'many') {
    const elements = row.many[name];
    if (!elements || elements.length === 0) return [null, null, null];
    return [
      JSON.stringify(elements.map(plainElement)),
      JSON.stringify(elements.map(({ recordIds }) => recordIds)),
      JSON.stringify(elements.map(({ rule }) => rule)),
    ];
  }
  const value = row.one[name];
  return value
    ? [value.value, value.recordId === null ? null : String(value.recordId), value.rule]
    : [null, null, null];
}

const plainElement = ({ value, type, parts }: GoldenElement): ManyValue => ({
  value,
  ...(type !== undefined && { type }),
  ...(parts !== undefined && { parts }),
});
