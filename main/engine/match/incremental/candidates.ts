import type { MatchModel } from '../../../../shared/model/match-model.ts';
import {
  finerKeys,
  type KeyEntries,
  MAX_BLOCK_SIZE,
  MAX_PART,
  NEIGHBOURHOOD,
  sortedEntries,
} from '../blocking/blocks.ts';
import { nameOf, type RecordKeys, recordKeys } from '../blocking/keys.ts';
import { type EncodedRecords, RecordEncoder } from '../encode.ts';
import type { KeptBase } from './base.ts';
import type { Gatherer } from './gather.ts';
import { firstNotBelow } from './ids.ts';
import type { Population, Roles } from './roles.ts';

/** Pairs to weigh, by number, each once, `left < right`; and what each blocking rule made of them. */
export interface Candidates {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Pairs of each rule, and those no earlier rule makes. */
  readonly pairs: readonly number[];
  readonly newPairs: readonly number[];
}

/** A block has grown so much since the last full run that blocks should be made anew. */
export class BlockGrew extends Error {
  readonly rule: string;
  constructor(rule: string) {
    super(rule);
    this.rule = rule;
  }
}

export interface CandidateInput {
  readonly base: KeptBase;
  readonly gatherer: Gatherer;
  readonly population: Population;
  readonly roles: Roles;
  readonly model: MatchModel;
  /** Numbers to be compared with all others. */
  readonly wanted: ReadonlySet<number>;
  check(): void;
}

/**
 * Pairs of the wanted records with all records they share a block with, as the blocks of the last full run and the records
 * that came since make them. Whether two records are a pair depends on these two and that run alone:
 *
 * - a block that was compared in full still is, and so is every part of it that came since;
 * - in a block that was oversized, two records are compared that agree on a further key of the model, unless more than
 *   {@link MAX_PART} records of the run do, or none: then those whose contents stand within half a neighbourhood of each
 *   other, in the order of the contents of these records of the run.
 *
 * @throws BlockGrew when more records came into one block than a block may hold.
 */
export function findCandidates(input: CandidateInput): Candidates {
  const { base, model } = input;
  const finder = new CandidateFinder(input);
  model.blockingRules.forEach((_, rule) => {
    input.check();
    finder.byRule(rule, base.keys(rule));
  });
  finder.cutOversized();
  return finder.pairs.finish();
}

/** A block that was oversized in the full run, with the records that came into it since. */
interface Oversized {
  readonly rule: number;
  readonly kept: Uint32Array;
  /** Places among the newcomers. */
  readonly newcomers: readonly number[];
}

class CandidateFinder {
  readonly pairs: PairSet;
  private readonly input: CandidateInput;
  private readonly oversized: Oversized[] = [];
  /** Records that blocks have not seen: those promoted, and those that came since. */
  private readonly records: EncodedRecords;
  /** Number of each of these; those that stand for others or for themselves alone are newcomers to the blocks. */
  private readonly numbers: Uint32Array;
  private readonly isNewcomer: Uint8Array;

  constructor(input: CandidateInput) {
    this.input = input;
    const { population, roles, gatherer, model } = input;
    this.pairs = new PairSet(
      population.identity.recordIds.length + population.added.count,
      model.blockingRules.length,
    );
    this.records = gatherer.gather(roles.promoted, population.added);
    const { promoted } = roles;
    const count = population.identity.recordIds.length;
    this.numbers = Uint32Array.from({ length: this.records.count }, (_, k) =>
      k < promoted.length ? promoted[k]! : count + k - promoted.length,
    );
    this.isNewcomer = Uint8Array.from(this.numbers, (number) =>
      roles.representative.get(number) === number ? 1 : 0,
    );
  }

  byRule(rule: number, kept: KeyEntries): void {
    const { model, check } = this.input;
    const own = sortedEntries(recordKeys(this.records, model.blockingRules[rule]!, check));
    const limit = model.blockingRules[rule]!.maxBlockSize ?? MAX_BLOCK_SIZE;
    let from = 0;
    for (let start = 0; start < own.keys.length; ) {
      let end = start + 1;
      while (end < own.keys.length && own.keys[end] === own.keys[start]) end++;
      const newcomers = [...own.members.subarray(start, end)].filter((k) => this.isNewcomer[k] === 1);
      const key = own.keys[start]!;
      start = end;
      if (!newcomers.some((k) => this.isWanted(k))) continue;
      while (from < kept.keys.length && kept.keys[from]! < key) from++;
      let to = from;
      while (to < kept.keys.length && kept.keys[to] === key) to++;
      const members = kept.members.subarray(from, to);
      from = to;
      if (members.length > limit) this.oversized.push({ rule, kept: members, newcomers });
      else this.all(rule, members, newcomers);
    }
  }

  private isWanted(newcomer: number): boolean {
    return this.input.wanted.has(this.numbers[newcomer]!);
  }

  /** Every wanted newcomer with every kept record and every other newcomer. */
  private all(rule: number, kept: ArrayLike<number>, newcomers: readonly number[]): void {
    const { name, maxBlockSize } = this.input.model.blockingRules[rule]!;
    if (newcomers.length > (maxBlockSize ?? MAX_BLOCK_SIZE)) throw new BlockGrew(name);
    for (const k of newcomers) {
      if (!this.isWanted(k)) continue;
      for (let m = 0; m < kept.length; m++) this.withKept(rule, kept[m]!, k);
      for (const other of newcomers) this.withOther(rule, k, other);
    }
  }

  private withKept(rule: number, kept: number, newcomer: number): void {
    if (this.input.population.isLive[kept] === 1) this.pairs.add(kept, this.numbers[newcomer]!, rule);
  }

  private withOther(rule: number, newcomer: number, other: number): void {
    if (newcomer !== other) this.pairs.add(this.numbers[newcomer]!, this.numbers[other]!, rule);
  }

  cutOversized(): void {
    if (this.oversized.length === 0) return;
    const { gatherer, population, model, check } = this.input;
    const numbers = Uint32Array.from(new Set(this.oversized.flatMap(({ kept }) => [...kept]))).sort();
    const records = gatherer.gather(numbers, new RecordEncoder(population.added.entity).finish());
    const finer = finerKeys(model).map((key) => {
      const name = nameOf(key);
      const rule = { name, keys: [key] };
      return { name, kept: recordKeys(records, rule, check), own: recordKeys(this.records, rule, check) };
    });
    for (const block of this.oversized) {
      check();
      const used = model.blockingRules[block.rule]!.keys.map(nameOf);
      this.cut(
        block,
        finer.filter(({ name }) => !used.includes(name)),
        (kept) => firstNotBelow(numbers, kept),
      );
    }
  }

  private cut(
    { rule, kept, newcomers }: Oversized,
    finer: readonly { readonly kept: RecordKeys; readonly own: RecordKeys }[],
    placeOf: (kept: number) => number,
  ): void {
    const alone = new Set(newcomers);
    for (const { kept: keptKeys, own } of finer) {
      const parts = new Map<number, { kept: number[]; newcomers: number[] }>();
      for (const k of newcomers)
        forEachKey(own, k, (key) => {
          const part = parts.get(key) ?? { kept: [], newcomers: [] };
          parts.set(key, part);
          part.newcomers.push(k);
        });
      for (const number of kept)
        forEachKey(keptKeys, placeOf(number), (key) => parts.get(key)?.kept.push(number));
      for (const part of parts.values()) {
        if (part.kept.length > 0) for (const k of part.newcomers) alone.delete(k);
        if (part.kept.length <= MAX_PART) this.all(rule, part.kept, part.newcomers);
        else this.neighbours(rule, part.kept, part.newcomers);
      }
    }
    // What nothing else groups with a record of the run is compared with its neighbours among all of them.
    if (alone.size > 0) this.neighbours(rule, [...kept], [...alone]);
  }

  private neighbours(rule: number, kept: readonly number[], newcomers: readonly number[]): void {
    const { hashHigh, hashLow } = this.input.population.identity;
    const { records } = this;
    const reach = NEIGHBOURHOOD / 2;
    const order = [...kept].sort((a, b) => hashHigh[a]! - hashHigh[b]! || hashLow[a]! - hashLow[b]!);
    const isBelow = (number: number, k: number) =>
      hashHigh[number]! - records.hashHigh[k]! || hashLow[number]! - records.hashLow[k]!;
    const placed = newcomers
      .map((k) => {
        let low = 0;
        let high = order.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (isBelow(order[middle]!, k) < 0) low = middle + 1;
          else high = middle;
        }
        return { k, place: low };
      })
      .sort((a, b) => a.place - b.place);
    placed.forEach(({ k, place }, at) => {
      let near = at;
      while (near > 0 && place - placed[near - 1]!.place <= reach) near--;
      let far = at + 1;
      while (far < placed.length && placed[far]!.place - place <= reach) far++;
      if (far - near > MAX_BLOCK_SIZE) throw new BlockGrew(this.input.model.blockingRules[rule]!.name);
      if (!this.isWanted(k)) return;
      for (const number of order.slice(Math.max(0, place - reach), place + reach))
        this.withKept(rule, number, k);
      for (let other = near; other < far; other++) this.withOther(rule, k, placed[other]!.k);
    });
  }
}

function forEachKey(of: RecordKeys, i: number, visit: (key: number) => void): void {
  for (let h = of.starts[i]!; h < of.starts[i + 1]!; h++) visit(of.keys[h]!);
}

/** Pairs with the rules that make them, as one number each. */
class PairSet {
  private readonly records: number;
  private readonly rules: number;
  private list = new Float64Array(1 << 16);
  private length = 0;

  constructor(records: number, rules: number) {
    this.records = records;
    this.rules = rules;
  }

  add(a: number, b: number, rule: number): void {
    if (this.length === this.list.length) this.compact();
    this.list[this.length++] = (Math.min(a, b) * this.records + Math.max(a, b)) * this.rules + rule;
  }

  /** Each once; a pair comes up by each of its two records and by several keys of a rule. */
  private compact(): void {
    const sorted = this.list.subarray(0, this.length).sort();
    let kept = 0;
    for (let k = 0; k < sorted.length; k++)
      if (k === 0 || sorted[k] !== sorted[kept - 1]) sorted[kept++] = sorted[k]!;
    this.length = kept;
    if (kept < this.list.length / 2) return;
    const larger = new Float64Array(2 * this.list.length);
    larger.set(sorted.subarray(0, kept));
    this.list = larger;
  }

  finish(): Candidates {
    const { records } = this;
    this.compact();
    const pairs = new Array<number>(this.rules).fill(0);
    const newPairs = new Array<number>(this.rules).fill(0);
    const left = new Uint32Array(new SharedArrayBuffer(4 * this.length));
    const right = new Uint32Array(new SharedArrayBuffer(4 * this.length));
    let count = 0;
    let last = -1;
    for (let k = 0; k < this.length; k++) {
      const pair = Math.floor(this.list[k]! / this.rules);
      const rule = this.list[k]! - pair * this.rules;
      pairs[rule]!++;
      if (pair === last) continue;
      last = pair;
      newPairs[rule]!++;
      left[count] = Math.floor(pair / records);
      right[count++] = pair - left[count - 1]! * records;
    }
    return { left: left.subarray(0, count), right: right.subarray(0, count), pairs, newPairs };
  }
}
