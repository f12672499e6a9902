import type { Address, Person } from './population.ts';
import type { SampleRecord } from './sample-record.ts';
import { csvLine } from './text-file.ts';
import { STREET_TYPES } from './words/streets.ts';

export const TRUTH_HEADER = 'source,source_key,entity_id';
export const FLAGS_HEADER = 'source,source_key,entity_id,household_id,flags';
export const GOLDEN_HEADER =
  'entity_id,given_name,family_name,birth_name,birth_date,emails,mobile,landline,street,complement,postcode,city';

/** The record belongs to this entity. */
export function truthLine(record: SampleRecord): string {
  return `${record.source},${record.key},${record.person.id}`;
}

/** What was done to the record: flags separated by `|`. */
export function flagsLine(record: SampleRecord): string {
  return `${truthLine(record)},${record.person.household},${[...record.flags].join('|')}`;
}

/**
 * The values that golden records should recover: what is true of the person now, or was true last, as far as some record
 * of `records` (oldest update first) still shows it. Blank where none does. E-mails are all the person's, latest first.
 */
export function goldenLine(person: Person, records: readonly SampleRecord[]): string {
  const latest = [...records].reverse();
  const mobile = latest.find((record) => record.evidence.mobile !== '')?.evidence.mobile ?? '';
  const address: Address | undefined = latest.find((record) => record.evidence.address !== undefined)
    ?.evidence.address;
  const emails = new Set(latest.map((record) => record.evidence.email).filter((email) => email !== ''));
  if (latest.some((record) => record.evidence.familyEmail)) emails.add(person.familyEmail);
  const landline = latest.some((record) => record.evidence.landline) ? person.landline : '';
  const birthNameSeen = latest.some(
    (record) => record.birthName !== '' || record.flags.has('nee') || record.flags.has('married_name'),
  );
  return csvLine(
    [
      person.id,
      person.given,
      person.family,
      birthNameSeen ? person.birthName : '',
      latest.some((record) => record.evidence.birthDate) ? person.birthDate : '',
      [...emails].join('|'),
      international(mobile),
      international(landline),
      address === undefined
        ? ''
        : `${address.number} ${STREET_TYPES[address.type]?.full} ${address.streetName}`,
      address?.complement ?? '',
      address?.postcode ?? '',
      address?.city ?? '',
    ],
    ',',
  );
}

/** E.164. */
const international = (number: string): string => (number === '' ? '' : `+33${number.slice(1)}`);
