import type { Kind, Label, Sensitivity } from '../kinds/kinds.ts';

/**
 * The canonical model: entities and attributes every source is mapped to. It is data: a project starts from
 * DEFAULT_MODEL (default-model.ts) and may add, rename or constrain entities and attributes.
 */
export interface CanonicalModel {
  readonly entities: readonly EntityType[];
  readonly codeLists: readonly CodeList[];
}

/**
 * party    – a person or organisation: matched into golden records
 * product  – a second referential: matched into golden records
 * activity – something that happened to a party (order, visit, contact): linked, never matched
 * consent  – a consent event of a party or contact point: linked, never matched
 * custom   – anything else: matched into golden records
 */
export type EntityRole = 'party' | 'product' | 'activity' | 'consent' | 'custom';

export interface EntityType {
  /** snake_case, unique; also the suffix of the tables value_<name> and golden_<name>. */
  readonly name: string;
  readonly role: EntityRole;
  readonly label: Label;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  /** snake_case, unique in its entity; also the column name. */
  readonly name: string;
  readonly kind: Kind;
  readonly label: Label;
  /** 'many': a list of {@link ManyValue}, stored as JSON. 'one': a single text. */
  readonly cardinality: 'one' | 'many';
  readonly required?: boolean;
  readonly sensitivity?: Sensitivity;
  /** Name of a code list; values outside it are kept and flagged `code.unknown`. */
  readonly codeList?: string;
}

export interface CodeList {
  readonly name: string;
  readonly codes: readonly Code[];
}

/** One leading value of a nomenclature, with the spellings that mean the same. */
export interface Code {
  readonly value: string;
  readonly label?: Label;
  readonly synonyms?: readonly string[];
}

/** Element of a 'many' attribute. `value` is the standardised text on one line. */
export interface ManyValue {
  readonly value: string;
  /** Contact-point type: mobile, landline, billing, shipping, home, work … */
  readonly type?: string;
  /** Parts of a composite kind (address). */
  readonly parts?: AddressParts;
}

/** A postal address, standardised. `street` is type and name without the number ("Rue de la Paix"). */
export interface AddressParts {
  /** House number with its index, e.g. "12", "12B", "12BIS". */
  readonly number?: string;
  readonly street?: string;
  /** Building, floor, flat, residence, PO box, care-of. */
  readonly complement?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly region?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/**
 * Attributes an entity may have: the table of its golden records has three columns for each, and SQLite takes 2,000
 * columns in a table (https://www.sqlite.org/limits.html).
 */
export const MOST_ATTRIBUTES = 600;
