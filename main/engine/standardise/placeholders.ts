import { foldKey } from './text-fold.ts';

/** What people type when they have nothing to say, as fold keys (French first, then English, German, Spanish, Italian). */
const WORDS = new Set(
  `inconnu|inconnue|inconnus|nom inconnu|prenom inconnu|adresse inconnue|non connu|non connue|non renseigne|non renseignee|non communique|
non communiquee|non precise|non precisee|non fourni|non fournie|non applicable|non disponible|non defini|non definie|non saisi|pas renseigne|
pas de mail|pas d email|pas de telephone|pas de tel|pas de nom|pas de prenom|sans|sans objet|sans nom|sans prenom|sans mail|sans email|
sans adresse|sans telephone|neant|aucun|aucune|vide|rien|indefini|a completer|a renseigner|a preciser|a definir|a saisir|a supprimer|
ne pas utiliser|anonyme|client inconnu|client anonyme|client divers|client passage|client de passage|divers|test|tests|testing|teste|
test test|essai|bidon|nr|n r|nc|n c|na|n a|nd|n d|ns|n s p|nsp|none|null|nil|nan|undefined|unknown|unk|not known|not available|
not applicable|not provided|not given|not specified|no name|noname|no email|no phone|blank|empty|tbd|tbc|to be defined|dummy|fake|sample|
anonymous|void|missing|unbekannt|keine|keine angabe|k a|kein|ohne|leer|desconocido|desconocida|ninguno|ninguna|sin nombre|sin datos|
sconosciuto|sconosciuta|nessuno|asdf|azerty|azertyuiop|qwerty|qwertz|lorem ipsum|blabla|toto|tata|titi|toto toto|toto tata|foo|bar|foobar|abc|abcd|hidden|deleted|supprime|supprimee`
    .split('|')
    .map((word) => word.trim()),
);
const REPEATED = /^([a-z0-9])\1{2,}$/;
const MAX_LENGTH = 40;

/**
 * True when a text stands for "nothing known": INCONNU, N/A, NC, NULL, XXX, -, ., test, aucun, none, ???, or only
 * punctuation. Meant for free text and names; do not ask it about codes, where `NC` is New Caledonia.
 */
export function isPlaceholderText(text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const key = foldKey(text);
  if (key === '') return text.trim() !== '' && !/\p{Extended_Pictographic}/u.test(text);
  return WORDS.has(key) || isRepeated(key);
}

function isRepeated(key: string): boolean {
  const squeezed = key.replaceAll(' ', '');
  return REPEATED.test(squeezed) && !ROMAN.test(squeezed);
}
const ROMAN = /^i{3}$/;
