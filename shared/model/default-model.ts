import type { Kind, Sensitivity } from '../kinds/kinds.ts';
import type { Attribute, CanonicalModel } from './canonical.ts';

const one = (
  name: string,
  kind: Kind,
  fr: string,
  en: string,
  extra: Partial<Attribute> = {},
): Attribute => ({ name, kind, label: { fr, en }, cardinality: 'one', sensitivity: 'internal', ...extra });
const many = (
  name: string,
  kind: Kind,
  fr: string,
  en: string,
  extra: Partial<Attribute> = {},
): Attribute => ({
  ...one(name, kind, fr, en, extra),
  cardinality: 'many',
});
const personal: { sensitivity: Sensitivity } = { sensitivity: 'personal' };

/** Contact points shared by people and organisations. */
const contactPoints = [
  many('email', 'email', 'E-mail', 'Email', personal),
  many('phone', 'phone', 'Téléphone', 'Phone', personal),
  many('address', 'address', 'Adresse', 'Address', personal),
];

/** When the record itself was made and last touched in its silo: what "most recent" survivorship goes by. */
const recordDates = [
  one('created_at', 'datetime', 'Créé le', 'Created'),
  one('updated_at', 'datetime', 'Mis à jour le', 'Updated'),
];

/**
 * The model a new project starts from: individuals, organisations, products, and what happens to them.
 * Names follow the usual vocabulary of customer data models (Salesforce Data Cloud's Individual and Contact Point).
 */
export const DEFAULT_MODEL: CanonicalModel = {
  entities: [
    {
      name: 'individual',
      role: 'party',
      label: { fr: 'Personne', en: 'Individual' },
      attributes: [
        one('title', 'title', 'Civilité', 'Title'),
        one('sex', 'sex', 'Sexe', 'Sex', personal),
        one('given_name', 'given_name', 'Prénom', 'Given name', personal),
        one('middle_name', 'middle_name', 'Autres prénoms', 'Middle names', personal),
        one('family_name', 'family_name', 'Nom', 'Family name', personal),
        one('birth_name', 'birth_name', 'Nom de naissance', 'Birth name', personal),
        one('birth_date', 'date', 'Date de naissance', 'Birth date', personal),
        one('language', 'language', 'Langue', 'Language'),
        ...contactPoints,
        one('company', 'organisation_name', 'Société', 'Company'),
        one('job_title', 'text', 'Fonction', 'Job title'),
        one('siret', 'siret', 'SIRET', 'SIRET'),
        one('vat', 'vat', 'N° de TVA', 'VAT number'),
        one('national_id', 'identifier', 'Identifiant national', 'National identifier', {
          sensitivity: 'sensitive',
        }),
        one('iban', 'iban', 'IBAN', 'IBAN', { sensitivity: 'sensitive' }),
        many('party_identifier', 'identifier', 'Identifiants', 'Party identifiers', personal),
        one('loyalty_number', 'identifier', 'N° de fidélité', 'Loyalty number', personal),
        ...recordDates,
      ],
    },
    {
      name: 'organisation',
      role: 'party',
      label: { fr: 'Organisation', en: 'Organisation' },
      attributes: [
        one('name', 'organisation_name', 'Raison sociale', 'Name'),
        one('legal_form', 'legal_form', 'Forme juridique', 'Legal form'),
        one('trade_name', 'organisation_name', 'Enseigne', 'Trade name'),
        one('siren', 'siren', 'SIREN', 'SIREN'),
        one('siret', 'siret', 'SIRET', 'SIRET'),
        one('vat', 'vat', 'N° de TVA', 'VAT number'),
        one('category', 'text', 'Catégorie', 'Category'),
        one('website', 'url', 'Site web', 'Website'),
        one('contact_name', 'text', 'Contact', 'Contact person', personal),
        ...contactPoints,
        one('iban', 'iban', 'IBAN', 'IBAN', { sensitivity: 'sensitive' }),
        many('party_identifier', 'identifier', 'Identifiants', 'Party identifiers'),
        ...recordDates,
      ],
    },
    {
      name: 'product',
      role: 'product',
      label: { fr: 'Produit', en: 'Product' },
      attributes: [
        one('name', 'text', 'Désignation', 'Name'),
        one('brand', 'text', 'Marque', 'Brand'),
        one('ean', 'ean', 'EAN', 'EAN'),
        one('sku', 'identifier', 'Référence', 'SKU'),
        one('category', 'text', 'Catégorie', 'Category'),
        one('description', 'text', 'Description', 'Description'),
        one('price', 'amount', 'Prix', 'Price'),
        one('currency', 'code', 'Devise', 'Currency', { codeList: 'currency' }),
        ...recordDates,
      ],
    },
    {
      name: 'activity',
      role: 'activity',
      label: { fr: 'Activité', en: 'Activity' },
      attributes: [
        one('party_ref', 'identifier', 'Réf. client', 'Customer reference', { required: true }),
        one('activity_type', 'code', 'Type', 'Type', { codeList: 'activity_type' }),
        one('number', 'identifier', 'Numéro', 'Number'),
        one('occurred_at', 'datetime', 'Date', 'Date'),
        one('amount', 'amount', 'Montant', 'Amount'),
        one('currency', 'code', 'Devise', 'Currency', { codeList: 'currency' }),
        one('channel', 'code', 'Canal', 'Channel', { codeList: 'sales_channel' }),
        one('store', 'text', 'Magasin', 'Store'),
        one('product_ref', 'identifier', 'Réf. produit', 'Product reference'),
        one('quantity', 'integer', 'Quantité', 'Quantity'),
        one('status', 'text', 'Statut', 'Status'),
      ],
    },
    {
      name: 'consent',
      role: 'consent',
      label: { fr: 'Consentement', en: 'Consent' },
      attributes: [
        one('party_ref', 'identifier', 'Réf. client', 'Customer reference'),
        one('contact_point', 'text', 'Point de contact', 'Contact point', personal),
        one('channel', 'code', 'Canal', 'Channel', { codeList: 'contact_channel', required: true }),
        one('purpose', 'text', 'Finalité', 'Purpose'),
        one('status', 'code', 'Choix', 'Choice', { codeList: 'consent_status', required: true }),
        one('occurred_at', 'datetime', 'Date', 'Date'),
        one('origin', 'text', 'Origine', 'Origin'),
        one('evidence', 'text', 'Preuve', 'Evidence'),
      ],
    },
  ],
  codeLists: [
    {
      name: 'currency',
      codes: [
        { value: 'EUR', synonyms: ['€', 'euro', 'euros'] },
        { value: 'USD', synonyms: ['$', 'us$', 'dollar', 'dollars'] },
        { value: 'GBP', synonyms: ['£', 'livre', 'pound', 'pounds'] },
        { value: 'CHF', synonyms: ['franc suisse', 'sfr'] },
      ],
    },
    {
      name: 'activity_type',
      codes: [
        {
          value: 'order',
          label: { fr: 'Commande', en: 'Order' },
          synonyms: ['commande', 'achat', 'vente', 'purchase', 'sale'],
        },
        {
          value: 'return',
          label: { fr: 'Retour', en: 'Return' },
          synonyms: ['retour', 'remboursement', 'refund', 'avoir'],
        },
        { value: 'visit', label: { fr: 'Visite', en: 'Visit' }, synonyms: ['visite', 'passage'] },
        {
          value: 'contact',
          label: { fr: 'Contact', en: 'Contact' },
          synonyms: ['appel', 'call', 'message', 'ticket', 'demande'],
        },
      ],
    },
    {
      name: 'sales_channel',
      codes: [
        {
          value: 'store',
          label: { fr: 'Magasin', en: 'Store' },
          synonyms: ['magasin', 'boutique', 'shop', 'caisse', 'retail'],
        },
        {
          value: 'web',
          label: { fr: 'Web', en: 'Web' },
          synonyms: ['site', 'internet', 'online', 'e-commerce', 'ecommerce', 'en ligne'],
        },
        {
          value: 'phone',
          label: { fr: 'Téléphone', en: 'Phone' },
          synonyms: ['tel', 'téléphone', 'call center', 'call_center'],
        },
        {
          value: 'mobile_app',
          label: { fr: 'Application', en: 'Mobile app' },
          synonyms: ['app', 'appli', 'application', 'mobile'],
        },
      ],
    },
    {
      name: 'contact_channel',
      codes: [
        {
          value: 'email',
          label: { fr: 'E-mail', en: 'Email' },
          synonyms: ['mail', 'e-mail', 'courriel', 'newsletter', 'emailing'],
        },
        { value: 'sms', label: { fr: 'SMS', en: 'SMS' }, synonyms: ['texto', 'mobile', 'mms'] },
        {
          value: 'phone',
          label: { fr: 'Téléphone', en: 'Phone' },
          synonyms: ['tel', 'téléphone', 'appel', 'call', 'voice'],
        },
        {
          value: 'post',
          label: { fr: 'Courrier', en: 'Post' },
          synonyms: ['courrier', 'postal', 'adresse', 'mailing', 'direct mail'],
        },
        { value: 'push', label: { fr: 'Notification', en: 'Push' }, synonyms: ['notification', 'app'] },
        {
          value: 'profiling',
          label: { fr: 'Profilage', en: 'Profiling' },
          synonyms: ['profilage', 'personnalisation', 'personalisation', 'cookies'],
        },
        {
          value: 'third_party',
          label: { fr: 'Partenaires', en: 'Third parties' },
          synonyms: ['partenaires', 'partners', 'tiers', 'third parties'],
        },
      ],
    },
    {
      name: 'consent_status',
      codes: [
        {
          value: 'opt_in',
          label: { fr: 'Accord', en: 'Opt-in' },
          synonyms: [
            'opt-in',
            'optin',
            'in',
            'oui',
            'o',
            'yes',
            'y',
            'true',
            'vrai',
            '1',
            'accepté',
            'accepte',
            'accord',
            'granted',
            'subscribed',
            'abonné',
            'actif',
            'active',
            'accepted',
            'consent',
            'ok',
          ],
        },
        {
          value: 'opt_out',
          label: { fr: 'Refus', en: 'Opt-out' },
          synonyms: [
            'opt-out',
            'optout',
            'out',
            'non',
            'n',
            'no',
            'false',
            'faux',
            '0',
            'refusé',
            'refuse',
            'refus',
            'denied',
            'unsubscribed',
            'désabonné',
            'désinscrit',
            'inactif',
            'inactive',
            'stop',
            'refused',
            'rejected',
            'opposition',
          ],
        },
        {
          value: 'withdrawn',
          label: { fr: 'Retiré', en: 'Withdrawn' },
          synonyms: ['retiré', 'retire', 'revoked', 'révoqué'],
        },
        {
          value: 'expired',
          label: { fr: 'Expiré', en: 'Expired' },
          synonyms: ['expiré', 'expire', 'périmé'],
        },
      ],
    },
  ],
};
