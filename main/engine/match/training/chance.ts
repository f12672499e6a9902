import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { sortByKey } from '../blocking/sort.ts';
import { BLANK } from '../comparators/comparator.ts';
import type { EncodedRecords } from '../encode.ts';
import type { Scorer } from '../score.ts';
import { seededRandom } from '../values/random.ts';
import { smooth, withLevels } from './probabilities.ts';

const RANDOM_PAIRS = 200_000;
/** Weight of the template's u, in pairs. */
const U_PRIOR = 2000;

/** Records in an order that depends on their content only. */
function contentOrder(records: EncodedRecords): Uint32Array {
  const order = new Uint32Array(records.distinct);
  for (let i = 0, k = 0; i < records.count; i++) if (records.representative[i] === i) order[k++] = i;
  for (const hash of [records.hashLow, records.hashHigh])
    sortByKey(
      order.map((i) => hash[i]!),
      order,
    );
  return order;
}

/** Number of random pairs on each level of each comparison. */
export function sampleRandomPairs(
  records: EncodedRecords,
  model: MatchModel,
  scorer: Scorer,
): Float64Array[] {
  const order = contentOrder(records);
  const n = order.length;
  const tallies = model.comparisons.map((c) => new Float64Array(c.levels.length));
  const visit = (i: number, j: number): void => {
    scorer.compare(i, j);
    for (let c = 0; c < tallies.length; c++)
      if (scorer.levels[c] !== BLANK) tallies[c]![scorer.levels[c]!]!++;
  };
  if ((n * (n - 1)) / 2 <= RANDOM_PAIRS) {
    for (let a = 0; a < n; a++) for (let b = a + 1; b < n; b++) visit(order[a]!, order[b]!);
    return tallies;
  }
  const random = seededRandom(0x0f2e);
  for (let k = 0; k < RANDOM_PAIRS; k++) {
    const a = Math.floor(random() * n);
    const b = Math.floor(random() * (n - 1));
    visit(order[a]!, order[b < a ? b : b + 1]!);
  }
  return tallies;
}

/**
 * The model with u per level: share of the random pairs on that level, the template weighing as {@link U_PRIOR} pairs.
 * Matches and lookalikes that `known` expects among them are taken out.
 */
export function withChance(
  model: MatchModel,
  random: readonly Float64Array[],
  known?: MatchModel,
): MatchModel {
  const prior = known?.prior ?? 0;
  const comparisons = model.comparisons.map((comparison, c) => {
    const tally = random[c]!.slice();
    const total = tally.reduce((a, b) => a + b, 0);
    for (let k = 0; k < tally.length; k++) {
      let others = prior === 0 ? 0 : prior * (known ?? model).comparisons[c]!.levels[k]!.m;
      for (const lookalike of known?.lookalikes ?? []) {
        const own = lookalike.comparisons.find((l) => l.comparison === comparison.name);
        if (own !== undefined) others += prior * lookalike.ratio * own.share * (own.levels[k] ?? 0);
      }
      tally[k] = Math.max(0.5, tally[k]! * 0.1, tally[k]! - total * others);
    }
    return withLevels(comparison, 'u', smooth(comparison, 'u', tally, U_PRIOR));
  });
  return { ...model, comparisons };
}
