import type { EntityType } from '../../../shared/model/canonical.ts';
import type { Step } from '../../../shared/model/values.ts';
import { standardisePersonName } from './names.ts';
import type { BoundRule } from './row-rules.ts';
import { addIssues, addTrace, type Composer, type RowDraft, type SourceCell } from './row-types.ts';
import { foldKey } from './text.ts';
import type { StandardisedPersonName } from './types.ts';

/** Attributes that together are a person's name, and the part of the name standardiser's input each one is. */
const PARTS = {
  title: 'title',
  given_name: 'given',
  middle_name: 'middle',
  family_name: 'family',
  birth_name: 'birth',
  full_name: 'full',
} as const;

type NamePart = (typeof PARTS)[keyof typeof PARTS];
const OUTPUTS = ['title', 'given_name', 'middle_name', 'family_name', 'birth_name'] as const;

/** Does a rule to this target feed the person's name of the entity? */
export function isNameTarget(target: string, entity: EntityType): boolean {
  if (!Object.hasOwn(PARTS, target)) return false;
  const attribute = entity.attributes.find(({ name }) => name === target);
  if (target === 'full_name')
    return !attribute && entity.attributes.some(({ kind }) => kind === 'family_name');
  return attribute !== undefined && attribute.kind === target && attribute.cardinality === 'one';
}

/** Composes all name rules of a record into its title, given, middle, family and birth name, and its sex. */
export function nameComposer(rules: readonly BoundRule[], entity: EntityType): Composer {
  const attributes = new Set(entity.attributes.map(({ name }) => name));
  const outputs = OUTPUTS.filter((name) => attributes.has(name));
  const sex = entity.attributes.find(
    ({ kind, cardinality }) => kind === 'sex' && cardinality === 'one',
  )?.name;
  return (draft) => {
    const steps: Step[] | undefined = draft.trace ? [] : undefined;
    const read = readParts(draft, rules, steps);
    if (!read.some) return;
    const name = standardisePersonName(read.parts);
    for (const finding of name.findings) {
      const { full, family } = read.parts;
      addIssues(draft, finding.attribute, [finding], read.parts[PARTS[finding.attribute]] ?? full ?? family);
    }
    for (const output of outputs) {
      const value = name[output];
      if (value !== undefined) draft.one[output] = value;
    }
    if (sex && name.sex && draft.one[sex] === undefined) draft.one[sex] = name.sex;
    if (steps) traceName(draft, rules, name, [...steps, ...name.steps], outputs, sex);
  };
}

function readParts(
  draft: RowDraft,
  rules: readonly BoundRule[],
  steps: Step[] | undefined,
): { readonly parts: Partial<Record<NamePart, string>>; readonly some: boolean } {
  const parts: Partial<Record<NamePart, string>> = {};
  let some = false;
  for (const rule of rules) {
    const text = rule.read(draft.cells, steps);
    if (text === '') continue;
    const part = PARTS[rule.attribute as keyof typeof PARTS];
    parts[part] = parts[part] === undefined ? text : `${parts[part]} ${text}`;
    some = true;
  }
  return { parts, some };
}

function traceName(
  draft: RowDraft,
  rules: readonly BoundRule[],
  name: StandardisedPersonName,
  steps: readonly Step[],
  outputs: readonly (typeof OUTPUTS)[number][],
  sex: string | undefined,
): void {
  for (const output of outputs) {
    const value = name[output];
    if (value === undefined) continue;
    const columns = columnsBehind(draft, rules, output, value);
    addTrace(draft, output, { value, columns, steps: stepsTo(steps, value) });
  }
  if (sex && name.sex && draft.one[sex] === name.sex) {
    const columns = columnsBehind(draft, rules, 'title', name.title ?? '');
    const step = { operation: 'sex.from_title', input: name.title ?? '', output: name.sex };
    addTrace(draft, sex, { value: name.sex, columns, steps: [step] });
  }
}

/** Steps of other parts of the name are left out. */
const stepsTo = (steps: readonly Step[], value: string): readonly Step[] =>
  steps.filter(({ operation, output }) => operation !== 'name.standardise' || output === value);

/** The cells that hold the words of a value: of its own rule, else of any name rule; all of them when none does. */
function columnsBehind(
  draft: RowDraft,
  rules: readonly BoundRule[],
  target: string,
  value: string,
): readonly SourceCell[] {
  const filled = rules.filter((rule) => rule.read(draft.cells) !== '');
  const own = filled.filter((rule) => rule.attribute === target && holds(rule, draft, value));
  const holding = own.length > 0 ? own : filled.filter((rule) => holds(rule, draft, value));
  const owned = holding.length > 0 ? holding : filled.filter((rule) => rule.attribute === target);
  return (owned.length > 0 ? owned : filled).flatMap((rule) => rule.cells(draft.cells));
}

function holds(rule: BoundRule, draft: RowDraft, value: string): boolean {
  const words = new Set(foldKey(rule.read(draft.cells)).split(' '));
  return foldKey(value)
    .split(' ')
    .some((word) => words.has(word));
}
