import type { BlockingKey, BlockingRule } from '../../../../shared/model/match-model.ts';
import { forEachRun, isOversized, MAX_BLOCK_SIZE, sortedEntries } from '../blocking/blocks.ts';
import { keysInClear, type RecordKeys, recordKeys } from '../blocking/keys.ts';
import type { EncodedRecords } from '../encode.ts';

/** The blocks of a rule as its keys make them, before any is cut. */
export interface Survey {
  readonly blocks: number;
  /** Pairs within them, oversized ones included. */
  readonly pairs: number;
  /** Pairs that are left once oversized blocks are cut, about. */
  readonly pairsOnceCut: number;
  readonly oversized: number;
  /** The largest blocks, the largest first. */
  readonly largest: readonly { readonly size: number; readonly members: Uint32Array }[];
}

/** Pairs that each record of an oversized block is compared in once it is cut, about. */
const LEFT_PER_RECORD = 40;

/** Goes over the blocks of a rule, `of` being its keys; `most` of the largest are handed back. */
export function surveyKeys(of: RecordKeys, rule: BlockingRule, most: number): Survey {
  const { keys, members } = sortedEntries(of);
  const limit = rule.maxBlockSize ?? MAX_BLOCK_SIZE;
  let [blocks, pairs, pairsOnceCut, oversized] = [0, 0, 0, 0];
  let largest: { start: number; size: number }[] = [];
  forEachRun(keys, (start, end) => {
    const size = end - start;
    const all = (size * (size - 1)) / 2;
    blocks++;
    pairs += all;
    pairsOnceCut += size > limit ? Math.min(all, LEFT_PER_RECORD * size) : all;
    if (isOversized(rule, size)) oversized++;
    if (largest.length === most && size <= (largest.at(-1)?.size ?? 0)) return;
    largest.push({ start, size });
    largest = largest.sort((a, b) => b.size - a.size || a.start - b.start).slice(0, most);
  });
  return {
    blocks,
    pairs,
    pairsOnceCut,
    oversized,
    largest: largest.map(({ start, size }) => ({ size, members: members.slice(start, start + size) })),
  };
}

/** A block with what its records have in common. */
export interface NamedBlock {
  readonly size: number;
  readonly inCommon: InCommon;
}

export interface NamedSurvey extends Omit<Survey, 'largest'> {
  /** Before they are cut, the largest first. */
  readonly largest: readonly NamedBlock[];
}

/** Blocks of a rule that are named. */
const NAMED = 5;

/** The blocks of a rule, the largest said in clear. */
export function nameBlocks(records: EncodedRecords, rule: BlockingRule, check: () => void): NamedSurvey {
  const { largest, ...survey } = surveyKeys(recordKeys(records, rule, check), rule, NAMED);
  return {
    ...survey,
    largest: largest.map(({ size, members }) => ({ size, inCommon: inCommon(records, rule, members) })),
  };
}

/** What the records of a block have in common, one text per key of the rule. */
export type InCommon = readonly {
  readonly attribute: string;
  readonly transform: string;
  readonly text: string;
}[];

/** Records of a block that are looked at to say what they have in common. */
const LOOKED_AT = 200;

/** What a block is about, in clear: for each key of its rule the value that most of its records share. */
export function inCommon(records: EncodedRecords, rule: BlockingRule, members: Uint32Array): InCommon {
  return rule.keys.map((key) => ({ ...key, text: mostShared(records, key, members) }));
}

function mostShared(records: EncodedRecords, key: BlockingKey, members: Uint32Array): string {
  const counts = new Map<number, { count: number; text: string }>();
  for (const i of members.subarray(0, LOOKED_AT)) {
    for (const [hash, text] of keysInClear(records, key, i)) {
      const known = counts.get(hash);
      if (known === undefined) counts.set(hash, { count: 1, text });
      else known.count++;
    }
  }
  let best = { count: 0, text: '' };
  for (const one of counts.values()) if (one.count > best.count) best = one;
  return best.text;
}
