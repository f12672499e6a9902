import type { Contents, Detector } from './contents.ts';
import type { Concept } from './headers.ts';

/**
 * How well the values of a column fit what its header says: 1 confirms, 0.5 says nothing, 0 contradicts.
 * An empty column says nothing.
 */
export function plausibility(concept: Concept, contents: Contents): number {
  if (contents.values.length === 0) return 0.5;
  const rule = RULES[concept];
  return rule ? Math.max(0, Math.min(1, rule(contents, contents.share))) : 0.6;
}

type Share = Contents['share'];
type Rule = (contents: Contents, share: Share) => number;

/** From 0.55 upwards when at least half of the values pass; else what little there is. */
const mostly =
  (...detectors: readonly Detector[]): Rule =>
  (_, s) => {
    const share = Math.min(
      1,
      detectors.reduce((sum, name) => sum + s[name], 0),
    );
    return share >= 0.5 ? 0.55 + 0.45 * share : share * 0.5;
  };

/** Clearly something of its own: an address, a number to call, a date. */
const isOther = (s: Share): boolean =>
  s.email > 0.5 || s.mobile + s.landline > 0.5 || s.date > 0.6 || s.url > 0.6;

const freeText: Rule = (_, s) => (isOther(s) ? 0.08 : 0.62);
const identifier: Rule = (c, s) =>
  s.email > 0.5 || s.date > 0.6 || s.amount > 0.5
    ? 0.15
    : s.no_digits > 0.8 && c.meanLength > 4
      ? 0.15
      : c.meanWords > 2
        ? 0.2
        : 0.65;
const recordDate: Rule = (_, s) => (s.date > 0.5 ? 0.6 + 0.35 * s.date : s.epoch > 0.8 ? 0.55 : 0.1);
const phone: Rule = (c, s) => {
  if (s.email > 0.3) return 0.05;
  if (s.phone >= 0.5) return 0.55 + 0.45 * s.phone;
  return s.digits > 0.7 && c.meanLength >= 6 && c.meanLength <= 16 && s.date < 0.5 ? 0.6 : s.phone * 0.5;
};
const familyName: Rule = (c, s) => {
  if (s.no_digits < 0.5 || isOther(s)) return 0.08;
  if (c.meanWords > 3) return 0.2;
  if (s.full_name > 0.55 && c.meanWords > 1.6) return 0.22;
  return s.organisation > 0.5 ? 0.2 : 0.66;
};
const organisation: Rule = (_, s) => {
  if (isOther(s) || s.digits > 0.8) return 0.08;
  if (s.full_name > 0.6 && s.organisation < 0.15) return 0.38;
  return 0.6 + 0.35 * Math.min(1, s.organisation * 1.5);
};
const address: Rule = (c, s) => {
  if (isOther(s) || s.postcode > 0.8) return 0.06;
  const likeness = Math.max(s.street, s.full_address);
  return likeness > 0.25 ? 0.6 + 0.4 * likeness : c.meanLength > 8 ? 0.55 : 0.4;
};
const number: Rule = (_, s) => (s.amount + s.integer > 0.5 && s.date < 0.6 ? 0.78 : 0.1);
const digitsOf =
  (valid: Detector, min: number, max = min): Rule =>
  (c, s) =>
    s[valid] > 0.5
      ? 0.6 + 0.4 * s[valid]
      : s.digits > 0.6 && c.meanLength >= min - 1 && c.meanLength <= max + 4
        ? 0.55
        : 0.12;
const smallNumber =
  (length: number): Rule =>
  (c, s) =>
    s.integer > 0.6 && c.meanLength <= length ? 0.65 : 0.1;

const RULES: Readonly<Partial<Record<Concept, Rule>>> = {
  title: (c, s) =>
    s.title > 0.3
      ? 0.5 + 0.5 * s.title
      : c.meanLength > 8
        ? 0.02
        : s.boolean > 0.9 || s.integer > 0.9
          ? 0.25
          : 0.3,
  sex: (c, s) => (c.values.length > 15 ? 0.02 : s.sex >= 0.5 ? 0.55 + 0.45 * s.sex : 0.15),
  given_name: (c, s) =>
    s.no_digits < 0.5 || isOther(s)
      ? 0.08
      : c.meanWords > 3
        ? 0.15
        : 0.58 + 0.42 * Math.min(1, s.given_name * 1.5),
  middle_name: (c, s) => (s.no_digits < 0.5 || isOther(s) ? 0.08 : c.meanWords > 4 ? 0.2 : 0.65),
  family_name: familyName,
  birth_name: familyName,
  second_family_name: familyName,
  name_particle: (c, s) => (s.no_digits > 0.8 && c.meanLength < 12 ? 0.65 : 0.1),
  full_name: (c, s) => {
    if (isOther(s) || s.no_digits < 0.6) return 0.08;
    if (s.full_name > 0.3) return 0.4 + 0.6 * s.full_name - 0.4 * Math.max(0, s.organisation - 0.3);
    if (s.organisation >= 0.3 || c.meanWords > 4.5) return 0.2;
    return c.meanWords >= 1.6 ? 0.5 : 0.44;
  },
  birth_date: (c, s) => {
    if (s.date < 0.4) return s.date * 0.3;
    const [low, , high] = c.years!;
    if (low >= 2013 || (s.datetime > 0.8 && high - low < 15)) return 0.25;
    return 0.55 + 0.45 * s.date;
  },
  birth_day: smallNumber(2),
  birth_month: smallNumber(2),
  birth_year: smallNumber(4),
  created_at: recordDate,
  updated_at: recordDate,
  occurred_at: recordDate,
  email: (_, s) => (s.email >= 0.5 ? 0.55 + 0.45 * s.email : s.email * 0.5),
  phone,
  mobile: phone,
  landline: phone,
  fax: phone,
  phone_area: smallNumber(5),
  line: address,
  street: (c, s) => (s.digits > 0.7 ? 0.1 : address(c, s)),
  street_type: (c, s) => (s.no_digits > 0.7 && c.meanWords < 2.5 ? 0.65 : 0.15),
  house_number: (_, s) => (s.number > 0.4 ? 0.5 + 0.45 * s.number : 0.12),
  number_index: (c) => (c.meanLength <= 10 ? 0.65 : 0.1),
  complement: (_, s) => (isOther(s) ? 0.06 : 0.62),
  postcode: (c, s) =>
    s.postcode > 0.5
      ? 0.55 + 0.45 * s.postcode
      : s.postcode_city > 0.5
        ? 0.1
        : s.digits > 0.5 && c.meanLength <= 10
          ? 0.5
          : 0.15,
  city: (c, s) =>
    isOther(s) || c.meanLength > 45
      ? 0.06
      : s.postcode_city > 0.5
        ? 0.15
        : s.city >= 0.6
          ? 0.6 + 0.3 * Math.min(1, 4 * s.known_city)
          : 0.2,
  postcode_city: mostly('postcode_city'),
  region: (c, s) => (isOther(s) || c.meanLength > 40 ? 0.06 : 0.62),
  country: (c, s) =>
    s.country > 0.5 ? 0.6 + 0.4 * s.country : s.words > 0.8 && c.meanLength < 30 ? 0.45 : 0.15,
  address_type: (c, s) => (s.no_digits > 0.7 && c.meanLength < 20 ? 0.65 : 0.2),
  language: (c, s) => (s.language > 0.5 ? 0.95 : c.meanLength < 15 ? 0.4 : 0.1),
  org_name: organisation,
  trade_name: organisation,
  legal_form: (c, s) => (isOther(s) || c.meanLength > 60 ? 0.1 : 0.62),
  siren: digitsOf('siren', 9),
  siret: digitsOf('siret', 14),
  vat: (c, s) => (s.vat > 0.4 ? 0.6 + 0.4 * s.vat : s.amount > 0.5 || c.meanLength < 7 ? 0.1 : 0.4),
  iban: (c, s) => (s.iban > 0.4 ? 0.95 : c.meanLength > 14 ? 0.5 : 0.1),
  ean: digitsOf('ean', 8, 14),
  category: (c, s) => (isOther(s) || c.meanLength > 80 ? 0.1 : 0.62),
  website: (_, s) => (s.url > 0.4 ? 0.95 : s.email > 0.3 ? 0.03 : 0.3),
  contact_name: (c, s) => (isOther(s) || s.digits > 0.5 ? 0.06 : c.meanLength > 60 ? 0.2 : 0.62),
  national_id: identifier,
  loyalty_number: identifier,
  other_id: identifier,
  party_ref: (c, s) => (s.email > 0.5 ? 0.5 : identifier(c, s)),
  number: identifier,
  sku: (c, s) => (isOther(s) || c.meanWords > 3 ? 0.1 : 0.62),
  price: number,
  amount: number,
  quantity: (_, s) => (s.integer > 0.5 ? 0.78 : s.amount > 0.5 ? 0.5 : 0.1),
  currency: mostly('currency'),
  product_name: (_, s) =>
    isOther(s) || s.digits > 0.7 ? 0.08 : s.full_name > 0.6 ? 0.3 : s.title > 0.5 ? 0.05 : 0.62,
  brand: freeText,
  description: freeText,
  product_ref: freeText,
  store: freeText,
  status: (c, s) => (isOther(s) || c.meanLength > 40 ? 0.08 : 0.62),
  activity_type: (c, s) => (isOther(s) || c.meanLength > 40 || s.amount > 0.5 ? 0.08 : 0.62),
  channel: (c, s) => (s.channel > 0.3 ? 0.6 + 0.4 * s.channel : isOther(s) || c.meanLength > 30 ? 0.06 : 0.5),
  contact_point: mostly('email', 'phone'),
  consent_status: (c, s) => {
    const share = Math.min(1, s.consent + s.boolean);
    return share > 0.5
      ? 0.55 + 0.45 * share
      : c.values.length <= 8 && c.meanLength < 20 && !isOther(s)
        ? 0.45
        : 0.1;
  },
  purpose: freeText,
  origin: freeText,
};

/** What values say on their own, without a header: concept → how sure, for the few that are recognisable. */
export function recognise(
  contents: Contents,
): { readonly concept: Concept; readonly score: number; readonly detector: Detector }[] {
  const { share: s, values } = contents;
  // One or two cells among many say more about a shifted row than about the column.
  if (values.length === 0 || (values.length < 3 && contents.filled < 0.5)) return [];
  const found: { concept: Concept; score: number; detector: Detector }[] = [];
  const say = (when: boolean, concept: Concept, score: number, detector: Detector) => {
    if (when) found.push({ concept, score, detector });
  };
  const french = s.mobile + s.landline;
  const fewValues = values.length <= 12;
  const isText = s.no_digits > 0.9;
  const [low, middle, high] = contents.years ?? [0, 0, 0];
  say(s.email > 0.7, 'email', 0.92 * s.email, 'email');
  say(s.email > 0.08 && s.phone > 0.08 && s.email + s.phone > 0.8, 'contact_point', 0.88, 'email');
  say(s.mobile > 0.8, 'mobile', 0.88, 'mobile');
  say(s.landline > 0.8, 'landline', 0.85, 'landline');
  say(french > 0.7, 'phone', 0.86, 'phone');
  say(s.phone > 0.8 && s.digits < 0.6, 'phone', 0.78, 'phone');
  say(s.siret > 0.8, 'siret', 0.92, 'siret');
  say(s.siren > 0.9 && values.length > 4, 'siren', 0.75, 'siren');
  say(s.iban > 0.7, 'iban', 0.95, 'iban');
  say(s.vat > 0.8 && s.iban < 0.3, 'vat', 0.82, 'vat');
  say(s.national_id > 0.8, 'national_id', 0.76, 'national_id');
  say(s.ean > 0.95 && values.length > 4, 'ean', 0.6, 'ean');
  say(s.postcode_city > 0.8, 'postcode_city', 0.82, 'postcode_city');
  say(s.full_address > 0.7, 'line', 0.76, 'full_address');
  say(s.street > 0.65 && s.no_digits < 0.3, 'line', 0.8, 'street');
  say(s.street > 0.65, 'street', 0.62, 'street');
  say(s.postcode > 0.95 && values.length > 4 && s.date < 0.5, 'postcode', 0.55, 'postcode');
  say(s.known_city > 0.2 && s.city > 0.85, 'city', Math.min(0.85, 0.45 + s.known_city), 'known_city');
  say(s.title > 0.9 && fewValues, 'title', 0.82, 'title');
  say(s.sex > 0.95 && values.length <= 4 && isText && s.boolean < 0.9, 'sex', 0.66, 'sex');
  say(s.country > 0.9 && (fewValues || contents.meanLength > 3), 'country', 0.62, 'country');
  say(s.currency > 0.95, 'currency', 0.7, 'currency');
  say(s.date > 0.7 && middle < 1998 && high - low >= 12 && s.datetime < 0.2, 'birth_date', 0.74, 'date');
  say(s.date > 0.8 && low >= 1990, 'occurred_at', s.datetime > 0.5 ? 0.6 : 0.5, 'date');
  say(s.full_name > 0.45 && isText, 'full_name', 0.45 + 0.45 * s.full_name, 'full_name');
  say(
    s.given_name > 0.45 && contents.meanWords < 1.5 && isText,
    'given_name',
    0.45 + 0.45 * s.given_name,
    'given_name',
  );
  const plainName = s.words > 0.85 && contents.meanWords < 1.6 && contents.distinct > 0.2 && !fewValues;
  say(
    plainName && s.given_name < 0.35 && s.known_city < 0.15 && s.organisation < 0.3,
    'family_name',
    0.42,
    'words',
  );
  say(
    s.organisation > 0.45 && contents.meanLength > 6,
    'org_name',
    0.45 + 0.4 * s.organisation,
    'organisation',
  );
  say(s.url > 0.8, 'website', 0.78, 'url');
  say(s.amount > 0.8, 'amount', 0.55, 'amount');
  say(s.consent > 0.5, 'consent_status', 0.75, 'consent');
  say(s.channel > 0.9 && fewValues, 'channel', 0.7, 'channel');
  return found;
}
