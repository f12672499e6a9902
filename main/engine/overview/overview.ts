import type { EntityOverview, Overview } from '../../../shared/contract/overview.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { decisionsInForce } from '../db/decisions.ts';
import { doubtOfLastRun } from '../db/doubtful-pairs.ts';
import { goldenTable, isMatched, tableColumns } from '../db/entity-tables.ts';
import type { ReadDb } from '../db/handles.ts';
import { identifier } from '../db/handles.ts';
import { currentRecords } from '../db/record-counts.ts';
import { recordFinder } from '../db/records.ts';
import { currentMappings, currentModel, dataVersion, getMeta, pendingStages } from '../db/settings.ts';
import { type EntityFigures, type Figures, figuresOf } from './figures.ts';

interface Source {
  readonly id: number;
  readonly name: string;
  /** Absent: not mapped yet. */
  readonly entity?: string;
  readonly records: number;
}

/**
 * The project in figures. What takes a look at every record is of the last run ({@link figuresOf}); everything else is of
 * now. The cost does not depend on the number of records.
 */
export function overviewOf(db: ReadDb): Overview {
  const { model } = currentModel(db);
  const sources = listSources(db);
  const figures = figuresOf(db);
  const nameOf = new Map(sources.map(({ id, name }) => [id, name]));
  const entities = model.entities
    .filter((entity) => isMatched(entity) && (figures.entities[entity.name] ?? isMapped(sources, entity)))
    .map((entity) => entityOverview(db, entity, sources, figures.entities[entity.name]));
  const about = {
    entities,
    issues: [...figures.issues],
    completeness: figures.completeness.flatMap(({ sourceId, ...filled }) => {
      const source = nameOf.get(sourceId);
      return source === undefined ? [] : [{ ...filled, source }];
    }),
    activities: activitiesOf(model.entities, sources, figures),
    quarantined: countQuarantined(db),
    decisions: model.entities.reduce((sum, { name }) => sum + decisionsInForce(db, name).length, 0),
    pending: pendingStages(db),
    lastExport: lastExport(db),
  };
  return { ...about, next: nextSteps(about, sources) };
}

const isMapped = (sources: readonly Source[], { name }: EntityType): boolean =>
  sources.some(({ entity }) => entity === name);

function listSources(db: ReadDb): Source[] {
  const entityOf = new Map(currentMappings(db).map(({ sourceId, mapping }) => [sourceId, mapping.entity]));
  const rows = db
    .prepare("SELECT id, name FROM source WHERE state = 'ready' ORDER BY priority, id")
    .all() as {
    id: number;
    name: string;
  }[];
  return rows.map((row) => ({ ...row, entity: entityOf.get(row.id), records: currentRecords(db, row.id) }));
}

const NOTHING: EntityFigures = { golden: 0, sizes: [], estimatedPrecision: null, alone: {}, largest: [] };

function entityOverview(
  db: ReadDb,
  entity: EntityType,
  sources: readonly Source[],
  { golden, sizes, estimatedPrecision, alone, largest }: EntityFigures = NOTHING,
): EntityOverview {
  const own = sources.filter((source) => source.entity === entity.name);
  return {
    entity: entity.name,
    records: own.reduce((sum, { records }) => sum + records, 0),
    golden,
    sizes: sizes.map(([members, count]) => [members, count]),
    ...undecided(db, entity.name),
    estimatedPrecision,
    sources: own.map(({ id, name, records }) => ({ source: name, records, alone: alone[id] ?? 0 })),
    largest: largest.map(({ goldenId, members }) => ({
      goldenId,
      members,
      label: labelOf(db, entity, goldenId),
    })),
    lastRun: lastRun(db, entity.name),
  };
}

/** Pairs that wait for a person, by the state the last run gave them, less those decided since. */
function undecided(db: ReadDb, entity: string): { review: number; cut: number } {
  const counts = { ...doubtOfLastRun(db, entity) };
  const find = recordFinder(db);
  const stateOf = db
    .prepare('SELECT state FROM pair WHERE entity = ? AND left_id = ? AND right_id = ?')
    .pluck();
  for (const { left, right } of decisionsInForce(db, entity)) {
    const [a, b] = [find(left), find(right)];
    if (a === undefined || b === undefined) continue;
    const state = stateOf.get(entity, Math.min(a, b), Math.max(a, b));
    if (state === 'review' || state === 'cut') counts[state] -= 1;
  }
  return counts;
}

/** What a golden record is called: given and family name, else its name, else its first value. */
function labelOf(db: ReadDb, { name, attributes }: EntityType, goldenId: string): string {
  const table = goldenTable(name);
  const present = new Set(tableColumns(db, table));
  const singles = attributes.filter(
    (attribute) => attribute.cardinality === 'one' && present.has(attribute.name),
  );
  const person = singles.filter(({ kind }) => kind === 'given_name' || kind === 'family_name');
  const organisation = singles.find(({ kind }) => kind === 'organisation_name');
  const named =
    person.length > 0 ? person : [organisation ?? singles.find((one) => one.name === 'name') ?? singles[0]];
  const columns = named.flatMap((attribute) => (attribute ? [identifier(attribute.name)] : []));
  if (columns.length === 0) return goldenId;
  const row = db
    .prepare(`SELECT ${columns.join(', ')} FROM ${identifier(table)} WHERE golden_id = ?`)
    .raw()
    .get(goldenId) as (string | null)[] | undefined;
  return row?.filter(Boolean).join(' ') || goldenId;
}

function lastRun(db: ReadDb, entity: string): EntityOverview['lastRun'] {
  const row = db
    .prepare(
      "SELECT at, stats ->> '$.identities' AS identities FROM match_run WHERE entity = ? ORDER BY id DESC LIMIT 1",
    )
    .get(entity) as { at: string; identities: string | null } | undefined;
  if (!row?.identities) return null;
  const { created, merged, split, restored, unchanged } = JSON.parse(row.identities) as Record<
    string,
    number
  >;
  return {
    at: row.at,
    created: created ?? 0,
    merged: merged ?? 0,
    split: split ?? 0,
    restored: restored ?? 0,
    unchanged: unchanged ?? 0,
  };
}

/** Those of the last run, and those imported since that nobody has linked yet. */
function activitiesOf(
  entities: readonly EntityType[],
  sources: readonly Source[],
  { activities }: Figures,
): Overview['activities'] {
  return entities
    .filter((entity) => !isMatched(entity) && isMapped(sources, entity))
    .map(({ name }) => ({
      entity: name,
      records: sources.filter(({ entity }) => entity === name).reduce((sum, { records }) => sum + records, 0),
      linked: activities.find(({ entity }) => entity === name)?.linked ?? 0,
    }));
}

/** Rows set aside that nothing has replaced: of the last import of a complete source, of every import of a partial one. */
function countQuarantined(db: ReadDb): number {
  return db
    .prepare(
      `SELECT coalesce(sum(f.quarantined), 0) FROM source_file f JOIN source s ON s.id = f.source_id AND s.state = 'ready'
       WHERE f.state = 'applied' AND (s.complete = 0 OR f.id =
         (SELECT max(id) FROM source_file WHERE source_id = f.source_id AND state = 'applied'))`,
    )
    .pluck()
    .get() as number;
}

/** An export is stale once anything its golden records stand on has changed. */
function lastExport(db: ReadDb): Overview['lastExport'] {
  // A selection of golden records is not the export of the project.
  const row = db
    .prepare(
      `SELECT directory, at FROM export_run WHERE json_extract(manifest, '$.selection') IS NULL ORDER BY id DESC LIMIT 1`,
    )
    .get() as { directory: string; at: string } | undefined;
  if (!row) return null;
  const exported = getMeta(db, 'export.data_version');
  const stale = exported === undefined ? pendingStages(db).length > 0 : Number(exported) !== dataVersion(db);
  return { ...row, stale };
}

function nextSteps(about: Omit<Overview, 'next'>, sources: readonly Source[]): Overview['next'] {
  const { entities, pending, quarantined, lastExport: exported } = about;
  const next: Overview['next'] = [];
  if (sources.length === 0) return ['add_sources'];
  if (sources.some(({ entity }) => entity === undefined)) next.push('map_sources');
  if (pending.length > 0 && sources.some(({ entity }) => entity !== undefined)) next.push('run_matching');
  if (entities.some(({ review, cut }) => review + cut > 0)) next.push('review_pairs');
  if (quarantined > 0) next.push('mend_quarantine');
  const made = entities.some(({ golden }) => golden > 0);
  if (made && pending.length === 0 && (exported === null || exported.stale)) next.push('export');
  return next;
}
