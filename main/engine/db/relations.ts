import { replaceTable, staged, stagedIndex } from './entity-tables.ts';
import { identifier, type ReadDb, type WriteDb } from './handles.ts';

const RELATION_TABLE = 'relation';

/** Two records of different entities that have more in common than chance explains; by record id, `left < right`. */
export interface RecordRelation {
  readonly left: number;
  readonly right: number;
  /** Name of the lookalike in the match model, e.g. `household`. */
  readonly kind: string;
  /** 0…1. */
  readonly probability: number;
}

/** A link between two golden records: the most probable of those between their records. */
export interface GoldenRelation {
  readonly goldenId: string;
  readonly otherId: string;
  readonly kind: string;
  readonly probability: number;
  /** The records it goes by; `leftId < rightId`. */
  readonly leftId: number;
  readonly rightId: number;
}

/** The staging table a full run fills. */
export function createStagedRelations(db: WriteDb): void {
  db.exec(
    `CREATE TABLE ${staged(RELATION_TABLE)} (entity TEXT NOT NULL, left_id INTEGER NOT NULL, right_id INTEGER NOT NULL,
       kind TEXT NOT NULL, probability REAL NOT NULL, PRIMARY KEY (entity, left_id, right_id)) STRICT, WITHOUT ROWID`,
  );
}

export function indexStagedRelations(db: WriteDb): void {
  db.exec(`CREATE INDEX ${stagedIndex(db, 'relation_right')} ON ${staged(RELATION_TABLE)}(entity, right_id)`);
}

/** Inside the switch-over transaction. */
export const switchRelations = (db: WriteDb): void => replaceTable(db, RELATION_TABLE);

/** How relations are written, one by one: into the staging table of a full run, or into the one in use. */
export function relationWriter(
  db: WriteDb,
  entity: string,
  into: 'staged' | 'in_use',
): (relation: RecordRelation) => void {
  const table = identifier(into === 'staged' ? staged(RELATION_TABLE) : RELATION_TABLE);
  const insert = db.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, ?)`);
  return ({ left, right, kind, probability }) => {
    insert.run(entity, left, right, kind, probability);
  };
}

/** All relations of some records, each once. */
export function relationsAmong(db: ReadDb, entity: string, recordIds: readonly number[]): RecordRelation[] {
  if (recordIds.length === 0) return [];
  const side = (own: string) =>
    `SELECT left_id AS "left", right_id AS "right", kind, probability FROM ${RELATION_TABLE}
     WHERE entity = @entity AND ${own} IN (SELECT value FROM json_each(@ids))`;
  return db
    .prepare(`${side('left_id')} UNION ${side('right_id')}`)
    .all({ entity, ids: JSON.stringify(recordIds) }) as RecordRelation[];
}

/** Takes away all relations of some records. */
export function dropRelations(db: WriteDb, entity: string, recordIds: readonly number[]): void {
  const left = db.prepare(`DELETE FROM ${RELATION_TABLE} WHERE entity = ? AND left_id = ?`);
  const right = db.prepare(`DELETE FROM ${RELATION_TABLE} WHERE entity = ? AND right_id = ?`);
  for (const id of recordIds) {
    left.run(entity, id);
    right.run(entity, id);
  }
}

/** Whether the last matching, of one entity or of each, looked for relations: one of an earlier build did not. */
export function relationsAreKnown(db: ReadDb, entity?: string): boolean {
  const known = db
    .prepare(
      `SELECT json_type(stats, '$.related') IS NOT NULL FROM match_run
       WHERE id IN (SELECT max(id) FROM match_run GROUP BY entity) AND entity = coalesce(@entity, entity)`,
    )
    .pluck()
    .all({ entity: entity ?? null }) as (0 | 1)[];
  return known.every((looked) => looked === 1);
}

/** The golden records that one is linked to, the most probable first. */
export function relationsOf(db: ReadDb, entity: string, goldenId: string): GoldenRelation[] {
  const side = (own: string, other: string) =>
    `SELECT o.golden_id AS otherId, r.kind, r.probability, r.left_id AS leftId, r.right_id AS rightId
     FROM membership m JOIN ${RELATION_TABLE} r ON r.entity = @entity AND r.${own} = m.record_id
     JOIN membership o ON o.record_id = r.${other} WHERE m.golden_id = @goldenId AND o.golden_id <> @goldenId`;
  const rows = db
    .prepare(`${side('left_id', 'right_id')} UNION ALL ${side('right_id', 'left_id')} ORDER BY 3 DESC, 4, 5`)
    .all({ entity, goldenId }) as Omit<GoldenRelation, 'goldenId'>[];
  const strongest = new Map<string, GoldenRelation>();
  for (const row of rows) if (!strongest.has(row.otherId)) strongest.set(row.otherId, { goldenId, ...row });
  return [...strongest.values()];
}

const BETWEEN_GOLDEN = `FROM ${RELATION_TABLE} r JOIN membership a ON a.record_id = r.left_id
  JOIN membership b ON b.record_id = r.right_id WHERE a.golden_id <> b.golden_id`;

/** Number of links between golden records, all or those of one entity. */
export function countRelations(db: ReadDb, entity?: string): number {
  const of = entity === undefined ? '' : 'AND r.entity = @entity';
  return db
    .prepare(
      `SELECT count(*) FROM (SELECT DISTINCT min(a.golden_id, b.golden_id), max(a.golden_id, b.golden_id) ${BETWEEN_GOLDEN} ${of})`,
    )
    .pluck()
    .get(entity === undefined ? {} : { entity }) as number;
}

/** Links between all golden records, or those of one entity, each once, in the order of their ids. */
export function allRelations(
  db: ReadDb,
  entity?: string,
): IterableIterator<GoldenRelation & { readonly entity: string }> {
  // SQLite takes the other columns from the row with the greatest probability.
  return db
    .prepare(
      `SELECT r.entity, min(a.golden_id, b.golden_id) AS goldenId, max(a.golden_id, b.golden_id) AS otherId, r.kind,
         max(r.probability) AS probability, r.left_id AS leftId, r.right_id AS rightId
       ${BETWEEN_GOLDEN} ${entity === undefined ? '' : 'AND r.entity = @entity'}
       GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    )
    .iterate(entity === undefined ? {} : { entity }) as IterableIterator<
    GoldenRelation & { readonly entity: string }
  >;
}
