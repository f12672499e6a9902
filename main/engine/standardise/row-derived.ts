import type { Kind } from '../../../shared/kinds/kinds.ts';
import type { Attribute, EntityType } from '../../../shared/model/canonical.ts';
import type { SideValue } from './row-single.ts';
import { addTrace, type Composer, type RowDraft } from './row-types.ts';
import type { StandardisedOne } from './types.ts';

const oneOf = (entity: EntityType, kind: Kind): Attribute | undefined =>
  entity.attributes.find((attribute) => attribute.kind === kind && attribute.cardinality === 'one');

/** Fills an attribute that no rule of the record has filled. */
function fillBlank(
  draft: RowDraft,
  attribute: string,
  value: string,
  operation: string,
  from: Attribute,
): void {
  if (draft.one[attribute] !== undefined) return;
  draft.one[attribute] = value;
  const source = draft.trace?.get(from.name)?.at(-1);
  if (!source) return;
  const step = { operation, input: source.value, output: value };
  addTrace(draft, attribute, { value, columns: source.columns, steps: [step] });
}

/** The legal form written in the main name of an organisation, unless its own attribute is filled. */
export function legalFormFrom(attribute: Attribute, entity: EntityType): SideValue | undefined {
  const form = oneOf(entity, 'legal_form');
  const main = oneOf(entity, 'organisation_name');
  if (!form || main !== attribute) return undefined;
  return (draft, result: StandardisedOne & { readonly legalForm?: string }) => {
    if (result.legalForm) fillBlank(draft, form.name, result.legalForm, 'organisation.legal_form', attribute);
  };
}

/** The currency written with an amount, unless its own attribute is filled. */
export function currencyFrom(entity: EntityType): SideValue | undefined {
  const currency = entity.attributes.find(
    ({ name, codeList }) => name === 'currency' || codeList === 'currency',
  );
  const amount = oneOf(entity, 'amount');
  if (currency?.cardinality !== 'one' || !amount) return undefined;
  return (draft, { type }) => {
    if (type) fillBlank(draft, currency.name, type, 'amount.currency', amount);
  };
}

/** A SIRET begins with the SIREN of its organisation (INSEE). */
export function sirenFromSiret(entity: EntityType): readonly Composer[] {
  const siren = oneOf(entity, 'siren');
  const siret = oneOf(entity, 'siret');
  if (!siren || !siret) return [];
  return [
    (draft) => {
      const value = draft.one[siret.name];
      if (value !== undefined) fillBlank(draft, siren.name, value.slice(0, 9), 'siren.from_siret', siret);
    },
  ];
}

/** Issue `required.blank` for every required attribute that a record leaves blank. */
export function requiredChecks(entity: EntityType): readonly Composer[] {
  return entity.attributes
    .filter(({ required }) => required)
    .map(({ name, cardinality }) => (draft: RowDraft) => {
      const filled = cardinality === 'one' ? draft.one[name] !== undefined : draft.many[name] !== undefined;
      if (!filled) draft.issues.push({ code: 'required.blank', severity: 'error', attribute: name });
    });
}
