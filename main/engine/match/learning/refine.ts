import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { slicer } from '../../db/pause.ts';
import { adjustedModel, type Layout, layoutOf, type Moved, moved, movedOdds } from './adjustment.ts';
import { fitMove, surprise } from './fit.ts';
import type { Labelled } from './labelled.ts';

/** What decisions taught, and whether it can be trusted. */
export interface Learning {
  /** False: the model stays as it is, for the reason given. */
  readonly learned: boolean;
  readonly reason: 'too_few' | 'one_sided' | 'no_better' | null;
  /** Decided pairs learned from. */
  readonly links: number;
  readonly apart: number;
  /**
   * Decisions foretold wrongly, and how surprising one is on average (bits): by the model as it is, and by one
   * that learned from the others only (cross-validation).
   */
  readonly wrongBefore: number;
  readonly wrongAfter: number;
  readonly surpriseBefore: number;
  readonly surpriseAfter: number;
}

export interface Refined {
  /** As it was, unless something was learned. */
  readonly model: MatchModel;
  readonly moved: Moved;
  readonly learning: Learning;
}

/** Fewer decisions than this, or fewer of one kind, teach nothing. */
const LEAST_DECISIONS = 10;
const LEAST_OF_A_KIND = 3;
const FOLDS = 10;
/** How far levels may be expected to have been missed by training, in nats: what foretells the decisions best is taken. */
const SPREADS = [0.15, 0.3, 0.6];
/** As good as no move of the levels: only the states are fitted. */
const NO_SPREAD = 1e-3;
/** Standard errors by which learning must be better: one in twenty is so by chance. */
const CLEARLY = 1.645;

/**
 * The model adjusted to stewards' decisions. It is changed only if what some decisions teach foretells the others clearly
 * better than the model as it is. The result does not depend on the order of the decisions. Others get their turn between two
 * fits.
 */
export async function refine(
  trained: MatchModel,
  decided: readonly Labelled[],
  anchors: readonly Labelled[],
): Promise<Refined> {
  const layout = layoutOf(trained);
  const labels = inOrder(decided);
  const links = labels.filter(({ match }) => match === 1).length;
  const apart = labels.length - links;
  const still = moved(layout, new Float64Array(layout.size));
  const kept = (reason: Learning['reason'], figures: Figures): Refined => ({
    model: trained,
    moved: still,
    learning: { learned: false, reason, links, apart, ...figures },
  });
  const few = labels.length < LEAST_DECISIONS ? 'too_few' : 'one_sided';
  if (few === 'too_few' || Math.min(links, apart) < LEAST_OF_A_KIND) {
    const asItIs = foretoldBy(layout, labels, () => still);
    return kept(few, figuresOf(asItIs, asItIs));
  }
  const pause = slicer();
  const before = await crossValidated(layout, labels, anchors, NO_SPREAD, pause);
  const tried: { spread: number; after: Foretold }[] = [];
  for (const spread of SPREADS)
    tried.push({ spread, after: await crossValidated(layout, labels, anchors, spread, pause) });
  const best = tried.reduce((a, b) => (mean(b.after.surprises) < mean(a.after.surprises) ? b : a));
  const figures = figuresOf(before, best.after);
  if (!isClearlyBetter(before, best.after)) return kept('no_better', figures);
  const to = moved(layout, fitMove(layout, [...labels, ...anchors], best.spread));
  return {
    model: adjustedModel(trained, to),
    moved: to,
    learning: { learned: true, reason: null, links, apart, ...figures },
  };
}

interface Foretold {
  readonly surprises: readonly number[];
  readonly wrong: number;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;

/** In an order that depends on what the labels say only; neighbours are alike, and come to different folds. */
function inOrder(labels: readonly Labelled[]): Labelled[] {
  const keyed = labels.map((label) => ({ label, key: `${label.state} ${label.levels.join()}` }));
  keyed.sort(
    (a, b) =>
      a.label.match - b.label.match ||
      a.label.odds - b.label.odds ||
      a.label.strength - b.label.strength ||
      (a.key < b.key ? -1 : Number(a.key > b.key)),
  );
  return keyed.map(({ label }) => label);
}

/** What is foretold of each decision by what the other nine tenths teach. */
async function crossValidated(
  layout: Layout,
  labels: readonly Labelled[],
  anchors: readonly Labelled[],
  spread: number,
  pause: ReturnType<typeof slicer>,
): Promise<Foretold> {
  const folds: Moved[] = [];
  for (let f = 0; f < FOLDS; f++) {
    const others = labels.filter((_, i) => i % FOLDS !== f);
    folds.push(moved(layout, fitMove(layout, [...others, ...anchors], spread)));
    await pause();
  }
  return foretoldBy(layout, labels, (i) => folds[i % FOLDS]!);
}

function foretoldBy(layout: Layout, labels: readonly Labelled[], by: (i: number) => Moved): Foretold {
  const odds = labels.map((label, i) => movedOdds(layout, by(i), label));
  return {
    surprises: labels.map(({ match }, i) => surprise(odds[i]!, match)),
    wrong: labels.filter(({ match }, i) => odds[i]! > 0 !== (match === 1)).length,
  };
}

function isClearlyBetter(before: Foretold, after: Foretold): boolean {
  const gains = before.surprises.map((one, i) => one - after.surprises[i]!);
  const gain = mean(gains);
  const error = Math.sqrt(mean(gains.map((one) => (one - gain) ** 2)) / gains.length);
  return gain > CLEARLY * error && gain > 0 && after.wrong <= before.wrong;
}

type Figures = Pick<Learning, 'wrongBefore' | 'wrongAfter' | 'surpriseBefore' | 'surpriseAfter'>;

const figuresOf = (before: Foretold, after: Foretold): Figures => ({
  wrongBefore: before.wrong,
  wrongAfter: after.wrong,
  surpriseBefore: mean(before.surprises) / Math.LN2,
  surpriseAfter: mean(after.surprises) / Math.LN2,
});
