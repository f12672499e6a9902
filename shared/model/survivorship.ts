/**
 * Which value of a cluster survives into the golden record. Part of the recipe.
 *
 * validated_first – a value the standardiser could verify (valid phone, existing domain, check digits) beats one it
 *                   doubts
 * source_priority – the silo that stands first in `sourcePriority` wins
 * most_recent     – the value of the record last updated (attribute `updated_at`) wins; oldest: the reverse
 * most_frequent   – the value most records agree on
 * longest/shortest – by characters of the standardised text
 * min/max         – by value: numbers and dates in their order, else by code unit
 * union           – keeps every distinct value (cardinality 'many' only)
 */
export const STRATEGIES = [
  'validated_first',
  'source_priority',
  'most_recent',
  'oldest',
  'most_frequent',
  'longest',
  'shortest',
  'min',
  'max',
  'union',
] as const;

/** One of {@link STRATEGIES}. */
export type Strategy = (typeof STRATEGIES)[number];

/** Strategies are tried in order: what one leaves tied goes to the next; the last tie goes to the lowest record id. */
export interface SurvivorshipRules {
  /** For every attribute without a rule of its own. */
  readonly default: readonly Strategy[];
  /** Source names, most trusted first; a source that is not named comes after all that are. */
  readonly sourcePriority: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeRule>>;
}

export interface AttributeRule {
  readonly strategies: readonly Strategy[];
  /** A blank never beats a value (true, the default). False: the winning record's blank is kept as a blank. */
  readonly ignoreBlanks?: boolean;
  /** Attributes taken from the same record as this one, so that e.g. price and currency stay together. */
  readonly with?: readonly string[];
}

const NAME: AttributeRule = {
  strategies: ['validated_first', 'most_frequent', 'source_priority', 'most_recent', 'longest'],
};
const CONTACT_POINT: AttributeRule = {
  strategies: ['union', 'validated_first', 'most_recent', 'most_frequent', 'source_priority'],
};

/**
 * What a project starts from: trusted and fresh first; for what does not change in a life (names, birth date) what most
 * records agree on; every contact point kept, the freshest first.
 */
export const DEFAULT_SURVIVORSHIP: SurvivorshipRules = {
  default: ['validated_first', 'source_priority', 'most_recent', 'most_frequent', 'longest'],
  sourcePriority: [],
  attributes: {
    sex: { ...NAME, with: ['title'] },
    given_name: NAME,
    middle_name: NAME,
    family_name: NAME,
    birth_name: NAME,
    birth_date: { strategies: ['validated_first', 'most_frequent', 'source_priority', 'most_recent'] },
    name: { ...NAME, with: ['legal_form'] },
    email: CONTACT_POINT,
    phone: CONTACT_POINT,
    address: CONTACT_POINT,
    created_at: { strategies: ['min'] },
    updated_at: { strategies: ['max'] },
    price: { strategies: ['source_priority', 'most_recent'], with: ['currency'] },
  },
};
