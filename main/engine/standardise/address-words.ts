/**
 * Vocabulary of postal addresses. Street types and their abbreviations follow AFNOR NF Z10-011 and the La Poste /
 * Fantoir lists, with the spellings that people use in practice. Keys are folded (see address-tokens.ts).
 */

/**
 * strong – a street as such: where it appears after a number, that is the street.
 * weak   – also names a building, a housing estate or a hamlet: gives way to a strong one in the same address.
 */
export type TypeStrength = 'strong' | 'weak';

export interface StreetType {
  readonly full: string;
  readonly strength: TypeStrength;
}

const STRONG = `
Allée: all allee alee
Ancien Chemin: ach
Ancienne Route: art
Autoroute: aut
Avenue: av ave aven aven avn
Barrière: barriere
Boucle: bcle
Boulevard: bd bld bvd blvd blv boul boulv bould
Carrefour: car carr
Chaussée: chs chaussee
Chemin: che chem ch chm chmn chemn
Chemin Rural: cr
Chemin Vicinal: chv
Corniche: cor
Côte: cote
Cour:
Cours: crs
Descente: dsc
Digue: dig
Escalier:
Esplanade: esp espl
Faubourg: fg fbg fb faub
Grand Boulevard: gbd
Grande Rue: gr gd-rue grd-rue grande-rue grand-rue
Grille: gri
Haut Chemin: hch
Impasse: imp impass
Jetée: jte jetee
Levée: leve levee
Mail:
Marché: mar marche
Montée: mte montee
Nouvelle Route: nte
Passage: pas pass psg pssg
Passerelle:
Petit Chemin: pch
Petite Allée: pae
Petite Avenue: pta
Petite Impasse: pim
Petite Route: prt
Petite Rue: ptr
Périphérique: peri peripherique
Place: pl plc
Placette:
Pont:
Promenade: pro prom
Quai: qu qai
Rampe:
Rempart: rem
Rocade: roc
Rond-Point: rpt rd-pt rond-point
Route: rte rt rout
Rue: r
Ruelle: rle ruel
Ruellette:
Sente:
Sentier: sen sent
Square: sq sqr
Traboule:
Traverse: tra trav
Venelle: ven
Vieille Route: vte
Vieux Chemin: vche
Viaduc:
Voie: voi
Voie Communale: vc
RN:
RD:
CD:
`;

const WEAK = `
Bastide:
Bâtiment:
Bourg: brg
Camping: cpg
Campagne: cgne
Centre Commercial: ccial
Chalet: chl
Château: cht chateau
Cité: cite
Clos:
Domaine: dom
Enclos:
Espace: espa
Ferme: frm
Galerie: galerie
Hameau: ham hameaux
Hauts: hts
Immeuble: imm immeub
Jardin:
Jardins:
Lieu-dit: ld lieudit lieu-dit
Lotissement: lot lotiss lotis lotissemt
Manoir: man
Mas:
Moulin: mln
Parc:
Parvis: prv
Pavillon: pav
Plaine: pln
Plateau: plt
Pointe: pnt
Port:
Quartier: qua quart qtier qrt
Résidence: res resid residence rce resi
Terrasse:
Tour:
Val:
Villa: vla
Villas:
Village: vge vlge
ZA:
ZAC:
ZI:
ZUP:
ZAE:
Zone: 
`;

/** Letters with their marks and case taken away: the spelling under which words are looked up. */
export function foldWord(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[’‘`´]/g, "'")
    .replace(/\./g, '');
}

function readTypes(list: string, strength: TypeStrength, into: Map<string, StreetType>): void {
  for (const line of list.trim().split('\n')) {
    const colon = line.indexOf(':');
    const full = line.slice(0, colon).trim();
    const type = { full, strength };
    if (!full.includes(' ')) into.set(foldWord(full), type);
    for (const abbreviation of line
      .slice(colon + 1)
      .trim()
      .split(/\s+/)) {
      if (abbreviation) into.set(abbreviation, type);
    }
  }
}

/** Folded first word of a street → its type. */
export const STREET_TYPES: ReadonlyMap<string, StreetType> = (() => {
  const types = new Map<string, StreetType>();
  readTypes(WEAK, 'weak', types);
  readTypes(STRONG, 'strong', types);
  return types;
})();

/** Words that stand for a street type wherever they are, because nothing else is written so. */
export const UNMISTAKABLE_TYPES: ReadonlySet<string> = new Set(
  'rue avenue av ave boulevard bd bld blvd chemin che chem route rte impasse imp allee place quai ruelle square faubourg'.split(
    ' ',
  ),
);

/** Adjectives before a street type: "Grande Rue", "Vieux Chemin", "Ancienne Route". */
export const TYPE_ADJECTIVES: ReadonlyMap<string, string> = new Map([
  ['grande', 'Grande'],
  ['grand', 'Grand'],
  ['gde', 'Grande'],
  ['grd', 'Grande'],
  ['gd', 'Grand'],
  ['petite', 'Petite'],
  ['petit', 'Petit'],
  ['pte', 'Petite'],
  ['pt', 'Petit'],
  ['vieille', 'Vieille'],
  ['vieux', 'Vieux'],
  ['ancienne', 'Ancienne'],
  ['ancien', 'Ancien'],
  ['anc', 'Ancien'],
  ['nouvelle', 'Nouvelle'],
  ['basse', 'Basse'],
  ['haute', 'Haute'],
  ['haut', 'Haut'],
  ['bas', 'Bas'],
  ['longue', 'Longue'],
]);

/** Titles and words abbreviated inside street names. Ambiguous ones (col, gen, cap …) count only with a full stop. */
export const NAME_ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['gal', 'Général'],
  ['gnl', 'Général'],
  ['mal', 'Maréchal'],
  ['mchal', 'Maréchal'],
  ['dr', 'Docteur'],
  ['doct', 'Docteur'],
  ['pdt', 'Président'],
  ['cdt', 'Commandant'],
  ['cne', 'Capitaine'],
  ['lt', 'Lieutenant'],
  ['sgt', 'Sergent'],
  ['prof', 'Professeur'],
  ['mgr', 'Monseigneur'],
  ['st', 'Saint'],
  ['ste', 'Sainte'],
  ['sts', 'Saints'],
  ['fbg', 'Faubourg'],
]);
export const DOTTED_ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['gen', 'Général'],
  ['col', 'Colonel'],
  ['cap', 'Capitaine'],
  ['capt', 'Capitaine'],
  ['pr', 'Professeur'],
  ['pres', 'Président'],
  ['cl', 'Colonel'],
  ['cmdt', 'Commandant'],
  ['nd', 'Notre-Dame'],
  ['fg', 'Faubourg'],
]);

/** Written small inside French names. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'de du des la le les et a au aux sur sous en les lez l d chez par pour dans ou'.split(' '),
);

/** What may stand between a street type and a number or a type that belongs to the name ("Rue de la Tour"). */
export const ARTICLES: ReadonlySet<string> = new Set(
  'de du des la le les au aux a sur sous en l d et'.split(' '),
);

export const MONTHS: ReadonlySet<string> = new Set(
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(' '),
);

/** Street suffixes of English-speaking countries (Royal Mail, USPS Publication 28, AS 4590). */
export const ENGLISH_SUFFIXES: ReadonlyMap<string, string> = new Map(
  `alley:ally aly;avenue:ave av aven;boulevard:blvd blv bvd boul;circle:cir;circuit:cct crct;close:cl;court:ct crt;
  crescent:cres cr cresc;drive:dr drv;expressway:expy;gardens:gdns;grove:gr grv;highway:hwy hgwy;lane:ln;mews:;
  parade:pde;park:pk;parkway:pkwy pwy;place:pl;plaza:plz;road:rd;square:sq;street:st str;terrace:tce terr;trail:trl;
  turnpike:tpke;walk:wlk;way:wy`
    .split(';')
    .flatMap((entry) => {
      const [full = '', abbreviations = ''] = entry.trim().split(':');
      const name = full.charAt(0).toUpperCase() + full.slice(1);
      return [full, ...abbreviations.split(' ').filter(Boolean)].map((word): [string, string] => [
        word,
        name,
      ]);
    }),
);

/** Compass words of English-speaking addresses → their letter. */
export const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ['north', 'n'],
  ['south', 's'],
  ['east', 'e'],
  ['west', 'w'],
  ['northeast', 'ne'],
  ['northwest', 'nw'],
  ['southeast', 'se'],
  ['southwest', 'sw'],
]);

/** A single German, Dutch or Scandinavian word that is a whole street: Hauptstraße, Kirchweg, Dorpsstraat. */
export const GERMANIC_STREET =
  /(?:strasse|str|weg|allee|platz|gasse|damm|ufer|straat|laan|plein|gracht|gatan|vej)$/;

export const US_STATES: ReadonlySet<string> = new Set(
  `al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa
  ri sc sd tn tx ut vt va wa wv wi wy dc pr`.split(/\s+/),
);
export const CA_PROVINCES: ReadonlySet<string> = new Set('ab bc mb nb nl ns nt nu on pe qc sk yt'.split(' '));
export const AU_STATES: ReadonlySet<string> = new Set('nsw vic qld wa sa tas act nt'.split(' '));
