import type { Kind } from '../../../shared/kinds/kinds.ts';
import {
  type Attribute,
  type CanonicalModel,
  type EntityType,
  MOST_ATTRIBUTES,
} from '../../../shared/model/canonical.ts';
import type { MappingSuggestion } from '../../../shared/model/mapping.ts';
import { detectDateOrder } from './contents-dates.ts';
import { headerWords } from './headers.ts';
import type { ColumnReading } from './suggest-columns.ts';

/** Names the project's tables use for themselves. */
const RESERVED = new Set([
  'id',
  'record_id',
  'golden_id',
  'source',
  'source_key',
  'row_number',
  'entity',
  'issues',
  'rowid',
  'key',
  'seq',
]);
const MAX_NAME = 50;

/**
 * An entity made of the columns of a table that is none of the known ones, so that a file of anything can be matched.
 * The key column is left out: it identifies rows, not things. So are the columns beyond those an entity can have.
 */
export function proposeEntity(
  readings: readonly ColumnReading[],
  key: string | null,
  model: CanonicalModel,
): { readonly entity: EntityType; readonly suggestions: MappingSuggestion[] } {
  const used = new Set(RESERVED);
  const attributes: Attribute[] = [];
  const suggestions: MappingSuggestion[] = [];
  for (const reading of readings) {
    if (reading.column === key || isLeftAlone(reading)) continue;
    if (attributes.length === MOST_ATTRIBUTES) break;
    const attribute = attributeOf(reading, used);
    attributes.push(attribute);
    suggestions.push(suggestionOf(reading, attribute));
  }
  const name = freeName('item', new Set(model.entities.map((entity) => entity.name)));
  return { entity: { name, role: 'custom', label: { fr: 'Élément', en: 'Item' }, attributes }, suggestions };
}

/** Empty columns, and those that hold another tool's clusters or technical marks. */
function isLeftAlone({ contents, candidates: [best] }: ColumnReading): boolean {
  return (
    contents.values.length === 0 ||
    (best?.concept === 'ignored' && best.confidence > 0.9 && contents.meanLength < 40)
  );
}

function attributeOf({ column, contents }: ColumnReading, used: Set<string>): Attribute {
  const words = headerWords(column)
    .join('_')
    .replace(/[^a-z0-9_]/g, '')
    .slice(0, MAX_NAME);
  const name = freeName(/^[a-z]/.test(words) ? words : `column_${words || 'x'}`, used);
  used.add(name);
  return {
    name,
    kind: kindOf(contents),
    label: { fr: column, en: column },
    cardinality: 'one',
    sensitivity: 'internal',
  };
}

function kindOf({ share, values, meanLength }: ColumnReading['contents']): Kind {
  if (values.length < 2) return 'text';
  if (share.email > 0.8) return 'email';
  if (share.mobile + share.landline > 0.8 || (share.phone > 0.9 && share.digits < 0.6)) return 'phone';
  if (share.datetime > 0.9) return 'datetime';
  if (share.date > 0.9) return 'date';
  if (share.url > 0.9) return 'url';
  if (share.amount > 0.5 && share.amount + share.integer > 0.9) return 'amount';
  // Long or zero-led digits are identifiers: reading them as numbers would lose them.
  if (share.integer > 0.95 && meanLength <= 6 && !values.some((value) => /^0\d/.test(value)))
    return 'integer';
  return 'text';
}

function suggestionOf({ column, contents }: ColumnReading, { name, kind }: Attribute): MappingSuggestion {
  const dateOrder = kind === 'date' || kind === 'datetime' ? detectDateOrder(contents.values) : undefined;
  return {
    rule: { to: name, from: [column], ...(dateOrder && { dateOrder }) },
    confidence: 0.6,
    reasons: [`Kept as it is: ${kind}.`],
    samples: contents.values.slice(0, 5),
  };
}

function freeName(wanted: string, used: ReadonlySet<string>): string {
  if (!used.has(wanted)) return wanted;
  let number = 2;
  while (used.has(`${wanted}_${number}`)) number++;
  return `${wanted}_${number}`;
}
