import type { AddressParts, Attribute, EntityType, ManyValue } from '../../../shared/model/canonical.ts';

/** What is flattened: a golden record as stored or as survived. */
export interface FlattenedInput {
  readonly goldenId: string;
  readonly one: Readonly<Record<string, string>>;
  /** Best first. */
  readonly many: Readonly<Record<string, readonly ManyValue[]>>;
  /** Names of the sources its records come from. */
  readonly sources: readonly string[];
  /** How many records it was made of. */
  readonly records: number;
}

/** A column of the flat form: its name, and what it shows of a golden record (null = blank). */
export interface GoldenColumn {
  readonly name: string;
  readonly type?: 'integer';
  readonly of: (golden: FlattenedInput) => string | null;
}

const SEPARATOR = '; ';

/**
 * The flat columns of an entity, in the order of its attributes: `golden_id`; single values by name; of e-mails `email`
 * (best) and `emails` (all); of phones `mobile`, `landline` (best of each) and `phones`; of addresses `street` (number
 * and street on one line), `complement`, `postcode`, `city`, `region`, `country` of the best one and `addresses`; of other
 * lists the best and, plural, all; then `sources` and `records`. A name already taken gets the attribute's name before it.
 */
export function goldenColumns(entity: EntityType): readonly GoldenColumn[] {
  const reserved = new Set(entity.attributes.filter((a) => a.cardinality === 'one').map((a) => a.name));
  const columns: GoldenColumn[] = [{ name: 'golden_id', of: (golden) => golden.goldenId }];
  for (const attribute of entity.attributes) {
    if (attribute.cardinality === 'one') {
      columns.push({ name: attribute.name, of: (golden) => golden.one[attribute.name] || null });
      continue;
    }
    for (const column of manyColumns(attribute)) {
      const name = reserved.has(column.name) ? `${attribute.name}_${column.name}` : column.name;
      reserved.add(name);
      columns.push({ ...column, name });
    }
  }
  const sources: GoldenColumn = { name: 'sources', of: (golden) => golden.sources.join(SEPARATOR) || null };
  const records: GoldenColumn = { name: 'records', type: 'integer', of: (golden) => String(golden.records) };
  return [...columns, ...[sources, records].filter((column) => !reserved.has(column.name))];
}

/** One cell per column of {@link goldenColumns}. */
export function flattenGolden(
  columns: readonly GoldenColumn[],
  golden: FlattenedInput,
): readonly (string | null)[] {
  return columns.map((column) => column.of(golden));
}

/** Values only, of a golden record as survived: what `FlattenedInput` takes. */
export function plainValues(row: {
  readonly one: Readonly<Record<string, { readonly value: string }>>;
  readonly many: FlattenedInput['many'];
}): Pick<FlattenedInput, 'one' | 'many'> {
  const one: Record<string, string> = {};
  for (const [name, { value }] of Object.entries(row.one)) one[name] = value;
  return { one, many: row.many };
}

function manyColumns(attribute: Attribute): readonly GoldenColumn[] {
  const { name } = attribute;
  if (attribute.kind === 'phone') return [...phoneColumns(name), allColumn(name, name)];
  if (attribute.kind === 'address') return [...addressColumns(name), allColumn(name, name)];
  return [{ name, of: (golden) => golden.many[name]?.[0]?.value ?? null }, allColumn(name, name)];
}

function allColumn(attribute: string, name: string): GoldenColumn {
  return {
    name: plural(name),
    of: (golden) => golden.many[attribute]?.map((element) => element.value).join(SEPARATOR) || null,
  };
}

function plural(name: string): string {
  if (/(?:s|x|sh|ch)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** A number of unknown type is shown under neither, but is in `phones`. */
function phoneColumns(attribute: string): readonly GoldenColumn[] {
  return ['mobile', 'landline'].map((type) => ({
    name: type,
    of: (golden) => golden.many[attribute]?.find((element) => element.type === type)?.value ?? null,
  }));
}

function addressColumns(attribute: string): readonly GoldenColumn[] {
  const part = (name: string, of: (parts: AddressParts) => string | undefined): GoldenColumn => ({
    name,
    of: (golden) => {
      const parts = golden.many[attribute]?.[0]?.parts;
      return (parts && of(parts)) || null;
    },
  });
  return [
    part('street', ({ number, street }) => [number, street].filter(Boolean).join(' ')),
    part('complement', ({ complement }) => complement),
    part('postcode', ({ postcode }) => postcode),
    part('city', ({ city }) => city),
    part('region', ({ region }) => region),
    part('country', ({ country }) => country),
  ];
}
