import type { MappingRule, MappingSuggestion, SourceMapping } from '../../shared/model/mapping.ts';

/** A rule on the screen: known by a number of its own, since two rules may say the same. */
export interface DraftRule {
  readonly id: number;
  readonly rule: MappingRule;
}

/** What is written in the row of a rule: its columns or its target. */
export type Field = 'from' | 'to';

/** The rule the inspector shows. */
export interface Chosen {
  readonly id: number;
  /** It is written in its row, beginning there; absent: it is only read. */
  readonly field?: Field | undefined;
}

export interface Draft {
  readonly entity: string;
  readonly rules: readonly DraftRule[];
  readonly nextId: number;
}

export const toDraft = ({ entity, rules }: SourceMapping): Draft => ({
  entity,
  rules: rules.map((rule, id) => ({ id, rule })),
  nextId: rules.length,
});

/** Only the rules that say something: a target and at least one column. */
export const toMapping = ({ entity, rules }: Draft): SourceMapping => ({
  entity,
  rules: rules.map(({ rule }) => rule).filter(({ to, from }) => to !== '' && from.length > 0),
});

export const addRule = (draft: Draft, rule: MappingRule): Draft => ({
  ...draft,
  rules: [...draft.rules, { id: draft.nextId, rule }],
  nextId: draft.nextId + 1,
});

export const changeRule = (draft: Draft, id: number, part: Partial<MappingRule>): Draft => ({
  ...draft,
  rules: draft.rules.map((one) => (one.id === id ? { id, rule: tidy({ ...one.rule, ...part }) } : one)),
});

export const removeRule = (draft: Draft, id: number): Draft => ({
  ...draft,
  rules: draft.rules.filter((one) => one.id !== id),
});

/** What is not set is absent, so that equal rules are written the same. */
const tidy = (rule: MappingRule): MappingRule =>
  Object.fromEntries(
    Object.entries(rule).filter(([, value]) => value !== undefined),
  ) as unknown as MappingRule;

/** What the engine says of a rule of the same target and columns. */
export interface Suggested extends Omit<MappingSuggestion, 'rule'> {
  readonly rule: unknown;
}

/** Of all suggestions, the one for a rule. */
export function suggestionIndex(all: readonly Suggested[]): (rule: MappingRule) => Suggested | undefined {
  const known = new Map(all.map((one) => [keyOf(one.rule as MappingRule), one]));
  return (rule) => known.get(keyOf(rule));
}

const keyOf = ({ to, from }: MappingRule): string => [to, ...from].join('\n');
