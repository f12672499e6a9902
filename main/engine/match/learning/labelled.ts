/** What pairs of one state have in common beside their levels: what the rest of their clusters says. */
export const STATES = ['merged', 'review', 'cut', 'apart'] as const;
export type PairState = (typeof STATES)[number];

/** A pair with what is known or assumed of it, as the model of a run weighed it. */
export interface Labelled {
  /** Probability of a match: 0 or 1 where a steward decided. */
  readonly match: number;
  /** How many decisions it counts for. */
  readonly strength: number;
  /** ln odds of a match under the model of the run, and what else is known of it put aside. */
  readonly odds: number;
  /** Level per comparison, 255 where a side is blank. */
  readonly levels: Uint8Array;
  /** Undefined: the levels are taken to say everything. */
  readonly state?: PairState;
}

/** A pair that a steward decided on, as the last run left it. */
export interface DecidedPair {
  readonly isMatch: boolean;
  /** Bits. */
  readonly weight: number;
  readonly levels: Uint8Array;
  readonly state: PairState;
  /** Pairs of records that the decision is about: more than one where it joins, or parts, groups of records. */
  readonly changes: number;
}

/**
 * ln odds of a match before anything is decided. The pair asked about is the heaviest of all those between two groups: the
 * more there are, the more likely it is so by chance (Bonferroni). What guards cut although it is heavy is as
 * doubtful as can be.
 */
export function oddsOf({ weight, state, changes }: Omit<DecidedPair, 'isMatch' | 'levels'>): number {
  if (state === 'merged') return weight * Math.LN2;
  return (state === 'cut' ? 0 : weight * Math.LN2) - Math.log(changes);
}

/** A decision as something to learn from. One about large groups says less of the pair itself. */
export function labelOf(decided: DecidedPair): Labelled {
  const { isMatch, weight, levels, state, changes } = decided;
  const among = state === 'merged' ? 0 : Math.log(changes);
  const odds = weight * Math.LN2 - among;
  return { match: isMatch ? 1 : 0, strength: changes ** -0.5, odds, levels, state };
}

/**
 * Pairs nobody decided on, taken for what the model takes them for: together they count for `total` decisions, so that a
 * few answers about doubtful pairs do not move what was clear.
 */
export function anchorsOf(
  pairs: readonly { readonly weight: number; readonly levels: Uint8Array }[],
  total: number,
): Labelled[] {
  return pairs.map(({ weight, levels }) => ({
    match: 1 / (1 + 2 ** -weight),
    strength: total / pairs.length,
    odds: weight * Math.LN2,
    levels,
  }));
}
