import type { Comparison } from '../../../../shared/model/match-model.ts';

/** Levels that are no evidence, whatever the data show: m and u are those of the template. */
export const NO_EVIDENCE = new Set(['shared', 'gender_form']);

/**
 * Levels whose u is not what random pairs show: a shared contact point is no evidence, and a local part made of the
 * name is as good as given once the names agree.
 */
const FIXED = new Set([...NO_EVIDENCE, 'same_name_local']);

/** Comparators whose agreeing random pairs are nearly all matches: their u for agreement is kept from the template. */
const TELLING = new Set(['email', 'phone', 'identifier']);

/**
 * Probabilities of the levels of a comparison from counted pairs, the template weighing as `strength` pairs (a
 * Dirichlet prior). They sum to 1.
 */
export function smooth(
  comparison: Comparison,
  which: 'm' | 'u',
  tally: ArrayLike<number>,
  strength: number,
): number[] {
  const { levels } = comparison;
  let sum = 0;
  for (let k = 0; k < levels.length; k++) sum += tally[k]!;
  const raw = levels.map((level, k) => (tally[k]! + strength * level[which]) / (sum + strength));
  if (which === 'u' && TELLING.has(comparison.comparator)) {
    levels.forEach((level, k) => {
      if (k < levels.length - 1) raw[k] = Math.min(raw[k]!, level.u);
    });
  }
  levels.forEach((level, k) => {
    if (which === 'u' ? FIXED.has(level.name) : NO_EVIDENCE.has(level.name)) raw[k] = level[which];
  });
  const total = raw.reduce((a, b) => a + b, 0);
  return raw.map((p) => p / total);
}

export function withLevels(comparison: Comparison, which: 'm' | 'u', values: readonly number[]): Comparison {
  return { ...comparison, levels: comparison.levels.map((level, k) => ({ ...level, [which]: values[k]! })) };
}
