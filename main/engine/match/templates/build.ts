import type { Kind } from '../../../../shared/kinds/kinds.ts';
import type {
  BlockingKey,
  BlockingRule,
  Comparison,
  LookalikeComparison,
} from '../../../../shared/model/match-model.ts';
import { COMPARATORS } from '../comparators/index.ts';
import type { Column, EncodedRecords } from '../encode.ts';

/** What a template goes by: which attributes of the records are filled, and how telling they are. */
export class Filled {
  readonly records: EncodedRecords;
  constructor(records: EncodedRecords) {
    this.records = records;
  }

  /** Share of distinct records with a value. */
  share(attribute: string): number {
    const column = this.records.columns.get(attribute);
    return column === undefined ? 0 : column.filled / Math.max(1, this.records.distinct);
  }

  has(attribute: string): boolean {
    return this.share(attribute) > 0;
  }

  /** Names of the filled attributes of a kind, in the order of the entity. */
  ofKind(...kinds: readonly Kind[]): string[] {
    return [...this.records.columns.values()]
      .filter((column) => kinds.includes(column.kind) && column.filled > 0)
      .map((column) => column.attribute);
  }

  /** Distinct values per filled record, 0…1. */
  variety(attribute: string): number {
    const column = this.records.columns.get(attribute);
    return column === undefined || column.filled === 0 ? 0 : distinctValues(column) / column.filled;
  }
}

function distinctValues(column: Column): number {
  let count = 0;
  for (let id = 1; id < column.frequency.length; id++) if (column.frequency[id]! > 0) count++;
  return count;
}

/** A comparison with the levels and start values of its comparator family. */
export function comparison(
  name: string,
  comparator: string,
  attributes: readonly string[],
  termFrequency = false,
): Comparison {
  const levels = COMPARATORS.get(comparator)!.levels.map((level) => ({ ...level }));
  return { name, attributes, comparator, levels, ...(termFrequency ? { termFrequency } : {}) };
}

/** `family_name:sound` → key. */
export function key(text: string): BlockingKey {
  const [attribute, transform] = text.split(':');
  return { attribute: attribute!, transform: transform ?? 'exact' };
}

/** Rule from keys written `attribute:transform`; undefined when an attribute of it is not filled. */
export function rule(filled: Filled, keys: readonly string[], unordered = false): BlockingRule | undefined {
  const parsed = keys.map(key);
  if (!parsed.every((k) => k.attribute.split('|').some((attribute) => filled.has(attribute))))
    return undefined;
  return { name: keys.join(' + '), keys: parsed, ...(unordered ? { unordered } : {}) };
}

/**
 * What lookalikes have in common by more than chance. `levels` by name, the rest of the probability going to the last
 * level that is not named.
 */
export function inCommon(
  of: Comparison | undefined,
  share: number,
  levels: Readonly<Record<string, number>>,
  train: boolean,
): LookalikeComparison[] {
  if (of === undefined) return [];
  const given = of.levels.map((level) => levels[level.name] ?? 0);
  const rest = Math.max(0, 1 - given.reduce((a, b) => a + b, 0));
  const last = of.levels.findLastIndex((level) => levels[level.name] === undefined);
  if (last >= 0) given[last] = rest;
  return [{ comparison: of.name, share, levels: given, train }];
}
