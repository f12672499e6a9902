import type { EntityType } from '../../../shared/model/canonical.ts';
import { type DbRow, isMatched, rowFromTable, tableExists, valueTable } from '../db/entity-tables.ts';
import { identifier, type ReadDb } from '../db/handles.ts';
import { notFound } from '../db/procedure.ts';
import { currentModel } from '../db/settings.ts';

/** Something that happened to the person or organisation a golden record stands for. */
export interface GoldenActivity {
  readonly recordId: number;
  readonly entity: string;
  readonly source: string;
  readonly at: string | null;
  readonly values: Record<string, string>;
}

/** Activities and consents linked to the records of a golden record, latest first, those without a date last. */
export function activitiesOf(db: ReadDb, goldenId: string, limit: number): GoldenActivity[] {
  const entities = currentModel(db).model.entities.filter(
    (entity) => !isMatched(entity) && tableExists(db, valueTable(entity.name)),
  );
  return entities
    .flatMap((entity) => activitiesIn(db, entity, goldenId, limit))
    .sort((a, b) => compareDates(b.at, a.at) || a.recordId - b.recordId)
    .slice(0, limit);
}

const compareDates = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;

function activitiesIn(db: ReadDb, entity: EntityType, goldenId: string, limit: number): GoldenActivity[] {
  const date = dateOf(entity);
  const order = date === undefined ? '' : `v.${identifier(date)} DESC NULLS LAST, `;
  const rows = db
    .prepare(
      `SELECT s.name AS _source, v.* FROM membership m JOIN party_link l ON l.party_record_id = m.record_id
       JOIN ${identifier(valueTable(entity.name))} v ON v.record_id = l.record_id JOIN source s ON s.id = v.source_id
       WHERE m.golden_id = ? ORDER BY ${order}v.record_id LIMIT ?`,
    )
    .all(goldenId, limit) as DbRow[];
  return rows.map((row) => ({
    recordId: row.record_id as number,
    entity: entity.name,
    source: row._source as string,
    at: date === undefined ? null : ((row[date] as string | null) ?? null),
    values: textsOf(entity, row),
  }));
}

/** When it happened: `occurred_at`, else the first date of the entity. */
function dateOf({ attributes }: EntityType): string | undefined {
  const dates = attributes.filter(
    ({ kind, cardinality }) => cardinality === 'one' && (kind === 'datetime' || kind === 'date'),
  );
  return (dates.find(({ name }) => name === 'occurred_at') ?? dates[0])?.name;
}

function textsOf(entity: EntityType, row: DbRow): Record<string, string> {
  const { one, many } = rowFromTable(entity, row);
  const texts: Record<string, string> = { ...one };
  for (const [name, values] of Object.entries(many))
    texts[name] = values.map(({ value }) => value).join('; ');
  return texts;
}

export interface GoldenHistoryEntry {
  readonly at: string;
  readonly event: string;
  readonly otherIds: string[];
}

/**
 * What happened to a golden id, first things first. An id no longer in use ends with `absorbed`, by the id that took its
 * records.
 * @throws UserError `golden record.unknown`: the id was never given.
 */
export function historyOf(db: ReadDb, goldenId: string): GoldenHistoryEntry[] {
  const inUse =
    db.prepare('SELECT 1 FROM membership WHERE golden_id = ? LIMIT 1').get(goldenId) !== undefined;
  const events = db
    .prepare(
      `SELECT e.id, e.event, e.other_ids AS others, r.at FROM golden_event e LEFT JOIN match_run r ON r.id = e.run_id
       WHERE e.golden_id = ? ORDER BY e.id`,
    )
    .all(goldenId) as EventRow[];
  const absorbed = inUse ? [] : absorbedBy(db, goldenId);
  if (!inUse && events.length + absorbed.length === 0)
    throw notFound('golden.history', 'golden record', goldenId);
  return [...events, ...absorbed]
    .sort((a, b) => a.id - b.id)
    .map(({ event, others, at }) => ({ at: at ?? '', event, otherIds: JSON.parse(others) as string[] }));
}

interface EventRow {
  id: number;
  event: string;
  others: string;
  at: string | null;
}

/** Only of an id that is no longer used: all events have to be looked at. */
function absorbedBy(db: ReadDb, goldenId: string): EventRow[] {
  return db
    .prepare(
      `SELECT e.id, 'absorbed' AS event, json_array(e.golden_id) AS others, r.at FROM golden_event e
       LEFT JOIN match_run r ON r.id = e.run_id
       WHERE e.event = 'merged' AND EXISTS (SELECT 1 FROM json_each(e.other_ids) WHERE value = ?)`,
    )
    .all(goldenId) as EventRow[];
}
