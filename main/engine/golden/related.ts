import type { RelatedGolden } from '../../../shared/contract/golden.ts';
import type { Kind } from '../../../shared/kinds/kinds.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { type DbRow, goldenTable, rowFromTable } from '../db/entity-tables.ts';
import { identifier, type ReadDb } from '../db/handles.ts';
import { relationsAreKnown, relationsOf } from '../db/relations.ts';
import { entityOfGolden } from './members.ts';

/** Half of all records have the same: it says nothing of a link. */
const SHARED_BY_MANY: ReadonlySet<Kind> = new Set(['title', 'sex', 'country', 'language', 'boolean', 'code']);

/**
 * Golden records linked to one without being it, as the last matching found them; the most probable first.
 * @throws UserError `golden record.unknown`.
 */
export function relatedTo(
  db: ReadDb,
  goldenId: string,
  limit: number,
): { related: RelatedGolden[]; total: number; known: boolean } {
  const entity = entityOfGolden(db, goldenId, 'golden.related');
  const relations = relationsOf(db, entity.name, goldenId);
  const read = db.prepare(`SELECT * FROM ${identifier(goldenTable(entity.name))} WHERE golden_id = ?`);
  const valuesOf = (id: string) => valueSets(entity, read.get(id) as DbRow | undefined);
  const own = valuesOf(goldenId);
  const telling = entity.attributes.filter(({ kind }) => !SHARED_BY_MANY.has(kind)).map(({ name }) => name);
  const related = relations.slice(0, limit).map(({ otherId, kind, probability, leftId, rightId }) => {
    const values = valuesOf(otherId);
    return {
      goldenId: otherId,
      kind,
      probability,
      leftId,
      rightId,
      values: Object.fromEntries([...values].map(([name, texts]) => [name, [...texts].join('; ')])),
      inCommon: telling.filter((name) =>
        [...(values.get(name) ?? [])].some((text) => own.get(name)?.has(text)),
      ),
    };
  });
  return { related, total: relations.length, known: relationsAreKnown(db, entity.name) };
}

/** Texts by attribute; none while the golden records are not made of the last matching yet. */
function valueSets(entity: EntityType, row: DbRow | undefined): Map<string, ReadonlySet<string>> {
  if (row === undefined) return new Map();
  const { one, many } = rowFromTable(entity, row);
  return new Map([
    ...Object.entries(one).map(([name, text]) => [name, new Set([text])] as const),
    ...Object.entries(many).map(
      ([name, values]) => [name, new Set(values.map(({ value }) => value))] as const,
    ),
  ]);
}
