import type { Person } from './population.ts';
import { type Random, WeightedList } from './random.ts';
import { damage, mend } from './record-damage.ts';
import { recognisable, SAMPLE_SOURCES, type SampleRecord, type SampleSource } from './sample-record.ts';

const sources = new WeightedList<SampleSource>(SAMPLE_SOURCES, (rank) => [0.35, 0.28, 0.25, 0.12][rank] ?? 0);
const recordCounts = new WeightedList([1, 2, 3, 4, 5, 6], (rank) => [46, 27, 15, 7, 3.5, 1.5][rank] ?? 0);

/** How often a silo asks for what: shares of records that have the field at all. */
const FILLED: Readonly<Record<SampleSource, Filled>> = {
  crm: { birthDate: 0.76, email: 0.62, mobile: 0.55, landline: 0.6, address: 0.84 },
  ecommerce: { birthDate: 0.55, email: 0.97, mobile: 0.55, landline: 0.08, address: 0.78 },
  loyalty: { birthDate: 0.8, email: 0.52, mobile: 0.6, landline: 0.1, address: 0.72 },
  shop_contacts: { birthDate: 0.6, email: 0.5, mobile: 0.58, landline: 0.15, address: 0.6 },
};

interface Filled {
  readonly birthDate: number;
  readonly email: number;
  readonly mobile: number;
  readonly landline: number;
  readonly address: number;
}

/** 2015-01-01 and 2025-12-31, in days since 1970-01-01: the sample does not depend on today. */
const FIRST_DAY = 16_436;
const LAST_DAY = 20_453;

/** From which record on (by time) the present value is known; 0 = from the first. */
interface Changes {
  readonly moved: number;
  readonly email: number;
  readonly mobile: number;
  readonly married: number;
  /** The person never gives a birth date. */
  readonly noBirthDate: boolean;
}

/**
 * The records of one person, oldest update first. Each is damaged in its own way, then mended just enough that it can
 * be told to be the person's from an earlier made one ({@link recognisable}).
 */
export function recordsOf(person: Person, random: Random): SampleRecord[] {
  const count = recordCounts.draw(random);
  const days = Array.from({ length: count }, () => random.between(FIRST_DAY, LAST_DAY)).sort((a, b) => a - b);
  const changes = changesOf(person, random, count);
  const anchor = random.int(count);
  const places = chooseSources(random, count);
  const made: SampleRecord[] = [];
  const make = (at: number) => {
    const record = asKnownThen(person, random, places[at] ?? 'crm', days[at] ?? LAST_DAY, at, changes);
    const isAnchor = count > 1 && at === anchor;
    leaveBlanks(record, random, isAnchor, changes.noBirthDate);
    damage(record, random, isAnchor);
    if (made.length > 0 && !made.some((other) => recognisable(record, other))) {
      const whole = asKnownThen(person, random, record.source, record.updated, at, changes);
      mend(record, whole, random, changes.noBirthDate, () =>
        made.some((other) => recognisable(record, other)),
      );
    }
    made.push(record);
  };
  make(anchor);
  for (let at = 0; at < count; at++) if (at !== anchor) make(at);
  flagPerson(made, person);
  return made.sort((a, b) => a.updated - b.updated);
}

function changesOf(person: Person, random: Random, count: number): Changes {
  const none = { moved: 0, email: 0, mobile: 0, married: 0, noBirthDate: false };
  if (count < 2) return { ...none, noBirthDate: random.chance(0.25) };
  const when = (probability: number) => (random.chance(probability) ? random.between(1, count - 1) : 0);
  const married = person.birthName !== person.family ? when(0.45) : 0;
  const noBirthDate = person.lookAlike === undefined && random.chance(0.06);
  // Whoever has no birth date, or a double, changes one thing at most: the records stay decidable.
  if (noBirthDate || person.lookAlike !== undefined) {
    const draw = random.next();
    if (draw < 0.34) return { ...none, noBirthDate, moved: when(0.8) };
    if (draw < 0.67) return { ...none, noBirthDate, email: when(0.8) };
    return { ...none, noBirthDate, mobile: when(0.8) };
  }
  return { moved: when(0.36), email: when(0.34), mobile: when(0.26), married, noBirthDate };
}

/** A silo may hold a person twice, but less often than two silos hold the person once. */
function chooseSources(random: Random, count: number): SampleSource[] {
  const chosen: SampleSource[] = [];
  while (chosen.length < count) {
    const source = sources.draw(random);
    if (!chosen.includes(source) || random.chance(0.25)) chosen.push(source);
  }
  return chosen;
}

function asKnownThen(
  person: Person,
  random: Random,
  source: SampleSource,
  updated: number,
  at: number,
  changes: Changes,
): SampleRecord {
  const flags: SampleRecord['flags'] = new Set();
  const old = (change: number, flag: 'moved' | 'email_old' | 'phone_old' | 'married_name') => {
    if (at >= change) return false;
    flags.add(flag);
    return true;
  };
  const address = old(changes.moved, 'moved') ? person.oldAddress : person.address;
  const email = old(changes.email, 'email_old') ? person.oldEmail : person.email;
  const mobile = old(changes.mobile, 'phone_old') ? person.oldMobile : person.mobile;
  const single = old(changes.married, 'married_name');
  return {
    source,
    key: '',
    person,
    title: person.sex === 'F' ? 'MME' : 'M',
    given: person.given,
    family: single ? person.birthName : person.family,
    birthName: !single && person.birthName !== person.family && random.chance(0.5) ? person.birthName : '',
    birthDate: person.birthDate,
    email,
    mobile,
    // A household that moves leaves its landline behind.
    landline: address === person.address ? person.landline : '',
    address,
    company: source === 'crm' ? person.company : undefined,
    created: Math.max(FIRST_DAY - 1_500, updated - random.int(1_500)),
    updated,
    flags,
    evidence: {
      name: single ? 0.5 : 2,
      birthDate: true,
      email,
      mobile,
      familyEmail: false,
      landline: address === person.address && person.landline !== '',
      address,
    },
  };
}

function leaveBlanks(record: SampleRecord, random: Random, isAnchor: boolean, noBirthDate: boolean): void {
  const filled = FILLED[record.source];
  const keepAll = isAnchor && (noBirthDate || record.person.lookAlike !== undefined);
  const { evidence, flags } = record;
  if (noBirthDate || (!isAnchor && !random.chance(filled.birthDate))) {
    record.birthDate = '';
    evidence.birthDate = false;
    flags.add('birth_missing');
  }
  if (!random.chance(filled.landline)) {
    record.landline = '';
    evidence.landline = false;
  }
  if (keepAll) return;
  if (!random.chance(filled.email)) {
    record.email = evidence.email = '';
    flags.delete('email_old');
    flags.add('email_missing');
  }
  if (!random.chance(filled.mobile) && !(isAnchor && record.email === '')) {
    record.mobile = evidence.mobile = '';
    flags.delete('phone_old');
    flags.add('phone_missing');
  }
  if (!random.chance(filled.address)) {
    record.address = evidence.address = undefined;
    flags.delete('moved');
    flags.add('address_missing');
  }
}

function flagPerson(records: readonly SampleRecord[], person: Person): void {
  for (const [at, record] of records.entries()) {
    if (person.lookAlike !== undefined) record.flags.add(person.lookAlike);
    if (records.findIndex((other) => other.source === record.source) < at)
      record.flags.add('duplicate_in_source');
  }
}
