import type { Attribute, CodeList, ManyValue } from '../../../shared/model/canonical.ts';
import type { Step } from '../../../shared/model/values.ts';
import { alignCode } from './codes.ts';
import { type SingleValueKind, standardiseOne } from './registry.ts';
import type { BoundRule } from './row-rules.ts';
import { addIssues, addTrace, type Composer, type RowContext, type RowDraft } from './row-types.ts';
import { info, type StandardiseContext, type StandardisedOne } from './types.ts';

/** Name of the standardising step in lineage, where it is not the name of the kind. */
const STEP_NAMES: Partial<Record<SingleValueKind, string>> = {
  phone: 'phone.e164',
  date: 'date.iso',
  datetime: 'datetime.iso',
  country: 'country.iso',
  language: 'language.iso',
  organisation_name: 'organisation.name',
};
const LINE_TYPES = new Set(['mobile', 'landline']);

/** Side values of a standardised value: a legal form, a currency. */
export type SideValue = (draft: RowDraft, result: StandardisedOne, rule: BoundRule) => void;

/** How the values of one rule enter the record. */
interface Feed {
  readonly attribute: Attribute;
  readonly rule: BoundRule;
  readonly standardise: (text: string) => StandardisedOne;
  readonly stepName: string;
  readonly side?: SideValue;
}

/** The composer of a rule to an attribute that is one text (anything but person names and addresses). */
export function singleComposer(
  rule: BoundRule,
  attribute: Attribute & { readonly kind: SingleValueKind },
  codeList: CodeList | undefined,
  context: RowContext,
  side?: SideValue,
): Composer {
  const feed: Feed = {
    attribute,
    rule,
    standardise: standardiserOf(rule, attribute, codeList, context),
    stepName: STEP_NAMES[attribute.kind] ?? attribute.kind,
    ...(side ? { side } : {}),
  };
  return (draft) => addValues(draft, feed);
}

function standardiserOf(
  { rule }: BoundRule,
  { kind, name }: Attribute & { readonly kind: SingleValueKind },
  codeList: CodeList | undefined,
  context: RowContext,
): (text: string) => StandardisedOne {
  const birth = kind === 'date' && /birth|naissance/.test(name);
  const full: StandardiseContext = {
    ...context,
    ...(rule.dateOrder ? { dateOrder: rule.dateOrder } : {}),
    ...(codeList ? { codeList } : {}),
    ...(birth ? { birth } : {}),
  };
  if (!codeList || kind === 'code') return (text) => standardiseOne(kind, text, full);
  return (text) => {
    const result = standardiseOne(kind, text, full);
    if (result.value === undefined) return result;
    const aligned = alignCode(result.value, codeList);
    return { ...result, value: aligned.value, findings: [...result.findings, ...aligned.findings] };
  };
}

function addValues(draft: RowDraft, feed: Feed): void {
  const steps: Step[] | undefined = draft.trace ? [] : undefined;
  const text = feed.rule.read(draft.cells, steps);
  if (text === '') return;
  const result = feed.standardise(text);
  const { name, cardinality } = feed.attribute;
  if (result.findings.length > 0) addIssues(draft, name, result.findings, text);
  addValue(draft, feed, text, result, steps);
  if (result.value !== undefined) feed.side?.(draft, result, feed.rule);
  if (!result.more || cardinality === 'one') return;
  for (const further of result.more) {
    const own = feed.standardise(further);
    if (own.findings.length > 0) addIssues(draft, name, own.findings, further);
    const split = steps && [...steps, { operation: 'split', input: text, output: further }];
    addValue(draft, feed, further, own, split);
  }
}

function addValue(
  draft: RowDraft,
  feed: Feed,
  text: string,
  result: StandardisedOne,
  steps: readonly Step[] | undefined,
): void {
  const { value } = result;
  if (value === undefined) return;
  const { name, cardinality } = feed.attribute;
  if (cardinality === 'many') addToMany(draft, feed, value, result);
  else if (draft.one[name] === undefined) draft.one[name] = value;
  else if (draft.one[name] !== value) {
    addIssues(draft, name, [info('value.not_kept')], text);
    return;
  }
  if (steps) {
    const all = [...steps, { operation: feed.stepName, input: text, output: value }];
    addTrace(draft, name, { value, columns: feed.rule.cells(draft.cells), steps: all });
  }
}

/** Adds a value that is not there yet; the first type told for a value stays. */
function addToMany(draft: RowDraft, feed: Feed, value: string, result: StandardisedOne): void {
  const { name, kind } = feed.attribute;
  const type = typeOf(feed, result);
  const values = draft.many[name];
  const entry: ManyValue = type === undefined ? { value } : { value, type };
  if (values === undefined) {
    draft.many[name] = [entry];
    return;
  }
  const same = values.findIndex((one) => one.value === value && (kind !== 'identifier' || one.type === type));
  if (same < 0) values.push(entry);
  else if (values[same]!.type === undefined && type !== undefined) values[same] = entry;
}

/**
 * The type of a contact point: the rule's; but a number found to be mobile or landline is what it is, whatever its
 * column says. Identifiers are typed by their column.
 */
function typeOf({ attribute, rule }: Feed, { type: found }: StandardisedOne): string | undefined {
  const given = rule.rule.type;
  if (given === undefined) return attribute.kind === 'identifier' ? rule.rule.from.join('+') : found;
  return LINE_TYPES.has(given) && found !== undefined && LINE_TYPES.has(found) ? found : given;
}
