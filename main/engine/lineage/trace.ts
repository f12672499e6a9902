import type { TracedValue } from '../../../shared/contract/lineage.ts';
import type { Attribute, CanonicalModel, EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { SourceMapping } from '../../../shared/model/mapping.ts';
import type { RawCell } from '../../../shared/model/source.ts';
import type { Step } from '../../../shared/model/values.ts';
import { type DbRow, goldenTable, recordColumn, ruleColumn, tableExists } from '../db/entity-tables.ts';
import type { ReadDb } from '../db/handles.ts';
import { identifier } from '../db/handles.ts';
import { currentModel, mappingById, projectDefaults } from '../db/settings.ts';

/** Re-runs the standardisation of one record with every step noted. Given by the standardise capability. */
export type RowTracer = (
  mapping: SourceMapping,
  entity: EntityType,
  model: CanonicalModel,
  columns: readonly string[],
  context: { defaultCountry: string; now: string },
) => {
  trace(
    cells: readonly RawCell[],
    attribute: string,
  ): {
    values: readonly {
      value: string;
      columns: readonly { column: string; raw: RawCell }[];
      steps: readonly Step[];
    }[];
  };
};

type Origin = TracedValue['origins'][number];

/**
 * Every value of a golden record (or one attribute) back to its source cells: the rule that chose it, the records that
 * say it, their file, row and columns, and the steps from cell to value, re-run on the spot.
 * @throws UserError `lineage.unknown_id`, `lineage.unknown_attribute`.
 */
export function traceGolden(
  db: ReadDb,
  goldenId: string,
  attribute: string | undefined,
  tracer: RowTracer,
): { goldenId: string; entity: string; values: TracedValue[] } {
  const { model } = currentModel(db);
  const { entity, row } = findGolden(db, model, goldenId);
  const attributes = attribute === undefined ? entity.attributes : [findAttribute(entity, attribute)];
  const values = attributes.flatMap((wanted) => traceAttribute(db, model, entity, row, wanted, tracer));
  return { goldenId, entity: entity.name, values };
}

function findGolden(db: ReadDb, model: CanonicalModel, goldenId: string): { entity: EntityType; row: DbRow } {
  for (const entity of model.entities) {
    const table = goldenTable(entity.name);
    if (!tableExists(db, table)) continue;
    const row = db.prepare(`SELECT * FROM ${identifier(table)} WHERE golden_id = ?`).get(goldenId) as
      | DbRow
      | undefined;
    if (row) return { entity, row };
  }
  const successor = db
    .prepare(
      `SELECT golden_id FROM golden_event WHERE event = 'merged' AND EXISTS (SELECT 1 FROM json_each(other_ids) WHERE value = ?)
       ORDER BY id DESC LIMIT 1`,
    )
    .pluck()
    .get(goldenId) as string | undefined;
  throw new UserError({
    operation: 'lineage',
    code: 'lineage.unknown_id',
    message: `There is no golden record ${goldenId}${successor ? `: it was merged into ${successor}` : ''}.`,
    next: successor
      ? `Ask for ${successor}.`
      : 'Take an id from golden.csv or crosswalk.csv of this project.',
    where: { goldenId },
  });
}

function findAttribute(entity: EntityType, name: string): Attribute {
  const attribute =
    entity.attributes.find((candidate) => candidate.name === name) ?? attributeOfColumn(entity, name);
  if (attribute) return attribute;
  throw new UserError({
    operation: 'lineage',
    code: 'lineage.unknown_attribute',
    message: `Golden records of “${entity.name}” have no attribute “${name}”.`,
    next: `Choose among: ${entity.attributes.map((candidate) => candidate.name).join(', ')}.`,
    where: { attribute: name },
  });
}

/** The flat columns of an export (see golden/flatten.ts) belong to an attribute that holds several values. */
function attributeOfColumn(entity: EntityType, column: string): Attribute | undefined {
  const ofKind = (kind: Attribute['kind']) =>
    entity.attributes.find((a) => a.cardinality === 'many' && a.kind === kind);
  if (['mobile', 'landline', 'phones'].includes(column)) return ofKind('phone');
  if (['street', 'complement', 'postcode', 'city', 'region', 'country', 'addresses'].includes(column))
    return ofKind('address');
  return entity.attributes.find(
    (a) => a.cardinality === 'many' && (`${a.name}s` === column || `${a.name}es` === column),
  );
}

function traceAttribute(
  db: ReadDb,
  model: CanonicalModel,
  entity: EntityType,
  row: DbRow,
  attribute: Attribute,
  tracer: RowTracer,
): TracedValue[] {
  const text = row[attribute.name];
  if (typeof text !== 'string') return [];
  const records = row[recordColumn(attribute)];
  const rule = row[ruleColumn(attribute)] as string;
  const origins = (value: string, ids: readonly number[]) =>
    ids.flatMap((id) => traceRecord(db, model, entity, id, attribute.name, value, tracer));
  if (attribute.cardinality === 'one') {
    const ids = typeof records === 'string' ? [Number(records)] : [];
    return [{ attribute: attribute.name, value: text, rule, origins: origins(text, ids) }];
  }
  const ids = JSON.parse(records as string) as number[][];
  const rules = JSON.parse(rule) as string[];
  return (JSON.parse(text) as ManyValue[]).map(({ value }, index) => ({
    attribute: attribute.name,
    value,
    rule: rules[index]!,
    origins: origins(value, ids[index]!),
  }));
}

interface RecordRow {
  id: number;
  source: string;
  key: string;
  cells: string;
  row_number: number;
  columns: string;
  path: string;
  sha256: string | null;
  options: string;
  imported_at: string;
  mapping_id: number;
}

function traceRecord(
  db: ReadDb,
  model: CanonicalModel,
  entity: EntityType,
  recordId: number,
  attribute: string,
  value: string,
  tracer: RowTracer,
): Origin[] {
  const record = db
    .prepare(
      `SELECT r.id, s.name AS source, r.key, r.cells, r.row_number, s.columns, f.path, f.sha256, f.options, f.imported_at, v.mapping_id
       FROM record r JOIN source s ON s.id = r.source_id JOIN source_file f ON f.id = r.file_id
       JOIN value_state v ON v.source_id = r.source_id WHERE r.id = ?`,
    )
    .get(recordId) as RecordRow | undefined;
  const mapping = record && mappingById(db, record.mapping_id);
  if (!record || !mapping) return [];
  const context = { defaultCountry: projectDefaults(db).country, now: record.imported_at.slice(0, 10) };
  const standardiser = tracer(mapping, entity, model, JSON.parse(record.columns) as string[], context);
  const traced = standardiser.trace(JSON.parse(record.cells) as RawCell[], attribute);
  return traced.values
    .filter((candidate) => candidate.value === value)
    .map(({ columns, steps, value: recomputed }) => ({
      recordId,
      source: record.source,
      key: record.key,
      file: record.path,
      sha256: record.sha256,
      table: tableOf(record.options),
      row: record.row_number,
      importedAt: record.imported_at,
      columns: columns.map(({ column, raw }) => ({ column, raw })),
      steps: [...steps],
      value: recomputed,
    }));
}

function tableOf(options: string): string | null {
  const { entry, table } = JSON.parse(options) as { entry?: string; table?: string };
  const parts = [entry, table].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' / ') : null;
}
