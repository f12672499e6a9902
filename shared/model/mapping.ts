/**
 * How the columns of one source feed one canonical entity. Versioned as a whole; part of the recipe.
 *
 * A rule with several `from` columns joins them; a rule to a composite target (`full_name`, `address`,
 * `address.postcode_city`) is split by the standardiser of that kind.
 */
export interface SourceMapping {
  readonly entity: string;
  readonly rules: readonly MappingRule[];
}

/** Parts of an address that a rule may feed, after `address.`. */
export const ADDRESS_PARTS = [
  'line',
  'number',
  'street',
  'complement',
  'postcode',
  'city',
  'postcode_city',
  'region',
  'country',
  'type',
] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];

export interface MappingRule {
  /**
   * Target: an attribute name (`email`), a virtual name (`full_name`), or a part of an address (`address.city`, see
   * {@link ADDRESS_PARTS}).
   * `address.line` may hold anything from a street line to a whole address.
   */
  readonly to: string;
  readonly from: readonly string[];
  /** Contact-point type, fixed for the rule: mobile, landline, billing, shipping, home, work … */
  readonly type?: string;
  /** Rules of one record with the same group build one value of a composite (two addresses: '1', '2'). Default '1'. */
  readonly group?: string;
  /** Separator when `from` has several columns. Default one space. */
  readonly join?: string;
  readonly transforms?: readonly Transform[];
  /** Code-list alignment: value seen (after transforms) → leading value. */
  readonly codes?: Readonly<Record<string, string>>;
  /** Reading order of ambiguous numeric dates. Default detected from the column, else 'dmy'. */
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd' | 'dym' | 'ydm';
}

/** Applied in order to the (joined) raw text, before standardisation. All patterns run under RE2 (linear time). */
export type Transform =
  | { readonly op: 'trim' }
  | { readonly op: 'upper' }
  | { readonly op: 'lower' }
  | { readonly op: 'capitalise' }
  | { readonly op: 'collapse_spaces' }
  | { readonly op: 'digits' }
  | { readonly op: 'replace'; readonly pattern: string; readonly with: string }
  | { readonly op: 'extract'; readonly pattern: string; readonly group?: number }
  | { readonly op: 'split'; readonly separator: string; readonly part: number }
  | { readonly op: 'prefix'; readonly text: string }
  | { readonly op: 'suffix'; readonly text: string }
  | { readonly op: 'pad_start'; readonly length: number; readonly with: string }
  | { readonly op: 'blank_if'; readonly values: readonly string[] }
  | { readonly op: 'default'; readonly text: string };

/** A proposed rule, with why. `confidence` in 0…1. */
export interface MappingSuggestion {
  readonly rule: MappingRule;
  readonly confidence: number;
  readonly reasons: readonly string[];
  readonly samples: readonly string[];
}
