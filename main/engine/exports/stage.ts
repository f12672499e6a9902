import { join } from 'node:path';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { JobControl } from '../../../shared/model/job.ts';
import type { RecipeExport } from '../../../shared/model/recipe.ts';
import { type DbRow, goldenTable, rowFromTable, tableExists } from '../db/entity-tables.ts';
import type { ReadDb } from '../db/handles.ts';
import { identifier } from '../db/handles.ts';
import { allRelations, countRelations } from '../db/relations.ts';
import type { ExportColumn } from './columns.ts';
import type { ManifestFile } from './manifest.ts';
import { openWriter } from './writers.ts';

/** A flat column of a golden record: its name and how its cell is made. Given by the golden capability. */
export interface FlatColumn {
  readonly name: string;
  readonly type?: 'integer';
  readonly of: (golden: FlatGolden) => string | null;
}

export interface FlatGolden {
  readonly goldenId: string;
  readonly one: Readonly<Record<string, string>>;
  readonly many: ReturnType<typeof rowFromTable>['many'];
  readonly sources: readonly string[];
  readonly records: number;
}

/** Rows handed to a writer at once. */
const BATCH = 2_000;

export interface ExportContext {
  readonly db: ReadDb;
  readonly directory: string;
  readonly control: JobControl;
  /** The flat columns of an entity. */
  readonly columnsOf: (entity: EntityType) => readonly FlatColumn[];
  /** Rowids of the golden records to write, in order. Absent: all of them. */
  readonly rowids?: Uint32Array;
}

/** The entities that have golden records, the one with most of them first. */
export function exportedEntities(db: ReadDb, entities: readonly EntityType[]): EntityType[] {
  return entities
    .filter(({ name }) => tableExists(db, goldenTable(name)))
    .map((entity) => ({ entity, golden: countGolden(db, entity) }))
    .filter(({ golden }) => golden > 0)
    .sort((one, other) => other.golden - one.golden)
    .map(({ entity }) => entity);
}

const countGolden = (db: ReadDb, { name }: EntityType): number =>
  db
    .prepare(`SELECT count(*) FROM ${identifier(goldenTable(name))}`)
    .pluck()
    .get() as number;

/** What is exported when a recipe asks for nothing: the golden records of each entity and the crosswalk, as CSV. */
export function defaultExports(entities: readonly EntityType[]): RecipeExport[] {
  const golden = entities.map(
    ({ name }, index): RecipeExport => ({
      what: 'golden',
      entity: name,
      format: 'csv',
      file: index === 0 ? 'golden.csv' : `golden_${name}.csv`,
      formulaProtection: false,
    }),
  );
  return [...golden, { what: 'crosswalk', format: 'csv', file: 'crosswalk.csv', formulaProtection: false }];
}

/** An export written whole under a temporary name. */
export interface SealedExport {
  readonly file: ManifestFile;
  publish(): Promise<void>;
  abort(): Promise<void>;
}

/** Writes one export beside the previous one, which is intact until {@link SealedExport.publish}. */
export async function writeExport(
  context: ExportContext,
  rule: RecipeExport,
  entities: readonly EntityType[],
): Promise<SealedExport> {
  const { columns, rows, total } = exportTable(context, rule, entities);
  const writer = await openWriter(rule.format, join(context.directory, rule.file), columns, {
    formulaProtection: rule.formulaProtection,
    ...(rule.delimiter !== undefined && { delimiter: rule.delimiter }),
    ...(rule.bom !== undefined && { bom: rule.bom }),
  });
  let done = 0;
  try {
    let batch: (string | null)[][] = [];
    for (const row of rows) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      context.control.check();
      await writer.write(batch);
      done += batch.length;
      batch = [];
      context.control.progress({ stage: 'export', subject: rule.file, done, total, unit: 'rows' });
    }
    if (batch.length > 0) await writer.write(batch);
    const end = await writer.seal();
    const file: ManifestFile = {
      name: rule.file,
      what: rule.what,
      format: rule.format,
      columns: columns.map(({ name }) => name),
      ...(rule.what === 'golden' && { entity: rule.entity ?? entities[0]?.name }),
      formula_protection: rule.formulaProtection,
      ...end,
    };
    return { file, publish: () => writer.publish(), abort: () => writer.abort() };
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/** What an export writes, row by row; nothing is read before the first row is asked for. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  readonly rows: Iterable<(string | null)[]>;
  readonly total: number;
}

/**
 * The table of one export.
 * @throws UserError `export.no_golden_records`, `export.unknown_column`.
 */
export function exportTable(
  context: Pick<ExportContext, 'db' | 'columnsOf' | 'rowids'>,
  rule: RecipeExport,
  entities: readonly EntityType[],
): ExportTable {
  if (rule.what === 'crosswalk') return crosswalk(context.db, rule.entity);
  if (rule.what === 'relations') return relations(context.db, rule.entity);
  return golden(context, rule, entities);
}

function crosswalk(db: ReadDb, entity: string | undefined): ExportTable {
  const where = entity === undefined ? '' : 'WHERE m.entity = ?';
  const bound = entity === undefined ? [] : [entity];
  const total = db
    .prepare(`SELECT count(*) FROM membership m ${where}`)
    .pluck()
    .get(...bound) as number;
  const rows = db
    .prepare(
      `SELECT m.golden_id, s.name, r.key, CAST(r.row_number AS TEXT) FROM membership m JOIN record r ON r.id = m.record_id
       JOIN source s ON s.id = r.source_id ${where} ORDER BY m.record_id`,
    )
    .raw()
    .iterate(...bound) as IterableIterator<string[]>;
  return {
    columns: [
      { name: 'golden_id' },
      { name: 'source' },
      { name: 'source_key' },
      { name: 'row_number', type: 'integer' },
    ],
    rows,
    total,
  };
}

/** Golden records that belong together without being one: people of a household, sites of an organisation. */
function relations(db: ReadDb, entity: string | undefined): ExportTable {
  function* rows(): Generator<string[]> {
    for (const { entity: of, goldenId, otherId, kind, probability } of allRelations(db, entity))
      yield [goldenId, otherId, of, kind, probability.toFixed(3)];
  }
  return {
    columns: [
      { name: 'golden_id' },
      { name: 'related_golden_id' },
      { name: 'entity' },
      { name: 'relation' },
      { name: 'probability', type: 'number' },
    ],
    rows: rows(),
    total: countRelations(db, entity),
  };
}

function golden(
  { db, columnsOf, rowids }: Pick<ExportContext, 'db' | 'columnsOf' | 'rowids'>,
  rule: RecipeExport,
  entities: readonly EntityType[],
): ExportTable {
  const entity = rule.entity === undefined ? entities[0] : entities.find(({ name }) => name === rule.entity);
  if (!entity) {
    throw new UserError({
      operation: 'export',
      code: 'export.no_golden_records',
      message: `There are no golden records of “${rule.entity ?? 'any entity'}” to write to ${rule.file}.`,
      next: 'Import and match the sources of that entity first, or take the export out of the recipe.',
      where: { file: rule.file },
    });
  }
  const available = columnsOf(entity);
  const chosen =
    rule.columns?.map(({ attribute, as }) => {
      const column = available.find(({ name }) => name === attribute);
      if (column) return { column, as };
      throw new UserError({
        operation: 'export',
        code: 'export.unknown_column',
        message: `The export ${rule.file} asks for the column “${attribute}”, which golden records of “${entity.name}” do not have.`,
        next: `Choose among: ${available.map(({ name }) => name).join(', ')}.`,
        where: { file: rule.file, column: attribute },
      });
    }) ?? available.map((column) => ({ column, as: column.name }));
  return {
    columns: chosen.map(({ column, as }) => ({ name: as, ...(column.type && { type: column.type }) })),
    rows: goldenRows(
      db,
      entity,
      chosen.map(({ column }) => column),
      rowids,
    ),
    total: rowids?.length ?? countGolden(db, entity),
  };
}

function* goldenRows(
  db: ReadDb,
  entity: EntityType,
  columns: readonly FlatColumn[],
  rowids: Uint32Array | undefined,
): Generator<(string | null)[]> {
  for (const row of rowids ? chosenRows(db, entity, rowids) : allRows(db, entity)) {
    const { one, many } = rowFromTable(entity, row);
    const flat: FlatGolden = {
      goldenId: row.golden_id as string,
      one,
      many,
      sources: typeof row._sources === 'string' ? row._sources.split(',') : [],
      records: row._members as number,
    };
    yield columns.map((column) => column.of(flat));
  }
}

const selectGolden = (entity: EntityType): string =>
  `SELECT g.*, (SELECT group_concat(DISTINCT s.name ORDER BY s.priority) FROM membership m JOIN record r ON r.id = m.record_id
     JOIN source s ON s.id = r.source_id WHERE m.golden_id = g.golden_id) AS _sources
   FROM ${identifier(goldenTable(entity.name))} g`;

const allRows = (db: ReadDb, entity: EntityType): Iterable<DbRow> =>
  db.prepare(`${selectGolden(entity)} ORDER BY g.golden_id`).iterate() as IterableIterator<DbRow>;

function* chosenRows(db: ReadDb, entity: EntityType, rowids: Uint32Array): Generator<DbRow> {
  const read = db.prepare(`${selectGolden(entity)} WHERE g.rowid = ?`);
  for (const rowid of rowids) {
    const row = read.get(rowid) as DbRow | undefined;
    if (row) yield row;
  }
}
