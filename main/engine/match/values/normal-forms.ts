import type { Kind } from '../../../../shared/kinds/kinds.ts';
import { coordinates } from './geography.ts';
import { fold } from './text.ts';

/** Legal forms that say nothing about which organisation it is. */
const LEGAL_FORMS = new Set(
  (
    'SA SAS SASU SARL EURL SCI SNC SCP SELARL SELAS SCOP SCA SCEA GAEC EARL EI EIRL GIE ASSOCIATION ASSOC ETS ETABLISSEMENTS ' +
    'SOCIETE STE CIE LTD LIMITED PLC LLC LLP INC INCORPORATED CORP CORPORATION CO COMPANY GMBH AG KG BV NV SPA SRL SL AB OY AS'
  ).split(' '),
);
const GOOGLE = new Set(['gmail.com', 'googlemail.com']);
const PROTOCOL = /^[a-z]+:\/\//;

/**
 * The text under which a standardised value is compared: what two spellings of one value have in common.
 * Blank when nothing is left. Addresses are not texts: see {@link AddressBook}.
 */
export function normalForm(kind: Kind, value: string): string {
  switch (kind) {
    case 'email':
      return mailbox(value);
    case 'phone':
      return value.replace(/[^0-9]/g, '');
    case 'url':
      return website(value);
    case 'organisation_name':
      return organisation(fold(value));
    case 'date':
    case 'datetime':
    case 'amount':
    case 'integer':
      return value.trim();
    case 'siren':
    case 'siret':
    case 'vat':
    case 'iban':
    case 'ean':
    case 'identifier':
      return fold(value).replaceAll(' ', '');
    case 'sex':
    case 'title':
      return sexOf(fold(value));
    case 'text':
      return coordinates(value)?.join(',') ?? fold(value).slice(0, 300);
    default:
      return fold(value).slice(0, 300);
  }
}

/** The mailbox an address is delivered to: no `+tag`, and no dots where the provider ignores them (Gmail). */
function mailbox(value: string): string {
  const email = value.trim().toLowerCase();
  const at = email.lastIndexOf('@');
  if (at <= 0) return email;
  const domain = email.slice(at + 1);
  let local = email.slice(0, at);
  const tag = local.indexOf('+');
  if (tag > 0) local = local.slice(0, tag);
  if (GOOGLE.has(domain)) local = local.replaceAll('.', '') || local;
  return `${local}@${domain === 'googlemail.com' ? 'gmail.com' : domain}`;
}

function website(value: string): string {
  let text = value.trim().toLowerCase().replace(PROTOCOL, '');
  if (text.startsWith('www.')) text = text.slice(4);
  while (text.endsWith('/')) text = text.slice(0, -1);
  return text;
}

function organisation(folded: string): string {
  const kept = folded.split(' ').filter((word) => !LEGAL_FORMS.has(word));
  return kept.length === 0 ? folded : kept.join(' ');
}

function sexOf(folded: string): string {
  if (/^(?:F|FEMALE|FEMME|FEMININ|MME|MLLE|MELLE|MADAME|MADEMOISELLE|MRS|MS|MISS)$/.test(folded)) return 'F';
  if (/^(?:M|H|MALE|HOMME|MASCULIN|MR|MONSIEUR|SIR|MESSIEURS)$/.test(folded)) return 'M';
  return '';
}
