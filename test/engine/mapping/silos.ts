import type { SuggestInput } from '../../../main/engine/mapping/suggest.ts';
import { table } from './tables.ts';

interface Silo {
  readonly what: string;
  readonly table: SuggestInput;
  readonly entity: string;
  readonly key: string | null;
  readonly rules: readonly string[];
  readonly unmapped: readonly string[];
}

/** Exports as common tools write them (columns), with invented rows, and what a steward would map. */
export const SILOS: readonly Silo[] = [
  {
    what: 'a Shopify customer export',
    table: table(
      'shopify_customers',
      `Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address Company|Default Address Address1|Default Address Address2|Default Address City|Default Address Province Code|Default Address Country Code|Default Address Zip|Default Address Phone|Phone|Accepts SMS Marketing|Total Spent|Total Orders|Note|Tax Exempt|Tags
'6543210987654|Marie|Durand|marie.durand@example.com|yes||12 rue des Lilas|Bat B|Lyon||FR|69003|+33612345678|+33612345678|no|120.50|3||no|vip
'6543210987655|Jean|Petit|jean.petit@example.com|no|ACME|3 avenue Foch||Paris||FR|75016||+33698765432|no|20.00|1||no|`,
    ),
    entity: 'individual',
    key: 'Customer ID',
    rules: [
      'given_name <- First Name',
      'family_name <- Last Name',
      'email <- Email',
      'company <- Default Address Company',
      'address.line <- Default Address Address1',
      'address.complement <- Default Address Address2',
      'address.city <- Default Address City',
      'address.region <- Default Address Province Code',
      'address.country <- Default Address Country Code',
      'address.postcode <- Default Address Zip',
      'phone <- Default Address Phone',
      'phone <- Phone',
    ],
    unmapped: [
      'Accepts Email Marketing',
      'Accepts SMS Marketing',
      'Total Spent',
      'Total Orders',
      'Note',
      'Tax Exempt',
      'Tags',
    ],
  },
  {
    what: 'a Shopify order export',
    table: table(
      'shopify_orders',
      `Name|Email|Financial Status|Paid at|Fulfillment Status|Accepts Marketing|Currency|Subtotal|Shipping|Taxes|Total|Discount Code|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|Billing Name|Billing Street|Billing Address1|Billing City|Billing Zip|Billing Country|Billing Phone|Shipping Name|Shipping City|Shipping Zip|Notes|Payment Method|Id|Source
#1001|marie.durand@example.com|paid|2024-03-01 10:00:00 +0100|fulfilled|yes|EUR|100.00|5.00|20.00|105.00||2024-03-01 09:59:00 +0100|1|T-shirt|100.00|TS-01|Marie Durand|12 rue des Lilas|12 rue des Lilas|Lyon|69003|FR|+33612345678|Marie Durand|Lyon|69003||Stripe|5400000000001|web
#1002|jean.petit@example.com|paid|2024-03-02 10:00:00 +0100|fulfilled|no|EUR|10.00|5.00|2.00|15.00||2024-03-02 09:59:00 +0100|2|Mug|5.00|MG-01|Jean Petit|3 avenue Foch|3 avenue Foch|Paris|75016|FR||Jean Petit|Paris|75016||Stripe|5400000000002|web`,
    ),
    entity: 'activity',
    key: 'Id',
    rules: [
      'party_ref <- Email',
      'status <- Financial Status',
      'occurred_at <- Paid at',
      'currency <- Currency',
      'amount <- Total',
      'quantity <- Lineitem quantity',
      'product_ref <- Lineitem sku',
    ],
    unmapped: [
      'Name',
      'Fulfillment Status',
      'Accepts Marketing',
      'Subtotal',
      'Shipping',
      'Taxes',
      'Discount Code',
      'Created at',
      'Lineitem name',
      'Lineitem price',
      'Billing Name',
      'Billing Street',
      'Billing Address1',
      'Billing City',
      'Billing Zip',
      'Billing Country',
      'Billing Phone',
      'Shipping Name',
      'Shipping City',
      'Shipping Zip',
      'Notes',
      'Payment Method',
      'Source',
    ],
  },
  {
    what: 'a WooCommerce customer export',
    table: table(
      'woocommerce_customers',
      `customer_id|user_login|user_email|first_name|last_name|billing_first_name|billing_last_name|billing_company|billing_address_1|billing_address_2|billing_city|billing_postcode|billing_country|billing_state|billing_email|billing_phone|shipping_first_name|shipping_last_name|shipping_address_1|shipping_city|shipping_postcode|shipping_country|date_registered|last_active
1|mdurand|marie@example.com|Marie|Durand|Marie|Durand||12 rue des Lilas||Lyon|69003|FR||marie@example.com|0612345678|Marie|Durand|12 rue des Lilas|Lyon|69003|FR|2022-01-01|2024-02-03
2|jpetit|jean@example.com|Jean|Petit|Jean|Petit|ACME|3 avenue Foch||Paris|75016|FR||jean@example.com|0698765432|Jean|Petit|8 rue Basse|Paris|75016|FR|2022-05-01|2024-02-03`,
    ),
    entity: 'individual',
    key: 'customer_id',
    rules: [
      'email <- user_email',
      'given_name <- first_name',
      'family_name <- last_name',
      'company <- billing_company',
      'address.line<billing>#1 <- billing_address_1',
      'address.complement<billing>#1 <- billing_address_2',
      'address.city<billing>#1 <- billing_city',
      'address.postcode<billing>#1 <- billing_postcode',
      'address.country<billing>#1 <- billing_country',
      'address.region<billing>#1 <- billing_state',
      'email<billing> <- billing_email',
      'phone<billing> <- billing_phone',
      'address.line<shipping>#2 <- shipping_address_1',
      'address.city<shipping>#2 <- shipping_city',
      'address.postcode<shipping>#2 <- shipping_postcode',
      'address.country<shipping>#2 <- shipping_country',
      'created_at <- date_registered',
    ],
    unmapped: [
      'user_login',
      'billing_first_name',
      'billing_last_name',
      'shipping_first_name',
      'shipping_last_name',
      'last_active',
    ],
  },
  {
    what: 'PrestaShop customers',
    table: table(
      'prestashop_customers',
      `id_customer|id_gender|firstname|lastname|email|birthday|newsletter|optin|date_add|date_upd|active|company|siret|ape|website|passwd
1|2|Marie|DURAND|marie@example.com|1980-02-03|1|0|2020-01-01 10:00:00|2021-01-01 11:00:00|1|||||$2y$10
2|1|Jean|PETIT|jean@example.com|1975-07-13|0|0|2020-02-01 10:00:00|2021-03-01 11:00:00|1|ACME|73282932000074|6201Z|http://acme.fr|$2y$10`,
    ),
    entity: 'individual',
    key: 'id_customer',
    rules: [
      'sex <- id_gender',
      'given_name <- firstname',
      'family_name <- lastname',
      'email <- email',
      'birth_date <- birthday',
      'created_at <- date_add',
      'updated_at <- date_upd',
      'company <- company',
      'siret <- siret',
    ],
    unmapped: ['newsletter', 'optin', 'active', 'ape', 'website', 'passwd'],
  },
  {
    what: 'PrestaShop orders',
    table: table(
      'prestashop_orders',
      `id_order|reference|id_shop|id_carrier|id_customer|current_state|payment|total_paid|total_products|date_add|date_upd
1|XKBKNABJK|1|2|14|2|Chèque|120.50|110.00|2023-01-02 10:11:12|2023-01-03 10:11:12
2|OHSATSERP|1|2|15|2|CB|20.50|10.00|2023-01-05 10:11:12|2023-01-06 10:11:12`,
    ),
    entity: 'activity',
    key: 'id_order',
    rules: [
      'number <- id_order',
      'store <- id_shop',
      'party_ref <- id_customer',
      'status <- current_state',
      'amount <- total_paid',
      'occurred_at <- date_add',
    ],
    unmapped: ['reference', 'id_carrier', 'payment', 'total_products', 'date_upd'],
  },
  {
    what: 'Salesforce contacts',
    table: table(
      'salesforce_contacts',
      `Id|AccountId|LastName|FirstName|Salutation|Name|MailingStreet|MailingCity|MailingState|MailingPostalCode|MailingCountry|OtherStreet|OtherCity|OtherPostalCode|Phone|Fax|MobilePhone|HomePhone|Email|Title|Department|Birthdate|LeadSource|OwnerId|HasOptedOutOfEmail|CreatedDate|LastModifiedDate
0035g00000A1|0015g00000B1|Durand|Marie|Mme|Marie Durand|12 rue des Lilas|Lyon||69003|France|8 rue Basse|Paris|75016|0478000001||0612345678|0478000000|marie@example.com|Directrice marketing|Marketing|1980-02-03|Web|0055g|false|2020-01-01T10:00:00Z|2021-01-01T10:00:00Z
0035g00000A2|0015g00000B2|Petit|Jean|M.|Jean Petit|3 avenue Foch|Paris||75016|France||||0145000001||0698765432||jean@example.com|Acheteur|Achats||Web|0055g|false|2020-02-01T10:00:00Z|2021-02-01T10:00:00Z`,
    ),
    entity: 'individual',
    key: 'Id',
    rules: [
      'family_name <- LastName',
      'given_name <- FirstName',
      'title <- Salutation',
      'address.line<postal>#1 <- MailingStreet',
      'address.city<postal>#1 <- MailingCity',
      'address.region<postal>#1 <- MailingState',
      'address.postcode<postal>#1 <- MailingPostalCode',
      'address.country<postal>#1 <- MailingCountry',
      'address.line<other>#2 <- OtherStreet',
      'address.city<other>#2 <- OtherCity',
      'address.postcode<other>#2 <- OtherPostalCode',
      'phone <- Phone',
      'phone<fax> <- Fax',
      'phone<mobile> <- MobilePhone',
      'phone<landline> <- HomePhone',
      'email <- Email',
      'birth_date <- Birthdate',
      'created_at <- CreatedDate',
      'updated_at <- LastModifiedDate',
    ],
    unmapped: ['AccountId', 'Name', 'Title', 'Department', 'LeadSource', 'OwnerId', 'HasOptedOutOfEmail'],
  },
  {
    what: 'Salesforce accounts',
    table: table(
      'salesforce_accounts',
      `Id|Name|Type|BillingStreet|BillingCity|BillingPostalCode|BillingCountry|Phone|Fax|Website|Industry|AnnualRevenue|NumberOfEmployees|SIRET__c|CreatedDate|LastModifiedDate
0015g00000B1|Boulangerie Durand SARL|Customer|12 rue des Lilas|Lyon|69003|France|0478000001||www.durand.fr|Food|100000|5|73282932000074|2020-01-01T10:00:00Z|2021-01-01T10:00:00Z
0015g00000B2|Acme SAS|Prospect|3 avenue Foch|Paris|75016|France|0145000001||www.acme.fr|Tech|1000000|50|55208131766522|2020-02-01T10:00:00Z|2021-02-01T10:00:00Z`,
    ),
    entity: 'organisation',
    key: 'Id',
    rules: [
      'name <- Name',
      'address.line<billing> <- BillingStreet',
      'address.city<billing> <- BillingCity',
      'address.postcode<billing> <- BillingPostalCode',
      'address.country<billing> <- BillingCountry',
      'phone <- Phone',
      'phone<fax> <- Fax',
      'website <- Website',
      'category <- Industry',
      'siret <- SIRET__c',
      'created_at <- CreatedDate',
      'updated_at <- LastModifiedDate',
    ],
    unmapped: ['Type', 'AnnualRevenue', 'NumberOfEmployees'],
  },
  {
    what: 'HubSpot contacts',
    table: table(
      'hubspot_contacts',
      `Record ID|First Name|Last Name|Email|Phone Number|Mobile Phone Number|Contact owner|Lead Status|Marketing contact status|Create Date|Last Modified Date|Associated Company|Job Title|Street Address|City|Postal Code|Country/Region|Lifecycle Stage
101|Marie|Durand|marie@example.com|+33 4 78 00 00 01|+33 6 12 34 56 78|Paul|New|Marketing contact|2022-01-01 10:00|2023-01-01 10:00|Durand SARL|Directrice|12 rue des Lilas|Lyon|69003|France|Lead
102|Jean|Petit|jean@example.com|+33 1 45 00 00 01||Paul|New|Marketing contact|2022-02-01 10:00|2023-02-01 10:00|Acme|Acheteur|3 avenue Foch|Paris|75016|France|Lead`,
    ),
    entity: 'individual',
    key: 'Record ID',
    rules: [
      'given_name <- First Name',
      'family_name <- Last Name',
      'email <- Email',
      'phone <- Phone Number',
      'phone<mobile> <- Mobile Phone Number',
      'created_at <- Create Date',
      'updated_at <- Last Modified Date',
      'company <- Associated Company',
      'job_title <- Job Title',
      'address.line <- Street Address',
      'address.city <- City',
      'address.postcode <- Postal Code',
      'address.country <- Country/Region',
    ],
    unmapped: ['Contact owner', 'Lead Status', 'Marketing contact status', 'Lifecycle Stage'],
  },
  {
    what: 'Brevo contacts',
    table: table(
      'brevo',
      `CONTACT ID|EMAIL|NOM|PRENOM|SMS|WHATSAPP|DOUBLE_OPT-IN|OPT_IN|ADDED_TIME|MODIFIED_TIME|BLACKLISTED
1|marie@example.com|Durand|Marie|33612345678|33612345678|1|true|01-02-2022 10:00:00|01-02-2023 10:00:00|no
2|jean@example.com|Petit|Jean|33698765432||1|true|13-02-2022 10:00:00|21-02-2023 10:00:00|no`,
    ),
    entity: 'individual',
    key: 'CONTACT ID',
    rules: [
      'email <- EMAIL',
      'family_name <- NOM',
      'given_name <- PRENOM',
      'phone<mobile> <- SMS',
      'phone<mobile> <- WHATSAPP',
      'created_at <- ADDED_TIME (dmy)',
      'updated_at <- MODIFIED_TIME (dmy)',
    ],
    unmapped: ['DOUBLE_OPT-IN', 'OPT_IN', 'BLACKLISTED'],
  },
  {
    what: 'Sage third parties',
    table: table(
      'sage_tiers',
      `CT_Num|CT_Intitule|CT_Type|CT_Contact|CT_Adresse|CT_Complement|CT_CodePostal|CT_Ville|CT_Pays|CT_Telephone|CT_Telecopie|CT_EMail|CT_Site|CT_Siret|CT_Identifiant|CT_Ape|cbModification
DURAND|Boulangerie Durand|0|Mme Durand|12 rue des Lilas||69003|LYON|France|04.78.00.00.01||contact@durand.fr|www.durand.fr|73282932000074|FR44732829320|1071C|2023-01-01 10:00:00
ACME|ACME SAS|0|M. Petit|3 avenue Foch|Bat A|75016|PARIS|France|01.45.00.00.01||contact@acme.fr|www.acme.fr|55208131766522|FR03552081317|6201Z|2023-01-02 10:00:00`,
    ),
    entity: 'organisation',
    key: 'CT_Num',
    rules: [
      'name <- CT_Intitule',
      'category <- CT_Type',
      'contact_name <- CT_Contact',
      'address.line <- CT_Adresse',
      'address.complement <- CT_Complement',
      'address.postcode <- CT_CodePostal',
      'address.city <- CT_Ville',
      'address.country <- CT_Pays',
      'phone <- CT_Telephone',
      'phone<fax> <- CT_Telecopie',
      'email <- CT_EMail',
      'siret <- CT_Siret',
      'vat <- CT_Identifiant',
    ],
    unmapped: ['CT_Site', 'CT_Ape', 'cbModification'],
  },
  {
    what: 'a German customer list',
    table: table(
      'kunden',
      `Kundennr|Anrede|Vorname|Nachname|Firma|Straße|Hausnummer|PLZ|Ort|Land|Telefon|Mobil|E-Mail|Geburtsdatum|USt-IdNr|Angelegt am|Geändert am
10001|Frau|Anna|Müller||Hauptstraße|12|10115|Berlin|Deutschland|030 1234567|0171 1234567|anna@example.de|03.02.1980||01.02.2019|13.02.2020
10002|Herr|Hans|Schmidt|Schmidt GmbH|Bahnhofstr.|3a|80331|München|Deutschland|089 1234567||hans@example.de|13.07.1975|DE123456789|01.03.2019|15.02.2020`,
    ),
    entity: 'individual',
    key: 'Kundennr',
    rules: [
      'title <- Anrede',
      'given_name <- Vorname',
      'family_name <- Nachname',
      'company <- Firma',
      'address.street <- Straße',
      'address.number <- Hausnummer',
      'address.postcode <- PLZ',
      'address.city <- Ort',
      'address.country <- Land',
      'phone <- Telefon',
      'phone<mobile> <- Mobil',
      'email <- E-Mail',
      'birth_date <- Geburtsdatum (dmy)',
      'vat <- USt-IdNr',
      'created_at <- Angelegt am',
      'updated_at <- Geändert am (dmy)',
    ],
    unmapped: [],
  },
  {
    what: 'a Spanish customer list',
    table: table(
      'clientes',
      `Código cliente|Nombre|Apellidos|DNI|Correo electrónico|Teléfono|Móvil|Dirección|Código postal|Población|Provincia|País|Fecha de nacimiento|Sexo|Fecha alta
1|Ana|García López|12345678Z|ana@example.es|912345678|612345678|Calle Mayor 12|28013|Madrid|Madrid|España|03/02/1980|M|01/02/2019
2|José|Pérez Ruiz|87654321X|jose@example.es|932345678|698765432|Av. Diagonal 3|08019|Barcelona|Barcelona|España|13/07/1975|H|01/03/2019`,
    ),
    entity: 'individual',
    key: 'Código cliente',
    rules: [
      'given_name <- Nombre',
      'family_name <- Apellidos',
      'national_id <- DNI',
      'email <- Correo electrónico',
      'phone <- Teléfono',
      'phone<mobile> <- Móvil',
      'address.line <- Dirección',
      'address.postcode <- Código postal',
      'address.city <- Población',
      'address.region <- Provincia',
      'address.country <- País',
      'birth_date <- Fecha de nacimiento (dmy)',
      'sex <- Sexo',
      'created_at <- Fecha alta',
    ],
    unmapped: [],
  },
  {
    what: 'an Italian customer list',
    table: table(
      'clienti',
      `Codice cliente|Nome|Cognome|Codice fiscale|Ragione sociale|Partita IVA|Indirizzo|Civico|CAP|Città|Provincia|Telefono|Cellulare|Email|Data di nascita
1|Anna|Rossi|RSSNNA80B43H501X|||Via Roma|12|00184|Roma|RM|06 1234567|333 1234567|anna@example.it|03/02/1980
2|Marco|Bianchi|BNCMRC75L13F205Y|Bianchi SRL|IT12345678901|Corso Italia|3|20122|Milano|MI|02 1234567||marco@example.it|13/07/1975`,
    ),
    entity: 'individual',
    key: 'Codice cliente',
    rules: [
      'given_name <- Nome',
      'family_name <- Cognome',
      'national_id <- Codice fiscale',
      'company <- Ragione sociale',
      'vat <- Partita IVA',
      'address.street <- Indirizzo',
      'address.number <- Civico',
      'address.postcode <- CAP',
      'address.city <- Città',
      'address.region <- Provincia',
      'phone <- Telefono',
      'phone<mobile> <- Cellulare',
      'email <- Email',
      'birth_date <- Data di nascita (dmy)',
    ],
    unmapped: [],
  },
  {
    what: 'a Dutch customer list',
    table: table(
      'klanten',
      `Klantnummer|Voornaam|Tussenvoegsel|Achternaam|Straat|Huisnummer|Toevoeging|Postcode|Woonplaats|Telefoonnummer|Geboortedatum|E-mailadres
1|Jan|van der|Berg|Kerkstraat|12|a|1012 AB|Amsterdam|020-1234567|03-02-1980|jan@example.nl
2|Sanne|de|Vries|Dorpsweg|3||3011 CD|Rotterdam|010-1234567|13-07-1975|sanne@example.nl`,
    ),
    entity: 'individual',
    key: 'Klantnummer',
    rules: [
      'given_name <- Voornaam',
      'family_name <- Tussenvoegsel + Achternaam',
      'address.street <- Straat',
      'address.number <- Huisnummer + Toevoeging',
      'address.postcode <- Postcode',
      'address.city <- Woonplaats',
      'phone <- Telefoonnummer',
      'birth_date <- Geboortedatum (dmy)',
      'email <- E-mailadres',
    ],
    unmapped: [],
  },
  {
    what: 'the SIRENE register',
    table: table(
      'StockEtablissement',
      `siren|nic|siret|dateCreationEtablissement|trancheEffectifsEtablissement|activitePrincipaleEtablissement|dateDernierTraitementEtablissement|etablissementSiege|complementAdresseEtablissement|numeroVoieEtablissement|indiceRepetitionEtablissement|typeVoieEtablissement|libelleVoieEtablissement|codePostalEtablissement|libelleCommuneEtablissement|codeCommuneEtablissement|enseigne1Etablissement|denominationUsuelleEtablissement
732829320|00074|73282932000074|1998-01-01|11|10.71C|2023-01-01T10:00:00|true|BAT B|12|B|RUE|DES LILAS|69003|LYON|69383|BOULANGERIE DURAND|
552081317|66522|55208131766522|1955-01-01|53|35.11Z|2023-01-01T10:00:00|true||3||AVENUE|FOCH|75016|PARIS|75116|EDF|`,
    ),
    entity: 'organisation',
    key: 'siret',
    rules: [
      'siren <- siren',
      'siret <- siret',
      'created_at <- dateCreationEtablissement',
      'updated_at <- dateDernierTraitementEtablissement',
      'address.complement <- complementAdresseEtablissement',
      'address.number <- numeroVoieEtablissement + indiceRepetitionEtablissement',
      'address.street <- typeVoieEtablissement + libelleVoieEtablissement',
      'address.postcode <- codePostalEtablissement',
      'address.city <- libelleCommuneEtablissement',
      'trade_name <- enseigne1Etablissement',
    ],
    unmapped: [
      'nic',
      'trancheEffectifsEtablissement',
      'activitePrincipaleEtablissement',
      'etablissementSiege',
      'codeCommuneEtablissement',
      'denominationUsuelleEtablissement',
    ],
  },
  {
    what: 'a voter register with two addresses',
    table: table(
      'ncvoters',
      `voter_reg_num|last_name|first_name|middle_name|name_suffix_lbl|sex_code|race_code|ethnic_code|birth_place|age|res_street_address|res_city_desc|state_cd|zip_code|mail_addr1|mail_city|mail_state|mail_zipcode|area_cd|phone_num|registr_dt|party_cd|ncid
000000012345|SMITH|JOHN|ALLEN|JR|M|W|NL|NC|54|123 MAIN ST|RALEIGH|NC|27601|PO BOX 12|RALEIGH|NC|27602|919|5551234|01/15/1990|DEM|AA12345
000000012346|JONES|MARY|ANN||F|B|NL|VA|61|45 OAK AVE|DURHAM|NC|27701|||||919|5554321|11/25/1992|REP|AA12346`,
    ),
    entity: 'individual',
    key: 'voter_reg_num',
    rules: [
      'family_name <- last_name',
      'given_name <- first_name',
      'middle_name <- middle_name',
      'sex <- sex_code',
      'address.line<home>#1 <- res_street_address',
      'address.city<home>#1 <- res_city_desc',
      'address.region<home>#1 <- state_cd',
      'address.postcode<home>#1 <- zip_code',
      'address.line<postal>#2 <- mail_addr1',
      'address.city<postal>#2 <- mail_city',
      'address.region<postal>#2 <- mail_state',
      'address.postcode<postal>#2 <- mail_zipcode',
      'phone <- area_cd + phone_num',
      'created_at <- registr_dt (mdy)',
      'party_identifier <- ncid',
    ],
    unmapped: ['name_suffix_lbl', 'race_code', 'ethnic_code', 'birth_place', 'age', 'party_cd'],
  },
  {
    what: 'names and birth dates in parts',
    table: table(
      'RLdata500',
      `fname_c1|fname_c2|lname_c1|lname_c2|by|bm|bd
CARSTEN||MEIER||1949|7|22
GERD||BAUER||1968|7|27
ROBERT||HARTMANN||1930|4|30`,
    ),
    entity: 'individual',
    key: null,
    rules: [
      'given_name <- fname_c1',
      'middle_name <- fname_c2',
      'family_name <- lname_c1 + lname_c2',
      'birth_date <- by + bm + bd (ymd)',
    ],
    unmapped: [],
  },
  {
    what: 'a product feed',
    table: table(
      'GoogleProducts',
      `id|name|description|manufacturer|price
http://www.google.com/base/feeds/snippets/11125907881740407428|learning quickbooks 2007|learning quickbooks 2007|intuit|38.99
http://www.google.com/base/feeds/snippets/11538923464407758599|superstart! fun with reading & writing!|fun with reading|superstart|8.49`,
    ),
    entity: 'product',
    key: 'id',
    rules: ['name <- name', 'description <- description', 'brand <- manufacturer', 'price <- price'],
    unmapped: [],
  },
  {
    what: 'a French article list',
    table: table(
      'articles',
      `Code article|Désignation|Marque|Code EAN|Famille|Prix HT|Devise|Stock
A001|Vis 4x40|Bosch|4006381333931|Quincaillerie|1,20|EUR|100
A002|Marteau|Stanley|3012345678900|Outillage|12,50|EUR|10`,
    ),
    entity: 'product',
    key: 'Code article',
    rules: [
      'sku <- Code article',
      'name <- Désignation',
      'brand <- Marque',
      'ean <- Code EAN',
      'category <- Famille',
      'price <- Prix HT',
      'currency <- Devise',
    ],
    unmapped: ['Stock'],
  },
  {
    what: 'a file without a header',
    table: table(
      'export',
      `column_1|column_2|column_3|column_4|column_5|column_6|column_7
1|Marie DURAND|12 rue des Lilas|69003 LYON|06 12 34 56 78|marie@example.com|03/02/1980
2|Jean PETIT|3 avenue Foch|75016 PARIS|06 98 76 54 32|jean@example.com|13/07/1975
3|Sophie MARTIN|8 bd Voltaire|75011 PARIS|06 98 76 54 33|sophie@example.com|21/11/1962`,
    ),
    entity: 'individual',
    key: 'column_1',
    rules: [
      'full_name <- column_2',
      'address.line <- column_3',
      'address.postcode_city <- column_4',
      'phone<mobile> <- column_5',
      'email <- column_6',
      'birth_date <- column_7 (dmy)',
    ],
    unmapped: [],
  },
  {
    what: 'a shop list whose "nom" holds full names',
    table: table(
      'contacts_boutique',
      `nom|adresse|tel|e-mail|remarques
Marie DURAND|12 rue des Lilas, 69003 Lyon|0612345678|marie@example.com|
Jean PETIT|3 avenue Foch, 75016 Paris|0698765432|jean@example.com|rappeler
Sophie MARTIN|8 bd Voltaire, 75011 Paris|0198765433|sophie@example.com|`,
    ),
    entity: 'individual',
    key: null,
    rules: ['full_name <- nom', 'address.line <- adresse', 'phone <- tel', 'email <- e-mail'],
    unmapped: ['remarques'],
  },
  {
    what: 'suppliers with their contact person',
    table: table(
      'fournisseurs',
      `Code|Raison sociale|Contact prénom|Contact nom|Contact email|Tél|Adresse|CP|Ville|N° TVA|IBAN
F01|Boulangerie Durand|Marie|Durand|marie@durand.fr|0478000001|12 rue des Lilas|69003|Lyon|FR44732829320|FR7630006000011234567890189
F02|ACME SAS|Jean|Petit|jean@acme.fr|0145000001|3 avenue Foch|75016|Paris|FR03552081317|FR7630006000011234567890189`,
    ),
    entity: 'organisation',
    key: 'Code',
    rules: [
      'name <- Raison sociale',
      'contact_name <- Contact prénom + Contact nom',
      'email <- Contact email',
      'phone <- Tél',
      'address.line <- Adresse',
      'address.postcode <- CP',
      'address.city <- Ville',
      'vat <- N° TVA',
      'iban <- IBAN',
    ],
    unmapped: [],
  },
  {
    what: 'patients with a birth name and a name in use',
    table: table(
      'nom_usage',
      `ipp|nom_usage|nom|prenom|ddn|sexe|num_secu|cp|ville
80001|DURAND|MARTIN|MARIE|03/02/1980|F|280026912345678|69003|LYON
80002|PETIT|PETIT|JEAN|13/07/1975|M|175077512345678|75016|PARIS`,
    ),
    entity: 'individual',
    key: 'ipp',
    rules: [
      'family_name <- nom_usage',
      'birth_name <- nom',
      'given_name <- prenom',
      'birth_date <- ddn (dmy)',
      'sex <- sexe',
      'national_id <- num_secu',
      'address.postcode <- cp',
      'address.city <- ville',
    ],
    unmapped: [],
  },
  {
    what: 'Magento customers',
    table: table(
      'magento_customers',
      `email|_website|_store|confirmation|created_at|created_in|dob|firstname|gender|group_id|lastname|middlename|prefix|store_id|taxvat|_address_city|_address_company|_address_country_id|_address_firstname|_address_lastname|_address_postcode|_address_region|_address_street|_address_telephone
marie@example.com|base|default||2020-01-01 10:00:00|Default|1980-02-03|Marie|2|1|Durand||Mme|1||Lyon||FR|Marie|Durand|69003|Rhône|12 rue des Lilas|0612345678
jean@example.com|base|default||2020-01-02 10:00:00|Default|1975-07-13|Jean|1|1|Petit||M|1||Paris||FR|Jean|Petit|75016|Paris|3 avenue Foch|0698765432`,
    ),
    entity: 'individual',
    key: null,
    rules: [
      'email <- email',
      'created_at <- created_at',
      'birth_date <- dob',
      'given_name <- firstname',
      'sex <- gender',
      'family_name <- lastname',
      'middle_name <- middlename',
      'title <- prefix',
      'address.city <- _address_city',
      'company <- _address_company',
      'address.country <- _address_country_id',
      'address.postcode <- _address_postcode',
      'address.region <- _address_region',
      'address.line <- _address_street',
      'phone <- _address_telephone',
    ],
    unmapped: [
      '_website',
      '_store',
      'confirmation',
      'created_in',
      'group_id',
      'store_id',
      'taxvat',
      '_address_firstname',
      '_address_lastname',
    ],
  },
  {
    what: 'visits',
    table: table(
      'visites',
      `id_visite|x|date_visite|id_adherent|magasin|type
1|a|2024-01-01 10:00|A0001|Lyon|visite
2|b|2024-01-02 10:00|A0002|Paris|retour
3|c|2024-01-03 10:00|A0001|Paris|visite`,
    ),
    entity: 'activity',
    key: 'id_visite',
    rules: [
      'number <- id_visite',
      'occurred_at <- date_visite',
      'party_ref <- id_adherent',
      'store <- magasin',
      'activity_type <- type',
    ],
    unmapped: ['x'],
  },
  {
    what: 'a list of opt-ins',
    table: table(
      'optins',
      `email|canal|choix|date_recueil|ip|formulaire
marie@example.com|email|oui|2022-01-01 10:00:00|1.2.3.4|newsletter
jean@example.com|sms|non|2022-01-02 10:00:00|1.2.3.5|newsletter`,
    ),
    entity: 'consent',
    key: null,
    rules: [
      'contact_point <- email',
      'channel <- canal',
      'status <- choix',
      'occurred_at <- date_recueil',
      'evidence <- ip',
      'origin <- formulaire',
    ],
    unmapped: [],
  },
];
