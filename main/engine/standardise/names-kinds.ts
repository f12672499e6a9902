import type { NameWord } from './names-words.ts';
import { findLegalForm } from './organisations-forms.ts';

const ORGANISATION_WORDS = new Set(
  (
    'association societe ste entreprise etablissements etablissement ets mairie commune departement prefecture boulangerie patisserie boucherie ' +
    'garage pharmacie restaurant brasserie hotel camping ecole lycee universite cabinet clinique hopital residence syndicat copropriete ' +
    'cooperative mutuelle fondation agence bureau atelier ateliers magasin boutique transports transport menuiserie plomberie maconnerie ' +
    'electricite immobilier immobiliere assurances banque consulting services holding groupe group company industries solutions ' +
    'limited foundation hospital school university council church verein stiftung comite federation club amicale ehpad crous ' +
    'office international ministere ambassade conseil pompes'
  ).split(' '),
);
/** Forms that are also short family names or words are no sign by themselves. */
const WEAK_FORMS = new Set([
  'SE',
  'AB',
  'AG',
  'EI',
  'SL',
  'LP',
  'SC',
  'SA',
  'Ets',
  'SAU',
  'Oy',
  'NV',
  'BV',
  'A/S',
  'Inc',
  'e.K.',
  'e.V.',
  'KG',
  'UG',
  'SAS',
  'SE',
]);

/** A company, association or office written where a person's name belongs. */
export function looksLikeOrganisation(words: readonly NameWord[]): boolean {
  if (words.some((word) => ORGANISATION_WORDS.has(word.key)) && words.length > 1) return true;
  const found = findLegalForm(words.map((word) => word.key));
  if (found === undefined) return false;
  const written = words.slice(found.first, found.last).map((word) => word.text);
  return (
    !WEAK_FORMS.has(found.form) ||
    (written.every((text) => /^\p{Lu}{2,}$|^(?:\p{Lu}\.)+/u.test(text)) &&
      found.form.length > 1 &&
      found.form !== 'EI' &&
      found.form !== 'SE')
  );
}

const PAIR =
  /(?:^|\s)(?:et|&|and|und|y|\+)\s+\p{L}|\p{L}\s*[/+&]\s*\p{L}|(?:^|\s)(?:famille|family|familie|consorts|indivision|succession)\s/iu;

/** `M. et Mme Dupont`, `Jean & Marie`, `Famille Martin`. The Spanish `y` counts between given names only. */
export function looksLikeSeveralPeople(text: string, isGiven: boolean): boolean {
  if (!PAIR.test(text)) return false;
  return isGiven || !/(?:^|\s)y\s/i.test(text) || /(?:^|\s)(?:et|&|and)\s/i.test(text);
}
