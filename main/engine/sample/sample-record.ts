import type { Address, Company, Person } from './population.ts';

export const SAMPLE_SOURCES = ['crm', 'ecommerce', 'loyalty', 'shop_contacts'] as const;
export type SampleSource = (typeof SAMPLE_SOURCES)[number];

/** What was done to a record; written to `truth-flags.csv`, so that a test can assert what the sample is made of. */
export const RECORD_FLAGS = [
  // The name differs.
  'accents_lost',
  'case',
  'typo_given',
  'typo_family',
  'ear_given',
  'ear_family',
  'swap',
  'initial',
  'nickname',
  'compound_half',
  'married_name',
  'nee',
  'title_in_name',
  'mojibake',
  'html_entities',
  // The birth date.
  'birth_missing',
  'birth_typo',
  'birth_swapped',
  'birth_placeholder',
  // The contact points.
  'email_old',
  'email_typo',
  'email_case',
  'email_missing',
  'email_family',
  'email_placeholder',
  'phone_old',
  'phone_typo',
  'phone_missing',
  'phone_shared',
  'phone_placeholder',
  'switchboard',
  // The address.
  'moved',
  'address_typo',
  'address_short',
  'address_missing',
  'postcode_zero_lost',
  'postcode_typo',
  'city_variant',
  // The record and the person.
  'duplicate_in_source',
  'shifted_columns',
  'name_placeholder',
  'twin',
  'father_son',
  'homonym',
  'homonym_same_birth_date',
] as const;
export type RecordFlag = (typeof RECORD_FLAGS)[number];

/** A record before it takes the shape of its silo. Texts are as somebody typed them; '' is blank. */
export interface SampleRecord {
  readonly source: SampleSource;
  key: string;
  readonly person: Person;
  title: string;
  given: string;
  family: string;
  birthName: string;
  /** ISO 8601, or ''. */
  birthDate: string;
  email: string;
  /** National form, ten digits, or ''. */
  mobile: string;
  landline: string;
  address: Address | undefined;
  company: Company | undefined;
  /** Days since 1970-01-01. */
  created: number;
  updated: number;
  readonly flags: Set<RecordFlag>;
  readonly evidence: Evidence;
}

/** What of the person is still legible in the record, for {@link recognisable}. */
export interface Evidence {
  /** 2 intact but for case and accents, 1.5 a slip, 0.5 an initial or another family name. */
  name: number;
  birthDate: boolean;
  /** The personal contact point as it should be written, or ''. */
  email: string;
  mobile: string;
  familyEmail: boolean;
  landline: boolean;
  address: Address | undefined;
}

/**
 * How much two records of one person still show that they are. Points: name up to 2, birth date 3, personal e-mail or
 * mobile 2.5, address 2, shared contact points 1. Look-alikes count only what tells them apart.
 */
function evidenceBetween(a: SampleRecord, b: SampleRecord): number {
  const kind = a.person.lookAlike;
  const weights = kind === undefined ? PLAIN : LOOK_ALIKE[kind];
  const one = a.evidence;
  const other = b.evidence;
  let points = Math.min(one.name, other.name) * weights.name;
  if (one.birthDate && other.birthDate) points += weights.birthDate;
  if (one.email !== '' && one.email === other.email) points += 2.5;
  if (one.mobile !== '' && one.mobile === other.mobile) points += 2.5;
  if (one.address !== undefined && one.address === other.address) points += weights.address;
  if ((one.familyEmail && other.familyEmail) || (one.landline && other.landline)) points += weights.shared;
  return points;
}

const PLAIN = { name: 1, birthDate: 3, address: 2, shared: 1, enough: 5 };
const LOOK_ALIKE = {
  twin: { name: 1, birthDate: 1.5, address: 0.5, shared: 0, enough: 4 },
  father_son: { name: 0.5, birthDate: 3, address: 0.5, shared: 0, enough: 4 },
  homonym: { name: 0.5, birthDate: 3, address: 2, shared: 1, enough: 4 },
  homonym_same_birth_date: { name: 0.5, birthDate: 1, address: 2, shared: 1, enough: 4 },
} as const;

/** True when a careful reader would know the two records for one person: no record of the sample is undecidable. */
export function recognisable(a: SampleRecord, b: SampleRecord): boolean {
  const kind = a.person.lookAlike;
  return evidenceBetween(a, b) >= (kind === undefined ? PLAIN.enough : LOOK_ALIKE[kind].enough);
}
