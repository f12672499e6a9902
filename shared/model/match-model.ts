/**
 * The match model as data, in the field's terms (Fellegi & Sunter 1969; Christen, *Data Matching*, 2012; Splink's
 * theory guide). Part of the recipe.
 *
 * The weight of a pair, in bits, is log2 of the odds that the two records are the same against everything else they
 * could be: two records taken at random, or one of the {@link Lookalike}s.
 */
export interface MatchModel {
  readonly entity: string;
  readonly template: 'person' | 'organisation' | 'product' | 'anything';
  readonly blockingRules: readonly BlockingRule[];
  readonly comparisons: readonly Comparison[];
  /** Different entities that agree on more than chance: households, sites of one organisation. */
  readonly lookalikes: readonly Lookalike[];
  /** Probability that two records taken at random match (lambda). Absent: estimated from the data. */
  readonly prior?: number;
  readonly thresholds: Thresholds;
  readonly guards: Guards;
  /** Estimate m and u from the data (u by random sampling, m by expectation maximisation). */
  readonly train: boolean;
}

/** Pairs that agree on every key of one rule are compared. */
export interface BlockingRule {
  readonly name: string;
  readonly keys: readonly BlockingKey[];
  /** The order of the keys does not matter: given and family name may be swapped. */
  readonly unordered?: boolean;
  /** Blocks of more records than this are cut by further keys, then into neighbourhoods, and reported. */
  readonly maxBlockSize?: number;
}

/**
 * `transform` derives the key from the standardised value, e.g. `exact`, `sound`, `initial`, `year`, `local_part`;
 * see main/engine/match/blocking/keys.ts. Several attributes separated by `|` are alternatives
 * (`family_name|birth_name`).
 */
export interface BlockingKey {
  readonly attribute: string;
  readonly transform: string;
}

export interface Comparison {
  readonly name: string;
  /** Attributes it looks at (one, or several for swapped names, date with sex …). */
  readonly attributes: readonly string[];
  /** Comparator family that orders its levels, e.g. `given_name`, `email`, `phone`, `date`, `address`, `text`, `custom`. */
  readonly comparator: string;
  /** Best level first; the last is "everything else". Blanks on a side give no evidence (weight 0). */
  readonly levels: readonly ComparisonLevel[];
  /** Adjust agreement for how common the value is (Winkler 2000). */
  readonly termFrequency?: boolean;
}

export interface ComparisonLevel {
  readonly name: string;
  /** P(level | match). */
  readonly m: number;
  /** P(level | no match). */
  readonly u: number;
  /**
   * Comparator `custom` only, on every level but the last: what must hold of the two records, in the SQL of Splink's
   * comparison levels (`email_l = email_r`); see main/engine/match/conditions.
   */
  readonly condition?: string | undefined;
}

/**
 * A class of pairs that are not matches and yet agree on much: people of one household, colleagues, sites of one
 * chain, tenants of one building. Comparisons it does not name are taken to agree by chance only.
 */
export interface Lookalike {
  readonly name: string;
  /** Pairs of this class for each matching pair. */
  readonly ratio: number;
  readonly comparisons: readonly LookalikeComparison[];
}

/** P(level | lookalike) = share × levels + (1 − share) × u. */
export interface LookalikeComparison {
  readonly comparison: string;
  /** How often such pairs have it in common, as far as chance does not explain it (twins: one birth date in 50). */
  readonly share: number;
  /** P(level | lookalike, in common) per level of the comparison. */
  readonly levels: readonly number[];
  /** Training re-estimates the levels where `share` is 1, else the share. False: neither. */
  readonly train: boolean;
}

/** In bits of match weight: log2 of the posterior odds. */
export interface Thresholds {
  readonly autoMerge: number;
  readonly review: number;
}

export interface Guards {
  /** Two clearly different values of one of these attributes (SIRET, national id …) keep records apart. */
  readonly identifiers: readonly string[];
  /** A contact point held by more distinct people than this counts as shared and gives no evidence. */
  readonly sharedContactLimit: number;
  readonly maxClusterSize: number;
}
