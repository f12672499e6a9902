import type { BlockingKey, BlockingRule, MatchModel } from '../../../../shared/model/match-model.ts';
import type { EncodedRecords } from '../encode.ts';
import { NumberList } from '../values/dictionary.ts';
import { finish, mix } from '../values/text.ts';
import { nameOf, type RecordKeys, recordKeys } from './keys.ts';
import { sortByKey } from './sort.ts';

/** A block so large that a person should know of it, and what was done about it. See {@link isOversized}. */
export interface OversizedBlock {
  readonly rule: string;
  readonly size: number;
  /** A record of it, to show what they have in common. */
  readonly example: number;
  /** Pairs its full comparison would have taken, and pairs that are compared instead. */
  readonly allPairs: number;
  readonly comparedPairs: number;
}

/** Every key of every record under one rule, singletons included, by key: keys[k] is one of record members[k]. */
export interface KeyEntries {
  readonly keys: Uint32Array;
  readonly members: Uint32Array;
}

/** The blocks of one rule. Records of block b are members[starts[b] … starts[b + 1] - 1]. */
export interface RuleBlocks {
  readonly rule: BlockingRule;
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  readonly keys: Uint32Array;
  /** Keys each record is in a block with (singletons apart), ascending: how a pair's first rule is found. */
  readonly ofRecord: RecordKeys;
  /** What the blocks were made of: kept with a run, it finds the blocks of records that come later. */
  readonly entries: KeyEntries;
  /** Pairs within the blocks, those other rules make too included. */
  readonly pairs: number;
  readonly oversized: readonly OversizedBlock[];
}

/** Largest block compared in full, unless the rule says otherwise. */
export const MAX_BLOCK_SIZE = 50;
/** Blocks over this size are told of: what their records have in common is often a filler value. */
const MOST_UNREMARKABLE = 300;
/** Largest part of a block that is cut compared in full. */
export const MAX_PART = 50;
/** Records compared with one another where nothing tells the records of a block that is cut apart. */
export const NEIGHBOURHOOD = 24;
/** Oversized blocks listed per rule, the largest first. */
const LISTED = 50;

/**
 * Blocks of all rules of a model.
 * A block over {@link MAX_BLOCK_SIZE} is cut by every other attribute the model blocks on (records must then agree on that, too); a
 * part that is still too large is cut into overlapping neighbourhoods of {@link NEIGHBOURHOOD} records of similar
 * content (Hernández & Stolfo's sorted neighbourhood, 1995). So its cost stays proportional to its size.
 */
export function buildBlocks(
  records: EncodedRecords,
  model: MatchModel,
  check: () => void = () => {},
): RuleBlocks[] {
  const finer = finerKeysOf(records, model, check);
  return model.blockingRules.map((rule) => blocksOf(records, rule, finer, check));
}

/** What cuts the blocks of a model that are too large, each computed when it is first needed. */
export function finerKeysOf(
  records: EncodedRecords,
  model: MatchModel,
  check: () => void,
): readonly FinerKey[] {
  return finerKeys(model).map((key) => new FinerKey(records, key, check));
}

/** Number of pairs a rule alone makes before any block is cut. */
export function pairsOfRule(records: EncodedRecords, rule: BlockingRule, check: () => void): number {
  const { keys } = sortedEntries(recordKeys(records, rule, check));
  let pairs = 0;
  forEachRun(keys, (start, end) => {
    const size = end - start;
    pairs += (size * (size - 1)) / 2;
  });
  return pairs;
}

/** The distinct single keys of the model, the most telling first. */
export function finerKeys(model: MatchModel): BlockingKey[] {
  const seen = new Map<string, BlockingKey>();
  for (const rule of model.blockingRules) {
    for (const key of rule.keys) seen.set(nameOf(key), key);
  }
  return [...seen.values()];
}

/** Keys of all records in order, each with its record. */
export function sortedEntries(of: RecordKeys): KeyEntries {
  const keys = new Uint32Array(new SharedArrayBuffer(4 * of.keys.length));
  keys.set(of.keys);
  const members = new Uint32Array(new SharedArrayBuffer(4 * keys.length));
  for (let i = 0; i + 1 < of.starts.length; i++) members.fill(i, of.starts[i]!, of.starts[i + 1]!);
  sortByKey(keys, members);
  return { keys, members };
}

/** Calls `visit` for each run of two or more equal keys: `start` … `end` - 1. */
export function forEachRun(keys: Uint32Array, visit: (start: number, end: number) => void): void {
  for (let start = 0; start < keys.length; ) {
    let end = start + 1;
    while (end < keys.length && keys[end] === keys[start]) end++;
    if (end - start > 1) visit(start, end);
    start = end;
  }
}

/** Whether a person should know of a block of that size. Cutting one that is somewhat too large is all in a day's work. */
export const isOversized = ({ maxBlockSize }: BlockingRule, size: number): boolean =>
  size > (maxBlockSize ?? MOST_UNREMARKABLE);

/** Blocks of a rule; `finer` cuts those that are too large. */
export function blocksOf(
  records: EncodedRecords,
  rule: BlockingRule,
  finer: readonly FinerKey[],
  check: () => void,
  of: RecordKeys = recordKeys(records, rule, check),
): RuleBlocks {
  const entries = sortedEntries(of);
  const { keys, members } = entries;
  check();
  const out = new BlockList();
  const limit = rule.maxBlockSize ?? MAX_BLOCK_SIZE;
  const oversized: OversizedBlock[] = [];
  const cut = new BlockCutter(records, rule, finer);
  forEachRun(keys, (start, end) => {
    const size = end - start;
    if (size <= limit) {
      out.add(keys[start]!, members.subarray(start, end));
      return;
    }
    check();
    const before = out.pairs;
    cut.cut(keys[start]!, members.subarray(start, end), out);
    const allPairs = (size * (size - 1)) / 2;
    if (!isOversized(rule, size)) return;
    oversized.push({
      rule: rule.name,
      size,
      example: members[start]!,
      allPairs,
      comparedPairs: out.pairs - before,
    });
  });
  oversized.sort((a, b) => b.size - a.size || a.example - b.example);
  return { ...out.finish(rule, records.count, oversized.slice(0, LISTED)), entries };
}

/** Collects blocks of one rule. */
class BlockList {
  private readonly starts = new NumberList();
  private readonly members = new NumberList();
  private readonly keys = new NumberList();
  pairs = 0;

  add(key: number, members: ArrayLike<number>): void {
    const size = members.length;
    if (size < 2) return;
    this.starts.push(this.members.length);
    this.keys.push(key);
    for (let k = 0; k < size; k++) this.members.push(members[k]!);
    this.pairs += (size * (size - 1)) / 2;
  }

  finish(
    rule: BlockingRule,
    count: number,
    oversized: readonly OversizedBlock[],
  ): Omit<RuleBlocks, 'entries'> {
    this.starts.push(this.members.length);
    const starts = this.starts.toArray();
    const members = this.members.toArray();
    const keys = this.keys.toArray();
    const ofRecord = invert(starts, members, keys, count);
    return { rule, starts, members, keys, ofRecord, pairs: this.pairs, oversized };
  }
}

/** Keys per record, ascending, from the members per block. */
function invert(starts: Uint32Array, members: Uint32Array, keys: Uint32Array, count: number): RecordKeys {
  const first = new Uint32Array(new SharedArrayBuffer(4 * (count + 1)));
  for (const member of members) first[member + 1]!++;
  for (let i = 0; i < count; i++) first[i + 1]! += first[i]!;
  const next = first.slice(0, count);
  const result = new Uint32Array(new SharedArrayBuffer(4 * members.length));
  for (let b = 0; b + 1 < starts.length; b++) {
    for (let k = starts[b]!; k < starts[b + 1]!; k++) result[next[members[k]!]!++] = keys[b]!;
  }
  for (let i = 0; i < count; i++)
    if (first[i + 1]! - first[i]! > 1) result.subarray(first[i]!, first[i + 1]!).sort();
  return { starts: first, keys: result };
}

/** A single key that cuts blocks, computed when the first one is met. */
export class FinerKey {
  readonly name: string;
  private readonly records: EncodedRecords;
  private readonly key: BlockingKey;
  private readonly check: () => void;
  private table: RecordKeys | null = null;

  constructor(records: EncodedRecords, key: BlockingKey, check: () => void) {
    this.check = check;
    this.name = nameOf(key);
    this.records = records;
    this.key = key;
  }

  keys(): RecordKeys {
    this.table ??= recordKeys(this.records, { name: this.name, keys: [this.key] }, this.check);
    return this.table;
  }
}

/** Cuts blocks of one rule that are too large. */
class BlockCutter {
  private readonly records: EncodedRecords;
  private readonly finer: readonly FinerKey[];

  constructor(records: EncodedRecords, rule: BlockingRule, finer: readonly FinerKey[]) {
    this.records = records;
    const own = new Set(rule.keys.map(nameOf));
    this.finer = finer.filter((key) => !own.has(key.name));
  }

  cut(key: number, members: Uint32Array, out: BlockList): void {
    const alone = new Uint8Array(members.length).fill(1);
    for (let t = 0; t < this.finer.length; t++) this.cutBy(t, key, members, alone, out);
    // Records that nothing else groups are compared with their neighbours, so that none is left out.
    const rest = members.filter((_, k) => alone[k] === 1);
    this.neighbourhoods(mix(key, 0x7f4a7c15), rest, out);
  }

  private cutBy(t: number, key: number, members: Uint32Array, alone: Uint8Array, out: BlockList): void {
    const table = this.finer[t]!.keys();
    const keys = new NumberList();
    const positions = new NumberList();
    for (let k = 0; k < members.length; k++) {
      const i = members[k]!;
      for (let h = table.starts[i]!; h < table.starts[i + 1]!; h++) {
        keys.push(finish(mix(mix(key, t + 1), table.keys[h]!)));
        positions.push(k);
      }
    }
    const sorted = keys.toArray();
    const at = positions.toArray();
    sortByKey(sorted, at);
    forEachRun(sorted, (start, end) => {
      const part = new Uint32Array(end - start);
      for (let k = start; k < end; k++) {
        part[k - start] = members[at[k]!]!;
        alone[at[k]!] = 0;
      }
      if (part.length <= MAX_PART) out.add(sorted[start]!, part);
      else this.neighbourhoods(sorted[start]!, part, out);
    });
  }

  /** Overlapping runs of records sorted by content. */
  private neighbourhoods(key: number, members: Uint32Array, out: BlockList): void {
    const { hashHigh, hashLow } = this.records;
    const order = [...members].sort((a, b) => hashHigh[a]! - hashHigh[b]! || hashLow[a]! - hashLow[b]!);
    const step = NEIGHBOURHOOD / 2;
    for (let start = 0, n = 1; start === 0 || start + step < order.length; start += step, n++) {
      out.add(finish(mix(key, n)), order.slice(start, start + NEIGHBOURHOOD));
    }
  }
}

/** Calls `visit` for each pair some rule makes, once: with the first rule that makes it. `i < j`. */
export function forEachPair(
  blocks: readonly RuleBlocks[],
  visit: (i: number, j: number, rule: number) => void,
): void {
  blocks.forEach(({ keys }, rule) => {
    forEachPairOf(blocks, { rule, from: 0, to: keys.length }, (i, j) => visit(i, j, rule));
  });
}

/** The same for the blocks `from` … `to` - 1 of one rule. */
export function forEachPairOf(
  blocks: readonly RuleBlocks[],
  { rule, from, to }: { readonly rule: number; readonly from: number; readonly to: number },
  visit: (i: number, j: number) => void,
): void {
  const { starts, members, keys } = blocks[rule]!;
  for (let b = from; b < to; b++) {
    const end = starts[b + 1]!;
    for (let k = starts[b]!; k < end; k++) {
      const i = members[k]!;
      for (let l = k + 1; l < end; l++) {
        const j = members[l]!;
        if (!isFirstKey(blocks, rule, keys[b]!, i, j) || !isFirstRule(blocks, rule, i, j)) continue;
        if (i < j) visit(i, j);
        else visit(j, i);
      }
    }
  }
}

/** True when no earlier rule makes the pair. */
export function isFirstRule(blocks: readonly RuleBlocks[], r: number, i: number, j: number): boolean {
  for (let e = 0; e < r; e++) if (makesPair(blocks[e]!, i, j)) return false;
  return true;
}

/** True when a rule makes the pair. */
export function makesPair({ ofRecord }: RuleBlocks, i: number, j: number): boolean {
  return smallestShared(ofRecord, i, j) !== 0;
}

/** True when no smaller key of this rule makes the pair. */
export function isFirstKey(
  blocks: readonly RuleBlocks[],
  r: number,
  key: number,
  i: number,
  j: number,
): boolean {
  return smallestShared(blocks[r]!.ofRecord, i, j) === key;
}

/** Smallest key two records share; 0 when they share none. */
function smallestShared(of: RecordKeys, i: number, j: number): number {
  let k = of.starts[i]!;
  let l = of.starts[j]!;
  const endI = of.starts[i + 1]!;
  const endJ = of.starts[j + 1]!;
  while (k < endI && l < endJ) {
    const a = of.keys[k]!;
    const b = of.keys[l]!;
    if (a === b) return a;
    if (a < b) k++;
    else l++;
  }
  return 0;
}
