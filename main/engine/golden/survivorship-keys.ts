import { foldKey } from '../../../shared/kinds/fold.ts';
import type { Kind } from '../../../shared/kinds/kinds.ts';
import type { AddressParts, ManyValue } from '../../../shared/model/canonical.ts';

/**
 * How values of a kind agree: `name` and `text` whatever their case, accents and punctuation; `address` by number,
 * street and postcode; the rest to the letter.
 */
export type Agreement = 'given_name' | 'name' | 'text' | 'date' | 'address' | 'number' | 'exact';

const AGREEMENT: Partial<Record<Kind, Agreement>> = {
  given_name: 'given_name',
  middle_name: 'given_name',
  family_name: 'name',
  birth_name: 'name',
  full_name: 'name',
  title: 'text',
  organisation_name: 'text',
  legal_form: 'text',
  text: 'text',
  date: 'date',
  address: 'address',
  amount: 'number',
  integer: 'number',
};

export function agreementOf(kind: Kind): Agreement {
  return AGREEMENT[kind] ?? 'exact';
}

const CACHE_SIZE = 50_000;
const folded = new Map<string, string>();

/** Lower case, no accents, single spaces between words: names repeat, so results are kept. */
export function fold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  if (folded.size >= CACHE_SIZE) folded.clear();
  const key = foldKey(text);
  folded.set(text, key);
  return key;
}

/** Values with the same key count as one. A text without letters or digits is its own key. */
export function agreementKey(agreement: Agreement, value: string, element?: ManyValue): string {
  if (agreement === 'address' && element?.parts) return addressKey(element.parts) ?? (fold(value) || value);
  if (agreement === 'exact' || agreement === 'date') return value;
  if (agreement === 'number') return numberKey(value);
  return fold(value) || value;
}

function numberKey(value: string): string {
  const number = Number(value);
  return Number.isNaN(number) ? value : String(number);
}

/** Number, street and postcode (the city where there is no postcode); undefined where there is no street. */
function addressKey(parts: AddressParts): string | undefined {
  if (!parts.street) return undefined;
  const place = parts.postcode ? parts.postcode.replaceAll(' ', '') : fold(parts.city ?? '');
  return `${fold(parts.number ?? '')}|${fold(parts.street)}|${place}`.toLowerCase();
}

/** How many parts an address fills: of near-identical ones the most complete survives. */
export function completeness(element: ManyValue | undefined): number {
  if (!element?.parts) return 0;
  let filled = 0;
  for (const part of Object.values(element.parts)) if (part) filled += 1;
  return filled;
}

// "J", "J.", "J.-P.", "J P"; "Ch."
const INITIALS = /^(?:\p{L}(?:[.\s-]+\p{L})*\.?|\p{L}{1,4}\.)$/u;
const FULL_DATE = /^\d{4}-\d{2}-\d{2}/;

/**
 * 0 for a full form; 1 for an initial ("J.", "J-P", "Ch."), a month or year without its day, an address that lacks
 * street or place; 2 for a bare city.
 */
export function formOf(agreement: Agreement, value: string, element?: ManyValue): number {
  switch (agreement) {
    case 'given_name':
    case 'name':
      return isInitials(value) ? 1 : 0;
    case 'date':
      return FULL_DATE.test(value) ? 0 : 1;
    case 'address':
      return addressForm(element?.parts);
    default:
      return 0;
  }
}

function isInitials(value: string): boolean {
  return value.length <= 8 && INITIALS.test(value);
}

function addressForm(parts: AddressParts | undefined): number {
  if (!parts) return 2;
  const street = Boolean(parts.street || parts.complement);
  const place = Boolean(parts.postcode || parts.city);
  if (street && place) return 0;
  return street || parts.postcode ? 1 : 2;
}

// The replacement character; UTF-8 read as Latin-1 ("Ã©"); a question mark between two letters.
const DAMAGED = /\uFFFD|[ÃÂ][\u0080-\u00BF]|\p{L}\?\p{L}/u;

/** True for a text whose letters were lost on the way. */
export function isDamaged(value: string): boolean {
  return DAMAGED.test(value);
}
