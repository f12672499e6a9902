import type { CodeList } from '../../../shared/model/canonical.ts';
import type { Step } from '../../../shared/model/values.ts';

/** A named problem found while standardising one value; severities as in shared/model/values.ts `Issue`. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly suggestion?: string;
}

/** What every standardiser returns. `value` is absent when the text is blank, a placeholder or unusable. */
export interface Standardised {
  readonly value?: string;
  readonly findings: readonly Finding[];
}

/**
 * A single value of any kind. `more`: further values written in the same cell, standardised in turn (hand one back to
 * `standardiseOne` for its own type and findings). `type`: phone line type, or currency of an amount.
 */
export interface StandardisedOne extends Standardised {
  readonly type?: string;
  readonly more?: readonly string[];
}

export interface StandardisedPhone extends Standardised {
  readonly type?: 'mobile' | 'landline' | 'voip' | 'special';
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly country?: string;
  readonly more?: readonly string[];
}

export interface StandardisedOrganisation extends Standardised {
  /** Canonical short form: SARL, SAS, GmbH, Ltd … */
  readonly legalForm?: string;
}

export interface StandardisedAmount extends Standardised {
  /** ISO 4217. */
  readonly currency?: string;
}

export type DateOrder = 'dmy' | 'mdy' | 'ymd' | 'dym' | 'ydm';
export type DecimalMark = ',' | '.';

/** What the surroundings of a value say about how to read it. */
export interface StandardiseContext {
  /** ISO 3166-1 alpha-2: how national phone numbers are read. */
  readonly defaultCountry: string;
  /** ISO date of the run: "in the future" is judged by it. */
  readonly now: string;
  readonly dateOrder?: DateOrder;
  readonly decimalMark?: DecimalMark;
  readonly codeList?: CodeList;
  /** The date is a birth date: never in the future, two-digit years pivot accordingly. */
  readonly birth?: boolean;
}

/** The columns a source may hold a person's name in, raw. */
export interface PersonNameParts {
  readonly full?: string;
  readonly title?: string;
  readonly given?: string;
  readonly middle?: string;
  readonly family?: string;
  readonly birth?: string;
}

export interface PersonNameOptions {
  /** Which comes first in `full` when nothing in the text tells; see `detectNameOrder`. Default `given_first`. */
  readonly order?: NameOrder;
}

export type NameOrder = 'given_first' | 'family_first';

export interface PersonNameFinding extends Finding {
  readonly attribute: 'title' | 'given_name' | 'middle_name' | 'family_name' | 'birth_name';
}

export interface StandardisedPersonName {
  /** One of M, Mme, Dr, Me, Pr … (see titles.ts). */
  readonly title?: string;
  /** Only from the title; never inferred from a given name. */
  readonly sex?: 'male' | 'female';
  readonly given_name?: string;
  readonly middle_name?: string;
  readonly family_name?: string;
  readonly birth_name?: string;
  readonly findings: readonly PersonNameFinding[];
  readonly steps: readonly Step[];
}

/** Shared by all clean values, so that the hot path allocates nothing. */
export const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

export const error = (code: string, suggestion?: string): Finding => finding('error', code, suggestion);
export const warning = (code: string, suggestion?: string): Finding => finding('warning', code, suggestion);
export const info = (code: string, suggestion?: string): Finding => finding('info', code, suggestion);

function finding(severity: Finding['severity'], code: string, suggestion?: string): Finding {
  return suggestion === undefined ? { code, severity } : { code, severity, suggestion };
}
