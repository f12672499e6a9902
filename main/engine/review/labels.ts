import type { EntityType } from '../../../shared/model/canonical.ts';
import { tableColumns, valueTable } from '../db/entity-tables.ts';
import { foldText } from '../db/fold-text.ts';
import { identifier, type ReadDb } from '../db/handles.ts';

/** Names records as a person would. */
export interface Labeller {
  ofRecord(recordId: number): string;
  /** Both names, or one where they are written the same. */
  ofPair(left: number, right: number): string;
  /** Label, key and best contact point of a record, folded. */
  searchText(recordId: number): string;
  isOf(recordId: number, source: string): boolean;
}

/** The attributes that name an entity: given and family name, else its name, else its first text. */
function namingAttributes({ attributes }: EntityType): string[] {
  const singles = attributes.filter(({ cardinality }) => cardinality === 'one');
  const person = singles.filter(({ kind }) => kind === 'given_name' || kind === 'family_name');
  if (person.length > 0) return person.map(({ name }) => name);
  const organisation = singles.find(({ kind }) => kind === 'organisation_name');
  const named = organisation ?? singles.find(({ name }) => name === 'name') ?? singles[0];
  return named ? [named.name] : [];
}

/** Names the records of one entity; what is asked for twice is read once. */
export function labeller(db: ReadDb, entity: EntityType): Labeller {
  const present = new Set(tableColumns(db, valueTable(entity.name)));
  const names = namingAttributes(entity).filter((name) => present.has(name));
  const contacts = entity.attributes.filter(
    ({ name, kind }) => present.has(name) && (kind === 'email' || kind === 'phone'),
  );
  const columns = [...names, ...contacts.map(({ name }) => name)].map((name) => `v.${identifier(name)}`);
  const from =
    present.size > 0 ? `LEFT JOIN ${identifier(valueTable(entity.name))} v ON v.record_id = r.id` : '';
  const read = db
    .prepare(
      `SELECT ${['s.name', 'r.key', ...columns].join(', ')} FROM record r JOIN source s ON s.id = r.source_id ${from} WHERE r.id = ?`,
    )
    .raw();
  const known = new Map<number, readonly (string | null)[]>();
  const rowOf = (id: number): readonly (string | null)[] => {
    const row = known.get(id) ?? (read.get(id) as (string | null)[] | undefined) ?? ['', String(id)];
    known.set(id, row);
    return row;
  };
  const ofRecord = (id: number): string => {
    const [, key, ...values] = rowOf(id);
    return values.slice(0, names.length).filter(Boolean).join(' ') || (key ?? '');
  };
  return {
    ofRecord,
    ofPair(left, right) {
      const [a, b] = [ofRecord(left), ofRecord(right)];
      return a === b ? a : `${a} / ${b}`;
    },
    searchText: (id) => foldText(`${ofRecord(id)} ${rowOf(id).slice(1).join(' ')}`),
    isOf: (id, source) => rowOf(id)[0] === source,
  };
}
