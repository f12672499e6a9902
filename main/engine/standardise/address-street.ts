import { complementEnd } from './address-complement.ts';
import { type FoundNumber, numberAt } from './address-number.ts';
import { startsSegment, type Token, textOf } from './address-tokens.ts';
import {
  ARTICLES,
  GERMANIC_STREET,
  MONTHS,
  STREET_TYPES,
  TYPE_ADJECTIVES,
  type TypeStrength,
  UNMISTAKABLE_TYPES,
} from './address-words.ts';

/** A street line taken apart. `street` holds its type written in full, the rest as given. */
export interface StreetLine {
  readonly number?: string;
  readonly street?: string;
  /** The type in full, where one is written ("Rue", "Grande Rue"). */
  readonly type?: string;
  /** Rest of the street after its type, as given. */
  readonly name?: string;
  readonly complements: readonly string[];
}

interface FoundType {
  readonly full: string;
  readonly strength: TypeStrength;
  readonly next: number;
}

interface Anchor {
  readonly score: number;
  /** First token of the house number (or of the street when there is none). */
  readonly at: number;
  readonly number?: FoundNumber;
  readonly street: number;
  readonly type?: FoundType;
}

const ORDINAL = /^\d{1,2}(?:er|ere|e|eme|ieme|nd|nde)$/;
const ROAD_NUMBER = new Set(['rn', 'rd', 'cd', 'route', 'departementale', 'nationale', 'n', 'd', 'km', 'pk']);
const RESIDENCE = new Set(['residence', 'immeuble', 'imm', 'resid']);

/** The street type at `at`: "av.", "Grande Rue", "GDE RUE", "1ère avenue". */
function typeAt(tokens: readonly Token[], at: number, end: number): FoundType | undefined {
  const token = tokens[at];
  if (token === undefined || at >= end) return undefined;
  const next = tokens[at + 1];
  const nextType = next && at + 1 < end && next.before === ' ' ? STREET_TYPES.get(next.key) : undefined;
  if (nextType?.strength === 'strong') {
    const adjective = TYPE_ADJECTIVES.get(token.key);
    if (adjective) return { full: `${adjective} ${nextType.full}`, strength: 'strong', next: at + 2 };
    if (ORDINAL.test(token.key))
      return { full: `${token.text} ${nextType.full}`, strength: 'strong', next: at + 2 };
  }
  const type = STREET_TYPES.get(token.key);
  if (type) return { full: type.full, strength: type.strength, next: at + 1 };
  const hyphen = token.key.indexOf('-');
  if (hyphen > 1 && UNMISTAKABLE_TYPES.has(token.key.slice(0, hyphen))) {
    return { full: token.text, strength: 'strong', next: at + 1 };
  }
  return undefined;
}

/** Short forms that are also words or initials are a type without a number only when something says so. */
function isPlainType(tokens: readonly Token[], at: number, type: FoundType): boolean {
  const { key, text } = tokens[at]!;
  if (type.next - at > 1 || UNMISTAKABLE_TYPES.has(key) || key.length >= 5) return true;
  const following = tokens[at + 1];
  if (following === undefined) return false;
  if (text.endsWith('.') || ARTICLES.has(following.key) || /^[ld]'/.test(following.key)) return true;
  return key.length >= 3 && type.full.length === key.length;
}

/**
 * Takes the tokens `start`…`end` of an address apart into house number, street and complements. Linear time.
 * `numberLast`: in this country the number follows the street, whatever its type ("Rue de la Loi 200").
 */
export function parseStreetLine(
  tokens: readonly Token[],
  start: number,
  end: number,
  numberLast = false,
): StreetLine {
  const spanEnd = complementSpans(tokens, start, end);
  const anchor = findAnchor(tokens, start, end, spanEnd);
  if (!anchor) return { complements: leftovers(tokens, start, end, spanEnd, -1, -1) };
  const streetEnd = findStreetEnd(tokens, anchor, end, spanEnd);
  const trailing = anchor.number ? undefined : trailingNumber(tokens, anchor, streetEnd, end, numberLast);
  const nameEnd = trailing && trailing.at < streetEnd ? trailing.at : streetEnd;
  const consumed = Math.max(streetEnd, trailing?.next ?? 0);
  const complements = leftovers(tokens, start, end, spanEnd, anchor.at, consumed);
  const number = anchor.number?.number ?? trailing?.number;
  const name = textOf(tokens, anchor.type?.next ?? anchor.street, nameEnd);
  const street = anchor.type ? (name ? `${anchor.type.full} ${name}` : anchor.type.full) : name;
  return {
    ...(number === undefined ? {} : { number }),
    ...(street ? { street } : {}),
    ...(anchor.type ? { type: anchor.type.full } : {}),
    name,
    complements,
  };
}

/** For each token, the end of the complement it lies in, or 0. */
function complementSpans(tokens: readonly Token[], start: number, end: number): readonly number[] {
  const spans: number[] = new Array<number>(end).fill(0);
  let afterUnit = false;
  for (let at = start; at < end; ) {
    const next = complementEnd(tokens, at, start, end, afterUnit);
    afterUnit = next > at;
    for (let covered = at; covered < next; covered++) spans[covered] = next;
    at = afterUnit ? next : at + 1;
  }
  return spans;
}

function findAnchor(
  tokens: readonly Token[],
  start: number,
  end: number,
  spanEnd: readonly number[],
): Anchor | undefined {
  let best: Anchor | undefined;
  let weakSegment = false;
  for (let at = start; at < end; at++) {
    if (spanEnd[at]) continue;
    const first = startsSegment(tokens, at, start) || spanEnd[at - 1]! > 0 || tokens[at]!.before === '-';
    const candidate = anchorAt(tokens, at, end, first, weakSegment, spanEnd);
    if (first) weakSegment = candidate?.type?.strength === 'weak' && !candidate.number;
    if (candidate && candidate.score > (best?.score ?? 0)) best = candidate;
    if (best && best.score >= 6) return best;
    if (candidate?.number && first) at = candidate.number.next - 1;
  }
  return best;
}

/** Score of reading the street at `at`; higher wins, the first of equals. */
function anchorAt(
  tokens: readonly Token[],
  at: number,
  end: number,
  first: boolean,
  weakSegment: boolean,
  spanEnd: readonly number[],
): Anchor | undefined {
  const number = first || mayStartNumber(tokens, at) ? numberAt(tokens, at, end) : undefined;
  if (number) return numberedAnchor(tokens, at, end, first, weakSegment, number, spanEnd);
  const type = typeAt(tokens, at, end);
  if (!type) return first ? { score: 1, at, street: at } : undefined;
  if (first && isPlainType(tokens, at, type)) {
    return { score: type.strength === 'strong' ? 4 : 2, at, street: at, type };
  }
  if (first) return { score: 1, at, street: at };
  const previous = tokens[at - 1]!;
  const plain = weakSegment && type.strength === 'strong' && UNMISTAKABLE_TYPES.has(tokens[at]!.key);
  return plain && !ARTICLES.has(previous.key) ? { score: 3.5, at, street: at, type } : undefined;
}

/** A number inside a segment: not one of a date ("8 Mai 1945") or of a road ("RN 7"). */
function mayStartNumber(tokens: readonly Token[], at: number): boolean {
  const code = tokens[at]!.key.charCodeAt(0);
  if (code !== 110 && (code < 48 || code > 57)) return false;
  const previous = tokens[at - 1]?.key ?? '';
  return !MONTHS.has(previous) && !ARTICLES.has(previous) && !ROAD_NUMBER.has(previous);
}

function numberedAnchor(
  tokens: readonly Token[],
  at: number,
  end: number,
  first: boolean,
  weakSegment: boolean,
  number: FoundNumber,
  spanEnd: readonly number[],
): Anchor | undefined {
  const street = number.next;
  if (street >= end || spanEnd[street]) return undefined;
  const type = typeAt(tokens, street, end);
  if (type && street + 1 < end)
    return { score: type.strength === 'strong' ? 6 : 5, at, number, street, type };
  if (type) return { score: first ? 5 : 0, at, number, street, type };
  if (MONTHS.has(tokens[street]!.key)) return first ? { score: 1, at, street: at } : undefined;
  if (number.number.length > 4 && /^\d{5}/.test(number.number))
    return first ? { score: 1, at, street: at } : undefined;
  if (first) return { score: 3, at, number, street };
  const afterType = STREET_TYPES.has(tokens[at - 1]!.key);
  return weakSegment && !afterType && !/^\d/.test(tokens[street]!.key)
    ? { score: 2.5, at, number, street }
    : undefined;
}

/** The street goes on to a comma, a line break, a complement, or a residence named after it. */
function findStreetEnd(
  tokens: readonly Token[],
  anchor: Anchor,
  end: number,
  spanEnd: readonly number[],
): number {
  const nameStart = anchor.type?.next ?? anchor.street;
  let at = Math.max(nameStart, anchor.street + 1);
  for (; at < end; at++) {
    if (spanEnd[at] || startsSegment(tokens, at, -1)) break;
    const previous = tokens[at - 1]!;
    if (at > nameStart && RESIDENCE.has(tokens[at]!.key) && !ARTICLES.has(previous.key)) break;
    if (tokens[at]!.before === '-' && at > nameStart && startsAnother(tokens, at, end)) break;
  }
  return at;
}

/** After a dash: does another line begin ("- 12 rue …", "- Résidence …")? */
function startsAnother(tokens: readonly Token[], at: number, end: number): boolean {
  const number = numberAt(tokens, at, end);
  const type = typeAt(tokens, number?.next ?? at, end);
  return type !== undefined && (number !== undefined || isPlainType(tokens, at, type));
}

/**
 * "Hauptstraße 12", "Via Roma, 5", "rue Pasteur, 12", "rue Pasteur n° 12": the number after the street. After a French
 * type a bare last number belongs to the name ("Rue du 8 Mai 1945", "Allée 3").
 */
function trailingNumber(
  tokens: readonly Token[],
  anchor: Anchor,
  streetEnd: number,
  end: number,
  numberLast: boolean,
): (FoundNumber & { at: number }) | undefined {
  const own =
    streetEnd < end && startsSegment(tokens, streetEnd, -1) ? numberAt(tokens, streetEnd, end) : undefined;
  if (own && (own.next >= end || startsSegment(tokens, own.next, -1))) return { ...own, at: streetEnd };
  for (let at = Math.max(anchor.street + 1, streetEnd - 3); at < streetEnd; at++) {
    const number = mayStartNumber(tokens, at) ? numberAt(tokens, at, streetEnd) : undefined;
    if (number?.next !== streetEnd || /^\d{5}/.test(number.number)) continue;
    const signed = /^n[°o]?/.test(tokens[at]!.key);
    const plainName = numberLast || !anchor.type || GERMANIC_STREET.test(tokens[at - 1]!.key);
    if (signed || plainName) return { ...number, at };
  }
  return undefined;
}

/** What is neither number nor street, piece by piece. */
function leftovers(
  tokens: readonly Token[],
  start: number,
  end: number,
  spanEnd: readonly number[],
  streetFrom: number,
  streetTo: number,
): string[] {
  const pieces: string[] = [];
  let from = -1;
  const close = (to: number): void => {
    if (from >= 0) pieces.push(textOf(tokens, from, to));
    from = -1;
  };
  for (let at = start; at < end; at++) {
    if (at >= streetFrom && at < streetTo) close(at);
    else {
      const splits = startsSegment(tokens, at, start) || (at > start && spanEnd[at] !== spanEnd[at - 1]);
      if (splits) close(at);
      if (from < 0) from = at;
    }
  }
  close(end);
  return pieces;
}
