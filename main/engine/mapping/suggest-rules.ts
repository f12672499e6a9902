import type { EntityType } from '../../../shared/model/canonical.ts';
import type { MappingRule, MappingSuggestion } from '../../../shared/model/mapping.ts';
import { detectDateOrder } from './contents-dates.ts';
import type { Assignment } from './suggest-assign.ts';
import { MAP_FROM } from './suggest-assign.ts';

const SAMPLES = 5;

/** Turns assignments into mapping rules: joins parts, settles addresses and names, adds types and date orders. */
export function rulesOf(assignments: readonly Assignment[], entity: EntityType): MappingSuggestion[] {
  const settled = settlePhones(settleBirthDate(settleNames(settleAddresses(assignments))));
  const groups = addressGroups(settled);
  const joined = new Map<string, Assignment[]>();
  for (const one of settled) {
    const joins = one.target.part !== undefined;
    const slot = joins ? `${one.target.to} ${one.group}` : `column ${one.reading.position}`;
    joined.set(slot, [...(joined.get(slot) ?? []), one]);
  }
  return [...joined.values()].map((parts) => suggestionOf(joinOrder(parts), entity, groups));
}

function joinOrder(parts: readonly Assignment[]): Assignment[] {
  return [...parts].sort(
    (a, b) => (a.target.part ?? 0) - (b.target.part ?? 0) || a.reading.position - b.reading.position,
  );
}

function suggestionOf(
  parts: readonly Assignment[],
  entity: EntityType,
  groups: AddressGroups,
): MappingSuggestion {
  const first = parts[0]!;
  const { to } = first.target;
  const type = typeOf(first) ?? groups.types.get(first.group);
  const group = groups.numbers.get(first.group);
  const kind = entity.attributes.find((attribute) => attribute.name === to)?.kind;
  const isDate = kind === 'date' || kind === 'datetime';
  const dateOrder = isDate ? detectDateOrder(first.reading.contents.values) : undefined;
  const rule: MappingRule = {
    to,
    from: parts.map((part) => part.reading.column),
    ...(type !== undefined && { type }),
    ...(group !== undefined && to.startsWith('address.') && { group }),
    ...(parts.length > 1 && to === 'address.complement' && { join: ', ' }),
    ...(parts.length > 1 && isDate ? { join: '-', dateOrder: 'ymd' as const } : dateOrder && { dateOrder }),
  };
  return {
    rule,
    confidence: round(Math.min(...parts.map((part) => part.confidence))),
    reasons: [...new Set(parts.flatMap((part) => part.reasons))],
    samples: first.reading.contents.values.slice(0, SAMPLES),
  };
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}

/** What the header says (TEL_MOBILE, billing_zip), else what nearly all the numbers are. */
function typeOf({ target, reading }: Assignment): string | undefined {
  if (target.type !== undefined) return target.type;
  const { header, contents } = reading;
  if (target.to === 'phone') {
    if (header.type !== undefined) return header.type;
    if (contents.values.length < 5) return undefined;
    if (contents.share.mobile > 0.9) return 'mobile';
    return contents.share.landline > 0.9 ? 'landline' : undefined;
  }
  return target.to === 'email' || target.to.startsWith('address.') ? header.type : undefined;
}

// --------------------------------------------------------------------------------------------------- names

/** A full name beside given and family names says the same again; beside one of them it is the better half. */
function settleNames(assignments: readonly Assignment[]): Assignment[] {
  const sure = (to: string) => assignments.some((one) => one.target.to === to && one.confidence >= MAP_FROM);
  if (!sure('full_name')) return [...assignments];
  if (sure('given_name') && sure('family_name'))
    return assignments.filter((one) => one.target.to !== 'full_name');
  return assignments.filter((one) => one.target.to !== 'given_name' && one.target.to !== 'family_name');
}

/** Day, month and year in three columns make a birth date only together, and only where there is no whole date. */
function settleBirthDate(assignments: readonly Assignment[]): Assignment[] {
  const of = assignments.filter((one) => one.target.to === 'birth_date');
  const parts = of.filter((one) => one.target.part !== undefined);
  const keep = parts.length === 3 && parts.length === of.length;
  return keep ? [...assignments] : assignments.filter((one) => !parts.includes(one));
}

/** An area code in a column of its own stands before the first number too short to have one. */
function settlePhones(assignments: readonly Assignment[]): Assignment[] {
  const phones = assignments.filter((one) => one.target.to === 'phone');
  const area = phones.find((one) => one.concept === 'phone_area');
  if (!area) return [...assignments];
  const local = phones.find((one) => one !== area && one.reading.contents.meanLength <= 9);
  if (!local) return assignments.filter((one) => one !== area);
  return assignments.map((one) => (one === local ? retarget(local, 'phone', 2) : one));
}

// ----------------------------------------------------------------------------------------------- addresses

function settleAddresses(assignments: readonly Assignment[]): Assignment[] {
  const groups = new Map<string, Assignment[]>();
  for (const one of assignments) {
    if (one.target.to.startsWith('address.')) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  }
  const others = assignments.filter((one) => !one.target.to.startsWith('address.'));
  const settled = [...groups.values()].filter(isAddress).flatMap(settleAddress);
  return [...others, ...settled].sort((a, b) => a.reading.position - b.reading.position);
}

/** A type, or a country beside nothing else, is no address; a country alone is still worth keeping if it is all. */
function isAddress(parts: readonly Assignment[]): boolean {
  return parts.some((part) => part.target.to !== 'address.type');
}

function settleAddress(parts: readonly Assignment[]): Assignment[] {
  const find = (to: string) => parts.find((part) => part.target.to === to && part.confidence >= MAP_FROM);
  const number = find('address.number');
  const line = find('address.line');
  const street = parts.find((part) => part.concept === 'street');
  const firstComplement = find('address.complement');
  const hasBoth = find('address.postcode') && find('address.city');
  return parts.flatMap((part): Assignment[] => {
    const { to } = part.target;
    // postcode and city have columns of their own.
    if (to === 'address.postcode_city' && hasBoth) return [];
    if (number && part === line && !street && startsWithNumber(part) < 0.5)
      return [retarget(part, 'address.street')];
    // Without a column for the number, a street is a whole line.
    if (part === street && !number && !parts.some((other) => other.concept === 'street_type')) {
      return line ? [] : [retarget(part, 'address.line')];
    }
    // `adresse2` beside `cp2` is the first line of the second address.
    if (!line && !street && part === firstComplement && part.reading.contents.share.street > 0.3) {
      return [retarget(part, 'address.line')];
    }
    if (line && to === 'address.complement' && isRatherTheStreet(part, line))
      return [retarget(part, 'address.line')];
    if (
      part === line &&
      parts.some((other) => other.target.to === 'address.complement' && isRatherTheStreet(other, line))
    ) {
      return [retarget(part, 'address.complement', 1)];
    }
    return [part];
  });
}

/** Building in the first line, street in the second, as the French postal standard has them. */
function isRatherTheStreet(complement: Assignment, line: Assignment): boolean {
  const [own, first] = [complement.reading.contents, line.reading.contents];
  return (
    own.filled > 0.5 &&
    own.share.street > Math.max(0.5, first.share.street + 0.3) &&
    startsWithNumber(complement) > startsWithNumber(line)
  );
}

function startsWithNumber({ reading }: Assignment): number {
  const { values } = reading.contents;
  return values.length === 0 ? 0 : values.filter((value) => /^\d/.test(value)).length / values.length;
}

function retarget(part: Assignment, to: string, place?: number): Assignment {
  return { ...part, target: { to, factor: 1, ...(place !== undefined && { part: place }) } };
}

interface AddressGroups {
  /** '1', '2' … in the order of the columns, when there are several addresses. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Use of the address, said by any of its columns. */
  readonly types: ReadonlyMap<string, string>;
}

function addressGroups(assignments: readonly Assignment[]): AddressGroups {
  const mapped = assignments.filter((one) => one.group !== '' && one.confidence >= MAP_FROM);
  const keys = [...new Set(mapped.map((one) => one.group))];
  return {
    numbers: keys.length < 2 ? new Map() : new Map(keys.map((key, i) => [key, String(i + 1)])),
    types: new Map(
      mapped.flatMap(({ group, reading }) => (reading.header.type ? [[group, reading.header.type]] : [])),
    ),
  };
}
