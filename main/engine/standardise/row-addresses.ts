import type { Attribute, ManyValue } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { ADDRESS_PARTS, type AddressPart } from '../../../shared/model/mapping.ts';
import type { Step } from '../../../shared/model/values.ts';
import { standardiseAddress } from './address.ts';
import type { BoundRule } from './row-rules.ts';
import { addIssues, addTrace, type Composer, type RowContext } from './row-types.ts';
import { foldKey, isPlaceholderText } from './text.ts';
import { info } from './types.ts';

/** Spellings of contact-point types in files → the type in the model. */
const TYPES = new Map<string, string>(
  Object.entries({
    billing: 'facturation facture fact billing invoice invoicing',
    shipping: 'livraison shipping delivery ship livr',
    home: 'domicile home maison personnel personnelle personal perso prive privee private',
    work: 'bureau travail work pro professionnel professionnelle office business',
    head_office: 'siege headquarters',
    main: 'principal principale primary main default defaut',
    previous: 'ancien ancienne previous former old',
  }).flatMap(([type, words]) => words.split(' ').map((word): [string, string] => [word, type])),
);

/** "Adresse de facturation", "BILLING" → billing; other texts as a name in small letters. */
export function contactType(text: string): string | undefined {
  const key = foldKey(text);
  if (key === '' || isPlaceholderText(text)) return undefined;
  if (key === 'siege social' || key === 'head office') return 'head_office';
  const last = key.slice(key.lastIndexOf(' ') + 1);
  return TYPES.get(key) ?? TYPES.get(last) ?? key.replaceAll(' ', '_').slice(0, 40);
}

function partOf(rule: BoundRule): AddressPart {
  const part = rule.part ?? 'line';
  const known = ADDRESS_PARTS.find((name) => name === part);
  if (known) return known;
  throw new UserError({
    operation: 'mapping.compile',
    code: 'mapping.target_unknown',
    message: `The mapping feeds “${rule.rule.to}”, but an address has no part “${part}”.`,
    next: `Use one of ${ADDRESS_PARTS.join(', ')}.`,
    where: { target: rule.rule.to },
  });
}

/** The composer of one address: all rules of one group of an address attribute. */
export function addressComposer(
  rules: readonly BoundRule[],
  attribute: Attribute,
  context: RowContext,
): Composer {
  const parts = rules.map((rule) => ({ rule, part: partOf(rule) }));
  const fixedType = rules.find(({ rule }) => rule.type !== undefined)?.rule.type;
  const plain = { defaultCountry: context.defaultCountry, steps: false };
  const traced = { defaultCountry: context.defaultCountry };
  return (draft) => {
    const steps: Step[] | undefined = draft.trace ? [] : undefined;
    const input: Partial<Record<AddressPart, string>> = {};
    for (const { rule, part } of parts) {
      const text = rule.read(draft.cells, steps);
      if (text === '') continue;
      const given = input[part];
      input[part] = given === undefined ? text : `${given}${part === 'line' ? '\n' : ', '}${text}`;
    }
    const { value, parts: found, findings, steps: own } = standardiseAddress(input, steps ? traced : plain);
    if (findings.length > 0) addIssues(draft, attribute.name, findings, rawOf(input));
    if (value === undefined) return;
    if (!keepAddress(draft, attribute, value, found, (input.type && contactType(input.type)) || fixedType))
      return;
    if (!steps) return;
    const columns = parts
      .filter(({ rule }) => rule.read(draft.cells) !== '')
      .flatMap(({ rule }) => rule.cells(draft.cells));
    addTrace(draft, attribute.name, { value, columns, steps: [...steps, ...own] });
  };
}

function keepAddress(
  draft: Parameters<Composer>[0],
  { name, cardinality }: Attribute,
  value: string,
  parts: ManyValue['parts'],
  type: string | undefined,
): boolean {
  if (cardinality === 'one') {
    if (draft.one[name] === undefined) draft.one[name] = value;
    else if (draft.one[name] !== value) addIssues(draft, name, [info('value.not_kept')], value);
    return draft.one[name] === value;
  }
  const entry: ManyValue = { value, ...(type ? { type } : {}), ...(parts ? { parts } : {}) };
  const values = draft.many[name];
  if (!values) draft.many[name] = [entry];
  else if (!values.some((one) => one.value === value && one.type === type)) values.push(entry);
  return true;
}

const rawOf = ({ type: _, ...input }: Partial<Record<AddressPart, string>>): string =>
  Object.values(input).join(' | ');
