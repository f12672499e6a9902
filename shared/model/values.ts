import type { ManyValue } from './canonical.ts';

/**
 * A named problem of one value, e.g. `phone.invalid_length`, `email.domain_typo`, `date.placeholder`.
 * `error`: the value could not be used and is blank; `warning`: it is used but doubtful or was repaired;
 * `info`: it was changed in a way a steward may want to know.
 */
export interface Issue {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Attribute it is about. */
  readonly attribute: string;
  /** The raw text it is about, cut to 200 characters. */
  readonly raw?: string;
  /** A proposed correction, e.g. the likely e-mail domain. */
  readonly suggestion?: string;
}

/** What one record says of one entity, standardised: attribute name → value. Absent = blank. */
export interface CanonicalRow {
  readonly one: Readonly<Record<string, string>>;
  readonly many: Readonly<Record<string, readonly ManyValue[]>>;
  readonly issues: readonly Issue[];
}

/** One step from a raw cell to a standardised value, for lineage. */
export interface Step {
  /** Name of the transform or standardiser, e.g. `trim`, `join`, `phone.e164`, `name.split`. */
  readonly operation: string;
  readonly input: string;
  readonly output: string;
}
