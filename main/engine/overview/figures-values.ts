import type { EntityType } from '../../../shared/model/canonical.ts';
import { tableColumns, tableExists, valueTable } from '../db/entity-tables.ts';
import type { ReadDb } from '../db/handles.ts';
import { identifier } from '../db/handles.ts';

export interface IssueCount {
  readonly code: string;
  readonly count: number;
}

/** Records of one source that have a value of one attribute. */
export interface Filled {
  readonly entity: string;
  readonly attribute: string;
  readonly sourceId: number;
  readonly filled: number;
  readonly records: number;
}

/** Values found wanting, by what is wrong with them, most frequent first. */
export function countIssues(db: ReadDb, entities: readonly EntityType[]): IssueCount[] {
  const counts = new Map<string, number>();
  for (const { name } of entities) {
    // Most records with issues have the same few: each distinct list is taken apart once.
    const rows = db
      .prepare(
        `SELECT i.value ->> 'code', sum(v.n) FROM (SELECT _issues, count(*) AS n FROM ${identifier(valueTable(name))}
           WHERE _issues IS NOT NULL GROUP BY _issues) v, json_each(v._issues) i GROUP BY 1`,
      )
      .raw()
      .all() as [string, number][];
    for (const [code, count] of rows) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}

/** Attributes that no source fills are left out. */
export function completenessOf(db: ReadDb, entity: EntityType): Filled[] {
  const table = valueTable(entity.name);
  const present = new Set(tableColumns(db, table));
  const attributes = entity.attributes.map(({ name }) => name).filter((name) => present.has(name));
  const counts = attributes.map((name) => `count(${identifier(name)})`);
  const rows = db
    .prepare(
      `SELECT ${['source_id', 'count(*)', ...counts].join(', ')} FROM ${identifier(table)} GROUP BY source_id ORDER BY source_id`,
    )
    .raw()
    .all() as number[][];
  return attributes.flatMap((attribute, index) =>
    rows.some((row) => row[index + 2]! > 0)
      ? rows.map(([sourceId, records, ...filled]) => ({
          entity: entity.name,
          attribute,
          sourceId: sourceId!,
          filled: filled[index]!,
          records: records!,
        }))
      : [],
  );
}

/** How many activities (or consents) belong to a party that is known. */
export function linkedOf(
  db: ReadDb,
  { name }: EntityType,
): Record<'records' | 'linked', number> & { entity: string } {
  const count = (sql: string) => db.prepare(sql).pluck().get() as number;
  const table = identifier(valueTable(name));
  return {
    entity: name,
    records: count(`SELECT count(*) FROM ${table}`),
    linked: tableExists(db, 'party_link')
      ? count(`SELECT count(*) FROM party_link l JOIN ${table} v ON v.record_id = l.record_id`)
      : 0,
  };
}
