import type { EntityType } from '../../../shared/model/canonical.ts';
import type { Concept } from './headers.ts';

/** Where a concept goes in an entity. `factor` < 1: a second-best home. */
export interface Target {
  readonly to: string;
  readonly factor: number;
  /** Contact-point type that the concept itself says. */
  readonly type?: string;
  /** Place among the columns that are joined into one value; absent: not joined. */
  readonly part?: number;
}

/** What an entity holds, whatever it is called in this project's model. */
export type Shape = 'individual' | 'organisation' | 'product' | 'activity' | 'consent' | 'custom';

export function shapeOf(entity: EntityType): Shape {
  if (entity.role === 'product' || entity.role === 'activity' || entity.role === 'consent')
    return entity.role;
  if (entity.attributes.some((attribute) => attribute.kind === 'family_name')) return 'individual';
  if (entity.role === 'custom') return 'custom';
  return entity.attributes.some((attribute) => attribute.kind === 'organisation_name')
    ? 'organisation'
    : 'custom';
}

type Table = Readonly<Partial<Record<Concept, string>>>;

/** `attribute`, then `factor`, then `type=` or `part=`. */
const CONTACT: Table = {
  email: 'email',
  phone: 'phone',
  mobile: 'phone 1 type=mobile',
  landline: 'phone 1 type=landline',
  fax: 'phone 0.9 type=fax',
  phone_area: 'phone 0.9 part=1',
  line: 'address.line',
  house_number: 'address.number 1 part=1',
  number_index: 'address.number 1 part=2',
  street_type: 'address.street 1 part=1',
  street: 'address.street 1 part=2',
  complement: 'address.complement 1 part=1',
  postcode: 'address.postcode',
  city: 'address.city',
  postcode_city: 'address.postcode_city',
  region: 'address.region',
  country: 'address.country',
  address_type: 'address.type',
  created_at: 'created_at',
  updated_at: 'updated_at',
  occurred_at: 'updated_at 0.5',
  iban: 'iban',
  siret: 'siret',
  vat: 'vat',
  other_id: 'party_identifier 0.95',
  key: 'party_identifier 0.7',
};

const TABLES: Readonly<Record<Shape, Table>> = {
  individual: {
    ...CONTACT,
    title: 'title',
    sex: 'sex',
    given_name: 'given_name',
    middle_name: 'middle_name',
    name_particle: 'family_name 1 part=1',
    family_name: 'family_name 1 part=2',
    second_family_name: 'family_name 1 part=3',
    birth_name: 'birth_name',
    full_name: 'full_name',
    birth_date: 'birth_date',
    birth_year: 'birth_date 0.9 part=1',
    birth_month: 'birth_date 0.9 part=2',
    birth_day: 'birth_date 0.9 part=3',
    language: 'language',
    org_name: 'company',
    trade_name: 'company 0.7',
    job_title: 'job_title',
    national_id: 'national_id',
    loyalty_number: 'loyalty_number',
    party_ref: 'party_identifier 0.5',
  },
  organisation: {
    ...CONTACT,
    org_name: 'name',
    product_name: 'name 0.5',
    trade_name: 'trade_name',
    legal_form: 'legal_form',
    siren: 'siren',
    category: 'category',
    website: 'website',
    contact_name: 'contact_name',
    full_name: 'contact_name 0.8',
    given_name: 'contact_name 0.9 part=1',
    family_name: 'contact_name 0.9 part=2',
    national_id: 'party_identifier 0.8',
    loyalty_number: 'party_identifier 0.8',
    party_ref: 'party_identifier 0.5',
  },
  product: {
    product_name: 'name',
    brand: 'brand',
    ean: 'ean',
    sku: 'sku',
    key: 'sku 0.6',
    category: 'category',
    description: 'description',
    price: 'price',
    amount: 'price 0.7',
    currency: 'currency',
    created_at: 'created_at',
    updated_at: 'updated_at',
  },
  activity: {
    party_ref: 'party_ref',
    loyalty_number: 'party_ref 0.95',
    email: 'party_ref 0.55',
    activity_type: 'activity_type',
    number: 'number',
    occurred_at: 'occurred_at',
    created_at: 'occurred_at 0.7',
    amount: 'amount',
    price: 'amount 0.6',
    currency: 'currency',
    channel: 'channel',
    store: 'store',
    product_ref: 'product_ref',
    sku: 'product_ref 0.75',
    ean: 'product_ref 0.9',
    product_name: 'product_ref 0.6',
    quantity: 'quantity',
    status: 'status',
  },
  consent: {
    party_ref: 'party_ref',
    loyalty_number: 'party_ref 0.95',
    contact_point: 'contact_point',
    email: 'contact_point 0.95',
    phone: 'contact_point 0.95',
    mobile: 'contact_point 0.95',
    channel: 'channel',
    purpose: 'purpose',
    consent_status: 'status',
    occurred_at: 'occurred_at',
    created_at: 'occurred_at 0.85',
    updated_at: 'occurred_at 0.7',
    origin: 'origin',
    store: 'origin 0.6',
    evidence: 'evidence',
  },
  custom: {},
};

/** The target of a concept in an entity, or null where the entity has no such attribute. */
export function targetOf(concept: Concept, entity: EntityType): Target | null {
  const entry = TABLES[shapeOf(entity)][concept];
  if (entry === undefined) return null;
  const [to = '', factor = '1', extra = ''] = entry.split(' ');
  const attribute = to.split('.')[0]!;
  if (to !== 'full_name' && !entity.attributes.some(({ name }) => name === attribute)) return null;
  return {
    to,
    factor: Number(factor),
    ...(extra.startsWith('type=') && { type: extra.slice(5) }),
    ...(extra.startsWith('part=') && { part: Number(extra.slice(5)) }),
  };
}

/** True for attributes that hold several values, so that several columns may feed them. */
export function holdsMany(entity: EntityType, to: string): boolean {
  return entity.attributes.some(({ name, cardinality }) => name === to && cardinality === 'many');
}
