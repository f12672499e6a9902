import type { Random } from './random.ts';
import type { RecordFlag, SampleRecord } from './sample-record.ts';
import {
  byEar,
  emailTypo,
  half,
  htmlEntities,
  mojibake,
  nickname,
  phoneTypo,
  typo,
  withoutAccents,
} from './text-damage.ts';

/**
 * Damages a record as its silo would. The anchor of a person keeps its name and birth date legible, so that there is
 * one record that the others can be known by.
 */
export function damage(record: SampleRecord, random: Random, isAnchor: boolean): void {
  if (!isAnchor) {
    damageName(record, random);
    damageBirthDate(record, random);
  }
  damageEmail(record, random);
  damagePhones(record, random, isAnchor);
  damageAddress(record, random);
  damageSpelling(record, random);
  if (
    !isAnchor &&
    record.source === 'crm' &&
    record.evidence.name === 2 &&
    record.evidence.birthDate &&
    random.chance(0.004)
  ) {
    record.flags.add('shifted_columns');
    Object.assign(record.evidence, {
      email: '',
      mobile: '',
      address: undefined,
      landline: false,
      familyEmail: false,
    });
  }
}

function setName(record: SampleRecord, given: string, family: string, flag: RecordFlag, name: number): void {
  if (given === record.given && family === record.family) return;
  record.given = given;
  record.family = family;
  record.flags.add(flag);
  record.evidence.name = Math.min(record.evidence.name, name);
}

function damageName(record: SampleRecord, random: Random): void {
  const { given, family } = record;
  const draw = random.next();
  if (draw < 0.06) setName(record, typo(random, given), family, 'typo_given', 1.5);
  else if (draw < 0.12) setName(record, given, typo(random, family), 'typo_family', 1.5);
  else if (draw < 0.15) setName(record, byEar(random, given), family, 'ear_given', 1.5);
  else if (draw < 0.19) setName(record, given, byEar(random, family), 'ear_family', 1.5);
  else if (draw < 0.23) setName(record, family, given, 'swap', 2);
  else if (draw < 0.25 && record.person.lookAlike !== 'twin') {
    setName(record, `${given[0]}${random.chance(0.5) ? '.' : ''}`, family, 'initial', 0.5);
  } else if (draw < 0.29) setName(record, nickname(random, given), family, 'nickname', 1.5);
  else if (draw < 0.295)
    setName(record, random.pick(['INCONNU', 'Client', 'X']), 'INCONNU', 'name_placeholder', 0);
  if (draw > 0.3 && random.chance(0.45)) {
    setName(record, half(random, given), family, 'compound_half', 1.5);
    setName(record, record.given, half(random, family), 'compound_half', 1.5);
  }
  if (draw > 0.5) decorateName(record, random);
}

/** What is written around a name: a title, a maiden name. */
function decorateName(record: SampleRecord, random: Random): void {
  const { person } = record;
  if (random.chance(0.035)) {
    const title =
      person.sex === 'F'
        ? random.pick(['Mme', 'Mme.', 'Madame', 'Dr'])
        : random.pick(['M.', 'Mr', 'Monsieur', 'Dr']);
    setName(record, record.given, `${title} ${record.family}`, 'title_in_name', 2);
  } else if (person.birthName !== record.family && record.evidence.name === 2 && random.chance(0.12)) {
    setName(record, record.given, `${record.family} née ${person.birthName}`, 'nee', 1.5);
  }
}

function damageBirthDate(record: SampleRecord, random: Random): void {
  if (record.birthDate === '') return;
  const [year, month, day] = record.birthDate.split('-') as [string, string, string];
  const draw = random.next();
  if (draw < 0.02)
    setBirthDate(record, `${Number(year) + random.pick([-10, -1, 1])}-${month}-${day}`, 'birth_typo');
  else if (draw < 0.035) {
    const wrong = String(1 + ((Number(day) + random.pick([0, 9, 27])) % 28)).padStart(2, '0');
    setBirthDate(record, `${year}-${month}-${wrong}`, 'birth_typo');
  } else if (draw < 0.06 && Number(day) <= 12)
    setBirthDate(record, `${year}-${day}-${month}`, 'birth_swapped');
  else if (draw < 0.075) setBirthDate(record, '1900-01-01', 'birth_placeholder');
}

function setBirthDate(record: SampleRecord, date: string, flag: RecordFlag): void {
  if (date === record.birthDate) return;
  record.birthDate = date;
  record.evidence.birthDate = false;
  record.flags.add(flag);
}

const MAIL_PLACEHOLDERS: readonly string[] = [
  'test@test.fr',
  'test@test.fr',
  'noreply@example.com',
  'aucun@aucun.fr',
  'pasdemail@pasdemail.fr',
];

function damageEmail(record: SampleRecord, random: Random): void {
  const { evidence, flags, person } = record;
  if (person.familyEmail !== '' && random.chance(record.email === '' ? 0.15 : 0.5)) {
    record.email = person.familyEmail;
    flags.delete('email_old');
    flags.delete('email_missing');
    flags.add('email_family');
    evidence.email = '';
    evidence.familyEmail = true;
    return;
  }
  if (record.email === '') {
    if (random.chance(0.03)) {
      record.email = random.pick(MAIL_PLACEHOLDERS);
      flags.add('email_placeholder');
    }
    return;
  }
  const draw = random.next();
  if (draw < 0.07) {
    record.email = emailTypo(random, record.email);
    evidence.email = '';
    flags.add('email_typo');
  } else if (draw < 0.15) {
    record.email = random.chance(0.5)
      ? record.email.toUpperCase()
      : record.email.charAt(0).toUpperCase() + record.email.slice(1);
    flags.add('email_case');
  }
}

const PHONE_PLACEHOLDERS: readonly string[] = [
  '0600000000',
  '0600000000',
  '0606060606',
  '0612345678',
  '0000000000',
];

function damagePhones(record: SampleRecord, random: Random, isAnchor: boolean): void {
  const { evidence, flags, person } = record;
  if (record.landline !== '') flags.add('phone_shared');
  if (record.company !== undefined && random.chance(0.7)) {
    record.landline = record.company.switchboard;
    evidence.landline = false;
    flags.delete('phone_shared');
    flags.add('switchboard');
  }
  if (record.mobile === '') {
    if (random.chance(0.03)) {
      record.mobile = random.pick(PHONE_PLACEHOLDERS);
      flags.add('phone_placeholder');
    } else if (record.source !== 'crm' && person.landline !== '' && random.chance(0.6)) {
      // Silos with one phone column: the household's landline stands in it.
      record.landline = record.address === person.oldAddress ? '' : person.landline;
      evidence.landline = record.landline !== '';
      if (evidence.landline) flags.add('phone_shared');
    }
    return;
  }
  if (person.familyMobile !== '' && !isAnchor && random.chance(0.2)) {
    record.mobile = person.familyMobile;
    evidence.mobile = '';
    flags.delete('phone_old');
    flags.add('phone_shared');
    return;
  }
  if (!isAnchor && random.chance(0.06)) {
    record.mobile = phoneTypo(random, record.mobile);
    evidence.mobile = '';
    flags.add('phone_typo');
  }
}

function damageAddress(record: SampleRecord, random: Random): void {
  const { address, flags } = record;
  if (address === undefined) return;
  const draw = random.next();
  if (draw < 0.06) {
    record.address = { ...address, streetName: typo(random, address.streetName) };
    flags.add('address_typo');
  } else if (draw < 0.08) {
    record.address = { ...address, postcode: phoneTypo(random, `${address.postcode}00000`).slice(0, 5) };
    if (record.address.postcode !== address.postcode) flags.add('postcode_typo');
  } else if (draw < 0.1 && address.postcode.startsWith('0') && record.source !== 'shop_contacts') {
    record.address = { ...address, postcode: address.postcode.slice(1) };
    flags.add('postcode_zero_lost');
  } else if (draw < 0.24) varyCity(record, address.city, random);
}

function varyCity(record: SampleRecord, city: string, random: Random): void {
  let varied = city;
  switch (random.int(4)) {
    case 0:
      varied = city.replace('Saint-', 'St ').replace('Sainte-', 'Ste ').replaceAll('-', ' ');
      break;
    case 1:
      varied = withoutAccents(city).toUpperCase().replaceAll('-', ' ').replace('SAINT ', 'ST ');
      break;
    case 2:
      varied = random.chance(0.4) ? `${city} CEDEX` : city.replaceAll('-', ' ');
      break;
    default:
      varied = typo(random, city);
  }
  if (varied === city || record.address === undefined) return;
  record.address = { ...record.address, city: varied };
  record.flags.add('city_variant');
}

/** Case, accents, encodings: what a silo does to every text of a record. */
function damageSpelling(record: SampleRecord, random: Random): void {
  const draw = random.next();
  if (draw < 0.28) respell(record, withoutAccents, 'accents_lost');
  else if (draw < 0.3) respell(record, mojibake, 'mojibake');
  else if (draw < 0.31 && record.source !== 'crm') respell(record, htmlEntities, 'html_entities');
  const letters = random.next();
  if (letters < 0.06) respell(record, (text) => text.toUpperCase(), 'case');
  else if (letters < 0.11) respell(record, (text) => text.toLowerCase(), 'case');
}

function respell(record: SampleRecord, change: (text: string) => string, flag: RecordFlag): void {
  // Entities and mojibake do not survive a change of case in any silo worth copying.
  if (flag === 'case' && (record.flags.has('mojibake') || record.flags.has('html_entities'))) return;
  const given = change(record.given);
  const family = change(record.family);
  const { address } = record;
  if (address !== undefined && flag !== 'case') {
    record.address = { ...address, streetName: change(address.streetName), city: change(address.city) };
  }
  if (given === record.given && family === record.family) return;
  record.given = given;
  record.family = family;
  record.flags.add(flag);
}

/**
 * Puts values back, in random order and the name last, until `enough()` says that the record can be recognised.
 * `whole` is the record as it would have been without damage.
 */
export function mend(
  record: SampleRecord,
  whole: SampleRecord,
  random: Random,
  noBirthDate: boolean,
  enough: () => boolean,
): void {
  const { flags, evidence } = record;
  flags.delete('shifted_columns');
  const clear = (prefix: string) => {
    for (const flag of flags) if (flag.startsWith(prefix)) flags.delete(flag);
    for (const flag of whole.flags) if (flag.startsWith(prefix)) flags.add(flag);
  };
  const steps: (() => void)[] = [
    () => {
      record.birthDate = noBirthDate ? '' : whole.birthDate;
      evidence.birthDate = !noBirthDate;
      if (!noBirthDate) clear('birth_');
    },
    () => {
      record.mobile = evidence.mobile = whole.mobile;
      const shared = flags.has('phone_shared');
      clear('phone_');
      if (shared && record.landline !== '') flags.add('phone_shared');
    },
    () => {
      record.email = evidence.email = whole.email;
      evidence.familyEmail = false;
      clear('email_');
    },
    () => {
      record.address = evidence.address = whole.address;
      for (const prefix of ['address_', 'postcode_', 'city_', 'moved']) clear(prefix);
    },
  ];
  while (steps.length > 0) {
    steps.splice(random.int(steps.length), 1)[0]?.();
    if (enough()) return;
  }
  record.given = whole.given;
  record.family = whole.family;
  evidence.name = whole.evidence.name;
  for (const flag of NAME_FLAGS) flags.delete(flag);
  clear('married_name');
}

/** The flags that say that a name is not written as it is now; accents and case apart in `STRONG_NAME_FLAGS`. */
export const STRONG_NAME_FLAGS: readonly RecordFlag[] = [
  'typo_given',
  'typo_family',
  'ear_given',
  'ear_family',
  'swap',
  'initial',
  'nickname',
  'compound_half',
  'married_name',
  'nee',
  'title_in_name',
  'mojibake',
  'html_entities',
  'name_placeholder',
];
const NAME_FLAGS: readonly RecordFlag[] = ['accents_lost', 'case', ...STRONG_NAME_FLAGS];
