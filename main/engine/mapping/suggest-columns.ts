import { plainLetters } from '../../../shared/kinds/fold.ts';
import type { ColumnProfile, RawCell } from '../../../shared/model/source.ts';
import type { Contents } from './contents.ts';
import { lookAtContents } from './contents.ts';
import { plausibility, recognise } from './contents-plausible.ts';
import type { Concept, HeaderMatch, HeaderReading } from './headers.ts';
import { readHeaders } from './headers.ts';

/** What one column may be, with everything that was seen of it. */
export interface ColumnReading {
  readonly column: string;
  readonly position: number;
  readonly header: HeaderReading;
  readonly contents: Contents;
  /** Best first. */
  readonly candidates: readonly ConceptCandidate[];
}

export interface ConceptCandidate {
  readonly concept: Concept;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** Contents that leave no doubt, whatever the header says. */
const UNMISTAKABLE: ReadonlySet<Concept> = new Set<Concept>([
  'email',
  'iban',
  'siret',
  'postcode_city',
  'contact_point',
  'full_name',
]);

/** Headers that say "a number of some kind", and what valid check digits then tell. */
const IDENTIFIER_WORDS: ReadonlySet<Concept> = new Set<Concept>([
  'key',
  'other_id',
  'number',
  'party_ref',
  'vat',
  'siren',
  'siret',
]);
const VALID_NUMBERS: ReadonlySet<Concept> = new Set<Concept>([
  'siret',
  'siren',
  'vat',
  'iban',
  'national_id',
]);

/** Concepts that are recognised so that they are left alone, or only tell what the table is. */
export const NOT_MAPPED: ReadonlySet<Concept> = new Set<Concept>([
  'ignored',
  'flag',
  'customer_fact',
  'product_fact',
  'org_fact',
]);

export function readColumns(
  columns: readonly string[],
  profiles: readonly ColumnProfile[],
  sample: readonly (readonly RawCell[])[],
): ColumnReading[] {
  const byColumn = new Map(profiles.map((profile) => [profile.column, profile]));
  const headers = readHeaders(columns);
  const contents = columns.map((column, i) =>
    lookAtContents(
      byColumn.get(column),
      sample.map((row) => row[i] ?? null),
      columns.length,
    ),
  );
  return headers.map((header, i) => {
    const matches = inContext(header, headers);
    return {
      column: header.column,
      position: i,
      header,
      contents: contents[i]!,
      candidates: candidatesOf({ ...header, matches }, contents[i]!),
    };
  });
}

// ------------------------------------------------------------------------------------------------- context

const AMBIGUOUS_NAME = new Set([
  'nom',
  'name',
  'naam',
  'nm',
  'nomclient',
  'customername',
  'clientname',
  'nomcontact',
  'name1',
]);
const ROMANCE_NAME = new Set(['nome', 'nombre', 'nombres']);

/**
 * Words that mean one thing alone and another beside their neighbours: `nom` beside `prenom` is the family name,
 * `nom` beside `nom_usage` the birth name, `nome` beside `cognome` the given name.
 */
function inContext(header: HeaderReading, all: readonly HeaderReading[]): readonly HeaderMatch[] {
  const word = plainLetters(header.column)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^(?:ct|cli|cust)(?=n)/, '');
  const others = all.filter((other) => other !== header && other.prefix === header.prefix);
  const hasGiven = others.some((other) => isClearly(other, 'given_name'));
  const hasFamily = others.some((other) => isClearly(other, 'family_name'));
  if (ROMANCE_NAME.has(word)) {
    if (hasFamily || others.some((other) => isClearly(other, 'second_family_name')))
      return [{ concept: 'given_name', score: 0.92 }];
    if (hasGiven) return [{ concept: 'family_name', score: 0.8 }];
    return raise(header.matches, 'full_name', 0.65);
  }
  if (!AMBIGUOUS_NAME.has(word)) return header.matches;
  const usage = others.some((other) => /usage|usuel|marital|epou/.test(plainLetters(other.column)));
  const birth = others.some((other) => isClearly(other, 'birth_name'));
  if (usage && hasFamily && !birth) return [{ concept: 'birth_name', score: 0.78 }];
  if (hasGiven && !hasFamily) return raise(lower(header.matches, 'full_name', 0.6), 'family_name', 0.9);
  return header.matches;
}

function isClearly(header: HeaderReading, concept: Concept): boolean {
  const best = header.matches[0];
  return (
    best?.concept === concept &&
    best.score >= 0.8 &&
    header.matches.every((m) => m === best || m.score < best.score - 0.2) &&
    !AMBIGUOUS_NAME.has(plainLetters(header.column))
  );
}

function raise(matches: readonly HeaderMatch[], concept: Concept, score: number): HeaderMatch[] {
  return [{ concept, score }, ...matches.filter((match) => match.concept !== concept)];
}

function lower(matches: readonly HeaderMatch[], concept: Concept, factor: number): HeaderMatch[] {
  return matches.map((match) =>
    match.concept === concept ? { concept, score: match.score * factor } : match,
  );
}

// ---------------------------------------------------------------------------------------------- candidates

function candidatesOf(header: HeaderReading, contents: Contents): ConceptCandidate[] {
  const byConcept = new Map<Concept, ConceptCandidate>();
  for (const match of header.matches) keepBest(byConcept, fromHeader(header.column, match, contents));
  const known = header.matches[0]?.score ?? 0;
  const respected = header.matches[0] && NOT_MAPPED.has(header.matches[0].concept) && known > 0.8;
  for (const { concept, score, detector } of recognise(contents)) {
    if (respected) continue;
    const weight = weightOfContents(header, concept);
    const share = Math.round(contents.share[detector] * 100);
    keepBest(byConcept, {
      concept,
      confidence: score * weight,
      reasons: [
        `${share} % of the values read as ${DETECTOR_WORDS[detector] ?? detector.replaceAll('_', ' ')}.`,
      ],
    });
  }
  return [...byConcept.values()].sort((a, b) => b.confidence - a.confidence);
}

/** What the values say counts in full without a header, and less the clearer the header says something else. */
function weightOfContents(header: HeaderReading, concept: Concept): number {
  if (header.anonymous) return 1;
  const best = header.matches[0];
  if (!best || best.score < 0.3) return 0.88;
  if (UNMISTAKABLE.has(concept)) return 0.85;
  if (IDENTIFIER_WORDS.has(best.concept) && VALID_NUMBERS.has(concept)) return 0.85;
  return best.score > 0.7 ? 0.4 : 0.6;
}

const DETECTOR_WORDS: Readonly<Record<string, string>> = {
  email: 'e-mail addresses or phone numbers',
  given_name: 'given names',
  words: 'names',
  date: 'dates',
  ean: 'numbers with a valid EAN check digit',
  siret: 'valid SIRET numbers',
  siren: 'valid SIREN numbers',
  iban: 'valid IBANs',
  postcode_city: 'a postcode with a city',
  full_address: 'whole addresses',
  street: 'street lines',
};

function fromHeader(column: string, match: HeaderMatch, contents: Contents): ConceptCandidate {
  const plausible = NOT_MAPPED.has(match.concept) ? 0.6 : plausibility(match.concept, contents);
  // An empty column gives way to a filled one of the same meaning.
  const emptiness = contents.values.length === 0 ? 0.8 : 1;
  const confidence =
    emptiness *
    (plausible >= 0.5
      ? match.score + (1 - match.score) * (plausible - 0.5) * 1.4
      : match.score * (plausible / 0.5) ** 0.8);
  const reasons = [`The header "${column}" reads as ${match.concept.replaceAll('_', ' ')}.`];
  if (plausible >= 0.8) reasons.push('The values agree.');
  if (plausible < 0.4) reasons.push('The values do not look like it.');
  if (contents.values.length === 0) reasons.push('The column is empty.');
  return { concept: match.concept, confidence: Math.min(0.99, confidence), reasons };
}

function keepBest(byConcept: Map<Concept, ConceptCandidate>, candidate: ConceptCandidate): void {
  const old = byConcept.get(candidate.concept);
  if (!old) {
    byConcept.set(candidate.concept, candidate);
    return;
  }
  // Header and contents agree: the surer one counts, with both reasons.
  const [best, other] = old.confidence >= candidate.confidence ? [old, candidate] : [candidate, old];
  byConcept.set(candidate.concept, {
    ...best,
    confidence: 1 - (1 - best.confidence) * (1 - other.confidence * 0.5),
    reasons: [...new Set([...best.reasons, ...other.reasons])].filter(
      (reason) => reason !== 'The values agree.',
    ),
  });
}
