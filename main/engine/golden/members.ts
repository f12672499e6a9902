import type { EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { type DbRow, goldenTable, tableExists, valueTable } from '../db/entity-tables.ts';
import { identifier, type ReadDb } from '../db/handles.ts';
import { notFound } from '../db/procedure.ts';
import { currentModel } from '../db/settings.ts';
import { rulesFor, toMember } from './stage.ts';
import { explainCandidates } from './survivorship-explain.ts';
import type { CandidateExplanation } from './survivorship-types.ts';

/** The entities that have golden records. */
export function entitiesWithGolden(db: ReadDb): EntityType[] {
  return currentModel(db).model.entities.filter(({ name }) => tableExists(db, goldenTable(name)));
}

/** The entity of a golden record. @throws UserError `golden record.unknown`. */
export function entityOfGolden(db: ReadDb, goldenId: string, operation: string): EntityType {
  const name = db.prepare('SELECT entity FROM membership WHERE golden_id = ? LIMIT 1').pluck().get(goldenId);
  const entity = currentModel(db).model.entities.find((candidate) => candidate.name === name);
  if (!entity) throw notFound(operation, 'golden record', goldenId);
  return entity;
}

/**
 * Every value the records of a golden record offer for an attribute, winners first, under the rules in force.
 * @throws UserError `golden record.unknown`, `golden.unknown_attribute`.
 */
export function candidatesOf(
  db: ReadDb,
  goldenId: string,
  attribute: string,
): readonly CandidateExplanation[] {
  const entity = entityOfGolden(db, goldenId, 'golden.candidates');
  if (!entity.attributes.some(({ name }) => name === attribute)) throw unknownAttribute(entity, attribute);
  const rows = db
    .prepare(
      `SELECT s.name AS _source, v.* FROM membership m JOIN ${identifier(valueTable(entity.name))} v ON v.record_id = m.record_id
       JOIN source s ON s.id = v.source_id WHERE m.golden_id = ? ORDER BY m.record_id`,
    )
    .all(goldenId) as DbRow[];
  const members = rows.map((row) => toMember(entity, row, row._source as string));
  return explainCandidates(entity, members, rulesFor(db, entity), attribute);
}

const unknownAttribute = (entity: EntityType, attribute: string): UserError =>
  new UserError({
    operation: 'golden.candidates',
    code: 'golden.unknown_attribute',
    message: `Golden records of “${entity.name}” have no attribute “${attribute}”.`,
    next: `Choose among: ${entity.attributes.map(({ name }) => name).join(', ')}.`,
    where: { attribute },
  });
