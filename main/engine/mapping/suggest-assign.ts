import type { EntityType } from '../../../shared/model/canonical.ts';
import type { Concept } from './headers.ts';
import type { ColumnReading, ConceptCandidate } from './suggest-columns.ts';
import { NOT_MAPPED } from './suggest-columns.ts';
import type { Target } from './suggest-targets.ts';
import { holdsMany, targetOf } from './suggest-targets.ts';

/** A mapping chosen before, by a person or a recipe, in the same project. */
export interface EarlierChoice {
  readonly column: string;
  readonly entity: string;
  readonly to: string;
  readonly type?: string;
}

/** One column given to one target. Several with the same slot and a `part` are joined. */
export interface Assignment {
  readonly reading: ColumnReading;
  readonly concept: Concept | null;
  readonly target: Target;
  /** Address group: columns of one address share it. Empty for other targets. */
  readonly group: string;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** Below this a column is left unmapped, but named as a possibility. */
const SUGGEST_FROM = 0.3;
/** From here on a rule is good enough to run unseen. */
export const MAP_FROM = 0.5;

/**
 * Gives each column at most one target and each target of cardinality one at most one column (per address), the surest
 * first; a column that loses its target takes its next best.
 */
export function assign(
  readings: readonly ColumnReading[],
  entity: EntityType,
  earlier: readonly EarlierChoice[] = [],
): Assignment[] {
  const groups = addressGroups(readings);
  const options = readings
    .flatMap((reading) => optionsOf(reading, entity, groups.get(reading.column) ?? '', earlier))
    .sort((a, b) => b.confidence - a.confidence || a.reading.position - b.reading.position);
  const taken = new Set<string>();
  const assigned = new Map<string, Assignment>();
  for (const option of options) {
    const slot = slotOf(option, entity);
    if (assigned.has(option.reading.column) || taken.has(slot)) continue;
    if (option.confidence < SUGGEST_FROM) continue;
    taken.add(slot);
    assigned.set(option.reading.column, option);
  }
  return [...assigned.values()].sort((a, b) => a.reading.position - b.reading.position);
}

function slotOf({ reading, target, group }: Assignment, entity: EntityType): string {
  if (holdsMany(entity, target.to)) return `column ${reading.position}`;
  // Complements of one address are joined, however many.
  const part = target.to === 'address.complement' ? reading.position : (target.part ?? '');
  return `${target.to} ${group} ${part}`;
}

function optionsOf(
  reading: ColumnReading,
  entity: EntityType,
  group: string,
  earlier: readonly EarlierChoice[],
): Assignment[] {
  const best = reading.candidates[0];
  const fromConcepts = reading.candidates.flatMap((candidate): Assignment[] => {
    // Recognised as something to be left alone: nothing weaker may claim it.
    if (best && NOT_MAPPED.has(best.concept) && candidate.confidence < best.confidence) return [];
    const target = targetOf(candidate.concept, entity);
    if (!target || isTooVague(candidate, target, reading)) return [];
    return [
      {
        reading,
        concept: candidate.concept,
        target,
        group: target.to.startsWith('address.') ? group : '',
        confidence: candidate.confidence * target.factor,
        reasons: candidate.reasons,
      },
    ];
  });
  return [...fromModel(reading, entity), ...fromEarlier(reading, entity, group, earlier), ...fromConcepts];
}

/** `name` alone may be a company, but not beside the name of a person; a row's own key is no attribute of a thing. */
function isTooVague(candidate: ConceptCandidate, target: Target, { contents }: ColumnReading): boolean {
  if (target.to === 'company') return contents.values.length > 0 && candidate.confidence < 0.75;
  return candidate.concept === 'key' && contents.distinct === 1 && contents.filled === 1 && target.factor < 1;
}

/** The header is the name or label of an attribute: attributes the project added are found this way. */
function fromModel(reading: ColumnReading, entity: EntityType): Assignment[] {
  const header = plain(reading.column);
  return entity.attributes
    .filter(
      ({ name, label, kind }) =>
        kind !== 'address' && [name, label.fr, label.en].some((text) => plain(text) === header),
    )
    .filter(({ name }) => !reading.candidates.some((c) => targetOf(c.concept, entity)?.to === name))
    .map(({ name }) => ({
      reading,
      concept: null,
      target: { to: name, factor: 1 },
      group: '',
      confidence: isDefaultShape(entity) ? 0.6 : 0.93,
      reasons: [`The header "${reading.column}" is the attribute ${name}.`],
    }));
}

function isDefaultShape(entity: EntityType): boolean {
  return entity.role !== 'custom';
}

function fromEarlier(
  reading: ColumnReading,
  entity: EntityType,
  group: string,
  earlier: readonly EarlierChoice[],
): Assignment[] {
  const header = plain(reading.column);
  return earlier
    .filter((choice) => choice.entity === entity.name && plain(choice.column) === header)
    .map((choice) => ({
      reading,
      concept: null,
      target: { to: choice.to, factor: 1, ...(choice.type !== undefined && { type: choice.type }) },
      group: choice.to.startsWith('address.') ? group : '',
      confidence: 0.97,
      reasons: [`"${choice.column}" was mapped to ${choice.to} before.`],
    }));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

// ------------------------------------------------------------------------------------------ address groups

const ADDRESS_CONCEPTS: ReadonlySet<Concept> = new Set<Concept>([
  'line',
  'house_number',
  'number_index',
  'street_type',
  'street',
  'complement',
  'postcode',
  'city',
  'postcode_city',
  'region',
  'country',
  'address_type',
]);

/** Which columns make one address: same nested object, same use (billing, shipping), or same number at the end. */
function addressGroups(readings: readonly ColumnReading[]): Map<string, string> {
  const parts = readings.filter((reading) => reading.candidates.some((c) => ADDRESS_CONCEPTS.has(c.concept)));
  const numbered = parts.some(
    ({ header, candidates }) =>
      header.ordinal > 1 &&
      header.prefix === '' &&
      ['postcode', 'city', 'postcode_city'].includes(candidates[0]?.concept ?? ''),
  );
  const groups = new Map<string, string>();
  for (const { column, header } of parts) {
    const ordinal = numbered && header.prefix === '' ? String(header.ordinal) : '';
    groups.set(column, [header.prefix, header.type ?? '', ordinal].join('|'));
  }
  return mergeHalves(parts, groups);
}

/** `billing_street` beside a plain `city`: two halves of one address, when no part is in both. */
function mergeHalves(parts: readonly ColumnReading[], groups: Map<string, string>): Map<string, string> {
  const concepts = new Map<string, Set<Concept>>();
  for (const part of parts) {
    const best = part.candidates.find((c) => ADDRESS_CONCEPTS.has(c.concept));
    if (!best || best.confidence < MAP_FROM) continue;
    const group = groups.get(part.column)!;
    concepts.set(group, (concepts.get(group) ?? new Set()).add(best.concept));
  }
  const plain = concepts.get(PLAIN_GROUP);
  if (!plain) return groups;
  const others = [...concepts].filter(([group, own]) => group !== PLAIN_GROUP && isDisjoint(own, plain));
  if (others.length !== 1) return groups;
  const kept = others[0]![0];
  return new Map([...groups].map(([column, group]) => [column, group === PLAIN_GROUP ? kept : group]));
}

/** No prefix, no use, no number. */
const PLAIN_GROUP = '||';

function isDisjoint(a: ReadonlySet<Concept>, b: ReadonlySet<Concept>): boolean {
  return [...a].every((concept) => !b.has(concept));
}
