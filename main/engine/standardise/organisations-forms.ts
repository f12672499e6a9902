/** Canonical legal form: other spellings as fold keys (dotted letters already joined). */
const FORMS: Readonly<Record<string, string>> = {
  SARL: 'societe a responsabilite limitee|s a r l|ste a responsabilite limitee',
  EURL: 'entreprise unipersonnelle a responsabilite limitee|sarlu|sarl unipersonnelle',
  SA: 'societe anonyme',
  SAS: 'societe par actions simplifiee',
  SASU: 'societe par actions simplifiee unipersonnelle|sas unipersonnelle',
  SCI: 'societe civile immobiliere',
  SCP: 'societe civile professionnelle',
  SCM: 'societe civile de moyens',
  SCEA: 'societe civile d exploitation agricole',
  SC: 'societe civile',
  SNC: 'societe en nom collectif',
  SCS: 'societe en commandite simple',
  SCA: 'societe en commandite par actions|societe cooperative agricole',
  SCOP: 'societe cooperative et participative|societe cooperative ouvriere de production',
  SCIC: 'societe cooperative d interet collectif',
  SELARL: '',
  SELAS: '',
  SELASU: '',
  SELURL: '',
  GIE: 'groupement d interet economique',
  GAEC: 'groupement agricole d exploitation en commun',
  EARL: 'exploitation agricole a responsabilite limitee',
  EIRL: 'entreprise individuelle a responsabilite limitee',
  EI: 'entreprise individuelle',
  EPIC: '',
  Association: 'assoc|asso|association loi 1901|asbl',
  Ets: 'etablissements|etablissement|etabl|etabs|ets|ets',
  Fondation: '',
  Mutuelle: '',
  GmbH: 'gesellschaft mit beschrankter haftung',
  'GmbH & Co. KG': 'gmbh co kg|gmbh und co kg|gmbh cokg',
  AG: 'aktiengesellschaft',
  KG: 'kommanditgesellschaft',
  OHG: '',
  UG: 'ug haftungsbeschrankt',
  'e.K.': 'ek|e k',
  'e.V.': 'ev|e v|eingetragener verein',
  Ltd: 'limited|ltd co',
  'Pty Ltd': 'proprietary limited|pty limited|pty',
  PLC: 'public limited company',
  LLP: 'limited liability partnership',
  LLC: 'limited liability company',
  Inc: 'incorporated',
  Corp: 'corporation',
  LP: '',
  'S.p.A.': 'spa|societa per azioni',
  'S.r.l.': 'srl|societa a responsabilita limitata',
  SL: 'sociedad limitada|slu',
  SAU: '',
  BV: 'besloten vennootschap',
  NV: 'naamloze vennootschap',
  VZW: '',
  SPRL: '',
  AB: 'aktiebolag',
  ApS: '',
  'A/S': 'a s',
  Oy: 'oyj',
  Lda: 'limitada',
  SE: 'societas europaea|societe europeenne',
};

/** Forms whose letters are also common words or endings: recognised only after the name, never before. */
const ONLY_AFTER = new Set([
  'AB',
  'AG',
  'SE',
  'SL',
  'NV',
  'BV',
  'KG',
  'UG',
  'Oy',
  'Inc',
  'Corp',
  'Ltd',
  'LLC',
  'LP',
  'LLP',
  'PLC',
  'A/S',
  'ApS',
  'e.K.',
  'e.V.',
  'S.p.A.',
  'Lda',
  'EI',
  'SC',
]);
/** Words of the name itself as much as a form: recorded, but left in the name. */
export const PART_OF_NAME: ReadonlySet<string> = new Set(['Association', 'Fondation', 'Mutuelle']);

const CANONICAL = new Map<string, string>();
for (const [form, spellings] of Object.entries(FORMS)) {
  CANONICAL.set(
    form
      .toLowerCase()
      .replace(/[^a-z]+/g, ' ')
      .trim(),
    form,
  );
  for (const spelling of spellings.split('|')) if (spelling !== '') CANONICAL.set(spelling, form);
}
const LONGEST = 8;

/** The canonical form for a text that is nothing but a legal form (as a fold key), or undefined. */
export function canonicalLegalForm(key: string): string | undefined {
  return CANONICAL.get(key) ?? CANONICAL.get(key.replaceAll(' ', ''));
}

export interface FoundForm {
  readonly form: string;
  readonly first: number;
  readonly last: number;
}

/** A legal form at the end, else at the beginning, of a name given as fold keys of its words. The longest one wins. */
export function findLegalForm(words: readonly string[]): FoundForm | undefined {
  const limit = Math.min(LONGEST, words.length - 1);
  for (let length = limit; length > 0; length--) {
    const form = canonicalLegalForm(words.slice(-length).join(' '));
    if (form !== undefined) return { form, first: words.length - length, last: words.length };
  }
  for (let length = limit; length > 0; length--) {
    const form = canonicalLegalForm(words.slice(0, length).join(' '));
    if (form !== undefined && !ONLY_AFTER.has(form)) return { form, first: 0, last: length };
  }
  return undefined;
}
