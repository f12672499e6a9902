import type { Comparison, Lookalike, MatchModel } from '../../../shared/model/match-model.ts';
import { forEachPair, type RuleBlocks } from './blocking/blocks.ts';
import { BLANK } from './comparators/comparator.ts';
import type { EncodedRecords } from './encode.ts';
import { Scorer } from './score.ts';
import { seededRandom } from './values/random.ts';
import { type LevelCounts, VectorCounts } from './vectors.ts';

/** What training found, and whether it can be trusted. */
export interface Training {
  /** False: template values are kept, for the reason given. */
  readonly trained: boolean;
  readonly reason?: 'not_asked' | 'too_few_pairs' | 'too_few_matches' | 'not_converged' | 'degenerate';
  readonly rounds: number;
  /** Largest change of a probability in the last round. */
  readonly change: number;
  /** Matching pairs expected among the compared ones. */
  readonly expectedMatches: number;
  readonly sampledPairs: number;
}

export interface TrainedModel {
  readonly model: MatchModel;
  readonly training: Training;
}

const RANDOM_PAIRS = 200_000;
const BLOCKED_PAIRS = 500_000;
/** Pairs between two looks at whether to stop. */
const CHECK_EVERY = 65_536;
const MAX_ROUNDS = 60;
const CONVERGED = 0.0005;
/** Weight of the template values, in pairs. */
const M_PRIOR = 60;
const U_PRIOR = 2000;
const H_PRIOR = 40;
/**
 * Weight of a template's ratio of lookalikes to matches, in matches: a small file that shows no couple may still hold
 * one, a large one says itself how many there are.
 */
const RATIO_PRIOR = 400;
/** Fewer expected matches than this teach nothing. */
const LEAST_MATCHES = 30;

/**
 * Estimates u by random sampling, then m, the prior and the lookalikes by expectation maximisation over counts of
 * distinct comparison vectors of (a sample of) the blocked pairs, as Splink does (Linacre et al. 2022), with one
 * class more per lookalike. All pairs that blocking leaves out are taken to be non-matches, so that the prior holds for
 * all pairs. Template values act as a Dirichlet prior. `check` is called now and then and may throw to stop.
 */
export function trainModel(
  records: EncodedRecords,
  model: MatchModel,
  blocks: readonly RuleBlocks[],
  check: () => void = () => {},
): TrainedModel {
  const scorer = new Scorer(records, model);
  const random = sampleRandomPairs(records, model, scorer);
  const withU = withChance(model, random);
  const untrained = (reason: Training['reason'], sampledPairs = 0): TrainedModel => ({
    model: withU,
    training: { trained: false, reason, rounds: 0, change: 0, expectedMatches: 0, sampledPairs },
  });
  if (!model.train) return { ...untrained('not_asked'), model };
  if (records.distinct < 50) return untrained('too_few_pairs');
  check();
  const counts = countVectors(records, blocks, scorer, check);
  const totalPairs = (records.distinct * (records.distinct - 1)) / 2;
  // Some of the random pairs match, in small files many: once known, they are taken out of u.
  const first = expectationMaximisation(withU, counts, totalPairs);
  const em = expectationMaximisation(withChance(withU, random, first.model), counts, totalPairs);
  if (em.expectedMatches < LEAST_MATCHES) return untrained('too_few_matches', counts.pairs);
  if (em.change > 0.02) return untrained('not_converged', counts.pairs);
  if (em.model.comparisons.filter(isUpsideDown).length * 2 > model.comparisons.length)
    return untrained('degenerate', counts.pairs);
  const { rounds, change, expectedMatches } = em;
  return {
    model: withoutUpsideDown(em.model),
    training: { trained: true, rounds, change, expectedMatches, sampledPairs: counts.pairs },
  };
}

/** Records in an order that depends on their content only. */
function contentOrder(records: EncodedRecords): Uint32Array {
  const order = new Uint32Array(records.distinct);
  for (let i = 0, k = 0; i < records.count; i++) if (records.representative[i] === i) order[k++] = i;
  const { hashHigh, hashLow } = records;
  return order.sort((a, b) => hashHigh[a]! - hashHigh[b]! || hashLow[a]! - hashLow[b]!);
}

/** Number of random pairs on each level of each comparison. */
function sampleRandomPairs(records: EncodedRecords, model: MatchModel, scorer: Scorer): Float64Array[] {
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
function withChance(model: MatchModel, random: readonly Float64Array[], known?: MatchModel): MatchModel {
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

/** Levels that are no evidence, whatever the data show: m and u are those of the template. */
const NO_EVIDENCE = new Set(['shared', 'gender_form']);

/**
 * Levels whose u is not what random pairs show: a shared contact point is no evidence, and a local part made of the
 * name is as good as given once the names agree.
 */
const FIXED = new Set([...NO_EVIDENCE, 'same_name_local']);

/** Comparators whose agreeing random pairs are nearly all matches: their u for agreement is kept from the template. */
const TELLING = new Set(['email', 'phone', 'identifier']);

function smooth(
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

function withLevels(comparison: Comparison, which: 'm' | 'u', values: readonly number[]): Comparison {
  return { ...comparison, levels: comparison.levels.map((level, k) => ({ ...level, [which]: values[k]! })) };
}

/** Distinct comparison vectors of the blocked pairs, or of a sample chosen by content where they are many. */
function countVectors(
  records: EncodedRecords,
  blocks: readonly RuleBlocks[],
  scorer: Scorer,
  check: () => void,
): VectorCounts {
  const all = blocks.reduce((sum, b) => sum + b.pairs, 0);
  const share = Math.min(1, BLOCKED_PAIRS / Math.max(1, all));
  const threshold = share * 4294967296;
  const counts = new VectorCounts(scorer.levels.length);
  const { hashLow } = records;
  forEachPair(blocks, (i, j) => {
    if (share < 1 && Math.imul(hashLow[i]! ^ hashLow[j]!, 0x9e3779b1) >>> 0 >= threshold) return true;
    scorer.compare(i, j);
    counts.add(scorer.levels);
    if (counts.pairs % CHECK_EVERY === 0) check();
    return true;
  });
  counts.scale = 1 / share;
  return counts;
}

/** One class of pairs: matches, a lookalike, or chance. Probabilities per comparison and level. */
interface PairClass {
  readonly levels: Float64Array[];
  /** What training re-estimates of each comparison: its levels, how often it is shared, or nothing. */
  readonly trainable: readonly ('levels' | 'share' | null)[];
  readonly template: readonly (readonly number[])[];
  readonly strength: number;
  share: number;
}

interface Estimate {
  readonly model: MatchModel;
  readonly rounds: number;
  readonly change: number;
  readonly expectedMatches: number;
}

/** Expectation maximisation over vector counts. `totalPairs`: all pairs of records, blocked or not. */
export function expectationMaximisation(
  model: MatchModel,
  counts: VectorCounts,
  totalPairs: number,
): Estimate {
  const vectors = counts.sorted();
  const classes = startingClasses(model, totalPairs);
  const chance = classes.at(-1)!;
  let change = 1;
  let rounds = 0;
  for (; rounds < MAX_ROUNDS && change > CONVERGED; rounds++) {
    const tallies = expectation(classes, vectors, counts.scale);
    change = maximisation(model, classes, tallies, totalPairs);
    chance.share = Math.max(1e-6, 1 - classes.slice(0, -1).reduce((sum, c) => sum + c.share, 0));
  }
  return { model: toModel(model, classes), rounds, change, expectedMatches: classes[0]!.share * totalPairs };
}

function startingClasses(model: MatchModel, totalPairs: number): PairClass[] {
  const n = (1 + Math.sqrt(1 + 8 * totalPairs)) / 2;
  const prior = model.prior ?? 0.6 / n;
  const u = model.comparisons.map((c) => c.levels.map((level) => level.u));
  const m = model.comparisons.map((c) => c.levels.map((level) => level.m));
  const all = model.comparisons.map((): 'levels' => 'levels');
  const matches: PairClass = {
    levels: m.map((p) => Float64Array.from(p)),
    trainable: all,
    template: m,
    strength: M_PRIOR,
    share: prior,
  };
  const lookalikes = model.lookalikes.map((lookalike): PairClass => {
    const of = new Map(lookalike.comparisons.map((c) => [c.comparison, c]));
    const template = model.comparisons.map((c, index) => {
      const own = of.get(c.name);
      return c.levels.map((_, k) =>
        own === undefined
          ? u[index]![k]!
          : own.share * (own.levels[k] ?? 0) + (1 - own.share) * u[index]![k]!,
      );
    });
    const trainable = model.comparisons.map((c) => {
      const own = of.get(c.name);
      return own === undefined || !own.train ? null : own.share === 1 ? 'levels' : 'share';
    });
    return {
      levels: template.map((p) => Float64Array.from(p)),
      trainable,
      template,
      strength: H_PRIOR,
      share: prior * lookalike.ratio,
    };
  });
  const chance: PairClass = {
    levels: u.map((p) => Float64Array.from(p)),
    trainable: all.map(() => null),
    template: u,
    strength: 1,
    share: 1 - prior,
  };
  return [matches, ...lookalikes, chance];
}

interface Tally {
  readonly levels: Float64Array[];
  total: number;
}

function expectation(classes: readonly PairClass[], vectors: readonly LevelCounts[], scale: number): Tally[] {
  const tallies = classes.map(
    (c): Tally => ({ levels: c.levels.map((l) => new Float64Array(l.length)), total: 0 }),
  );
  const likelihood = new Float64Array(classes.length);
  for (const { levels, count } of vectors) {
    let sum = 0;
    for (let k = 0; k < classes.length; k++) {
      let p = classes[k]!.share;
      for (let c = 0; c < levels.length; c++)
        if (levels[c] !== BLANK) p *= classes[k]!.levels[c]![levels[c]!]!;
      likelihood[k] = p;
      sum += p;
    }
    if (sum <= 0) continue;
    for (let k = 0; k < classes.length - 1; k++) {
      const weight = (likelihood[k]! / sum) * count * scale;
      tallies[k]!.total += weight;
      for (let c = 0; c < levels.length; c++)
        if (levels[c] !== BLANK) tallies[k]!.levels[c]![levels[c]!]! += weight;
    }
  }
  return tallies;
}

function maximisation(
  model: MatchModel,
  classes: readonly PairClass[],
  tallies: readonly Tally[],
  totalPairs: number,
): number {
  let change = 0;
  for (let k = 0; k < classes.length - 1; k++) {
    const of = classes[k]!;
    const ratio =
      k === 0
        ? 1
        : (tallies[k]!.total + RATIO_PRIOR * model.lookalikes[k - 1]!.ratio) /
          (tallies[0]!.total + RATIO_PRIOR);
    of.share = Math.max(1e-12, (ratio * tallies[0]!.total) / totalPairs);
    of.levels.forEach((levels, c) => {
      const how = of.trainable[c];
      if (how === null || how === undefined) return;
      const template = of.template[c]!.map((p, l) => ({
        name: model.comparisons[c]!.levels[l]!.name,
        m: p,
        u: p,
      }));
      const next = smooth(
        { ...model.comparisons[c]!, levels: template },
        'm',
        tallies[k]!.levels[c]!,
        of.strength,
      );
      if (how === 'share') mixWithChance(next, of, c, model);
      for (let l = 0; l < levels.length; l++) {
        change = Math.max(change, Math.abs(levels[l]! - next[l]!));
        levels[l] = next[l]!;
      }
    });
  }
  return change;
}

/**
 * Keeps a partly shared comparison a mixture of what is shared (its first level) and chance: only the share may change,
 * and stays between the template's and five times it.
 */
function mixWithChance(next: number[], of: PairClass, c: number, model: MatchModel): void {
  const u = model.comparisons[c]!.levels.map((level) => level.u);
  const shareOf = (exact: number): number => Math.max(0, (exact - u[0]!) / (1 - u[0]!));
  const template = shareOf(of.template[c]![0]!);
  const share = Math.min(5 * template, Math.max(template, shareOf(next[0]!)));
  for (let l = 0; l < next.length; l++) next[l] = (l === 0 ? share : 0) + (1 - share) * u[l]!;
}

function toModel(model: MatchModel, classes: readonly PairClass[]): MatchModel {
  const matches = classes[0]!;
  const lookalikes = model.lookalikes.map((lookalike, a): Lookalike => {
    const of = classes[a + 1]!;
    return {
      ...lookalike,
      ratio: of.share / matches.share,
      comparisons: lookalike.comparisons.map((c) => {
        const index = model.comparisons.findIndex((known) => known.name === c.comparison);
        if (!c.train || index < 0) return c;
        if (c.share === 1) return { ...c, levels: [...of.levels[index]!] };
        const chance = model.comparisons[index]!.levels[0]!.u;
        return { ...c, share: (of.levels[index]![0]! - chance) / (1 - chance) };
      }),
    };
  });
  const comparisons = model.comparisons.map((c, index) => withLevels(c, 'm', [...matches.levels[index]!]));
  return { ...model, prior: matches.share, comparisons, lookalikes };
}

/** True when a comparison came out upside down: its best level speaks against a match. */
function isUpsideDown({ levels }: Comparison): boolean {
  return levels[0]!.m < levels[0]!.u;
}

/** The model with comparisons that came out upside down made to count for nothing. */
function withoutUpsideDown(model: MatchModel): MatchModel {
  const comparisons = model.comparisons.map((c) =>
    isUpsideDown(c)
      ? { ...c, termFrequency: false, levels: c.levels.map((level) => ({ ...level, m: level.u })) }
      : c,
  );
  return { ...model, comparisons };
}
