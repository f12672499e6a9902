import { ALIKE } from '../ui/diff.ts';
import type { ValueType } from '../ui/value-text.ts';

export interface AlignedValue {
  readonly left: string | null;
  readonly right: string | null;
}

/** Values said on both sides on one line, then the others in their order, side by side; null: nothing there. */
export function align(left: readonly string[], right: readonly string[]): AlignedValue[] {
  const shared = left.filter((value) => right.includes(value));
  const lefts = left.filter((value) => !shared.includes(value));
  const rights = right.filter((value) => !shared.includes(value));
  const rest = Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index) => ({
    left: lefts[index] ?? null,
    right: rights[index] ?? null,
  }));
  return [...shared.map((value) => ({ left: value, right: value })), ...rest];
}

export type Agreement = 'same' | 'different' | 'partly' | 'blank';

/** How the two sides of an attribute stand to each other; a blank side says nothing. */
export function agreement(left: readonly string[], right: readonly string[]): Agreement {
  if (left.length === 0 || right.length === 0) return 'blank';
  const shared = left.filter((value) => right.includes(value)).length;
  if (shared === 0) return 'different';
  return shared === left.length && shared === right.length ? 'same' : 'partly';
}

/** Figures are either nearly the same, by a slip, or other figures: marks on the digits that recur mislead. */
const FIGURES: ReadonlySet<string> = new Set([
  'date',
  'datetime',
  'phone',
  'amount',
  'integer',
  'identifier',
]);

/** Least share in common for the characters of two values to be marked one by one. */
export const alikeOf = (type: ValueType | undefined): number =>
  type && FIGURES.has(type.kind) ? 0.85 : ALIKE;
