import type {
  BlockingKey,
  BlockingRule,
  Comparison,
  ComparisonLevel,
  Lookalike,
  LookalikeComparison,
  MatchModel,
} from '../../../shared/model/match-model.ts';

/** A level as the catalogue has it, with the values a comparison starts from. */
export type StartLevel = ComparisonLevel;

/** What is not set is absent, so that equal models are written the same. */
const tidy = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

type Change<T> = { readonly [Key in keyof T]?: T[Key] | undefined };
const changed = <T extends object>(value: T, part: Change<T>): T => tidy({ ...value, ...part });

/** The item at `from` taken to `to`. */
export const moved = <T>(items: readonly T[], from: number, to: number): readonly T[] =>
  to < 0 || to >= items.length ? items : items.toSpliced(from, 1).toSpliced(to, 0, items[from]!);

export const changeModel = (model: MatchModel, part: Change<MatchModel>): MatchModel => changed(model, part);

// Blocking rules

const written = ({ attribute, transform }: BlockingKey): string =>
  transform === 'exact' ? attribute : `${attribute}:${transform}`;

/** What a rule is called as long as nobody names it. */
export const nameOfKeys = (keys: readonly BlockingKey[]): string => keys.map(written).join(' + ');

export const isNamedByKeys = ({ name, keys }: BlockingRule): boolean => name === nameOfKeys(keys);

/** A name that no other item has: `base`, else `base 2` … */
export function freeName(base: string, items: readonly { readonly name: string }[]): string {
  const taken = new Set(items.map(({ name }) => name));
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base} ${count}`;
    if (!taken.has(name)) return name;
  }
}

/** Changes a rule; one that is named by its keys is named by the new ones. */
export function changeRule(model: MatchModel, index: number, part: Change<BlockingRule>): MatchModel {
  const blockingRules = model.blockingRules.map((rule, r) => {
    if (r !== index) return rule;
    const next = changed(rule, part);
    return part.keys && part.name === undefined && isNamedByKeys(rule)
      ? { ...next, name: nameOfKeys(next.keys) }
      : next;
  });
  return { ...model, blockingRules };
}

export const addRule = (model: MatchModel, keys: readonly BlockingKey[]): MatchModel => ({
  ...model,
  blockingRules: [...model.blockingRules, { name: freeName(nameOfKeys(keys), model.blockingRules), keys }],
});

export const removeRule = (model: MatchModel, index: number): MatchModel => ({
  ...model,
  blockingRules: model.blockingRules.toSpliced(index, 1),
});

// Comparisons, and what lookalikes say of them

const withLookalikes = (
  model: MatchModel,
  comparison: string,
  change: (one: LookalikeComparison) => LookalikeComparison | undefined,
): MatchModel => ({
  ...model,
  lookalikes: model.lookalikes.map((lookalike) => ({
    ...lookalike,
    comparisons: lookalike.comparisons.flatMap((one) => {
      if (one.comparison !== comparison) return [one];
      return change(one) ?? [];
    }),
  })),
});

const withComparison = (
  model: MatchModel,
  index: number,
  change: (one: Comparison) => Comparison,
): MatchModel => ({
  ...model,
  comparisons: model.comparisons.map((one, c) => (c === index ? change(one) : one)),
});

/** Changes all but the levels; lookalikes follow a new name. */
export function changeComparison(
  model: MatchModel,
  index: number,
  part: Change<Omit<Comparison, 'levels' | 'comparator'>>,
): MatchModel {
  const before = model.comparisons[index]!.name;
  const next = withComparison(model, index, (one) => changed<Comparison>(one, part));
  const { name } = part;
  if (name === undefined || model.comparisons.some((one, c) => c !== index && one.name === name)) return next;
  return withLookalikes(next, before, (one) => ({ ...one, comparison: name }));
}

/** Another comparator: its levels and the values they start from. Lookalikes have nothing to say of them yet. */
export function changeComparator(
  model: MatchModel,
  index: number,
  comparator: string,
  levels: readonly StartLevel[],
): MatchModel {
  const { name } = model.comparisons[index]!;
  const next = withComparison(model, index, (one) => ({ ...one, comparator, levels }));
  return withLookalikes(next, name, () => undefined);
}

export const addComparison = (model: MatchModel, comparison: Comparison): MatchModel => ({
  ...model,
  comparisons: [...model.comparisons, { ...comparison, name: freeName(comparison.name, model.comparisons) }],
});

/** Takes a comparison out of the model, and out of the lookalikes. */
export function removeComparison(model: MatchModel, index: number): MatchModel {
  const { name } = model.comparisons[index]!;
  const next = { ...model, comparisons: model.comparisons.toSpliced(index, 1) };
  return withLookalikes(next, name, () => undefined);
}

export const changeLevel = (
  model: MatchModel,
  comparison: number,
  level: number,
  part: Change<ComparisonLevel>,
): MatchModel =>
  withComparison(model, comparison, (one) => ({
    ...one,
    levels: one.levels.map((known, l) => (l === level ? changed(known, part) : known)),
  }));

/**
 * Adds a level where the comparator has it. Its pairs were counted for the next level, which gives up as much m and u,
 * at most half of its own; lookalikes are never seen on it until somebody says so.
 */
export function addLevel(
  model: MatchModel,
  index: number,
  level: StartLevel,
  order: readonly string[],
): MatchModel {
  const { name, levels } = model.comparisons[index]!;
  const rank = order.indexOf(level.name);
  const after = levels.findIndex((known) => order.indexOf(known.name) > rank);
  const at = after < 0 ? levels.length : after;
  const giver = levels[at] ?? levels.at(-1);
  const taken = giver
    ? { ...level, m: Math.min(level.m, giver.m / 2), u: Math.min(level.u, giver.u / 2) }
    : level;
  const left = levels.map((known) =>
    known === giver ? { ...known, m: known.m - taken.m, u: known.u - taken.u } : known,
  );
  const next = withComparison(model, index, (one) => ({ ...one, levels: left.toSpliced(at, 0, taken) }));
  return withLookalikes(next, name, (one) => ({ ...one, levels: one.levels.toSpliced(at, 0, 0) }));
}

/** Pairs of a level that is gone count for the next one, as the comparison takes them: its m and u go there. */
export function removeLevel(model: MatchModel, index: number, level: number): MatchModel {
  const { name, levels } = model.comparisons[index]!;
  const heir = level + 1 < levels.length ? level + 1 : level - 1;
  const gone = levels[level]!;
  const kept = levels.map((one, l) => (l === heir ? { ...one, m: one.m + gone.m, u: one.u + gone.u } : one));
  const next = withComparison(model, index, (one) => ({ ...one, levels: kept.toSpliced(level, 1) }));
  return withLookalikes(next, name, (one) => {
    const share = one.levels[level] ?? 0;
    const given = one.levels.map((value, l) => (l === heir ? value + share : value));
    return { ...one, levels: given.toSpliced(level, 1) };
  });
}

/** How far the probabilities of the levels add up: to 1, as every pair is on exactly one level. */
export const sumOf = (levels: readonly ComparisonLevel[], which: 'm' | 'u'): number =>
  levels.reduce((sum, level) => sum + level[which], 0);

/** m and u brought to a sum of 1, each keeping its share; a column of noughts stays as it is. */
export const rescaleLevels = (model: MatchModel, index: number): MatchModel =>
  withComparison(model, index, (one) => {
    const sums = { m: sumOf(one.levels, 'm') || 1, u: sumOf(one.levels, 'u') || 1 };
    return {
      ...one,
      levels: one.levels.map((level) => ({ ...level, m: level.m / sums.m, u: level.u / sums.u })),
    };
  });

/** m and u of the levels that `from` has too. */
export const takeLevels = (model: MatchModel, index: number, from: Comparison): MatchModel =>
  withComparison(model, index, (one) => ({
    ...one,
    levels: one.levels.map((level) => {
      const other = from.levels.find(({ name }) => name === level.name);
      return other ? { ...level, m: other.m, u: other.u } : level;
    }),
  }));

// Lookalikes

const withLookalike = (
  model: MatchModel,
  index: number,
  change: (one: Lookalike) => Lookalike,
): MatchModel => ({
  ...model,
  lookalikes: model.lookalikes.map((one, l) => (l === index ? change(one) : one)),
});

export const changeLookalike = (model: MatchModel, index: number, part: Change<Lookalike>): MatchModel =>
  withLookalike(model, index, (one) => changed(one, part));

export const addLookalike = (model: MatchModel, base: string): MatchModel => ({
  ...model,
  lookalikes: [...model.lookalikes, { name: freeName(base, model.lookalikes), ratio: 1, comparisons: [] }],
});

export const removeLookalike = (model: MatchModel, index: number): MatchModel => ({
  ...model,
  lookalikes: model.lookalikes.toSpliced(index, 1),
});

export const changeInCommon = (
  model: MatchModel,
  lookalike: number,
  index: number,
  part: Change<LookalikeComparison>,
): MatchModel =>
  withLookalike(model, lookalike, (one) => ({
    ...one,
    comparisons: one.comparisons.map((known, c) => (c === index ? changed(known, part) : known)),
  }));

/** Lookalikes that always agree fully on a comparison, to begin with; a level per level of the comparison. */
export function addInCommon(model: MatchModel, lookalike: number, comparison: string): MatchModel {
  const levels = model.comparisons.find(({ name }) => name === comparison)?.levels ?? [];
  return withLookalike(model, lookalike, (one) => ({
    ...one,
    comparisons: [
      ...one.comparisons,
      { comparison, share: 1, levels: levels.map((_, l) => (l === 0 ? 1 : 0)), train: true },
    ],
  }));
}

export const removeInCommon = (model: MatchModel, lookalike: number, index: number): MatchModel =>
  withLookalike(model, lookalike, (one) => ({ ...one, comparisons: one.comparisons.toSpliced(index, 1) }));
