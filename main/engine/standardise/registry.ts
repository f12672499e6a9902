import type { Kind } from '../../../shared/kinds/kinds.ts';
import { assertNever } from '../../../shared/model/errors.ts';
import { standardiseAmount, standardiseInteger } from './amounts.ts';
import { alignCode } from './codes.ts';
import { standardiseBoolean, standardiseSex } from './codes-booleans.ts';
import { standardiseCountry } from './countries.ts';
import { standardiseDate, standardiseDateTime } from './dates.ts';
import { standardiseEmail } from './emails.ts';
import {
  standardiseEan,
  standardiseIban,
  standardiseIdentifier,
  standardiseSiren,
  standardiseSiret,
  standardiseVat,
} from './identifiers.ts';
import { standardiseLanguage } from './languages.ts';
import { standardiseTitle } from './names.ts';
import { standardiseLoneName } from './names-lone.ts';
import { standardiseLegalForm, standardiseOrganisationName } from './organisations.ts';
import { standardisePhone } from './phones.ts';
import { cleanText, isPlaceholderText } from './text.ts';
import { standardiseUrl } from './text-urls.ts';
import {
  info,
  NO_FINDINGS,
  type StandardiseContext,
  type Standardised,
  type StandardisedOne,
} from './types.ts';

/** Kinds that come as one text and leave as one text. Addresses have parts and a standardiser of their own. */
export type SingleValueKind = Exclude<Kind, 'address'>;

/**
 * Standardises one value by its kind. `type` is the line type of a phone or the currency of an amount; `more` holds the
 * other values of a cell with several. Names standing alone get clean text and display case; a person's name as a whole
 * goes through `standardisePersonName`.
 */
export function standardiseOne(
  kind: SingleValueKind,
  raw: string,
  context: StandardiseContext,
): StandardisedOne {
  switch (kind) {
    case 'phone':
      return standardisePhone(raw, context);
    case 'email':
      return standardiseEmail(raw);
    case 'date':
      return standardiseDate(raw, { order: context.dateOrder, birth: context.birth, now: context.now });
    case 'datetime':
      return standardiseDateTime(raw, { order: context.dateOrder, birth: context.birth, now: context.now });
    case 'amount': {
      const { value, findings, currency } = standardiseAmount(raw, context);
      return currency === undefined ? { value, findings } : { value, findings, type: currency };
    }
    case 'organisation_name':
      return standardiseOrganisationName(raw);
    case 'vat':
      return standardiseVat(raw, context);
    case 'integer':
      return standardiseInteger(raw, context);
    case 'code':
      return context.codeList === undefined ? standardiseText(raw) : alignCode(raw, context.codeList);
    default:
      return standardiseAlone(kind, raw);
  }
}

type ContextFreeKind = Exclude<
  SingleValueKind,
  'phone' | 'email' | 'date' | 'datetime' | 'amount' | 'organisation_name' | 'vat' | 'integer' | 'code'
>;

/** Kinds that are read the same way everywhere. */
function standardiseAlone(kind: ContextFreeKind, raw: string): Standardised {
  switch (kind) {
    case 'title':
      return standardiseTitle(raw);
    case 'sex':
      return standardiseSex(raw);
    case 'given_name':
    case 'middle_name':
    case 'family_name':
    case 'birth_name':
    case 'full_name':
      return standardiseLoneName(kind, raw);
    case 'country':
      return standardiseCountry(raw);
    case 'language':
      return standardiseLanguage(raw);
    case 'legal_form':
      return standardiseLegalForm(raw);
    case 'siren':
      return standardiseSiren(raw);
    case 'siret':
      return standardiseSiret(raw);
    case 'iban':
      return standardiseIban(raw);
    case 'ean':
      return standardiseEan(raw);
    case 'identifier':
      return standardiseIdentifier(raw);
    case 'boolean':
      return standardiseBoolean(raw);
    case 'url':
      return standardiseUrl(raw);
    case 'text':
      return standardiseText(raw);
    default:
      return assertNever(kind);
  }
}

/** Free text: cleaned, with the words for "nothing known" blanked. */
export function standardiseText(raw: string): Standardised {
  const { value, findings } = cleanText(raw);
  if (value === '') return { findings: NO_FINDINGS };
  return isPlaceholderText(value) ? { findings: [info('text.placeholder')] } : { value, findings };
}
