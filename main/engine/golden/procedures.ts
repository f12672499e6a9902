import { implement } from '@orpc/server';
import { golden as contract, type GoldenView } from '../../../shared/contract/golden.ts';
import type { EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import type { SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import type { EngineContext } from '../db/context.ts';
import { type DbRow, goldenTable, recordColumn, ruleColumn, tableColumns } from '../db/entity-tables.ts';
import type { ReadDb } from '../db/handles.ts';
import { identifier } from '../db/handles.ts';
import { notFound, userErrors } from '../db/procedure.ts';
import { currentModel } from '../db/settings.ts';
import { isEmptyColumn } from './column-store.ts';
import { candidatesOf, entitiesWithGolden } from './members.ts';
import { queryGolden } from './query.ts';
import { relatedTo } from './related.ts';
import { rulesFor } from './stage.ts';
import { activitiesOf, historyOf } from './story.ts';
import { saveSurvivorship } from './survivorship-save.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

export const golden = os.router({
  columns: os.columns.handler(({ input, context }) =>
    goldenEntity(context.project.db, 'golden.columns', input.entity).attributes.map((attribute) => ({
      name: attribute.name,
      attribute: attribute.name,
      label: { ...attribute.label },
      kind: attribute.kind,
      many: attribute.cardinality === 'many',
      empty: isEmptyColumn(context.project.db, input.entity, attribute.name),
    })),
  ),
  query: os.query.handler(({ input, context }) => {
    const { db } = context.project;
    const entity = goldenEntity(db, 'golden.query', input.entity);
    return queryGolden(db, entity, input, input.offset, input.limit);
  }),
  candidates: os.candidates.handler(({ input, context }) => [
    ...candidatesOf(context.project.db, input.goldenId, input.attribute),
  ]),
  activities: os.activities.handler(({ input, context }) =>
    activitiesOf(context.project.db, input.goldenId, input.limit),
  ),
  related: os.related.handler(({ input, context }) =>
    relatedTo(context.project.db, input.goldenId, input.limit),
  ),
  history: os.history.handler(({ input, context }) => historyOf(context.project.db, input.goldenId)),
  survivorship: os.survivorship.handler(({ input, context }) => {
    const { db } = context.project;
    return rulesToContract(rulesFor(db, anyEntity(db, 'golden.survivorship', input.entity)));
  }),
  saveSurvivorship: os.saveSurvivorship.handler(({ input, context }) => {
    const { db, actor } = context.project;
    saveSurvivorship(db, anyEntity(db, 'golden.saveSurvivorship', input.entity), input.rules, actor);
    return { saved: true };
  }),
  run: os.run.handler(({ context }) => ({ jobId: context.jobs.start('golden', null) })),
  list: os.list.handler(({ input, context }) =>
    listGolden(context.project.db, input.entity, input.after, input.limit),
  ),
  show: os.show.handler(({ input, context }) => showGolden(context.project.db, input.goldenId)),
});

const rulesToContract = (rules: SurvivorshipRules) => ({
  ...rules,
  attributes: Object.fromEntries(Object.entries(rules.attributes).map(([name, rule]) => [name, { ...rule }])),
});

/**
 * An entity with golden records, with the attributes those have: the model may have got others since.
 * @throws UserError `entity.unknown`.
 */
function goldenEntity(db: ReadDb, operation: string, name: string): EntityType {
  const entity = entitiesWithGolden(db).find((candidate) => candidate.name === name);
  if (!entity) throw notFound(operation, 'entity', name);
  const present = new Set(tableColumns(db, goldenTable(name)));
  return { ...entity, attributes: entity.attributes.filter((attribute) => present.has(attribute.name)) };
}

/** @throws UserError `entity.unknown`. */
function anyEntity(db: ReadDb, operation: string, name: string): EntityType {
  const entity = currentModel(db).model.entities.find((candidate) => candidate.name === name);
  if (!entity) throw notFound(operation, 'entity', name);
  return entity;
}

/** A page by key, so that the millionth record costs what the first does. */
function listGolden(
  db: ReadDb,
  entityName: string,
  after: string,
  limit: number,
): { goldenId: string; members: number; values: Record<string, string> }[] {
  const entity = entitiesWithGolden(db).find(({ name }) => name === entityName);
  if (!entity) throw notFound('golden.list', 'entity', entityName);
  const rows = db
    .prepare(
      `SELECT * FROM ${identifier(goldenTable(entity.name))} WHERE golden_id > ? ORDER BY golden_id LIMIT ?`,
    )
    .all(after, limit) as DbRow[];
  return rows.map((row) => ({
    goldenId: row.golden_id as string,
    members: row._members as number,
    values: Object.fromEntries(
      entity.attributes.flatMap(({ name, cardinality }) => {
        const text = row[name];
        if (typeof text !== 'string') return [];
        return [
          [
            name,
            cardinality === 'many'
              ? (JSON.parse(text) as ManyValue[]).map(({ value }) => value).join('; ')
              : text,
          ],
        ];
      }),
    ),
  }));
}

function showGolden(db: ReadDb, goldenId: string): GoldenView {
  for (const entity of entitiesWithGolden(db)) {
    const row = db
      .prepare(`SELECT * FROM ${identifier(goldenTable(entity.name))} WHERE golden_id = ?`)
      .get(goldenId) as DbRow | undefined;
    if (row)
      return {
        goldenId,
        entity: entity.name,
        values: valuesOf(entity, row),
        members: membersOf(db, goldenId),
      };
  }
  throw notFound('golden.show', 'golden record', goldenId);
}

function valuesOf(entity: EntityType, row: DbRow): GoldenView['values'] {
  const values: GoldenView['values'] = {};
  for (const attribute of entity.attributes) {
    const text = row[attribute.name];
    const records = row[recordColumn(attribute)];
    const rule = row[ruleColumn(attribute)];
    if (typeof text !== 'string' || typeof rule !== 'string') continue;
    if (attribute.cardinality === 'one') {
      values[attribute.name] = [
        { value: text, records: typeof records === 'string' ? [Number(records)] : [], rule },
      ];
      continue;
    }
    const ids = JSON.parse(records as string) as number[][];
    const rules = JSON.parse(rule) as string[];
    values[attribute.name] = (JSON.parse(text) as ManyValue[]).map(({ value }, index) => ({
      value,
      records: ids[index]!,
      rule: rules[index]!,
    }));
  }
  return values;
}

function membersOf(db: ReadDb, goldenId: string): GoldenView['members'] {
  return db
    .prepare(
      `SELECT r.id AS recordId, s.name AS source, r.key, r.row_number AS row FROM membership m JOIN record r ON r.id = m.record_id
       JOIN source s ON s.id = r.source_id WHERE m.golden_id = ? ORDER BY s.priority, r.id`,
    )
    .all(goldenId) as GoldenView['members'];
}
