import type { ReviewSide } from '../../../shared/contract/review.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import type { RawCell } from '../../../shared/model/source.ts';
import { type DbRow, rowFromTable, tableExists, valueTable } from '../db/entity-tables.ts';
import { identifier, type ReadDb } from '../db/handles.ts';
import { notFound } from '../db/procedure.ts';

export interface ReviewedPair {
  readonly left: ReviewSide;
  readonly right: ReviewSide;
  /** Attributes at least one side has a value for, in the order of the model. */
  readonly attributes: string[];
  /** Records of the golden record each side is in; 1 before matching. */
  readonly leftCluster: number;
  readonly rightCluster: number;
}

/**
 * Both records of a pair: what they say standardised, and as it was read.
 * @throws UserError `record.unknown`.
 */
export function reviewPair(db: ReadDb, entity: EntityType, leftId: number, rightId: number): ReviewedPair {
  const left = readSide(db, entity, leftId);
  const right = readSide(db, entity, rightId);
  return {
    left,
    right,
    attributes: entity.attributes
      .map(({ name }) => name)
      .filter((name) => left.values[name] !== undefined || right.values[name] !== undefined),
    leftCluster: clusterSize(db, left.goldenId),
    rightCluster: clusterSize(db, right.goldenId),
  };
}

interface RecordRow {
  source: string;
  key: string;
  row: number;
  file: string;
  importedAt: string;
  cells: string;
  columns: string;
  goldenId: string | null;
}

/** One record: what it says standardised, and as it was read. @throws UserError `record.unknown`. */
export function readSide(db: ReadDb, entity: EntityType, id: number): ReviewSide {
  const record = db
    .prepare(
      `SELECT s.name AS source, r.key, r.row_number AS row, f.path AS file, f.imported_at AS importedAt, r.cells, s.columns,
         m.golden_id AS goldenId
       FROM record r JOIN source s ON s.id = r.source_id JOIN source_file f ON f.id = r.file_id
       LEFT JOIN membership m ON m.record_id = r.id AND m.entity = ? WHERE r.id = ?`,
    )
    .get(entity.name, id) as RecordRow | undefined;
  const values = record && readValues(db, entity, id);
  if (!record || !values) throw notFound('review.pair', 'record', id);
  const { cells, columns, ...rest } = record;
  const raw = JSON.parse(cells) as RawCell[];
  return {
    recordId: id,
    ...rest,
    updatedAt: values.updated_at?.[0] ?? null,
    values,
    raw: (JSON.parse(columns) as string[]).map((column, i) => ({ column, cell: raw[i] ?? null })),
  };
}

/** Attribute → texts; undefined: the record is not one of this entity. */
function readValues(db: ReadDb, entity: EntityType, id: number): Record<string, string[]> | undefined {
  const table = valueTable(entity.name);
  if (!tableExists(db, table)) return undefined;
  const row = db.prepare(`SELECT * FROM ${identifier(table)} WHERE record_id = ?`).get(id) as
    | DbRow
    | undefined;
  if (!row) return undefined;
  const { one, many } = rowFromTable(entity, row);
  const values: Record<string, string[]> = {};
  for (const { name, cardinality } of entity.attributes) {
    const single = one[name];
    if (cardinality === 'many') {
      const texts = many[name]?.map(({ value }) => value) ?? [];
      if (texts.length > 0) values[name] = texts;
    } else if (single !== undefined && single !== '') values[name] = [single];
  }
  return values;
}

const clusterSize = (db: ReadDb, goldenId: string | null): number =>
  goldenId === null
    ? 1
    : (db.prepare('SELECT count(*) FROM membership WHERE golden_id = ?').pluck().get(goldenId) as number);
