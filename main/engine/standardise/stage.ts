import { createHash } from 'node:crypto';
import type { CanonicalModel, EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { JobControl } from '../../../shared/model/job.ts';
import type { RawCell } from '../../../shared/model/source.ts';
import {
  createValueTable,
  replaceTable,
  rowToTable,
  staged,
  stagedIndex,
  tableColumns,
  tableExists,
  valueTable,
} from '../db/entity-tables.ts';
import type { WriteDb } from '../db/handles.ts';
import { identifier, transact } from '../db/handles.ts';
import {
  currentMappings,
  currentModel,
  dataVersion,
  type MappingVersion,
  markStage,
  projectDefaults,
} from '../db/settings.ts';
import { compileRow } from './row.ts';

/** Raised when a standardiser changes what it gives: values computed by an older one are computed again. */
const STANDARDISER_VERSION = 1;

/** Rows computed and written in one transaction: about 100 ms. */
const BATCH = 4_000;

export interface StandardiseResult {
  /** Values by entity. */
  readonly entities: Readonly<Record<string, number>>;
  /** Issues found, by code, over all records. */
  readonly issues: Readonly<Record<string, number>>;
  readonly computed: number;
  readonly kept: number;
}

/**
 * Stage "standardise": every current record of a mapped source gets its row in value_<entity>. What a record says is
 * computed again only when its mapping, the model or the record changed; the rest is carried over. Tables are built
 * beside those in use and take their place in one short transaction.
 * @throws UserError `mapping.entity_missing`, `mapping.column_missing`; Cancelled.
 */
export function standardiseAll(db: WriteDb, control: JobControl): StandardiseResult {
  const version = dataVersion(db);
  const { id: modelId, model } = currentModel(db);
  const mappings = currentMappings(db);
  const used = model.entities.filter((entity) =>
    mappings.some(({ mapping }) => mapping.entity === entity.name),
  );
  transact(db, () => {
    for (const entity of used) createValueTable(db, staged(valueTable(entity.name)), entity);
  });
  const tally = { computed: 0, kept: 0 };
  const states: { sourceId: number; entity: string; fingerprint: string; mappingId: number }[] = [];
  for (const mapping of mappings) {
    const entity = entityOf(model, mapping);
    const source = readSource(db, mapping.sourceId);
    const fingerprint = fingerprintOf([
      mapping.id,
      modelId,
      projectDefaults(db),
      source.columns,
      STANDARDISER_VERSION,
    ]);
    const kept = carryOver(db, entity, mapping.sourceId, fingerprint);
    const computed = computeMissing(db, model, entity, mapping, source, kept > 0, control);
    tally.kept += kept;
    tally.computed += computed;
    states.push({ sourceId: mapping.sourceId, entity: entity.name, fingerprint, mappingId: mapping.id });
  }
  const issues = countIssues(db, used);
  linkParties(db, used);
  control.check();
  return transact(db, () => {
    const counts: Record<string, number> = {};
    for (const { name } of model.entities) {
      if (used.some((entity) => entity.name === name)) replaceTable(db, valueTable(name));
      else db.exec(`DROP TABLE IF EXISTS ${identifier(valueTable(name))}`);
    }
    for (const { name } of used) counts[name] = countRows(db, valueTable(name));
    db.prepare('DELETE FROM value_state').run();
    const put = db.prepare('INSERT INTO value_state VALUES (?, ?, ?, ?)');
    for (const state of states) put.run(state.sourceId, state.entity, state.fingerprint, state.mappingId);
    replaceTable(db, 'party_link');
    markStage(db, 'standardise', version);
    return { entities: counts, issues, ...tally };
  });
}

const fingerprintOf = (parts: unknown): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

const countRows = (db: WriteDb, table: string): number =>
  db
    .prepare(`SELECT count(*) FROM ${identifier(table)}`)
    .pluck()
    .get() as number;

function entityOf(model: CanonicalModel, { mapping, sourceId }: MappingVersion): EntityType {
  const entity = model.entities.find(({ name }) => name === mapping.entity);
  if (entity) return entity;
  throw new UserError({
    operation: 'standardise',
    code: 'mapping.entity_missing',
    message: `A source is mapped to the entity “${mapping.entity}”, which the model does not have.`,
    next: 'Map the source to another entity, or add the entity to the model.',
    where: { source: sourceId },
  });
}

function readSource(db: WriteDb, id: number): { name: string; columns: string[] } {
  const row = db.prepare('SELECT name, columns FROM source WHERE id = ?').get(id) as {
    name: string;
    columns: string;
  };
  return { name: row.name, columns: JSON.parse(row.columns) as string[] };
}

/** Copies the values of records that are still current, where they were computed the same way. Returns how many. */
function carryOver(db: WriteDb, entity: EntityType, sourceId: number, fingerprint: string): number {
  const state = db.prepare('SELECT entity, fingerprint FROM value_state WHERE source_id = ?').get(sourceId) as
    | { entity: string; fingerprint: string }
    | undefined;
  const from = valueTable(entity.name);
  if (state?.entity !== entity.name || state.fingerprint !== fingerprint || !tableExists(db, from)) return 0;
  const to = staged(from);
  if (tableColumns(db, from).join() !== tableColumns(db, to).join()) return 0;
  return transact(
    db,
    () =>
      db
        .prepare(
          `INSERT INTO ${identifier(to)} SELECT v.* FROM ${identifier(from)} v
           JOIN current_record r ON r.id = v.record_id WHERE v.source_id = ?`,
        )
        .run(sourceId).changes,
  );
}

function computeMissing(
  db: WriteDb,
  model: CanonicalModel,
  entity: EntityType,
  { sourceId, mapping }: MappingVersion,
  source: { name: string; columns: string[] },
  some: boolean,
  control: JobControl,
): number {
  const table = staged(valueTable(entity.name));
  const total = db
    .prepare('SELECT count(*) FROM current_record WHERE source_id = ?')
    .pluck()
    .get(sourceId) as number;
  const context = { defaultCountry: projectDefaults(db).country, now: new Date().toISOString().slice(0, 10) };
  const rows = compileRow(mapping, entity, model, source.columns, context);
  const insert = db.prepare(
    `INSERT INTO ${identifier(table)} VALUES (${tableColumns(db, table)
      .map(() => '?')
      .join(', ')})`,
  );
  const batch = db.prepare(
    `SELECT id, cells FROM current_record WHERE source_id = ? AND id > ?
     ${some ? `AND id NOT IN (SELECT record_id FROM ${identifier(table)})` : ''} ORDER BY id LIMIT ${BATCH}`,
  );
  let last = 0;
  let done = 0;
  for (;;) {
    control.check();
    const records = batch.all(sourceId, last) as { id: number; cells: string }[];
    if (records.length === 0) return done;
    const values = records.map(({ id, cells }) =>
      rowToTable(entity, id, sourceId, rows.standardise(JSON.parse(cells) as RawCell[])),
    );
    transact(db, () => {
      for (const row of values) insert.run(row);
    });
    last = records.at(-1)!.id;
    done += records.length;
    control.progress({ stage: 'standardise', subject: source.name, done, total, unit: 'records' });
  }
}

function countIssues(db: WriteDb, entities: readonly EntityType[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { name } of entities) {
    const rows = db
      .prepare(
        `SELECT i.value ->> 'code' AS code, count(*) AS n FROM ${identifier(staged(valueTable(name)))} v, json_each(v._issues) i
         WHERE v._issues IS NOT NULL GROUP BY 1`,
      )
      .all() as { code: string; n: number }[];
    for (const { code, n } of rows) counts[code] = (counts[code] ?? 0) + n;
  }
  return counts;
}

/**
 * Finds the party record each activity and consent speaks of: its reference is the key of a row of a party source, or
 * a loyalty number such a row carries. References to nobody stay without a link, and are counted as orphans.
 */
function linkParties(db: WriteDb, used: readonly EntityType[]): void {
  const table = staged('party_link');
  transact(db, () => {
    db.exec(`CREATE TABLE ${table} (record_id INTEGER PRIMARY KEY, party_record_id INTEGER NOT NULL) STRICT`);
    db.exec(
      'CREATE TEMP TABLE party_key (key TEXT PRIMARY KEY, record_id INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    );
    for (const entity of used.filter(({ role }) => role === 'party')) {
      const values = identifier(staged(valueTable(entity.name)));
      db.exec(
        `INSERT OR IGNORE INTO party_key SELECT upper(trim(r.key)), r.id FROM ${values} v JOIN record r ON r.id = v.record_id
         JOIN source_file f ON f.id = r.file_id WHERE f.key_columns IS NOT NULL ORDER BY r.id`,
      );
      if (!entity.attributes.some(({ name }) => name === 'loyalty_number')) continue;
      db.exec(
        `INSERT OR IGNORE INTO party_key SELECT upper(loyalty_number), record_id FROM ${values}
         WHERE loyalty_number IS NOT NULL ORDER BY record_id`,
      );
    }
    for (const { name, attributes } of used.filter(({ role }) => role === 'activity' || role === 'consent')) {
      if (!attributes.some((attribute) => attribute.name === 'party_ref')) continue;
      db.exec(
        `INSERT INTO ${table} SELECT v.record_id, k.record_id FROM ${identifier(staged(valueTable(name)))} v
         JOIN party_key k ON k.key = upper(v.party_ref) WHERE v.party_ref IS NOT NULL`,
      );
    }
    db.exec('DROP TABLE party_key');
    db.exec(`CREATE INDEX ${stagedIndex(db, 'party_link_party')} ON ${table}(party_record_id)`);
  });
}
