import type { Kind } from '../../../shared/kinds/kinds.ts';
import type { Attribute, CanonicalModel, CodeList, EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { SourceMapping } from '../../../shared/model/mapping.ts';
import type { RawCell } from '../../../shared/model/source.ts';
import type { CanonicalRow } from '../../../shared/model/values.ts';
import { addressComposer } from './row-addresses.ts';
import { currencyFrom, legalFormFrom, requiredChecks, sirenFromSiret } from './row-derived.ts';
import { isNameTarget, nameComposer } from './row-names.ts';
import { type BoundRule, bindRule } from './row-rules.ts';
import { type SideValue, singleComposer } from './row-single.ts';
import type { AttributeTrace, Composer, RowContext, RowDraft } from './row-types.ts';

export type { AttributeTrace, RowContext } from './row-types.ts';

/** A mapping compiled for the columns of one source. */
export interface RowStandardiser {
  /** What a record says of the entity, standardised. */
  standardise(cells: readonly RawCell[]): CanonicalRow;
  /** From which cells and by which steps the values of an attribute came: the same code, with tracing on. */
  trace(cells: readonly RawCell[], attribute: string): AttributeTrace;
}

/**
 * Compiles a mapping: rules are bound to columns, patterns and nomenclatures are prepared once, and the rules that make
 * one value together (the parts of a name, of an address) are grouped.
 * @throws UserError `mapping.column_missing`, `mapping.target_unknown`, `mapping.pattern`, `mapping.transform`,
 *   `mapping.code_list_missing`.
 */
export function compileRow(
  mapping: SourceMapping,
  entity: EntityType,
  model: CanonicalModel,
  columns: readonly string[],
  context: RowContext,
): RowStandardiser {
  const rules = mapping.rules.map((rule) => bindRule(rule, columns));
  const composers = composersOf(rules, entity, model, context);
  const run = (draft: RowDraft): RowDraft => {
    for (const compose of composers) compose(draft);
    return draft;
  };
  return {
    standardise(cells) {
      const { one, many, issues } = run({ cells, one: {}, many: {}, issues: [] });
      return { one, many, issues };
    },
    trace(cells, attribute) {
      const trace: RowDraft['trace'] = new Map();
      run({ cells, one: {}, many: {}, issues: [], trace });
      return { attribute, values: trace.get(attribute) ?? [] };
    },
  };
}

function composersOf(
  rules: readonly BoundRule[],
  entity: EntityType,
  model: CanonicalModel,
  context: RowContext,
): readonly Composer[] {
  const composers: Composer[] = [];
  // Rules with side values (legal form, currency) come after the rules that state those outright.
  const withSide: Composer[] = [];
  const names: BoundRule[] = [];
  const addresses = new Map<string, { attribute: Attribute; rules: BoundRule[] }>();
  for (const rule of rules) {
    if (isNameTarget(rule.rule.to, entity)) {
      names.push(rule);
      continue;
    }
    const attribute = attributeOf(rule, entity);
    if (isOf(attribute, 'address')) {
      const key = `${attribute.name} ${rule.rule.group ?? '1'}`;
      const group = addresses.get(key) ?? { attribute, rules: [] };
      group.rules.push(rule);
      addresses.set(key, group);
    } else if (isSingle(attribute)) {
      const side = sideValues(attribute, entity);
      const composer = singleComposer(rule, attribute, codeListOf(attribute, model), context, side);
      (side ? withSide : composers).push(composer);
    }
  }
  composers.push(...withSide);
  if (names.length > 0) composers.push(nameComposer(names, entity));
  for (const group of addresses.values()) {
    composers.push(addressComposer(group.rules, group.attribute, context));
  }
  return [...composers, ...sirenFromSiret(entity), ...requiredChecks(entity)];
}

type Of<K extends Kind> = Attribute & { readonly kind: K };
const isOf = <K extends Kind>(attribute: Attribute, kind: K): attribute is Of<K> => attribute.kind === kind;
const isSingle = (attribute: Attribute): attribute is Of<Exclude<Kind, 'address'>> =>
  attribute.kind !== 'address';

function attributeOf(rule: BoundRule, entity: EntityType): Attribute {
  const attribute = entity.attributes.find(({ name }) => name === rule.attribute);
  if (attribute && (rule.part === undefined || attribute.kind === 'address')) return attribute;
  throw new UserError({
    operation: 'mapping.compile',
    code: 'mapping.target_unknown',
    message: `The mapping feeds “${rule.rule.to}”, which the entity “${entity.name}” does not have.`,
    next: `Map to one of ${entity.attributes.map(({ name }) => name).join(', ')}, or add the attribute to the model.`,
    where: { target: rule.rule.to, entity: entity.name },
  });
}

function codeListOf({ name, codeList }: Attribute, model: CanonicalModel): CodeList | undefined {
  if (codeList === undefined) return undefined;
  const found = model.codeLists.find((list) => list.name === codeList);
  if (found) return found;
  throw new UserError({
    operation: 'mapping.compile',
    code: 'mapping.code_list_missing',
    message: `The attribute “${name}” uses the code list “${codeList}”, which the model does not have.`,
    next: 'Add the code list to the model, or take it off the attribute.',
    where: { attribute: name, codeList },
  });
}

function sideValues(attribute: Attribute, entity: EntityType): SideValue | undefined {
  if (attribute.kind === 'organisation_name') return legalFormFrom(attribute, entity);
  return attribute.kind === 'amount' ? currencyFrom(entity) : undefined;
}
