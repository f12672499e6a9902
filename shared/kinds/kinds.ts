/**
 * What a value *is*: the semantic kind of a canonical attribute. A kind decides how a raw text is standardised
 * (main/engine/standardise), how it is compared (main/engine/match) and how sensitive it is.
 */
export const KINDS = [
  'title',
  'sex',
  'given_name',
  'middle_name',
  'family_name',
  'birth_name',
  'full_name',
  'date',
  'datetime',
  'email',
  'phone',
  'address',
  'country',
  'language',
  'organisation_name',
  'legal_form',
  'siren',
  'siret',
  'vat',
  'iban',
  'ean',
  'identifier',
  'amount',
  'integer',
  'boolean',
  'code',
  'url',
  'text',
] as const;

/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

/** How much harm a leak of the value would do; drives masking and export rules. */
export type Sensitivity = 'public' | 'internal' | 'personal' | 'sensitive';

/** Text in the two interface languages. */
export interface Label {
  readonly fr: string;
  readonly en: string;
}
