import type { CanonicalModel, EntityType } from '../../../shared/model/canonical.ts';
import type { Concept } from './headers.ts';
import { headerWords } from './headers.ts';
import type { Assignment, EarlierChoice } from './suggest-assign.ts';
import { assign, MAP_FROM } from './suggest-assign.ts';
import type { ColumnReading } from './suggest-columns.ts';
import type { Shape } from './suggest-targets.ts';
import { shapeOf } from './suggest-targets.ts';

/** A table tried as one entity. */
export interface EntityTrial {
  readonly entity: EntityType;
  readonly shape: Shape;
  readonly assignments: readonly Assignment[];
  /** Sum of the evidence; about 3 = one telling column, 10 = beyond doubt. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** How much a well-mapped column says about what a table is. The part before the dot counts for addresses. */
const EVIDENCE: Readonly<Record<Shape, Readonly<Record<string, number>>>> = {
  individual: {
    given_name: 3,
    family_name: 3,
    birth_name: 3,
    full_name: 3,
    birth_date: 3,
    sex: 2,
    title: 2,
    middle_name: 1.5,
    national_id: 1.5,
    loyalty_number: 1.2,
    job_title: 1.2,
    email: 1,
    phone: 1,
    address: 1.2,
    company: 0.3,
    language: 0.3,
  },
  organisation: {
    name: 3,
    trade_name: 2.5,
    legal_form: 3,
    siren: 3,
    siret: 2.5,
    vat: 1.5,
    category: 0.8,
    website: 1,
    contact_name: 1.2,
    email: 0.8,
    phone: 1,
    address: 1.3,
  },
  product: {
    name: 2.2,
    brand: 2.5,
    ean: 3.5,
    sku: 1.8,
    category: 0.8,
    description: 1.2,
    price: 2,
    currency: 0.3,
  },
  activity: {
    party_ref: 2.2,
    number: 1.8,
    occurred_at: 2,
    amount: 2,
    quantity: 1.5,
    product_ref: 1,
    channel: 1.2,
    store: 0.8,
    status: 0.7,
    activity_type: 1,
    currency: 0.5,
  },
  consent: {
    contact_point: 2.2,
    status: 2.2,
    channel: 2.2,
    occurred_at: 1,
    purpose: 1.5,
    origin: 0.8,
    evidence: 2,
    party_ref: 1,
  },
  custom: {},
};

/** Columns that stay unmapped but tell what the table is. */
const SIDE_EVIDENCE: Readonly<
  Partial<Record<Shape, { readonly concept: Concept; readonly weight: number }>>
> = {
  individual: { concept: 'customer_fact', weight: 0.5 },
  organisation: { concept: 'org_fact', weight: 1.3 },
  product: { concept: 'product_fact', weight: 1 },
};
const MAX_SIDE_EVIDENCE = 3;

const NAME_HINTS: Readonly<Partial<Record<Shape, RegExp>>> = {
  individual:
    /^(?:crm|clients?|customers?|contacts?|personnes?|persons?|people|individus?|individuals?|users?|membres?|members?|adherents?|abonnes?|subscribers?|patients?|donateurs?|donors?|salaries|employees?|eleves|students?|leads?|prospects?|kunden|clientes|clienti|klanten|voters?|loyalty|fidelite|porteurs)$/,
  organisation:
    /^(?:entreprises?|companies|company|societes?|organi[sz]ations?|fournisseurs?|suppliers?|vendors?|etablissements?|accounts?|comptes?|sirene|sirets?|restaurants?|hotels?|sites?|ecoles?|schools?|firmen|lieferanten|empresas|aziende|fornitori|associations?|partners?|partenaires?|businesses|stores?|magasins?)$/,
  product:
    /^(?:produits?|products?|articles?|items?|catalogue?s?|references?|sku|skus|produkte|artikel|productos|prodotti|stock)$/,
  activity:
    /^(?:achats?|commandes?|ventes?|orders?|purchases?|sales|transactions?|tickets?|factures?|invoices?|visites?|visits?|events?|evenements?|activit(?:y|ies|es?)|appels|calls?|interactions?|bestellungen|pedidos|ordini|receipts?|paiements?|payments?|reservations?|bookings?)$/,
  consent: /^(?:consent|consents|consentements?|optins?|opt|einwilligungen|consensi|preferences?|rgpd|gdpr)$/,
};
const NAME_HINT_WEIGHT = 2;

/** Tries the table as every entity of the model, best first. */
export function tryEntities(
  name: string,
  readings: readonly ColumnReading[],
  model: CanonicalModel,
  earlier: readonly EarlierChoice[],
): EntityTrial[] {
  return model.entities
    .map((entity) => tryEntity(name, readings, entity, earlier))
    .sort((a, b) => b.score - a.score);
}

function tryEntity(
  name: string,
  readings: readonly ColumnReading[],
  entity: EntityType,
  earlier: readonly EarlierChoice[],
): EntityTrial {
  const shape = shapeOf(entity);
  const assignments = assign(readings, entity, earlier);
  if (shape === 'custom')
    return { entity, shape, assignments, ...customScore(assignments, readings, entity) };
  const byTarget = evidenceByTarget(assignments, shape);
  const side = sideEvidence(readings, shape);
  const reasons = [...byTarget]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([to]) => to.replaceAll('_', ' '));
  const named = headerWords(name).some((word) => NAME_HINTS[shape]?.test(word));
  const sum = [...byTarget.values()].reduce((total, weight) => total + weight, 0) + side;
  // A newsletter tick in a list of people makes it no list of consents.
  const likely = shape === 'consent' && isListOfPeople(readings) ? 0.4 : 1;
  const score = (sum + (named ? NAME_HINT_WEIGHT : 0)) * completeness(shape, byTarget) * likely;
  return {
    entity,
    shape,
    assignments,
    score: score + earlierScore(earlier, entity, assignments),
    reasons: [
      ...(reasons.length > 0 ? [`It has ${reasons.join(', ')}.`] : []),
      ...(named ? [`It is called "${name}".`] : []),
    ],
  };
}

function isListOfPeople(readings: readonly ColumnReading[]): boolean {
  const has = (concept: Concept) =>
    readings.some(({ candidates: [best] }) => best?.concept === concept && best.confidence > 0.75);
  return has('given_name') && has('family_name');
}

/** Evidence per target: the surest column of each, less where few rows are filled. */
function evidenceByTarget(assignments: readonly Assignment[], shape: Shape): Map<string, number> {
  const weights = EVIDENCE[shape];
  const hasOrganisation = assignments.some(
    ({ concept, confidence }) => concept === 'org_name' && confidence > 0.75,
  );
  const byTarget = new Map<string, number>();
  for (const { target, confidence, reading } of assignments) {
    if (confidence < MAP_FROM * 0.8) continue;
    const key = target.to.split('.')[0]!;
    const filled = 0.3 + 0.7 * reading.contents.filled;
    // The contact person in a list of companies does not make it a list of people.
    const inside = shape === 'individual' && hasOrganisation && reading.header.aboutContact ? 0.25 : 1;
    const weight = (weights[key] ?? 0) * confidence * filled * inside;
    byTarget.set(key, Math.max(byTarget.get(key) ?? 0, weight));
  }
  return byTarget;
}

function sideEvidence(readings: readonly ColumnReading[], shape: Shape): number {
  const side = SIDE_EVIDENCE[shape];
  const told = side
    ? readings.filter(({ candidates: [best] }) => best?.concept === side.concept && best.confidence > 0.6)
        .length * side.weight
    : 0;
  const orders = shape === 'activity' ? readings.filter(({ header }) => header.aboutOrders).length : 0;
  return Math.min(MAX_SIDE_EVIDENCE, told) + Math.min(MAX_SIDE_EVIDENCE + 1, orders);
}

/** What a table of this kind cannot do without; a lower score where it is not there. */
function completeness(shape: Shape, byTarget: ReadonlyMap<string, number>): number {
  const has = (...targets: string[]) => targets.some((to) => byTarget.has(to));
  switch (shape) {
    case 'individual':
      return has('given_name', 'family_name', 'full_name', 'birth_name')
        ? 1
        : has('email', 'phone')
          ? 0.8
          : 0.4;
    case 'organisation':
      if (!has('name', 'trade_name', 'siret', 'siren')) return 0.3;
      return has('address', 'phone', 'email', 'siret', 'siren', 'vat', 'website', 'legal_form') ? 1 : 0.5;
    case 'product':
      return has('name', 'ean', 'sku') ? 1 : 0.4;
    case 'activity':
      return has('occurred_at', 'amount') && has('party_ref', 'number') ? 1 : 0.35;
    case 'consent':
      return has('channel', 'contact_point') && has('status') && has('contact_point', 'party_ref') ? 1 : 0.35;
    default:
      return 1;
  }
}

/** A custom entity fits when its attributes are the columns. */
function customScore(
  assignments: readonly Assignment[],
  readings: readonly ColumnReading[],
  entity: EntityType,
): Pick<EntityTrial, 'score' | 'reasons'> {
  const sure = assignments.filter(({ confidence }) => confidence >= 0.85).length;
  const share = sure / Math.max(1, Math.min(readings.length, entity.attributes.length));
  return share >= 0.5 && sure >= 2
    ? { score: 6 + 6 * share, reasons: [`${sure} of its columns are attributes of ${entity.name}.`] }
    : { score: 0, reasons: [] };
}

function earlierScore(
  earlier: readonly EarlierChoice[],
  entity: EntityType,
  assignments: readonly Assignment[],
): number {
  const columns = new Set(assignments.map(({ reading }) => reading.column));
  const chosen = earlier.filter(
    (choice) => choice.entity === entity.name && columns.has(choice.column),
  ).length;
  return Math.min(6, chosen * 1.5);
}
