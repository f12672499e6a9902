import type { BlockingKey } from '../../../../shared/model/match-model.ts';
import { keysInClear } from '../blocking/keys.ts';
import type { EncodedRecords } from '../encode.ts';
import type { Candidate } from './candidates.ts';
import type { KnownMatch } from './coverage.ts';

/** Candidates whose pairs are gone through. */
const MOST = 30;
/** What a candidate is worth before any match is seen, in matches: rules that find few say little of other keys. */
const UNSEEN = 0.5;

/**
 * The candidates worth going through. Matches that are missed resemble those that one rule alone finds more than those
 * that all find: a candidate is worth the known matches that agree on its keys, each less the more rules find it. Every
 * one chosen halves what its matches are worth for the next, so that those chosen differ; costs count against them. `check` may throw to stop.
 */
export function mostPromising(
  records: EncodedRecords,
  keys: readonly BlockingKey[],
  candidates: readonly Candidate[],
  known: readonly KnownMatch[],
  /** Pairs at which a candidate is worth half. */
  dear: number,
  check: () => void,
): Candidate[] {
  const agreed = keys.map((key) => {
    check();
    return Uint8Array.from(known, ({ left, right }) => (agreeOn(records, key, left, right) ? 1 : 0));
  });
  const agreedOf = ({ of: [first, second] }: Candidate): Uint8Array =>
    second === undefined ? agreed[first!]! : agreed[first!]!.map((one, m) => one & agreed[second]![m]!);
  const worth = Float64Array.from(known, ({ rules }) => 2 ** (1 - rules));
  const left = new Map(candidates.map((candidate) => [candidate, agreedOf(candidate)]));
  const chosen: Candidate[] = [];
  while (chosen.length < MOST) {
    let best: Candidate | undefined;
    let most = 0;
    for (const [candidate, agrees] of left) {
      const value = (UNSEEN / candidate.of.length + sum(worth, agrees)) / (1 + candidate.pairs / dear);
      if (value > most) [best, most] = [candidate, value];
    }
    if (best === undefined) break;
    const agrees = left.get(best)!;
    left.delete(best);
    chosen.push(best);
    for (let m = 0; m < known.length; m++) if (agrees[m] === 1) worth[m]! /= 2;
  }
  return chosen;
}

function sum(worth: Float64Array, agrees: Uint8Array): number {
  let total = 0;
  for (let m = 0; m < worth.length; m++) total += worth[m]! * agrees[m]!;
  return total;
}

/** True when two records share a key. */
export function agreeOn(records: EncodedRecords, key: BlockingKey, i: number, j: number): boolean {
  const own = keysInClear(records, key, i);
  if (own.size === 0) return false;
  for (const hash of keysInClear(records, key, j).keys()) if (own.has(hash)) return true;
  return false;
}
