import { plainLetters } from '../../../shared/kinds/fold.ts';
import { BUSINESS_HEADERS } from './headers-business.ts';
import { PERSON_HEADERS } from './headers-person.ts';

/** What a column is about, whatever the entity: resolved to an attribute in suggest-targets.ts. */
export type Concept = keyof typeof PERSON_HEADERS | keyof typeof BUSINESS_HEADERS;

/** A reading of a header. `score` in 0…1. */
export interface HeaderMatch {
  readonly concept: Concept;
  readonly score: number;
}

/** A header taken apart. */
export interface HeaderReading {
  readonly column: string;
  /** Best first. */
  readonly matches: readonly HeaderMatch[];
  /** Contact-point type that the header names: billing, shipping, work, home … */
  readonly type?: string;
  /** Number at the end of the header (`TEL2`) or index in a path (`addresses[1].city` → 2), 1 when absent. */
  readonly ordinal: number;
  /** Path up to an array element or nested object: columns with the same prefix belong together. */
  readonly prefix: string;
  /** The header says nothing: `column_3`, `Unnamed: 0`, `F2`. */
  readonly anonymous: boolean;
  /** Words about an order or ticket: evidence that the table holds activities. */
  readonly aboutOrders: boolean;
  /** `contact_first_name`: a person inside a company's row. */
  readonly aboutContact: boolean;
}

// ---------------------------------------------------------------------------------------------- dictionary

const DICTIONARY: ReadonlyMap<string, readonly HeaderMatch[]> = buildDictionary();

function buildDictionary(): Map<string, HeaderMatch[]> {
  const dictionary = new Map<string, HeaderMatch[]>();
  const all: Readonly<Record<string, string>> = { ...PERSON_HEADERS, ...BUSINESS_HEADERS };
  for (const [concept, phrases] of Object.entries(all)) {
    for (const entry of phrases.split('|')) {
      const [phrase = '', weight = '1'] = entry.split(':');
      const key = phrase.replaceAll(' ', '');
      const matches = dictionary.get(key) ?? [];
      matches.push({ concept: concept as Concept, score: Number(weight) });
      dictionary.set(key, matches);
    }
  }
  return dictionary;
}

/** Words that say whose or which contact point it is, with the contact-point type they mean. */
const TYPE_WORDS: Readonly<Record<string, string>> = expand({
  billing:
    'billing bill billto facturation factu fact facturacion fatturazione rechnung rechnungs rechnungsadresse invoice invoicing factuur payer',
  shipping:
    'shipping ship shipto livraison livr liv delivery deliver lieferung liefer lieferadresse envio entrega spedizione consegna verzending bezorg',
  work: 'work business pro professionnel professionnelle bureau office travail dienst dienstlich geschaeftlich trabajo lavoro werk',
  home: 'home perso personnel personnelle domicile dom private privat prive casa residential residence res domicilio',
  postal: 'mailing correspondance correspondence correspondencia',
  headquarters: 'siege hq headquarters sede zentrale',
  emergency: 'emergency urgence',
  other: 'other autre alternate alternative',
});

/** Words that add nothing to the meaning of a column. */
const NOISE = new Set(
  words(
    'client clients customer customers cust cli cl contact contacts person personne personnes user users member members membre adherent abonne subscriber patient donor donateur lead account party kunde kunden cliente clienti klant individu individual tiers default primary principal principale main num numero number nr no n code cd valeur value val libelle lib lbl label field champ txt text str fld raw current actuel actuelle de du des d la le les l of the el del di da der die das den von van het unite legale etablissement properties attributes attribute data info infos detail profile profil fiche record row entity fictif fake std standardized standardised normalised normalized clean cleaned original orig brut saisi address addresses adresse adresses adr addr direccion indirizzo anschrift adres desc description fields col column colonne prospect salarie employee student eleve owner voter recipient sender guest buyer acheteur order commande product produit store item et and y und e en',
  ),
);

const ORDER_WORDS = new Set(
  words(
    'order orders commande commandes ticket tickets facture factures invoice invoices transaction transactions achat achats vente ventes purchase purchases sale sales bestell bestellung bestellnummer rechnung pedido pedidos ordine ordini bestelling receipt lineitem basket panier payment paiement reservation booking visite visit',
  ),
);

/** `last_order_date`, `nb_commandes`: facts about a customer, not an order. */
const SUMMARY_WORDS = new Set(
  words(
    'last derniere dernier first premiere premier nb nombre count total average moyen moyenne avg orders commandes achats purchases spent lifetime cumul',
  ),
);

const CONTACT_WORDS = new Set(words('contact contacts interlocuteur dirigeant ansprechpartner referente'));

const MAILED_TO = new Set(words('addr street city state zip zipcode postal postcode country line'));

const ANONYMOUS =
  /^(?:column|columns|col|colonne|spalte|columna|colonna|kolom|field|champ|feld|campo|unnamed|untitled|var|v|f|x|c|attr|attribute)?[\s_:.-]*\d*$|^[a-z]$/i;

// ------------------------------------------------------------------------------------------------- parsing

/** Words of a header: camelCase, separators and digits cut. `codePostalEtablissement` → code postal etablissement. */
export function headerWords(header: string): string[] {
  const spaced = header
    .replace(/ \(\d+\)$/, '')
    .replace(/__c$/i, '')
    .replace(/\[\d+\]/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return plainLetters(spaced)
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Reads every header of a table; a prefix that most columns share (`CT_`, `cust_`) is taken off first. */
export function readHeaders(columns: readonly string[]): HeaderReading[] {
  const all = columns.map(headerWords);
  const shared = sharedFirstWord(all);
  return columns.map((column, i) => {
    const own = all[i]!;
    const stripped = shared !== undefined && own[0] === shared && own.length > 1 ? own.slice(1) : own;
    return readHeader(column, own, stripped);
  });
}

function sharedFirstWord(all: readonly (readonly string[])[]): string | undefined {
  if (all.length < 4) return undefined;
  const counts = new Map<string, number>();
  for (const own of all) {
    if (own.length > 1) counts.set(own[0]!, (counts.get(own[0]!) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= all.length * 0.6 && !TYPE_WORDS[best[0]] ? best[0] : undefined;
}

function readHeader(column: string, own: readonly string[], stripped: readonly string[]): HeaderReading {
  const typeWord =
    own.find((word) => TYPE_WORDS[word] !== undefined) ?? (isMailing(own) ? 'mailing' : undefined);
  const anonymous = ANONYMOUS.test(column.trim());
  const isSummary = own.some((word) => SUMMARY_WORDS.has(word));
  return {
    column,
    matches: anonymous ? [] : bestOf([...matchWords(own), ...(stripped === own ? [] : matchWords(stripped))]),
    ...(typeWord !== undefined && { type: TYPE_WORDS[typeWord]! }),
    ordinal: anonymous ? 1 : ordinalOf(column, own),
    prefix: prefixOf(column),
    anonymous,
    aboutOrders: !isSummary && own.some((word) => ORDER_WORDS.has(word)),
    aboutContact: own.length > 1 && own.some((word) => CONTACT_WORDS.has(word)),
  };
}

/** `mail_city` is where letters go; `mail` alone is an e-mail address. */
function isMailing(own: readonly string[]): boolean {
  return own[0] === 'mail' && own.length > 1 && MAILED_TO.has(own[1]!);
}

function ordinalOf(column: string, own: readonly string[]): number {
  const index = /\[(\d+)\](?!.*\[\d+\])/.exec(column);
  if (index) return Number(index[1]) + 1;
  const number = own.findLast((word) => /^[1-9]$/.test(word));
  return number === undefined ? 1 : Number(number);
}

function prefixOf(column: string): string {
  const cut = Math.max(column.lastIndexOf('.'), column.lastIndexOf('/'));
  return cut > 0 ? column.slice(0, cut) : '';
}

// ------------------------------------------------------------------------------------------------ matching

/** Exact phrase; then without type words; then the longest phrase among noise; then phrases inside; then a near spelling. */
function matchWords(own: readonly string[]): HeaderMatch[] {
  const found: HeaderMatch[] = lookUp(own, 0.96);
  const untyped = own.filter((word) => TYPE_WORDS[word] === undefined);
  if (untyped.length < own.length) found.push(...lookUp(untyped, 0.93));
  if (found.some((match) => match.score > 0.8)) return found;
  found.push(...longestAmongNoise(untyped));
  const unnumbered = untyped.filter((word) => !/^\d+$/.test(word));
  if (unnumbered.length < untyped.length)
    found.push(...lookUp(unnumbered, 0.9), ...longestAmongNoise(unnumbered));
  if (found.some((match) => match.score > 0.5)) return found;
  found.push(...phrasesInside(unnumbered));
  if (found.length === 0) found.push(...nearSpelling(unnumbered.join('')));
  return found;
}

function lookUp(own: readonly string[], factor: number): HeaderMatch[] {
  if (own.length === 0) return [];
  return (DICTIONARY.get(own.join('')) ?? []).map(({ concept, score }) => ({
    concept,
    score: score * factor,
  }));
}

/** The longest phrase around which only noise words stand: `default address ADDRESS 2`, `NUMERO VOIE etablissement`. */
function longestAmongNoise(own: readonly string[]): HeaderMatch[] {
  for (let length = own.length - 1; length > 0; length--) {
    const found: HeaderMatch[] = [];
    for (let start = 0; start + length <= own.length; start++) {
      const outside = [...own.slice(0, start), ...own.slice(start + length)];
      const inside = own.slice(start, start + length);
      if (outside.every((word) => NOISE.has(word))) found.push(...lookUp(inside, 0.88));
    }
    if (found.length > 0) return found;
  }
  return [];
}

/** Phrases of consecutive words; what is left over makes it less sure, noise words only a little. */
function phrasesInside(own: readonly string[]): HeaderMatch[] {
  const found: HeaderMatch[] = [];
  for (let start = 0; start < own.length; start++) {
    for (let end = own.length; end > start; end--) {
      if (end - start === own.length) continue;
      const matches = DICTIONARY.get(own.slice(start, end).join(''));
      if (!matches) continue;
      const left = [...own.slice(0, start), ...own.slice(end)];
      const unknown = left.filter((word) => !NOISE.has(word) && !/^\d+$/.test(word)).length;
      const factor = Math.max(0.25, 0.8 - 0.22 * unknown - 0.04 * (left.length - unknown));
      // A short word inside a longer header (`id`, `no`, `by`) is little evidence.
      const length = own.slice(start, end).join('').length;
      const weight = length < 3 ? 0.6 : 1;
      found.push(...matches.map(({ concept, score }) => ({ concept, score: score * factor * weight })));
    }
  }
  return found;
}

/** One edit away, for words long enough that it is hardly chance (`prenon`, `adress1`); glued words (`clientprenom`). */
function nearSpelling(compact: string): HeaderMatch[] {
  if (compact.length < 5 || compact.length > 40) return [];
  const found: HeaderMatch[] = [];
  for (const [phrase, matches] of DICTIONARY) {
    if (phrase.length < 5) continue;
    const factor =
      phrase.length >= 6 && oneEditApart(compact, phrase)
        ? 0.7
        : (compact.endsWith(phrase) || compact.startsWith(phrase)) && phrase.length >= compact.length / 2
          ? 0.55
          : 0;
    if (factor > 0) found.push(...matches.map(({ concept, score }) => ({ concept, score: score * factor })));
  }
  return found;
}

/** True when one insertion, deletion, substitution or swap of neighbours turns one into the other. */
function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail++;
  const [restA, restB] = [a.slice(start, a.length - tail), b.slice(start, b.length - tail)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

function bestOf(matches: readonly HeaderMatch[]): HeaderMatch[] {
  const best = new Map<Concept, number>();
  for (const { concept, score } of matches) best.set(concept, Math.max(best.get(concept) ?? 0, score));
  return [...best].map(([concept, score]) => ({ concept, score })).sort((a, b) => b.score - a.score);
}

function words(text: string): string[] {
  return text.split(' ');
}

function expand(lists: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([type, list]) => words(list).map((word) => [word, type])),
  );
}
