import type { Attribute, EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import type { CanonicalRow, Issue } from '../../../shared/model/values.ts';
import type { ReadDb, WriteDb } from './handles.ts';
import { identifier } from './handles.ts';
import { STAGING_PREFIX } from './leftovers.ts';

/** The wide tables whose columns follow the canonical model: value_<entity> and golden_<entity>. */
export const valueTable = (entity: string): string => `value_${entity}`;
export const goldenTable = (entity: string): string => `golden_${entity}`;
export const staged = (table: string): string => `${STAGING_PREFIX}${table}`;

/** Name for an index of a staged table: unique in the file, that of the table in use being there still. */
export function stagedIndex(db: ReadDb, name: string): string {
  const isTaken = db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(`${name}_1`) !== undefined;
  return `${name}_${isTaken ? 2 : 1}`;
}

/** Party, product and custom records are matched into golden records; activities and consents are linked to them. */
export const isMatched = (entity: EntityType): boolean =>
  entity.role !== 'activity' && entity.role !== 'consent';

export function tableExists(db: ReadDb, name: string): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
}

/** Names of the columns a table has, in order; none when there is no such table. */
export function tableColumns(db: ReadDb, name: string): string[] {
  return db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(name) as string[];
}

/** One row per record: standardised values (JSON for 'many'), and the issues found. */
export function createValueTable(db: WriteDb, name: string, entity: EntityType): void {
  const columns = entity.attributes.map((attribute) => `${identifier(attribute.name)} TEXT`).join(', ');
  db.exec(
    `CREATE TABLE ${identifier(name)} (record_id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, ${columns}${columns ? ', ' : ''}_issues TEXT) STRICT`,
  );
}

/** One row per golden record: each value, and beside it the record(s) and the rule it came from. */
export function createGoldenTable(db: WriteDb, name: string, entity: EntityType): void {
  const columns = entity.attributes.flatMap((attribute) => [
    `${identifier(attribute.name)} TEXT`,
    `${identifier(recordColumn(attribute))} TEXT`,
    `${identifier(ruleColumn(attribute))} TEXT`,
  ]);
  db.exec(
    `CREATE TABLE ${identifier(name)} (${['golden_id TEXT PRIMARY KEY', '_members INTEGER NOT NULL', ...columns].join(', ')}) STRICT`,
  );
}

export const recordColumn = (attribute: Attribute): string => `${attribute.name}__record`;
export const ruleColumn = (attribute: Attribute): string => `${attribute.name}__rule`;

/** Puts the staged table in the place of the one in use. Inside the switch-over transaction. */
export function replaceTable(db: WriteDb, name: string): void {
  db.exec(`DROP TABLE IF EXISTS ${identifier(name)}`);
  db.exec(`ALTER TABLE ${identifier(staged(name))} RENAME TO ${identifier(name)}`);
}

export type DbRow = Readonly<Record<string, string | number | null>>;

/** A row of value_<entity> as the stages use it. */
export function rowFromTable(entity: EntityType, row: DbRow): CanonicalRow {
  const one: Record<string, string> = {};
  const many: Record<string, readonly ManyValue[]> = {};
  for (const { name, cardinality } of entity.attributes) {
    const text = row[name];
    if (typeof text !== 'string') continue;
    if (cardinality === 'one') one[name] = text;
    else many[name] = JSON.parse(text) as ManyValue[];
  }
  return { one, many, issues: typeof row._issues === 'string' ? (JSON.parse(row._issues) as Issue[]) : [] };
}

/** The bound values of a row of value_<entity>, in the order of its columns. */
export function rowToTable(
  entity: EntityType,
  recordId: number,
  sourceId: number,
  row: CanonicalRow,
): (string | number | null)[] {
  const values: (string | number | null)[] = [recordId, sourceId];
  for (const { name, cardinality } of entity.attributes) {
    const many = cardinality === 'many' ? row.many[name] : undefined;
    if (cardinality === 'one') values.push(row.one[name] ?? null);
    else values.push(many && many.length > 0 ? JSON.stringify(many) : null);
  }
  values.push(row.issues.length > 0 ? JSON.stringify(row.issues) : null);
  return values;
}
