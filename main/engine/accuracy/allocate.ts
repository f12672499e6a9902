/** What is known of a stratum before anything of it is labelled. */
export interface Allocated {
  /** Whether its pairs stand in one golden record: they tell of precision, the others of recall. */
  readonly merged: boolean;
  readonly size: number;
  /** Probability that one of its pairs matches, as the model has it. */
  readonly probability: number;
}

/** Labels every stratum has at least, as far as it has pairs and the sample is large enough. */
const LEAST = 3;
const LEAST_SHARE = 1 / 3;
/** The model may be wrong where it is sure: no stratum is taken for purer than this. */
const LEAST_DOUBT = 0.03;

/**
 * How many pairs of each stratum are shown: in proportion to size × standard deviation, the optimum of Neyman (1934;
 * Cochran 1977, §5.5), with the standard deviation that the model's own probability gives. At least a third of the sample
 * goes to the pairs merged and a third to those apart, so that precision and recall both get their interval. What one
 * stratum does not hold goes to the others.
 */
export function allocate(strata: readonly Allocated[], sample: number): number[] {
  const counts = strata.map(() => 0);
  const sides = [true, false].map((merged) => strata.flatMap((one, i) => (one.merged === merged ? [i] : [])));
  const room = (side: readonly number[]) => side.reduce((sum, i) => sum + strata[i]!.size, 0);
  const [together = [], apart = []] = sides;
  const wanted = Math.round(sample * shareOf(strata, together, apart));
  const forMerged = Math.min(room(together), Math.max(wanted, sample - room(apart)));
  const forApart = Math.min(room(apart), sample - forMerged);
  for (const [side, places] of [
    [together, forMerged],
    [apart, forApart],
  ] as const)
    share(strata, side, places, counts);
  return counts;
}

/** The part of the sample that goes to the pairs merged. */
function shareOf(
  strata: readonly Allocated[],
  together: readonly number[],
  apart: readonly number[],
): number {
  const total = (side: readonly number[]) => side.reduce((sum, i) => sum + spread(strata[i]!), 0);
  const share = total(together) / (total(together) + total(apart) || 1);
  return Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share));
}

function share(
  strata: readonly Allocated[],
  side: readonly number[],
  places: number,
  counts: number[],
): void {
  let left = places;
  for (let round = 0; round < LEAST; round++) {
    for (const i of side) {
      if (left === 0 || counts[i]! >= strata[i]!.size) continue;
      counts[i]! += 1;
      left -= 1;
    }
  }
  // One after the other to where it helps most: exact in whole numbers (Wright, 2012), and full strata drop out by themselves.
  for (; left > 0; left--) {
    let best = -1;
    let gain = 0;
    for (const i of side) {
      const n = counts[i]!;
      if (n >= strata[i]!.size) continue;
      const one = spread(strata[i]!) / Math.sqrt(n * (n + 1));
      if (n === 0 || one > gain) [best, gain] = [i, n === 0 ? Number.POSITIVE_INFINITY : one];
    }
    if (best < 0) return;
    counts[best]! += 1;
  }
}

/** Size × standard deviation of a stratum. */
export function spread({ size, probability }: Allocated): number {
  const p = Math.min(1 - LEAST_DOUBT, Math.max(LEAST_DOUBT, probability));
  return size * Math.sqrt(p * (1 - p));
}
