import type { ColumnProfile } from '../../../shared/model/source.ts';
import type { Concept } from './headers.ts';
import { readHeaders } from './headers.ts';

export interface KeyCandidate {
  readonly column: string;
  /** 0…1: how much it looks like what a silo would number its rows by. */
  readonly score: number;
  /** The profile only estimates the distinct values: count them before relying on it. */
  readonly needsExactCheck: boolean;
}

export interface KeyChoice {
  /** The column that identifies the rows, or null: the row number does. */
  readonly column: string | null;
  /** The best candidate was only estimated to be unique: check exactly, then try the next ones. */
  readonly needsExactCheck: boolean;
  readonly candidates: readonly KeyCandidate[];
}

const LIKELY = 0.35;
/** HyperLogLog estimates within a few percent; anything nearer than this may be unique. */
const ESTIMATE_MARGIN = 0.93;

/** How much a header of this meaning speaks for a key. Absent: the column is something else, never a key. */
const KEY_CONCEPTS: Readonly<Partial<Record<Concept, number>>> = {
  key: 0.8,
  party_ref: 0.5,
  loyalty_number: 0.55,
  number: 0.55,
  other_id: 0.5,
  sku: 0.55,
  siret: 0.7,
  ean: 0.45,
  siren: 0.35,
  national_id: 0.35,
};

/**
 * Chooses the column that identifies the rows of a file: filled in every row, a different value in each, named like an
 * identifier rather than like a name, contact point, date or amount.
 * `avoid`: columns known to refer to something else (a customer in a list of orders).
 */
export function chooseKey(
  columns: readonly string[],
  profiles: readonly ColumnProfile[],
  avoid: ReadonlySet<string> = new Set(),
): KeyChoice {
  const byColumn = new Map(profiles.map((profile) => [profile.column, profile]));
  const candidates = readHeaders(columns)
    .flatMap((header, position): KeyCandidate[] => {
      const profile = byColumn.get(header.column);
      if (!profile || avoid.has(header.column) || !isUnique(profile)) return [];
      const score = nameScore(header.matches, header.anonymous, profile) + shapeScore(profile, position);
      return [
        { column: header.column, score: Math.min(1, score), needsExactCheck: !profile.distinctIsExact },
      ];
    })
    .filter((candidate) => candidate.score >= LIKELY)
    .sort((a, b) => b.score - a.score);
  const best = candidates[0];
  return { column: best?.column ?? null, needsExactCheck: best?.needsExactCheck ?? false, candidates };
}

function isUnique(profile: ColumnProfile): boolean {
  if (profile.rows === 0 || profile.filled < profile.rows) return false;
  return profile.distinctIsExact
    ? profile.distinct === profile.rows
    : profile.distinct >= profile.rows * ESTIMATE_MARGIN;
}

/** −1 where the header says that the column is something else. */
function nameScore(
  matches: readonly { readonly concept: Concept; readonly score: number }[],
  anonymous: boolean,
  profile: ColumnProfile,
): number {
  if (anonymous) return 0.25;
  const best = matches[0];
  if (!best || best.score < 0.3) return 0.1;
  const asKey = matches.map(({ concept, score }) => (KEY_CONCEPTS[concept] ?? 0) * score);
  const strongest = Math.max(...asKey);
  // "Code contact" is about a contact, but names nobody: values that are codes speak louder than such a header.
  if (NAMES.has(best.concept) && isCodeLike(profile)) return Math.max(strongest, 0.2);
  if (strongest === 0 || (KEY_CONCEPTS[best.concept] === undefined && best.score > 0.7)) return -1;
  return strongest;
}

/** Meanings whose values are words. */
const NAMES: ReadonlySet<Concept> = new Set<Concept>([
  'contact_name',
  'contact_point',
  'full_name',
  'given_name',
  'family_name',
  'org_name',
  'store',
]);

function isCodeLike({ samples, top }: ColumnProfile): boolean {
  const values = samples.length > 0 ? samples : top.map(({ value }) => value);
  return (
    values.length > 0 &&
    values.every((value) => /^[A-Za-z0-9]*[-_./]?[A-Za-z0-9]*\d[A-Za-z0-9]*$/.test(value.trim()))
  );
}

function isVatLike(value: string): boolean {
  return /^[A-Z]{2}[0-9A-Z]{2}\d{7,10}$/.test(value);
}

function shapeScore(profile: ColumnProfile, position: number): number {
  if (!['integer', 'text', 'phone', 'date', 'datetime'].includes(profile.typeGuess)) return -1;
  const values = profile.samples.length > 0 ? profile.samples : profile.top.map((entry) => entry.value);
  if (values.some((value) => value.length > 64)) return -1;
  const withSpaces = values.filter((value) => /\s/.test(value.trim())).length;
  if (withSpaces > values.length * 0.2) return -0.5;
  const isCode = values.length > 0 && values.every((value) => /\d/.test(value));
  const even = profile.minLength === profile.maxLength ? 0.1 : 0;
  return (position === 0 ? 0.2 : 0) + (isCode ? 0.05 : -0.05) + even - (values.every(isVatLike) ? 0.3 : 0);
}
