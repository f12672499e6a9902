import type { BlockingRule, Comparison, MatchModel } from '../../../../shared/model/match-model.ts';
import { isFirstKey, isFirstRule, type RuleBlocks } from '../blocking/blocks.ts';
import { BLANK } from '../comparators/comparator.ts';
import type { EncodedRecords } from '../encode.ts';
import type { Chunk } from '../pairs.ts';
import type { Scorer } from '../score.ts';
import { type PackedVectors, VectorCounts } from './vectors.ts';

/** Pairs sampled of one rule. */
const SAMPLED = 150_000;

/**
 * A part of the session of training of one blocking rule: what its pairs (a sample chosen by content, where they are many)
 * say in the comparisons that the rule leaves open. Those it blocks on are blank: within the session they agree,
 * match or not, and would teach that everybody with one name is one person (Splink's training by blocking sessions).
 */
export function trainingSession(
  records: EncodedRecords,
  model: MatchModel,
  blocks: readonly RuleBlocks[],
  { rule: r, from, to }: Chunk,
  scorer: Scorer,
): PackedVectors {
  const { rule, starts, members, keys, pairs } = blocks[r]!;
  const blocked = model.comparisons.flatMap((comparison, c) =>
    isBlockedBy(records, comparison, rule) ? [c] : [],
  );
  const share = Math.min(1, SAMPLED / Math.max(1, pairs));
  const threshold = share * 4294967296;
  const counts = new VectorCounts(model.comparisons.length);
  const { hashLow } = records;
  for (let b = from; b < to; b++) {
    const end = starts[b + 1]!;
    for (let k = starts[b]!; k < end; k++) {
      const i = members[k]!;
      for (let l = k + 1; l < end; l++) {
        const j = members[l]!;
        if (share < 1 && Math.imul(hashLow[i]! ^ hashLow[j]!, 0x9e3779b1) >>> 0 >= threshold) continue;
        if (!isFirstKey(blocks, r, keys[b]!, i, j)) continue;
        scorer.compare(i, j);
        for (const c of blocked) scorer.levels[c] = BLANK;
        counts.add(scorer.levels, 1, isFirstRule(blocks, r, i, j) ? 1 : 0);
      }
    }
  }
  return counts.pack(1 / share);
}

/** Comparators that look at each of their attributes alike; of the others, the first is the one compared. */
const EVERY = new Set(['text', 'geographic_distance', 'custom']);

/** True when pairs of the rule agree in this comparison by being pairs of the rule. */
function isBlockedBy(records: EncodedRecords, comparison: Comparison, { keys }: BlockingRule): boolean {
  const kindOf = (attribute: string) => records.columns.get(attribute)?.kind ?? '';
  const own = EVERY.has(comparison.comparator) ? comparison.attributes : comparison.attributes.slice(0, 1);
  return keys.some(({ attribute, transform }) =>
    attribute
      .split('|')
      .some((blocked) =>
        own.some((one) => one === blocked || implied(kindOf(blocked), transform).includes(kindOf(one))),
      ),
  );
}

/**
 * Kinds of values that agreeing on a key all but settles: a given name tells the sex, and what stands before the @ is
 * mostly made of the name.
 */
function implied(kind: string, transform: string): readonly string[] {
  if (kind === 'given_name') return ['sex'];
  return transform === 'local_part' ? ['given_name', 'family_name', 'birth_name', 'sex'] : [];
}
