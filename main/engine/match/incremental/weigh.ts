import type { MatchModel } from '../../../../shared/model/match-model.ts';
import type { EncodedRecords } from '../encode.ts';
import { joinPairs, partsOf, type ScoredPairs, scoreEqualPairs } from '../pairs.ts';
import { Scorer } from '../score.ts';
import { Crew } from '../threads/crew.ts';
import type { Candidates } from './candidates.ts';
import type { Gatherer } from './gather.ts';
import { firstNotBelow } from './ids.ts';
import type { Population } from './roles.ts';

/** Encodes some records of a population, and tells where each stands among them. */
export function gatherNumbers(
  gatherer: Gatherer,
  { identity, added }: Population,
  numbers: Iterable<number>,
): { records: EncodedRecords; placeOf: (number: number) => number } {
  const count = identity.recordIds.length;
  const kept = Uint32Array.from(new Set([...numbers].filter((number) => number < count))).sort();
  const placeOf = (number: number): number =>
    number < count ? firstNotBelow(kept, number) : kept.length + number - count;
  return { records: gatherer.gather(kept, added), placeOf };
}

export interface WeighInput {
  readonly gatherer: Gatherer;
  readonly population: Population;
  readonly model: MatchModel;
  readonly candidates: Candidates;
  /** Records of equal content, with the one that stands for them; by number. */
  readonly equal: readonly (readonly [first: number, other: number])[];
  readonly threads: number | undefined;
  heartbeat(done: number, total: number): void;
}

/** Weighs the candidates, then the records of equal content; the pairs of interest, by number. */
export function weighCandidates(input: WeighInput): ScoredPairs {
  const { gatherer, population, model, candidates, equal, threads } = input;
  const numbers = new Set<number>(candidates.left);
  for (const number of candidates.right) numbers.add(number);
  for (const pair of equal) for (const number of pair) numbers.add(number);
  const { records, placeOf } = gatherNumbers(gatherer, population, numbers);
  const placed = (of: Uint32Array): Uint32Array => {
    const places = new Uint32Array(new SharedArrayBuffer(4 * of.length));
    for (let k = 0; k < of.length; k++) places[k] = placeOf(of[k]!);
    return places;
  };
  const list = { left: placed(candidates.left), right: placed(candidates.right) };
  const crew = new Crew(records, threads);
  try {
    const parts = partsOf(list);
    const scored = crew.run<'pairs'>({ kind: 'pairs', model, list }, parts, (done) =>
      input.heartbeat(
        Math.min(list.left.length, (list.left.length * done) / Math.max(1, parts)),
        list.left.length,
      ),
    );
    const same = scoreEqualPairs(
      equal.map(([first, other]) => [placeOf(first), placeOf(other)] as const),
      new Scorer(records, model),
      model,
    );
    const all = joinPairs([...scored, same], model.comparisons.length);
    const back = numbersByPlace(population, numbers);
    for (let p = 0; p < all.count; p++) {
      all.left[p] = back(all.left[p]!);
      all.right[p] = back(all.right[p]!);
    }
    const { related } = all;
    for (let p = 0; p < related.left.length; p++) {
      related.left[p] = back(related.left[p]!);
      related.right[p] = back(related.right[p]!);
    }
    return all;
  } finally {
    crew.end();
  }
}

function numbersByPlace({ identity }: Population, numbers: Iterable<number>): (place: number) => number {
  const count = identity.recordIds.length;
  const kept = Uint32Array.from([...numbers].filter((number) => number < count)).sort();
  return (place) => (place < kept.length ? kept[place]! : count + place - kept.length);
}
