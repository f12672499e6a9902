import type { Lookalike, MatchModel } from '../../../../shared/model/match-model.ts';
import { BLANK } from '../comparators/comparator.ts';
import { smooth, withLevels } from './probabilities.ts';
import type { LevelCounts, PackedVectors } from './vectors.ts';

const MAX_ROUNDS = 60;
/** Training ends when no probability changes by more than this in a round. */
export const CONVERGED = 0.0005;
/** Weight of the template values, in pairs. */
const M_PRIOR = 60;
const H_PRIOR = 40;
/** Weight of the template of a lookalike, in pairs, for each pair it is expected to have. */
const HOLD = 1;
/**
 * Weight of a template's ratio of lookalikes to matches, in matches: a small file that shows no couple may still hold
 * one, a large one says itself how many there are.
 */
const RATIO_PRIOR = 400;
/**
 * Prior of the shares within one session, in pairs: this many matches, and for each lookalike its ratio times so many. A
 * session with few pairs would else lose a class for good once it found none of it.
 */
const SESSION_MATCHES_PRIOR = 10;
const SESSION_RATIO_PRIOR = 20;
/** Share of matches among the pairs of a session before the first round: at most, and matches per record. */
const MOST_MATCHES = 0.5;
const MATCHES_PER_RECORD = 0.3;
const LEAST_SHARE = 1e-9;

const total = (tally: Float64Array): number => tally.reduce((a, b) => a + b, 0);

/** One class of pairs: matches, a lookalike, or chance. Probabilities per comparison and level. */
interface PairClass {
  readonly levels: Float64Array[];
  /** What training re-estimates of each comparison: its levels, how often it is shared, or nothing. */
  readonly trainable: readonly ('levels' | 'share' | null)[];
  readonly template: readonly (readonly number[])[];
  readonly strength: number;
}

interface Session {
  readonly vectors: readonly LevelCounts[];
  readonly scale: number;
  /** Share of each class among its pairs. */
  readonly shares: Float64Array;
}

export interface Estimate {
  readonly model: MatchModel;
  readonly rounds: number;
  readonly change: number;
  readonly expectedMatches: number;
  readonly history: readonly Round[];
}

/** What one round came to. */
export interface Round {
  /** Largest change of a probability. */
  readonly change: number;
  readonly expectedMatches: number;
  /** m per comparison and level. */
  readonly m: readonly (readonly number[])[];
}

/**
 * Expectation maximisation over the vector counts of several blocking sessions at once (Dempster, Laird & Rubin 1977;
 * Winkler 1988). m and what lookalikes have in common are the same in all sessions, the shares of the classes are each
 * session's own: how many of the pairs of one name match says nothing about those of one e-mail. u stays as it is.
 * `totalPairs`: all pairs of records, blocked or not; those not blocked are taken not to match. `check` is called each round.
 */
export function expectationMaximisation(
  model: MatchModel,
  counts: readonly PackedVectors[],
  totalPairs: number,
  check: () => void = () => {},
): Estimate {
  const classes = startingClasses(model);
  const sessions = counts.map((of) => startingSession(model, of, totalPairs));
  const history: Round[] = [];
  let change = 1;
  let fresh = new Float64Array(classes.length);
  for (let round = 0; round < MAX_ROUNDS && change > CONVERGED; round++) {
    check();
    const tallies = classes.map((c) => c.levels.map((l) => new Float64Array(l.length)));
    fresh = new Float64Array(classes.length);
    for (const session of sessions) expectation(model, classes, session, tallies, fresh);
    change = maximisation(model, classes, tallies);
    history.push({ change, expectedMatches: fresh[0]!, m: classes[0]!.levels.map((l) => [...l]) });
  }
  const expectedMatches = Math.max(fresh[0]!, LEAST_SHARE);
  const ratios = model.lookalikes.map(
    ({ ratio }, a) => (fresh[a + 1]! + RATIO_PRIOR * ratio) / (expectedMatches + RATIO_PRIOR),
  );
  return {
    model: toModel(model, classes, expectedMatches / totalPairs, ratios),
    rounds: history.length,
    change,
    expectedMatches,
    history,
  };
}

function startingSession(model: MatchModel, counts: PackedVectors, totalPairs: number): Session {
  const records = (1 + Math.sqrt(1 + 8 * totalPairs)) / 2;
  const matches = Math.min(
    MOST_MATCHES,
    (MATCHES_PER_RECORD * records) / Math.max(1, counts.pairs * counts.scale),
  );
  const shares = [1, ...model.lookalikes.map(({ ratio }) => ratio)].map((ratio) => ratio * matches);
  const sum = shares.reduce((a, b) => a + b, 0);
  const fit = Math.min(1, 0.9 / sum);
  const scaled = shares.map((share) => share * fit);
  return {
    vectors: counts.vectors,
    scale: counts.scale,
    shares: Float64Array.from([...scaled, 1 - sum * fit]),
  };
}

function startingClasses(model: MatchModel): PairClass[] {
  const u = model.comparisons.map((c) => c.levels.map((level) => level.u));
  const m = model.comparisons.map((c) => c.levels.map((level) => level.m));
  const matches: PairClass = {
    levels: m.map((p) => Float64Array.from(p)),
    trainable: model.comparisons.map(() => 'levels'),
    template: m,
    strength: M_PRIOR,
  };
  const chance: PairClass = {
    levels: u.map((p) => Float64Array.from(p)),
    trainable: model.comparisons.map(() => null),
    template: u,
    strength: 1,
  };
  return [matches, ...model.lookalikes.map((lookalike) => lookalikeClass(model, lookalike, u)), chance];
}

function lookalikeClass(
  model: MatchModel,
  lookalike: Lookalike,
  u: readonly (readonly number[])[],
): PairClass {
  const of = new Map(lookalike.comparisons.map((c) => [c.comparison, c]));
  const template = model.comparisons.map((c, index) => {
    const own = of.get(c.name);
    return c.levels.map((_, k) =>
      own === undefined ? u[index]![k]! : own.share * (own.levels[k] ?? 0) + (1 - own.share) * u[index]![k]!,
    );
  });
  const trainable = model.comparisons.map((c) => {
    const own = of.get(c.name);
    return own === undefined || !own.train ? null : own.share === 1 ? 'levels' : 'share';
  });
  return { levels: template.map((p) => Float64Array.from(p)), trainable, template, strength: H_PRIOR };
}

/** Adds what a session's pairs are expected to be to the tallies, and gives the session its new shares. */
function expectation(
  model: MatchModel,
  classes: readonly PairClass[],
  { vectors, scale, shares }: Session,
  tallies: readonly (readonly Float64Array[])[],
  fresh: Float64Array,
): void {
  const likelihood = new Float64Array(classes.length);
  const totals = new Float64Array(classes.length);
  for (const { levels, count, fresh: isNew } of vectors) {
    let sum = 0;
    for (let k = 0; k < classes.length; k++) {
      let p = shares[k]!;
      for (let c = 0; c < levels.length; c++)
        if (levels[c] !== BLANK) p *= classes[k]!.levels[c]![levels[c]!]!;
      likelihood[k] = p;
      sum += p;
    }
    if (sum <= 0) continue;
    for (let k = 0; k < classes.length; k++) {
      const part = (likelihood[k]! / sum) * scale;
      const weight = part * count;
      totals[k]! += weight;
      fresh[k]! += part * isNew;
      for (let c = 0; c < levels.length; c++) if (levels[c] !== BLANK) tallies[k]![c]![levels[c]!]! += weight;
    }
  }
  renew(model, shares, totals);
}

function renew(model: MatchModel, shares: Float64Array, totals: Float64Array): void {
  const chance = totals.length - 1;
  const of = Float64Array.from(totals);
  model.lookalikes.forEach(({ ratio }, a) => {
    of[a + 1]! += SESSION_RATIO_PRIOR * ratio;
  });
  of[0]! += SESSION_MATCHES_PRIOR;
  const sum = of.reduce((a, b) => a + b, 0);
  if (sum <= 0) return;
  for (let k = 0; k < chance; k++) shares[k] = Math.max(LEAST_SHARE, of[k]! / sum);
  shares[chance] = Math.max(1e-6, of[chance]! / sum);
}

function maximisation(
  model: MatchModel,
  classes: readonly PairClass[],
  tallies: readonly (readonly Float64Array[])[],
): number {
  let change = 0;
  for (let k = 0; k < classes.length - 1; k++) {
    const of = classes[k]!;
    of.levels.forEach((levels, c) => {
      const how = of.trainable[c];
      if (how === null || how === undefined) return;
      const template = of.template[c]!.map((p, l) => ({
        name: model.comparisons[c]!.levels[l]!.name,
        m: p,
        u: p,
      }));
      const tally = tallies[k]![c]!;
      // A class of pairs that are not matches must stay what it stands for: it could else come to describe chance.
      const strength = k === 0 ? of.strength : Math.max(of.strength, HOLD * total(tally));
      const next = smooth({ ...model.comparisons[c]!, levels: template }, 'm', tally, strength);
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

function toModel(
  model: MatchModel,
  classes: readonly PairClass[],
  prior: number,
  ratios: readonly number[],
): MatchModel {
  const lookalikes = model.lookalikes.map((lookalike, a): Lookalike => {
    const of = classes[a + 1]!;
    return {
      ...lookalike,
      ratio: ratios[a]!,
      comparisons: lookalike.comparisons.map((c) => {
        const index = model.comparisons.findIndex((known) => known.name === c.comparison);
        if (!c.train || index < 0) return c;
        if (c.share === 1) return { ...c, levels: [...of.levels[index]!] };
        const chance = model.comparisons[index]!.levels[0]!.u;
        return { ...c, share: (of.levels[index]![0]! - chance) / (1 - chance) };
      }),
    };
  });
  const comparisons = model.comparisons.map((c, index) =>
    withLevels(c, 'm', [...classes[0]!.levels[index]!]),
  );
  return { ...model, prior, comparisons, lookalikes };
}
