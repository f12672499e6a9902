import type { Person } from './population.ts';
import { STRONG_NAME_FLAGS } from './record-damage.ts';
import { RECORD_FLAGS, type RecordFlag, type SampleRecord } from './sample-record.ts';

/** What the sample is made of. Shares are 0…1; those of people are over the people with several records. */
export interface SampleShares {
  /** A record whose name has a variant or slip, lost accents and case included. */
  readonly nameVariant: number;
  /** The same without lost accents and case. */
  readonly nameVariantStrong: number;
  readonly moved: number;
  readonly contactChangedOrMistyped: number;
  readonly birthDateMissing: number;
  /** Distinct e-mails and phones of the sample that stand in the records of several people of one household. */
  readonly sharedContacts: number;
  readonly sharedEmails: number;
  readonly sharedPhones: number;
}

const CONTACT_FLAGS: readonly RecordFlag[] = ['email_old', 'email_typo', 'phone_old', 'phone_typo'];
const PLACEHOLDER_FLAGS: readonly RecordFlag[] = ['email_placeholder', 'phone_placeholder', 'switchboard'];

/** Counts as the sample is made: nothing is kept but numbers. */
export class ShareCounter {
  readonly records = new Map<RecordFlag, number>(RECORD_FLAGS.map((flag) => [flag, 0]));
  readonly lookAlikes = { twin: 0, father_son: 0, homonym: 0, homonym_same_birth_date: 0 };
  several = 0;
  private readonly people = { any: 0, strong: 0, moved: 0, contact: 0, birth: 0 };
  private readonly distinct = { emails: 0, sharedEmails: 0, phones: 0, sharedPhones: 0 };

  person(person: Person, records: readonly SampleRecord[]): void {
    for (const record of records)
      for (const flag of record.flags) this.records.set(flag, (this.records.get(flag) ?? 0) + 1);
    if (person.lookAlike !== undefined) this.lookAlikes[person.lookAlike]++;
    if (records.length < 2) return;
    this.several++;
    const has = (flags: readonly RecordFlag[]) =>
      records.some((record) => flags.some((flag) => record.flags.has(flag)));
    const strong = has(STRONG_NAME_FLAGS);
    if (strong || has(['accents_lost', 'case'])) this.people.any++;
    if (strong) this.people.strong++;
    if (has(['moved'])) this.people.moved++;
    if (has(CONTACT_FLAGS)) this.people.contact++;
    if (has(['birth_missing', 'birth_placeholder'])) this.people.birth++;
  }

  household(records: readonly SampleRecord[]): void {
    const emails = new Map<string, Set<string>>();
    const phones = new Map<string, Set<string>>();
    for (const record of records) {
      const skip = PLACEHOLDER_FLAGS.filter((flag) => record.flags.has(flag));
      const entity = record.person.id;
      if (!skip.includes('email_placeholder')) note(emails, record.email.toLowerCase(), entity);
      if (!skip.includes('phone_placeholder')) note(phones, record.mobile, entity);
      if (!skip.includes('switchboard')) note(phones, record.landline, entity);
    }
    this.distinct.emails += emails.size;
    this.distinct.phones += phones.size;
    for (const people of emails.values()) if (people.size > 1) this.distinct.sharedEmails++;
    for (const people of phones.values()) if (people.size > 1) this.distinct.sharedPhones++;
  }

  shares(): SampleShares {
    const { people, distinct } = this;
    const of = (count: number, total: number) => (total === 0 ? 0 : count / total);
    return {
      nameVariant: of(people.any, this.several),
      nameVariantStrong: of(people.strong, this.several),
      moved: of(people.moved, this.several),
      contactChangedOrMistyped: of(people.contact, this.several),
      birthDateMissing: of(people.birth, this.several),
      sharedContacts: of(distinct.sharedEmails + distinct.sharedPhones, distinct.emails + distinct.phones),
      sharedEmails: of(distinct.sharedEmails, distinct.emails),
      sharedPhones: of(distinct.sharedPhones, distinct.phones),
    };
  }
}

function note(map: Map<string, Set<string>>, value: string, entity: string): void {
  if (value === '') return;
  const people = map.get(value);
  if (people === undefined) map.set(value, new Set([entity]));
  else people.add(entity);
}
