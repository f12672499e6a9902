import type { Behind, FoundRecord } from '../../../shared/contract/overview.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import type { Issue } from '../../../shared/model/values.ts';
import { type DbRow, isMatched, tableColumns, tableExists, valueTable } from '../db/entity-tables.ts';
import { identifier, type ReadDb } from '../db/handles.ts';
import { slicer } from '../db/pause.ts';
import { notFound } from '../db/procedure.ts';
import { currentModel, getMeta } from '../db/settings.ts';

/** Record ids looked through between two looks at the clock. */
const STRETCH = 10_000;
/** Figures whose records are kept in memory; those of four million rows take 48 MB. */
const KEPT = 4;
const CUT = 200;

/** The records of one entity behind a figure, in the order of their ids; a record with two such issues is there twice. */
interface Found {
  readonly entity: EntityType;
  readonly recordIds: readonly number[];
}

interface Kept {
  readonly stamp: string;
  readonly found: Map<string, Promise<readonly Found[]>>;
}
const kept = new WeakMap<ReadDb, Kept>();

/**
 * A window of the records behind a figure. They are found once, stretch by stretch without keeping others waiting; windows
 * are then read by id. Like the figures, they are of the last standardisation.
 * @throws UserError `entity.unknown`, `attribute.unknown`.
 */
export async function recordsBehind(
  db: ReadDb,
  behind: Behind,
  offset: number,
  limit: number,
): Promise<{ total: number; rows: FoundRecord[] }> {
  const found = await findOnce(db, behind);
  const rows: FoundRecord[] = [];
  let start = 0;
  for (const { entity, recordIds } of found) {
    const from = Math.max(0, offset - start);
    const to = Math.min(recordIds.length, offset + limit - start);
    start += recordIds.length;
    if (from >= to) continue;
    // Of a record that is there twice, the second is its second such issue.
    let nth = 0;
    while (nth < from && recordIds[from - nth - 1] === recordIds[from]) nth += 1;
    const read = reader(db, entity, behind);
    for (let at = from; at < to; at++) {
      if (at > from) nth = recordIds[at] === recordIds[at - 1] ? nth + 1 : 0;
      rows.push(read(recordIds[at]!, nth));
    }
  }
  return { total: start, rows };
}

function findOnce(db: ReadDb, behind: Behind): Promise<readonly Found[]> {
  const stamp = `${getMeta(db, 'stage.standardise')} ${tablesOf(db)}`;
  let ofProject = kept.get(db);
  if (ofProject?.stamp !== stamp) {
    ofProject = { stamp, found: new Map() };
    kept.set(db, ofProject);
  }
  const { found } = ofProject;
  const key = JSON.stringify(behind);
  const finding = found.get(key) ?? find(db, behind);
  found.delete(key);
  found.set(key, finding);
  finding.catch(() => found.delete(key));
  for (const [oldest] of found) {
    if (found.size <= KEPT) break;
    found.delete(oldest);
  }
  return finding;
}

/** Where the tables of values stand in the file: another place, another table. */
const tablesOf = (db: ReadDb): string =>
  db
    .prepare(
      "SELECT group_concat(name || rootpage) FROM sqlite_schema WHERE type = 'table' AND (name GLOB 'value_*' OR name = 'party_link')",
    )
    .pluck()
    .get() as string;

async function find(db: ReadDb, behind: Behind): Promise<readonly Found[]> {
  const pause = slicer();
  const found: Found[] = [];
  for (const entity of lookedThrough(db, behind)) {
    const table = identifier(valueTable(entity.name));
    const { sql, bound, count } = search(db, entity, behind);
    const page = db.prepare(sql.replace('{table}', table)).raw();
    const last = (db.prepare(`SELECT max(record_id) FROM ${table}`).pluck().get() as number | null) ?? 0;
    const recordIds: number[] = [];
    for (let from = 0; from < last; from += STRETCH) {
      for (const [id, issues] of page.all(from, from + STRETCH, ...bound) as [number, string][]) {
        for (let times = count(issues); times > 0; times--) recordIds.push(id);
      }
      await pause();
    }
    found.push({ entity, recordIds });
  }
  return found;
}

/** The entities whose values are looked through. */
function lookedThrough(db: ReadDb, behind: Behind): EntityType[] {
  const entities = currentModel(db).model.entities.filter(({ name }) => tableExists(db, valueTable(name)));
  if (behind.figure === 'issue') return entities;
  if (behind.figure === 'unlinked') return entities.filter((entity) => !isMatched(entity));
  const entity = entities.find(({ name }) => name === behind.entity);
  if (!entity) throw notFound('overview.records', 'entity', behind.entity);
  if (!tableColumns(db, valueTable(entity.name)).includes(behind.attribute))
    throw notFound('overview.records', 'attribute', behind.attribute);
  return [entity];
}

interface Search {
  /** Record id and its issues, for a stretch of record ids. */
  readonly sql: string;
  readonly bound: readonly (string | number)[];
  /** How often a record is listed. */
  readonly count: (issues: string) => number;
}

function search(db: ReadDb, { name }: EntityType, behind: Behind): Search {
  const stretch = 'SELECT record_id, _issues FROM {table} WHERE record_id > ? AND record_id <= ?';
  const once = () => 1;
  switch (behind.figure) {
    case 'issue':
      return {
        sql: `${stretch} AND instr(_issues, ?) > 0 ORDER BY record_id`,
        bound: [JSON.stringify(behind.code)],
        count: (issues) => issuesOf(issues, behind.code).length,
      };
    case 'blank': {
      const source = db.prepare('SELECT id FROM source WHERE name = ?').pluck().get(behind.source);
      if (source === undefined) throw notFound('overview.records', 'source', behind.source);
      return {
        sql: `${stretch} AND source_id = ? AND ${identifier(behind.attribute)} IS NULL ORDER BY record_id`,
        bound: [source as number],
        count: once,
      };
    }
    case 'unlinked': {
      const linked = tableExists(db, 'party_link')
        ? ` AND NOT EXISTS (SELECT 1 FROM party_link l WHERE l.record_id = ${identifier(valueTable(name))}.record_id)`
        : '';
      return { sql: `${stretch}${linked} ORDER BY record_id`, bound: [], count: once };
    }
  }
}

const issuesOf = (issues: string, code: string): Issue[] =>
  (JSON.parse(issues) as Issue[]).filter((issue) => issue.code === code);

/** Reads one record behind a figure; `nth`: which of its issues of that kind. */
function reader(
  db: ReadDb,
  entity: EntityType,
  behind: Behind,
): (recordId: number, nth: number) => FoundRecord {
  const read = db.prepare(
    `SELECT v.*, s.name AS _source, r.key AS _key, r.row_number AS _row FROM ${identifier(valueTable(entity.name))} v
     JOIN record r ON r.id = v.record_id JOIN source s ON s.id = v.source_id WHERE v.record_id = ?`,
  );
  const member = db.prepare('SELECT golden_id FROM membership WHERE record_id = ?').pluck();
  const party = tableExists(db, 'party_link')
    ? db
        .prepare(
          'SELECT m.golden_id FROM party_link l JOIN membership m ON m.record_id = l.party_record_id WHERE l.record_id = ?',
        )
        .pluck()
    : undefined;
  return (recordId, nth) => {
    const row = read.get(recordId) as DbRow;
    const issue = behind.figure === 'issue' ? issuesOf(row._issues as string, behind.code)[nth] : undefined;
    return {
      id: `${recordId}.${nth}`,
      recordId,
      entity: entity.name,
      source: row._source as string,
      row: row._row as number,
      key: row._key as string,
      label: labelOfRecord(entity, row),
      goldenId: ((member.get(recordId) ?? party?.get(recordId)) as string | undefined) ?? null,
      attribute: issue?.attribute ?? (behind.figure === 'blank' ? behind.attribute : null),
      raw: issue?.raw?.slice(0, CUT) ?? null,
      suggestion: issue?.suggestion ?? null,
    };
  };
}

/** Given and family name, else the first values there are. */
function labelOfRecord({ attributes }: EntityType, row: DbRow): string {
  const singles = attributes.filter(({ name, cardinality }) => cardinality === 'one' && row[name] !== null);
  const person = singles.filter(({ kind }) => kind === 'given_name' || kind === 'family_name');
  const shown = person.length > 0 ? person : singles.slice(0, 2);
  return shown.map(({ name }) => row[name]).join(' ');
}
