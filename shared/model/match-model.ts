/**
 * The match model as data, in the field's terms (Fellegi & Sunter 1969; Christen, *Data Matching*, 2012; Splink's
 * theory guide). Part of the recipe.
 */
export interface MatchModel {
  readonly entity: string;
  readonly template: 'person' | 'organisation' | 'product' | 'anything';
  readonly blockingRules: readonly BlockingRule[];
  readonly comparisons: readonly Comparison[];
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
  /** Blocks of more records than this are cut by the next keys or skipped, and reported. */
  readonly maxBlockSize?: number;
}

/** `transform` derives the key from the standardised value, e.g. `phonetic`, `first4`, `year`, `domain`, `local_part`. */
export interface BlockingKey {
  readonly attribute: string;
  readonly transform: string;
}

export interface Comparison {
  readonly name: string;
  /** Attributes it looks at (one, or several for swapped names, date with sex …). */
  readonly attributes: readonly string[];
  /** Comparator family that orders its levels, e.g. `person_name`, `email`, `phone`, `date`, `address`, `text`. */
  readonly comparator: string;
  /** Best level first; the last is "everything else". Blanks on a side give no evidence (weight 0). */
  readonly levels: readonly ComparisonLevel[];
  /** Adjust the exact level for how common the value is (Winkler 2000). */
  readonly termFrequency?: boolean;
}

export interface ComparisonLevel {
  readonly name: string;
  /** P(level | match). */
  readonly m: number;
  /** P(level | no match). */
  readonly u: number;
}

/** In bits of match weight: log2 of the posterior odds. */
export interface Thresholds {
  readonly autoMerge: number;
  readonly review: number;
}

export interface Guards {
  /** Two different values of one of these identifiers (SIRET, national id …) keep records apart. */
  readonly identifiers: readonly string[];
  /** A contact point held by more distinct people than this counts as shared and gives no evidence alone. */
  readonly sharedContactLimit: number;
  readonly maxClusterSize: number;
}
