import { COUNTRIES, dateInWords, frenchDate, isoDay, isoTime, phoneText, streetText } from './formats.ts';
import { type Random, scatter } from './random.ts';
import type { SampleRecord, SampleSource } from './sample-record.ts';
import type { SheetCell } from './sheet-file.ts';
import { withoutAccents } from './text-damage.ts';
import { csvLine } from './text-file.ts';
import { COMMENTS, SHOPS } from './words/companies.ts';

/** The shape that a record takes in each silo. Calling these draws random numbers: once per record. */

/** Keys that look random, are unique within the silo, and are made from the position of the record in it. */
export const KEYS: Readonly<Record<SampleSource, (position: number) => string>> = {
  crm: (position) => `C${String(scatter(position, 99_999_989)).padStart(8, '0')}`,
  ecommerce: (position) => `u${scatter(position, 2_176_782_317).toString(36).padStart(6, '0')}`,
  loyalty: (position) => withEanDigit(`29${String(scatter(position, 9_999_999_967)).padStart(10, '0')}`),
  shop_contacts: (position) =>
    `B${String(position % 12).padStart(2, '0')}-${String(scatter(position, 9_999_991)).padStart(7, '0')}`,
};

/** EAN-13 check digit (GS1 General Specifications, 7.9). */
function withEanDigit(head: string): string {
  let sum = 0;
  for (let i = 0; i < head.length; i++) sum += (head.charCodeAt(i) - 48) * (i % 2 === 0 ? 1 : 3);
  return head + String((10 - (sum % 10)) % 10);
}

export const CRM_HEADER =
  'ID_CLIENT;CIVILITE;NOM;PRENOM;NOM_NAISSANCE;DATE_NAISSANCE;EMAIL;TEL_FIXE;TEL_MOBILE;ADRESSE1;ADRESSE2;CODE_POSTAL;VILLE;PAYS;RAISON_SOCIALE;SIRET;DATE_CREATION;DATE_MAJ;COMMENTAIRE';
/** Index of the first cell that a shifted row has one place too far right. */
const CRM_SHIFT_FROM = 6;

/** A row of the CRM: names in capitals as a rule, French dates. */
export function crmLine(record: SampleRecord, random: Random): string {
  const { address, company } = record;
  const capitals = random.chance(0.75);
  const cells = [
    record.key,
    crmTitle(record, random),
    capitals ? record.family.toUpperCase() : record.family,
    record.given,
    record.birthName,
    crmDate(record.birthDate, random),
    record.email,
    phoneText(random, record.landline),
    phoneText(random, record.mobile),
    address === undefined ? '' : streetText(random, address, record),
    address?.complement ?? '',
    address?.postcode ?? '',
    address?.city ?? '',
    random.pick(COUNTRIES),
    company?.name ?? '',
    company?.siret ?? '',
    frenchDate(isoDay(record.created), '/'),
    frenchDate(isoDay(record.updated), '/'),
    random.chance(0.05) ? random.pick(COMMENTS) : '',
  ];
  if (record.flags.has('shifted_columns')) {
    cells.splice(CRM_SHIFT_FROM, 0, '');
    cells.pop();
  }
  return csvLine(cells, ';');
}

function crmTitle(record: SampleRecord, random: Random): string {
  const draw = random.next();
  if (draw < 0.1) return '';
  // One in a hundred is addressed wrongly.
  const female = draw < 0.11 ? record.title === 'M' : record.title === 'MME';
  if (draw < 0.7) return female ? 'MME' : 'M';
  return female ? random.pick(['Mme', 'Mlle', 'MLLE', 'Madame']) : random.pick(['M.', 'Mr', 'Monsieur']);
}

function crmDate(iso: string, random: Random): string {
  if (iso === '') return '';
  const draw = random.next();
  if (draw < 0.9) return frenchDate(iso, '/');
  if (draw < 0.93) return frenchDate(iso, '.');
  if (draw < 0.96) return iso;
  if (draw < 0.98) return dateInWords(iso);
  const short = frenchDate(iso, '/');
  return `${short.slice(0, 6)}${short.slice(8)}`;
}

/** A JSON object of the e-commerce site: names as the customer typed them, keys absent where there is no value. */
export function ecommerceLine(record: SampleRecord, random: Random): string {
  const { address } = record;
  const phone = record.mobile === '' ? record.landline : record.mobile;
  const addresses = [];
  if (address !== undefined) {
    const { postcode: zip, city, complement } = address;
    const line1 = streetText(random, address, record);
    addresses.push({
      type: 'billing',
      line1,
      ...(complement && { line2: complement }),
      zip,
      city,
      country: 'FR',
    });
    if (random.chance(0.12)) {
      addresses.push({
        type: 'shipping',
        line1: `Point relais ${random.between(1000, 9999)}`,
        zip,
        city,
        country: 'FR',
      });
    }
  }
  return JSON.stringify({
    uid: record.key,
    email: record.email === '' ? null : record.email,
    first_name: record.given,
    last_name: record.family,
    birthday: record.birthDate === '' ? undefined : record.birthDate,
    phone: phone === '' ? undefined : phoneText(random, phone),
    addresses: addresses.length === 0 ? undefined : addresses,
    created_at: isoTime(random, record.created),
    updated_at: isoTime(random, record.updated),
    newsletter: random.chance(0.45),
  });
}

export const LOYALTY_HEADER =
  'card_number,full_name,birth_date,phone,email,street,postcode_city,store,joined_on,points,last_seen';

/** A row of the loyalty programme: one column for the name, one for postcode and town. */
export function loyaltyLine(record: SampleRecord, random: Random): string {
  const { address, given, family } = record;
  const phone = record.mobile === '' ? record.landline : record.mobile;
  const draw = random.next();
  const name = draw < 0.5 ? `${given} ${family}` : draw < 0.85 ? `${family} ${given}` : `${family}, ${given}`;
  const street = address === undefined ? '' : streetText(random, address, record);
  return csvLine(
    [
      record.key,
      draw > 0.6 && draw < 0.85 ? `${family.toUpperCase()} ${given}` : name,
      random.chance(0.96) ? record.birthDate : frenchDate(record.birthDate, '/'),
      phoneText(random, phone),
      record.email,
      address?.complement ? `${street}, ${address.complement}` : street,
      address === undefined ? '' : townText(address.postcode, address.city, random),
      random.pick(SHOPS),
      isoDay(record.created),
      String(random.int(3_000)),
      isoDay(record.updated),
    ],
    ',',
  );
}

function townText(postcode: string, city: string, random: Random): string {
  const draw = random.next();
  if (draw < 0.85) return `${postcode} ${city}`;
  return draw < 0.95 ? `${city} ${postcode}` : `${city} (${postcode})`;
}

export const SHOP_HEADER: readonly string[] = [
  'Code contact',
  'Nom',
  'Prénom',
  'Date de naissance',
  'Téléphone',
  'E-mail',
  'Adresse',
  'Code postal',
  'Ville',
  'Boutique',
  'Nb visites',
  'Dernière visite',
  'Créé le',
];

/** A row of the shops' workbook: real dates, phones and postcodes as text so that the leading zero stays. */
export function shopCells(record: SampleRecord, random: Random): SheetCell[] {
  const { address, birthDate } = record;
  const phone = record.mobile === '' ? record.landline : record.mobile;
  return [
    record.key,
    random.chance(0.4) ? withoutAccents(record.family).toUpperCase() : record.family,
    record.given,
    birthDate === '' ? undefined : random.chance(0.95) ? sheetDate(birthDate) : frenchDate(birthDate, '/'),
    phoneText(random, phone),
    record.email,
    address === undefined ? undefined : streetText(random, address, record),
    address?.postcode,
    address?.city,
    random.pick(SHOPS),
    random.between(1, 30),
    { day: record.updated },
    { day: record.created },
  ];
}

/** 1900-01-01, the placeholder, is before what Excel counts reliably and is kept as text. */
function sheetDate(iso: string): SheetCell {
  return iso.startsWith('1900') ? frenchDate(iso, '/') : { day: Math.round(Date.parse(iso) / 86_400_000) };
}

/** Rows that no reader can place: a separator too many, because a text was not quoted. They are nobody's. */
export const MALFORMED = {
  crm: (key: string) =>
    `${key};M;PERDU;Jean;;01/02/1970;;;;12 rue des Lilas; au fond; à gauche;;75011;Paris;France;;;01/01/2020;02/03/2021;NPAI;`,
  crmUnclosed: (key: string) =>
    `${key};MME;COUPEE;Anne;;03/04/1965;;;;"7 rue du Moulin;;31000;Toulouse;France;;;05/05/2019;06/06/2022;`,
  loyalty: (key: string) =>
    `${key},Paul Perdu,1970-02-01,,,12, rue des Lilas, bât. A,75011 Paris,Paris Bastille,2020-01-01,12,2021-03-02`,
  ecommerce: (key: string) => `{"uid":"${key}","email":"coupe@example.org","first_name":"Ann`,
} as const;
