import type { MappingPreview } from '../../../shared/contract/mapping.ts';
import type { CanonicalModel, EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { SourceMapping } from '../../../shared/model/mapping.ts';
import type { RawCell } from '../../../shared/model/source.ts';
import type { CanonicalRow } from '../../../shared/model/values.ts';
import type { ReadDb } from '../db/handles.ts';
import { currentModel, projectDefaults } from '../db/settings.ts';
import { sampleRows, sourceColumns } from './sample.ts';

/** Compiles a mapping. Given by the standardise capability. */
export type RowCompiler = (
  mapping: SourceMapping,
  entity: EntityType,
  model: CanonicalModel,
  columns: readonly string[],
  context: { defaultCountry: string; now: string },
) => { standardise(cells: readonly RawCell[]): CanonicalRow };

/**
 * What a mapping makes of real rows: the values and issues of each, and how often each attribute is filled.
 * @throws UserError `source.unknown`, `mapping.entity_missing`, and those of the compiler.
 */
export function previewMapping(
  db: ReadDb,
  name: string,
  mapping: SourceMapping,
  count: number,
  compile: RowCompiler,
): MappingPreview {
  const { model } = currentModel(db);
  const source = sourceColumns(db, name);
  const entity = requireEntity(model, mapping.entity);
  const context = { defaultCountry: projectDefaults(db).country, now: new Date().toISOString().slice(0, 10) };
  const standardiser = compile(mapping, entity, model, source.columns, context);
  const filled: Record<string, number> = {};
  const issues: Record<string, number> = {};
  const rows = sampleRows(db, source, count).map(({ key, row, cells }) => {
    const made = standardiser.standardise(cells);
    const values = textsOf(entity, made);
    for (const attribute of Object.keys(values)) filled[attribute] = (filled[attribute] ?? 0) + 1;
    for (const { code } of made.issues) issues[code] = (issues[code] ?? 0) + 1;
    return { key, row, cells: [...cells], values, issues: made.issues.map((issue) => ({ ...issue })) };
  });
  return { columns: [...source.columns], rows, filled, issues, sampled: rows.length };
}

/** Attribute → texts, in the order of the model; blanks left out. */
function textsOf(entity: EntityType, { one, many }: CanonicalRow): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const { name, cardinality } of entity.attributes) {
    const texts =
      cardinality === 'many' ? (many[name] ?? []).map(({ value }) => value) : one[name] ? [one[name]] : [];
    if (texts.length > 0) values[name] = texts;
  }
  return values;
}

function requireEntity(model: CanonicalModel, name: string): EntityType {
  const entity = model.entities.find((candidate) => candidate.name === name);
  if (entity) return entity;
  throw new UserError({
    operation: 'mapping.preview',
    code: 'mapping.entity_missing',
    message: `The model has no entity “${name}”.`,
    next: `Choose among: ${model.entities.map((candidate) => candidate.name).join(', ')}, or add it to the model.`,
    where: { entity: name },
  });
}
